"""Who may take back what was written down about an offer, and what follows?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import rules
from bot.errors import Refused
from bot.facts import Offer, OfferKind, OfferRound, OfferState, Person, RoundBy
from bot.offering import feasibility, rounds
from bot.policy import Policy
from storage.database import Db

NO_ROUND = "That was taken back already, or the offer is gone. Type /offer and the name to see all offers to them."
NOT_ALONE = "More was said of that offer since, or it is decided. Type /offer and the name to see how it stands."
NOT_YOURS = "Only whoever wrote that down, or a manager, can take it back. Ask one of them."
TOO_LATE = "That was written down more than {days} days ago, so only a manager can take it back. Ask one of them."


def take_back(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Offer:
    """Take back a round that was written down by mistake, while its author may; a manager may always.

    An offer that was written down with it is over then; one that has nothing on the table any more is not made yet.
    """
    round = storage.offer_rounds.round_of(db, person.team, id)
    if round is None:
        raise Refused(NO_ROUND)
    if reason := why_not(round, person, policy, now):
        raise Refused(reason)
    offer = rounds.held(db, person.team, round.offer, policy, now)
    rules.offers.check_goes_on(offer)
    storage.offer_rounds.unsay(db, person.team, round, person.id, now)
    rest = storage.offer_rounds.rounds(db, person.team, [offer.id])[offer.id]
    after = _without(offer, round, rest, now)
    if after.state is OfferState.OVER:
        storage.offers.tell(db, person.team, offer.id, None)
    if all(each.by is not RoundBy.WAITING for each in rest):
        feasibility.overtake(db, person.team, offer, person.id, policy, now)
    return rounds.change_facts(db, offer, after, person, policy, now)


def _without(offer: Offer, gone: OfferRound, rest: list[OfferRound], now: datetime) -> Offer:
    """Say how an offer stands once a round is taken back."""
    if not rest and offer.raised_at == gone.logged_at:
        return replace(offer, state=OfferState.OVER, ended_at=now)
    has_it = offer.state not in (OfferState.EXPECTED, OfferState.WAITING)
    if has_it and any(each.by is RoundBy.OFFERED for each in rest):
        return offer
    return rules.feasibility.unmade(offer, rest)


def unraise(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Offer:
    """Take back a rival or counter-offer that was written down by mistake, with nothing of what is in it."""
    offer = rounds.held(db, person.team, id, policy, now)
    said = storage.offer_rounds.rounds(db, person.team, [id])[id]
    if reason := why_not_raised(offer, said, person, policy, now):
        raise Refused(reason)
    storage.offers.tell(db, person.team, id, None)
    return rounds.change_facts(db, offer, replace(offer, state=OfferState.OVER, ended_at=now), person, policy, now)


def why_not_raised(offer: Offer, said: list[OfferRound], person: Person, policy: Policy, now: datetime) -> str | None:
    """Say why somebody may not take back that an offer was written down; None where they may."""
    if offer.kind is OfferKind.OURS or said or not offer.undecided:
        return NOT_ALONE
    return _why_not(offer.raised_by, offer.raised_at, person, policy, now)


def why_not(round: OfferRound, person: Person, policy: Policy, now: datetime) -> str | None:
    """Say why somebody may not take a round back: its author may for a week, a manager always; None where they may."""
    return _why_not(round.logged_by, round.logged_at, person, policy, now)


def _why_not(author: str, at: datetime, person: Person, policy: Policy, now: datetime) -> str | None:
    if person.manager:
        return None
    if author != person.id:
        return NOT_YOURS
    return TOO_LATE.format(days=policy.edit_for.days) if now - at > policy.edit_for else None
