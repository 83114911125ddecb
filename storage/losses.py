"""Why did candidates say no to us, to whom did they go, and what was learned?"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select

from bot.facts import Loss, LossReason, OfferKind, Stage, ToldLoss
from storage import audit
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Candidates, Jobs, Losses, Offers, Submissions, table

LOSSES, OFFERS, SUBMISSIONS = table(Losses), table(Offers), table(Submissions)
CANDIDATES, JOBS = table(Candidates), table(Jobs)
_WENT_TO = OFFERS.alias("went_to")
# Where a loss stands in the list: the newest first, several of one moment by their offers.
Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many were lost since a moment: by reason, and by whom they went to, the most first."""

    reasons: tuple[tuple[LossReason, int], ...] = ()
    companies: tuple[tuple[str, int], ...] = ()


def add(db: Db, team: str, loss: Loss) -> None:
    """Write down why somebody was lost; `offer` is the one they said no to, or where there was none, the one taken."""
    salt = secrets.token_hex(16)
    words = encrypt(db, team, f"losses/{loss.offer}", json.dumps({"learned": loss.learned, "salt": salt}))
    row = {name: getattr(loss, name) for name in ("offer", "candidate", "submission", "reason", "at", "by", "to")}
    take_back(db, team, loss.offer)
    db.execute(LOSSES.insert(), row | {"team": team, "encrypted": words})
    after = f"{loss.reason} {loss.to or '-'} {audit.salted(loss.learned, salt)}"
    audit.record(db, team, loss.by, "lost", "offer", loss.offer, loss.at, before=str(loss.candidate), after=after)


def take_back(db: Db, team: str, offer: int) -> None:
    """Forget a loss that was none."""
    db.execute(delete(LOSSES).where(LOSSES.c.team == team, LOSSES.c.offer == offer))


def of(db: Db, team: str, candidate: int) -> list[ToldLoss]:
    """List why a candidate was lost, the newest first."""
    return _lines(db, team, _listed(team).where(LOSSES.c.candidate == candidate))


def listed(db: Db, team: str, recruiter: str | None, most: int, after: Key | None = None) -> list[ToldLoss]:
    """List those who were lost last, after the one of a key where one is named; of a recruiter, or of the team."""
    chosen = _whose(_listed(team), recruiter)
    return _lines(db, team, (chosen.where(_follows(*after)) if after else chosen).limit(most))


def _follows(at: datetime, offer: int) -> ColumnElement[bool]:
    """Choose what stands further down the list; of several lost by one press, those of a higher offer."""
    return and_(LOSSES.c.at <= at, or_(LOSSES.c.at < at, LOSSES.c.offer > offer))


def counted(db: Db, team: str, recruiter: str | None, since: datetime) -> Counted:
    """Count why, and to whom, candidates were lost since a moment."""
    joined = LOSSES.join(SUBMISSIONS, _both(SUBMISSIONS, LOSSES.c.submission)).outerjoin(
        _WENT_TO, _both(_WENT_TO, LOSSES.c.to)
    )
    mine = (LOSSES.c.team == team, LOSSES.c.at >= since)
    reasons: dict[LossReason, int] = {}
    companies: dict[str, int] = {}
    chosen = select(LOSSES.c.reason, _WENT_TO.c.company, func.count().label("number")).select_from(joined)
    for row in db.execute(_whose(chosen.where(*mine), recruiter).group_by(LOSSES.c.reason, _WENT_TO.c.company)):
        reasons[LossReason(row.reason)] = reasons.get(LossReason(row.reason), 0) + row.number
        if row.company:
            companies[row.company] = companies.get(row.company, 0) + row.number
    return Counted(_most(reasons), _most(companies))


def _most(counts: dict[Any, int]) -> tuple[tuple[Any, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], str(one[0]))))


def _listed(team: str) -> Select[Any]:
    joined = (
        LOSSES.join(SUBMISSIONS, _both(SUBMISSIONS, LOSSES.c.submission))
        .join(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
        .join(CANDIDATES, _both(CANDIDATES, LOSSES.c.candidate))
        .outerjoin(_WENT_TO, _both(_WENT_TO, LOSSES.c.to))
    )
    stood = (SUBMISSIONS.c.stage, SUBMISSIONS.c.entered_at)
    columns = (LOSSES, CANDIDATES.c.name, JOBS.c.title, _WENT_TO.c.company, _WENT_TO.c.kind, *stood)
    chosen = select(*columns).select_from(joined).where(LOSSES.c.team == team)
    return chosen.order_by(LOSSES.c.at.desc(), LOSSES.c.offer)


def _both(of: Any, id: Any) -> Any:
    return (of.c.team == LOSSES.c.team) & (of.c.id == id)


def _whose(chosen: Select[Any], recruiter: str | None) -> Select[Any]:
    return chosen if recruiter is None else chosen.where(SUBMISSIONS.c.recruiter == recruiter)


def _lines(db: Db, team: str, chosen: Select[Any]) -> list[ToldLoss]:
    return [_read(db, team, row) for row in db.execute(chosen).mappings()]


def _read(db: Db, team: str, row: Any) -> ToldLoss:
    learned = json.loads(decrypted(db, team, f"losses/{row['offer']}", row["encrypted"]))["learned"]
    plain = {name: row[name] for name in ("offer", "candidate", "submission", "at", "by", "to")}
    loss = Loss(**plain, reason=LossReason(row["reason"]), learned=str(learned))
    kind = OfferKind(row["kind"]) if row["kind"] else None
    fell = row["stage"] == Stage.FELL_THROUGH and row["entered_at"] == loss.at
    return ToldLoss(loss, row["name"], row["title"], row["company"] or "", kind, fell)


def several(db: Db, team: str, offers: Sequence[int]) -> dict[int, Loss]:
    """Give why each of these offers was lost, where it was, by offer."""
    theirs = _listed(team).where(LOSSES.c.offer.in_(list(offers))).order_by(None)
    found = _lines(db, team, theirs) if offers else []
    return {each.loss.offer: each.loss for each in found}
