"""How is a row inserted that may already be there?"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(db: Connection, into: Table) -> Any:
    """Begin an insert that can say what happens on conflict, in the engine's own way."""
    return begun(db.dialect.name, into)


def unless_there(db: Connection, into: Table, tell: str) -> Any:
    """Give an insert that leaves a row that is there alone; it tells a column of a row that was not."""
    return _unless_there(db.dialect.name, into, tell)


def or_change(db: Connection, into: Table, *columns: str) -> Any:
    """Give an insert that changes a row that is there: these columns of it, else all but its key."""
    return _or_change(db.dialect.name, into, columns)


def begun(dialect: str, into: Table) -> Any:
    """Begin an insert for an engine that is known by its name."""
    return postgresql.insert(into) if dialect == "postgresql" else sqlite.insert(into)


@cache
def _unless_there(dialect: str, into: Table, tell: str) -> Any:
    return begun(dialect, into).on_conflict_do_nothing().returning(into.c[tell])


@cache
def _or_change(dialect: str, into: Table, columns: tuple[str, ...]) -> Any:
    new, key = begun(dialect, into), [column.name for column in into.primary_key]
    names = columns or [column.name for column in into.c if column.name not in key]
    return new.on_conflict_do_update(index_elements=key, set_={name: new.excluded[name] for name in names})
