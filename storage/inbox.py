"""Has this press, form or event been dealt with already, and with which outcome?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select

from storage.database import Db
from storage.insert import insert
from storage.tables import Inbox, table

P = ParamSpec("P")
T = TypeVar("T")
KEPT_FOR = timedelta(days=10)
INBOX = table(Inbox)
_REMEMBERED = select(INBOX.c.result).where(INBOX.c.team == bindparam("team_"), INBOX.c.key == bindparam("key_"))


class Repeated(Exception):
    """The same thing was dealt with by another process at this very moment; asking again gives its outcome."""


def once(
    db: Db,
    team: str,
    key: str,
    now: datetime,
    fn: Callable[Concatenate[Db, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Do a thing the first time and remember its outcome; give the same outcome ever after.

    The outcome is kept as JSON by the return type that `fn` declares.
    """
    codec = _codec(fn)
    found = db.execute(_REMEMBERED, {"team_": team, "key_": key}).scalar()
    if found is not None:
        remembered: T = codec.validate_json(found)
        return remembered
    outcome = fn(db, *args, **kwargs)
    row = {"team": team, "key": key, "at": now, "result": codec.dump_json(outcome).decode()}
    stored = db.execute(insert(db, INBOX).on_conflict_do_nothing().returning(INBOX.c.key), row).scalar()
    if stored is None:
        raise Repeated(key)
    return outcome


@cache
def _codec(fn: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(fn)["return"])


def sweep(db: Db, now: datetime) -> None:
    """Forget what is too old to come again."""
    db.execute(delete(INBOX).where(INBOX.c.at < now - KEPT_FOR))
