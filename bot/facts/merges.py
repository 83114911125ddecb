"""What must be known to make two records of one person one, and two again?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.facts.candidates import Contact, Submission
from bot.facts.ownership import Ownership
from bot.facts.stages import Stage


class Why(StrEnum):
    """Why one of two wins."""

    SAME = "same"
    ACCENTED = "accented"
    LONGER = "longer"
    CAPITALS = "capitals"
    FULLER = "fuller"
    OLDER = "older"
    FURTHER = "further"
    OPEN = "open"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Record:
    """One of two records that may be one person's, with all that a preview shows of it; `owner` is the owner's name."""

    candidate: int
    name: str
    added_at: datetime
    contacts: tuple[Contact, ...] = ()
    submissions: tuple[Submission, ...] = ()
    positions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    segment: str | None = None
    do_not_contact: str | None = None
    touches: int = 0
    favours: int = 0
    spoke_at: datetime | None = None
    ownership: Ownership = field(default_factory=Ownership)
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """A job for which both were put forward: which submission stays, which falls to it, and why."""

    stays: Submission
    falls: Submission
    why: Why


@dataclass(frozen=True, slots=True)
class Union:
    """How two records become one: `gone` goes into `kept`; what wins, and why.

    `ownership` is the one that stands from then on, where it is not as it is on the record that is kept; `loses` is who
    owned either of the two, and does not own the one.
    """

    kept: int
    gone: int
    name: str
    why_name: Why
    segment: str | None = None
    do_not_contact: str | None = None
    joined: tuple[Joined, ...] = ()
    ownership: Ownership | None = None
    loses: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two records made one: `gone` now is `kept`; `can_be_undone` while what undoing needs is kept."""

    id: int
    kept: int
    gone: int
    by: str
    at: datetime
    undone_at: datetime | None = None
    can_be_undone: bool = True


@dataclass(frozen=True, slots=True)
class Returning:
    """A submission that goes back to the record it came from, at this stage.

    `moved` where it was moved since; `kept_by` is then the name of the record with which the move stays, where both had
    been put forward for that job.
    """

    title: str
    stage: Stage
    moved: bool = False
    kept_by: str | None = None


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking a merge back would do: the names of both afterwards, what goes back, how much was added since.

    `owners` says who then owns the one that was kept, and the other, where that is not who owns the one.
    """

    merge: Merge
    kept: str
    gone: str
    contacts: int
    touches: int
    tags: int
    submissions: tuple[Returning, ...]
    since: int
    owners: tuple[str | None, str | None] | None = None
