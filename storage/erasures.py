"""Which erasures were asked for, are still to be done, or have to be done again?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import exists, select, text, update

from bot.facts import Erased, Erasure, KnownAs
from storage import audit
from storage.database import WAKE, Db
from storage.insert import insert, unless_there
from storage.tables import Candidates, Erasures, table

ERASURES, CANDIDATES = table(Erasures), table(Candidates)
_TOLD = TypeAdapter(Erased)
_UNDONE = text("done_at IS NULL")
# Stands in place of what was told, where nobody asked: a record that came back with an old backup.
RESTORED = "restored"


def ask(db: Db, team: str, candidate: int, by: str, now: datetime) -> bool:
    """Write down that someone is to be erased; False where nobody is there, or where it is still to be done.

    Their record is held, so that it is not made one with another at this moment.
    """
    there = select(CANDIDATES.c.id).where(CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    if db.execute(there.with_for_update()).first() is None:
        return False
    row = {"team": team, "candidate": candidate, "by": by, "at": now}
    new = db.execute(unless_there(db, ERASURES, "candidate"), row).scalar() is not None
    again = (ERASURES.c.team == team, ERASURES.c.candidate == candidate, ERASURES.c.done_at.is_not(None))
    anew = update(ERASURES).where(*again).values(done_at=None, told=None, by=by, at=now)
    asked = new or db.execute(anew.returning(ERASURES.c.candidate)).scalar() is not None
    if asked:
        audit.record(db, team, by, "asked_to_erase", "candidate", candidate, now)
        db.info[WAKE] = True
    return asked


def undone(db: Db) -> list[Erasure]:
    """List the erasures that are still to be done, of all teams, the one that has waited longest first."""
    rows = db.execute(select(ERASURES).where(_UNDONE).order_by(ERASURES.c.at))
    return [Erasure(row.team, row.candidate, row.by, row.at) for row in rows]


def is_asked(db: Db, team: str, candidate: int, *, hold: bool = False) -> bool:
    """Tell whether someone is being erased; `hold` keeps others from doing it at the same moment."""
    mine = (ERASURES.c.team == team, ERASURES.c.candidate == candidate)
    chosen = select(ERASURES.c.candidate).where(*mine, _UNDONE)
    return db.execute(chosen.with_for_update() if hold else chosen).first() is not None


def every(db: Db) -> list[Erasure]:
    """List all erasures there ever were, of all teams."""
    return [Erasure(row.team, row.candidate, row.by, row.at) for row in db.execute(select(ERASURES))]


def bring_in(db: Db, known: Iterable[Erasure]) -> list[Erasure]:
    """Take erasures over from the ledger; give those whose record is here (again), which are to be done (again)."""
    new = [asdict(erasure) | {"done_at": erasure.at} for erasure in known]
    if new:
        db.execute(insert(db, ERASURES).on_conflict_do_nothing(), new)
    there = exists().where(CANDIDATES.c.team == ERASURES.c.team, CANDIDATES.c.id == ERASURES.c.candidate)
    back = update(ERASURES).where(there, ERASURES.c.done_at.is_not(None)).values(done_at=None, told=RESTORED)
    rows = db.execute(back.returning(ERASURES.c.team, ERASURES.c.candidate, ERASURES.c.by, ERASURES.c.at)).all()
    return [Erasure(*row) for row in rows]


def is_written_down(db: Db, erasure: Erasure) -> bool:
    """Tell whether all about someone was deleted before, and only what it left behind is still to be wiped."""
    mine = (ERASURES.c.team == erasure.team, ERASURES.c.candidate == erasure.candidate)
    return db.execute(select(ERASURES.c.told).where(*mine)).scalar() not in (None, RESTORED)


def told(db: Db, team: str, candidate: int) -> tuple[Erasure, Erased] | None:
    """Give an erasure that is done, with how much it was."""
    mine = (ERASURES.c.team == team, ERASURES.c.candidate == candidate, ERASURES.c.done_at.is_not(None))
    row = db.execute(select(ERASURES).where(*mine)).first()
    if row is None or row.told in (None, RESTORED):
        return None
    return Erasure(row.team, row.candidate, row.by, row.at), _TOLD.validate_json(row.told)


def write_down(db: Db, erasure: Erasure, known: KnownAs, erased: Erased, now: datetime) -> None:
    """Write down how much was deleted, also for every record that had been merged into theirs, which is done so."""
    told = json.dumps(asdict(erased))
    for id in known.ids:
        row = {"team": erasure.team, "candidate": id, "by": erasure.by, "at": erasure.at}
        db.execute(unless_there(db, ERASURES, "candidate"), row)
    of = (ERASURES.c.team == erasure.team, ERASURES.c.candidate != erasure.candidate)
    db.execute(update(ERASURES).where(*of, ERASURES.c.candidate.in_(known.ids)).values(done_at=now, told=told))
    mine = (ERASURES.c.team == erasure.team, ERASURES.c.candidate == erasure.candidate, ERASURES.c.told.is_(None))
    db.execute(update(ERASURES).where(*mine).values(told=told))
    audit.record(db, erasure.team, erasure.by, "erased", "candidate", erasure.candidate, now)


def finish(db: Db, erasure: Erasure, now: datetime) -> bool:
    """Write down that an erasure is done; tell whether somebody waits to hear of it.

    Nobody does where it was done meanwhile, or where the record only came back with an old backup.
    """
    mine = (ERASURES.c.team == erasure.team, ERASURES.c.candidate == erasure.candidate, _UNDONE)
    done = db.execute(update(ERASURES).where(*mine).values(done_at=now).returning(ERASURES.c.told)).first()
    return done is not None and done.told != RESTORED
