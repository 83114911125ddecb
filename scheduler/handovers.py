"""How does all that someone had come to others, a piece at a time?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog

import storage
from bot import owners, promises, rules
from bot.facts import Handover, Owed, Ownership, Passing, Person
from bot.letters import covers as letters
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("handovers")
KIND = rules.covers.HANDOVER
AT_ONCE = 500


def step(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime, *, at_once: int = AT_ONCE) -> None:
    """Go on with handovers, a batch each; one transaction, so that whoever is killed leaves it whole or untouched."""
    for owed in due:
        handover = storage.handovers.one(db, team, int(owed.subject), hold=True)
        if handover is None or handover.done_at is not None or _go_on(db, team, handover, policy, now, at_once):
            storage.promises.strike(db, team, [owed])
        else:
            storage.promises.write(db, team, [rules.covers.inner(KIND, owed.subject, now, owed.since)])


def _go_on(db: Db, team: str, handover: Handover, policy: Policy, now: datetime, at_once: int) -> bool:
    """Hand the next batch of what is left over to those takers who are still here; tell whether that was all."""
    people = storage.people.several(db, team, handover.takers)
    takers = [id for id in handover.takers if id in people and people[id].member]
    some = storage.handovers.left(db, team, handover.source, at_once) if takers else []
    to = rules.covers.dealt(_held(db, team, handover.source, some, at_once), handover.done, takers)
    _pass_on(db, team, handover, to, _until(handover, to, people, policy, now), policy, now)
    is_all = len(some) < at_once
    after = storage.handovers.count(db, team, handover, Counter(to.values()), now if is_all else None)
    log.info("handovers.step", team=team, id=handover.id, candidates=len(some))
    if is_all:
        _tell_all(db, team, after, policy, now)
    return is_all


def _held(db: Db, team: str, source: str, some: Sequence[int], at_once: int) -> list[int]:
    """Hold candidates, and keep those of whom something is left still: what others did at this moment stands."""
    storage.ownership.several(db, team, some, hold=True)
    still = set(storage.handovers.left(db, team, source, at_once)) if some else set()
    return [id for id in some if id in still]


def _until(
    handover: Handover, to: Mapping[int, str], people: Mapping[str, Person], policy: Policy, now: datetime
) -> dict[int, datetime]:
    """Tell until when candidates are held, so that those whom a taker is given do not all lapse on one day."""
    until: dict[int, datetime] = {}
    for taker, before in zip(handover.takers, handover.dealt, strict=True):
        theirs = [id for id, whose in to.items() if whose == taker]
        places = {id: before + place for place, id in enumerate(theirs)}
        until |= rules.ownership.spread(places, people[taker], policy, now) if theirs else {}
    return until


def _pass_on(
    db: Db,
    team: str,
    handover: Handover,
    to: Mapping[int, str],
    until: Mapping[int, datetime],
    policy: Policy,
    now: datetime,
) -> None:
    """Give candidates with all that was someone's of them to their takers; what was logged stays as it was."""
    ids, source = sorted(to), handover.source
    mine = storage.handovers.owned_or_lost(db, team, source, ids)
    forward = storage.handovers.put_forward_by(db, team, source, ids)
    taken = {submission: to[candidate] for submission, candidate in forward.items()}
    storage.submissions.pass_on(db, team, taken, source, ids, handover.by, now)
    storage.handovers.hear(db, team, source, to)
    told = (source, *handover.takers)
    given = {id: to[id] for id in mine}
    before = owners.give(db, team, given, Passing.GIVEN, handover.by, policy, now, told=told, until=until)
    _share(db, handover, team, to, before, now)
    because = promises.Because(str(Passing.GIVEN), handover.by)
    promises.plan(db, team, [id for id in ids if id not in before], policy, now, because)
    promises.plan_mornings(db, team, sorted({source, *to.values()}), policy, now)


def _share(
    db: Db, handover: Handover, team: str, to: Mapping[int, str], before: Mapping[int, Ownership], now: datetime
) -> None:
    """Have a part of the credit that was the giver's go along; the others keep theirs."""
    for id, was in before.items():
        if was.credit:
            credit = rules.ownership.handed_on(was.credit, handover.source, to[id])
            storage.ownership.share(db, team, id, credit, handover.by, now)


def _tell_all(db: Db, team: str, handover: Handover, policy: Policy, now: datetime) -> None:
    """Tell whoever asked for it, each who has got something, and who had it, if they are still here."""
    got = [id for id, number in zip(handover.takers, handover.dealt, strict=True) if number and id != handover.by]
    told = [(letters.HANDED, handover.by), *((letters.TAKEN, id) for id in got)]
    told += [(letters.GIVEN, handover.source)] if handover.source != handover.by and handover.done else []
    for kind, id in told:
        person = storage.people.known(db, team, id)
        if person is not None and person.member:
            at = rules.people.audible_at(person, now, policy)
            storage.outbox.letter(db, team, f"{kind}/{handover.id}/{id}", kind, id, at, at, about=handover.id)
    storage.outbox.redraw(db, team, storage.handovers.letters(db, team, handover.source), now)
