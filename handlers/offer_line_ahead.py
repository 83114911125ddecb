"""What follows once a line about our offer is saved, so that whoever typed it knows before?"""

from __future__ import annotations

from datetime import datetime

from bot import messages
from bot.facts import Ahead, Offer, OfferDraft, OfferKind, OfferState, Package, Person, RoundBy, Understood
from bot.offering import deadlines, feasibility
from bot.policy import Policy
from storage.database import Db


def ahead(
    db: Db, draft: OfferDraft, read: Understood, known: Offer | None, person: Person, policy: Policy, now: datetime
) -> Ahead:
    """Tell how an offer of ours lies to the band, whether a manager is asked first, and the deadline it gets."""
    if draft.kind is not OfferKind.OURS or draft.by is not RoundBy.OFFERED or read.package == Package():
        return Ahead()
    raised = Offer(0, draft.candidate, OfferKind.OURS, OfferState.EXPECTED, person.id, now, submission=draft.submission)
    offer = known or raised
    feasible = feasibility.lies(db, person.team, offer, read.package, policy, now)
    waits = feasibility.check(db, offer, read.package, person, policy, now) is OfferState.WAITING
    beside = messages.feasibility.lies(feasible, manager=person.manager)
    said = draft.on is not None or (offer.decide_by is not None and offer.decide_by > now)
    by = None if said or waits else deadlines.unsaid(db, person.team, offer, now, policy)
    return Ahead(beside, waits, by, said)
