"""Who starts where, on which day, and until when does the guarantee hold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.facts import Placement, Stage, Submission
from storage import audit
from storage.asking import Asked
from storage.database import Db
from storage.tables import Placements, table

PLACEMENTS = table(Placements)
PLACED_AT = (Stage.ACCEPTED, Stage.PLACED)
_FIELDS = [field.name for field in fields(Placement)]
_GOING = Asked(
    select(PLACEMENTS).where(PLACEMENTS.c.team == bindparam("team_"), PLACEMENTS.c.over_at.is_(None)),
    PLACEMENTS.c.candidate,
)


def add(db: Db, team: str, placement: Placement, now: datetime) -> None:
    """Write down who starts where; `storage.offers.mark` is to follow."""
    db.execute(PLACEMENTS.insert(), {"team": team, **asdict(placement)})
    _record(db, team, placement, placement.by, "placed", now)


def take_back(db: Db, team: str, placement: Placement, by: str, now: datetime) -> None:
    """Forget a placement that was none; its offer goes on, so there is nothing to mark."""
    db.execute(delete(PLACEMENTS).where(PLACEMENTS.c.team == team, PLACEMENTS.c.submission == placement.submission))
    _record(db, team, placement, by, "placement_taken_back", now)


def change(db: Db, team: str, placement: Placement, by: str, now: datetime) -> None:
    """Write down what has changed about a placement, which is held."""
    mine = (PLACEMENTS.c.team == team, PLACEMENTS.c.submission == placement.submission)
    db.execute(update(PLACEMENTS).where(*mine).values(**asdict(placement)))
    _record(db, team, placement, by, "placement_changed", now)


def follow(db: Db, team: str, moves: Sequence[tuple[Submission, Stage]], by: str, now: datetime) -> set[int]:
    """End the placements of those who left yes for elsewhere, and have those go on who came back; say of whom.

    `storage.offers.mark` is to follow for these.
    """
    crossed = {
        each.id: stage in PLACED_AT for each, stage in moves if (each.stage in PLACED_AT) != (stage in PLACED_AT)
    }
    chosen = select(PLACEMENTS).where(PLACEMENTS.c.team == team, PLACEMENTS.c.submission.in_(sorted(crossed)))
    there = [_read(row) for row in db.execute(chosen).mappings()] if crossed else []
    followed = [each for each in there if (each.over_at is None) is not crossed[each.submission]]
    for each in followed:
        change(db, team, replace(each, over_at=None if crossed[each.submission] else now), by, now)
    return {each.candidate for each in followed}


def placement(db: Db, team: str, submission: int, *, hold: bool = False) -> Placement | None:
    """Give that of a submission, or None; `hold` keeps others from changing it meanwhile."""
    chosen = select(PLACEMENTS).where(PLACEMENTS.c.team == team, PLACEMENTS.c.submission == submission)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _read(row) if row else None


def going(db: Db, team: str, candidates: Sequence[int]) -> dict[int, list[Placement]]:
    """Give those of candidates that are not over, by candidate."""
    found: dict[int, list[Placement]] = {}
    for row in _GOING.of(db, team, candidates).mappings() if candidates else ():
        found.setdefault(row["candidate"], []).append(_read(row))
    return found


def agreed(db: Db, team: str, candidate: int) -> set[int]:
    """Give the offers that were accepted and whose placements go on."""
    return {each.offer for each in going(db, team, [candidate]).get(candidate, [])}


def _record(db: Db, team: str, placement: Placement, by: str, verb: str, now: datetime) -> None:
    days = (placement.starts_on, placement.guarantee_until, placement.resigned_on, placement.signed_on)
    after = " ".join(day.isoformat() if day else "-" for day in days)
    audit.record(
        db, team, by, verb, "submission", placement.submission, now, before=str(placement.candidate), after=after
    )


def _read(row: Any) -> Placement:
    return Placement(**{name: row[name] for name in _FIELDS})
