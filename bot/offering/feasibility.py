"""What follows when an offer of ours lies outside the band, and when a manager answers?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import storage
from bot import letters, promises, rules
from bot.errors import Refused
from bot.facts import (
    Approval,
    ApprovalKind,
    Beside,
    Feasible,
    Offer,
    OfferRound,
    OfferState,
    Package,
    Person,
    RoundBy,
)
from bot.offering import clock, deadlines
from bot.policy import Policy
from storage.columns import new_id
from storage.database import Db

OVERTAKEN = "the offer went on meanwhile, and nothing of it waits for a manager any more."


def lies(db: Db, team: str, offer: Offer, package: Package, policy: Policy, now: datetime) -> Feasible | None:
    """Tell how a package of ours lies to the band of its job; None where there is no band, or no base."""
    submission = storage.submissions.submission(db, team, offer.submission) if offer.submission else None
    band = storage.bands.holding(db, team, submission.job) if submission else None
    if band is None or package.base is None:
        return None
    currencies = {band.low.currency, package.base.currency}
    rates = storage.rates.among(db, team, currencies, rules.rates.last_day(now)) if len(currencies) > 1 else []
    return rules.feasibility.lies(package, band, rates, policy)


def check(db: Db, offer: Offer, package: Package, person: Person, policy: Policy, now: datetime) -> OfferState:
    """Tell how a package of ours comes to stand once somebody offers it: OPEN, or WAITING where managers are asked.

    It only looks, also at an offer that is not written down yet. Once the offer and its round are, `follow` asks. What
    waits needs no deadline unless one was said: it runs from the answer.
    """
    feasible = lies(db, person.team, offer, package, policy, now)
    outside = feasible is not None and feasible.outside
    return OfferState.WAITING if outside and others(db, person) else OfferState.OPEN


def follow(
    db: Db, offer: Offer, round: OfferRound, person: Person, policy: Policy, now: datetime, wanted: Offer | None = None
) -> tuple[str, ...]:
    """See to what follows a round of ours that was written down: managers are asked where it waits; say whom.

    What was asked about an earlier round is overtaken. Where it is outside the band and there is nobody to ask, that is
    on record. `wanted` is how the offer would stand without being asked about, with the day that was said.
    """
    overtake(db, person.team, offer, person.id, policy, now)
    if round.by is RoundBy.WAITING:
        day = rules.feasibility.waiting_day(offer, wanted or offer)
        return _ask(db, offer, round, day, person, policy, now)
    feasible = lies(db, person.team, offer, round.package, policy, now)
    if feasible is not None and feasible.outside:
        storage.audit.record(db, person.team, person.id, "outside_band_alone", "offer", offer.id, now)
    return ()


def overtake(db: Db, team: str, offer: Offer, by: str, policy: Policy, now: datetime, words: str = OVERTAKEN) -> None:
    """Close what managers were asked about an offer and none has answered; that round never goes out.

    Whoever asked is told in `words` where somebody else went on.
    """
    for asked in unanswered(db, team, offer):
        withhold(db, team, asked, by, now)
        letters.approvals.answer(db, team, asked, False, "", words, policy, now, told=asked.asked_by != by)


def withhold(db: Db, team: str, asked: Approval, by: str, now: datetime) -> None:
    """Have the round that managers were asked about never go out, where it still waits for them."""
    round = storage.offer_rounds.round_of(db, team, asked.about["round"])
    if round is not None and round.by is RoundBy.WAITING:
        storage.offer_rounds.withhold(db, team, round, by, now)


def unanswered(db: Db, team: str, offer: Offer) -> list[Approval]:
    """List what managers were asked about an offer and have not answered."""
    there = storage.approvals.undecided(db, team, offer.candidate)
    return [each for each in there if each.kind is ApprovalKind.FEASIBLE and each.about["offer"] == offer.id]


def beside(
    db: Db, team: str, asked: Approval, feasible: Feasible | None, policy: Policy, now: datetime
) -> Beside | None:
    """Tell what others are offered, or have agreed to, for the same job, in the currency of its band."""
    if feasible is None or not asked.about.get("job"):
        return None
    packages = storage.bands.beside(db, team, asked.about["job"], asked.candidate)
    currency = feasible.band.low.currency
    currencies = {currency, *(each.currency for each in packages if each.currency)}
    known = storage.rates.among(db, team, currencies, rules.rates.last_day(now)) if len(currencies) > 1 else []
    return rules.feasibility.beside(packages, currency, known, policy)


def approve(db: Db, asked: Approval, person: Person, policy: Policy, now: datetime, why: str = "") -> None:
    """Let a round go out as it is: it is on the table from now on, and the offer open."""
    offer, round = waiting(db, asked, person.team, policy, now)
    storage.offer_rounds.let_out(db, person.team, round, person.id, now)
    _open(db, offer, asked, person, policy, now, why)


def decline(db: Db, asked: Approval, why: str, person: Person, policy: Policy, now: datetime) -> None:
    """Do not let a round go out: what they have until now stands, and why is kept with the offer."""
    offer, round = waiting(db, asked, person.team, policy, now)
    storage.offer_rounds.withhold(db, person.team, round, person.id, now)
    storage.offers.change(db, person.team, offer, rules.feasibility.unasked(offer), person.id, now, why)
    promises.plan(db, person.team, [offer.candidate], policy, now)


def change(
    db: Db, asked: Approval, package: Package, why: str, person: Person, policy: Policy, now: datetime
) -> OfferRound:
    """Let an offer go out with what a manager says instead, as a round of theirs; `why` is kept with the offer."""
    offer, round = waiting(db, asked, person.team, policy, now)
    storage.offer_rounds.withhold(db, person.team, round, person.id, now)
    instead = OfferRound(new_id(), offer.id, 0, RoundBy.OFFERED, package, now, person.id, now, who=person.name)
    said = storage.offer_rounds.say(db, person.team, instead)
    _open(db, offer, asked, person, policy, now, why)
    return said


def waiting(db: Db, asked: Approval, team: str, policy: Policy, now: datetime) -> tuple[Offer, OfferRound]:
    """Give the offer that was asked about, held, and the round that waits; refuse where it went on meanwhile."""
    there = storage.offers.offer(db, team, asked.about["offer"])
    offer = clock.settled(db, team, there, policy, now) if there else None
    round = waits(db, team, asked)
    if offer is None or round is None:
        raise Refused(OVERTAKEN)
    return offer, round


def waits(db: Db, team: str, asked: Approval) -> OfferRound | None:
    """Give the round about which managers were asked, while it waits for them and its offer can go on; else None."""
    offer = storage.offers.offer(db, team, asked.about["offer"])
    round = storage.offer_rounds.round_of(db, team, asked.about["round"])
    if offer is None or round is None or round.by is not RoundBy.WAITING:
        return None
    return round if offer.undecided or _renewable(db, team, offer) else None


def _renewable(db: Db, team: str, offer: Offer) -> bool:
    """Tell whether an offer that ran out can go on with what a manager approves."""
    submission = storage.submissions.submission(db, team, offer.submission or 0)
    agreed = storage.placements.agreed(db, team, offer.candidate)
    return rules.offers.renewable(offer, storage.offers.of(db, team, offer.candidate), submission, agreed)


def _ask(
    db: Db, offer: Offer, round: OfferRound, day: dict[str, str], person: Person, policy: Policy, now: datetime
) -> tuple[str, ...]:
    submission = storage.submissions.submission(db, person.team, offer.submission or 0)
    about: dict[str, Any] = {"offer": offer.id, "round": round.id, "job": submission.job if submission else None, **day}
    kind = ApprovalKind.FEASIBLE
    asked = storage.approvals.ask(db, person.team, kind, offer.candidate, person.id, "", now, about)
    managers = others(db, person)
    for manager in managers:
        letters.approvals.say(db, letters.approvals.ASKED, manager, asked, person.id, policy, now)
    remind_at = rules.feasibility.reminded_at(person, policy, now)
    storage.promises.write(db, person.team, [rules.more_time.clock(asked.id, remind_at, now)])
    return tuple(manager.id for manager in managers)


def _open(db: Db, offer: Offer, asked: Approval, person: Person, policy: Policy, now: datetime, why: str) -> None:
    """Have an offer be open; a day that was said, and lies ahead, is kept, else it runs from now."""
    said = rules.feasibility.let_out(offer, asked, now)
    made_at = offer.made_at if offer.state is OfferState.OPEN else now
    open_ = replace(said, state=OfferState.OPEN, made_at=made_at, ended_at=None)
    after = deadlines.made(db, person.team, open_, now, policy, now)
    storage.offers.change(db, person.team, offer, after, person.id, now, why)
    promises.plan(db, person.team, [offer.candidate], policy, now)


def others(db: Db, person: Person) -> list[Person]:
    """List the managers who may be asked, or told, by somebody: all but themselves."""
    return [each for each in storage.people.managers(db, person.team) if each.id != person.id]
