"""How does the bot go on without what was encrypted with a key that is lost for good?"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.facts import Import, ImportState, Unreadable
from storage import agreements, audit, imports, pay_keys
from storage.database import Database, Db
from storage.encryption import encrypt, keyring
from storage.insert import unless_there
from storage.keyring import MARK
from storage.tables import (
    Agreements,
    Bands,
    Base,
    Drafts,
    ImportLines,
    Inbox,
    Levers,
    Losses,
    OfferChanges,
    OfferRounds,
    Offers,
    TouchNotes,
    table,
)

A_PIECE = 500
BY = "operator"
_WHAT = "gave_up_key"


@dataclass(frozen=True, slots=True)
class Instead:
    """What people read from a moment on where something was lost, in words; `figures` where figures were.

    `lost` are the keys, by their fingerprints.
    """

    lost: str
    words: str
    figures: str
    at: datetime


# What is written in the place of what cannot be read.
_INSTEAD: dict[type[Base], Callable[[Instead], str]] = {
    Offers: lambda of: json.dumps({"why": of.words, "done_for_it": "", "salt": secrets.token_hex(16)}),
    OfferRounds: lambda of: json.dumps({"package": {"benefits": of.figures}, "who": ""}),
    OfferChanges: lambda of: json.dumps({"reason": of.words, "said_yes": "", "salt": secrets.token_hex(16)}),
    Levers: lambda of: json.dumps({"words": of.words}),
    Losses: lambda of: json.dumps({"learned": of.words, "salt": secrets.token_hex(16)}),
    TouchNotes: lambda of: of.figures,
    Agreements: lambda of: agreements.lost(of.at.date()),
}
# What is nothing without what it says: what was being typed, how a press was answered, the ends of a band.
_GONE = (Drafts, Inbox, Bands)


def lost(db: Db, ours: tuple[str, ...]) -> dict[type[Base], int]:
    """Count what can be read by none of our keys, by its table."""
    counts = {}
    for of in pay_keys.ENCRYPTED:
        chosen = select(func.count()).select_from(table(of)).where(*_unreadable(of, ours))
        counts[of] = db.execute(chosen).scalar_one()
    return {of: count for of, count in counts.items() if count}


def give_up(database: Database, instead: Instead) -> Iterator[int]:
    """Write in the place of all that none of our keys reads that it was lost; give how many rows each piece was.

    Our first key is on record before anything is encrypted by it, the lost ones until nothing is left of theirs: killed
    anywhere, it goes on with what is left when it is run again.
    """
    database.run(_remember, instead)
    for of in _INSTEAD:
        yield from _all(database, _replace, of, instead)
    yield from _all(database, _let_files_go, ImportLines, instead)
    for of in _GONE:
        yield from _all(database, _remove, of, instead)
    database.run(_forget)


def _remember(db: Db, instead: Instead) -> None:
    db.execute(
        unless_there(db, pay_keys.PAY_KEYS, "fingerprint"), {"fingerprint": keyring(db).first, "since": instead.at}
    )


def _forget(db: Db) -> None:
    ours = keyring(db).fingerprints
    pay_keys.forget(db, pay_keys.missing(db, ours))


def _all(
    database: Database, piece: Callable[[Db, type[Base], Instead], int], of: type[Base], instead: Instead
) -> Iterator[int]:
    while count := database.run(piece, of, instead):
        yield count


def _replace(db: Db, of: type[Base], instead: Instead) -> int:
    there, name = table(of), pay_keys.ENCRYPTED[of]
    rows = _next(db, of)
    for row in rows:
        place = "/".join(str(row[key]) for key in (each.name for each in there.primary_key) if key != "team")
        written = encrypt(db, row["team"], f"{there.name}/{place}", _INSTEAD[of](instead))
        db.execute(update(there).where(*_this(there, row)).values({name: written}))
    _record(db, of, rows, instead)
    return len(rows)


def _remove(db: Db, of: type[Base], instead: Instead) -> int:
    rows = _next(db, of)
    for row in rows:
        db.execute(delete(table(of)).where(*_this(table(of), row)))
    _record(db, of, rows, instead)
    return len(rows)


def _let_files_go(db: Db, of: type[Base], instead: Instead) -> int:
    """Let a file go of which a line is lost; what was brought in of it stays, and its message says so."""
    rows = _next(db, of)
    for team, id in sorted({(row["team"], row["of"]) for row in rows}):
        there = imports.one(db, team, id)
        assert there is not None
        _let_go(db, there)
        imports.redraw(db, there, instead.at)
    _record(db, of, rows, instead)
    return len(rows)


def _let_go(db: Db, of: Import) -> None:
    lines = table(ImportLines)
    if of.state is ImportState.SHOWN:
        imports.cancel(db, of)
    elif of.state is ImportState.RUNNING:
        imports.fail(db, of, Unreadable.BROKEN)
    db.execute(delete(lines).where(lines.c.team == of.team, lines.c.of == of.id))


def _next(db: Db, of: type[Base]) -> list[Any]:
    keys = list(table(of).primary_key)
    chosen = select(*keys).where(*_unreadable(of, keyring(db).fingerprints)).order_by(*keys).limit(A_PIECE)
    return list(db.execute(chosen).mappings())


def _this(there: Any, row: Any) -> list[ColumnElement[bool]]:
    return [key == row[key.name] for key in there.primary_key]


def _unreadable(of: type[Base], ours: tuple[str, ...]) -> list[ColumnElement[bool]]:
    column = table(of).c[pay_keys.ENCRYPTED[of]]
    by_others = [~column.startswith(f"{MARK}{each}:") for each in ours]
    return [column.startswith(MARK), *by_others, *pay_keys.holding(of)]


def _record(db: Db, of: type[Base], rows: list[Any], instead: Instead) -> None:
    for team, count in Counter(row["team"] for row in rows).items():
        audit.record(db, team, BY, _WHAT, "table", table(of).name, instead.at, before=instead.lost, after=str(count))
