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
SAID_YES = "They said yes already, so there is nothing left to decide by a day."
AGREE = f"{SAID_YES} Write down what was agreed: press Accepted on the offers."
NO_DAY = f"{SAID_YES} Leave the day empty."
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


def runs(db: Db, team: str, offer: Offer) -> bool:
    """Tell whether an offer can have a deadline as its submission stands: ours has none once they said yes."""
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    return submission is None or rules.decisions.runs(submission.stage)


def check_movable(db: Db, team: str, offer: Offer) -> None:
    """Refuse to move the deadline of an offer that has none: as it stands itself, or since they said yes."""
    rules.decisions.check_movable(offer)
    if not runs(db, team, offer):
        raise Refused(AGREE)


def by_stage(db: Db, team: str, offer: Offer, policy: Policy, now: datetime) -> Offer:
    """Say by when an offer is decided as its submission stands: open to who said yes by none, else ours by a day."""
    if offer.kind is not OfferKind.OURS or offer.state is not OfferState.OPEN:
        return offer
    if runs(db, team, offer) is (offer.decide_by is not None):
        return offer
    return replace(offer, decide_by=unsaid(db, team, offer, now, policy), decide_on=None)


def made(db: Db, team: str, offer: Offer, at: datetime, policy: Policy, now: datetime) -> Offer:
    """Say by when ours is decided that they have since a moment: as was said where that lies ahead, else counted."""
    if offer.decide_by and offer.decide_by > now and runs(db, team, offer):
        return offer
    counted = unsaid(db, team, offer, at, policy)
    counted = unsaid(db, team, offer, now, policy) if counted and counted <= now else counted
    return replace(offer, decide_by=counted, decide_on=None)


def unsaid(db: Db, team: str, offer: Offer, at: datetime, policy: Policy) -> datetime | None:
    """Give by when ours is decided that they have since a moment, where nobody said; never, once they said yes."""
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    if submission is None:
        return rules.decisions.decide_by(at, None, policy)
    recruiter = storage.people.known(db, team, submission.recruiter)
    return rules.decisions.decide_by(at, recruiter, policy) if rules.decisions.runs(submission.stage) else None


def move(db: Db, team: str, offer: Offer, wanted: NewDeadline, by: str, policy: Policy, now: datetime) -> Offer:
    """Move the deadline of an offer, which is held and settled, and plan what follows; one that ran out goes on."""
    check_movable(db, team, offer)
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
