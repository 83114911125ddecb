"""What is owed, until when, and to be heard by whom?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.candidates import Candidate, Contact, Submission
from bot.facts.touches import Touch


class Shade(StrEnum):
    """How near a promise is to its due moment."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Waiver(StrEnum):
    """Why an owed item is not needed."""

    TOLD_ELSEWHERE = "told_elsewhere"
    COLLEAGUE_TOLD = "colleague_told"
    WITHDREW = "withdrew"
    ON_HOLD = "on_hold"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules need to know of one candidate to say what is owed.

    `first_spoke_at` and `spoke_at` are the first and last two-way touch, `updated_at` the last touch that told them
    where they stand.
    """

    candidate: int
    name: str
    submissions: tuple[Submission, ...] = ()
    first_spoke_at: datetime | None = None
    spoke_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The next thing owed: until when, to be heard by whom, counted since which fact.

    `nudge_at` is from when a morning message may carry it; `alone_at`, where set, is when it is told by itself;
    `submission` the one it is about.
    """

    at: datetime
    whom: str
    since: datetime
    nudge_at: datetime
    alone_at: datetime | None = None
    submission: Submission | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise as it is written down."""

    kind: str
    subject: str
    whom: str
    heard_by: str
    due_at: datetime
    nudge_at: datetime | None
    since: datetime
    step: int = 0
    said: int = 0
    alone_at: datetime | None = None
    snoozed_until: datetime | None = None
    snoozes: int = 0
    waived: Waiver | None = None
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """All one needs before a call: who spoke last, how, when; what was promised; what is owed."""

    candidate: Candidate
    contacts: tuple[Contact, ...]
    submissions: tuple[Submission, ...]
    touches: tuple[Touch, ...]
    spoke: Touch | None
    told: Touch | None
    promised: Touch | None
    owed: tuple[Owed, ...]
