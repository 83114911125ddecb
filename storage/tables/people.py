"""In which workspaces are we, and whom have we met?"""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, TeamKey, Who, Word
from storage.tables.base import Base


class Teams(Base):
    """One row for each Slack workspace."""

    __tablename__ = "teams"
    team: Mapped[TeamKey]
    name: Mapped[Body]
    bot_user: Mapped[Who]
    bot_id: Mapped[Who]
    installed_at: Mapped[At]


class People(Base):
    """Whom we have met in Slack: their time zone, holidays, morning hour, and rights.

    `morning_at` counts minutes of the local day; `country_chosen` says that the person set it themselves. `cover` is
    who hears what they would hear while they are away; `storage.covers` alone writes it.
    """

    __tablename__ = "people"
    team: Mapped[TeamKey]
    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[Body]
    zone: Mapped[Word]
    country: Mapped[str | None] = mapped_column(String(10))
    country_chosen: Mapped[bool] = mapped_column(default=False)
    morning_at: Mapped[int]
    active: Mapped[bool]
    guest: Mapped[bool]
    outsider: Mapped[bool]
    manager: Mapped[bool] = mapped_column(default=False)
    administrator: Mapped[bool] = mapped_column(default=False)
    cover: Mapped[str | None] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(20))


class Terms(Base):
    """What a team has agreed otherwise than the defaults: fields of `bot.policy.Policy` by name (JSON)."""

    __tablename__ = "terms"
    team: Mapped[TeamKey]
    body: Mapped[Body]
    by: Mapped[Who]
    at: Mapped[At]
