"""What do the rules need to know of all of a candidate's offers, and what puts ours at risk?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.facts.agreements import Placement
from bot.facts.offers import Offer, OfferKind


class RiskReason(StrEnum):
    """Why an offer of ours is at risk: the fixed list, each counted once."""

    COUNTER_EXPECTED = "counter_expected"
    COUNTER_MADE = "counter_made"
    COUNTER_UNANSWERED = "counter_unanswered"
    NOT_RESIGNED = "not_resigned"
    QUIET = "quiet"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Risk:
    """Why an offer of ours is at risk, in the order of the list; no reasons are no risk."""

    reasons: tuple[RiskReason, ...] = ()

    @property
    def high(self) -> bool:
        """Whether it is high: by three reasons, or by a counter-offer that is made and not answered."""
        pressing = {RiskReason.COUNTER_MADE, RiskReason.COUNTER_UNANSWERED}
        return len(self.reasons) >= 3 or pressing <= set(self.reasons)


@dataclass(frozen=True, slots=True)
class Stakes:
    """What is at stake when managers are asked about an offer of ours, as of a moment, without what is in any.

    `ours` is how it is decided once they agree, without a deadline where that runs from the answer; `others` are those
    of others that are not decided, the tightest first.
    """

    ours: Offer
    others: tuple[Offer, ...]
    risk: Risk
    at: datetime


@dataclass(frozen=True, slots=True)
class Dealing:
    """What the rules need to know of one candidate's offers, without what is in them and what was typed about them.

    `offers` are those that are not decided, the accepted one of ours, the last of ours for a submission where that ran
    out, and the counter-offer that was declined since ours was raised; `placements` those that are not over; `agreed`
    are the offers whose newest terms are told to both sides, `written` when these were written down.
    """

    offers: tuple[Offer, ...] = ()
    placements: tuple[Placement, ...] = ()
    agreed: frozenset[int] = field(default_factory=frozenset)
    written: Mapping[int, datetime] = field(default_factory=dict)

    def of(self, kind: OfferKind) -> tuple[Offer, ...]:
        """Give those of a kind that are not decided."""
        return tuple(each for each in self.offers if each.kind is kind and each.undecided)
