"""What may be decided about an offer, and what follows for the others?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from bot.errors import Refused
from bot.facts import (
    IN_PROCESS,
    LossReason,
    Offer,
    OfferChange,
    OfferKind,
    OfferState,
    Person,
    Stage,
    Submission,
)
from bot.policy import Policy
from bot.words import fold

NOT_AUTHOR = "Only whoever decided it, or a manager, can open it again. Ask one of them."
THEIR_EMPLOYER = (
    "That one is their employer’s counter-offer, not a rival’s. Choose the counter-offer as what weighed most."
)
NOT_THEIR_EMPLOYER = "That one is a rival’s offer, not their employer’s. Choose the rival as what weighed most."
NOT_DECIDED = "Nothing is decided about this offer, so there is nothing to open again."
# What can be opened again after a press by mistake.
REVERSIBLE = (OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN)
# From these an offer goes on only when it is opened again; but what was accepted can be lost after all.
_ENDED = (*REVERSIBLE, OfferState.OVER)
_FOLLOWS = {OfferState.ACCEPTED: (OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.OVER)}


def is_decided(offer: Offer) -> bool:
    """Tell whether an offer was decided, and not only by time."""
    return not offer.undecided and offer.state is not OfferState.EXPIRED


def decided(offer: Offer, state: OfferState, now: datetime, why: str = "") -> Offer:
    """Say how an offer stands once it is decided; whoever decides on one has it, though nobody had said so."""
    made_at = offer.made_at or (now if state in (OfferState.ACCEPTED, OfferState.DECLINED) else None)
    return replace(offer, state=state, made_at=made_at, ended_at=now, why=why or offer.why)


def beside(offer: Offer, offers: Iterable[Offer]) -> list[tuple[Offer, OfferState]]:
    """Say what becomes of the rest once ours is accepted: what others made them is declined, talks are over.

    So is another offer of ours for the same submission.
    """
    undecided = [each for each in offers if each.id != offer.id and each.undecided]
    others = [each for each in undecided if each.kind is not OfferKind.OURS]
    same = [each for each in undecided if each.kind is OfferKind.OURS and each.submission == offer.submission]
    refused = [(each, OfferState.DECLINED if each.state is OfferState.OPEN else OfferState.OVER) for each in others]
    return [*refused, *((each, OfferState.OVER) for each in same)]


def lost_to(offer: Offer, submission: Submission | None) -> Stage | None:
    """Say where a submission goes that is lost: what was accepted falls through, an offer is declined; None if over."""
    if submission is None or submission.stage not in IN_PROCESS:
        return None
    if submission.stage is Stage.ACCEPTED:
        return Stage.FELL_THROUGH
    return Stage.DECLINED if submission.stage is Stage.OFFER and offer.kind is OfferKind.OURS else Stage.WITHDRAWN


def ended_by(offer: Offer, stage: Stage) -> OfferState:
    """Say what becomes of an offer of ours once somebody is moved to an end with nothing said of it.

    Whom the client rejects has lost it; else they said no to what they had, and what nobody had made is taken back.
    """
    said_no = stage is Stage.DECLINED or (stage is not Stage.REJECTED and offer.made_at is not None)
    return OfferState.DECLINED if said_no else OfferState.WITHDRAWN


def likely(offers: Iterable[Offer], moments: Collection[datetime] = ()) -> list[Offer]:
    """Give the rivals and the counter to which somebody may go: who has made an offer first, then the newest.

    With the moments at which they said yes to ours and were lost, what was declined or over by that as well, but of
    each only what stands, or else the newest.
    """
    theirs = sorted((each for each in offers if each.kind is not OfferKind.OURS), key=lambda each: each.raised_at)
    standing = [each for each in theirs if each.undecided]
    over = {_whose(each): each for each in theirs if is_over_by(each, moments)}
    for each in standing:
        over.pop(_whose(each), None)
    return sorted(
        [*standing, *over.values()], key=lambda each: (each.state is not OfferState.OPEN, -each.raised_at.timestamp())
    )


def is_let_go(offer: Offer, at: datetime | None) -> bool:
    """Tell whether a rival, or the counter, was over since somebody was lost to us at a moment."""
    rival = offer.kind is not OfferKind.OURS and offer.state is OfferState.OVER
    return rival and at is not None and offer.ended_at == at


def is_over_by(offer: Offer, moments: Collection[datetime]) -> bool:
    """Tell whether a rival, or the counter, was declined or let go at one of these moments."""
    ended = offer.kind is not OfferKind.OURS and offer.state in (OfferState.DECLINED, OfferState.OVER)
    return ended and offer.ended_at in moments


def _whose(offer: Offer) -> tuple[OfferKind, str]:
    """Say by what somebody else's offer is known: there is one present employer."""
    return offer.kind, fold(offer.company) if offer.kind is OfferKind.RIVAL else ""


def reason_for(other: Offer | None) -> LossReason | None:
    """Say for which reason somebody is lost who goes to another."""
    kinds = {OfferKind.RIVAL: LossReason.RIVAL, OfferKind.COUNTER: LossReason.COUNTER}
    return kinds.get(other.kind) if other else None


def check_reason(reason: LossReason, other: Offer | None) -> None:
    """Refuse, at its field, a reason that does not fit to whom they go."""
    if other is None or reason not in (LossReason.RIVAL, LossReason.COUNTER) or reason is reason_for(other):
        return
    raise Refused(THEIR_EMPLOYER if other.kind is OfferKind.COUNTER else NOT_THEIR_EMPLOYER, field="reason")


def may_reopen(offer: Offer, last: OfferChange | None, person: Person, policy: Policy, now: datetime) -> bool:
    """Tell whether somebody may open an offer again."""
    try:
        check_reopen(offer, last, person, policy, now)
    except Refused:
        return False
    return True


def check_reopen(offer: Offer, last: OfferChange | None, person: Person, policy: Policy, now: datetime) -> None:
    """Refuse to open again what is not decided, or was decided by somebody else or long ago; a manager may."""
    if offer.state not in REVERSIBLE or last is None:
        raise Refused(NOT_DECIDED)
    if not (person.manager or (last.by == person.id and now - last.at <= policy.edit_for)):
        raise Refused(NOT_AUTHOR)


def reopened(offer: Offer, changes: Iterable[OfferChange]) -> Offer:
    """Say how an offer stands that is opened again: as it stood before it was decided, by its changes, oldest first.

    Of one that waited nobody asks a manager any more, so that it is not made yet.
    """
    before = _stood(changes)[-2:-1]
    state = before[0].state if before else None
    if state in (None, OfferState.EXPECTED, OfferState.WAITING):
        return replace(offer, state=OfferState.EXPECTED, made_at=None, ended_at=None)
    ended_at = {OfferState.OPEN: None, OfferState.EXPIRED: offer.decide_by}.get(state, before[0].at)
    return replace(offer, state=state, ended_at=ended_at)


def accepted_at(changes: Iterable[OfferChange]) -> datetime | None:
    """Give the moment at which an offer was accepted last, by its changes, oldest first.

    None where it never was, or that was taken back.
    """
    moments = [each.at for each in _stood(changes) if each.state is OfferState.ACCEPTED]
    return moments[-1] if moments else None


def _stood(changes: Iterable[OfferChange]) -> list[OfferChange]:
    """List how an offer stood one after the other, without the decisions that were taken back."""
    stood: list[OfferChange] = []
    for each in changes:
        if each.state is None:
            continue
        if stood and stood[-1].state in _ENDED and each.state not in _FOLLOWS.get(stood[-1].state, ()):
            stood.pop()
            if stood and stood[-1].state is not each.state:
                stood[-1] = each
        else:
            stood.append(each)
    return stood
