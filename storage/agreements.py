"""What was agreed, in which versions, and who was sent it?"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select, update

from bot.errors import Refused
from bot.facts import Agreed, AgreedHow, Agreement, MissingTerms, Package
from storage import audit
from storage.asking import Asked
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Agreements, Audit, table

AGREEMENTS, AUDIT = table(Agreements), table(Audit)
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
_SEALS = Asked(
    select(AGREEMENTS.c.offer, AGREEMENTS.c.version, AGREEMENTS.c.digest).where(
        AGREEMENTS.c.team == bindparam("team_")
    ),
    AGREEMENTS.c.offer,
)
_AGREED = "agreed"
_RECORDED = Asked(
    select(AUDIT.c.subject, AUDIT.c.after, AUDIT.c.at, AUDIT.c.by)
    .where(AUDIT.c.team == bindparam("team_"), AUDIT.c.subject_kind == "offer", AUDIT.c.verb == _AGREED)
    .order_by(AUDIT.c.at, AUDIT.c.id),
    AUDIT.c.subject,
)


@dataclass(frozen=True)
class _Terms:
    """What is encrypted of an agreement; `salt` keeps its digest from telling what it is of.

    `lost` stands where the terms themselves were lost with their key.
    """

    package: Package
    by_candidate: Agreed
    by_client: Agreed
    words: str
    salt: str
    lost: date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """When the newest terms of an offer were written down, and whether both sides were sent them."""

    at: datetime
    told: bool


_TERMS: TypeAdapter[_Terms] = TypeAdapter(_Terms)


def add(db: Db, team: str, agreement: Agreement) -> Agreement:
    """Write down the terms of an offer, which is held; they get the next version, and are never changed."""
    version = last_version(db, team, agreement.offer) + 1
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
        _AGREED,
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


def missing(db: Db, team: str, offers: Sequence[int]) -> dict[int, tuple[MissingTerms, ...]]:
    """Give the versions that are on record and not there any more, oldest first, by offer; so a deletion is seen.

    The record is chained, and does not go with what it is about; one whose seal is another counts as gone.
    """
    found: dict[int, list[MissingTerms]] = {}
    recorded = _RECORDED.of(db, team, [str(id) for id in offers]).all() if offers else ()
    there = {(row.offer, row.version, row.digest) for row in _SEALS.of(db, team, offers)} if recorded else set()
    for row in recorded:
        version, _, digest = row.after.partition(" ")
        offer = int(row.subject)
        if (offer, int(version), digest) not in there:
            found.setdefault(offer, []).append(MissingTerms(int(version), row.at, row.by))
    return {offer: tuple(sorted(versions, key=lambda each: each.version)) for offer, versions in found.items()}


def last_version(db: Db, team: str, offer: int) -> int:
    """Give the number of the newest version that an offer ever had, also of one that is missing; 0 of none."""
    recorded = [int(row.after.partition(" ")[0]) for row in _RECORDED.of(db, team, [str(offer)])]
    return max([*recorded, *(row.version for row in _SEALS.of(db, team, [offer]))], default=0)


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


def lost(on: date) -> str:
    """Give what stands from a day on in the place of terms that nobody can read any more; their seal is not theirs."""
    nobody = Agreed("", on, AgreedHow.IN_WRITING)
    return _TERMS.dump_json(_Terms(Package(), nobody, nobody, "", secrets.token_hex(16), on)).decode()


def _read(db: Db, team: str, row: Any) -> Agreement:
    try:
        words = decrypted(db, team, f"agreements/{row['id']}", row["encrypted"])
        terms = _TERMS.validate_json(words)
    except ValueError:
        raise Refused(BROKEN) from None
    if terms.lost is None and _digest(row, words) != row["digest"]:
        raise Refused(BROKEN)
    plain = {name: row[name] for name in ("id", "offer", "candidate", "version", "at", "by", *_TOLD)}
    return Agreement(
        **plain,
        package=terms.package,
        by_candidate=terms.by_candidate,
        by_client=terms.by_client,
        words=terms.words,
        lost_on=terms.lost,
    )


def _digest(row: Mapping[str, Any], words: str) -> str:
    """Seal terms with what they are about; a candidate's id may change, as two records become one."""
    sealed = [row["offer"], row["version"], row["at"].isoformat(), row["by"], words]
    return hashlib.sha256(json.dumps(sealed).encode()).hexdigest()
