"""Which candidates have offers that are not decided, or ran out and were not seen to, or said yes and did not start?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, bindparam, cast, exists, func, literal_column, null, or_, select, union_all

from bot.facts import IN_PROCESS, UNDECIDED, OfferKind, OfferState, Stage
from storage.asking import one_of
from storage.database import Db
from storage.tables import Candidates, Offers, People, Placements, Submissions, table

OFFERS, CANDIDATES = table(Offers), table(Candidates)
SUBMISSIONS, PEOPLE, PLACEMENTS = table(Submissions), table(People), table(Placements)
# Written as in the index of those that may go on, by which SQLite knows it.
_WORDS: list[Any] = [literal_column(f"'{state}'") for state in (*UNDECIDED, OfferState.EXPIRED)]
_NEWER = OFFERS.alias("newer")
_IN_PROCESS = exists().where(
    SUBMISSIONS.c.team == OFFERS.c.team,
    SUBMISSIONS.c.id == OFFERS.c.submission,
    one_of(SUBMISSIONS.c.stage, IN_PROCESS),
)
_BY_A_NEWER = exists().where(
    _NEWER.c.team == OFFERS.c.team,
    _NEWER.c.submission == OFFERS.c.submission,
    _NEWER.c.kind == OfferKind.OURS,
    or_(
        _NEWER.c.raised_at > OFFERS.c.raised_at,
        and_(_NEWER.c.raised_at == OFFERS.c.raised_at, _NEWER.c.id > OFFERS.c.id),
    ),
)
# What ran out is to be seen to while they are in process for its job, and no other was offered for it since.
_LET_GO = and_(OFFERS.c.state == OfferState.EXPIRED, or_(~_IN_PROCESS, _BY_A_NEWER))
_THERE = (OFFERS.c.team == bindparam("team_"), OFFERS.c.state.in_(_WORDS), ~_LET_GO)
_SAID_YES = (
    PLACEMENTS.c.team == bindparam("team_"),
    PLACEMENTS.c.over_at.is_(None),
    SUBMISSIONS.c.team == PLACEMENTS.c.team,
    SUBMISSIONS.c.id == PLACEMENTS.c.submission,
    SUBMISSIONS.c.stage == Stage.ACCEPTED,
)
_NO_DAY = cast(null(), OFFERS.c.decide_by.type)
_GOING = union_all(
    select(OFFERS.c.candidate, OFFERS.c.decide_by, OFFERS.c.raised_at).where(*_THERE),
    select(PLACEMENTS.c.candidate, _NO_DAY, PLACEMENTS.c.accepted_at).where(*_SAID_YES),
).subquery()
_COVERED = select(PEOPLE.c.id).where(PEOPLE.c.team == bindparam("team_"), PEOPLE.c.cover == bindparam("near_"))


def _near(column: Any) -> Any:
    return or_(column == bindparam("near_"), column.in_(_COVERED))


# Each of those who have offers is looked up: a team has many more whom somebody owns, or has put forward.
_PUT_FORWARD = (
    select(SUBMISSIONS.c.id)
    .where(SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.candidate == _GOING.c.candidate)
    .where(_near(SUBMISSIONS.c.recruiter), one_of(SUBMISSIONS.c.stage, IN_PROCESS))
    .limit(1)
    .scalar_subquery()
)
_THEIRS = (
    CANDIDATES.c.team == bindparam("team_"),
    CANDIDATES.c.id == _GOING.c.candidate,
    or_(_near(CANDIDATES.c.owner), _PUT_FORWARD.is_not(None)),
)


_WRITTEN = exists().where(
    OFFERS.c.team == SUBMISSIONS.c.team,
    OFFERS.c.submission == SUBMISSIONS.c.id,
    OFFERS.c.kind == OfferKind.OURS,
    OFFERS.c.state.in_(_WORDS),
)
# By a join and not by an `or`, for which PostgreSQL would read all submissions through.
_WHOSE = union_all(select(bindparam("near_", type_=PEOPLE.c.id.type).label("id")), _COVERED).subquery("whose")
_PUT_FORWARD_BY_THEM = (
    SUBMISSIONS.join(_WHOSE, and_(SUBMISSIONS.c.team == bindparam("team_"), SUBMISSIONS.c.recruiter == _WHOSE.c.id))
).join(CANDIDATES, and_(CANDIDATES.c.team == SUBMISSIONS.c.team, CANDIDATES.c.id == SUBMISSIONS.c.candidate))
_UNWRITTEN = (
    select(CANDIDATES.c.name)
    .select_from(_PUT_FORWARD_BY_THEM)
    .where(SUBMISSIONS.c.stage == Stage.OFFER, ~_WRITTEN)
    .order_by(SUBMISSIONS.c.entered_at, CANDIDATES.c.id)
)


_HEARD = (
    select(CANDIDATES.c.id)
    .select_from(_PUT_FORWARD_BY_THEM)
    .where(one_of(SUBMISSIONS.c.stage, IN_PROCESS), CANDIDATES.c.offers_new_at.is_not(None))
    .group_by(CANDIDATES.c.id, CANDIDATES.c.offers_new_at)
    .order_by(CANDIDATES.c.offers_new_at.desc(), CANDIDATES.c.id)
)


def _soonest(*which: Any) -> Select[Any]:
    soonest = func.min(_GOING.c.decide_by)
    chosen = select(_GOING.c.candidate).where(*which).group_by(_GOING.c.candidate)
    return chosen.order_by(soonest.is_(None), soonest, func.min(_GOING.c.raised_at), _GOING.c.candidate)


_COUNT = select(func.count(_GOING.c.candidate.distinct()))
_QUESTIONS = {True: (_soonest(), _COUNT), False: (_soonest(*_THEIRS), _COUNT.where(*_THEIRS))}


def undecided(db: Db, team: str, near: str | None = None, most: int = 200) -> list[int]:
    """List candidates with an offer that is to be seen to, ours or another's, who decides soonest first.

    Whoever said yes is among them until they start: they can still be lost.

    `near` asks for those alone whom somebody owns, has in process, or has while they cover for a colleague.
    """
    chosen, _ = _QUESTIONS[near is None]
    return list(db.execute(chosen.limit(most), _of(team, near)).scalars())


def count(db: Db, team: str, near: str | None = None) -> int:
    """Count the same candidates."""
    _, counted = _QUESTIONS[near is None]
    return db.execute(counted, _of(team, near)).scalar_one()


def unwritten(db: Db, team: str, near: str, most: int) -> list[str]:
    """Name candidates whom somebody has at offer, or covers for who has, with no offer of ours that is written down."""
    return list(db.execute(_UNWRITTEN.limit(most), _of(team, near)).scalars())


def heard_of(db: Db, team: str, near: str, most: int) -> list[int]:
    """List candidates whom somebody has in process, or covers for who has, and who told us of a new offer, last first.

    Whether it was written down since is not looked at: the rules tell it from how they stand.
    """
    return list(db.execute(_HEARD.limit(most), _of(team, near)).scalars())


def _of(team: str, near: str | None) -> dict[str, Any]:
    return {"team_": team} | ({"near_": near} if near else {})
