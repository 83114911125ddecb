"""Which files are being brought in, and what became of each of their lines?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, TeamKey, Who, Word
from storage.tables.base import Base, few, tied


class Imports(Base):
    """A file of candidates on its way in: `state` is one of `bot.facts.ImportState`.

    `file` is its id in Slack, `read_as` how it is read (encoding, separator, which heading is what) as JSON, `done`
    how many of its `total` lines have been dealt with.
    """

    __tablename__ = "imports"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    by: Mapped[Who]
    at: Mapped[At]
    name: Mapped[Body]
    file: Mapped[str | None] = mapped_column(String(40))
    read_as: Mapped[str | None] = mapped_column(Text)
    state: Mapped[Word]
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    joined: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    begun_at: Mapped[datetime | None]
    next_at: Mapped[datetime | None]
    __table_args__ = (
        few("ix_imports_next", "next_at", "next_at IS NOT NULL"),
        Index(None, "team", "at"),
    )


class ImportLines(Base):
    """One line of a file: `body` is its cells (JSON). Once it has been dealt with, it is kept only if it comes back."""

    __tablename__ = "import_lines"
    team: Mapped[TeamKey]
    of: Mapped[IdKey]
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(40))
    reason: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (tied("of", "imports"),)
