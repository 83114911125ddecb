"""What of a dispute is shown to those who settle it, and to the two whom it is about?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.disputes import Dispute, Piece, Question


class Judges(StrEnum):
    """Who may rule on a dispute: managers; where all of them have a part in it, administrators; or nobody."""

    MANAGERS = "managers"
    ADMINISTRATORS = "administrators"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A dispute with all that its words need: whom it is about, and the touches of both sides, newest first.

    `title` is the job it is about, `stands_on` the job that the suggestion stands on, `stands_at` the moment of its
    touch; `keeps_at` is when the owner keeps because nobody ruled, `judges` who may. `before` are earlier rulings
    between these two about the same person, the newest first. The names are those of the two in plain letters.
    """

    dispute: Dispute
    name: str
    lines: tuple[Piece, ...] = ()
    questions: tuple[Question, ...] = ()
    title: str | None = None
    stands_on: str | None = None
    stands_at: datetime | None = None
    keeps_at: datetime | None = None
    judges: Judges = Judges.MANAGERS
    before: tuple[Dispute, ...] = ()
    owner_name: str = ""
    claimant_name: str = ""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A dispute that was settled, and the name of whom it was about where they are still here."""

    dispute: Dispute
    name: str | None = None
