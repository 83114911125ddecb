"""What becomes of offers when somebody is moved to another stage, and nobody has decided on their offers?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import rules
from bot.facts import (
    ENDS,
    IN_PROCESS,
    Loss,
    LossReason,
    Offer,
    OfferChange,
    OfferKind,
    OfferState,
    Person,
    Stage,
    Submission,
)
from bot.offering import alone, clock, deadlines, deciding
from bot.policy import Policy
from storage.database import Db

AGREED_AT = rules.agreements.AGREED_AT
SAID_YES = "They were moved to accepted"


def move(db: Db, submission: Submission, stage: Stage, person: Person, policy: Policy, now: datetime) -> Offer | None:
    """Take a submission to another stage, and its offers with it; give ours where nobody has said why it was lost."""
    return next(iter(move_many(db, [(submission, stage)], person, policy, now)), None)


def move_many(
    db: Db,
    moves: Sequence[tuple[Submission, Stage]],
    person: Person,
    policy: Policy,
    now: datetime,
    *,
    closed: bool = False,
) -> list[Offer]:
    """Take submissions to another stage, and their offers with them; give ours that were lost without a reason said.

    Whoever comes to an end has no offer any more, who said yes does not decide on ours any more, and whoever comes back
    to where they stood has what they had. Where their job is `closed`, it is the client who takes ours back.
    """
    storage.submissions.move_many(db, person.team, moves, person.id, now)
    turns = [(before, to) for before, to in moves if _turns(before.stage, to)]
    there = storage.offers.every(db, person.team, sorted({before.candidate for before, _ in turns}))
    dealing = {each.candidate for each in there}
    found = [
        _follow(db, before, to, person, policy, now, closed=closed)
        for before, to in turns
        if before.candidate in dealing
    ]
    return [each for each in found if each is not None]


def _turns(before: Stage, after: Stage) -> bool:
    return any((before in some) is not (after in some) for some in (ENDS, AGREED_AT))


def _follow(
    db: Db, before: Submission, to: Stage, person: Person, policy: Policy, now: datetime, *, closed: bool
) -> Offer | None:
    offers = clock.all_settled(db, person.team, before.candidate, policy, now)
    ours = [each for each in offers if each.kind is OfferKind.OURS and each.submission == before.id]
    if to in ENDS:
        lost = _end(db, before, to, ours, person, policy, now, closed=closed)
        deciding.let_go(db, before.candidate, person, policy, now)
        return lost
    if before.stage in ENDS and (to in IN_PROCESS or _goes_back(before, to)):
        _follow_again(db, before, offers, person, now)
    if before.stage in ENDS and _goes_back(before, to):
        _stand_again(db, before, ours, person, now)
    _count(db, to, ours, person, policy, now)
    return None


def _end(
    db: Db,
    before: Submission,
    to: Stage,
    ours: Sequence[Offer],
    person: Person,
    policy: Policy,
    now: datetime,
    *,
    closed: bool,
) -> Offer | None:
    """Have our offer for a submission that is over end with it; give it where they said no, and nobody has said why.

    Who had started, and left, had accepted it: that stays so.
    """
    team, offer = person.team, _standing(db, person.team, before, ours)
    if offer is None:
        return None
    had_started = before.stage is Stage.PLACED and offer.state is OfferState.ACCEPTED
    state = OfferState.WITHDRAWN if closed else rules.deciding.ended_by(offer, to)
    if not had_started:
        deciding.end(db, offer, state, person, policy, now)
    if closed or not (had_started or state is OfferState.DECLINED):
        return None
    loss = Loss(offer.id, offer.candidate, before.id, LossReason.UNSAID, now, person.id)
    storage.losses.add(db, team, loss)
    return offer


def _standing(db: Db, team: str, before: Submission, ours: Sequence[Offer]) -> Offer | None:
    """Give the offer that stood for a submission: undecided, else what they said yes to, else the last that ran out."""
    newest = max(ours, key=lambda each: (each.raised_at, each.id), default=None)
    if undecided := next((each for each in ours if each.undecided), None):
        return undecided
    if before.stage in AGREED_AT:
        placement = storage.placements.placement(db, team, before.id)
        agreed = [each for each in ours if placement and each.id == placement.offer]
        if agreed and agreed[0].state is OfferState.ACCEPTED:
            return agreed[0]
    return newest if newest and newest.state is OfferState.EXPIRED else None


def _goes_back(before: Submission, to: Stage) -> bool:
    """Tell whether an end is taken back: they stand where they stood, or at yes, as they did."""
    return to is before.came_from or (to in AGREED_AT and before.came_from in AGREED_AT)


def _follow_again(db: Db, before: Submission, offers: Sequence[Offer], person: Person, now: datetime) -> None:
    """Have what was let go with a submission stand as it stood, but not beside a newer one of the same rival."""
    gone = [each for each in offers if rules.deciding.is_let_go(each, before.entered_at)]
    changes = storage.offers.changes(db, person.team, [each.id for each in gone])
    for each in gone:
        if not rules.offers.known(offers, each.kind, each.company):
            again = rules.deciding.reopened(each, changes[each.id])
            storage.offers.change(db, person.team, each, again, person.id, now)


def _stand_again(db: Db, before: Submission, ours: Sequence[Offer], person: Person, now: datetime) -> None:
    """Have ours that ended with their submission stand as they stood, where nobody had said more about them."""
    team, ids = person.team, [each.id for each in ours]
    changes, losses = storage.offers.changes(db, team, ids), storage.losses.several(db, team, ids)
    for each in ours:
        loss = losses.get(each.id)
        if loss and each.state is OfferState.ACCEPTED and loss.at == before.entered_at:
            storage.losses.take_back(db, team, each.id)
        if not rules.deciding.is_decided(each) or each.ended_at != before.entered_at:
            continue
        again = rules.deciding.reopened(each, changes[each.id])
        if _unsaid(each, again, loss, changes[each.id]) and alone.is_alone(db, team, each):
            storage.offers.change(db, team, each, again, person.id, now)
            storage.losses.take_back(db, team, each.id)


def _unsaid(offer: Offer, again: Offer, loss: Loss | None, changes: Sequence[OfferChange]) -> bool:
    """Tell whether an offer of ours ended by the move alone; what they had said yes to follows its placement anyway."""
    if again.state is OfferState.ACCEPTED:
        return True
    if offer.state is OfferState.WITHDRAWN:
        return not changes[-1].reason
    return loss is not None and loss.reason is LossReason.UNSAID


def _count(db: Db, to: Stage, ours: Sequence[Offer], person: Person, policy: Policy, now: datetime) -> None:
    """Have who said yes decide no more on what is open, and whoever takes that back decide by a day from now."""
    for each in ours:
        after = deadlines.by_stage(db, person.team, each, policy, now)
        if after != each:
            storage.offers.change(db, person.team, each, after, person.id, now, SAID_YES if to in AGREED_AT else "")
