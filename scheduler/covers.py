"""What happens when the clock of a cover has come to its next moment?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

import storage
from bot import promises, rules
from bot.facts import Cover, Owed, Person
from bot.letters import covers as letters
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("covers")
KIND = rules.covers.KIND


def settle(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime) -> None:
    """Begin covers, end them, and tell those concerned; each as its days and its people say."""
    for owed in due:
        if not settle_one(db, team, int(owed.subject), policy, now):
            storage.promises.strike(db, team, [owed])


def settle_one(db: Db, team: str, id: int, policy: Policy, now: datetime) -> bool:
    """Bring a cover to where it should be, and plan when it is looked at next; tell whether there is one."""
    cover = storage.covers.held(db, team, id)
    if cover is None:
        return False
    people = storage.people.several(db, team, (cover.away, cover.cover))
    broken = rules.covers.is_broken(cover, people, policy, now)
    if cover.ended_at is None and (broken or rules.covers.is_over(cover, people, policy, now)):
        cover = storage.covers.end(db, team, cover, "", now)
    if cover.ended_at is not None:
        _end(db, team, cover, policy, now)
        (_tell_broken if broken else _tell_over)(db, team, cover, policy, now)
    elif rules.covers.has_begun(cover, people, policy, now):
        _begin(db, team, cover, policy, now)
    if cover.ended_at is None and now >= rules.covers.told_at(cover, people.get(cover.away), policy):
        _tell(db, team, cover, letters.SOON, cover.cover, policy, now)
    _wind(db, team, cover, people.get(cover.away), policy, now)
    return True


def _begin(db: Db, team: str, cover: Cover, policy: Policy, now: datetime) -> None:
    """Have the cover hear what is owed; for whom the one away stood in, that ends."""
    if cover.begun_at is None:
        storage.covers.begin(db, team, cover, now)
        log.info("covers.begun", team=team, id=cover.id)
    promises.plan_mornings(db, team, storage.covers.stand_in(db, team, cover.away, cover.cover), policy, now)
    for other in storage.covers.still_open(db, team, cover.away):
        if other.cover == cover.away:
            settle_one(db, team, other.id, policy, now)


def _end(db: Db, team: str, cover: Cover, policy: Policy, now: datetime) -> None:
    """Have who was away hear again what they owe."""
    storage.outbox.redraw(db, team, storage.covers.letters(db, team, cover.id), now)
    if cover.begun_at is not None:
        promises.plan_mornings(db, team, storage.covers.stand_in(db, team, cover.away, None), policy, now)
    log.info("covers.ended", team=team, id=cover.id)


def _tell_over(db: Db, team: str, cover: Cover, policy: Policy, now: datetime) -> None:
    """Tell both what was done meanwhile, unless it had not begun."""
    if cover.begun_at is not None:
        _tell(db, team, cover, letters.ENDED, cover.cover, policy, now)
        _tell(db, team, cover, letters.BACK, cover.away, policy, now)


def _tell_broken(db: Db, team: str, cover: Cover, policy: Policy, now: datetime) -> None:
    """Tell both, and every manager, that a cover cannot go on."""
    managers = [each.id for each in storage.people.managers(db, team)]
    for id in dict.fromkeys((cover.away, cover.cover, *managers)):
        _tell(db, team, cover, letters.BROKEN, id, policy, now)


def _tell(db: Db, team: str, cover: Cover, kind: str, recipient: str, policy: Policy, now: datetime) -> None:
    """Write someone who is still here one letter of a kind about a cover."""
    person = storage.people.known(db, team, recipient)
    if person is None or not person.member:
        return
    at = rules.people.audible_at(person, now, policy)
    storage.outbox.letter(db, team, f"{kind}/{cover.id}/{recipient}", kind, recipient, at, at, about=cover.id)


def _wind(db: Db, team: str, cover: Cover, away: Person | None, policy: Policy, now: datetime) -> None:
    at = rules.covers.next_moment(cover, away, policy, now)
    if at is None:
        storage.promises.strike(db, team, [rules.covers.clock(cover.id, now, cover.at)])
    else:
        storage.promises.write(db, team, [rules.covers.clock(cover.id, at, cover.at)])
