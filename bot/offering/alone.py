"""May an offer go on, or is what it is for over, or about another offer?"""

from __future__ import annotations

import storage
from bot import rules
from bot.errors import Refused
from bot.facts import Offer, OfferKind
from storage.database import Db

OVER = "They are not in process for that job any more. Press Move on their card first, if it goes on."
NEWER = "There is a newer offer for that job. Go on with that one; this one stays as it ended."
THEIRS = {
    OfferKind.RIVAL: "There is a newer offer of the same company. Go on with that one; this one stays as it ended.",
    OfferKind.COUNTER: "There is a newer counter-offer. Go on with that one; this one stays as it ended.",
}


def check_stage(db: Db, team: str, offer: Offer) -> None:
    """Refuse what is about an offer of ours whose submission, held from now on, is over."""
    submission = storage.submissions.submission(db, team, offer.submission or 0, hold=True)
    if submission is None or submission.stage not in rules.offers.LIVE:
        raise Refused(OVER)


def check(db: Db, team: str, offer: Offer, why: str = NEWER) -> None:
    """Refuse to take an offer of ours up beside another for the same submission, undecided or agreed to."""
    if not is_alone(db, team, offer):
        raise Refused(why)


def is_alone(db: Db, team: str, offer: Offer) -> bool:
    """Tell whether no other offer of ours stands for the same submission."""
    others = [each for each in storage.offers.of(db, team, offer.candidate) if each.id != offer.id]
    agreed = storage.placements.agreed(db, team, offer.candidate)
    return rules.offers.standing_for(others, offer.submission or 0, agreed) is None


def check_theirs(db: Db, team: str, offer: Offer) -> None:
    """Refuse to take up an offer of a rival beside a newer one of the same, or a counter-offer beside another."""
    if rules.offers.known(storage.offers.of(db, team, offer.candidate), offer.kind, offer.company):
        raise Refused(THEIRS[offer.kind])
