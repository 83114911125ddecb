"""What has someone typed and not finished yet?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import delete, select, update

from storage.columns import new_id
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Drafts, table

T = TypeVar("T")
DRAFTS = table(Drafts)
KEPT_FOR = timedelta(days=10)


def keep(db: Db, team: str, by: str, draft: object, now: datetime) -> int:
    """Keep a draft (a frozen dataclass) and give its id."""
    id = new_id()
    db.execute(DRAFTS.insert(), {"team": team, "id": id, "by": by, "body": _written(db, team, id, draft), "at": now})
    return id


def change(db: Db, team: str, by: str, id: int, draft: object) -> None:
    """Keep what has been typed since."""
    mine = (DRAFTS.c.team == team, DRAFTS.c.id == id, DRAFTS.c.by == by)
    db.execute(update(DRAFTS).where(*mine).values(body=_written(db, team, id, draft)))


def kept(db: Db, team: str, by: str, id: int, of: type[T]) -> T | None:
    """Give a person's own draft back, or None where there is none (any more)."""
    mine = (DRAFTS.c.team == team, DRAFTS.c.id == id, DRAFTS.c.by == by)
    body = db.execute(select(DRAFTS.c.body).where(*mine)).scalar()
    return None if body is None else _read(of, decrypted(db, team, _place(id), body))


def take(db: Db, team: str, by: str, id: int, of: type[T]) -> T | None:
    """Give a person's own draft back for good: whoever asks next, even at the same moment, gets None."""
    mine = (DRAFTS.c.team == team, DRAFTS.c.id == id, DRAFTS.c.by == by)
    body = db.execute(delete(DRAFTS).where(*mine).returning(DRAFTS.c.body)).scalar()
    return None if body is None else _read(of, decrypted(db, team, _place(id), body))


def sweep(db: Db, now: datetime) -> None:
    """Throw away what nobody came back to."""
    db.execute(delete(DRAFTS).where(DRAFTS.c.at < now - KEPT_FOR))


def _read(of: type[T], body: str) -> T | None:
    """Read a draft; one of another kind, or which another version kept in a way we cannot read, is none."""
    if set(json.loads(body)) - {field.name for field in fields(cast(Any, of))}:
        return None
    try:
        draft: T = _codec(of).validate_json(body)
    except ValidationError:
        return None
    return draft


def _written(db: Db, team: str, id: int, draft: object) -> str:
    """Write a draft, encrypted, since there may be pay in it."""
    return encrypt(db, team, _place(id), _codec(type(draft)).dump_json(draft).decode())


def _place(id: int) -> str:
    return f"drafts/{id}"


_codec: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)
