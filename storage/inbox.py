"""Has this press, form or event been dealt with already, and with which outcome?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Concatenate, ParamSpec, TypeVar, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select, update

from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.insert import unless_there
from storage.tables import Inbox, table

P = ParamSpec("P")
T = TypeVar("T")
KEPT_FOR = timedelta(days=10)
INBOX = table(Inbox)
_THIS = (INBOX.c.team == bindparam("team_"), INBOX.c.key == bindparam("key_"))
_REMEMBERED = select(INBOX.c.result).where(*_THIS)
_REMEMBER = update(INBOX).where(*_THIS).values(result=bindparam("result_"))


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

    The key is taken first: who comes with the same one at this very moment waits until it is done, or not done.
    The outcome is kept as JSON by the return type that `fn` declares, encrypted, since there may be pay in it.
    """
    codec = _codec(fn)
    claim = {"team": team, "key": key, "at": now, "result": ""}
    if db.execute(unless_there(db, INBOX, "key"), claim).scalar() is None:
        kept = db.execute(_REMEMBERED, {"team_": team, "key_": key}).scalar_one()
        remembered: T = codec.validate_json(decrypted(db, team, f"inbox/{key}", kept))
        return remembered
    outcome = fn(db, *args, **kwargs)
    result = encrypt(db, team, f"inbox/{key}", codec.dump_json(outcome).decode())
    db.execute(_REMEMBER, {"team_": team, "key_": key, "result_": result})
    return outcome


@cache
def _codec(fn: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(fn)["return"])


def sweep(db: Db, now: datetime) -> None:
    """Forget what is too old to come again."""
    db.execute(delete(INBOX).where(INBOX.c.at < now - KEPT_FOR))
