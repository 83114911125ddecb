"""By which words is a candidate sorted, and may they be contacted?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.candidates import Found


class Segment(StrEnum):
    """To which kind of relation a candidate belongs; it decides how often we want to hear from each other."""

    SILVER_MEDALLIST = "silver_medallist"
    WARM = "warm"
    GENERAL = "general"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class Tag:
    """A word a team sorts its candidates by, as it was first spelt."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag as a list of all shows it, with how many bear it."""

    tag: Tag
    bearers: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags and the segment that a form gives a candidate; `added` are names that may be new, else ids."""

    added: tuple[int | str, ...]
    removed: tuple[int, ...]
    segment: Segment | None


@dataclass(frozen=True, slots=True)
class DoNotContact:
    """That a candidate is not to be contacted, for which reason, said by whom."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Connected:
    """That someone of us is connected with a candidate on a social network."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Marks:
    """How a candidate is marked as a whole."""

    segment: Segment | None = None
    do_not_contact: DoNotContact | None = None
    connected: Connected | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A candidate who shares tags with another, and when somebody last spoke with them."""

    found: Found
    shared: tuple[str, ...]
    spoke_at: datetime | None


@dataclass(frozen=True, slots=True)
class Bearers:
    """Those who bear all of some tags: how many in all, and one page of them, by name.

    `next` is the candidate after whom the next page begins, where there is one.
    """

    tags: tuple[Tag, ...]
    count: int
    found: tuple[Found, ...]
    next: int | None = None
