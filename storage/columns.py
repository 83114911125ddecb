"""In which shapes are moments and ids kept?"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Dialect, String, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment on both engines; a naive one is refused with `ValueError`."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Choose the engine's own type: PostgreSQL keeps zones, SQLite forgets them."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take an aware moment to UTC before it is written."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone; give an aware datetime")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> int:
    """Draw an opaque id: 63 random bits, so that nobody can guess a neighbour's and no counter is shared."""
    return secrets.randbits(63)


TeamKey = Annotated[str, mapped_column(String(20), primary_key=True)]
IdKey = Annotated[int, mapped_column(BigInteger, primary_key=True, autoincrement=False)]
Ref = Annotated[int, mapped_column(BigInteger)]
Who = Annotated[str, mapped_column(String(20))]
Word = Annotated[str, mapped_column(String(40))]
At = Annotated[datetime, mapped_column(Moment)]
Body = Annotated[str, mapped_column(Text)]
# Sorted by code point on both engines, so that "begins with" is a range of an index.
SORTED = Text().with_variant(Text(collation="C"), "postgresql")
Folded = Annotated[str, mapped_column(SORTED)]
