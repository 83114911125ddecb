"""What do letters say about who covers for whom, who has left, and what was handed over?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages
from bot.blocks import Message
from bot.facts import Cover, Handover, Letter
from bot.policy import Policy
from storage.database import Db

SOON, ENDED, BACK, BROKEN = "covers.soon", "covers.ended", "covers.back", "covers.broken"
LEFT = "people.left"
HANDED, TAKEN, GIVEN = "handovers.done", "handovers.taken", "handovers.given"


def _soon(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    cover = _cover(db, letter)
    called_off = cover is not None and (cover.ended_at is not None or cover.cover != letter.recipient)
    if cover is None or (called_off and letter.shown is None):
        return None
    return messages.covers.soon(cover, letter.recipient)


def _ended(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    cover = _cover(db, letter)
    return messages.covers.ended(cover, *storage.covers.meanwhile(db, letter.team, cover)) if cover else None


def _back(db: Db, letter: Letter, _policy: Policy, now: datetime) -> Message | None:
    cover = _cover(db, letter)
    if cover is None:
        return None
    waiting = storage.covers.waiting(db, letter.team, cover.away, now)
    return messages.covers.back(cover, *storage.covers.meanwhile(db, letter.team, cover), waiting)


def _broken(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    cover = _cover(db, letter)
    if cover is None:
        return None
    people = storage.people.several(db, letter.team, (cover.away, cover.cover))
    left = [id not in people or not people[id].member for id in (cover.away, cover.cover)]
    return messages.covers.broken(cover, letter.recipient, *left)


def _left(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    source = letter.about or ""
    pool = storage.handovers.parted_with(db, letter.team, source, letter.due_at)
    submissions = storage.handovers.in_process(db, letter.team, source)
    if letter.shown is None and not pool and not submissions:
        return None
    return messages.handovers.left(source, pool, submissions)


def _handed(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    handover = _handover(db, letter)
    return messages.handovers.done(handover) if handover else None


def _taken(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    handover = _handover(db, letter)
    return messages.handovers.taken(handover, letter.recipient) if handover else None


def _given(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    handover = _handover(db, letter)
    return messages.handovers.given(handover) if handover else None


def _cover(db: Db, letter: Letter) -> Cover | None:
    return storage.covers.one(db, letter.team, int(letter.about or 0))


def _handover(db: Db, letter: Letter) -> Handover | None:
    return storage.handovers.one(db, letter.team, int(letter.about or 0))


DRAWN = {
    SOON: _soon,
    ENDED: _ended,
    BACK: _back,
    BROKEN: _broken,
    LEFT: _left,
    HANDED: _handed,
    TAKEN: _taken,
    GIVEN: _given,
}
