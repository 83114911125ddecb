"""Who stands in for whom, and who takes over from someone who goes?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """A colleague who hears what someone who is away would hear, from a day until a day, both included.

    The days are those of whoever is `away`. `begun_at` and `ended_at` say what has happened.
    """

    id: int
    away: str
    cover: str
    from_on: date
    until_on: date
    by: str
    at: datetime
    begun_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewCover:
    """A cover as somebody wishes it: `id` is the one that is changed, `away` none where it is whoever asks."""

    cover: str
    from_on: date
    until_on: date
    away: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What someone has that can be handed over: candidates they own, submissions in process, what they owe to whom.

    `candidates` counts all whom any of it is about, `names` are the first of them; `disputed` those that stay until
    their dispute is settled.
    """

    candidates: int
    owned: int
    submissions: int
    promises: int
    disputed: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """A handover as it was shown before anybody confirmed it."""

    source: str
    takers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """All that someone had, on its way to others: `takers` in turn, `done` of `total` candidates so far.

    `dealt` is how many each of the takers has got, in their order.
    """

    id: int
    source: str
    takers: tuple[str, ...]
    by: str
    at: datetime
    total: int = 0
    done: int = 0
    done_at: datetime | None = None
    dealt: tuple[int, ...] = ()
