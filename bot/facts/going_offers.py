"""Which offers are not decided, who said yes and has yet to start, and how often were candidates asked about others?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.facts.agreements import Placement
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
    """What goes on with offers to one candidate; `recruiter` is who asks them, none where nobody does.

    `placements` are what they said yes to and have yet to start.
    """

    candidate: int
    name: str
    offers: tuple[Offer, ...]
    risk: Risk = field(default_factory=Risk)
    stage: Stage | None = None
    title: str | None = None
    recruiter: str | None = None
    placements: tuple[Placement, ...] = ()


@dataclass(frozen=True, slots=True)
class GoingOffers:
    """A page of candidates with offers to decide on, or who have yet to start: those at risk, then who decides next.

    `total` counts all of them, `high` those looked at whose risk is high. `team` tells that they are of everybody, and
    `coverage` is then by recruiter; else it is that of whoever looks, `unwritten` names whom they have at offer with
    none of ours written down, and `heard_of` who told of a new offer elsewhere that nobody has written down.
    """

    shown: tuple[Going, ...]
    total: int
    high: int
    page: int
    more: bool
    team: bool
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    unwritten: tuple[str, ...] = ()
    heard_of: tuple[str, ...] = ()
