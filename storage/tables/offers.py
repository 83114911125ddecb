"""Who offers a candidate what, what was agreed, and what a client allows? All pay is encrypted."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import At, Body, IdKey, Ref, TeamKey, Who, Word
from storage.tables.base import Base, few, tied

_GOING = text("state IN ('expected', 'waiting', 'open', 'expired')")
_RIVAL = text("kind = 'rival'")


class Offers(Base):
    """An offer to a candidate: ours, a rival's or the present employer's; what is in it stands in its rounds.

    `kind` and `state` are those of `bot.facts.offers`; `encrypted` holds what people wrote about it (JSON: why,
    done_for_it). Of ours there is one that is not decided for each submission at most. `told_at` is when somebody last
    wrote down what is known of it while it went on.
    """

    __tablename__ = "offers"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    candidate: Mapped[Ref]
    kind: Mapped[Word]
    state: Mapped[Word]
    raised_by: Mapped[Who]
    raised_at: Mapped[At]
    submission: Mapped[int | None] = mapped_column(BigInteger)
    company: Mapped[Body]
    stage_there: Mapped[str | None] = mapped_column(String(40))
    rank: Mapped[str | None] = mapped_column(String(40))
    touch: Mapped[int | None] = mapped_column(BigInteger)
    decide_by: Mapped[datetime | None]
    decide_on: Mapped[date | None]
    decide_since: Mapped[datetime | None]
    made_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    client_told_at: Mapped[datetime | None]
    client_told_by: Mapped[str | None] = mapped_column(String(20))
    told_at: Mapped[datetime | None]
    encrypted: Mapped[Body]
    version: Mapped[int]
    __table_args__ = (
        tied("candidate", "candidates"),
        Index(None, "team", "candidate"),
        Index(None, "team", "submission"),
        Index("ix_offers_going", "team", "candidate", postgresql_where=_GOING, sqlite_where=_GOING),
        Index("ix_offers_rivals", "team", "raised_at", postgresql_where=_RIVAL, sqlite_where=_RIVAL),
    )


class OfferRounds(Base):
    """One step of the talks about an offer; `encrypted` is its package and who said it (JSON)."""

    __tablename__ = "offer_rounds"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    offer: Mapped[Ref]
    number: Mapped[int]
    by: Mapped[Word]
    at: Mapped[At]
    logged_by: Mapped[Who]
    logged_at: Mapped[At]
    touch: Mapped[int | None] = mapped_column(BigInteger)
    encrypted: Mapped[Body]
    __table_args__ = (tied("offer", "offers"), UniqueConstraint("team", "offer", "number"))


class OfferChanges(Base):
    """What changed about an offer: its state or its deadline; `encrypted` is why, and who there agreed (JSON).

    `version` is the offer's by then, so that of two changes at one moment the first is known. `decide_on` is the day of
    a deadline without an hour, `what` else was written down, as in `bot.facts.Learned`.
    """

    __tablename__ = "offer_changes"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    offer: Mapped[Ref]
    at: Mapped[At]
    by: Mapped[Who]
    state: Mapped[str | None] = mapped_column(String(40))
    decide_by: Mapped[datetime | None]
    decide_on: Mapped[date | None]
    what: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int]
    encrypted: Mapped[Body]
    __table_args__ = (tied("offer", "offers"), Index(None, "team", "offer", "at"))


class Levers(Base):
    """What the client said may still move in an offer of ours; `encrypted` is what they said."""

    __tablename__ = "levers"
    team: Mapped[TeamKey]
    offer: Mapped[IdKey]
    part: Mapped[str] = mapped_column(String(40), primary_key=True)
    by: Mapped[Who]
    at: Mapped[At]
    encrypted: Mapped[Body]
    __table_args__ = (tied("offer", "offers"),)


class Agreements(Base):
    """The terms as they were agreed: never changed, a new version follows; `encrypted` holds them (JSON).

    `digest` is that of the terms with a salt that stands with them, and is on record: a trigger refuses to change it,
    and whatever does not fit it is no agreement.
    """

    __tablename__ = "agreements"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    offer: Mapped[Ref]
    candidate: Mapped[Ref]
    version: Mapped[int]
    at: Mapped[At]
    by: Mapped[Who]
    digest: Mapped[str] = mapped_column(String(64))
    encrypted: Mapped[Body]
    candidate_told_at: Mapped[datetime | None]
    candidate_told_by: Mapped[str | None] = mapped_column(String(20))
    client_told_at: Mapped[datetime | None]
    client_told_by: Mapped[str | None] = mapped_column(String(20))
    __table_args__ = (
        tied("offer", "offers"),
        tied("candidate", "candidates"),
        UniqueConstraint("team", "offer", "version"),
        Index(None, "team", "candidate"),
    )


class Placements(Base):
    """An accepted offer on its way to the first day and through its guarantee."""

    __tablename__ = "placements"
    team: Mapped[TeamKey]
    submission: Mapped[IdKey]
    candidate: Mapped[Ref]
    job: Mapped[Ref]
    offer: Mapped[Ref]
    accepted_at: Mapped[At]
    by: Mapped[Who]
    guarantee_days: Mapped[int]
    starts_on: Mapped[date | None]
    guarantee_until: Mapped[date | None]
    resigned_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    over_at: Mapped[datetime | None]
    __table_args__ = (
        tied("submission", "submissions"),
        tied("candidate", "candidates"),
        Index(None, "team", "candidate"),
        few("ix_placements_going", "starts_on", "over_at IS NULL"),
    )


class Losses(Base):
    """Why a candidate said no to an offer of ours, to which other one they went; `encrypted` is what was learned."""

    __tablename__ = "losses"
    team: Mapped[TeamKey]
    offer: Mapped[IdKey]
    candidate: Mapped[Ref]
    submission: Mapped[Ref]
    reason: Mapped[Word]
    at: Mapped[At]
    by: Mapped[Who]
    to: Mapped[int | None] = mapped_column(BigInteger)
    encrypted: Mapped[Body]
    __table_args__ = (
        tied("offer", "offers"),
        tied("candidate", "candidates"),
        Index(None, "team", "candidate"),
        Index(None, "team", "at"),
    )


class Bands(Base):
    """The pay that a client allows, for one job or all of theirs; `encrypted` holds low and high (JSON)."""

    __tablename__ = "bands"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    client: Mapped[int | None] = mapped_column(BigInteger)
    job: Mapped[int | None] = mapped_column(BigInteger)
    period: Mapped[Word]
    by: Mapped[Who]
    at: Mapped[At]
    encrypted: Mapped[Body]
    __table_args__ = (Index(None, "team", "job"), Index(None, "team", "client"))


class Rates(Base):
    """What one unit of a currency is worth in another, as somebody entered it for a day."""

    __tablename__ = "rates"
    team: Mapped[TeamKey]
    id: Mapped[IdKey]
    of: Mapped[str] = mapped_column(String(3))
    to: Mapped[str] = mapped_column(String(3))
    rate: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    by: Mapped[Who]
    at: Mapped[At]
    __table_args__ = (Index(None, "team", "of", "to"),)


class PayKeys(Base):
    """By which keys pay of this database was encrypted: whoever opens it without one of them is told."""

    __tablename__ = "pay_keys"
    fingerprint: Mapped[str] = mapped_column(String(40), primary_key=True)
    since: Mapped[At]
