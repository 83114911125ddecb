"""Who cares for a candidate, since when, and what holds it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Passing(StrEnum):
    """How a candidate came to have an owner, or none.

    `TURN` is the round robin of the house pool, `STANDING` what was so before owners were written down; `SUCCEEDED` is
    whoever had claimed them when their owner left. After
    `LAPSED`, `RELEASED`, `LEFT` nobody owns them, unless a keeper or the house pool's rule says who does.
    """

    ADDED = "added"
    CLAIMED = "claimed"
    GIVEN = "given"
    ASSIGNED = "assigned"
    TURN = "turn"
    KEEPER = "keeper"
    RULED = "ruled"
    CONCEDED = "conceded"
    SUCCEEDED = "succeeded"
    REVIVED = "revived"
    MERGED = "merged"
    STANDING = "standing"
    LAPSED = "lapsed"
    RELEASED = "released"
    LEFT = "left"


class Pool(StrEnum):
    """How candidates whom nobody owns find an owner: whoever claims them, each in turn, or as a manager assigns."""

    FREE = "free"
    TURN = "turn"
    ASSIGNED = "assigned"


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the credit for a candidate is someone's, in percent; all shares of a candidate make a hundred."""

    person: str
    percent: int


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who owns a candidate (`owner`; none: the house pool), since when that is so, and what it is counted from.

    `held_at` is what the period counts from, `held_by` the touch of that moment (none: it counts from the beginning);
    `held_until` a moment before which it does not lapse, `dispute` the dispute that is open about it, `credit` how the
    credit is divided where it is.
    """

    owner: str | None = None
    since: datetime | None = None
    how: Passing | None = None
    held_at: datetime | None = None
    held_by: int | None = None
    held_until: datetime | None = None
    dispute: int | None = None
    credit: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnerChange:
    """One change of owner, as it is on record; `touch` held it until then, `dispute` is what settled it.

    `note` is what whoever handed them over said to whoever has them now.
    """

    candidate: int
    before: str | None
    after: str | None
    how: Passing
    at: datetime
    by: str
    touch: int | None = None
    dispute: int | None = None
    note: str | None = None
