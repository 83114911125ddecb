"""How is a row inserted that may already be there?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(db: Connection, into: Table) -> Any:
    """Begin an insert that can say what happens on conflict, in the engine's own way."""
    return postgresql.insert(into) if db.dialect.name == "postgresql" else sqlite.insert(into)
