"""What has fallen due, and in which letters is it to be said?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

import storage
from bot import items, letters, promises, rules
from bot.facts import Owed, Person
from bot.policy import Policy
from scheduler import retention
from storage.database import Db

log = structlog.get_logger("gather")
AT_ONCE = 200
AGAIN_AFTER = timedelta(hours=1)


def gather(db: Db, policy: Policy, now: datetime) -> int:
    """Turn what has fallen due into lines of letters; return how many promises were looked at.

    The rules are asked again first, so that nothing is said that facts have overtaken. All of it is one transaction:
    a promise is moved to its next moment together with the letter that says it.
    """
    found = storage.promises.due(db, now, AT_ONCE)
    if found:
        log.debug("gather.begun", promises=len(found))
    for team in sorted({team for team, _ in found}):
        _say(db, team, [owed for of, owed in found if of == team], policy, now)
    if found:
        log.debug("gather.written", promises=len(found))
    return len(found)


def put_aside(db: Db, policy: Policy, now: datetime) -> int:
    """Put off what cannot be gathered, so that it keeps nothing else from being said; return how much it was.

    Each promise is tried by itself, and what the trial wrote is taken back.
    """
    failed = 0
    for team, owed in storage.promises.due(db, now, AT_ONCE):
        trial = db.begin_nested()
        try:
            _say(db, team, [owed], policy, now)
        except Exception as error:
            log.error("gather.failed", kind=owed.kind, error=type(error).__name__)
            failed += 1
            trial.rollback()
            storage.promises.write(db, team, [replace(owed, alone_at=now + AGAIN_AFTER)])
        else:
            trial.rollback()
    return failed


def _say(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    mornings = [owed for owed in due if owed.kind == promises.MORNING]
    _say_mornings(db, team, mornings, policy, now)
    _escalate(db, team, [owed for owed in due if owed.kind in promises.PROMISES], policy, now)
    retention.escalate(db, team, [owed for owed in due if owed.kind == retention.KIND], policy, now)


def _say_mornings(db: Db, team: str, mornings: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Write each person one morning letter with the most pressing items, and plan their next morning."""
    people = storage.people.several(db, team, {morning.subject for morning in mornings})
    candidates = {int(owed.subject) for person in people.values() for owed in _owed_today(db, person, policy, now)}
    promises.plan(db, team, sorted(candidates), policy, now)
    for morning in mornings:
        if person := people.get(morning.subject):
            earliest = storage.promises.earliest(db, team, person.id)
            at = rules.people.morning_due(person, earliest, morning.alone_at, policy, now)
            if at is not None and at <= now:
                _write_morning(db, person, at, policy, now)
    storage.promises.strike(db, team, mornings)
    promises.plan_mornings(db, team, sorted(people), policy, now)


def _owed_today(db: Db, person: Person, policy: Policy, now: datetime) -> list[Owed]:
    return storage.promises.waiting(db, person.team, person.id, rules.people.day_ends(person, now, policy))


def _write_morning(db: Db, person: Person, due_at: datetime, policy: Policy, now: datetime) -> None:
    """Write today's morning letter, unless one was written since the day began where this person now is."""
    before = storage.outbox.newest(db, person.team, person.id, letters.MORNING)
    said_at = max(before.due_at, before.first_try_at or before.due_at) if before else None
    if said_at and said_at >= rules.people.day_begins(person, now, policy):
        return
    owed = [each for line in items.waiting(db, person, policy, now)[: policy.morning_lines] for each in line]
    key = f"{letters.MORNING}/{person.id}/{due_at.isoformat()}"
    letter = storage.outbox.letter(db, person.team, key, letters.MORNING, person.id, due_at, now) if owed else None
    if letter is not None:
        storage.lines.retire(db, person.team, person.id, letters.MORNING, but=letter)
        storage.lines.add(db, person.team, letter, owed)


def _escalate(db: Db, team: str, late: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Tell each manager in one letter what is too late, and plan when they hear of them again."""
    if not late:
        return
    promises.plan(db, team, [int(owed.subject) for owed in late], policy, now)
    now_owed = [storage.promises.one(db, team, owed.kind, owed.subject, owed.whom) for owed in late]
    late = [owed for owed in now_owed if owed and owed.alone_at and owed.alone_at <= now]
    still = items.pressing(db, team, late, policy, now)
    recruiters = storage.people.several(db, team, {owed.whom for owed in still})
    for manager in storage.people.managers(db, team):
        _write_escalation(db, manager, [owed for owed in still if owed.whom != manager.id], policy, now)
    moved = [rules.owed.escalated(owed, recruiters.get(owed.whom), policy, now) for owed in still]
    storage.promises.write(db, team, moved)


def _write_escalation(db: Db, manager: Person, late: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Write to a manager, but not twice of the same step, as when an update was logged and taken back."""
    heard = storage.lines.heard(db, manager.team, manager.id, letters.ESCALATED, late)
    late = [owed for owed in late if promises.key_of(owed) not in heard]
    if not late:
        return
    due_at = min(owed.alone_at for owed in late if owed.alone_at)
    key = f"{letters.ESCALATED}/{manager.id}/{now.isoformat()}/{'/'.join(promises.key_of(late[0]))}"
    audible = rules.people.audible_at(manager, now, policy)
    letter = storage.outbox.letter(
        db,
        manager.team,
        key,
        letters.ESCALATED,
        manager.id,
        max(due_at, audible) if audible > now else due_at,
        audible,
    )
    if letter is not None:
        storage.lines.add(db, manager.team, letter, late)
