"""What has fallen due, and in which letters is it to be said?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

import storage
from bot import items, letters, promises, rules
from bot.facts import Owed, Person
from bot.policy import Policy
from scheduler import asking, covers, disputes, handovers, lapsing, leaving, offers, replanning, retention
from storage.database import Db

log = structlog.get_logger("gather")
AT_ONCE = 200
# Ownerships that end are many at one moment, and little work each.
ENDS_AT_ONCE = 500
AGAIN_AFTER = timedelta(hours=1)


def gather(db: Db, policy: Policy, now: datetime) -> int:
    """Turn what has fallen due into lines of letters; return how many promises were looked at.

    The rules are asked again first, so that nothing is said that facts have overtaken. All of it is one transaction:
    a promise is moved to its next moment together with the letter that says it.
    """
    found = _due(db, now)
    if found:
        log.debug("gather.begun", promises=len(found))
    for team in sorted({team for team, _ in found}):
        _say(db, team, [owed for of, owed in found if of == team], policy, now)
    if found:
        log.debug("gather.written", promises=len(found))
    return len(found)


def put_aside(db: Db, policy: Policy, now: datetime) -> int:
    """Put off what cannot be gathered, so that it keeps nothing else from being said; return how much it was.

    It is found by halves, down to what fails by itself; what a trial wrote is taken back.
    """
    found, failing = _due(db, now), list[tuple[str, Owed]]()
    for team in sorted({team for team, _ in found}):
        due = [owed for of, owed in found if of == team]
        failing += ((team, owed) for owed in _failing(db, team, due, policy, now))
    for team, owed in failing:
        storage.promises.write(db, team, [replace(owed, alone_at=now + AGAIN_AFTER)])
    return len(failing)


def _due(db: Db, now: datetime) -> list[tuple[str, Owed]]:
    """List what is looked at in one transaction: more of it while all that waits are ownerships that end."""
    found = storage.promises.due(db, now, AT_ONCE)
    if len(found) == AT_ONCE and all(owed.kind == rules.ownership.KIND for _, owed in found):
        return storage.promises.due(db, now, ENDS_AT_ONCE, rules.ownership.KIND)
    return found


def _failing(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> list[Owed]:
    """Find what cannot be gathered among what is due in a team, and leave everything as it was."""
    trial = db.begin_nested()
    try:
        _say(db, team, due, policy, now)
    except Exception as error:
        trial.rollback()
        if len(due) > 1:
            half = len(due) // 2
            return [owed for some in (due[:half], due[half:]) for owed in _failing(db, team, some, policy, now)]
        log.error("gather.failed", kind=due[0].kind, error=type(error).__name__)
        return list(due)
    trial.rollback()
    return []


def _say(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    policy = storage.terms.policy(db, team, policy)
    for act, kinds in ACTS:
        mine = [owed for owed in due if owed.kind in kinds]
        if mine:
            act(db, team, mine, policy, now)


def _say_mornings(db: Db, team: str, mornings: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Write each person one morning letter with the most pressing items, and plan their next morning."""
    people = storage.people.several(db, team, {morning.subject for morning in mornings})
    owed = [each for person in people.values() for each in items.foremost(db, person, policy, now)]
    candidates = {int(each.subject) for each in owed}
    promises.plan(db, team, sorted(candidates), policy, now)
    for morning in mornings:
        if person := people.get(morning.subject):
            earliest = storage.promises.earliest(db, team, person.id)
            at = rules.people.morning_due(person, earliest, morning.alone_at, policy, now)
            if at is not None and at <= now:
                _write_morning(db, person, at, policy, now)
    storage.promises.strike(db, team, mornings)
    promises.plan_mornings(db, team, sorted(people), policy, now)


def _write_morning(db: Db, person: Person, due_at: datetime, policy: Policy, now: datetime) -> None:
    """Write today's morning letter, unless one was written since the day began where this person now is."""
    before = storage.outbox.newest(db, person.team, person.id, letters.MORNING)
    said_at = max(before.due_at, before.first_try_at or before.due_at) if before else None
    if said_at and said_at >= rules.people.day_begins(person, now, policy):
        return
    lines = items.waiting(db, person, policy, now)[: policy.morning_lines]
    owed = [each for line in lines for each in line]
    key = f"{letters.MORNING}/{person.id}/{due_at.isoformat()}"
    letter = storage.outbox.letter(db, person.team, key, letters.MORNING, person.id, due_at, now) if owed else None
    if letter is not None:
        storage.lines.retire(db, person.team, person.id, letters.MORNING, but=letter)
        storage.lines.add(db, person.team, letter, owed)
        _warn(db, person, [each for line in lines[: policy.morning_items] for each in line], policy, now)


def _warn(db: Db, person: Person, shown: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Write down whom a morning has warned of a lapse: those whom it shows; the others wait for the next."""
    ends = [each for each in shown if each.kind == rules.ownership.KIND]
    storage.promises.write(db, person.team, [rules.ownership.warned(each, person, policy, now) for each in ends])


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


# What is done when a promise has fallen due, by its kind, in this order: who covers for whom is settled first.
ACTS: tuple[tuple[Callable[[Db, str, Sequence[Owed], Policy, datetime], None], frozenset[str]], ...] = (
    (covers.settle, frozenset({covers.KIND})),
    (lapsing.lapse, frozenset({rules.ownership.KIND})),
    (disputes.strike, frozenset({disputes.KIND})),
    (asking.remind, frozenset({asking.KIND})),
    (offers.strike, frozenset({offers.KIND})),
    (_say_mornings, frozenset({promises.MORNING})),
    (_escalate, frozenset(promises.PROMISES) - {rules.ownership.KIND}),
    (retention.escalate, frozenset({retention.KIND})),
    (leaving.leave, frozenset({leaving.KIND})),
    (handovers.step, frozenset({handovers.KIND})),
    (replanning.replan, frozenset({replanning.KIND})),
)
