"""Who owns the one record that two became, and who owns each of them when they are two again?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.facts import Merge, News, Ownership, Passing, Union
from storage import audit, ownership
from storage.columns import new_id
from storage.database import Db
from storage.merging_rows import Row
from storage.ownership import CHANGES
from storage.tables import Lines, Outbox, table

LINES, OUTBOX = table(Lines), table(Outbox)

# The columns of a candidate that say who owns them; a dispute is never carried over, since none is open.
OWNING = ("owner", "owned_since", "owned_how", "held_at", "held_by", "held_until", "credit")


def written(owned: Ownership) -> Row:
    """Write who owns a candidate as the columns of their row."""
    kept = {"owner": owned.owner, "owned_since": owned.since, "owned_how": owned.how, "held_at": owned.held_at}
    return kept | {
        "held_by": owned.held_by,
        "held_until": owned.held_until,
        "credit": ownership.written(owned.credit),
    }


def put_on_record(db: Db, team: str, union: Union, was: str | None, by: str, now: datetime) -> int | None:
    """Write down that a merge has changed an owner, if it has; give the id of what was written.

    `was` is who owned the record that is kept.
    """
    after = union.ownership.owner if union.ownership else was
    before = union.loses or was
    if before == after:
        return None
    id = new_id()
    row = {"team": team, "id": id, "candidate": union.kept, "before": before, "after": after, "how": Passing.MERGED}
    db.execute(CHANGES.insert(), row | {"at": now, "by": by, "touch": None, "dispute": None})
    audit.record(db, team, by, f"owner_{Passing.MERGED}", "candidate", union.kept, now, before=before, after=after)
    return id


def given_back(stands: Row, wrote: Row, kept: Row) -> Row:
    """Say what goes back to the record that was kept, if it is owned as the merge left it; nothing if it is not.

    More time that was granted since is left to who has it.
    """
    if any(stands[name] != wrote.get(name, kept[name]) for name in ("owner", "owned_since")):
        return {}
    longer = stands["held_until"] != wrote.get("held_until", kept["held_until"]) and stands["owner"] == kept["owner"]
    return {name: kept[name] for name in OWNING if not (name == "held_until" and longer)}


def take_back(db: Db, team: str, merge: Merge, body: Mapping[str, Any]) -> None:
    """Take the change of owner off the list of changes: as both are again, it never was. The audit keeps it."""
    if body.get("passed") is not None:
        db.execute(delete(CHANGES).where(CHANGES.c.team == team, CHANGES.c.id == body["passed"]))


def loser(db: Db, team: str, merge: Merge) -> str | None:
    """Name who lost a candidate by a merge, as it stands on the list of changes."""
    mine = (CHANGES.c.team == team, CHANGES.c.candidate == merge.kept, CHANGES.c.at == merge.at)
    before: str | None = db.execute(select(CHANGES.c.before).where(*mine, CHANGES.c.how == Passing.MERGED)).scalar()
    return before


def untell(db: Db, team: str, merge: Merge, loser: str) -> bool:
    """Take the news that someone lost a candidate by a merge out of a letter that nobody has seen; tell if it was."""
    unseen = select(OUTBOX.c.id).where(OUTBOX.c.team == team, OUTBOX.c.recipient == loser, OUTBOX.c.shown.is_(None))
    about = (LINES.c.team == team, LINES.c.kind == News.TAKEN, LINES.c.subject == str(merge.kept))
    told = (LINES.c.whom == loser, LINES.c.since == merge.at, LINES.c.letter.in_(unseen))
    return db.execute(delete(LINES).where(*about, *told)).rowcount > 0
