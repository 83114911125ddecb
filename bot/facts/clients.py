"""Who gives us roles to fill, whom do we know there, and who is put forward for a role?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.facts.candidates import Job, Submission
from bot.facts.stages import Stage
from bot.facts.touches import Touch


@dataclass(frozen=True, slots=True)
class Client:
    """An employer."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Position:
    """What someone is at a client: `name` is the client's."""

    client: int
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class ClientContact:
    """A person at a client: the same record as the candidate they may be as well."""

    candidate: int
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class PutForward:
    """One of those put forward for a job, by name.

    `told_at` is when they were last told where they stand, `answered_at` when we last turned to them.
    """

    submission: Submission
    name: str
    told_at: datetime | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewJob:
    """What the form of a job holds. `client` is an id, `client_name` a client to be added, `job` the one described."""

    role: str
    client: int | None = None
    client_name: str | None = None
    selling_points: str = ""
    job: int | None = None


@dataclass(frozen=True, slots=True)
class JobCard:
    """All there is to know of a job; `forward` has the furthest first, `untold` who must still hear that it is over."""

    job: Job
    client: Client | None
    forward: tuple[PutForward, ...]
    untold: tuple[PutForward, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientCard:
    """All there is to know of a client; `stages` counts who is put forward for each job, `spoke` is with a contact."""

    client: Client
    contacts: tuple[ClientContact, ...]
    jobs: tuple[Job, ...]
    stages: Mapping[int, Mapping[Stage, int]]
    spoke: Touch | None = None


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client as a list shows it: how many jobs are open there, how many people in process, how many contacts."""

    client: Client
    jobs: int
    in_process: int
    contacts: int
