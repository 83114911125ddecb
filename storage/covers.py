"""Who stands in for whom, until when, and who hears what someone who is away would hear?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, or_, select, union, union_all, update

from bot.facts import ENDS, Cover, NewCover, Owing
from storage import audit, people
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.promises import MORNING
from storage.tables import Candidates, Covers, Offers, Outbox, People, Promises, Submissions, Touches, table

COVERS, PEOPLE, PROMISES = table(Covers), table(People), table(Promises)
TOUCHES, OUTBOX = table(Touches), table(Outbox)
CANDIDATES, SUBMISSIONS, OFFERS = table(Candidates), table(Submissions), table(Offers)


def arrange(db: Db, team: str, away: str, wanted: NewCover, by: str, now: datetime) -> Cover:
    """Write down that someone stands in for who is away; the clock does the rest."""
    made = Cover(new_id(), away, wanted.cover, wanted.from_on, wanted.until_on, by, now)
    db.execute(COVERS.insert(), {"team": team} | {name: getattr(made, name) for name in Cover.__slots__})
    audit.record(db, team, by, "cover_arranged", "cover", made.id, now, after=_told(made))
    db.info[WAKE] = True
    return made


def change(db: Db, team: str, before: Cover, wanted: NewCover, by: str, now: datetime) -> Cover:
    """Change who stands in, or until when; a cover that has begun keeps its first day."""
    from_on = before.from_on if before.begun_at else wanted.from_on
    after = replace(before, cover=wanted.cover, from_on=from_on, until_on=wanted.until_on)
    _keep(db, team, before.id, cover=after.cover, from_on=after.from_on, until_on=after.until_on)
    audit.record(db, team, by, "cover_changed", "cover", before.id, now, before=_told(before), after=_told(after))
    db.info[WAKE] = True
    return after


def begin(db: Db, team: str, cover: Cover, now: datetime) -> None:
    """Write down that a cover has begun."""
    _keep(db, team, cover.id, begun_at=now)
    audit.record(db, team, "", "cover_begun", "cover", cover.id, now, after=_told(cover))


def end(db: Db, team: str, cover: Cover, by: str, now: datetime) -> Cover:
    """Write down that a cover, which is held, is over, by its last day or earlier."""
    _keep(db, team, cover.id, ended_at=now)
    audit.record(db, team, by, "cover_ended", "cover", cover.id, now, before=_told(cover))
    db.info[WAKE] = True
    return replace(cover, ended_at=now)


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Cover | None:
    """Give a cover of this team, or None; `hold` keeps others from changing it until we are done."""
    chosen = select(COVERS).where(COVERS.c.team == team, COVERS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _read(row) if row else None


def held(db: Db, team: str, id: int) -> Cover | None:
    """Give a cover, and hold it until we are done, after the two whom it is about; None where there is none."""
    there = one(db, team, id)
    if there is not None:
        people.hold(db, team, (there.away, there.cover))
    return one(db, team, id, hold=True) if there else None


def still_open(db: Db, team: str, person: str | None = None) -> list[Cover]:
    """List the covers that are not over, the soonest first: a team's, or those in which someone is away or covers."""
    mine = [] if person is None else [or_(COVERS.c.away == person, COVERS.c.cover == person)]
    chosen = select(COVERS).where(COVERS.c.team == team, COVERS.c.ended_at.is_(None), *mine)
    return [_read(row) for row in db.execute(chosen.order_by(COVERS.c.from_on, COVERS.c.id)).mappings()]


def running(db: Db, team: str, away: Iterable[str]) -> dict[str, date]:
    """Tell until when those of these people are away for whom somebody covers at this moment."""
    going = (COVERS.c.begun_at.is_not(None), COVERS.c.ended_at.is_(None))
    mine = (COVERS.c.team == team, COVERS.c.away.in_(sorted(set(away))), *going)
    return {row.away: row.until_on for row in db.execute(select(COVERS.c.away, COVERS.c.until_on).where(*mine))}


def responsible(db: Db, team: str, candidate: int) -> frozenset[str]:
    """Name everybody who is responsible for a candidate: their owner, their recruiters, and who covers for one.

    Whoever put them forward in vain is one of their recruiters only where an offer of ours was on the table.
    """
    owner = select(CANDIDATES.c.owner).where(CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    there = (SUBMISSIONS.c.team == team, SUBMISSIONS.c.candidate == candidate)
    theirs = (OFFERS.c.team == team, OFFERS.c.submission == SUBMISSIONS.c.id)
    offered = exists().where(*theirs, OFFERS.c.made_at.is_not(None))
    forward = select(SUBMISSIONS.c.recruiter).where(*there, or_(SUBMISSIONS.c.stage.not_in(ENDS), offered))
    near = {each for each in db.execute(union_all(owner, forward)).scalars() if each}
    covers = select(PEOPLE.c.cover).where(PEOPLE.c.team == team, PEOPLE.c.id.in_(sorted(near)))
    return frozenset(near | {each for each in db.execute(covers).scalars() if each})


def stand_in(db: Db, team: str, away: str, cover: str | None) -> list[str]:
    """Have what someone owes be heard by whoever covers for them, or by themselves again; say who heard it before.

    What a colleague has taken on stays theirs; what they had taken on for others goes back to those.
    """
    before = db.execute(select(PEOPLE.c.cover).where(PEOPLE.c.team == team, PEOPLE.c.id == away)).scalar()
    if before == cover:
        return []
    db.execute(update(PEOPLE).where(PEOPLE.c.team == team, PEOPLE.c.id == away).values(cover=cover))
    others: list[str] = []
    if cover is not None:
        taken_on = (PROMISES.c.heard_by == away, PROMISES.c.whom != away, PROMISES.c.whom != "")
        others = _heard(db, team, taken_on, PROMISES.c.whom)
    theirs = (PROMISES.c.whom == away, PROMISES.c.heard_by == (before or away))
    _heard(db, team, theirs, cover or away)
    return sorted({away, before or away, cover or away, *others})


def give_back(db: Db, team: str, person: str) -> None:
    """Have someone hear again what they owe, after others have heard it for them."""
    _heard(db, team, (PROMISES.c.whom == person, PROMISES.c.heard_by != PROMISES.c.whom), person)


def meanwhile(db: Db, team: str, cover: Cover) -> tuple[int, int]:
    """Count what was done for who was away since the cover began: touches, and candidates they were with."""
    until = [TOUCHES.c.logged_at < cover.ended_at] if cover.ended_at else []
    theirs = (TOUCHES.c.team == team, TOUCHES.c.holds == cover.away, TOUCHES.c.holds != TOUCHES.c.by)
    done = (TOUCHES.c.logged_at >= cover.begun_at, TOUCHES.c.deleted_at.is_(None), *until)
    counted = select(func.count(), func.count(TOUCHES.c.candidate.distinct())).where(*theirs, *done)
    touches, candidates = db.execute(counted).one()
    return touches, candidates


def waiting(db: Db, team: str, person: str, now: datetime) -> int:
    """Count the candidates to whom someone owes something that can be nudged by now."""
    kinds = (PROMISES.c.kind != MORNING, PROMISES.c.kind != Owing.OWNERSHIP, PROMISES.c.waived.is_(None))
    mine = (PROMISES.c.team == team, PROMISES.c.whom == person, PROMISES.c.nudge_at <= now, *kinds)
    # What they hear of themselves, and what others hear of for them.
    own, lent = PROMISES.c.heard_by == person, PROMISES.c.heard_by != PROMISES.c.whom
    both = union(*(select(PROMISES.c.subject).where(*mine, heard) for heard in (own, lent))).subquery()
    return db.execute(select(func.count()).select_from(both)).scalar_one()


def letters(db: Db, team: str, id: int) -> list[int]:
    """List the letters about a cover."""
    about = (OUTBOX.c.team == team, OUTBOX.c.about == str(id), OUTBOX.c.kind.like("covers.%"))
    return list(db.execute(select(OUTBOX.c.id).where(*about)).scalars())


def _heard(db: Db, team: str, which: tuple[Any, ...], by: Any) -> list[str]:
    """Have promises be heard by somebody else; say who hears them now."""
    mine = (PROMISES.c.team == team, PROMISES.c.kind != MORNING, *which)
    moved = update(PROMISES).where(*mine).values(heard_by=by).returning(PROMISES.c.heard_by)
    return sorted(set(db.execute(moved).scalars()))


def _keep(db: Db, team: str, id: int, **values: Any) -> None:
    db.execute(update(COVERS).where(COVERS.c.team == team, COVERS.c.id == id).values(**values))


def _told(cover: Cover) -> str:
    return f"{cover.away} {cover.cover} {cover.from_on} {cover.until_on}"


def _read(row: Any) -> Cover:
    return Cover(**{name: row[name] for name in Cover.__slots__})
