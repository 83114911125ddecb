"""How do the offers to one candidate compare, side by side?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.facts.candidates import Candidate
from bot.facts.feasibility import Lever
from bot.facts.money import Money, Package, Rate
from bot.facts.offers import Offer, OfferKind


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount of an offer beside the same of ours.

    `said` is the amount in its own currency. `worth` is it in the currency of ours, where that is another and somebody
    has entered a `rate`. `gap` is how much more it is than ours, in the currency of ours, and `share` the same in per
    cent of ours; none where there is nothing to compare, or no rate.
    """

    said: Money
    worth: Money | None = None
    rate: Rate | None = None
    gap: Money | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One offer as a column: what is on the table, and its amounts beside ours.

    `base`, `bonus` and `total` are for a year. `rate_missing` is the currency for which nobody has entered a rate.
    """

    offer: Offer
    package: Package | None = None
    base: Figure | None = None
    bonus: Figure | None = None
    sign_on: Figure | None = None
    total: Figure | None = None
    rate_missing: str | None = None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All that is on the table for one candidate: the first column is ours, where there is one.

    `left_out` counts the offers for which there was no room. `they_ask` is what they ask of us, `reason_to_move` and
    `selling_points` are what speaks for the job beside the money.
    """

    candidate: Candidate
    columns: tuple[Column, ...] = ()
    left_out: int = 0
    they_ask: Package | None = None
    levers: tuple[Lever, ...] = ()
    reason_to_move: str = ""
    selling_points: str = ""

    @property
    def ours(self) -> Column | None:
        """The offer of ours that the others are compared with."""
        first = next(iter(self.columns), None)
        return first if first and first.offer.kind is OfferKind.OURS else None
