"""Does what we would offer lie within the band, beside what others are offered, and what may still move?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.facts.approvals import Approval
from bot.facts.candidates import Candidate, Job
from bot.facts.dealing import Stakes
from bot.facts.money import Money, Package, Part, Period, Rate
from bot.facts.offers import Offer, OfferRound


@dataclass(frozen=True, slots=True)
class Band:
    """The pay that a client allows, for one job or for all of theirs; the base of one `period`."""

    id: int
    low: Money
    high: Money
    period: Period
    by: str
    at: datetime
    client: int | None = None
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Lever:
    """What the client said may still move in an offer of ours, in their words."""

    offer: int
    part: Part
    words: str
    by: str
    at: datetime


class Fit(StrEnum):
    """Where a base lies to a band; `UNKNOWN` where the currencies differ and nobody has entered a rate."""

    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Feasible:
    """How a base lies to the band that holds for it.

    `by` is how far it is outside, in the currency of the band, for a year where `over_a_year`, else for the period of
    both; `share` is the same in per cent of that end of the band. `rate` is the one it was converted by.
    `counted` tells how many days or hours a year was taken to have, where one was needed.
    """

    band: Band
    fit: Fit
    by: Money | None = None
    share: Decimal | None = None
    over_a_year: bool = False
    rate: Rate | None = None
    counted: tuple[tuple[Period, int], ...] = ()

    @property
    def outside(self) -> bool:
        """Whether managers are asked first; also where nobody can tell."""
        return self.fit is not Fit.INSIDE


@dataclass(frozen=True, slots=True)
class Beside:
    """What others are offered, or have agreed to, for the same job: how many, from where to where over a year."""

    count: int
    low: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Ahead:
    """What follows once an offer of ours is saved: how it lies to the band, whether managers are asked, until when.

    `decide_by` is the deadline it gets since nobody said one; it is `kept` where a day was said, or it has one.
    """

    beside_band: str = ""
    waits: bool = False
    decide_by: datetime | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class OutsideBand:
    """All that a manager decides by who is asked whether we may offer something outside the band.

    `package` is what would be offered, `on_table` what they were offered before, `they_ask` what the candidate asks.
    Once it is decided, `instead` is what a manager had offered instead, if that is not what was asked for. Until then
    `stakes` are by when it is decided and what stands against it, `others` what is in the offers of others by their
    ids, `levers` what may still move.
    """

    approval: Approval
    candidate: Candidate
    offer: Offer
    round: OfferRound
    job: Job | None = None
    feasible: Feasible | None = None
    on_table: Package | None = None
    they_ask: Package | None = None
    beside: Beside | None = None
    instead: Package | None = None
    stakes: Stakes | None = None
    others: Mapping[int, Package] = field(default_factory=dict)
    levers: tuple[Lever, ...] = ()
