"""Which roles are there to fill?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import compress
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from bot.facts import Client, Closing, Job
from bot.words import fold_title
from storage import audit, clients, spellings
from storage.columns import new_id
from storage.database import Db
from storage.insert import insert
from storage.tables import Jobs, table
from storage.titles import meant, names_in, title_of

JOBS = table(Jobs)
# Of so many, the newest, it is looked at whether they are meant by what has an error in it.
LOOKED_AT = 2_000
_KEPT = ("id", "title", "role", "client", "selling_points", "added_at", "closed_by", "closed_at", "closed_for")
_CHOSEN = select(*(JOBS.c[name] for name in _KEPT))
_NEWEST = (JOBS.c.added_at.desc(), JOBS.c.id.desc())
_RETITLE = (
    update(JOBS)
    .where(JOBS.c.team == bindparam("team_"), JOBS.c.id == bindparam("id_"))
    .values(title=bindparam("title_"), folded=bindparam("folded_"))
)


def job(db: Db, team: str, id: int, *, hold: bool = False) -> Job | None:
    """Give one job of this team, or None; `hold` keeps others from describing or closing it meanwhile."""
    chosen = _CHOSEN.where(JOBS.c.team == team, JOBS.c.id == id)
    return next(_jobs(db, chosen.with_for_update() if hold else chosen), None)


def titled(db: Db, team: str, title: str, by: str, now: datetime) -> Job:
    """Give the job of this title, open or closed; it is added where there is none yet."""
    return titled_many(db, team, [title], by, now)[title]


def titled_many(db: Db, team: str, titles: Sequence[str], by: str, now: datetime) -> dict[str, Job]:
    """Give the jobs of these titles, by the titles as they were given; those that are not there are added.

    A title that ends in the name of a client we know is a job of that client.
    """
    named = clients.known_as(db, team, [name for title in titles for name in names_in(title)])
    read = {title: meant(title, named) for title in titles}
    folded = {title: fold_title(title_of(role, client)) for title, (role, client) in read.items()}
    known = _by_folded(db, team, list(folded.values()))
    rows = {
        folded[title]: _row(team, role, client, by, now)
        for title, (role, client) in read.items()
        if folded[title] not in known
    }
    if rows:
        db.execute(insert(db, JOBS).on_conflict_do_nothing(), [rows[spelt] for spelt in sorted(rows)])
        known = _by_folded(db, team, list(folded.values()))
        for spelt, row in rows.items():
            if known[spelt].id == row["id"]:
                audit.record(db, team, by, "added", "job", row["id"], now)
    return {title: known[spelt] for title, spelt in folded.items()}


def client_in(db: Db, team: str, title: str) -> Client | None:
    """Give the client that a title names at its end, where we know one of that name."""
    return meant(title, clients.known_as(db, team, names_in(title)))[1]


def same(title: str, other: str) -> bool:
    """Tell whether two titles mean one job, accents and capitals aside."""
    return fold_title(title) == fold_title(other)


def found(db: Db, team: str, typed: str, most: int = 20, *, closed: bool = False) -> list[Job]:
    """Find open jobs by any part of the title, newest first; those that are `closed` come last, where wanted."""
    chosen = _CHOSEN.where(JOBS.c.team == team)
    for word in fold_title(typed).split() if any(map(str.isalnum, typed)) else ():
        chosen = chosen.where(JOBS.c.folded.contains(word, autoescape=True))
    if not closed:
        chosen = chosen.where(JOBS.c.closed_at.is_(None))
    return list(_jobs(db, chosen.order_by(JOBS.c.closed_at.is_not(None), *_NEWEST).limit(most)))


def near(db: Db, team: str, typed: str, most: int = 5, *, closed: bool = False) -> list[Job]:
    """List the jobs that are meant if there is a typing error in what was typed, newest first."""
    words = fold_title(typed).split() if any(map(str.isalnum, typed)) else []
    chosen = _CHOSEN.add_columns(JOBS.c.folded).where(JOBS.c.team == team).order_by(*_NEWEST).limit(LOOKED_AT)
    rows = db.execute(chosen if closed else chosen.where(JOBS.c.closed_at.is_(None))).all() if words else []
    return [_read(row) for row in compress(rows, spellings.meant(words, [row.folded for row in rows]))][:most]


def offered(db: Db, team: str, typed: str, most: int = 20) -> list[Job]:
    """List the open jobs to choose from by what was typed so far: those that are found, else those that are near."""
    return found(db, team, typed, most) or near(db, team, typed, most)


def listed(db: Db, team: str, most: int = 20, after: int | None = None) -> list[Job]:
    """List open jobs, newest first; `after` is the last one seen already."""
    chosen = _CHOSEN.where(JOBS.c.team == team, JOBS.c.closed_at.is_(None))
    if after is not None:
        seen = select(JOBS.c.added_at).where(JOBS.c.team == team, JOBS.c.id == after).scalar_subquery()
        chosen = chosen.where(or_(JOBS.c.added_at < seen, (JOBS.c.added_at == seen) & (JOBS.c.id < after)))
    return list(_jobs(db, chosen.order_by(*_NEWEST).limit(most)))


def of_client(db: Db, team: str, client: int, most: int = 50) -> tuple[Job, ...]:
    """List a client's open jobs, newest first."""
    theirs = (JOBS.c.team == team, JOBS.c.client == client, JOBS.c.closed_at.is_(None))
    return tuple(_jobs(db, _CHOSEN.where(*theirs).order_by(*_NEWEST).limit(most)))


def add(db: Db, team: str, role: str, client: Client | None, selling_points: str, by: str, now: datetime) -> Job | None:
    """Add a job; None where one of this title is there."""
    row = _row(team, role, client, by, now) | {"selling_points": selling_points}
    if _by_folded(db, team, [row["folded"]]):
        return None
    db.execute(JOBS.insert(), row)
    audit.record(db, team, by, "added", "job", row["id"], now)
    return job(db, team, row["id"])


def describe(
    db: Db, team: str, before: Job, role: str, client: Client | None, selling_points: str, by: str, now: datetime
) -> Job | None:
    """Change a job's role, client and selling points; None where another has that title."""
    row = _row(team, role, client, by, now)
    other = _by_folded(db, team, [row["folded"]]).get(row["folded"])
    if other and other.id != before.id:
        return None
    changed = {name: row[name] for name in ("title", "folded", "role", "client")} | {"selling_points": selling_points}
    db.execute(update(JOBS).where(JOBS.c.team == team, JOBS.c.id == before.id).values(**changed))
    was, becomes = audit.digest(before.title + before.selling_points), audit.digest(row["title"] + selling_points)
    audit.record(db, team, by, "described", "job", before.id, now, before=was, after=becomes)
    return job(db, team, before.id)


def retitle(db: Db, team: str, client: Client) -> str | None:
    """Say the client's name in the titles of all its jobs; where one is taken, it is told and nothing is changed."""
    theirs = list(_jobs(db, _CHOSEN.where(JOBS.c.team == team, JOBS.c.client == client.id).with_for_update()))
    titles = {job.id: title_of(job.role, client) for job in theirs}
    folded = {id: fold_title(title) for id, title in titles.items()}
    taken = _by_folded(db, team, list(folded.values()))
    clash = next((other.title for other in taken.values() if other.id not in titles), None)
    if len(set(folded.values())) < len(folded):
        first: dict[str, int] = {}
        clash = clash or next(titles[id] for id, spelt in folded.items() if first.setdefault(spelt, id) != id)
    if titles and clash is None:
        named = [{"id_": id, "title_": titles[id], "folded_": folded[id]} for id in titles]
        db.execute(_RETITLE, [{"team_": team, **each} for each in named])
    return clash


def close(db: Db, team: str, job: int, why: Closing, by: str, now: datetime) -> None:
    """Close a job: nobody can be put forward for it any more."""
    closed = {"closed_by": by, "closed_at": now, "closed_for": why}
    db.execute(update(JOBS).where(JOBS.c.team == team, JOBS.c.id == job).values(**closed))
    audit.record(db, team, by, "closed", "job", job, now, after=why)


def reopen(db: Db, team: str, job: int, by: str, now: datetime) -> None:
    """Open a closed job again."""
    opened = {"closed_by": None, "closed_at": None, "closed_for": None}
    db.execute(update(JOBS).where(JOBS.c.team == team, JOBS.c.id == job).values(**opened))
    audit.record(db, team, by, "reopened", "job", job, now)


def _row(team: str, role: str, client: Client | None, by: str, now: datetime) -> dict[str, Any]:
    title = title_of(role, client)
    row = {"team": team, "id": new_id(), "title": title, "folded": fold_title(title), "role": role}
    return row | {"client": client.id if client else None, "added_by": by, "added_at": now}


def _by_folded(db: Db, team: str, folded: Sequence[str]) -> dict[str, Job]:
    if not folded:
        return {}
    rows = db.execute(_CHOSEN.add_columns(JOBS.c.folded).where(JOBS.c.team == team, JOBS.c.folded.in_(folded)))
    return {row.folded: _read(row) for row in rows}


def _jobs(db: Db, chosen: Any) -> Iterator[Job]:
    return map(_read, db.execute(chosen))


def _read(row: Any) -> Job:
    why = Closing(row.closed_for) if row.closed_for else None
    told = (row.id, row.title, row.role, row.client, row.selling_points, row.added_at, row.closed_by, row.closed_at)
    return Job(*told, why)
