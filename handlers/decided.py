"""May somebody decide about an offer, and was it decided already?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Offer, OfferChange, OfferKind, OfferState, Person
from bot.offering import reopening, rounds
from bot.policy import Policy
from handlers import pay
from handlers.touches import candidate_of
from storage.database import Db


@dataclass(frozen=True)
class Already:
    """The offer was decided meanwhile, by somebody who was quicker; `reopenable` where the presser may undo that."""

    candidate: Candidate
    offer: Offer
    last: OfferChange | None
    reopenable: bool = True
    tag: Literal["already"] = "already"


@dataclass(frozen=True)
class Elsewhere:
    """Another offer of ours was accepted already, and goes on; `reopenable` where the presser may undo that."""

    candidate: Candidate
    other: Offer
    submission: int
    reopenable: bool = True
    tag: Literal["elsewhere"] = "elsewhere"


def offer_of(db: Db, person: Person, id: int) -> Offer:
    """Give an offer to somebody who may see its pay now, or refuse."""
    offer = storage.offers.offer(db, person.team, id)
    if offer is None:
        raise Refused(rounds.NO_OFFER)
    pay.check(db, person, offer.candidate)
    return offer


def as_it_stands(offer: Offer, now: datetime) -> Offer:
    """Say how an offer stands at this moment, though no tick has looked yet."""
    return replace(offer, state=OfferState.EXPIRED) if rules.decisions.expired(offer, now) else offer


def in_the_way(
    db: Db, candidate: Candidate, offer: Offer, person: Person, policy: Policy, now: datetime
) -> Already | Elsewhere | None:
    """Say what was decided already: about this offer, or about another of ours that goes on."""
    if rules.deciding.is_decided(offer):
        return already(db, candidate, offer, person, policy, now)
    if offer.kind is not OfferKind.OURS:
        return None
    accepted = {each.id: each for each in storage.offers.of(db, person.team, candidate.id)}
    for placement in storage.placements.going(db, person.team, [candidate.id]).get(candidate.id, []):
        other = accepted.get(placement.offer)
        if other and other.id != offer.id and other.state is OfferState.ACCEPTED:
            again = may_reopen(db, other.id, person, policy, now)
            return Elsewhere(candidate, other, placement.submission, again)
    return None


def held(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[Offer, Candidate, Already | None]:
    """Give an offer that is to be decided, held; or say that somebody was quicker."""
    offer_of(db, person, id)
    offer = rounds.held(db, person.team, id, policy, now)
    candidate = candidate_of(db, person.team, offer.candidate)
    is_decided = rules.deciding.is_decided(offer)
    return offer, candidate, already(db, candidate, offer, person, policy, now) if is_decided else None


def already(db: Db, candidate: Candidate, offer: Offer, person: Person, policy: Policy, now: datetime) -> Already:
    """Say by whom and when an offer was decided."""
    again = may_reopen(db, offer.id, person, policy, now)
    return Already(candidate, offer, last_change(db, person.team, offer), again)


def may_reopen(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> bool:
    """Tell whether somebody may open an offer again, as it stands now, and it can be."""
    offer = storage.offers.offer(db, person.team, id)
    if offer is None:
        return False
    last = last_change(db, person.team, offer)
    may = rules.deciding.may_reopen(offer, last, person, policy, now)
    return may and reopening.is_possible(db, person.team, offer)


def last_change(db: Db, team: str, offer: Offer) -> OfferChange | None:
    """Give the change that brought an offer to where it stands."""
    return last_of(offer, storage.offers.changes(db, team, [offer.id])[offer.id])


def last_of(offer: Offer, changes: Sequence[OfferChange]) -> OfferChange | None:
    """Give the same of the changes of an offer, oldest first."""
    return next((each for each in reversed(changes) if each.state is offer.state), None)


def said(done: Already | Elsewhere) -> Message:
    """Say that somebody was quicker, or that they said yes to another of ours."""
    if isinstance(done, Already):
        return messages.deciding.already(done.candidate, done.offer, done.last, reopenable=done.reopenable)
    return messages.deciding.accepted_elsewhere(done.candidate, done.other, done.submission, reopenable=done.reopenable)
