"""What is a file of candidates, and what becomes of each of its lines?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.candidates import Contact
from bot.facts.stages import Stage


class ImportState(StrEnum):
    """How far a file has come: to be read, shown to who brought it, being brought in, or over."""

    READING = "reading"
    SHOWN = "shown"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Field(StrEnum):
    """What a column can hold."""

    NAME = "name"
    FIRST = "first name"
    LAST = "last name"
    EMAIL = "e-mail"
    PHONE = "phone"
    PROFILE = "profile"
    TAGS = "tags"
    JOB = "job"
    CLIENT = "client"
    STAGE = "stage"


class Unreadable(StrEnum):
    """Why a file cannot be brought in at all."""

    TOO_LARGE = "too large"
    TOO_MANY_LINES = "too many lines"
    EMPTY = "empty"
    WORKBOOK = "workbook"
    NOT_TEXT = "not text"
    NO_HEADINGS = "no headings"
    NOT_SEEN = "not seen"
    NOT_FETCHED = "not fetched"
    BROKEN = "broken"


class LineOutcome(StrEnum):
    """What became of a line; what is held or refused comes back to who brought it."""

    ADDED = "added"
    JOINED = "joined"
    UNCHANGED = "unchanged"
    HELD = "held"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a file is read: its encoding, its separator, its headings, and what each column holds, if we know."""

    encoding: str
    separator: str
    headings: tuple[str, ...]
    columns: tuple[Field | None, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a file; `number` counts from 1 below the headings, `broken` says in words why it cannot be read."""

    number: int
    cells: tuple[str, ...]
    broken: str | None = None

    def row(self, width: int, reason: str | None) -> list[str]:
        """Write it as a row under so many headings, with the reason why it comes back."""
        return [*self.cells[:width], *[""] * (width - len(self.cells)), reason or ""]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One line understood: a candidate, with what is known of them. `number` is that of the line.

    `also` are further jobs, each with its stage, where the line lists several.
    """

    number: int
    name: str
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    job: str | None = None
    stage: Stage = Stage.SOURCED
    also: tuple[tuple[str, Stage], ...] = ()

    @property
    def jobs(self) -> tuple[tuple[str, Stage], ...]:
        """The jobs they are put forward for, each with its stage."""
        return ((self.job, self.stage), *self.also) if self.job else ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one line, with the reason in words where it comes back."""

    number: int
    outcome: LineOutcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines became what."""

    added: int = 0
    joined: int = 0
    unchanged: int = 0
    held: int = 0
    refused: int = 0

    @property
    def all(self) -> int:
        """How many lines these are."""
        return self.added + self.joined + self.unchanged + self.held + self.refused

    @property
    def returned(self) -> int:
        """How many lines come back."""
        return self.held + self.refused


@dataclass(frozen=True, slots=True)
class Import:
    """A file of candidates on its way in.

    While it is shown, `counts` foretell what will become of the first `done` lines; afterwards they tell what did.
    """

    id: int
    team: str
    by: str
    at: datetime
    name: str
    state: ImportState
    file: str | None = None
    read_as: ReadAs | None = None
    total: int = 0
    done: int = 0
    counts: Counts = Counts()
    error: Unreadable | None = None
    begun_at: datetime | None = None
