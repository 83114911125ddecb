"""What follows when a decision about an offer was a mistake?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import owners, rules
from bot.errors import Refused
from bot.facts import ENDS, Agreement, Offer, OfferKind, OfferState, Person, Stage
from bot.offering import alone, deadlines, deciding
from bot.policy import Policy
from storage.database import Db

SENT = "The agreed terms were sent already, so this cannot be taken back. If it came to nothing, press First day."
SENT_AND_OVER = (
    "The agreed terms were sent already, so this cannot be taken back. If it goes on, press Move on their card: "
    "at accepted it stands again, at offer a new one can be written down."
)
STARTED = "They have started there since. Press Move on their card first, back to accepted, then open this again."


def reopen(db: Db, offer: Offer, person: Person, policy: Policy, now: datetime) -> Offer:
    """Open an offer again, which is held, with all that came of the same press; nothing may have been sent yet.

    What they said yes to by then has no deadline, and what they decide on again has one.
    """
    team, together = person.team, _together(db, person.team, offer)
    for each in together:
        _check(db, team, each)
    owners.lapse_before(db, team, [offer.candidate], policy, now)
    changes = storage.offers.changes(db, team, [each.id for each in together])
    _stand_again(db, offer, person, now)
    for each in together:
        again = deadlines.by_stage(db, team, rules.deciding.reopened(each, changes[each.id]), policy, now)
        storage.offers.change(db, team, each, again, person.id, now)
        storage.losses.take_back(db, team, each.id)
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
    """List what was decided by the same press; beside a newer one of the same rival, theirs stays as it ended."""
    theirs = storage.offers.of(db, team, offer.candidate)
    same = [each for each in theirs if rules.deciding.is_decided(each) and each.ended_at == offer.ended_at]
    return [each for each in same if each.id == offer.id or not rules.offers.known(theirs, each.kind, each.company)]


def _check(db: Db, team: str, offer: Offer) -> None:
    """Refuse to open an offer again whose terms were sent, or beside a newer one in its place."""
    if offer.kind is not OfferKind.OURS:
        alone.check_theirs(db, team, offer)
        return
    if any(each.candidate_told_at or each.client_told_at for each in _agreed(db, team, offer)):
        goes_on = offer.id in storage.placements.agreed(db, team, offer.candidate)
        raise Refused(SENT if goes_on else SENT_AND_OVER)
    alone.check(db, team, offer)
    _check_stage(db, team, offer)


def _agreed(db: Db, team: str, offer: Offer) -> list[Agreement]:
    """List what was agreed since an offer was accepted; what an acceptance left that was taken back is not of it."""
    since = rules.deciding.accepted_at(storage.offers.changes(db, team, [offer.id])[offer.id])
    return [each for each in storage.agreements.of(db, team, offer.id) if since and each.at >= since]


def _check_stage(db: Db, team: str, offer: Offer) -> None:
    """Refuse to open an offer again whose submission is over, but not by the same press, or has gone on from it."""
    submission = storage.submissions.submission(db, team, offer.submission or 0)
    if submission is None or offer.ended_at is None:
        return
    if submission.stage in ENDS and submission.entered_at != offer.ended_at:
        raise Refused(alone.OVER)
    started = submission.stage is Stage.PLACED and submission.entered_at > offer.ended_at
    if started and offer.state is OfferState.ACCEPTED:
        raise Refused(STARTED)


def _stand_again(db: Db, offer: Offer, person: Person, now: datetime) -> None:
    """Take submissions back to where they stood before the press that decided an offer, and since when they did."""
    team = person.team
    for each in storage.submissions.of(db, team, offer.candidate):
        placement = storage.placements.placement(db, team, each.id, hold=True)
        if placement and placement.accepted_at == offer.ended_at:
            storage.placements.take_back(db, team, placement, person.id, now)
        if each.came_from and each.entered_at == offer.ended_at:
            storage.reopening.move_back(db, team, each, person.id, now)
