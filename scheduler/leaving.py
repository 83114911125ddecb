"""What becomes of what someone had who is not here any more?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

import storage
from bot import disputing, owners, rules
from bot.facts import Owed, Passing, Person
from bot.letters import covers as letters
from bot.policy import Policy
from scheduler import covers
from storage.database import Db

log = structlog.get_logger("leaving")
KIND = rules.covers.LEFT
AT_ONCE = 500
# What was begun before somebody left may have given them a candidate a moment after; it is over by then.
AGAIN_AFTER = timedelta(hours=1)


def leave(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime, *, at_once: int = AT_ONCE) -> None:
    """Go on with what follows when people leave, a batch each, and look once more an hour after they did.

    Whoever has come back is left alone.
    """
    for owed in due:
        person, again_at = storage.people.known(db, team, owed.subject), owed.since + AGAIN_AFTER
        if person is None or person.member:
            storage.promises.strike(db, team, [owed])
        elif not _go_on(db, person, owed, policy, now, at_once):
            storage.promises.write(db, team, [rules.covers.inner(KIND, person.id, now, owed.since)])
        elif now < again_at:
            storage.promises.write(db, team, [rules.covers.inner(KIND, person.id, again_at, owed.since)])
        else:
            storage.promises.strike(db, team, [owed])


def _go_on(db: Db, person: Person, owed: Owed, policy: Policy, now: datetime, at_once: int) -> bool:
    """End what they own, a batch of it, and their covers; tell whether that was all."""
    for cover in storage.covers.still_open(db, person.team, person.id):
        covers.settle_one(db, person.team, cover.id, policy, now)
    disputing.party_left(db, person.team, person.id, policy, now)
    some = storage.handovers.owned_freely(db, person.team, person.id, at_once)
    # Held first: whoever was given on, or claimed, at this moment is not taken from who has them now.
    held = storage.ownership.several(db, person.team, some, hold=True)
    theirs = [id for id, own in held.items() if own.owner == person.id and own.dispute is None]
    owners.give(db, person.team, dict.fromkeys(theirs), Passing.LEFT, owners.NOBODY, policy, now)
    log.info("people.left", team=person.team, person=person.id, candidates=len(theirs))
    if theirs:
        storage.outbox.redraw(db, person.team, storage.handovers.letters(db, person.team, person.id), now)
    if len(some) == at_once:
        return False
    for manager in storage.people.managers(db, person.team):
        key = f"{letters.LEFT}/{person.id}/{owed.since.isoformat()}/{manager.id}"
        at = rules.people.audible_at(manager, now, policy)
        storage.outbox.letter(db, person.team, key, letters.LEFT, manager.id, owed.since, at, about=person.id)
    return True
