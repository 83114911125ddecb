"""Whom do we care for, by which address, and for which job?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.stages import Stage


@dataclass(frozen=True, slots=True)
class Contact:
    """One address of a candidate: kind is `email`, `phone` or `profile`; `shown` is how people read it.

    It is `shared` where it is known to be an agency's or a family's, so that several may have it.
    """

    kind: str
    value: str
    shown: str
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person we care for; `do_not_contact` is why they are not to be contacted, where that is so."""

    id: int
    name: str
    do_not_contact: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate as a list or a typeahead tells them apart; `recruiter` is the name of their owner, or of who is
    responsible for them where nobody owns them.

    They are `guessed` where they are only meant if there is a typing error in what was looked for.
    """

    id: int
    name: str
    stage: Stage | None = None
    job: str | None = None
    recruiter: str | None = None
    contact: str | None = None
    do_not_contact: bool = False
    guessed: bool = False


class Closing(StrEnum):
    """Why a job is closed."""

    FILLED = "filled"
    FILLED_ELSEWHERE = "filled_elsewhere"
    CANCELLED = "cancelled"
    ON_HOLD = "on_hold"


@dataclass(frozen=True, slots=True)
class Job:
    """A role to fill; `title` is as the team says it: the role with its client, where there is one.

    `closed_for` says why it is closed, and is None while it is open.
    """

    id: int
    title: str
    role: str = ""
    client: int | None = None
    selling_points: str = ""
    added_at: datetime | None = None
    closed_by: str | None = None
    closed_at: datetime | None = None
    closed_for: Closing | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One candidate put forward for one job; `came_from` is the stage before, where it was asked for.

    `interviewed_at` is since when they are at interview or beyond, where that was asked for and is not `entered_at`.
    """

    id: int
    candidate: int
    job: int
    title: str
    recruiter: str
    stage: Stage
    entered_at: datetime
    came_from: Stage | None = None
    interviewed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """What the form of a new candidate holds. `job` is an id, `job_title` a job to be added."""

    name: str
    contact: str = ""
    job: int | None = None
    job_title: str | None = None
    stage: Stage = Stage.SOURCED
