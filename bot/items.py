"""What is owed to someone, with all that its words need?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import storage
from bot import rules
from bot.facts import Item, Line, Owed, Person, Standing, Submission, Touch
from bot.policy import Policy
from storage.database import Db


@dataclass(frozen=True)
class _Look:
    """All that the items of a letter need, read in a few questions."""

    standings: Mapping[int, Standing]
    owed: Mapping[tuple[str, str, str], Owed]
    people: Mapping[str, Person]
    spoke: Mapping[int, Touch]
    touches: Mapping[int, Touch]


def of_lines(
    db: Db, team: str, lines: Sequence[Line], policy: Policy, now: datetime, reader: str | None = None
) -> list[Item]:
    """Give lines with all that their words need; `reader` is who will read them."""
    look = _look(db, team, lines)
    there = [line for line in lines if int(line.subject) in look.standings]
    return [replace(_item(line, look, policy, now), reader=reader) for line in there]


def of_owed(db: Db, person: Person, owed: Sequence[Owed], policy: Policy, now: datetime) -> list[Item]:
    """Give promises as items, for a list that is no letter."""
    lines = [
        Line(0, 0, each.kind, each.subject, each.whom, each.due_at, each.since, each.step, place)
        for place, each in enumerate(owed)
    ]
    return of_lines(db, person.team, lines, policy, now, person.id)


def waiting(db: Db, person: Person, policy: Policy, now: datetime) -> list[Owed]:
    """List what someone is owed to be told by the end of their day, the most pressing first."""
    owed = storage.promises.waiting(db, person.team, person.id, rules.people.day_ends(person, now, policy))
    standings = storage.updates.standings(db, person.team, sorted({int(each.subject) for each in owed}))
    people = storage.people.several(db, person.team, {each.whom for each in owed})
    about = ((each, _about(standings.get(int(each.subject)), each.whom, people, policy)) for each in owed)
    return rules.updates.in_order([(each, put.stage if put else None) for each, put in about], now)


def is_owed(line: Line, owed: Owed | None, recipient: str | None = None) -> bool:
    """Tell whether a line still says something that is owed, and owed to this recipient."""
    if owed is None or owed.since != line.since or owed.waived:
        return False
    return recipient is None or owed.heard_by == recipient


def key_of(line: Line) -> tuple[str, str, str]:
    """Give the key of the promise a line is about."""
    return line.kind, line.subject, line.whom


def owed_by(db: Db, team: str, lines: Sequence[Line]) -> dict[tuple[str, str, str], Owed]:
    """Give the promises that lines are about, by their keys."""
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
        owed=owed_by(db, team, lines),
        people=storage.people.several(db, team, {line.whom for line in lines}),
        spoke=storage.touches.last_spoken(db, team, candidates),
        touches=storage.touches.several(db, team, [line.touch for line in lines if line.touch]),
    )


def _item(line: Line, look: _Look, policy: Policy, now: datetime) -> Item:
    candidate = int(line.subject)
    standing, owed = look.standings[candidate], look.owed.get(key_of(line))
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
