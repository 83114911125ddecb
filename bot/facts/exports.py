"""Which candidates are to be taken out as a table, and which files were asked for?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.stages import Stage
from bot.facts.tags import Segment


class FileKind(StrEnum):
    """Which file is asked for.

    A table of candidates, all about one person, an import's lines that came back, or what was agreed about an offer.
    """

    EXPORT = "export"
    EVERYTHING = "everything"
    REFUSED = "refused"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class AskedFile:
    """A file that somebody asked for and does not have yet; `about` is what goes into it, as its kind writes it.

    `files` are Slack's ids of the last attempt to hand it over.
    """

    id: int
    team: str
    by: str
    at: datetime
    kind: FileKind
    about: str
    files: tuple[str, ...]
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """By what candidates are chosen; what is None does not matter.

    `job`, `stage` and `recruiter` are those of one submission.
    """

    job: int | None = None
    stage: Stage | None = None
    tag: int | None = None
    segment: Segment | None = None
    recruiter: str | None = None
    since: datetime | None = None
