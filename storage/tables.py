"""What is kept? Every table, one typed class each; rows never leave storage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.columns import SORTED, At, Body, Folded, IdKey, Moment, Ref, TeamKey, Who, Word


class Base(DeclarativeBase):
    """Holds the names of constraints, so that migrations can find them again on both engines."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, Any] = {datetime: Moment}  # noqa: RUF012 - read by SQLAlchemy


def _of(column: str, table: str) -> ForeignKeyConstraint:
    """Tie a row to another of the same team."""
    return ForeignKeyConstraint(["team", column], [f"{table}.team", f"{table}.id"])


def _few(name: str, column: str, only: str) -> Index:
    """Index the few rows that are so, to be counted without looking at all."""
    return Index(name, column, postgresql_where=text(only), sqlite_where=text(only))


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

    `morning_at` counts minutes of the local day; `country_chosen` says that the person set it themselves.
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
    channel: Mapped[str | None] = mapped_column(String(20))


class Candidates(Base):
    """One row for each person we care for; the last moments are kept by `storage.touches` alone."""

    __tablename__ = "candidates"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    name: Mapped[Body]
    folded: Mapped[Folded]
    added_by: Mapped[Who]
    added_at: Mapped[At]
    first_spoke_at: Mapped[datetime | None]
    spoke_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "team", "folded"),)


class NameWords(Base):
    """Each word of each candidate's folded name, so that any of them can be typed first."""

    __tablename__ = "name_words"
    team: Mapped[TeamKey]
    word: Mapped[str] = mapped_column(SORTED, primary_key=True)
    candidate: Mapped[IdKey]
    __table_args__ = (_of("candidate", "candidates"), Index(None, "team", "candidate"))


class Contacts(Base):
    """An address of a candidate."""

    __tablename__ = "contacts"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    value: Mapped[Folded]
    shown: Mapped[Body]
    __table_args__ = (
        _of("candidate", "candidates"),
        Index(None, "team", "candidate"),
        Index(None, "team", "value"),
        Index(
            "uq_contacts_address",
            "team",
            "kind",
            "value",
            unique=True,
            postgresql_where=text("kind <> 'phone'"),
            sqlite_where=text("kind <> 'phone'"),
        ),
    )


class Jobs(Base):
    """A role to fill."""

    __tablename__ = "jobs"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    title: Mapped[Body]
    folded: Mapped[Folded]
    added_by: Mapped[Who]
    added_at: Mapped[At]
    __table_args__ = (UniqueConstraint("team", "folded"),)


class Submissions(Base):
    """One candidate put forward for one job, at its present stage."""

    __tablename__ = "submissions"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    job: Mapped[Ref]
    recruiter: Mapped[Who]
    stage: Mapped[Word]
    entered_at: Mapped[At]
    __table_args__ = (
        _of("candidate", "candidates"),
        _of("job", "jobs"),
        UniqueConstraint("team", "candidate", "job"),
        Index(None, "team", "recruiter"),
    )


class StageChanges(Base):
    """Every change of stage with its moment and author, so that the past can be asked."""

    __tablename__ = "stage_changes"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    submission: Mapped[Ref]
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[Word]
    at: Mapped[At]
    by: Mapped[Who]
    __table_args__ = (_of("submission", "submissions"), Index(None, "team", "submission", "at"))


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
        _of("candidate", "candidates"),
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
        _few("ix_outbox_dead", "due_at", "state = 'dead'"),
        _few("ix_outbox_twice", "team", "possibly_twice"),
        Index(None, "team", "recipient"),
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
        _of("letter", "outbox"),
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
    __table_args__ = (_of("line", "lines"),)


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


def table(of: type[Base]) -> Table:
    """Give the Core table behind a class."""
    found = of.__table__
    assert isinstance(found, Table)
    return found
