"""What has been dealt with, and who changed what?"""

from __future__ import annotations

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, TeamKey, Who, Word
from storage.tables.base import Base


class Inbox(Base):
    """What has been dealt with, by its natural key, and with which outcome; swept after ten days."""

    __tablename__ = "inbox"
    team: Mapped[TeamKey]
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    at: Mapped[At]
    result: Mapped[Body]
    __table_args__ = (Index(None, "at"),)


class Audit(Base):
    """Who changed what: append-only, sealed into one chain for each team."""

    __tablename__ = "audit"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    at: Mapped[At]
    by: Mapped[Who]
    verb: Mapped[Word]
    subject_kind: Mapped[Word]
    subject: Mapped[Word]
    before: Mapped[str | None] = mapped_column(String(400))
    after: Mapped[str | None] = mapped_column(String(400))
    seal: Mapped[int | None]
    prev_hash: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[str | None] = mapped_column(String(64))
    __table_args__ = (
        Index(None, "team", "subject_kind", "subject"),
        UniqueConstraint("team", "seal"),
        Index(
            "ix_audit_unsealed",
            "at",
            postgresql_where=text("seal IS NULL"),
            sqlite_where=text("seal IS NULL"),
        ),
    )
