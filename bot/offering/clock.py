"""What does the clock of an offer do when its moment has come?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import letters, messages, promises, rules
from bot.errors import Refused
from bot.facts import Offer, OfferKind, OfferState, Owed
from bot.offering import urgent
from bot.policy import Policy
from storage.database import Db

# Who has an offer run out: the clock.
NOBODY = ""
KIND = storage.offers.CLOCK


def tick(db: Db, team: str, owed: Owed, policy: Policy, now: datetime) -> OfferState | None:
    """See to an offer that has changed, or whose deadline has come: it runs out, or what cannot wait is told.

    Give how it stands then; None where it is gone, be it at this moment.
    """
    held = _held(db, team, int(owed.subject))
    if held is None:
        storage.promises.strike(db, team, [owed])
        return None
    offer = _as_of(db, team, held, policy, now)
    if offer.state is not OfferState.EXPIRED:
        shown = storage.offer_letters.about(db, team, offer.id, letters.RAN_OUT)
        storage.outbox.redraw(db, team, shown, now)
        urgent.tell(db, team, offer, policy, now)
    runs_out = offer.kind is OfferKind.OURS and offer.state is OfferState.OPEN
    storage.offers.wind(db, team, offer.id, offer.decide_by if runs_out else None, now)
    return offer.state


def settled(db: Db, team: str, offer: Offer, policy: Policy, now: datetime) -> Offer:
    """Say how an offer stands at this moment, and hold it; what has run out unseen runs out first."""
    held = storage.offers.offer(db, team, offer.id, hold=True)
    if held is None:
        raise Refused(messages.deadlines.GONE)
    return _as_of(db, team, held, policy, now)


def all_settled(db: Db, team: str, candidate: int, policy: Policy, now: datetime) -> list[Offer]:
    """List all offers to a candidate, who is held, as they stand at this moment, each held."""
    return [settled(db, team, each, policy, now) for each in storage.offers.of(db, team, candidate)]


def _held(db: Db, team: str, id: int) -> Offer | None:
    """Give an offer, held with its candidate; None where it is erased, also while we wait for it."""
    there = storage.offers.offer(db, team, id)
    if there is None:
        return None
    storage.ownership.of(db, team, there.candidate, hold=True)
    return storage.offers.offer(db, team, id, hold=True)


def _as_of(db: Db, team: str, held: Offer, policy: Policy, now: datetime) -> Offer:
    return _run_out(db, team, held, policy, now) if rules.decisions.expired(held, now) else held


def _run_out(db: Db, team: str, offer: Offer, policy: Policy, now: datetime) -> Offer:
    """Have an offer run out at its moment, however late we look, and tell whoever looks after it."""
    over = storage.offers.change(db, team, offer, rules.decisions.run_out(offer), NOBODY, now)
    promises.plan(db, team, [offer.candidate], policy, now, promises.Because("expired", NOBODY))
    _say(db, team, over, policy, now)
    return over


def _say(db: Db, team: str, offer: Offer, policy: Policy, now: datetime) -> None:
    """Write to the recruiter, or who hears for them, that an offer has run out; of each time once."""
    standings, people = promises.look(db, team, [offer.candidate])
    standing = standings.get(offer.candidate)
    whom = rules.decisions.asks(offer, standing) if standing else None
    if standing is None or whom is None:
        return
    hears = rules.covers.hearer(whom, standing.ownership.owner, people, policy)
    hearer = storage.people.known(db, team, hears)
    at = rules.people.audible_at(hearer, now, policy) if hearer else now
    key = f"{letters.RAN_OUT}/{offer.id}/{offer.version}/{hears}"
    due_at = offer.decide_by or now
    storage.outbox.letter(db, team, key, letters.RAN_OUT, hears, due_at, at, about=offer.id)
