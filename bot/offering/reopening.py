"""What follows when a decision about an offer was a mistake?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import owners, rules
from bot.errors import Refused
from bot.facts import ENDS, Agreement, Offer, OfferKind, Person
from bot.offering import alone, deciding
from bot.policy import Policy
from storage.database import Db

SENT = "The agreed terms were sent already, so this cannot be taken back. If it came to nothing, press First day."


def reopen(db: Db, offer: Offer, person: Person, policy: Policy, now: datetime) -> Offer:
    """Open an offer again, which is held, with all that came of the same press; nothing may have been sent yet."""
    team, together = person.team, _together(db, person.team, offer)
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
    if offer.ended_at:
        storage.reopening.items(db, team, offer.candidate, offer.ended_at, now)
    return storage.offers.offer(db, team, offer.id) or offer


def is_possible(db: Db, team: str, offer: Offer) -> bool:
    """Tell whether an offer that is decided can be opened again, with all that came of the same press."""
    try:
        for each in _together(db, team, offer):
            _check(db, team, each)
    except Refused:
        return False
    return True


def _together(db: Db, team: str, offer: Offer) -> list[Offer]:
    """List what was decided by the same press."""
    theirs = storage.offers.of(db, team, offer.candidate)
    return [each for each in theirs if rules.deciding.is_decided(each) and each.ended_at == offer.ended_at]


def _check(db: Db, team: str, offer: Offer) -> None:
    """Refuse to open an offer again whose terms were sent, or ours beside a newer one for the same submission."""
    if offer.kind is not OfferKind.OURS:
        return
    if any(each.candidate_told_at or each.client_told_at for each in _agreed(db, team, offer)):
        raise Refused(SENT)
    alone.check(db, team, offer)
    _check_stage(db, team, offer)


def _agreed(db: Db, team: str, offer: Offer) -> list[Agreement]:
    """List what was agreed since an offer was accepted; what an acceptance left that was taken back is not of it."""
    since = rules.deciding.accepted_at(storage.offers.changes(db, team, [offer.id])[offer.id])
    return [each for each in storage.agreements.of(db, team, offer.id) if since and each.at >= since]


def _check_stage(db: Db, team: str, offer: Offer) -> None:
    """Refuse to open an offer again whose submission is over, and was not ended by the same press."""
    submission = storage.submissions.submission(db, team, offer.submission or 0)
    if submission and submission.stage in ENDS and submission.entered_at != offer.ended_at:
        raise Refused(alone.OVER)


def _stand_again(db: Db, offer: Offer, person: Person, now: datetime) -> None:
    """Take submissions back to where they stood before the press that decided an offer, and since when they did."""
    team = person.team
    for each in storage.submissions.of(db, team, offer.candidate):
        placement = storage.placements.placement(db, team, each.id, hold=True)
        if placement and placement.accepted_at == offer.ended_at:
            storage.placements.take_back(db, team, placement, person.id, now)
        if each.came_from and each.entered_at == offer.ended_at:
            storage.reopening.move_back(db, team, each, person.id, now)
