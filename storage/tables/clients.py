"""Who gives us roles to fill, and whom do we know there?"""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, Folded, IdKey, TeamKey, Who
from storage.tables.base import Base, tied


class Clients(Base):
    """An employer."""

    __tablename__ = "clients"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    name: Mapped[Body]
    folded: Mapped[Folded]
    added_by: Mapped[Who]
    added_at: Mapped[At]
    __table_args__ = (UniqueConstraint("team", "folded"),)


class ClientContacts(Base):
    """A person at a client: the same record as the candidate they may be as well; `position` is what they are there."""

    __tablename__ = "client_contacts"
    team: Mapped[TeamKey]
    client: Mapped[IdKey]
    candidate: Mapped[IdKey]
    position: Mapped[Body] = mapped_column(default="")
    added_by: Mapped[Who]
    added_at: Mapped[At]
    __table_args__ = (tied("client", "clients"), tied("candidate", "candidates"), Index(None, "team", "candidate"))
