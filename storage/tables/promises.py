"""What is owed, and which messages say it?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, few, tied

_ENDS, _LENT = text("kind = 'ownership.ends'"), text("heard_by <> whom")


class Promises(Base):
    """What is owed: until when (`due_at`), heard by whom, counted since which fact.

    `nudge_at` is from when a morning may carry it (none: not to be said); `alone_at` when a tick must look at it.
    """

    __tablename__ = "promises"
    team: Mapped[TeamKey]
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    whom: Mapped[str] = mapped_column(String(20), primary_key=True)
    heard_by: Mapped[Who]
    due_at: Mapped[At]
    nudge_at: Mapped[datetime | None]
    since: Mapped[At]
    step: Mapped[int]
    said: Mapped[int]
    alone_at: Mapped[datetime | None]
    snoozed_until: Mapped[datetime | None]
    snoozes: Mapped[int]
    waived: Mapped[str | None] = mapped_column(String(40))
    waits_for: Mapped[str | None] = mapped_column(String(200))
    __table_args__ = (
        Index(
            "ix_promises_alone",
            "alone_at",
            postgresql_where=text("alone_at IS NOT NULL"),
            sqlite_where=text("alone_at IS NOT NULL"),
        ),
        Index(None, "team", "heard_by", "nudge_at"),
        Index("ix_promises_ends", "team", "whom", "due_at", postgresql_where=_ENDS, sqlite_where=_ENDS),
        Index("ix_promises_lent", "team", "whom", postgresql_where=_LENT, sqlite_where=_LENT),
    )


class Outbox(Base):
    """A message for life: what should be shown (`version`) and what is (`shown`); it holds no text."""

    __tablename__ = "outbox"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    key: Mapped[Body]
    kind: Mapped[Word]
    recipient: Mapped[Who]
    about: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str | None] = mapped_column(String(20))
    due_at: Mapped[At]
    channel: Mapped[str | None] = mapped_column(String(20))
    ts: Mapped[str | None] = mapped_column(String(30))
    version: Mapped[int]
    shown: Mapped[int | None]
    state: Mapped[Word]
    next_at: Mapped[datetime | None]
    attempt: Mapped[int]
    token: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[datetime | None]
    first_try_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(100))
    possibly_twice: Mapped[bool]
    __table_args__ = (
        UniqueConstraint("team", "key"),
        Index(
            "ix_outbox_next",
            "next_at",
            postgresql_where=text("next_at IS NOT NULL"),
            sqlite_where=text("next_at IS NOT NULL"),
        ),
        few("ix_outbox_dead", "due_at", "state = 'dead'"),
        few("ix_outbox_twice", "team", "possibly_twice"),
        Index(None, "team", "recipient"),
        Index(None, "team", "about"),
    )


class Lines(Base):
    """One item of a letter; buttons carry its id."""

    __tablename__ = "lines"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    letter: Mapped[Ref]
    kind: Mapped[Word]
    subject: Mapped[Word]
    whom: Mapped[Who]
    due_at: Mapped[At]
    since: Mapped[At]
    step: Mapped[int]
    place: Mapped[int]
    outcome: Mapped[str | None] = mapped_column(String(40))
    by: Mapped[str | None] = mapped_column(String(20))
    at: Mapped[datetime | None]
    until: Mapped[datetime | None]
    colleague: Mapped[str | None] = mapped_column(String(20))
    waived: Mapped[str | None] = mapped_column(String(40))
    touch: Mapped[int | None] = mapped_column(BigInteger)
    retired: Mapped[bool]
    __table_args__ = (
        tied("letter", "outbox"),
        UniqueConstraint("team", "letter", "kind", "subject", "whom", "since", "step"),
        Index("ix_lines_subject", "team", "kind", "subject"),
        Index(
            "ix_lines_touch",
            "team",
            "touch",
            postgresql_where=text("touch IS NOT NULL"),
            sqlite_where=text("touch IS NOT NULL"),
        ),
    )


class Asks(Base):
    """A colleague asked to take one item over, and what they answered."""

    __tablename__ = "asks"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    line: Mapped[Ref]
    asked_by: Mapped[Who]
    colleague: Mapped[Who]
    note: Mapped[Body]
    at: Mapped[At]
    accepted: Mapped[bool | None]
    answered_at: Mapped[datetime | None]
    __table_args__ = (tied("line", "lines"), Index(None, "team", "line"))
