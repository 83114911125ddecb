"""What is answered to a line about an offer: was it understood, who is meant, and what can be typed?"""

from __future__ import annotations

from collections.abc import Sequence

from bot import amounts, offer_words
from bot.blocks import (
    Block,
    Message,
    Sentence,
    actions,
    as_code,
    bold,
    bullets,
    button,
    context,
    cut,
    day,
    line,
    one_line,
    sentence,
    when,
    whole,
)
from bot.facts import Ahead, Candidate, Found, Offer, OfferDraft, OfferKind, OfferState, RoundBy, Unclear, Understood
from bot.phrases import told_apart, which_of

SAVE = "offer_save"
CORRECT = "offer_correct"
CHOOSE = "offer_choose"
PICK = "offer_pick"
FORWARD = "candidate_submit"
MOST_CHOICES = 3
_NOTHING = Ahead()
WORDS_LETTERS = 300


def usage(command: str) -> Message:
    """Say how the command is typed."""
    first = sentence("See and write down what candidates are offered:")
    ways = [
        sentence(as_code(f"{command} Ana Silva"), " shows all offers to her"),
        sentence(as_code(f"{command} Ana Silva - 87k + 8% by 2 dec"), " writes down our offer"),
        sentence(as_code(f"{command} Ana Silva asked 96k"), " writes down what she asks for"),
        sentence(as_code(f"{command} Ana Silva rival Acme 134k + 12% by fri"), " writes down a rival’s offer"),
        sentence(as_code(f"{command} Ana Silva counter 93k"), " writes down what her employer offers to keep her"),
    ]
    rule = sentence("You are read back what was understood, and save or correct it. Only you see the answer.")
    return Message(whole(first, *ways, rule), [line(*first), bullets(ways), context(*rule)])


def read_back(
    candidate: Candidate,
    draft_id: int,
    draft: OfferDraft,
    read: Understood,
    known: Offer | None,
    place: str = "",
    ahead: Ahead = _NOTHING,
) -> Message:
    """Read back what a line says and what was assumed, to be saved or corrected; figures stand in the blocks alone.

    `place` says where its hour is, where that is not where the reader is; `ahead` what follows once it is saved.
    """
    head, until, asks = _head(candidate, draft, known), _until(draft, place) or _decided_by(ahead), _asks_first(ahead)
    pairs = amounts.pairs(read.package)
    facts: list[Sentence] = [[bold(label), f": {cut(words, WORDS_LETTERS)}"] for label, words in pairs]
    told = [each for each in (_stage(draft), until, _assumed(read), _not_read(draft.rest)) if each]
    told += [each for each in (sentence(ahead.beside_band), asks) if each]
    blocks: list[Block] = [line(*head)]
    blocks += [bullets([*facts, *told])] if facts or told else []
    save = button("Save", SAVE, draft_id, style="primary", reads=f"Save it for {one_line(candidate.name)}")
    blocks.append(actions(save, _correct(draft_id)))
    text = sentence("Save or correct what I understood; it stands in the message itself.")
    return Message(whole(head, until, asks, text), blocks)


def question(candidate: Candidate, draft_id: int, unclear: Unclear) -> Message:
    """Ask what was meant, with up to three ways to take it, or the form; figures stand in the blocks alone."""
    head: Sentence = ["One question before I write this down for ", bold(candidate.name), ":"]
    choices = [
        button(each.words, f"{CHOOSE}_{place}", f"{draft_id}/{place}")
        for place, each in enumerate(unclear.choices[:MOST_CHOICES])
    ]
    text = sentence("The question stands in the message itself.")
    blocks = [line(*head), line(unclear.question), actions(*choices, _correct(draft_id))]
    return Message(whole(head, text), blocks)


def which(typed: str, found: Sequence[Found], draft_id: int | None) -> Message:
    """Ask which of up to five candidates is meant; the line is kept as a draft, where there was more than a name."""
    shown, asked = found[:5], which_of(typed, found)
    names = [told_apart(each, shown) for each in shown]
    presses = [
        button(name, f"{PICK}_{place}", f"{draft_id or 0}/{each.id}")
        for place, (each, name) in enumerate(zip(shown, names, strict=True))
    ]
    more = sentence("There are more. If yours is not here, type more of the name." if found[5:] else "")
    blocks = [line(*asked), actions(*presses)] + ([context(*more)] if more else [])
    return Message(whole(which_of(_aloud(typed), found), *(sentence(f"• {name}") for name in names), more), blocks)


def nobody(typed: str, command: str) -> Message:
    """Say that nobody is called as was typed, and what to do."""
    known = sentence("I know nobody called “", one_line(typed), "”.")
    first: Sentence = (
        ["The name comes first, like ", as_code(f"{command} Ana 90k"), ". "] if _aloud(typed) != typed else []
    )
    add = "add them first with "
    advice = sentence(
        *first,
        "Try part of the name, or ",
        add,
        as_code("/candidate add"),
        " and the name. How to type it: ",
        as_code(f"{command} help"),
    )
    aloud = sentence("I know nobody called “", one_line(_aloud(typed)), "”.")
    return Message(whole(aloud, advice), [line(*known), line(*advice)])


def not_forward(candidate: Candidate) -> Message:
    """Say that an offer of ours needs a job, and offer to put them forward."""
    said: Sentence = [bold(candidate.name), " is not put forward for a job that goes on, so what is our offer for?"]
    hint = sentence("Put them forward, then type it again.")
    press = button("Put forward", FORWARD, candidate.id, reads=f"Put {one_line(candidate.name)} forward for a job")
    return Message(whole(said, hint), [line(*said), context(*hint), actions(press)])


def _aloud(typed: str) -> str:
    """Give a name as a phone may show it: whatever has a figure in it may be pay."""
    return "…" if any(sign.isnumeric() for sign in typed) else typed


def _head(candidate: Candidate, draft: OfferDraft, known: Offer | None) -> Sentence:
    if draft.by is RoundBy.ASKED:
        whom = f"{one_line(draft.company)} " if draft.kind is not OfferKind.OURS and draft.company else ""
        return [bold(candidate.name), f" asks {whom}for:"]
    return [f"{_kind(draft, known)} for ", bold(candidate.name), ":"]


def _kind(draft: OfferDraft, known: Offer | None) -> str:
    if draft.kind is OfferKind.OURS:
        return f"A new round of our offer for {one_line(known.company)}" if known else "Our offer"
    again = known is not None and known.state is not OfferState.EXPECTED
    if draft.kind is OfferKind.RIVAL:
        company = one_line(draft.company)
        return f"A new round of {company}, a rival," if again else f"{company}, a rival,"
    return "A new round of the counter-offer" if again else "The counter-offer" if known else "A counter-offer"


def _stage(draft: OfferDraft) -> Sentence:
    if draft.kind is OfferKind.COUNTER and draft.made is False:
        return [f"Expected, not made: {one_line(draft.why, 300)}" if draft.why else "Expected, not made"]
    return [f"How far they are: {offer_words.STAGES_THERE[draft.stage_there]}"] if draft.stage_there else []


def _until(draft: OfferDraft, place: str) -> Sentence:
    if draft.on is None:
        return []
    hour = f", {draft.hour:%H:%M} {place}".rstrip() if draft.hour else ""
    return [f"To be decided by {day(draft.on)}{hour}"]


def _decided_by(ahead: Ahead) -> Sentence:
    if ahead.decide_by is None:
        return []
    return ["To be decided by ", when(ahead.decide_by), ", since no day was said"]


def _asks_first(ahead: Ahead) -> Sentence:
    if not ahead.waits:
        return []
    day_ = "that day stays" if ahead.kept else "the deadline runs from the answer, since no day was said"
    return [f"A manager is asked first, before they have it; {day_}"]


def _assumed(read: Understood) -> Sentence:
    return [f"Assumed: {'; '.join(read.assumed)}"] if read.assumed else []


def _not_read(rest: str) -> Sentence:
    return [f"Of “{one_line(rest, 200)}” I could make nothing: correct it, or leave it out"] if rest else []


def _correct(draft_id: int) -> Block:
    return button("Correct", CORRECT, draft_id, reads="Correct it in a form")
