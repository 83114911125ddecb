"""Which inputs stand on which page of the form of an offer?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.blocks import Block, one_line, option
from bot.facts import OfferDraft, OfferKind, Package, Rank, RoundBy, StageThere, Submission, Writing
from bot.forms.inputs import ADD, NAME_LETTERS, calendar, field, radio, select, typeahead, typed_input
from bot.words import clean

COMPANY = "offer_company"
PAY_LETTERS, WORDS_LETTERS = 200, 1_000

# What a form of ours can say of figures: by whom, and whether the candidate has them.
SAID = (
    ("offered", "Offered: they have it", (RoundBy.OFFERED, True)),
    ("planned", "Agreed with the client, not told them yet", (RoundBy.OFFERED, False)),
    ("asked", "The candidate asks for it", (RoundBy.ASKED, None)),
)
SAID_BY = (("offered", "Offered to them", RoundBy.OFFERED), ("asked", "The candidate asks for it", RoundBy.ASKED))
_THERE = (
    (StageThere.TALKS, "First talks"),
    (StageThere.INTERVIEWS, "Interviews"),
    (StageThere.FINAL, "Final round"),
    (StageThere.OFFER, "They have an offer"),
)
_PARTS = (
    ("equity", "Equity", "0.2 % over four years"),
    ("benefits", "Benefits", "Pension, health, car"),
    ("flexibility", "Flexibility", "Three days at home"),
    ("development", "Development", "A course a year"),
)
_RANKS = ((Rank.AHEAD, "Ahead of us"), (Rank.LEVEL, "Level with us"), (Rank.BEHIND, "Behind us"))


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about, beside what is typed: whose offer, which one, and for which jobs ours could be.

    `place` says where the hour of its deadline is, where that is not where the reader is.
    """

    name: str
    company: str = ""
    submissions: tuple[Submission, ...] = ()
    place: str = ""


Page = Callable[[OfferDraft, About], list[Block]]


def pages(draft: OfferDraft) -> list[Page]:
    """Give the pages of the form of a draft, each with at most six inputs."""
    if draft.writing is Writing.ROUND:
        return [_round, _package]
    if draft.writing is Writing.FACTS:
        return [_facts]
    firsts = {OfferKind.OURS: _ours, OfferKind.RIVAL: _rival, OfferKind.COUNTER: _counter}
    talks = [] if draft.kind is OfferKind.OURS else [_talks]
    return [firsts[draft.kind], *talks, _package]


def company(name: str) -> Block:
    """Offer a company by its name."""
    return option(one_line(name, 75), f"{ADD}{clean(name, NAME_LETTERS)}")


def _ours(draft: OfferDraft, shown: About) -> list[Block]:
    jobs = [option(one_line(each.title, 75), each.id) for each in shown.submissions]
    chosen = str(draft.submission) if draft.submission else None
    job = [field("submission", "Job", select(jobs, chosen))] if len(jobs) > 1 or (chosen is None and jobs) else []
    said = radio([option(words, value) for value, words, _ in SAID], _said(draft))
    return [*job, field("said", "What is it?", said), pay(draft.pay), *_deadline(draft, shown), _who(draft)]


def _rival(draft: OfferDraft, shown: About) -> list[Block]:
    chosen = company(draft.company) if draft.company else None
    search = typeahead(COMPANY, chosen, example="Type a few letters")
    there = select([option(words, stage.value) for stage, words in _THERE], draft.stage_there, example="Not known")
    rank = select([option(words, rank.value) for rank, words in _RANKS], draft.rank, example="Not known")
    return [
        field("company", "Company", search),
        field("stage_there", "How far they are there", there, optional=True),
        pay(draft.pay, optional=True),
        *_deadline(draft, shown),
        field("rank", "How they rank it", rank, optional=True),
    ]


def _counter(draft: OfferDraft, shown: About) -> list[Block]:
    made = None if draft.made is None else "yes" if draft.made else "no"
    yes_no = radio([option("Made", "yes"), option("Expected", "no")], made)
    why = typed_input(draft.why, lines=True, letters=WORDS_LETTERS)
    employer = typed_input(draft.company, example="Their present employer")
    return [
        field("made", "Is it made?", yes_no),
        field("why", "Why do you expect one?", why, optional=True, hint="Needed while it is only expected."),
        field("company", "From whom", employer, optional=True),
        pay(draft.pay, optional=True),
        *_deadline(draft, shown),
    ]


def _round(draft: OfferDraft, shown: About) -> list[Block]:
    if draft.kind is OfferKind.OURS:
        said = field("said", "What is it?", radio([option(words, value) for value, words, _ in SAID], _said(draft)))
    else:
        said = field("by", "Who says it?", radio([option(words, value) for value, words, _ in SAID_BY], draft.by))
    return [said, pay(draft.pay), _who(draft), _when(draft), *_deadline(draft, shown)]


def _talks(draft: OfferDraft, _: About) -> list[Block]:
    by = field("by", "The figures are …", radio([option(words, value) for value, words, _ in SAID_BY], draft.by))
    return [by, _who(draft), _when(draft), *(_for_the_client(draft) if draft.kind is OfferKind.RIVAL else [])]


def _facts(draft: OfferDraft, shown: About) -> list[Block]:
    if draft.kind is OfferKind.RIVAL:
        first = [each for each in _rival(draft, shown) if each["block_id"] in ("company", "stage_there", "rank")]
        return [*first, *_for_the_client(draft)]
    if draft.kind is OfferKind.COUNTER:
        return [each for each in _counter(draft, shown) if each["block_id"] in ("made", "why", "company")]
    made = radio([option("Yes, they have it", "yes"), option("Not told them yet", "no")], "yes" if draft.made else "no")
    note = typed_input(draft.why, lines=True, letters=WORDS_LETTERS)
    return [field("made", "Is it made to them?", made), field("why", "Note", note, optional=True)]


def _for_the_client(draft: OfferDraft) -> list[Block]:
    told = None if draft.client_told is None else "yes" if draft.client_told else "no"
    yes_no = radio([option("Yes", "yes"), option("Not yet", "no")], told)
    done = typed_input(
        draft.done_for_it, lines=True, letters=WORDS_LETTERS, example="Second interview moved to Tuesday"
    )
    return [
        field("client_told", "Has our client been told?", yes_no, optional=True),
        field("done_for_it", "What we sped up or improved for it", done, optional=True),
    ]


def _package(draft: OfferDraft, _: About) -> list[Block]:
    ours = draft.kind is OfferKind.OURS and draft.writing is Writing.NEW
    return [*parts(draft), *([_when(draft)] if ours else [])]


def parts(of: Package | OfferDraft) -> list[Block]:
    """Ask for the parts of a package that are told in words, and for the first day: five inputs."""
    words = [
        field(name, label, typed_input(getattr(of, name), letters=PAY_LETTERS, example=example), optional=True)
        for name, label, example in _PARTS
    ]
    return [*words, field("starts_on", "Start date", calendar(of.starts_on), optional=True)]


def pay(typed: str, *, optional: bool = False) -> Block:
    """Ask for base, bonus and sign-on on one line, as people say them."""
    hint = "As you would say it: €87,000 + 8 %, 2,300 € x 14, £480 a day."
    asked = typed_input(typed, letters=PAY_LETTERS, example="87k + 8% bonus")
    return field("pay", "Pay", asked, optional=optional, hint=hint)


def _deadline(draft: OfferDraft, shown: About) -> list[Block]:
    hour: Block = {"type": "timepicker"} | ({"initial_time": f"{draft.hour:%H:%M}"} if draft.hour else {})
    ours = draft.kind is OfferKind.OURS and draft.writing is Writing.NEW
    new = "Left empty: not known." if draft.writing is Writing.NEW else "Left empty: as it was."
    hint = "Left empty: four working days from when they have it." if ours else new
    hint = f"You typed “{one_line(draft.deadline, 40)}”: choose the day." if draft.deadline and not draft.on else hint
    return [
        field("on", "To be decided by", calendar(draft.on), optional=True, hint=hint),
        field("hour", "Hour", hour, optional=True, hint=_hour_hint(shown)),
    ]


def _hour_hint(shown: About) -> str:
    if not shown.place:
        return "Left empty: when work ends that day."
    return f"The time {shown.place}. Left empty: when work ends that day."


def _who(draft: OfferDraft) -> Block:
    return field("who", "Said by", typed_input(draft.who, example="Their name, where you know it"), optional=True)


def _when(draft: OfferDraft) -> Block:
    return field("said_on", "When", calendar(draft.said_on), optional=True, hint="Left empty: today.")


def _said(draft: OfferDraft) -> str:
    return "asked" if draft.by is RoundBy.ASKED else "planned" if draft.made is False else "offered"
