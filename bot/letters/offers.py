"""What do letters say of a deadline that cannot wait, an offer that has run out, and terms outside the band?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages
from bot.blocks import Message
from bot.facts import Letter, OfferState
from bot.letters import showing
from bot.policy import Policy
from storage.database import Db

URGENT = "offers.urgent"
RAN_OUT = "offers.expired"
OUTSIDE = "agreements.outside"


def is_over_by(db: Db, letter: Letter, moment: datetime) -> bool:
    """Tell whether a deadline that a letter tells of has passed by a moment, so that it is said before."""
    return any(line.due_at <= moment for line in storage.lines.open_of(db, letter.team, letter.id))


def _urgent(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = showing.shown(db, letter, policy, now)
    return messages.urgent.urgent(shown, letter.id, now) if shown else None


def _ran_out(db: Db, letter: Letter, _policy: Policy, now: datetime) -> Message | None:
    offer = storage.offers.offer(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, offer.candidate) if offer else None
    if offer is None or candidate is None:
        return None
    if letter.shown is None and offer.state is not OfferState.EXPIRED:
        return None
    return messages.deadlines.expired(offer, candidate, letter.due_at, now)


def _outside(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    offer = storage.offers.offer(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, offer.candidate) if offer else None
    if offer is None or candidate is None:
        return None
    if letter.shown is None and offer.state is not OfferState.ACCEPTED:
        return None
    return messages.outside.told(offer, candidate, letter.by or "")


DRAWN = {
    URGENT: _urgent,
    RAN_OUT: _ran_out,
    OUTSIDE: _outside,
}
