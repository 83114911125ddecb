"""Of which kinds are the rows of a table, so that an index that begins with the kind can be used for all of them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select

from storage.database import Db


def of_any(db: Db, team: str, kind: ColumnElement[Any]) -> ColumnElement[bool]:
    """Choose the rows of every kind that a team has: by name, since only so the index is used."""
    return kind.in_(list(_kinds(db, team, kind)))


def _kinds(db: Db, team: str, kind: Any) -> Iterator[str]:
    """Give each kind there is, by one step in an index for each: there are few kinds and very many rows."""
    of: Table = kind.table
    last: str | None = ""
    while last is not None:
        last = db.execute(select(func.min(kind)).where(of.c.team == team, kind > last)).scalar()
        if last is not None:
            yield last
