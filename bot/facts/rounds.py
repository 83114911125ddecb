"""What is one touch for many?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.facts.touches import How


@dataclass(frozen=True, slots=True)
class RoundEntry:
    """What someone wants to log for many: for candidates they chose, and for everyone who bears all of some tags."""

    how: How
    told: bool = False
    candidates: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as it was shown to be confirmed: for just these candidates."""

    how: How
    told: bool
    candidates: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Round:
    """Touches that were logged as one, for how many candidates; some of their names."""

    batch: int
    how: How
    told: bool
    count: int
    names: tuple[str, ...]
    at: datetime
