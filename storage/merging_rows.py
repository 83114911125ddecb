"""Which rows of two records become one record's, and how do they go back?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Table, delete, insert, select, update

from storage import kinds
from storage.columns import Moment
from storage.database import Db
from storage.tables import (
    Approvals,
    CandidateTags,
    ClientContacts,
    Contacts,
    Disputes,
    Favours,
    KnownBefore,
    Lines,
    Offers,
    OwnerChanges,
    People,
    Promises,
    Representations,
    StageChanges,
    Submissions,
    Touches,
    TouchNotes,
    table,
)

CONTACTS, POSITIONS, TAGS = table(Contacts), table(ClientContacts), table(CandidateTags)
SUBMISSIONS, CHANGES = table(Submissions), table(StageChanges)
TOUCHES, NOTES, FAVOURS = table(Touches), table(TouchNotes), table(Favours)
PROMISES, LINES, PEOPLE = table(Promises), table(Lines), table(People)
# SQLite and PostgreSQL both take so many ids in one question, and more than a person has rows.
AT_ONCE = 5_000
Row = dict[str, Any]


@dataclass(frozen=True)
class Owned:
    """A table whose rows are a candidate's: `key` names a row among one candidate's.

    Two rows that agree in all of `same` are one where two records become one. Only `whole` rows are kept for undoing;
    of the others the keys are enough, since they are moved and never changed. `stays` where what is added after a merge
    is about the record that was kept, whatever it is undone to: who owns it.
    """

    of: Table
    key: str
    same: tuple[str, ...] = ()
    stays: bool = False

    @property
    def whole(self) -> bool:
        """Whether rows of it can become one, so that undoing needs all of them."""
        return bool(self.same)

    def sameness(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """Give that by which a row is one with another."""
        return tuple(row[name] for name in self.same)


# Notes follow their touches, stages and placements their submissions, evidence and questions their disputes, and what
# was agreed or learned of an offer follows it.
OWNED = (
    Owned(CONTACTS, "id", ("kind", "value")),
    Owned(TAGS, "tag", ("tag",)),
    Owned(POSITIONS, "client", ("client",)),
    Owned(SUBMISSIONS, "id", ("job",)),
    Owned(TOUCHES, "id"),
    Owned(FAVOURS, "id"),
    Owned(table(KnownBefore), "id"),
    Owned(table(Representations), "id"),
    Owned(table(Offers), "id"),
    Owned(table(OwnerChanges), "id", stays=True),
    Owned(table(Disputes), "id", stays=True),
    Owned(table(Approvals), "id", stays=True),
)


def held(db: Db, team: str, owned: Owned, candidate: int) -> list[Row]:
    """Give what undoing needs of a candidate's rows in one table."""
    columns = list(owned.of.c) if owned.whole else [owned.of.c[owned.key]]
    mine = (owned.of.c.team == team, owned.of.c.candidate == candidate)
    return [dict(row) for row in db.execute(select(*columns).where(*mine).order_by(owned.of.c[owned.key])).mappings()]


def keys(owned: Owned, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Give the keys of rows."""
    return [row[owned.key] for row in rows]


def move(db: Db, team: str, owned: Owned, source: int, to: int, only: Sequence[Any] | None = None) -> None:
    """Make rows of one candidate another's: all of them, or those of these keys."""
    theirs = (owned.of.c.team == team, owned.of.c.candidate == source)
    if only is None:
        db.execute(update(owned.of).where(*theirs).values(candidate=to))
    for some in _some(only or ()):
        db.execute(update(owned.of).where(*theirs, owned.of.c[owned.key].in_(some)).values(candidate=to))


def take_away(db: Db, team: str, owned: Owned, candidate: int, only: Sequence[Any]) -> None:
    """Remove those of a candidate's rows that have become one with another's."""
    theirs = (owned.of.c.team == team, owned.of.c.candidate == candidate)
    for some in _some(only):
        db.execute(delete(owned.of).where(*theirs, owned.of.c[owned.key].in_(some)))


def put_back(db: Db, of: Table, rows: Sequence[Row]) -> None:
    """Write rows again as they were."""
    if rows:
        db.execute(insert(of), list(rows))


def follow(db: Db, team: str, candidates: Sequence[int]) -> None:
    """Have the notes of touches be about whom their touches are about."""
    for candidate in candidates:
        theirs = select(TOUCHES.c.id).where(TOUCHES.c.team == team, TOUCHES.c.candidate == candidate)
        strayed = (NOTES.c.team == team, NOTES.c.candidate.in_(candidates), NOTES.c.candidate != candidate)
        db.execute(update(NOTES).where(*strayed, NOTES.c.touch.in_(theirs)).values(candidate=candidate))


def changes_of(db: Db, team: str, submissions: Sequence[int]) -> dict[int, list[int]]:
    """List the changes of stage of submissions, by submission."""
    mine = (CHANGES.c.team == team, CHANGES.c.submission.in_(submissions))
    found: dict[int, list[int]] = {id: [] for id in submissions}
    for row in db.execute(select(CHANGES.c.id, CHANGES.c.submission).where(*mine)) if submissions else ():
        found[row.submission].append(row.id)
    return found


def give_changes(db: Db, team: str, ids: Sequence[int], submission: int) -> None:
    """Make changes of stage another submission's."""
    for some in _some(ids):
        mine = (CHANGES.c.team == team, CHANGES.c.id.in_(some))
        db.execute(update(CHANGES).where(*mine).values(submission=submission))


def promised(db: Db, team: str, candidates: Sequence[int]) -> list[Row]:
    """Give what is owed about candidates, as it is written down."""
    mine = (PROMISES.c.team == team, PROMISES.c.subject.in_([str(id) for id in candidates]))
    chosen = select(PROMISES).where(*mine, kinds.of_any(db, team, PROMISES.c.kind))
    return [dict(row) for row in db.execute(chosen).mappings()]


def uncovered(db: Db, team: str, owed: Sequence[Row]) -> list[Row]:
    """Give promises as they are heard by whoever owes them: who hears them for a while is found when they are owed."""
    whom = {row["whom"] for row in owed}
    away = select(PEOPLE.c.id, PEOPLE.c.cover).where(PEOPLE.c.team == team, PEOPLE.c.id.in_(sorted(whom)))
    covers = {row.id: row.cover for row in db.execute(away) if row.cover}
    return [row | {"heard_by": row["whom"]} if covers.get(row["whom"]) == row["heard_by"] else row for row in owed]


def lines_about(db: Db, team: str, candidate: int) -> list[Row]:
    """Give the items of letters that are about a candidate."""
    mine = (LINES.c.team == team, LINES.c.subject == str(candidate))
    chosen = select(LINES).where(*mine, kinds.of_any(db, team, LINES.c.kind))
    return [dict(row) for row in db.execute(chosen).mappings()]


def say_about(db: Db, team: str, lines: Sequence[int], candidate: int) -> None:
    """Have items of letters be about another candidate."""
    for some in _some(lines):
        mine = (LINES.c.team == team, LINES.c.id.in_(some))
        db.execute(update(LINES).where(*mine).values(subject=str(candidate)))


def written(rows: Any) -> str:
    """Write rows down as JSON."""
    return json.dumps(rows, default=lambda value: value.isoformat())


def read(of: Table, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Read rows of a table that were written down."""
    return [{name: _read(of, name, value) for name, value in row.items() if name in of.c} for row in rows]


def _read(of: Table, name: str, value: Any) -> Any:
    if value is None or not isinstance(of.c[name].type, Moment | Date):
        return value
    return datetime.fromisoformat(value) if isinstance(of.c[name].type, Moment) else date.fromisoformat(value)


def _some(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
