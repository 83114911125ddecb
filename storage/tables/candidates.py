"""Whom do we care for, and for which jobs?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import SORTED, At, Body, Folded, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, tied


class Candidates(Base):
    """One row for each person we care for; the last moments are kept by `storage.touches` alone."""

    __tablename__ = "candidates"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    name: Mapped[Body]
    folded: Mapped[Folded]
    added_by: Mapped[Who]
    added_at: Mapped[At]
    first_spoke_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "team", "folded"),)


class NameWords(Base):
    """Each word of each candidate's folded name, so that any of them can be typed first."""

    __tablename__ = "name_words"
    team: Mapped[TeamKey]
    word: Mapped[str] = mapped_column(SORTED, primary_key=True)
    candidate: Mapped[IdKey]
    __table_args__ = (tied("candidate", "candidates"), Index(None, "team", "candidate"))


class Contacts(Base):
    """An address of a candidate."""

    __tablename__ = "contacts"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    value: Mapped[Folded]
    shown: Mapped[Body]
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate"),
        Index(None, "team", "value"),
        Index(
            "uq_contacts_address",
            "team",
            "kind",
            "value",
            unique=True,
            postgresql_where=text("kind <> 'phone'"),
            sqlite_where=text("kind <> 'phone'"),
        ),
    )


class Jobs(Base):
    """A role to fill."""

    __tablename__ = "jobs"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    title: Mapped[Body]
    folded: Mapped[Folded]
    added_by: Mapped[Who]
    added_at: Mapped[At]
    __table_args__ = (UniqueConstraint("team", "folded"),)


class Submissions(Base):
    """One candidate put forward for one job, at its present stage."""

    __tablename__ = "submissions"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    job: Mapped[Ref]
    recruiter: Mapped[Who]
    stage: Mapped[Word]
    entered_at: Mapped[At]
    __table_args__ = (
        tied("candidate", "candidates"),
        tied("job", "jobs"),
        UniqueConstraint("team", "candidate", "job"),
        Index(None, "team", "recruiter"),
    )


class StageChanges(Base):
    """Every change of stage with its moment and author, so that the past can be asked."""

    __tablename__ = "stage_changes"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    submission: Mapped[Ref]
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[Word]
    at: Mapped[At]
    by: Mapped[Who]
    __table_args__ = (tied("submission", "submissions"), Index(None, "team", "submission", "at"))
