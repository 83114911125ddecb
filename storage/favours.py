"""What was given to candidates and asked of them, what came of it, and was it thanked for?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.facts import Favour, FavourKind
from storage import audit
from storage.database import Db
from storage.tables import Favours, table

FAVOURS = table(Favours)
_FIELDS = tuple(name for name in Favour.__slots__ if name != "kind")
_OF = (
    select(FAVOURS)
    .where(FAVOURS.c.team == bindparam("team_"), FAVOURS.c.candidate == bindparam("candidate_"))
    .order_by(FAVOURS.c.at.desc(), FAVOURS.c.id.desc())
    .limit(bindparam("most"))
)


def add(db: Db, team: str, favour: Favour, now: datetime) -> None:
    """Keep a favour; the record has a hash of its words."""
    row = {name: getattr(favour, name) for name in _FIELDS} | {"team": team, "kind": favour.kind}
    db.execute(FAVOURS.insert(), row)
    verb, told = "asked" if favour.asked else "gave", f"{favour.kind} {audit.digest(favour.words)}"
    audit.record(db, team, favour.by, verb, "favour", favour.id, now, after=told)


def of(db: Db, team: str, candidate: int, most: int = 15) -> tuple[Favour, ...]:
    """List the newest favours of a candidate, newest first."""
    rows = db.execute(_OF, {"team_": team, "candidate_": candidate, "most": most}).mappings()
    return tuple(_favour(row) for row in rows)


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Favour | None:
    """Give one favour of this team, or None; `hold` keeps others from changing it meanwhile."""
    chosen = select(FAVOURS).where(FAVOURS.c.team == team, FAVOURS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _favour(row) if row else None


def came(db: Db, team: str, favour: Favour, words: str | None, by: str, now: datetime) -> None:
    """Keep what came of a favour, or that nothing is known of it; when it first came stays."""
    came_at = (favour.came_at or now) if words else None
    _set(db, team, favour, came_of_it=words, came_at=came_at)
    before, after = (audit.digest(told) if told else None for told in (favour.came_of_it, words))
    audit.record(db, team, by, "came", "favour", favour.id, now, before=before, after=after)


def thank(db: Db, team: str, favour: Favour, thanked_at: datetime | None, by: str, now: datetime) -> None:
    """Keep that they were thanked for what came, or take that back."""
    _set(db, team, favour, thanked_at=thanked_at)
    audit.record(db, team, by, "thanked" if thanked_at else "unthanked", "favour", favour.id, now)


def take_out(db: Db, team: str, favour: Favour, by: str, now: datetime) -> None:
    """Remove a favour that was a slip; that it was there stays on record, as a hash."""
    db.execute(delete(FAVOURS).where(FAVOURS.c.team == team, FAVOURS.c.id == favour.id))
    told = f"{favour.kind} {audit.digest(favour.words)}"
    audit.record(db, team, by, "deleted", "favour", favour.id, now, before=told)


def _set(db: Db, team: str, favour: Favour, **values: Any) -> None:
    db.execute(update(FAVOURS).where(FAVOURS.c.team == team, FAVOURS.c.id == favour.id).values(**values))


def _favour(row: Any) -> Favour:
    return Favour(**{name: row[name] for name in _FIELDS}, kind=FavourKind(row["kind"]))
