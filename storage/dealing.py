"""What goes on with a candidate's offers and placements?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Dealing, Offer, OfferKind, OfferState
from storage import agreements, offers, placements
from storage.database import Db


def of(db: Db, team: str, candidates: Sequence[int]) -> dict[int, Dealing]:
    """Give what goes on with offers and placements, without what is in them, by candidate; of those who have any."""
    theirs = offers.briefly(db, team, candidates)
    going: dict[int, list[Offer]] = {}
    for each in theirs:
        if _goes_on(each, theirs):
            going.setdefault(each.candidate, []).append(each)
    placed = placements.going(db, team, candidates)
    written = agreements.written(db, team, sorted(placed))
    return {
        id: Dealing(
            tuple(going.get(id, ())),
            tuple(placed.get(id, ())),
            frozenset(offer for offer, each in written.get(id, {}).items() if each.told),
            {offer: each.at for offer, each in written.get(id, {}).items()},
        )
        for id in going.keys() | placed.keys()
    }


def _goes_on(offer: Offer, all_: Sequence[Offer]) -> bool:
    """Tell whether an offer still matters: it is not decided, or we count on it; of a counter-offer, on its refusal.

    One of ours that ran out is to be seen to until there is a newer one for its submission.
    """
    if offer.undecided or _accepted(offer):
        return True
    if offer.state is OfferState.EXPIRED:
        beside = (each for each in all_ if each.submission == offer.submission and each.kind is OfferKind.OURS)
        return max(beside, key=lambda each: (each.raised_at, each.id)) == offer
    if offer.kind is not OfferKind.COUNTER or offer.state is not OfferState.DECLINED or offer.ended_at is None:
        return False
    ours = (each for each in all_ if each.candidate == offer.candidate and each.kind is OfferKind.OURS)
    return any(each.raised_at <= offer.ended_at for each in ours if each.undecided or _accepted(each))


def _accepted(offer: Offer) -> bool:
    return offer.kind is OfferKind.OURS and offer.state is OfferState.ACCEPTED
