"""Who may take back what was written down about an offer, and what follows?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import promises, rules
from bot.errors import Refused
from bot.facts import Offer, OfferKind, OfferRound, OfferState, Person, RoundBy
from bot.offering import feasibility, rounds
from bot.policy import Policy
from storage.database import Db

NO_ROUND = "That was taken back already, or the offer is gone. Type /offer and the name to see all offers to them."
NOT_LET_OUT = "A manager did not let that out, and that stays on record. Type /offer and the name to see how it stands."
OURS = "An offer of ours is not undone: press Taken back if there is none any more. Type /offer and the name to see it."
NOT_ALONE = "More was said of that offer since, so undo that first. Type /offer and the name to see how it stands."
DECIDED = "That offer is decided, or was taken back already. Type /offer and the name to see how it stands."
NOT_YOURS = "Only whoever wrote that down, or a manager, can take it back. Ask one of them."
TOO_LATE = "That was written down more than {days} days ago, so only a manager can take it back. Ask one of them."


def take_back(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Offer:
    """Take back a round that was written down by mistake, while its author may; a manager may always.

    An offer that was written down with it is over then; one that has nothing on the table any more is not made yet.
    """
    team = person.team
    offer, round = _held(db, id, person, policy, now)
    told_at = storage.offers.told_at(db, team, offer.id)
    storage.offer_rounds.unsay(db, team, round, person.id, now)
    rest = storage.offer_rounds.rounds(db, team, [offer.id])[offer.id]
    after = _without(offer, round, rest, now)
    if all(each.by is not RoundBy.WAITING for each in rest):
        feasibility.overtake(db, team, offer, person.id, policy, now)
    changed = rounds.change_facts(db, offer, after, person, policy, now)
    storage.offers.tell(db, team, offer.id, _told(changed, told_at, round, rest))
    promises.plan(db, team, [offer.candidate], policy, now, promises.Because("offers", person.id))
    return changed


def _held(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[Offer, OfferRound]:
    """Give a round that somebody may take back, with its offer, held: another may have been quicker."""
    there = storage.offer_rounds.round_of(db, person.team, id)
    offer = rounds.held(db, person.team, there.offer, policy, now) if there else None
    round = storage.offer_rounds.round_of(db, person.team, id)
    if offer is None or round is None:
        raise Refused(NO_ROUND)
    if reason := why_not(round, person, policy, now):
        raise Refused(reason)
    rules.offers.check_goes_on(offer)
    return offer, round


def _told(offer: Offer, told_at: datetime | None, gone: OfferRound, rest: list[OfferRound]) -> datetime | None:
    """Give when somebody last wrote down what is known of an offer, without what they wrote down by mistake."""
    if offer.state is OfferState.OVER:
        return None
    return max([offer.raised_at, *(each.logged_at for each in rest)]) if told_at == gone.logged_at else told_at


def _without(offer: Offer, gone: OfferRound, rest: list[OfferRound], now: datetime) -> Offer:
    """Say how an offer stands once a round is taken back."""
    if not rest and offer.raised_at == gone.logged_at:
        return replace(offer, state=OfferState.OVER, made_at=None, ended_at=now)
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
    if offer.kind is OfferKind.OURS:
        return OURS
    if not offer.undecided:
        return DECIDED
    if said:
        return NOT_ALONE
    return _why_not(offer.raised_by, offer.raised_at, person, policy, now)


def why_not(round: OfferRound, person: Person, policy: Policy, now: datetime) -> str | None:
    """Say why somebody may not take a round back: its author may for a week, a manager always; None where they may.

    What a manager did not let out stays.
    """
    if round.by is RoundBy.WITHHELD:
        return NOT_LET_OUT
    return _why_not(round.logged_by, round.logged_at, person, policy, now)


def _why_not(author: str, at: datetime, person: Person, policy: Policy, now: datetime) -> str | None:
    if person.manager:
        return None
    if author != person.id:
        return NOT_YOURS
    return TOO_LATE.format(days=policy.edit_for.days) if now - at > policy.edit_for else None
