"""How do we say a touch and a stage, in every message and form alike?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.blocks import (
    Block,
    Live,
    Sentence,
    button,
    confirm,
    cut,
    groups,
    one_line,
    option,
    person,
    sentence,
    when,
)
from bot.facts import About, Direction, FavourKind, Found, How, Kind, Outcome, Passing, Segment, Stage

STAGES = tuple(Stage)
LOG_FOR = "candidate_log"
CARD = "candidate_card"
CONTACTS = "candidate_contacts"
OFFERS = "offer_sheet"
AGREEMENT = "offer_agreement"
PLACEMENT = "placement_open"
FELL_THROUGH = "placement_fell_through"
COVERS = "covers_show"
PRECEDENTS = "dispute_precedents"

_KINDS = {
    Kind.CALL: ("Call", "They called"),
    Kind.EMAIL: ("E-mail", "They e-mailed"),
    Kind.MESSAGE: ("Message", "They messaged"),
    Kind.TEXT: ("Text", "They texted"),
    Kind.MEETING: ("Meeting", "They came by"),
    Kind.VIDEO: ("Video call", "They video-called"),
    Kind.SOCIAL: ("Social network", "They wrote on a social network"),
    Kind.NEWSLETTER: ("Newsletter", "A newsletter of theirs"),
}
_OURS = {
    Outcome.SPOKE: "spoke",
    Outcome.MET: "met",
    Outcome.REPLIED: "replied",
    Outcome.VOICEMAIL: "voicemail",
    Outcome.NO_ANSWER: "no answer",
    Outcome.SENT: "sent",
}
_THEIRS = {
    Outcome.SPOKE: ", spoke",
    Outcome.MET: ", met",
    Outcome.REPLIED: ", a reply",
    Outcome.VOICEMAIL: ", voicemail",
    Outcome.NO_ANSWER: ", missed",
    Outcome.SENT: "",
}


def _ours(kind: Kind, *outcomes: Outcome) -> list[How]:
    return [How(kind, Direction.OUT, outcome) for outcome in outcomes]


def _theirs(kind: Kind, outcome: Outcome) -> How:
    return How(kind, Direction.IN, outcome)


# The likeliest first; what nobody does (a voicemail by e-mail) is not offered.
HOWS: list[tuple[str, list[How]]] = [
    ("Call", _ours(Kind.CALL, Outcome.SPOKE, Outcome.VOICEMAIL, Outcome.NO_ANSWER)),
    ("Met", _ours(Kind.MEETING, Outcome.MET) + _ours(Kind.VIDEO, Outcome.MET, Outcome.NO_ANSWER)),
    ("E-mail", _ours(Kind.EMAIL, Outcome.SENT, Outcome.REPLIED)),
    ("Message", _ours(Kind.MESSAGE, Outcome.SENT, Outcome.REPLIED)),
    ("Text", _ours(Kind.TEXT, Outcome.SENT, Outcome.REPLIED)),
    ("Social network", _ours(Kind.SOCIAL, Outcome.SENT, Outcome.REPLIED)),
    (
        "They came to us",
        [_theirs(Kind.CALL, Outcome.SPOKE), _theirs(Kind.CALL, Outcome.VOICEMAIL)]
        + [_theirs(kind, Outcome.REPLIED) for kind in (Kind.EMAIL, Kind.MESSAGE, Kind.TEXT, Kind.SOCIAL)],
    ),
]

# How an owner came or went.
PASSED: dict[Passing, str] = {
    Passing.ADDED: "added",
    Passing.CLAIMED: "claimed",
    Passing.GIVEN: "handed over",
    Passing.ASSIGNED: "assigned by a manager",
    Passing.TURN: "it was their turn",
    Passing.KEEPER: "looked after for the house",
    Passing.RULED: "ruled by a manager",
    Passing.CONCEDED: "released to whoever claimed them",
    Passing.SUCCEEDED: "since their owner left; they had claimed them",
    Passing.REVIVED: "came back to them",
    Passing.MERGED: "two records became one",
    Passing.STANDING: "as it stood when owners were first written down",
    Passing.LAPSED: "lapsed",
    Passing.RELEASED: "released",
    Passing.LEFT: "their owner left the team",
}
SEGMENTS = {
    Segment.SILVER_MEDALLIST: "silver medallist",
    Segment.WARM: "warm",
    Segment.GENERAL: "general",
    Segment.PLACED: "placed",
}
LEARNED = {
    About.REASON_TO_MOVE: "Reason to move",
    About.WORRIES: "Worries",
    About.MUST_HAVES: "Must-haves",
    About.FITS: "Fits",
    About.DOES_NOT_FIT: "Does not fit",
    About.PAY_EXPECTED: "Pay expected",
    About.PROMISE: "Promised",
}
# In which ways somebody agrees to be represented.
AGREED_BY = {
    Kind.CALL: "on the phone",
    Kind.EMAIL: "by e-mail",
    Kind.MESSAGE: "by message",
    Kind.TEXT: "by text",
    Kind.MEETING: "in person",
    Kind.VIDEO: "on a video call",
    Kind.SOCIAL: "on a social network",
}
MARKED = " · do not contact"
# What was given or asked, with its article; of training there is no one.
FAVOURS = {
    FavourKind.CV_TIP: "a CV tip",
    FavourKind.CERTIFICATE: "a certificate",
    FavourKind.TRAINING: "training",
    FavourKind.OPENING: "an opening elsewhere",
    FavourKind.INTRODUCTION: "an introduction",
    FavourKind.REFERRAL: "a referral",
    FavourKind.LEAD: "a lead",
    FavourKind.REFERENCE: "a reference",
}


def spoken(how: How) -> str:
    """Say how a touch went: `Call, spoke` or `They e-mailed, a reply`."""
    ours, theirs = _KINDS[how.kind]
    return f"{ours}, {_OURS[how.outcome]}" if how.direction is Direction.OUT else theirs + _THEIRS[how.outcome]


def code(how: How) -> str:
    """Write a How as the value of a button or choice: `call.out.spoke`."""
    return f"{how.kind}.{how.direction}.{how.outcome}"


def from_code(value: str) -> How:
    """Read what `code` wrote; ValueError for anything else."""
    kind, direction, outcome = value.split(".")
    return How(Kind(kind), Direction(direction), Outcome(outcome))


def how_choices(chosen: How | None) -> list[Block]:
    """Offer every usual How in its group, and the chosen one even where it is unusual."""
    usual = [(heading, [option(spoken(how), code(how)) for how in hows]) for heading, hows in HOWS]
    if chosen and all(chosen not in hows for _, hows in HOWS):
        usual.append(("As it was logged", [option(spoken(chosen), code(chosen))]))
    return groups(usual)


def stage_name(stage: Stage) -> str:
    """Say a stage: `interview`, `fell through`."""
    return stage.value.replace("_", " ")


def standing(stage: Stage | None, title: str | None) -> str:
    """Say how far someone has come, and for which job: `interview for Data Engineer`; empty where unknown."""
    if stage and title:
        return f"{stage_name(stage)} for {one_line(title)}"
    return stage_name(stage) if stage else one_line(title) if title else ""


def fell_through(name: str, submission: int, action_id: str = FELL_THROUGH, reads: str = "") -> Block:
    """The button by which whoever said yes does not start after all, or has left, after a question."""
    words = f"{name} does not start, or has left. What is owed for it closes, and a word to them is owed."
    asked = confirm("Did it fall through?", words, "Fell through", "Not yet")
    return button("Fell through …", action_id, submission, style="danger", ask=asked, reads=reads)


def counted(count: int, one: str, many: str) -> str:
    """Say how many there are: `1 touch`, `12 touches`, `1,204 touches`."""
    return f"{count:,} {one if count == 1 else many}"


def dated(on: date) -> str:
    """Name a local day with its year: `Friday 12 February 2027`."""
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def everybody(people: Sequence[str]) -> Sentence:
    """Name several people alike everywhere: `@Maya, @Ida and @Tom`."""
    return together([[person(each)] for each in people])


def together(clauses: Sequence[Sentence]) -> Sentence:
    """Put clauses one after another: by commas, the last by `and`."""
    first: Sentence = [part for each in clauses[:-1] for part in (", ", *each)][1:]
    last: Sentence = [*clauses[-1]] if clauses else []
    return [*first, " and ", *last] if first else last


def last_day_of(ends_at: datetime) -> Live:
    """Name the day with which something ends: by its noon, so that it is that day for readers east and west as well."""
    return when(ends_at - timedelta(hours=12), "{date_short}")


def month(on: date) -> str:
    """Name a month: `November 2024`."""
    return f"{on:%B %Y}"


def lasting(since: datetime, now: datetime) -> str:
    """Say for how long something has been so, in whole days."""
    days = (now.date() - since.date()).days
    return "since today" if days < 1 else "since yesterday" if days == 1 else f"for {days} days"


def told_apart(found: Found, among: Sequence[Found] = ()) -> str:
    """Tell one candidate from those of the same name, on one line of at most 75 letters; say who wants no contact."""
    if found.do_not_contact:
        return cut(_told_apart(found, among), 75 - len(MARKED)) + MARKED
    return _told_apart(found, among)


def which_of(typed: str, found: Sequence[Found]) -> Sentence:
    """Ask which of several was meant; where nobody is called so, as all are guessed, say that first."""
    if found and all(one.guessed for one in found):
        return sentence("I know nobody called “", one_line(typed), "”. Did you mean one of these?")
    return sentence("Which “", one_line(typed), "” do you mean?")


def _told_apart(found: Found, among: Sequence[Found]) -> str:
    shown = _described(found)
    alike = any(other.id != found.id and _described(other) == shown for other in among)
    if not (alike and found.contact):
        return shown
    return _joined(one_line(found.name, 24), one_line(found.contact, 26), _stands(found))


def _described(found: Found) -> str:
    return _joined(one_line(found.name, 40), _stands(found), found.recruiter)


def _stands(found: Found) -> str:
    return standing(found.stage, one_line(found.job, 24) if found.job else None)


def _joined(*clauses: str | None) -> str:
    return cut(" · ".join(one_line(clause) for clause in clauses if clause), 75)
