"""By which words are candidates sorted?"""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from storage.columns import At, Body, Folded, IdKey, TeamKey, Who
from storage.tables.base import Base, tied


class Tags(Base):
    """A word a team sorts its candidates by: a skill, a language, a place."""

    __tablename__ = "tags"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    name: Mapped[Body]
    folded: Mapped[Folded]
    __table_args__ = (UniqueConstraint("team", "folded"),)


class CandidateTags(Base):
    """A candidate bears a tag."""

    __tablename__ = "candidate_tags"
    team: Mapped[TeamKey]
    candidate: Mapped[IdKey]
    tag: Mapped[IdKey]
    by: Mapped[Who]
    at: Mapped[At]
    __table_args__ = (tied("candidate", "candidates"), tied("tag", "tags"), Index(None, "team", "tag", "candidate"))
