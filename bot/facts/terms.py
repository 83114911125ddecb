"""What has a team agreed about owning, and what would follow if it agreed otherwise?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.facts.ownership import Pool


@dataclass(frozen=True, slots=True)
class Terms:
    """What a team agrees on: how long a touch holds, in days, and how its house pool works.

    `seen_at` is when what they replace was agreed (none: never), as it stood when they were typed.
    """

    own_days: int
    own_placed_days: int
    pool: Pool
    keeper: str | None = None
    rota: tuple[str, ...] = ()
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lapse:
    """An ownership that lapsed and that nobody has taken up: whose it was, since when, and what it was counted from."""

    candidate: int
    owner: str
    since: datetime
    held_at: datetime
    touch: int | None = None


@dataclass(frozen=True, slots=True)
class Moving:
    """A candidate who would change hands, and who owns them, or did."""

    candidate: int
    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class Foretold:
    """Who would lapse and who would come back under other terms; `more` where there are more than we looked at."""

    lapsing: tuple[Moving, ...] = ()
    more_lapsing: bool = False
    reviving: tuple[Moving, ...] = ()
    more_reviving: bool = False
