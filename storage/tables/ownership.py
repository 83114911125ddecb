"""Who owned whom when, who disputes it, and who stands in for whom?"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, few, tied

_OPEN = text("state <> 'ended'")


class OwnerChanges(Base):
    """Every change of a candidate's owner; who owns them now stands with the candidate.

    `how` is one of `bot.facts.Passing`; `touch` held it until then, `dispute` is what settled it, `note` what whoever
    handed them over said.
    """

    __tablename__ = "owner_changes"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    before: Mapped[str | None] = mapped_column(String(20))
    after: Mapped[str | None] = mapped_column(String(20))
    how: Mapped[Word]
    at: Mapped[At]
    by: Mapped[Who]
    touch: Mapped[int | None] = mapped_column(BigInteger)
    dispute: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate", "at"),
        Index(None, "team", "before", "at"),
    )


class Disputes(Base):
    """A claim on a candidate whom a colleague owns; once they are erased, `candidate` is none and the words are gone.

    `state`, `ruling` and `ground` are those of `bot.facts.disputes`; `about` is the touch, submission or right that the
    suggestion stands on; `credit` is how a shared credit is divided (JSON).
    """

    __tablename__ = "disputes"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[int | None] = mapped_column(BigInteger)
    owner: Mapped[Who]
    claimant: Mapped[Who]
    job: Mapped[int | None] = mapped_column(BigInteger)
    opened_at: Mapped[At]
    reason: Mapped[Body]
    evidence: Mapped[Body]
    answer_by: Mapped[At]
    rule_by: Mapped[At]
    state: Mapped[Word]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by: Mapped[str | None] = mapped_column(String(20))
    answered_at: Mapped[datetime | None]
    up_at: Mapped[datetime | None]
    suggestion: Mapped[str | None] = mapped_column(String(40))
    ground: Mapped[str | None] = mapped_column(String(40))
    about: Mapped[int | None] = mapped_column(BigInteger)
    ruling: Mapped[str | None] = mapped_column(String(40))
    ruled_by: Mapped[str | None] = mapped_column(String(20))
    ended_at: Mapped[datetime | None]
    reasons: Mapped[str | None] = mapped_column(Text)
    credit: Mapped[str | None] = mapped_column(String(400))
    asked: Mapped[int] = mapped_column(default=0)
    step: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        tied("candidate", "candidates"),
        Index("uq_disputes_open", "team", "candidate", unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index(None, "team", "candidate"),
        Index(None, "team", "ended_at"),
    )


class Evidence(Base):
    """A touch as it was when a dispute began, so that what is changed afterwards changes nothing."""

    __tablename__ = "evidence"
    team: Mapped[TeamKey]
    dispute: Mapped[IdKey]
    touch: Mapped[IdKey]
    kind: Mapped[Word]
    direction: Mapped[Word]
    outcome: Mapped[Word]
    two_way: Mapped[bool]
    told: Mapped[bool]
    at: Mapped[At]
    logged_at: Mapped[At]
    by: Mapped[Who]
    holds: Mapped[Who]
    backdated: Mapped[bool]
    __table_args__ = (tied("dispute", "disputes"),)


class DisputeQuestions(Base):
    """What a manager asked one of the two before ruling."""

    __tablename__ = "dispute_questions"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    dispute: Mapped[Ref]
    asked_by: Mapped[Who]
    asked_of: Mapped[Who]
    question: Mapped[Body]
    at: Mapped[At]
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None]
    __table_args__ = (tied("dispute", "disputes"), Index(None, "team", "dispute"))


class Representations(Base):
    """The right to represent a candidate for a job: when they agreed, in which words, until when.

    Where somebody was put forward without it, `how` is one of `bot.facts.NotAgreed`, `words` the reason, and it was
    over when it began.
    """

    __tablename__ = "representations"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    job: Mapped[Ref]
    holder: Mapped[Who]
    agreed_at: Mapped[At]
    words: Mapped[Body]
    how: Mapped[Word]
    recorded_by: Mapped[Who]
    recorded_at: Mapped[At]
    expires_at: Mapped[At]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(20))
    ended_for: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        tied("candidate", "candidates"),
        tied("job", "jobs"),
        Index(None, "team", "candidate"),
        Index(None, "team", "holder"),
    )


class Approvals(Base):
    """Something asked of the managers about a candidate; `about` (JSON) is what else granting it needs."""

    __tablename__ = "approvals"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    kind: Mapped[Word]
    candidate: Mapped[Ref]
    asked_by: Mapped[Who]
    reason: Mapped[Body]
    at: Mapped[At]
    about: Mapped[Body]
    granted: Mapped[bool | None]
    decided_by: Mapped[str | None] = mapped_column(String(20))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate"),
        few("ix_approvals_undecided", "team", "granted IS NULL"),
    )


class Covers(Base):
    """Who hears what someone who is away would hear, from a day until a day, both included."""

    __tablename__ = "covers"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    away: Mapped[Who]
    cover: Mapped[Who]
    from_on: Mapped[date]
    until_on: Mapped[date]
    by: Mapped[Who]
    at: Mapped[At]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "team", "away"), few("ix_covers_open", "team", "ended_at IS NULL"))


class Handovers(Base):
    """All that someone had, on its way to others: `takers` (one id on each line) in turn; `dealt` counts for each."""

    __tablename__ = "handovers"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    source: Mapped[Who]
    takers: Mapped[str] = mapped_column(String(400))
    by: Mapped[Who]
    at: Mapped[At]
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    dealt: Mapped[str] = mapped_column(String(400), default="")
    done_at: Mapped[datetime | None]
    __table_args__ = (few("ix_handovers_open", "team", "done_at IS NULL"),)


class Turns(Base):
    """Who of a team is next to be given a candidate of the house pool, in order (one id on each line)."""

    __tablename__ = "turns"
    team: Mapped[TeamKey]
    waiting: Mapped[Body]
