"""May an offer of ours go on for its submission, or is that over, or about another offer?"""

from __future__ import annotations

import storage
from bot import rules
from bot.errors import Refused
from bot.facts import Offer
from storage.database import Db

OVER = "They are not in process for that job any more. Press Move on their card first, if it goes on."
NEWER = "There is a newer offer for that job. Go on with that one; this one stays as it ended."


def check_stage(db: Db, team: str, offer: Offer) -> None:
    """Refuse what is about an offer of ours whose submission, held from now on, is over."""
    submission = storage.submissions.submission(db, team, offer.submission or 0, hold=True)
    if submission is None or submission.stage not in rules.offers.LIVE:
        raise Refused(OVER)


def check(db: Db, team: str, offer: Offer, why: str = NEWER) -> None:
    """Refuse to take an offer of ours up beside another for the same submission, undecided or agreed to."""
    others = [each for each in storage.offers.of(db, team, offer.candidate) if each.id != offer.id]
    if rules.offers.standing_for(others, offer.submission or 0, storage.placements.agreed(db, team, offer.candidate)):
        raise Refused(why)
