"""How are tables named and tied together?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, MetaData, Table, text
from sqlalchemy.orm import DeclarativeBase

from storage.columns import Moment


class Base(DeclarativeBase):
    """Holds the names of constraints, so that migrations can find them again on both engines."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, Any] = {datetime: Moment}  # noqa: RUF012 - read by SQLAlchemy


def tied(column: str, table: str) -> ForeignKeyConstraint:
    """Tie a row to another of the same team."""
    return ForeignKeyConstraint(["team", column], [f"{table}.team", f"{table}.id"])


def few(name: str, column: str, only: str) -> Index:
    """Index the few rows that are so, to be counted without looking at all."""
    return Index(name, column, postgresql_where=text(only), sqlite_where=text(only))


def table(of: type[Base]) -> Table:
    """Give the Core table behind a class."""
    found = of.__table__
    assert isinstance(found, Table)
    return found
