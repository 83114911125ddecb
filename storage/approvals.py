"""What was asked of the managers, and what did they answer?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.facts import Approval, ApprovalKind
from storage import audit
from storage.asking import Asked
from storage.columns import new_id
from storage.database import Db
from storage.tables import Approvals, Outbox, table

APPROVALS, OUTBOX = table(Approvals), table(Outbox)
_FIELDS = Approval.__slots__
_ABOUT = Asked(
    select(APPROVALS).where(APPROVALS.c.team == bindparam("team_")).order_by(APPROVALS.c.at, APPROVALS.c.id),
    APPROVALS.c.candidate,
)


def ask(
    db: Db,
    team: str,
    kind: ApprovalKind,
    candidate: int,
    asked_by: str,
    reason: str,
    now: datetime,
    about: Mapping[str, Any] | None = None,
) -> Approval:
    """Write down what someone asks of the managers; `about` is what else granting it needs."""
    asked = Approval(new_id(), kind, candidate, asked_by, reason, now, dict(about or {}))
    row = {name: getattr(asked, name) for name in _FIELDS} | {"team": team, "about": json.dumps(asked.about)}
    db.execute(APPROVALS.insert(), row)
    after = f"{kind} {json.dumps(asked.about)} {audit.digest(reason)}"
    audit.record(db, team, asked_by, "asked_managers", "candidate", candidate, now, after=after)
    return asked


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Approval | None:
    """Give what was asked, or None; `hold` keeps other managers waiting until we are done."""
    chosen = select(APPROVALS).where(APPROVALS.c.team == team, APPROVALS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _read(row) if row else None


def undecided(db: Db, team: str, candidate: int) -> list[Approval]:
    """List what was asked about a candidate and nobody has answered, oldest first."""
    theirs = (APPROVALS.c.team == team, APPROVALS.c.candidate == candidate, APPROVALS.c.granted.is_(None))
    rows = db.execute(select(APPROVALS).where(*theirs).order_by(APPROVALS.c.at, APPROVALS.c.id))
    return [_read(row) for row in rows.mappings()]


def about(db: Db, team: str, candidates: Sequence[int]) -> list[Approval]:
    """List all that was asked about these candidates, oldest first."""
    return [_read(row) for row in _ABOUT.of(db, team, candidates).mappings()]


def asked_by(db: Db, team: str, kind: ApprovalKind, person: str, candidates: Sequence[int]) -> dict[int, datetime]:
    """Tell for which of these candidates someone waits for a manager's answer, and since when."""
    theirs = [each for each in about(db, team, candidates) if each.granted is None and each.kind is kind]
    return {each.candidate: each.at for each in theirs if each.asked_by == person}


def unanswered(
    db: Db, team: str, person: str, candidates: Sequence[int]
) -> dict[tuple[int, datetime | None], datetime]:
    """Tell when someone had asked for more time and no manager answered, by candidate and when that was overtaken."""
    asked = [each for each in about(db, team, candidates) if each.asked_by == person and each.decided_by == ""]
    theirs = [each for each in asked if each.kind is ApprovalKind.MORE_TIME]
    return {(each.candidate, each.decided_at): each.at for each in theirs}


def count_undecided(db: Db, team: str, *, asked_by: str | None = None, but: str | None = None) -> int:
    """Count what nobody has answered: what one person asked, or what everybody else did."""
    open_ = [APPROVALS.c.team == team, APPROVALS.c.granted.is_(None)]
    open_ += [APPROVALS.c.asked_by == asked_by] if asked_by else []
    open_ += [APPROVALS.c.asked_by != but] if but else []
    return db.execute(select(func.count()).select_from(APPROVALS).where(*open_)).scalar_one()


def decide(
    db: Db,
    team: str,
    approval: Approval,
    granted: bool,
    by: str,
    answer: str | None,
    now: datetime,
    *,
    changed: bool = False,
) -> None:
    """Write down what became of something asked, which is held; `by` is nobody where facts have overtaken it.

    It is `changed` where it was granted with something else than was asked.
    """
    mine = (APPROVALS.c.team == team, APPROVALS.c.id == approval.id)
    decided: dict[str, Any] = {"granted": granted, "decided_by": by, "decided_at": now, "answer": answer}
    decided |= {"about": json.dumps(approval.about | {"changed": True})} if changed else {}
    db.execute(update(APPROVALS).where(*mine).values(**decided))
    after = f"{approval.kind} {audit.digest(answer or '')}"
    verb = "granted" if granted else "refused" if by else "overtaken"
    audit.record(db, team, by, verb, "candidate", approval.candidate, now, after=after)


def letters(db: Db, team: str, id: int, *kinds: str) -> list[int]:
    """List the letters of some kinds by which managers were asked."""
    about = (OUTBOX.c.team == team, OUTBOX.c.kind.in_(kinds), OUTBOX.c.about == str(id))
    return list(db.execute(select(OUTBOX.c.id).where(*about)).scalars())


def _read(row: Any) -> Approval:
    fields = {name: row[name] for name in _FIELDS}
    return Approval(**fields | {"kind": ApprovalKind(row["kind"]), "about": json.loads(row["about"])})
