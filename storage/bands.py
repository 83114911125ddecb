"""Which pay does a client allow, and what are others offered for the same job?"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select

from bot.facts import Band, Money, OfferKind, OfferState, Package, Period, RoundBy
from storage import agreements, audit, offer_rounds
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Bands, Clients, Jobs, Offers, Submissions, table

BANDS, JOBS, CLIENTS = table(Bands), table(Jobs), table(Clients)
OFFERS, SUBMISSIONS = table(Offers), table(Submissions)
MONEY: TypeAdapter[Money] = TypeAdapter(Money)
# What a candidate has, or has said yes to.
_REAL = (OfferState.OPEN, OfferState.ACCEPTED)


def put(db: Db, team: str, band: Band) -> None:
    """Write down the band of a job, or of a client, which is held; the one before is replaced."""
    db.execute(delete(BANDS).where(BANDS.c.team == team, _for(band)))
    ends = {"low": MONEY.dump_python(band.low), "high": MONEY.dump_python(band.high)}
    row = {name: getattr(band, name) for name in ("id", "client", "job", "period", "by", "at")}
    written = encrypt(db, team, f"bands/{band.id}", json.dumps(ends))
    db.execute(BANDS.insert(), row | {"team": team, "encrypted": written})
    _record(db, team, band, "put_band", band.by, band.at)


def remove(db: Db, team: str, band: Band, by: str, now: datetime) -> bool:
    """Take a band away, so that nothing is asked for its job or client any more; False where it is gone already."""
    gone = db.execute(delete(BANDS).where(BANDS.c.team == team, BANDS.c.id == band.id)).rowcount > 0
    if gone:
        _record(db, team, band, "removed_band", by, now)
    return gone


def one(db: Db, team: str, id: int) -> Band | None:
    """Give a band of this team, or None."""
    row = db.execute(select(BANDS).where(BANDS.c.team == team, BANDS.c.id == id)).mappings().first()
    return _read(db, team, row) if row else None


def of(db: Db, team: str, *, job: int | None = None, client: int | None = None) -> Band | None:
    """Give the band that was put down for a job, or for a client, itself."""
    mine = BANDS.c.job == job if job is not None else BANDS.c.client == client
    row = db.execute(select(BANDS).where(BANDS.c.team == team, mine)).mappings().first()
    return _read(db, team, row) if row else None


def holding(db: Db, team: str, job: int) -> Band | None:
    """Give the band that holds for a job: its own, else that of its client; None where there is none."""
    client = select(JOBS.c.client).where(JOBS.c.team == team, JOBS.c.id == job).scalar_subquery()
    chosen = select(BANDS).where(BANDS.c.team == team, (BANDS.c.job == job) | (BANDS.c.client == client))
    rows = list(db.execute(chosen).mappings())
    rows.sort(key=lambda row: row["job"] is None)
    return _read(db, team, rows[0]) if rows else None


def listed(db: Db, team: str, most: int, after: int = 0) -> list[tuple[Band, str]]:
    """List bands with the title of their job or the name of their client, by that name, from the one at `after` on."""
    job = (JOBS.c.team == BANDS.c.team) & (JOBS.c.id == BANDS.c.job)
    client = (CLIENTS.c.team == BANDS.c.team) & (CLIENTS.c.id == BANDS.c.client)
    name = func.coalesce(JOBS.c.title, CLIENTS.c.name)
    folded = func.coalesce(JOBS.c.folded, CLIENTS.c.folded)
    chosen = select(BANDS, name.label("name")).outerjoin(JOBS, job).outerjoin(CLIENTS, client)
    chosen = chosen.where(BANDS.c.team == team).order_by(folded, BANDS.c.id).limit(most).offset(after)
    return [(_read(db, team, row), str(row["name"])) for row in db.execute(chosen).mappings()]


def beside(db: Db, team: str, job: int, but: int) -> list[Package]:
    """List what others than this candidate are offered for a job now, or have agreed to."""
    for_it = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.job == job)
    chosen = select(OFFERS.c.id, OFFERS.c.state)
    theirs = (OFFERS.c.team == team, OFFERS.c.submission.in_(for_it), OFFERS.c.candidate != but)
    real = (OFFERS.c.kind == OfferKind.OURS, OFFERS.c.state.in_(_REAL))
    states = {row["id"]: row["state"] for row in db.execute(chosen.where(*theirs, *real)).mappings()}
    terms = agreements.several(db, team, [id for id, state in states.items() if state == OfferState.ACCEPTED])
    said = offer_rounds.rounds(db, team, [id for id in states if id not in terms])
    newest = [[each.package for each in rounds if each.by is RoundBy.OFFERED][-1:] for rounds in said.values()]
    return [each.package for each in terms.values()] + [package for packages in newest for package in packages]


def _for(band: Band) -> Any:
    return BANDS.c.job == band.job if band.job is not None else BANDS.c.client == band.client


def _record(db: Db, team: str, band: Band, verb: str, by: str, now: datetime) -> None:
    what, id = ("job", band.job) if band.job is not None else ("client", band.client)
    audit.record(db, team, by, verb, what, id or 0, now, after=str(band.id))


def _read(db: Db, team: str, row: Any) -> Band:
    ends = json.loads(decrypted(db, team, f"bands/{row['id']}", row["encrypted"]))
    low, high = MONEY.validate_python(ends["low"]), MONEY.validate_python(ends["high"])
    return Band(row["id"], low, high, Period(row["period"]), row["by"], row["at"], row["client"], row["job"])
