"""Whom do we care for, by which address, and for which job?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.facts.stages import Stage


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
class NewCandidate:
    """What the form of a new candidate holds. `job` is an id, `job_title` a job to be added."""

    name: str
    contact: str = ""
    job: int | None = None
    job_title: str | None = None
    stage: Stage = Stage.SOURCED
