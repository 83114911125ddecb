"""To whom does somebody go who is lost to us, and is that on record?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import storage
from bot import rules
from bot.errors import Refused
from bot.facts import Loss, LossReason, Offer, OfferKind, OfferState, Person
from bot.offering import rounds
from bot.policy import Policy
from bot.words import fold
from storage.columns import new_id
from storage.database import Db

BOTH = "Choose one of those above, or type another, not both."
WHICH = (
    "Which rival? Choose it, or type the company. If they do not say where they go, "
    "choose what else weighed most with them."
)


def to_whom(
    db: Db,
    offer: Offer,
    reason: LossReason,
    chosen: Offer | None,
    company: str,
    person: Person,
    policy: Policy,
    now: datetime,
    moments: Collection[datetime] = (),
) -> Offer | None:
    """Give the offer to which somebody goes, as chosen or typed; refuse a reason that does not fit, or names no rival.

    What nobody knew of until now is written down first.
    """
    if chosen and company:
        raise Refused(BOTH, field="company")
    there = rules.deciding.likely(storage.offers.of(db, person.team, offer.candidate), moments)
    found = chosen or next((each for each in there if company and fold(each.company) == fold(company)), None)
    if found is None and reason is LossReason.COUNTER:
        found = next((each for each in there if each.kind is OfferKind.COUNTER), None)
    rules.deciding.check_reason(reason, found)
    if found or not (company or reason in (LossReason.RIVAL, LossReason.COUNTER)):
        return found
    if not company and reason is LossReason.RIVAL:
        raise Refused(WHICH, field="company")
    rules.offer_line_companies.check(company)
    kind = OfferKind.COUNTER if reason is LossReason.COUNTER else OfferKind.RIVAL
    new = Offer(new_id(), offer.candidate, kind, OfferState.OPEN, person.id, now, company=company)
    return rounds.raise_offer(db, new, None, person, policy, now).offer


def moments(db: Db, team: str, loss: Loss) -> tuple[datetime, ...]:
    """List when those were let go to whom somebody may have gone: as ours was lost, and as it had been accepted."""
    said_yes = rules.deciding.accepted_at(storage.offers.changes(db, team, [loss.offer])[loss.offer])
    return (loss.at, said_yes) if said_yes else (loss.at,)


def go(db: Db, other: Offer, at: datetime, person: Person, now: datetime, moments: Collection[datetime] = ()) -> None:
    """Write down that somebody takes an offer, which is held, as of the moment at which they were lost to us.

    What was let go at one of the `moments` stands as it stood before that, with its figures.
    """
    if rules.deciding.is_over_by(other, moments):
        changes = storage.offers.changes(db, person.team, [other.id])[other.id]
        other = storage.offers.change(db, person.team, other, rules.deciding.reopened(other, changes), person.id, now)
    if other.undecided:
        taken = replace(rules.deciding.decided(other, OfferState.ACCEPTED, now), ended_at=at)
        storage.offers.change(db, person.team, other, taken, person.id, now)
