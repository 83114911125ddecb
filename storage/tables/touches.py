"""What was logged, and what is still being typed?"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, tied


class Touches(Base):
    """One contact with a candidate; a deleted one stays, marked."""

    __tablename__ = "touches"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    direction: Mapped[Word]
    outcome: Mapped[Word]
    two_way: Mapped[bool]
    told: Mapped[bool]
    offers: Mapped[str | None] = mapped_column(String(40))
    note: Mapped[Body]
    promised_on: Mapped[date | None]
    at: Mapped[At]
    logged_at: Mapped[At]
    by: Mapped[Who]
    credit: Mapped[Who]
    backdated: Mapped[bool]
    deleted_at: Mapped[datetime | None]
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate", "at"),
        Index(None, "team", "by", "logged_at"),
    )


class Drafts(Base):
    """What someone typed and has not finished; swept when it is old."""

    __tablename__ = "drafts"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    by: Mapped[Who]
    body: Mapped[Body]
    at: Mapped[At]
    __table_args__ = (Index(None, "at"),)
