"""What may become of an offer, and which offer is meant?"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.errors import Refused
from bot.facts import Offer, OfferKind, OfferRound, OfferState, RoundBy, Stage, Submission
from bot.words import fold

# For a submission in one of these an offer of ours can be raised; by that it comes to `offer`, where it is before that.
# Who was moved to `accepted` by hand stays there, and their offer is written down after the fact.
BEFORE_OFFER = (Stage.SOURCED, Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW)
LIVE = (*BEFORE_OFFER, Stage.OFFER, Stage.ACCEPTED)
_ENDS = (OfferState.ACCEPTED, OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.OVER)
_BACK = (OfferState.EXPECTED, OfferState.OPEN)
# From which state an offer may go to which. What was pressed by mistake is reopened; what has run out can be renewed.
LEGAL: dict[OfferState, tuple[OfferState, ...]] = {
    OfferState.EXPECTED: (OfferState.WAITING, OfferState.OPEN, *_ENDS),
    OfferState.WAITING: (*_BACK, OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.OVER),
    OfferState.OPEN: (OfferState.EXPECTED, OfferState.WAITING, OfferState.EXPIRED, *_ENDS),
    OfferState.EXPIRED: (OfferState.OPEN, *_ENDS),
    OfferState.ACCEPTED: (*_BACK, OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.OVER),
    OfferState.DECLINED: (*_BACK, OfferState.ACCEPTED, OfferState.OVER),
    OfferState.WITHDRAWN: (*_BACK, OfferState.OVER),
    OfferState.OVER: _BACK,
}
# Only our offers wait for a manager, and run out at their moment.
_OURS_ALONE = (OfferState.WAITING, OfferState.EXPIRED)
_SAID = {
    OfferState.EXPECTED: "is not made yet",
    OfferState.WAITING: "waits for a manager",
    OfferState.OPEN: "is open",
    OfferState.ACCEPTED: "was accepted",
    OfferState.DECLINED: "was declined",
    OfferState.EXPIRED: "ran out",
    OfferState.WITHDRAWN: "was taken back",
    OfferState.OVER: "is over",
}


def may_become(offer: Offer, after: OfferState) -> bool:
    """Tell whether an offer may come to a state from the one it is in."""
    if offer.kind is not OfferKind.OURS and after in _OURS_ALONE:
        return False
    return after in LEGAL[offer.state]


def check(offer: Offer, after: OfferState) -> None:
    """Refuse a step that an offer cannot take, with how it stands."""
    if after is not offer.state and not may_become(offer, after):
        raise Refused(f"That offer {_SAID[offer.state]}, so this cannot be. Look at the offers again: press Offers.")


def check_goes_on(offer: Offer) -> None:
    """Refuse to negotiate about an offer that is decided; one of ours that ran out is renewed by a new round."""
    if not offer.undecided and offer.state is not OfferState.EXPIRED:
        raise Refused(
            f"That offer {_SAID[offer.state]} meanwhile, so nothing more is negotiated. "
            "Reopen it on the offers, or write down a new one."
        )


def same_company(offers: Collection[Offer], company: str) -> Offer | None:
    """Give the rival's offer that goes on and is of the same company, however that is spelt."""
    spelt = fold(company)
    rivals = (each for each in offers if each.kind is OfferKind.RIVAL and each.undecided)
    return next((each for each in rivals if spelt and fold(each.company) == spelt), None)


def known(offers: Collection[Offer], kind: OfferKind, company: str) -> Offer | None:
    """Give the offer of somebody else that goes on and is meant: of the same rival, or the one counter-offer."""
    if kind is OfferKind.RIVAL:
        return same_company(offers, company)
    counters = (each for each in offers if each.kind is OfferKind.COUNTER and each.undecided)
    return next(counters, None) if kind is OfferKind.COUNTER else None


def standing_for(offers: Iterable[Offer], submission: int, agreed: Collection[int] = ()) -> Offer | None:
    """Give our offer that stands for a submission, undecided or agreed to: there is one at most.

    `agreed` are the offers whose placement goes on.
    """
    ours = (each for each in offers if each.kind is OfferKind.OURS and each.submission == submission)
    return next((each for each in ours if each.undecided or _is_agreed(each, agreed)), None)


def renewable(
    offer: Offer, offers: Iterable[Offer], submission: Submission | None, agreed: Collection[int] = ()
) -> bool:
    """Tell whether an offer of ours that has run out can go on: they are in process, and no other stands for it."""
    if offer.state is not OfferState.EXPIRED or submission is None or submission.stage not in LIVE:
        return False
    return standing_for((each for each in offers if each.id != offer.id), submission.id, agreed) is None


def last_said(rounds: Iterable[OfferRound], by: RoundBy) -> OfferRound | None:
    """Give what the candidate asked for last, or the employer offered, though it still waits for a manager."""
    side = (RoundBy.ASKED,) if by is RoundBy.ASKED else (RoundBy.OFFERED, RoundBy.WAITING)
    return next((each for each in reversed(list(rounds)) if each.by in side), None)


def _is_agreed(offer: Offer, agreed: Collection[int]) -> bool:
    return offer.state is OfferState.ACCEPTED and offer.id in agreed
