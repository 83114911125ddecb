"""What follows once a line about our offer is saved, so that whoever typed it knows before?"""

from __future__ import annotations

from datetime import datetime

from bot import messages, offering
from bot.facts import Ahead, Offer, OfferDraft, OfferKind, OfferState, Package, Person, RoundBy, Understood
from bot.policy import Policy
from handlers import offer_drafts
from storage.database import Db


def ahead(
    db: Db, draft: OfferDraft, read: Understood, known: Offer | None, person: Person, policy: Policy, now: datetime
) -> Ahead:
    """Tell how an offer of ours lies to the band, whether a manager is asked first, and the deadline it gets."""
    if draft.kind is not OfferKind.OURS or draft.by is not RoundBy.OFFERED or read.package == Package():
        return Ahead()
    offer = known or _raised(db, draft, person, now)
    feasible = offering.feasibility.lies(db, person.team, offer, read.package, policy, now)
    waits = offering.feasibility.check(db, offer, read.package, person, policy, now) is OfferState.WAITING
    beside = messages.feasibility.lies(feasible, manager=person.manager)
    said = draft.on is not None or (offer.decide_by is not None and offer.decide_by > now)
    by = None if said or waits else offering.deadlines.unsaid(db, person.team, offer, now, policy)
    return Ahead(beside, waits, by, said)


def _raised(db: Db, draft: OfferDraft, person: Person, now: datetime) -> Offer:
    """Give the offer as it will be raised, for the job it is for."""
    live = offer_drafts.could_be_for(db, person.team, draft.candidate, now)
    job = draft.submission or (live[0].id if len(live) == 1 else None)
    return Offer(0, draft.candidate, OfferKind.OURS, OfferState.EXPECTED, person.id, now, submission=job)
