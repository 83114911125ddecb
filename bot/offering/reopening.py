"""What follows when a decision about an offer was a mistake?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import owners, rules
from bot.errors import Refused
from bot.facts import Offer, OfferKind, Person
from bot.offering import alone, deciding
from bot.policy import Policy
from storage.database import Db

SENT = "The agreed terms were sent already, so this cannot be taken back. If it came to nothing, press First day."


def reopen(db: Db, offer: Offer, person: Person, policy: Policy, now: datetime) -> Offer:
    """Open an offer again, which is held, with all that came of the same press; nothing may have been sent yet."""
    team, theirs = person.team, storage.offers.of(db, person.team, offer.candidate)
    together = [each for each in theirs if rules.deciding.is_decided(each) and each.ended_at == offer.ended_at]
    for each in together:
        _check(db, team, each)
    owners.lapse_before(db, team, [offer.candidate], policy, now)
    changes = storage.offers.changes(db, team, [each.id for each in together])
    for each in together:
        again = rules.deciding.reopened(each, changes[each.id])
        storage.offers.change(db, team, each, again, person.id, now)
        storage.losses.take_back(db, team, each.id)
    _stand_again(db, offer, person, now)
    deciding.plan(db, offer.candidate, person, policy, now)
    return storage.offers.offer(db, team, offer.id) or offer


def _check(db: Db, team: str, offer: Offer) -> None:
    """Refuse to open an offer again whose terms were sent, or ours beside a newer one for the same submission."""
    if any(each.candidate_told_at or each.client_told_at for each in storage.agreements.of(db, team, offer.id)):
        raise Refused(SENT)
    if offer.kind is OfferKind.OURS:
        alone.check(db, team, offer)


def _stand_again(db: Db, offer: Offer, person: Person, now: datetime) -> None:
    """Take submissions back to where they stood before the press that decided an offer."""
    team = person.team
    for each in storage.submissions.of(db, team, offer.candidate):
        placement = storage.placements.placement(db, team, each.id, hold=True)
        if placement and placement.accepted_at == offer.ended_at:
            storage.placements.take_back(db, team, placement, person.id, now)
        if each.came_from and each.entered_at == offer.ended_at:
            storage.submissions.move(db, team, each, each.came_from, person.id, now)
    storage.offers.mark(db, team, offer.candidate)
