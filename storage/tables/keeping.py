"""Which records were made one, taken out, or erased?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base


class Merges(Base):
    """Two records made one: `gone` now is `kept`. `body` (JSON) is what undoing needs, for a week."""

    __tablename__ = "merges"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    kept: Mapped[Ref]
    gone: Mapped[Ref]
    by: Mapped[Who]
    at: Mapped[At]
    body: Mapped[Body]
    undone_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "team", "gone"), Index(None, "team", "kept"), Index(None, "at"))


class Erasures(Base):
    """Whose record was erased: an id that nobody can trace, so that it is erased again after a restore."""

    __tablename__ = "erasures"
    team: Mapped[TeamKey]
    candidate: Mapped[IdKey]
    by: Mapped[Who]
    at: Mapped[At]


class SentFiles(Base):
    """A file we uploaded to Slack; it is deleted there when its time is over, or when someone in it is erased."""

    __tablename__ = "sent_files"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    file: Mapped[Word]
    recipient: Mapped[Who]
    kind: Mapped[Word]
    at: Mapped[At]
    delete_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "delete_at"),)
