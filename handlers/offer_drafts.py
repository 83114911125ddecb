"""With what does a form about an offer begin, and may it begin?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import amounts, rules
from bot.errors import Refused
from bot.facts import ENDS, Offer, OfferDraft, Package, RoundBy, Submission, Writing
from storage.database import Db

OVER = "They are {stage} for this job, so nothing more is negotiated. Move them first, if it goes on."


def could_be_for(db: Db, team: str, candidate: int, now: datetime) -> tuple[Submission, ...]:
    """List the submissions for which an offer of ours can be written down: none stands for any of them.

    One that has run out stands for none, though no tick has looked yet.
    """
    offers = [each for each in storage.offers.of(db, team, candidate) if not rules.decisions.expired(each, now)]
    agreed = storage.placements.agreed(db, team, candidate)
    live = (each for each in storage.submissions.of(db, team, candidate) if each.stage in rules.offers.LIVE)
    return tuple(each for each in live if not rules.offers.standing_for(offers, each.id, agreed))


def standing(db: Db, team: str, candidate: int) -> tuple[Offer, ...]:
    """List the offers of ours that stand for the jobs they are put forward for, undecided or agreed to."""
    offers, agreed = storage.offers.of(db, team, candidate), storage.placements.agreed(db, team, candidate)
    live = (each for each in storage.submissions.of(db, team, candidate) if each.stage in rules.offers.LIVE)
    there = (rules.offers.standing_for(offers, each.id, agreed) for each in live)
    return tuple(each for each in there if each)


def last_offered(db: Db, team: str, offer: Offer) -> Package | None:
    """Give what is on the table, else what waits for a manager, else what they ask for: the newest round of it."""
    said = {each.by: each.package for each in storage.offer_rounds.rounds(db, team, [offer.id])[offer.id]}
    return next((said[by] for by in (RoundBy.OFFERED, RoundBy.WAITING, RoundBy.ASKED) if by in said), None)


def with_package(draft: OfferDraft, package: Package) -> OfferDraft:
    """Fill in a package as it is said, so that it is read again as what it is."""
    amounts_alone = replace(package, equity="", benefits="", flexibility="", development="", starts_on=None)
    return replace(
        draft,
        pay=amounts.line(amounts_alone),
        equity=package.equity,
        benefits=package.benefits,
        flexibility=package.flexibility,
        development=package.development,
        starts_on=package.starts_on,
    )


def check_goes_on(db: Db, team: str, offer: Offer) -> None:
    """Refuse to negotiate about an offer that is decided, or of ours about a job for which it is over."""
    rules.offers.check_goes_on(offer)
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    if submission and submission.stage in ENDS:
        raise Refused(OVER.format(stage=submission.stage.value.replace("_", " ")))


def about(offer: Offer, writing: Writing) -> OfferDraft:
    """Say what is written down about an offer."""
    return OfferDraft(offer.candidate, offer.kind, writing, offer.id, offer.submission, offer.company)
