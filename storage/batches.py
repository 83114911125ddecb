"""How are many rows written at once?

SQLite takes them one after the other, which costs it little. To PostgreSQL they travel as one JSON text, since a
statement for each of them would.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, Connection, Table, Text, bindparam, cast, column, delete, func, select, update

from storage.insert import begun

Rows = Sequence[Mapping[str, Any]]
POSTGRES = "postgresql"


def add(db: Connection, into: Table, rows: Rows, *, unless_there: bool = False) -> None:
    """Add rows that name the same columns; `unless_there` leaves those alone that are there already."""
    if rows:
        db.execute(_added(db.dialect.name, into, tuple(rows[0]), unless_there), _sent(db, rows))


def change(db: Connection, of: Table, rows: Rows) -> None:
    """Change rows to what these say, which name the key and the same other columns."""
    if rows:
        db.execute(_changed(db.dialect.name, of, tuple(rows[0])), _sent(db, rows))


def strike(db: Connection, of: Table, keys: Rows) -> None:
    """Delete the rows that have these keys."""
    if keys:
        db.execute(_struck(db.dialect.name, of), _sent(db, keys))


@cache
def _added(dialect: str, into: Table, names: tuple[str, ...], unless_there: bool) -> Any:
    new, given = begun(dialect, into), _given(dialect, into, names)
    if dialect == POSTGRES:
        new = new.from_select(list(names), select(*given.values()), include_defaults=False)
    else:
        new = new.values(given)
    return new.on_conflict_do_nothing() if unless_there else new


@cache
def _changed(dialect: str, of: Table, names: tuple[str, ...]) -> Any:
    given, key = _given(dialect, of, names), [each.name for each in of.primary_key]
    theirs = (of.c[name] == given[name] for name in key)
    return update(of).where(*theirs).values({name: given[name] for name in names if name not in key})


@cache
def _struck(dialect: str, of: Table) -> Any:
    key = [each.name for each in of.primary_key]
    return delete(of).where(*(of.c[name] == value for name, value in _given(dialect, of, key).items()))


def _given(dialect: str, of: Table, names: Sequence[str]) -> dict[str, Any]:
    """Say what stands in a statement for each column of the rows, as `_sent` sends them."""
    if dialect != POSTGRES:
        return {name: bindparam(f"{name}_", type_=of.c[name].type) for name in names}
    columns: list[Any] = [column(name, of.c[name].type) for name in names]
    rows = func.json_to_recordset(cast(bindparam("rows_", type_=Text), JSON)).table_valued(*columns)
    each = rows.render_derived(with_types=True)
    return {name: each.c[name] for name in names}


def _sent(db: Connection, rows: Rows) -> Any:
    if db.dialect.name == POSTGRES:
        return {"rows_": json.dumps(list(rows), default=_moment)}
    return [{f"{name}_": value for name, value in row.items()} for row in rows]


def _moment(value: object) -> str:
    """Write a moment into JSON, in UTC; a naive one is refused, as everywhere."""
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("a moment needs a time zone; give an aware datetime")
    return value.astimezone(UTC).isoformat()
