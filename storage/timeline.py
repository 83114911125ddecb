"""What has happened with a candidate, page by page?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select

from bot.facts import Candidate, Entry, Timeline
from storage import happened, notes
from storage.database import Db
from storage.happened import Reach
from storage.tables import Audit, table

AUDIT = table(Audit)
PAGE = 15
Key = tuple[datetime, int]


def page(
    db: Db,
    team: str,
    candidate: Candidate,
    today: date,
    key: Key | None = None,
    *,
    later: bool = False,
    most: int = PAGE,
    disputes: Iterable[int] = (),
) -> Timeline:
    """Give a page of what happened, newest first: what came before a key, or after it if `later`.

    `disputes` are those that whoever looks may see.
    """
    reach = Reach(team, candidate.id, key, later, today, most, frozenset(disputes))
    found = sorted(happened.entries(db, reach), key=lambda entry: entry.key, reverse=not later)
    shown, is_more = found[:most], len(found) > most
    shown = sorted(shown, key=lambda entry: entry.key, reverse=True)
    entries = tuple(_with_more_of_touches(db, team, shown))
    # A page is reached from its neighbour, which is therefore there.
    if later:
        return Timeline(candidate, entries, has_earlier=True, has_later=is_more)
    return Timeline(candidate, entries, has_earlier=is_more, has_later=key is not None)


def _with_more_of_touches(db: Db, team: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """Add to touches what was learned in them, and who took them back."""
    ids = [entry.id for entry in entries if entry.touch]
    mine = (AUDIT.c.team == team, AUDIT.c.subject_kind == "touch", AUDIT.c.subject.in_([str(id) for id in ids]))
    deleted = select(AUDIT.c.subject, AUDIT.c.by).where(*mine, AUDIT.c.verb == "deleted")
    by = {row.subject: row.by for row in db.execute(deleted)} if ids else {}
    learned = notes.of_touches(db, team, ids)
    for entry in entries:
        if entry.touch is None:
            yield entry
        else:
            yield replace(entry, notes=learned.get(entry.id, {}), deleted_by=by.get(str(entry.id), ""))
