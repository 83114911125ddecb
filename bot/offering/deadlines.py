"""What follows when the deadline of an offer is moved, and in whose time does it stand?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import promises, rules
from bot.errors import Refused
from bot.facts import NewDeadline, Offer, OfferKind, OfferState, Person
from bot.offering import alone
from bot.policy import Policy
from storage.database import Db

MOVED = "Somebody has moved this deadline meanwhile. Close this form and look at the offers again."
SAME = "That is the deadline already. Choose another day or hour."


def whose(db: Db, team: str, offer: Offer, by: str) -> Person | None:
    """Give in whose time the deadline of an offer stands: of whoever looks after it, else of who says it."""
    return in_time_of(db, team, offer.candidate, offer.kind, offer.submission, by)


def in_time_of(db: Db, team: str, candidate: int, kind: OfferKind, submission: int | None, by: str) -> Person | None:
    """Give the same for an offer that may not be written down yet."""
    standings, people = promises.look(db, team, [candidate])
    standing = standings.get(candidate)
    if standing is None:
        return storage.people.known(db, team, by)
    of = next((each for each in standing.submissions if each.id == submission), None)
    of = of if kind is OfferKind.OURS else rules.rivals.furthest(standing)
    looks_after = of.recruiter if of else standing.ownership.owner
    return people.get(looks_after or "") or storage.people.known(db, team, by)


def unsaid(db: Db, team: str, offer: Offer, at: datetime, policy: Policy) -> datetime | None:
    """Give by when ours is decided that they have since a moment, where nobody said; never, once they said yes."""
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    if submission is None:
        return rules.decisions.decide_by(at, None, policy)
    recruiter = storage.people.known(db, team, submission.recruiter)
    return rules.decisions.decide_by(at, recruiter, policy) if rules.decisions.runs(submission.stage) else None


def move(db: Db, team: str, offer: Offer, wanted: NewDeadline, by: str, policy: Policy, now: datetime) -> Offer:
    """Move the deadline of an offer, which is held and settled, and plan what follows; one that ran out goes on."""
    rules.decisions.check_movable(offer)
    if rules.decisions.stood(offer) != wanted.stood:
        raise Refused(MOVED)
    person = whose(db, team, offer, by)
    decide_by = rules.decisions.end_of(wanted.on, wanted.hour, person, policy)
    rules.decisions.check(wanted.on, decide_by, now, person, policy)
    if decide_by == offer.decide_by:
        raise Refused(SAME, field="on")
    if offer.state is OfferState.EXPIRED:
        alone.check_stage(db, team, offer)
        alone.check(db, team, offer)
    on = None if wanted.hour else wanted.on
    state = OfferState.OPEN if offer.state is OfferState.EXPIRED else offer.state
    after = replace(offer, state=state, decide_by=decide_by, decide_on=on, ended_at=None)
    after = storage.offers.change(db, team, offer, after, by, now, wanted.reason, wanted.said_yes)
    promises.plan(db, team, [offer.candidate], policy, now, promises.Because("extended", by))
    return after
