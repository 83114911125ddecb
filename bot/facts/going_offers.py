"""Which offers are not decided, and how often were candidates asked about others?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.facts.dealing import Risk
from bot.facts.offers import Offer
from bot.facts.stages import Stage


@dataclass(frozen=True, slots=True)
class Coverage:
    """In how many of their talks, from screening to accepted, candidates were asked about other offers."""

    asked: int = 0
    talks: int = 0


@dataclass(frozen=True, slots=True)
class Going:
    """What goes on with offers to one candidate; `recruiter` is who asks them, none where nobody does."""

    candidate: int
    name: str
    offers: tuple[Offer, ...]
    risk: Risk = field(default_factory=Risk)
    stage: Stage | None = None
    title: str | None = None
    recruiter: str | None = None


@dataclass(frozen=True, slots=True)
class GoingOffers:
    """A page of candidates with offers that are not decided, those at risk first, then who decides next.

    `total` counts all of them, `high` those looked at whose risk is high. `team` tells that they are of everybody, and
    `coverage` is then by recruiter; else it is that of whoever looks.
    """

    shown: tuple[Going, ...]
    total: int
    high: int
    page: int
    more: bool
    team: bool
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
