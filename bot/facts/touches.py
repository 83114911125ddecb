"""What is a contact with a candidate?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.facts.stages import Stage


class Kind(StrEnum):
    """By which means a touch happened."""

    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    TEXT = "text"
    MEETING = "meeting"
    VIDEO = "video"
    SOCIAL = "social"


class Direction(StrEnum):
    """Who began a touch: us (`out`) or the candidate (`in`)."""

    IN = "in"
    OUT = "out"


class Outcome(StrEnum):
    """What came of a touch."""

    SPOKE = "spoke"
    MET = "met"
    REPLIED = "replied"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    SENT = "sent"


class Offers(StrEnum):
    """What the candidate answered when asked about other offers."""

    NONE = "none"
    NEW = "new"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class How:
    """The kind, direction and outcome of one touch."""

    kind: Kind
    direction: Direction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact with a candidate, as it was logged."""

    id: int
    candidate: int
    how: How
    two_way: bool
    at: datetime
    logged_at: datetime
    by: str
    credit: str
    told: bool = False
    offers: Offers | None = None
    note: str = ""
    promised_on: date | None = None
    backdated: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class TouchEntry:
    """What someone wants to log: a touch before it is one. `told` is None where it was not asked or answered."""

    candidate: int
    how: How
    at: datetime | None = None
    credit: str | None = None
    told: bool | None = None
    offers: Offers | None = None
    note: str = ""
    promised_on: date | None = None
    stage: Stage | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """A touch form half filled: kept while it is open, so that nothing typed is lost.

    `candidate_name` is a name to be added where `candidate` is None; `line` the item it settles; `touch` the one
    being edited.
    """

    candidate: int | None = None
    candidate_name: str | None = None
    how: How | None = None
    told: bool | None = None
    offers: Offers | None = None
    note: str = ""
    promised_on: date | None = None
    happened_on: date | None = None
    credit: str | None = None
    stage: Stage | None = None
    line: int | None = None
    touch: int | None = None
