"""Which records were made one, taken out, or erased?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, few


class Merges(Base):
    """Two records made one: `gone` now is `kept`. `body` (JSON) is what undoing needs, for a week.

    `names` are those the two bore, one on each line: texts that name them so are found when they are erased.
    """

    __tablename__ = "merges"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    kept: Mapped[Ref]
    gone: Mapped[Ref]
    by: Mapped[Who]
    at: Mapped[At]
    body: Mapped[Body]
    names: Mapped[Body] = mapped_column(default="", server_default="")
    undone_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "team", "gone"), Index(None, "team", "kept"), Index(None, "at"))


class Erasures(Base):
    """Whose record was erased: an id that nobody can trace, so that it is erased again after a restore.

    `done_at` is none while it is still to be done; `told` says how much was deleted (JSON, numbers only), once it was.
    """

    __tablename__ = "erasures"
    team: Mapped[TeamKey]
    candidate: Mapped[IdKey]
    by: Mapped[Who]
    at: Mapped[At]
    done_at: Mapped[datetime | None]
    told: Mapped[str | None] = mapped_column(String(400))
    __table_args__ = (few("ix_erasures_undone", "at", "done_at IS NULL"),)


class AskedFiles(Base):
    """A file that somebody asked for and does not have yet: `kind` says which, `about` what goes into it.

    `files` are the ids under which it was last uploaded, one on each line.
    """

    __tablename__ = "asked_files"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    by: Mapped[Who]
    at: Mapped[At]
    kind: Mapped[Word]
    about: Mapped[str] = mapped_column(String(400))
    files: Mapped[str] = mapped_column(String(400), default="")
    next_at: Mapped[At]
    __table_args__ = (Index(None, "next_at"),)


class SentFiles(Base):
    """A file we uploaded to Slack; it is deleted there when its time is over, or when someone in it is erased.

    `agreement` is which one stands on it, of a page of agreed terms.
    """

    __tablename__ = "sent_files"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    file: Mapped[Word]
    recipient: Mapped[Who]
    kind: Mapped[Word]
    at: Mapped[At]
    delete_at: Mapped[datetime | None]
    agreement: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (Index(None, "delete_at"),)
