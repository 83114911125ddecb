"""By which keys is pay in this database encrypted, and do we have them?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, text

from bot.errors import Misconfigured
from storage.database import Db
from storage.encryption import keyring
from storage.insert import unless_there
from storage.key_file import Keys
from storage.keyring import MARK, Keyring
from storage.notes import SECRET
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
    PayKeys,
    TouchNotes,
    table,
)

PAY_KEYS = table(PayKeys)
# What is encrypted: of each table one column; of notes only those about pay.
ENCRYPTED: dict[type[Base], str] = {
    **dict.fromkeys((Offers, OfferRounds, OfferChanges, Levers, Agreements, Losses, Bands), "encrypted"),
    TouchNotes: "words",
    Drafts: "body",
    Inbox: "result",
    ImportLines: "body",
}
NOTES = table(TouchNotes)
_ALONE = text("LOCK TABLE pay_keys IN SHARE ROW EXCLUSIVE MODE")
MISSING = (
    "Pay in this database is encrypted with the key {}, which is not in {}: put it back there, from the copy that you "
    "keep apart from the backups. Without it nobody can read that pay. If it is lost for good, "
    "`python -m bot keys give-up` goes on without what it encrypted."
)


def holds(of: type[Base], name: str, row: Any) -> bool:
    """Tell whether a column of a row is encrypted; whatever people type elsewhere never is, however it begins."""
    return ENCRYPTED.get(of) == name and (of is not TouchNotes or row["about"] in SECRET)


def holding(of: type[Base]) -> list[ColumnElement[bool]]:
    """Say which rows of a table are encrypted."""
    return [NOTES.c.about.in_(SECRET)] if of is TouchNotes else []


def used(db: Db) -> list[str]:
    """List the fingerprints of all keys that pay was encrypted with, oldest first."""
    return list(db.execute(select(PAY_KEYS.c.fingerprint).order_by(PAY_KEYS.c.since, PAY_KEYS.c.fingerprint)).scalars())


def suit(db: Db, keys: Keys, ring: Keyring | None) -> None:
    """Raise `Misconfigured` where pay was, or is, encrypted with a key that we do not have.

    What is encrypted is looked at too: a process that was not restarted may write by a key that is forgotten already.
    """
    _refuse(missing(db, ring.fingerprints if ring else ()), keys)


def missing(db: Db, ours: Sequence[str]) -> list[str]:
    """List the fingerprints of the keys that are not among ours, by which something is encrypted, or was to be."""
    return [each for each in dict.fromkeys([*used(db), *counted(db)]) if each not in ours]


def _refuse(missing: Sequence[str], keys: Keys) -> None:
    if missing:
        raise Misconfigured(not_there(missing, keys))


def not_there(missing: Sequence[str], keys: Keys) -> str:
    """Say which keys are missing, and where they are to be put back."""
    return MISSING.format(" and ".join(missing), keys.where)


def begin(db: Db, keys: Keys, now: datetime) -> None:
    """Write down that we encrypt by our first key from now on; two who begin with different keys come after another."""
    if db.dialect.name == "postgresql":
        db.execute(_ALONE)
    ring = keyring(db)
    _refuse([each for each in used(db) if each not in ring.fingerprints], keys)
    db.execute(unless_there(db, PAY_KEYS, "fingerprint"), {"fingerprint": ring.first, "since": now})


def counted(db: Db) -> dict[str, int]:
    """Count what is encrypted by each key, by its fingerprint."""
    found: dict[str, int] = {}
    for of, name in ENCRYPTED.items():
        column = table(of).c[name]
        by = func.substr(column, len(MARK) + 1, 16)
        theirs = (column.startswith(MARK), *holding(of))
        chosen = select(by.label("by"), func.count().label("rows")).where(*theirs).group_by(by)
        for row in db.execute(chosen):
            found[row.by] = found.get(row.by, 0) + row.rows
    return found


def unused(db: Db) -> list[str]:
    """List the keys by which nothing is encrypted any more."""
    counts, first = counted(db), keyring(db).first
    return [each for each in used(db) if each != first and not counts.get(each)]


def forget(db: Db, fingerprints: Sequence[str]) -> None:
    """Forget keys that are `unused`."""
    db.execute(delete(PAY_KEYS).where(PAY_KEYS.c.fingerprint.in_(fingerprints)))
