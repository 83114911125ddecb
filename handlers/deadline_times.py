"""In whose time is the hour of a deadline that somebody types, and how are they told where that is?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import offer_words, rules
from bot.facts import Offer, OfferDraft, OfferKind, Person
from bot.offering import deadlines
from bot.policy import Policy
from handlers import offer_drafts
from storage.database import Db

OF_THE_JOB = "where the recruiter of the job is"


def whose(db: Db, draft: OfferDraft, person: Person, now: datetime) -> Person:
    """Give in whose time the deadline of a draft is read; while its job is not chosen, in that of who types."""
    several = _whose(db, draft, person, now)
    return several[0] if len(several) == 1 else person


def place(db: Db, draft: OfferDraft, person: Person, now: datetime) -> str:
    """Say where the hour of a draft is meant, where that is not where its typist is; else nothing."""
    places = {offer_words.elsewhere(each, person) for each in _whose(db, draft, person, now)}
    return places.pop() if len(places) == 1 else OF_THE_JOB


def hour_there(db: Db, offer: Offer, person: Person, policy: Policy) -> str:
    """Say the hour of an offer's deadline where it stands, where that is not where its reader is; else nothing."""
    whose = _of(db, offer, person)
    place = offer_words.elsewhere(whose, person)
    if offer.decide_by is None or not place:
        return ""
    there, here = (offer.decide_by.astimezone(rules.people.calendar(each, policy).zone) for each in (whose, person))
    return offer_words.hour_there(there, here, place)


def _of(db: Db, offer: Offer, person: Person) -> Person:
    return deadlines.whose(db, person.team, offer, person.id) or person


def _whose(db: Db, draft: OfferDraft, person: Person, now: datetime) -> list[Person]:
    """List in whose time the deadline of a draft may stand: of each job that it may be for."""
    offer = storage.offers.offer(db, person.team, draft.offer) if draft.offer else None
    if offer is not None:
        return [_of(db, offer, person)]
    jobs: list[int | None] = [draft.submission]
    if draft.kind is OfferKind.OURS and draft.submission is None:
        jobs = [each.id for each in offer_drafts.could_be_for(db, person.team, draft.candidate, now)] or jobs
    about = (person.team, draft.candidate, draft.kind)
    found = [deadlines.in_time_of(db, *about, each, person.id) or person for each in jobs]
    return list({each.id: each for each in found}.values())
