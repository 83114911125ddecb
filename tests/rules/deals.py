"""Of which offers and placements do the rules about deciding speak?"""

from datetime import date, datetime
from typing import Any

from bot.facts import Dealing, Offer, OfferKind, OfferState, Placement
from tests.rules.owing import MONDAY, utc

START = date(2027, 1, 4)


def offer(kind: OfferKind = OfferKind.OURS, state: OfferState = OfferState.OPEN, id: int = 1, **more) -> Offer:
    plain: dict[str, Any] = {"raised_at": utc("20T09:00"), "made_at": utc("20T10:00")}
    plain |= {"submission": 1} if kind is OfferKind.OURS else {}
    return Offer(id, 7, kind, state, "RITA", **plain | more)


def placed(submission: int = 1, accepted_at: datetime = MONDAY, **more) -> Placement:
    return Placement(submission, 7, submission, submission, accepted_at, "RITA", 90, **more)


def dealing(*placements: Placement, **more) -> Dealing:
    return Dealing(placements=placements, **more)
