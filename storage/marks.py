"""How is a candidate marked as a whole: by a segment, as not to be contacted, as connected with us on a network?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.facts import Connected, DoNotContact, Marks, Segment
from storage import audit
from storage.database import Db
from storage.tables import Candidates, table

CANDIDATES = table(Candidates)
_OF = select(
    CANDIDATES.c.segment,
    CANDIDATES.c.do_not_contact,
    CANDIDATES.c.do_not_contact_by,
    CANDIDATES.c.do_not_contact_at,
    CANDIDATES.c.connected_by,
    CANDIDATES.c.connected_at,
).where(CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id == bindparam("id_"))


def of(db: Db, team: str, candidate: int) -> Marks:
    """Give how a candidate is marked."""
    row = db.execute(_OF, {"team_": team, "id_": candidate}).first()
    if row is None:
        return Marks()
    forbidden = (row.do_not_contact, row.do_not_contact_by, row.do_not_contact_at)
    return Marks(
        Segment(row.segment) if row.segment in set(Segment) else None,
        DoNotContact(*forbidden) if row.do_not_contact is not None else None,
        Connected(row.connected_by, row.connected_at) if row.connected_at else None,
    )


def put_in_segment(db: Db, team: str, candidate: int, segment: Segment | None, by: str, now: datetime) -> None:
    """Put a candidate in a segment, or in none; on record where it changes anything."""
    before = of(db, team, candidate).segment
    if before is not segment:
        _set(db, team, candidate, segment=segment)
        audit.record(db, team, by, "segmented", "candidate", candidate, now, before=before, after=segment)


def forbid(db: Db, team: str, candidate: int, reason: str, by: str, now: datetime) -> None:
    """Mark a candidate as not to be contacted, for a reason; the record keeps a hash of it."""
    _set(db, team, candidate, do_not_contact=reason, do_not_contact_by=by, do_not_contact_at=now)
    audit.record(db, team, by, "forbade", "candidate", candidate, now, after=audit.digest(reason))


def allow(db: Db, team: str, candidate: int, by: str, now: datetime) -> None:
    """Take back that a candidate is not to be contacted."""
    marked = of(db, team, candidate).do_not_contact
    if marked:
        _set(db, team, candidate, do_not_contact=None, do_not_contact_by=None, do_not_contact_at=None)
        audit.record(db, team, by, "allowed", "candidate", candidate, now, before=audit.digest(marked.reason))


def connect(db: Db, team: str, candidate: int, by: str, now: datetime) -> bool:
    """Write down that someone is connected with a candidate on a network; where it was, take it back: False."""
    is_new = of(db, team, candidate).connected is None
    _set(db, team, candidate, connected_by=by if is_new else None, connected_at=now if is_new else None)
    audit.record(db, team, by, "connected" if is_new else "disconnected", "candidate", candidate, now)
    return is_new


def _set(db: Db, team: str, candidate: int, **values: Any) -> None:
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    db.execute(update(CANDIDATES).where(*mine).values(**values))
