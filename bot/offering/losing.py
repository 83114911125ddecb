"""What follows when somebody says no to us or to others, or an employer takes an offer back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import storage
from bot import owners, rules
from bot.facts import IN_PROCESS, Loss, LossReason, Offer, OfferKind, OfferState, Person, Stage, Submission
from bot.offering import clock, deciding, following, going
from bot.policy import Policy
from storage.database import Db


@dataclass(frozen=True)
class Lost:
    """Somebody said no to us; `losses` is what was kept of it, `ended` which submissions ended where."""

    losses: tuple[Loss, ...]
    ended: tuple[tuple[Submission, Stage], ...] = ()


def decline(
    db: Db,
    offer: Offer,
    reason: LossReason,
    to: Offer | None,
    learned: str,
    person: Person,
    policy: Policy,
    now: datetime,
) -> Lost:
    """Write down that the candidate said no to an offer of ours, why, and to whom they go, where that is known."""
    team = person.team
    submission = _of(db, team, offer)
    owners.lapse_before(db, team, [offer.candidate], policy, now)
    deciding.end(db, offer, OfferState.DECLINED, person, policy, now, learned)
    if to:
        going.go(db, to, now, person, now)
    to_id = to.id if to else None
    loss = Loss(offer.id, offer.candidate, offer.submission or 0, reason, now, person.id, to_id, learned)
    storage.losses.add(db, team, loss)
    stage = rules.deciding.lost_to(offer, submission)
    ended = ((submission, stage),) if submission and stage else ()
    _end(db, team, ended, person, now)
    deciding.let_go(db, offer.candidate, person, policy, now)
    deciding.plan(db, offer.candidate, person, policy, now)
    return Lost((loss,), ended)


def explain(
    db: Db,
    loss: Loss,
    reason: LossReason,
    to: Offer | None,
    learned: str,
    person: Person,
    policy: Policy,
    now: datetime,
) -> None:
    """Write down why somebody was lost, or to whom they went, where nobody had said so then."""
    if to:
        going.go(db, to, loss.at, person, now, going.moments(db, person.team, loss))
    told = replace(loss, reason=reason, by=person.id, to=to.id if to else None, learned=learned)
    storage.losses.add(db, person.team, told)
    deciding.plan(db, loss.candidate, person, policy, now, "decided")


def unsaid(db: Db, team: str, offer: Offer) -> Loss | None:
    """Give the loss of an offer of ours for which nobody has said a reason; None where there is none."""
    loss = storage.losses.several(db, team, [offer.id]).get(offer.id)
    return loss if loss and loss.reason is LossReason.UNSAID else None


def open_ended(db: Db, team: str, other: Offer) -> list[Loss]:
    """List the losses of which nobody has said to whom they went, and by which this offer was declined or let go."""
    if other.kind is OfferKind.OURS or not rules.deciding.is_decided(other):
        return []
    lost = [each.loss for each in storage.losses.of(db, team, other.candidate) if each.loss.to is None]
    return [each for each in lost if rules.deciding.is_over_by(other, going.moments(db, team, each))]


def taken(
    db: Db, other: Offer, reason: LossReason, learned: str, person: Person, policy: Policy, now: datetime
) -> Lost:
    """Write down that the candidate takes a rival's offer, or their employer's: all that we had open is lost."""
    team, theirs = person.team, clock.all_settled(db, person.team, other.candidate, policy, now)
    owners.lapse_before(db, team, [other.candidate], policy, now)
    deciding.end(db, other, OfferState.ACCEPTED, person, policy, now)
    submissions = {each.id: each for each in storage.submissions.of(db, team, other.candidate)}
    live = [each for each in submissions.values() if each.stage in IN_PROCESS]
    ours = [each for each in theirs if _still_ours(each, submissions)]
    ended = []
    for submission in live:
        of = next((each for each in ours if each.submission == submission.id), other)
        ended.append((submission, rules.deciding.lost_to(of, submission) or Stage.WITHDRAWN))
    for each in ours:
        deciding.end(db, each, OfferState.DECLINED, person, policy, now, learned)
    about = [(each.id, each.submission or 0) for each in ours] or [(other.id, each.id) for each in live[:1]]
    losses = tuple(Loss(id, other.candidate, of, reason, now, person.id, other.id, learned) for id, of in about)
    for loss in losses:
        storage.losses.add(db, team, loss)
    _end(db, team, ended, person, now)
    deciding.let_go(db, other.candidate, person, policy, now)
    deciding.plan(db, other.candidate, person, policy, now)
    return Lost(losses, tuple(ended))


def refuse(db: Db, other: Offer, why: str, person: Person, policy: Policy, now: datetime) -> Offer:
    """Write down that the candidate said no to a rival, or to their employer."""
    after = deciding.end(db, other, OfferState.DECLINED, person, policy, now, why)
    deciding.plan(db, other.candidate, person, policy, now, "decided")
    return after


def withdraw(db: Db, offer: Offer, why: str, to: Stage | None, person: Person, policy: Policy, now: datetime) -> Offer:
    """Write down that its employer took an offer back; `to` is where the submission of ours goes, where it does."""
    team, submission = person.team, _of(db, person.team, offer)
    owners.lapse_before(db, team, [offer.candidate], policy, now)
    after = deciding.end(db, offer, OfferState.WITHDRAWN, person, policy, now, why)
    if submission and to and to is not submission.stage:
        rules.candidates.check_move(submission.stage, to)
        following.move(db, submission, to, person, policy, now)
    deciding.plan(db, offer.candidate, person, policy, now, "moved" if to else "decided")
    return after


def _of(db: Db, team: str, offer: Offer) -> Submission | None:
    """Give the submission of an offer of ours, held."""
    return storage.submissions.submission(db, team, offer.submission, hold=True) if offer.submission else None


def _still_ours(offer: Offer, submissions: Mapping[int, Submission]) -> bool:
    """Tell whether an offer of ours can still be lost: it is not decided, or was accepted and has not begun."""
    if offer.kind is not OfferKind.OURS:
        return False
    submission = submissions.get(offer.submission or 0)
    accepted = offer.state is OfferState.ACCEPTED and submission is not None and submission.stage is Stage.ACCEPTED
    return offer.undecided or accepted


def _end(db: Db, team: str, ended: Sequence[tuple[Submission, Stage]], person: Person, now: datetime) -> None:
    if ended:
        storage.submissions.move_many(db, team, ended, person.id, now)
