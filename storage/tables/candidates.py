"""Whom do we care for, and for which jobs?"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import SORTED, At, Body, Folded, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, tied

_OWNED, _FREE = text("owner IS NOT NULL"), text("owner IS NULL")
_IN_POOL_SINCE = text("coalesce(owned_since, added_at)")


class Candidates(Base):
    """One row for each person we care for; the last moments are kept by `storage.touches` alone.

    `heard_at` is since when they wait for a reply (none: they do not), `heard_by` who took what they wrote or said;
    `answered_at` is when we last turned to them, `tried_at` when we last called, `attempted_at` when we last tried to
    reach them in person and did not; `offers_asked_at` is when they last told us of other offers, or that there are
    none, `offers_new_at` when they last told us of a new one. `dealing` is whether any offer or placement of theirs
    goes on, so that most are not looked for. `kept_until` is how long whoever was asked wants them kept, `kept_why` the
    reason.

    `owner` is who cares for them (none: the house pool), `held_at` what that is counted from and `held_by` the touch
    of that moment; `held_until` a moment before which it does not lapse, `dispute` the one that is open about them,
    `credit` how the credit is divided (JSON). `storage.ownership` alone writes these, `storage.moments` what holds it.
    """

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
    heard_at: Mapped[datetime | None]
    heard_by: Mapped[str | None] = mapped_column(String(20))
    answered_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    attempted_at: Mapped[datetime | None]
    offers_asked_at: Mapped[datetime | None]
    offers_new_at: Mapped[datetime | None]
    dealing: Mapped[bool] = mapped_column(default=False, server_default=false())
    segment: Mapped[str | None] = mapped_column(String(40))
    do_not_contact: Mapped[str | None] = mapped_column(Text)
    do_not_contact_by: Mapped[str | None] = mapped_column(String(20))
    do_not_contact_at: Mapped[datetime | None]
    connected_by: Mapped[str | None] = mapped_column(String(20))
    connected_at: Mapped[datetime | None]
    kept_until: Mapped[datetime | None]
    kept_why: Mapped[str | None] = mapped_column(Text)
    owner: Mapped[str | None] = mapped_column(String(20))
    owned_since: Mapped[datetime | None]
    owned_how: Mapped[str | None] = mapped_column(String(40))
    held_at: Mapped[datetime | None]
    held_by: Mapped[int | None] = mapped_column(BigInteger)
    held_until: Mapped[datetime | None]
    dispute: Mapped[int | None] = mapped_column(BigInteger)
    credit: Mapped[str | None] = mapped_column(String(400))
    __table_args__ = (
        Index(None, "team", "folded"),
        Index("ix_candidates_owner", "team", "owner", postgresql_where=_OWNED, sqlite_where=_OWNED),
        Index("ix_candidates_pool", "team", _IN_POOL_SINCE, "id", postgresql_where=_FREE, sqlite_where=_FREE),
    )


class NameWords(Base):
    """Each word of each candidate's folded name, so that any of them can be typed first."""

    __tablename__ = "name_words"
    team: Mapped[TeamKey]
    word: Mapped[str] = mapped_column(SORTED, primary_key=True)
    candidate: Mapped[IdKey]
    __table_args__ = (tied("candidate", "candidates"), Index(None, "team", "candidate"))


class Spellings(Base):
    """Each word of any name in a team once, forwards and backwards, to forgive a typing error."""

    __tablename__ = "spellings"
    team: Mapped[TeamKey]
    word: Mapped[str] = mapped_column(SORTED, primary_key=True)
    backwards: Mapped[Folded]
    __table_args__ = (Index(None, "team", "backwards"),)


class Contacts(Base):
    """An address of a candidate; `shared` where it is known to be an agency's or a family's."""

    __tablename__ = "contacts"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    value: Mapped[Folded]
    shown: Mapped[Body]
    shared: Mapped[bool] = mapped_column(default=False, server_default=false())
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate"),
        Index(None, "team", "value"),
        Index(
            "uq_contacts_address",
            "team",
            "kind",
            "value",
            unique=True,
            postgresql_where=text("kind <> 'phone' AND NOT shared"),
            sqlite_where=text("kind <> 'phone' AND NOT shared"),
        ),
    )


class KnownBefore(Base):
    """A name that a candidate bore, or an address they were reached by: texts of then are found when they are erased.

    `kind` is that of the address, or `name`.
    """

    __tablename__ = "known_before"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    value: Mapped[Body]
    shown: Mapped[Body]
    __table_args__ = (tied("candidate", "candidates"), Index(None, "team", "candidate"))


class Jobs(Base):
    """A role to fill; `title` is the role with its client, as it is said everywhere; `folded` is to look for it."""

    __tablename__ = "jobs"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    title: Mapped[Body]
    folded: Mapped[Folded]
    role: Mapped[Body] = mapped_column(default="", server_default="")
    client: Mapped[int | None] = mapped_column(BigInteger)
    selling_points: Mapped[Body] = mapped_column(default="", server_default="")
    added_by: Mapped[Who]
    added_at: Mapped[At]
    closed_by: Mapped[str | None] = mapped_column(String(20))
    closed_at: Mapped[datetime | None]
    closed_for: Mapped[str | None] = mapped_column(String(40))
    __table_args__ = (
        UniqueConstraint("team", "folded"),
        Index(None, "team", "client"),
        Index(None, "team", "added_at"),
    )


class Submissions(Base):
    """One candidate put forward for one job, at its present stage; `came_from` is the stage before it."""

    __tablename__ = "submissions"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    job: Mapped[Ref]
    recruiter: Mapped[Who]
    stage: Mapped[Word]
    entered_at: Mapped[At]
    came_from: Mapped[str | None] = mapped_column(String(40))
    __table_args__ = (
        tied("candidate", "candidates"),
        tied("job", "jobs"),
        UniqueConstraint("team", "candidate", "job"),
        Index(None, "team", "recruiter"),
        Index(None, "team", "job"),
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
    __table_args__ = (tied("submission", "submissions"), Index(None, "team", "submission", "at"))
