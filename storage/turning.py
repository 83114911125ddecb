"""How is what is kept in clear encrypted, and what was encrypted by an old key encrypted by the first?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, tuple_, update

from storage.database import Database, Db
from storage.encryption import encrypt, in_clear, keyring, rewritten
from storage.engines import empty_log
from storage.keyring import MARK
from storage.pay_keys import ENCRYPTED, holding
from storage.tables import Base, Drafts, ImportLines, Inbox, TouchNotes, table

A_PIECE = 500
Key = tuple[Any, ...]
# What a version before kept in clear, and where a row of it belongs.
_PLACES: dict[type[Base], Callable[[Any], str]] = {
    TouchNotes: lambda row: f"touch_notes/{row.touch}/{row.about}",
    Drafts: lambda row: f"drafts/{row.id}",
    Inbox: lambda row: f"inbox/{row.key}",
    ImportLines: lambda row: f"import_lines/{row.of}/{row.number}",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Texts of some rows of a table as they stood and as they are to stand; `go_on` is the last of them, or None."""

    of: type[Base]
    texts: list[dict[str, Any]]
    go_on: Key | None


def turn(database: Database) -> Iterator[int]:
    """Encrypt all by the first key, piece by piece, beside whoever works; give how many of each piece were turned.

    Killed anywhere, it goes on with what is left when it is run again.
    """
    for of in ENCRYPTED:
        yield from _all(database, turned, of)


def encrypt_all(database: Database) -> int:
    """Encrypt what a version before kept in clear, piece by piece; tell how much it was.

    Killed anywhere, it goes on with what is left when it is run again.
    """
    count = sum(count for of in _PLACES for count in _all(database, hidden, of))
    if count and database.dialect == "sqlite":
        empty_log(database.engine)
    return count


def turned(db: Db, of: type[Base], after: Key | None) -> Piece:
    """Encrypt one piece of a table by the first key, to be written."""
    column = table(of).c[ENCRYPTED[of]]
    theirs = (column.startswith(MARK), ~column.startswith(f"{MARK}{keyring(db).first}:"), *holding(of))
    return _piece(db, of, after, theirs, lambda row, text: rewritten(db, text, in_clear(db, text)))


def hidden(db: Db, of: type[Base], after: Key | None) -> Piece:
    """Encrypt one piece of what stands in clear in a table, to be written."""
    there, place = table(of), _PLACES[of]
    column = there.c[ENCRYPTED[of]]
    theirs = (~column.startswith(MARK), column != "", *holding(of))
    return _piece(db, of, after, theirs, lambda row, text: encrypt(db, row.team, place(row), text))


def write(db: Db, piece: Piece) -> None:
    """Write the texts of a piece, but for those that somebody else has written since they were read."""
    there, name = table(piece.of), ENCRYPTED[piece.of]
    mine = [key == bindparam(f"{key.name}_") for key in there.primary_key]
    anew = update(there).where(*mine, there.c[name] == bindparam("before_")).values({name: bindparam("after_")})
    if piece.texts:
        db.execute(anew, piece.texts)


def _all(database: Database, next_of: Callable[[Db, type[Base], Key | None], Piece], of: type[Base]) -> Iterator[int]:
    """Write piece after piece; all but the writing itself is done while others write, so that nobody waits for it."""
    after: Key | None = None
    while True:
        piece = database.look(next_of, of, after)
        if piece.texts:
            database.run(write, piece)
            yield len(piece.texts)
        after = piece.go_on
        if after is None:
            return


def _piece(db: Db, of: type[Base], after: Key | None, theirs: tuple[Any, ...], new: Callable[[Any, str], str]) -> Piece:
    there, name = table(of), ENCRYPTED[of]
    keys = list(there.primary_key)
    chosen = select(*keys, there.c[name]).where(*theirs).order_by(*keys).limit(A_PIECE)
    rows = db.execute(chosen.where(tuple_(*keys) > tuple_(*after)) if after else chosen).all()
    texts = [
        {f"{key.name}_": row._mapping[key.name] for key in keys}
        | {"before_": row._mapping[name], "after_": new(row, row._mapping[name])}
        for row in rows
    ]
    full = len(rows) == A_PIECE
    return Piece(of, texts, tuple(rows[-1]._mapping[key.name] for key in keys) if full else None)
