"""What does a letter say, as things stand at this moment?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.facts import Item, Letter, Line, Owed, Person, Standing, Submission, Touch
from bot.policy import Policy
from storage.database import Db

MORNING = "morning"
ESCALATED = "updates.escalated"
PUT_OFF = "updates.put_off"
ASKED = "updates.asked"
ANSWERED = "updates.answered"
GIVEN_UP = "operators.given_up"
CHANGED = "touches.changed"


@dataclass(frozen=True)
class _Look:
    """All that the items of a letter need, read in a few questions."""

    standings: Mapping[int, Standing]
    owed: Mapping[tuple[str, str, str], Owed]
    people: Mapping[str, Person]
    spoke: Mapping[int, Touch]
    touches: Mapping[int, Touch]


def draw(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    """Say a letter as it now stands; None where it was never shown and has nothing left to say.

    Before a letter is first shown, what its recipient need not see to any more is taken out of it.
    """
    if letter.shown is None:
        _void_what_is_settled(db, letter, now)
    return DRAWN[letter.kind](db, letter, policy, now)


def items(
    db: Db, team: str, lines: Sequence[Line], policy: Policy, now: datetime, reader: str | None = None
) -> list[Item]:
    """Give lines with all that their words need; `reader` is who will read them."""
    look = _look(db, team, lines)
    there = [line for line in lines if int(line.subject) in look.standings]
    return [replace(_item(line, look, policy, now), reader=reader) for line in there]


def as_items(db: Db, person: Person, owed: Sequence[Owed], policy: Policy, now: datetime) -> list[Item]:
    """Give promises as items, for a list that is no letter."""
    lines = [
        Line(0, 0, each.kind, each.subject, each.whom, each.due_at, each.since, each.step, place)
        for place, each in enumerate(owed)
    ]
    return items(db, person.team, lines, policy, now, person.id)


def waiting(db: Db, person: Person, policy: Policy, now: datetime) -> list[Owed]:
    """List what someone is owed to be told by the end of their day, the most pressing first."""
    owed = storage.promises.waiting(db, person.team, person.id, rules.people.day_ends(person, now, policy))
    standings = storage.updates.standings(db, person.team, sorted({int(each.subject) for each in owed}))
    people = storage.people.several(db, person.team, {each.whom for each in owed})
    about = ((each, _about(standings.get(int(each.subject)), each.whom, people, policy)) for each in owed)
    return rules.updates.in_order([(each, put.stage if put else None) for each, put in about], now)


def audible_at(db: Db, letter: Letter, policy: Policy, now: datetime) -> datetime:
    """Tell when a letter may be said: not in its recipient's quiet hours; what is shown already is redrawn silently."""
    recipient = storage.people.known(db, letter.team, letter.recipient) if letter.shown is None else None
    return rules.people.audible_at(recipient, now, policy) if recipient else now


def is_owed(line: Line, owed: Owed | None, recipient: str | None = None) -> bool:
    """Tell whether a line still says something that is owed, and owed to this recipient."""
    if owed is None or owed.since != line.since or owed.waived:
        return False
    return recipient is None or owed.heard_by == recipient


def _void_what_is_settled(db: Db, letter: Letter, now: datetime) -> None:
    lines = storage.lines.of(db, letter.team, letter.id)
    owed = _owed(db, letter.team, lines)
    recipient = letter.recipient if letter.kind == MORNING else None
    gone = [line.id for line in lines if line.outcome or not is_owed(line, owed.get(_key(line)), recipient)]
    storage.lines.void(db, letter.team, gone, now)


def _shown(db: Db, letter: Letter, policy: Policy, now: datetime) -> list[Item]:
    """Give a letter's items, but those that were taken out before anybody saw them."""
    lines = [line for line in storage.lines.of(db, letter.team, letter.id) if not (line.retired and line.at)]
    return items(db, letter.team, lines, policy, now, letter.recipient)


def _morning(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _first_open(_shown(db, letter, policy, now), policy.morning_items)
    if not shown:
        return None
    more = 0 if any(item.retired for item in shown) else _behind(db, letter, shown, policy, now)
    late = _was_late(letter, now)
    return messages.updates.morning(shown, more, letter.id, letter.due_at, now, late)


def _first_open(items: Sequence[Item], most: int) -> list[Item]:
    """Give what is settled and the first of what is open: as items are settled, others move up."""
    waits = [item for item in items if item.outcome is None and not item.retired][most:]
    return [item for item in items if item not in waits]


def _behind(db: Db, letter: Letter, shown: Sequence[Item], policy: Policy, now: datetime) -> int:
    """Count what else was owed by the end of the day on which a morning letter was said."""
    recipient = storage.people.known(db, letter.team, letter.recipient)
    before = rules.people.day_ends(recipient, max(letter.due_at, _said_at(letter, now)), policy)
    owed = storage.promises.waiting(db, letter.team, letter.recipient, before)
    here = {(item.kind, str(item.candidate), item.recruiter) for item in shown}
    return sum((each.kind, each.subject, each.whom) not in here for each in owed)


def _escalated(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _shown(db, letter, policy, now)
    late = _was_late(letter, now)
    return messages.updates.escalated(shown, letter.id, letter.due_at, now, late) if shown else None


def _put_off(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = _shown(db, letter, policy, now)
    if letter.shown is None and not any(item.snoozes >= policy.snoozes_before_manager for item in shown):
        return None
    late = _was_late(letter, now)
    return messages.updates.put_off(shown, letter.id, letter.due_at, now, late)


def _asked(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    ask = storage.lines.asked(db, letter.team, int(letter.about or 0))
    shown = _shown(db, letter, policy, now)
    if ask is None or not shown:
        return None
    return messages.updates.asked(shown[0], ask.asked_by, ask.note, colleague=ask.colleague)


def _answered(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    ask = storage.lines.asked(db, letter.team, int(letter.about or 0))
    line = storage.lines.line(db, letter.team, ask.line) if ask else None
    if ask is None or line is None:
        return None
    return messages.updates.answered(items(db, letter.team, [line], policy, now)[0], ask.colleague, bool(ask.accepted))


def _given_up(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    count = len(storage.outbox.given_up(db, letter.team))
    return messages.updates.not_sent(count) if count or letter.shown is not None else None


def _changed(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    touch = storage.touches.touch_of(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, touch.candidate) if touch else None
    if touch is None or candidate is None:
        return None
    return messages.touches.changed(touch, candidate, letter.by or "", letter.due_at)


DRAWN: dict[str, Callable[[Db, Letter, Policy, datetime], Message | None]] = {
    MORNING: _morning,
    ESCALATED: _escalated,
    PUT_OFF: _put_off,
    ASKED: _asked,
    ANSWERED: _answered,
    GIVEN_UP: _given_up,
    CHANGED: _changed,
}


def _was_late(letter: Letter, now: datetime) -> bool:
    """Tell whether a letter came late; one that is shown already was late or not when it came."""
    return rules.people.is_late(letter.due_at, _said_at(letter, now))


def _said_at(letter: Letter, now: datetime) -> datetime:
    return letter.first_try_at if letter.shown is not None and letter.first_try_at else now


def _key(line: Line) -> tuple[str, str, str]:
    return line.kind, line.subject, line.whom


def _owed(db: Db, team: str, lines: Sequence[Line]) -> dict[tuple[str, str, str], Owed]:
    found: dict[tuple[str, str, str], Owed] = {}
    for kind in {line.kind for line in lines}:
        subjects = sorted({line.subject for line in lines if line.kind == kind})
        for owed in storage.promises.of(db, team, kind, subjects):
            found[owed.kind, owed.subject, owed.whom] = owed
    return found


def _look(db: Db, team: str, lines: Sequence[Line]) -> _Look:
    if not lines:
        return _Look({}, {}, {}, {}, {})
    candidates = sorted({int(line.subject) for line in lines})
    return _Look(
        standings=storage.updates.standings(db, team, candidates),
        owed=_owed(db, team, lines),
        people=storage.people.several(db, team, {line.whom for line in lines}),
        spoke=storage.touches.last_spoken(db, team, candidates),
        touches=storage.touches.several(db, team, [line.touch for line in lines if line.touch]),
    )


def _item(line: Line, look: _Look, policy: Policy, now: datetime) -> Item:
    candidate = int(line.subject)
    standing, owed = look.standings[candidate], look.owed.get(_key(line))
    owed = owed if owed and owed.since == line.since else None
    submission = _about(standing, line.whom, look.people, policy)
    due_at = owed.due_at if owed else line.due_at
    return Item(
        line=line.id,
        kind=line.kind,
        candidate=candidate,
        name=standing.name,
        recruiter=line.whom,
        due_at=due_at,
        shade=rules.updates.shade(due_at, line.since, look.people.get(line.whom), policy, now),
        stage=submission.stage if submission else None,
        title=submission.title if submission else None,
        updated_at=standing.updated_at,
        spoke=look.spoke.get(candidate),
        snoozes=owed.snoozes if owed else 0,
        helper=owed.heard_by if owed and owed.heard_by != line.whom else None,
        waits_for=owed.waits_for if owed else None,
        outcome=line.outcome,
        by=line.by,
        at=line.at,
        until=line.until or (owed.snoozed_until if owed and owed.nudge_at and owed.nudge_at > now else None),
        colleague=line.colleague,
        waived=line.waived,
        touch=look.touches.get(line.touch) if line.touch else None,
        retired=line.retired,
    )


def _about(
    standing: Standing | None, recruiter: str, people: Mapping[str, Person], policy: Policy
) -> Submission | None:
    """Give the submission that an item of this recruiter is about: the tightest, else the one moved last."""
    if standing is None:
        return None
    due = (due for due in rules.updates.updates_due(standing, people, policy) if due.whom == recruiter)
    found = next(due, None)
    if found is not None:
        return found.submission
    theirs = [each for each in standing.submissions if each.recruiter == recruiter]
    return max(theirs or standing.submissions, key=lambda each: each.entered_at, default=None)
