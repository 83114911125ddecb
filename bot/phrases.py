"""How do we say a touch, a stage and a due moment, in every message and form alike?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.blocks import (
    Block,
    Sentence,
    actions,
    bold,
    button,
    cut,
    groups,
    line,
    one_line,
    option,
    person,
    sentence,
    sign,
    strung,
    when,
)
from bot.facts import Direction, Found, How, Item, Kind, Outcome, Shade, Stage, Waiver

STAGES = tuple(Stage)
LOG_FOR = "candidate_log"

_KINDS = {
    Kind.CALL: ("Call", "They called"),
    Kind.EMAIL: ("E-mail", "They e-mailed"),
    Kind.MESSAGE: ("Message", "They messaged"),
    Kind.TEXT: ("Text", "They texted"),
    Kind.MEETING: ("Meeting", "They came by"),
    Kind.VIDEO: ("Video call", "They video-called"),
    Kind.SOCIAL: ("Social network", "They wrote on a social network"),
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

WAIVERS = {
    Waiver.TOLD_ELSEWHERE: "told another way",
    Waiver.COLLEAGUE_TOLD: "a colleague told them",
    Waiver.WITHDREW: "they withdrew",
    Waiver.ON_HOLD: "the job is on hold",
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


def lasting(since: datetime, now: datetime) -> str:
    """Say for how long something has been so, in whole days."""
    days = (now.date() - since.date()).days
    return "since today" if days < 1 else "since yesterday" if days == 1 else f"for {days} days"


def due(at: datetime, now: datetime, shade: Shade) -> Sentence:
    """Say when an update is due, with amber and red in words."""
    if at < now or shade is Shade.RED:
        return [sign("red_circle"), " Update late since ", when(at)]
    if shade is Shade.AMBER or at - now <= timedelta(hours=10):  # From a day's close back to its morning.
        return [sign("large_orange_circle"), " Update due soon, by ", when(at)]
    return ["Update due by ", when(at)]


def listed(owed: Item, now: datetime) -> list[Block]:
    """List something owed where there is no letter about it: its button logs a touch of the candidate."""
    shown = strung(
        [bold(owed.name)],
        sentence(standing(owed.stage, owed.title)),
        due(owed.due_at, now, owed.shade),
        ["with ", person(owed.recruiter)] if owed.recruiter != owed.reader else [],
    )
    return [line(*shown), actions(button("Log it", LOG_FOR, owed.candidate, reads=f"Log it for {owed.name}"))]


def told_apart(found: Found, among: Sequence[Found] = ()) -> str:
    """Tell one candidate from those of the same name, on one line of at most 75 letters."""
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
