"""Which candidates have offers that are not decided, or that ran out and were not seen to?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, literal_column, or_, select

from bot.facts import IN_PROCESS, UNDECIDED, OfferKind, OfferState
from storage.asking import one_of
from storage.database import Db
from storage.tables import Candidates, Offers, People, Submissions, table

OFFERS, CANDIDATES = table(Offers), table(Candidates)
SUBMISSIONS, PEOPLE = table(Submissions), table(People)
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
_COVERED = select(PEOPLE.c.id).where(PEOPLE.c.team == bindparam("team_"), PEOPLE.c.cover == bindparam("near_"))


def _near(column: Any) -> Any:
    return or_(column == bindparam("near_"), column.in_(_COVERED))


_OWNED = select(CANDIDATES.c.id).where(CANDIDATES.c.team == bindparam("team_"), _near(CANDIDATES.c.owner))
_PUT_FORWARD = (
    select(SUBMISSIONS.c.candidate)
    .where(SUBMISSIONS.c.team == bindparam("team_"), _near(SUBMISSIONS.c.recruiter))
    .where(one_of(SUBMISSIONS.c.stage, IN_PROCESS))
)
_THEIRS = OFFERS.c.candidate.in_(_OWNED.union_all(_PUT_FORWARD))


def _soonest(*which: Any) -> Select[Any]:
    soonest = func.min(OFFERS.c.decide_by)
    chosen = select(OFFERS.c.candidate).where(*_THERE, *which).group_by(OFFERS.c.candidate)
    return chosen.order_by(soonest.is_(None), soonest, func.min(OFFERS.c.raised_at), OFFERS.c.candidate)


_COUNT = select(func.count(OFFERS.c.candidate.distinct())).where(*_THERE)
_QUESTIONS = {True: (_soonest(), _COUNT), False: (_soonest(_THEIRS), _COUNT.where(_THEIRS))}


def undecided(db: Db, team: str, near: str | None = None, most: int = 200) -> list[int]:
    """List candidates with an offer that is to be seen to, ours or another's, who decides soonest first.

    `near` asks for those alone whom somebody owns, has in process, or has while they cover for a colleague.
    """
    chosen, _ = _QUESTIONS[near is None]
    return list(db.execute(chosen.limit(most), _of(team, near)).scalars())


def count(db: Db, team: str, near: str | None = None) -> int:
    """Count the same candidates."""
    _, counted = _QUESTIONS[near is None]
    return db.execute(counted, _of(team, near)).scalar_one()


def _of(team: str, near: str | None) -> dict[str, Any]:
    return {"team_": team} | ({"near_": near} if near else {})
