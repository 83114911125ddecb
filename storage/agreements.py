"""What was agreed, in which versions, and who was sent it?"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select, update

from bot.errors import Refused
from bot.facts import Agreed, Agreement, Package
from storage import audit
from storage.asking import Asked
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Agreements, table

AGREEMENTS = table(Agreements)
Side = Literal["candidate", "client"]
BROKEN = (
    "The terms on record do not fit their seal, so somebody may have changed them. Nothing is shown; "
    "tell whoever looks after Rapport."
)
_TOLD = ("candidate_told_at", "candidate_told_by", "client_told_at", "client_told_by")
_OF = Asked(
    select(AGREEMENTS).where(AGREEMENTS.c.team == bindparam("team_")).order_by(AGREEMENTS.c.version),
    AGREEMENTS.c.offer,
)
_WRITTEN = Asked(
    select(AGREEMENTS.c.candidate, AGREEMENTS.c.offer, AGREEMENTS.c.at, *(AGREEMENTS.c[name] for name in _TOLD))
    .where(AGREEMENTS.c.team == bindparam("team_"))
    .order_by(AGREEMENTS.c.version),
    AGREEMENTS.c.candidate,
)


@dataclass(frozen=True)
class _Terms:
    """What is encrypted of an agreement; `salt` keeps its digest from telling what it is of."""

    package: Package
    by_candidate: Agreed
    by_client: Agreed
    words: str
    salt: str


@dataclass(frozen=True, slots=True)
class Written:
    """When the newest terms of an offer were written down, and whether both sides were sent them."""

    at: datetime
    told: bool


_TERMS: TypeAdapter[_Terms] = TypeAdapter(_Terms)


def add(db: Db, team: str, agreement: Agreement) -> Agreement:
    """Write down the terms of an offer, which is held; they get the next version, and are never changed."""
    last = select(AGREEMENTS.c.version).where(AGREEMENTS.c.team == team, AGREEMENTS.c.offer == agreement.offer)
    version = max(db.execute(last).scalars().all(), default=0) + 1
    made = replace(agreement, version=version)
    terms = _Terms(made.package, made.by_candidate, made.by_client, made.words, secrets.token_hex(16))
    words = _TERMS.dump_json(terms).decode()
    row = {name: getattr(made, name) for name in ("id", "offer", "candidate", "version", "at", "by")}
    digest = _digest(row, words)
    row |= {"team": team, "digest": digest, "encrypted": encrypt(db, team, f"agreements/{made.id}", words)}
    db.execute(AGREEMENTS.insert(), row)
    audit.record(
        db,
        team,
        made.by,
        "agreed",
        "offer",
        made.offer,
        made.at,
        before=str(made.candidate),
        after=f"{version} {digest}",
    )
    return made


def of(db: Db, team: str, offer: int) -> list[Agreement]:
    """List all versions of what was agreed about an offer, oldest first; refuse to give what was tampered with."""
    return [_read(db, team, row) for row in _OF.of(db, team, [offer]).mappings()]


def several(db: Db, team: str, offers: Sequence[int]) -> dict[int, Agreement]:
    """Give the newest version of what was agreed about each of these offers, by offer."""
    rows = _OF.of(db, team, offers).mappings() if offers else ()
    newest = {row["offer"]: row for row in rows}
    return {id: _read(db, team, row) for id, row in newest.items()}


def agreement(db: Db, team: str, id: int, *, hold: bool = False) -> Agreement | None:
    """Give one version, or None; `hold` keeps others from saying meanwhile that it was sent."""
    chosen = select(AGREEMENTS).where(AGREEMENTS.c.team == team, AGREEMENTS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _read(db, team, row) if row else None


def tell(
    db: Db, team: str, agreement: Agreement, side: Side, by: str, now: datetime, *, told: bool = True
) -> Agreement:
    """Write down that one side was sent the terms, which are held; or take that back."""
    at, whom = (now, by) if told else (None, None)
    changed = {f"{side}_told_at": at, f"{side}_told_by": whom}
    mine = (AGREEMENTS.c.team == team, AGREEMENTS.c.id == agreement.id)
    db.execute(update(AGREEMENTS).where(*mine).values(**changed))
    verb = "agreement_sent" if told else "agreement_not_sent"
    audit.record(db, team, by, verb, "offer", agreement.offer, now, after=f"{agreement.version} {side}")
    return replace(agreement, **changed)  # type: ignore[arg-type]


def written(db: Db, team: str, candidates: Sequence[int]) -> dict[int, dict[int, Written]]:
    """Say of candidates since when their newest terms are written down, and whether they were sent, by offer."""
    found: dict[int, dict[int, Written]] = {}
    for row in _WRITTEN.of(db, team, candidates) if candidates else ():
        told = row.candidate_told_at is not None and row.client_told_at is not None
        found.setdefault(row.candidate, {})[row.offer] = Written(row.at, told)
    return found


def _read(db: Db, team: str, row: Any) -> Agreement:
    try:
        words = decrypted(db, team, f"agreements/{row['id']}", row["encrypted"])
    except ValueError:
        raise Refused(BROKEN) from None
    if _digest(row, words) != row["digest"]:
        raise Refused(BROKEN)
    terms = _TERMS.validate_json(words)
    plain = {name: row[name] for name in ("id", "offer", "candidate", "version", "at", "by", *_TOLD)}
    return Agreement(
        **plain,
        package=terms.package,
        by_candidate=terms.by_candidate,
        by_client=terms.by_client,
        words=terms.words,
    )


def _digest(row: Mapping[str, Any], words: str) -> str:
    """Seal terms with what they are about; a candidate's id may change, as two records become one."""
    sealed = [row["offer"], row["version"], row["at"].isoformat(), row["by"], words]
    return hashlib.sha256(json.dumps(sealed).encode()).hexdigest()
