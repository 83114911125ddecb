"""What does the bot owe people: where to look, when is it owed, and what follows when facts change?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import rules
from bot.facts import Due, Owed, Person, Standing
from bot.policy import Policy
from storage.database import Db

MORNING = storage.promises.MORNING


@dataclass(frozen=True)
class Promise:
    """One kind of thing owed about candidates: where to look, when it is owed, how it is written down."""

    look: Callable[[Db, str, Sequence[int]], dict[int, Standing]]
    owed: Callable[[Standing, Mapping[str, Person], Policy], list[Due]]
    written: Callable[[Due, str, Owed | None, Person | None, Policy], Owed]


PROMISES = {
    rules.updates.KIND: Promise(
        look=storage.updates.standings, owed=rules.updates.updates_due, written=rules.updates.written
    ),
}


@dataclass(frozen=True, slots=True)
class Because:
    """What someone did that changed what is owed: `logged`, `told` (a touch), `moved` (a stage), `gone`."""

    outcome: str
    by: str
    touch: int | None = None


def plan(
    db: Db,
    team: str,
    candidates: Sequence[int],
    policy: Policy,
    now: datetime,
    because: Because | None = None,
) -> dict[int, Standing]:
    """Write down what is owed about these candidates next, after facts about them have changed; say how they stand.

    What was owed and is owed no longer is settled in every message that shows it, with what was done and by whom.
    """
    standings: dict[int, Standing] = {}
    for kind, promise in PROMISES.items():
        before = {
            (owed.subject, owed.whom): owed for owed in storage.promises.of(db, team, kind, _subjects(candidates))
        }
        standings |= (looked := promise.look(db, team, candidates))
        after = _owed(db, team, promise, looked, before, policy)
        gone = [owed for key, owed in before.items() if key not in after]
        changed = [owed for key, owed in after.items() if owed != before.get(key)]
        storage.promises.write(db, team, changed)
        storage.promises.strike(db, team, gone)
        over = [owed for key, owed in before.items() if key in after and _is_over(owed, after[key])]
        # First, since it waits for a tick that writes their morning: what that wrote is then seen, and settled.
        plan_mornings(db, team, _hearers(gone + over + changed), policy, now)
        if because:
            for owed in gone + over:
                storage.lines.settle(db, team, owed, because.outcome, because.by, now, touch=because.touch)
    return standings


def _is_over(before: Owed, after: Owed) -> bool:
    """Tell whether what was owed is dealt with: it counts from a newer fact, or the tightest stage has ended."""
    return after.since > before.since or (after.since == before.since and after.due_at > before.due_at)


def _subjects(candidates: Sequence[int]) -> list[str]:
    return [str(id) for id in candidates]


def _hearers(owed: Iterable[Owed]) -> list[str]:
    return sorted({each.heard_by for each in owed})


def _owed(
    db: Db,
    team: str,
    promise: Promise,
    standings: Mapping[int, Standing],
    before: Mapping[tuple[str, str], Owed],
    policy: Policy,
) -> dict[tuple[str, str], Owed]:
    recruiters = storage.people.several(db, team, _recruiters(standings.values()))
    after: dict[tuple[str, str], Owed] = {}
    for id, standing in standings.items():
        for due in promise.owed(standing, recruiters, policy):
            key = (str(id), due.whom)
            after[key] = promise.written(due, str(id), before.get(key), recruiters.get(due.whom), policy)
    return after


def _recruiters(standings: Iterable[Standing]) -> set[str]:
    return {each.recruiter for standing in standings for each in standing.submissions}


def plan_mornings(db: Db, team: str, people: Sequence[str], policy: Policy, now: datetime) -> None:
    """Write down when each of these people is next owed a morning message."""
    planned, over = [], []
    for each in storage.promises.mornings(db, team, people) if people else []:
        at = rules.people.morning_due(each.person, each.earliest, each.planned, policy, now)
        if at is not None and at != each.planned:
            planned.append(morning(each.person.id, at))
        elif at is None and each.planned is not None:
            over.append(morning(each.person.id, each.planned))
    storage.promises.write(db, team, planned)
    storage.promises.strike(db, team, over)


def morning(person: str, at: datetime) -> Owed:
    """Say how someone's next morning message is written down: it is a promise whose subject is the person."""
    return Owed(MORNING, person, person, person, due_at=at, nudge_at=None, since=at, alone_at=at)
