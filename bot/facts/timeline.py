"""What has happened with a candidate, as one list?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.facts.candidates import Candidate
from bot.facts.offers import Offer
from bot.facts.representations import Representation
from bot.facts.stages import Stage
from bot.facts.touches import About, Touch

# Said of an entry `added`: they came with a file.
IMPORTED = "imported"
# Said of an offer: it was written down then.
RAISED = "raised"


class Happened(StrEnum):
    """The kinds of entries of a time line."""

    TOUCH = "touch"
    MOVED = "moved"
    KEPT = "kept"
    BROKEN = "broken"
    TAGGED = "tagged"
    MERGED = "merged"
    PARTED = "parted"
    ADDED = "added"
    CHANGED = "changed"
    FAVOUR = "favour"
    OWNED = "owned"
    DISPUTED = "disputed"
    SETTLED = "settled"
    RIGHT = "right"
    RIGHT_ENDED = "right_ended"
    OFFER = "offer"
    OFFER_ROUND = "offer_round"
    OFFER_LEARNED = "offer_learned"
    AGREED = "agreed"
    TERMS_SENT = "terms_sent"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. What else is known depends on its kind.

    `words` are the names of tags, the title of a job, for `changed` the verb in the audit, or that they were
    `IMPORTED`, of an owner how they changed (empty where that is not for all to see), of a claim how it was settled;
    `before` and `after` are a stage or a segment, of a favour its kind and what came of it, the owner before and
    after, or the owner and who claimed; `deleted_by` is who took a touch back, `right` the right to represent them
    that began or was ended. `offer` is which one it is about: `after` its state from then on, `until` its deadline, who
    spoke in a round, the version of what was agreed, or what was learned; `days` are the first day, the last of the
    guarantee, and those on which they resigned and signed, as they were known then, `days_before` as they were before.
    """

    kind: Happened
    at: datetime
    id: int
    by: str = ""
    touch: Touch | None = None
    notes: Mapping[About, str] = field(default_factory=dict)
    deleted_by: str = ""
    words: str = ""
    before: str | None = None
    after: str | None = None
    on: date | None = None
    right: Representation | None = None
    offer: Offer | None = None
    until: datetime | None = None
    days: tuple[date | None, ...] = ()
    days_before: tuple[date | None, ...] = ()

    @property
    def key(self) -> tuple[datetime, int]:
        """By which the list is ordered, and a page of it begins."""
        return self.at, self.id

    @property
    def stage(self) -> Stage | None:
        """The stage that was entered."""
        return Stage(self.after) if self.kind is Happened.MOVED and self.after else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of what happened with a candidate, the newest first; whether there is more on either side."""

    candidate: Candidate
    entries: tuple[Entry, ...]
    has_earlier: bool = False
    has_later: bool = False
