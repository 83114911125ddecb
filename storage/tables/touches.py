"""What was logged, and what is still being typed?"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, tied

_PROMISED = text("promised_on IS NOT NULL AND kept_at IS NULL")
_KEPT = text("kept_by IS NOT NULL")
_IN_A_ROUND = text("batch IS NOT NULL")
_LENT = text("holds <> by")
_CAME = text("came_at IS NOT NULL AND thanked_at IS NULL")


class Touches(Base):
    """One contact with a candidate; a deleted one stays, marked.

    `batch` is the same for touches of one newsletter or round of calls; `kept_by` is the touch with which what was
    promised by `promised_on` was done, at `kept_at`. `holds` is whose ownership it renews: whoever logged it, or
    whoever they stood in for.
    """

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
    kept_by: Mapped[int | None] = mapped_column(BigInteger)
    kept_at: Mapped[datetime | None]
    batch: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[At]
    logged_at: Mapped[At]
    by: Mapped[Who]
    credit: Mapped[Who]
    holds: Mapped[Who] = mapped_column(default="", server_default="")
    backdated: Mapped[bool]
    deleted_at: Mapped[datetime | None]
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate", "at"),
        Index(None, "team", "by", "logged_at"),
        Index("ix_touches_promised", "team", "candidate", postgresql_where=_PROMISED, sqlite_where=_PROMISED),
        Index("ix_touches_kept", "team", "kept_by", postgresql_where=_KEPT, sqlite_where=_KEPT),
        Index("ix_touches_lent", "team", "holds", "logged_at", postgresql_where=_LENT, sqlite_where=_LENT),
        Index("ix_touches_batch", "team", "batch", postgresql_where=_IN_A_ROUND, sqlite_where=_IN_A_ROUND),
    )


class TouchNotes(Base):
    """What was learned in a touch, sorted: `about` says of what, as in `bot.facts.About`."""

    __tablename__ = "touch_notes"
    team: Mapped[TeamKey]
    touch: Mapped[IdKey]
    about: Mapped[str] = mapped_column(String(40), primary_key=True)
    candidate: Mapped[Ref]
    words: Mapped[Body]
    __table_args__ = (tied("touch", "touches"), Index(None, "team", "candidate", "about"))


class Favours(Base):
    """Something given to a candidate, or asked of them, and what came of it; thanks are owed for what came."""

    __tablename__ = "favours"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    words: Mapped[Body]
    by: Mapped[Who]
    at: Mapped[At]
    came_of_it: Mapped[str | None] = mapped_column(Text)
    came_at: Mapped[datetime | None]
    thanked_at: Mapped[datetime | None]
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate", "at"),
        Index("ix_favours_came", "team", "candidate", postgresql_where=_CAME, sqlite_where=_CAME),
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
