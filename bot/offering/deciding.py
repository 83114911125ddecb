"""What follows when an offer of ours is accepted?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import storage
from bot import owners, promises, rules
from bot.facts import (
    IN_PROCESS,
    Agreed,
    Agreement,
    Offer,
    OfferKind,
    OfferState,
    Package,
    Person,
    Placement,
    Stage,
    Submission,
)
from bot.offering import clock, feasibility
from bot.policy import Policy
from storage.columns import new_id
from storage.database import Db


@dataclass(frozen=True)
class Terms:
    """What was agreed, and how each side said yes."""

    package: Package
    starts_on: date | None
    by_candidate: Agreed
    by_client: Agreed
    words: str = ""


@dataclass(frozen=True)
class Accepted:
    """Ours was accepted; `closed` are rivals and the counter, over by that, `others` offers of ours still open."""

    offer: Offer
    agreement: Agreement
    placement: Placement
    closed: tuple[Offer, ...] = ()
    others: tuple[Offer, ...] = ()


def accept(
    db: Db,
    offer: Offer,
    submission: Submission,
    terms: Terms,
    person: Person,
    policy: Policy,
    now: datetime,
    renewed_by: str = "",
) -> Accepted:
    """Write down that an offer of ours, which is held, was accepted: the terms, the placement, what is over by it.

    `renewed_by` is who at the client said yes to one that had run out.
    """
    team = person.team
    owners.lapse_before(db, team, [offer.candidate], policy, now)
    after = end(db, offer, OfferState.ACCEPTED, person, policy, now, said_yes=renewed_by)
    agreement = agree(db, after, terms, person, now)
    placement = _place(db, after, submission, terms, person, policy, now)
    theirs = clock.all_settled(db, team, offer.candidate, policy, now)
    closed = rules.deciding.beside(after, theirs)
    close(db, closed, person, policy, now)
    if submission.stage not in rules.agreements.AGREED_AT:
        storage.submissions.move(db, team, submission, Stage.ACCEPTED, person.id, now)
    plan(db, offer.candidate, person, policy, now)
    rest = [each for each in theirs if each.kind is OfferKind.OURS and each.submission != offer.submission]
    others = tuple(each for each in rest if each.undecided)
    return Accepted(after, agreement, placement, tuple(each for each, _ in closed), others)


def agree(db: Db, offer: Offer, terms: Terms, person: Person, now: datetime) -> Agreement:
    """Write terms down as the next version of what was agreed about an offer that is held."""
    package = replace(terms.package, starts_on=terms.starts_on)
    made = Agreement(
        new_id(),
        offer.id,
        offer.candidate,
        0,
        package,
        terms.by_candidate,
        terms.by_client,
        now,
        person.id,
        terms.words,
    )
    return storage.agreements.add(db, person.team, made)


def agree_anew(db: Db, offer: Offer, terms: Terms, person: Person, policy: Policy, now: datetime) -> Agreement:
    """Write changed terms down as the next version; the first day of the placement follows them, also to none."""
    made = agree(db, offer, terms, person, now)
    placement = storage.placements.placement(db, person.team, offer.submission or 0, hold=True)
    if placement and placement.over_at is None and placement.starts_on != terms.starts_on:
        started = rules.placements.started(placement, terms.starts_on)
        storage.placements.change(db, person.team, started, person.id, now)
    plan(db, offer.candidate, person, policy, now, "decided")
    return made


def _place(
    db: Db, offer: Offer, submission: Submission, terms: Terms, person: Person, policy: Policy, now: datetime
) -> Placement:
    days = policy.guarantee_days
    until = rules.placements.guarantee_until(terms.starts_on, days)
    made = Placement(
        submission.id,
        offer.candidate,
        submission.job,
        offer.id,
        now,
        person.id,
        days,
        terms.starts_on,
        until,
    )
    if storage.placements.placement(db, person.team, submission.id, hold=True):
        storage.placements.change(db, person.team, made, person.id, now)
    else:
        storage.placements.add(db, person.team, made, now)
    storage.offers.mark(db, person.team, offer.candidate)
    return made


def end(
    db: Db,
    offer: Offer,
    state: OfferState,
    person: Person,
    policy: Policy,
    now: datetime,
    why: str = "",
    said_yes: str = "",
) -> Offer:
    """Write down what became of an offer, which is held; what a manager was asked about it is closed by that."""
    feasibility.overtake(db, person.team, offer, person.id, policy, now)
    after = rules.deciding.decided(offer, state, now)
    return storage.offers.change(db, person.team, offer, after, person.id, now, why, said_yes)


def close(db: Db, closed: Sequence[tuple[Offer, OfferState]], person: Person, policy: Policy, now: datetime) -> None:
    """Write down what became of several offers."""
    for each, state in closed:
        end(db, each, state, person, policy, now)


def let_go(db: Db, candidate: int, person: Person, policy: Policy, now: datetime) -> None:
    """Close what is known of rivals once we have nothing open with a candidate any more."""
    if any(each.stage in IN_PROCESS for each in storage.submissions.of(db, person.team, candidate)):
        return
    theirs = storage.offers.of(db, person.team, candidate)
    over = [each for each in theirs if each.undecided and each.kind is not OfferKind.OURS]
    close(db, [(each, OfferState.OVER) for each in over], person, policy, now)


def plan(db: Db, candidate: int, person: Person, policy: Policy, now: datetime, how: str = "moved") -> None:
    """Plan what is owed to a candidate next, after something about their offers was decided."""
    promises.plan(db, person.team, [candidate], policy, now, promises.Because(how, person.id))
