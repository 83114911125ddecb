"""Who is told at once of a deadline that cannot wait for the next morning message?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import letters, rules
from bot.facts import Offer, OfferKind, OfferState, Owed, Person
from bot.policy import Policy
from storage.database import Db


def tell(db: Db, team: str, offer: Offer, policy: Policy, now: datetime) -> None:
    """Tell whoever hears of an offer's deadline, where it was set too near to wait; once of each, not who set it.

    Where they were told of a tighter one of the same candidate, that message then names both.
    """
    deadline = offer.decide_by
    if deadline is None or not offer.undecided:
        return
    owed = _owed(db, team, offer)
    hearer = storage.people.known(db, team, owed.heard_by) if owed and not owed.waived else None
    if (
        owed is None
        or hearer is None
        or _heard(db, team, owed, offer, hearer, now)
        or _by(db, team, offer) == hearer.id
    ):
        return
    at = rules.urgent.told_at(deadline, hearer, policy, now)
    if at is not None:
        _write(db, hearer, owed, at, policy, now)


def _owed(db: Db, team: str, offer: Offer) -> Owed | None:
    """Give the promise that says until when an offer is decided, by whoever looks after it."""
    ours = offer.kind is OfferKind.OURS
    if ours and offer.state is not OfferState.OPEN:
        return None
    kind = rules.decisions.KIND if ours else rules.rivals.KIND
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    whom = submission.recruiter if submission else None
    there = storage.promises.of(db, team, kind, [str(offer.candidate)])
    return next((each for each in there if whom in (None, each.whom)), None)


def _heard(db: Db, team: str, owed: Owed, offer: Offer, hearer: Person, now: datetime) -> bool:
    """Tell whether somebody was told of a deadline before; where one of the same promise is shown, it is redrawn."""
    shown = storage.offer_letters.showing(db, team, letters.URGENT, owed)
    storage.outbox.redraw(db, team, shown, now)
    if storage.lines.heard(db, team, hearer.id, letters.URGENT, [owed]):
        return True
    tightest = owed.since == offer.decide_since
    return tightest and storage.offer_letters.says(db, team, hearer.id, letters.MORNING, owed)


def _by(db: Db, team: str, offer: Offer) -> str:
    """Name who set the deadline of an offer, or made it that state: they know."""
    changes = storage.offers.changes(db, team, [offer.id])[offer.id]
    return next((each.by for each in reversed(changes) if each.state or each.decide_by), offer.raised_by)


def _write(db: Db, hearer: Person, owed: Owed, at: datetime, policy: Policy, now: datetime) -> None:
    """Put it into a letter of its own, or after so many in one day, into the one that holds all the rest."""
    team, begins = hearer.team, rules.people.day_begins(hearer, at, policy)
    ends = rules.people.day_ends(hearer, at, policy)
    told = storage.offer_letters.count_between(db, team, hearer.id, letters.URGENT, begins, ends)
    place = "more" if rules.urgent.is_folded(told, policy) else str(told)
    key = f"{letters.URGENT}/{hearer.id}/{rules.people.calendar(hearer, policy).local_day(at)}/{place}"
    letter = storage.owner_news.letters(db, team, letters.URGENT, {hearer.id: (key, at)}, now)[hearer.id]
    storage.lines.add(db, team, letter, [owed])
