"""Which contacts were there with a candidate?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update

from bot.facts import Candidate, Direction, How, Kind, Offers, Outcome, Touch
from storage import audit, moments
from storage.database import Db
from storage.moments import recount as recount
from storage.tables import Candidates, People, Touches, table

TOUCHES, CANDIDATES, PEOPLE = table(Touches), table(Candidates), table(People)
_THERE = TOUCHES.c.deleted_at.is_(None)
_NEWEST = (TOUCHES.c.at.desc(), TOUCHES.c.logged_at.desc())
_SAME = select(func.max(TOUCHES.c.logged_at)).where(
    TOUCHES.c.team == bindparam("team_"),
    TOUCHES.c.by == bindparam("by_"),
    TOUCHES.c.logged_at >= bindparam("since_"),
    TOUCHES.c.candidate == bindparam("candidate_"),
    TOUCHES.c.kind == bindparam("kind_"),
    TOUCHES.c.outcome == bindparam("outcome_"),
    TOUCHES.c.note == bindparam("note_"),
    TOUCHES.c.id != bindparam("id_"),
    _THERE,
)
# The owner of whom a touch is with, where whoever logs it stands in for them.
_COVERED = (
    select(CANDIDATES.c.owner)
    .join(PEOPLE, (PEOPLE.c.team == CANDIDATES.c.team) & (PEOPLE.c.id == CANDIDATES.c.owner))
    .where(CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id == bindparam("candidate_"))
    .where(PEOPLE.c.cover == bindparam("by_"))
    .correlate(None)
    .scalar_subquery()
)


def _told_or_found(name: str) -> Any:
    """What was said of a touch; else the owner for whom it was made, else whoever made it."""
    return func.coalesce(func.nullif(bindparam(f"{name}_"), ""), _COVERED, bindparam("by_"))


SAVE = TOUCHES.insert().values(holds=_told_or_found("holds"), credit=_told_or_found("credit"))
_LOG = SAVE.returning(TOUCHES.c.holds, TOUCHES.c.credit, _SAME.correlate(None).scalar_subquery().label("same_at"))
_RANKED = (
    select(TOUCHES, func.row_number().over(partition_by=TOUCHES.c.candidate, order_by=_NEWEST).label("place"))
    .where(
        TOUCHES.c.team == bindparam("team_"),
        TOUCHES.c.candidate.in_(bindparam("candidates", expanding=True)),
        TOUCHES.c.two_way,
        _THERE,
    )
    .subquery()
)
_LAST_SPOKEN = select(_RANKED).where(_RANKED.c.place == 1)


@dataclass(frozen=True, slots=True)
class Saved:
    """A touch as it was saved; `same_at` is when the same had been logged shortly before, if it was."""

    touch: Touch
    same_at: datetime | None


def log(db: Db, team: str, touch: Touch, same_since: datetime | None = None) -> Saved:
    """Save a touch and what it says of the candidate as a whole; tell when the same was logged since a moment, if so.

    It is the same where the same person logged the same words about the same candidate. Where the touch does not say
    whose ownership it renews, or who gets the credit, it is the owner whose cover logs it, else whoever logs it.
    """
    same = {"since_": same_since, "id_": touch.id}
    words = {"kind_": touch.how.kind, "outcome_": touch.how.outcome, "note_": touch.note}
    row = db.execute(_LOG, to_save(team, touch) | same | words).one()
    saved = replace(touch, holds=row.holds, credit=row.credit)
    moments.count(db, team, saved)
    return Saved(saved, row.same_at)


def to_save(team: str, touch: Touch) -> dict[str, Any]:
    """Write a touch that is about to be saved, for `SAVE`."""
    row = written(team, touch)
    found = {"holds_": row.pop("holds"), "credit_": row.pop("credit")}
    return row | found | {"team_": team, "candidate_": touch.candidate, "by_": touch.by}


def change(db: Db, team: str, touch: Touch, by: str, now: datetime) -> None:
    """Save what was corrected about a touch; what it said before is kept as a hash in the audit."""
    before = touch_of(db, team, touch.id)
    row = written(team, touch)
    mine = (TOUCHES.c.team == team, TOUCHES.c.id == touch.id)
    db.execute(update(TOUCHES).where(*mine).values(**row))
    audit.record(db, team, by, "edited", "touch", touch.id, now, before=told_of(before), after=told_of(touch))
    recount(db, team, [touch.candidate])


def delete(db: Db, team: str, touch: Touch, by: str, now: datetime) -> None:
    """Mark a touch as deleted; it counts no longer, and who did it stays on record."""
    mine = (TOUCHES.c.team == team, TOUCHES.c.id == touch.id)
    db.execute(update(TOUCHES).where(*mine).values(deleted_at=now))
    audit.record(db, team, by, "deleted", "touch", touch.id, now, before=told_of(touch))
    recount(db, team, [touch.candidate])


def touch_of(db: Db, team: str, id: int, *, hold: bool = False) -> Touch | None:
    """Give one touch of this team, deleted ones too, or None; `hold` keeps others from changing it meanwhile."""
    chosen = select(TOUCHES).where(TOUCHES.c.team == team, TOUCHES.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return read(row) if row else None


def several(db: Db, team: str, ids: Sequence[int]) -> dict[int, Touch]:
    """Give these touches of this team, by id."""
    if not ids:
        return {}
    rows = db.execute(select(TOUCHES).where(TOUCHES.c.team == team, TOUCHES.c.id.in_(list(ids)))).mappings()
    return {row["id"]: read(row) for row in rows}


def latest(db: Db, team: str, candidate: int, most: int = 5) -> tuple[Touch, ...]:
    """List a candidate's newest touches, newest first."""
    return _some(db, _of(team, candidate).limit(most))


def last_two_way(db: Db, team: str, candidate: int) -> Touch | None:
    """Give the last time somebody really spoke with a candidate."""
    return next(iter(_some(db, _of(team, candidate).where(TOUCHES.c.two_way).limit(1))), None)


def attempts(db: Db, team: str, candidate: int, owner: str | None, since: datetime | None) -> int:
    """Count how often an owner, or who stands in for them, tried to reach a candidate since a moment, in vain."""
    if owner is None or since is None:
        return 0
    theirs = (TOUCHES.c.team == team, TOUCHES.c.candidate == candidate, TOUCHES.c.at > since, _THERE)
    tried = (TOUCHES.c.holds == owner, TOUCHES.c.direction == Direction.OUT, ~TOUCHES.c.two_way)
    chosen = select(func.count()).where(*theirs, *tried, TOUCHES.c.kind != Kind.NEWSLETTER)
    return db.execute(chosen).scalar_one()


def last_told(db: Db, team: str, candidate: int) -> Touch | None:
    """Give the last touch that told a candidate where they stand."""
    return next(iter(_some(db, _of(team, candidate).where(TOUCHES.c.told).limit(1))), None)


def last_promise(db: Db, team: str, candidate: int) -> Touch | None:
    """Give the last touch in which something was promised by a day."""
    promised = _of(team, candidate).where(TOUCHES.c.promised_on.is_not(None))
    return next(iter(_some(db, promised.limit(1))), None)


def last_spoken(db: Db, team: str, candidates: Sequence[int]) -> dict[int, Touch]:
    """Give the last two-way touch of each of these candidates who has one."""
    rows = db.execute(_LAST_SPOKEN, {"team_": team, "candidates": list(candidates)}).mappings()
    return {row["candidate"]: read(row) for row in rows}


def logged_since(db: Db, team: str, by: str, since: datetime) -> list[tuple[Touch, Candidate]]:
    """List what someone has logged since a moment, newest first, with whom; a round of many is listed as such."""
    joined = TOUCHES.join(CANDIDATES, (CANDIDATES.c.team == TOUCHES.c.team) & (CANDIDATES.c.id == TOUCHES.c.candidate))
    alone = (TOUCHES.c.batch.is_(None), _THERE)
    mine = (TOUCHES.c.team == team, TOUCHES.c.by == by, TOUCHES.c.logged_at >= since, *alone)
    chosen = select(TOUCHES, CANDIDATES.c.name).select_from(joined).where(*mine).order_by(TOUCHES.c.logged_at.desc())
    rows = db.execute(chosen.limit(20)).mappings()
    return [(read(row), Candidate(row["candidate"], row["name"])) for row in rows]


def _of(team: str, candidate: int) -> Select[Any]:
    return select(TOUCHES).where(TOUCHES.c.team == team, TOUCHES.c.candidate == candidate, _THERE).order_by(*_NEWEST)


def _some(db: Db, chosen: Select[Any]) -> tuple[Touch, ...]:
    return tuple(read(row) for row in db.execute(chosen).mappings())


def told_of(touch: Touch | None) -> str | None:
    """Say what a touch was, for the record, without its words: how, when, and a hash of the note."""
    if touch is None:
        return None
    plain = replace(touch, note=audit.digest(touch.note))
    return (
        f"{plain.how.kind}.{plain.how.direction}.{plain.how.outcome} {plain.at.isoformat()} {plain.told} {plain.note}"
    )


def written(team: str, touch: Touch) -> dict[str, Any]:
    """Write a touch as a row."""
    return {
        "team": team,
        "id": touch.id,
        "candidate": touch.candidate,
        "kind": touch.how.kind,
        "direction": touch.how.direction,
        "outcome": touch.how.outcome,
        "two_way": touch.two_way,
        "told": touch.told,
        "offers": touch.offers,
        "note": touch.note,
        "promised_on": touch.promised_on,
        "at": touch.at,
        "logged_at": touch.logged_at,
        "by": touch.by,
        "credit": touch.credit,
        "holds": touch.holds,
        "backdated": touch.backdated,
        "batch": touch.batch,
    }


def read(row: Any) -> Touch:
    """Read a touch from its row."""
    return Touch(
        id=row["id"],
        candidate=row["candidate"],
        how=How(Kind(row["kind"]), Direction(row["direction"]), Outcome(row["outcome"])),
        two_way=row["two_way"],
        told=row["told"],
        offers=Offers(row["offers"]) if row["offers"] else None,
        note=row["note"],
        promised_on=row["promised_on"],
        at=row["at"],
        logged_at=row["logged_at"],
        by=row["by"],
        credit=row["credit"],
        holds=row["holds"],
        backdated=row["backdated"],
        deleted=row["deleted_at"] is not None,
        kept_by=row["kept_by"],
        kept_at=row["kept_at"],
        batch=row["batch"],
    )
