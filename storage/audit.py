"""Who changed what, and has anybody tampered with the record of it?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, text, update

from storage import batches
from storage.columns import new_id
from storage.database import Db
from storage.tables import Audit, table

AUDIT = table(Audit)
SEALED_AT_ONCE = 500
# The number all processes agree on for "somebody is sealing"; any would do.
_OUR_TURN = text("SELECT pg_try_advisory_xact_lock(7241350983)")
_UNSEALED = select(AUDIT).where(AUDIT.c.seal.is_(None)).order_by(AUDIT.c.at, AUDIT.c.id).limit(SEALED_AT_ONCE)
_SEAL = (
    update(AUDIT)
    .where(AUDIT.c.team == bindparam("team_"), AUDIT.c.id == bindparam("id_"))
    .values(seal=bindparam("number"), prev_hash=bindparam("previous"), hash=bindparam("sealed"))
)


def record(
    db: Db,
    team: str,
    by: str,
    verb: str,
    subject_kind: str,
    subject: int | str,
    now: datetime,
    *,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """Write down a change; `before` and `after` hold ids, words of ours and hashes, never names, notes or pay."""
    db.execute(
        AUDIT.insert(),
        {
            "team": team,
            "id": new_id(),
            "at": now,
            "by": by,
            "verb": verb,
            "subject_kind": subject_kind,
            "subject": str(subject),
            "before": before,
            "after": after,
        },
    )


def record_each(
    db: Db, team: str, by: str, verb: str, subject_kind: str, subjects: Mapping[int, str | None], now: datetime
) -> None:
    """Write down the same change of many, with what each was before."""
    record_changes(db, team, by, verb, subject_kind, {id: (was, None) for id, was in subjects.items()}, now)


def record_changes(
    db: Db,
    team: str,
    by: str,
    verb: str,
    subject_kind: str,
    changes: Mapping[int, tuple[str | None, str | None]],
    now: datetime,
) -> None:
    """Write down the same kind of change of many, with what each was before and is after."""
    told = {"team": team, "at": now, "by": by, "verb": verb, "subject_kind": subject_kind}
    rows = [
        told | {"id": new_id(), "subject": str(id), "before": before, "after": after}
        for id, (before, after) in changes.items()
    ]
    batches.add(db, AUDIT, rows)


def digest(words: str) -> str:
    """Stand for something typed, without telling it: 16 letters of its SHA-256."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def salted(words: str, salt: str) -> str:
    """Stand for words that may tell of pay: nobody can try out what they were who has not the salt that is kept."""
    return digest(f"{salt} {words}")


def seal(db: Db) -> int:
    """Chain the newest entries of each team to those before; return how many were sealed.

    Sealing is apart from recording, so that two people of one team never wait for each other's chain. One process
    seals at a time; another finds nothing to do.
    """
    if db.dialect.name == "postgresql" and not db.execute(_OUR_TURN).scalar():
        return 0
    heads: dict[str, tuple[int, str]] = {}
    seals: list[dict[str, Any]] = []
    for row in db.execute(_UNSEALED).mappings().all():
        team = row["team"]
        number, previous = heads.get(team) or _head(db, team)
        sealed = _hash(row, number + 1, previous)
        seals.append({"team_": team, "id_": row["id"], "number": number + 1, "previous": previous, "sealed": sealed})
        heads[team] = (number + 1, sealed)
    if seals:
        db.execute(_SEAL, seals)
    return len(seals)


def broken(db: Db, team: str) -> int | None:
    """Find the first entry of a team's chain that does not fit; None means that the chain is whole."""
    previous, expected = "", 1
    for row in db.execute(select(AUDIT).where(AUDIT.c.team == team, AUDIT.c.seal.is_not(None)).order_by(AUDIT.c.seal)):
        entry = row._mapping
        fits = entry["seal"] == expected and entry["prev_hash"] == previous
        if not fits or entry["hash"] != _hash(entry, expected, previous):
            return expected
        previous, expected = entry["hash"], expected + 1
    return None


def entries(db: Db, team: str, subject_kind: str, subject: int | str) -> Sequence[tuple[str, str, datetime]]:
    """Tell what was done to one thing, oldest first: verb, by whom, when."""
    found = db.execute(
        select(AUDIT.c.verb, AUDIT.c.by, AUDIT.c.at)
        .where(AUDIT.c.team == team, AUDIT.c.subject_kind == subject_kind, AUDIT.c.subject == str(subject))
        .order_by(AUDIT.c.at, AUDIT.c.id)
    )
    return [(row.verb, row.by, row.at) for row in found]


def _head(db: Db, team: str) -> tuple[int, str]:
    number = db.execute(select(func.max(AUDIT.c.seal)).where(AUDIT.c.team == team)).scalar() or 0
    hashed = db.execute(select(AUDIT.c.hash).where(AUDIT.c.team == team, AUDIT.c.seal == number)).scalar()
    return number, hashed or ""


def _hash(row: Any, number: int, previous: str) -> str:
    names = ("team", "id", "by", "verb", "subject_kind", "subject", "before", "after")
    told = [number, row["at"].isoformat(), *(row[name] for name in names), previous]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
