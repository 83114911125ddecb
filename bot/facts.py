"""Which words do storage, rules and messages share?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Stage(StrEnum):
    """How far one candidate has come for one job."""

    SOURCED = "sourced"
    SCREENING = "screening"
    SUBMITTED = "submitted"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    PLACED = "placed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    FELL_THROUGH = "fell_through"


IN_PROCESS = (
    Stage.SOURCED,
    Stage.SCREENING,
    Stage.SUBMITTED,
    Stage.INTERVIEW,
    Stage.OFFER,
    Stage.ACCEPTED,
)
ENDS = (Stage.REJECTED, Stage.WITHDRAWN, Stage.DECLINED, Stage.FELL_THROUGH)


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
class How:
    """The kind, direction and outcome of one touch."""

    kind: Kind
    direction: Direction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the team (or a guest, or an outsider) as Slack and our settings know them.

    `zone` is an IANA name; `country` an ISO 3166 code whose holidays they keep; `morning_at` their local hour.
    """

    team: str
    id: str
    name: str
    zone: str = "UTC"
    country: str | None = None
    morning_at: time = time(8, 30)
    active: bool = True
    guest: bool = False
    outsider: bool = False
    manager: bool = False
    administrator: bool = False

    @property
    def member(self) -> bool:
        """Whether they may see and log candidates."""
        return self.active and not self.guest and not self.outsider


@dataclass(frozen=True, slots=True)
class Contact:
    """One address of a candidate: kind is `email`, `phone` or `profile`; `shown` is how people read it."""

    kind: str
    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person we care for."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate as a list or a typeahead tells them apart; `recruiter` is the name of who is responsible."""

    id: int
    name: str
    stage: Stage | None = None
    job: str | None = None
    recruiter: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A role to fill; `title` is as the team says it."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One candidate put forward for one job."""

    id: int
    candidate: int
    job: int
    title: str
    recruiter: str
    stage: Stage
    entered_at: datetime


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


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a letter; `outcome` is None while it is open."""

    id: int
    letter: int
    kind: str
    subject: str
    whom: str
    due_at: datetime
    since: datetime
    step: int
    place: int
    outcome: str | None = None
    by: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    colleague: str | None = None
    waived: Waiver | None = None
    touch: int | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A colleague asked to take one item over; `accepted` is None until they answer."""

    id: int
    line: int
    asked_by: str
    colleague: str
    note: str
    at: datetime
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A message for life: what should be shown (`version`) and what is (`shown`)."""

    id: int
    team: str
    kind: str
    recipient: str
    due_at: datetime
    version: int
    shown: int | None = None
    channel: str | None = None
    ts: str | None = None
    attempt: int = 0
    first_try_at: datetime | None = None
    about: str | None = None
    by: str | None = None


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


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """What the form of a new candidate holds. `job` is an id, `job_title` a job to be added."""

    name: str
    contact: str = ""
    job: int | None = None
    job_title: str | None = None
    stage: Stage = Stage.SOURCED


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a letter, with all that its words need.

    `outcome` is None while it is open, else one of `logged, told, snoozed, waiting, asked, accepted, declined,
    withdrawn, waived, moved, gone`; `at` is then the moment of the outcome, `until` the moment it was put off to,
    `colleague` who was asked. `helper` is who has taken it on for the recruiter, `waits_for` why it was put off.
    """

    line: int
    kind: str
    candidate: int
    name: str
    recruiter: str
    due_at: datetime
    shade: Shade
    stage: Stage | None = None
    title: str | None = None
    updated_at: datetime | None = None
    spoke: Touch | None = None
    snoozes: int = 0
    helper: str | None = None
    waits_for: str | None = None
    outcome: str | None = None
    by: str | None = None
    at: datetime | None = None
    until: datetime | None = None
    colleague: str | None = None
    waived: Waiver | None = None
    touch: Touch | None = None
    retired: bool = False
