"""Who gives us roles to fill, and whom do we know there?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import compress
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from bot.facts import IN_PROCESS, Client, ClientContact, ClientLine, Position
from bot.words import fold_title
from storage import audit, spellings
from storage.columns import new_id
from storage.database import Db
from storage.insert import insert, or_change
from storage.tables import Candidates, ClientContacts, Clients, Jobs, Submissions, table

CLIENTS, CONTACTS, CANDIDATES = table(Clients), table(ClientContacts), table(Candidates)
JOBS, SUBMISSIONS = table(Jobs), table(Submissions)
# Of so many, the newest, it is looked at whether they are meant by what has an error in it.
LOOKED_AT = 2_000
_POSITIONS = (
    select(CLIENTS.c.id, CLIENTS.c.name, CONTACTS.c.position)
    .join_from(CONTACTS, CLIENTS, (CLIENTS.c.team == CONTACTS.c.team) & (CLIENTS.c.id == CONTACTS.c.client))
    .where(CONTACTS.c.team == bindparam("team_"), CONTACTS.c.candidate == bindparam("candidate_"))
    .order_by(CONTACTS.c.added_at.desc(), CLIENTS.c.folded)
)


def client(db: Db, team: str, id: int, *, hold: bool = False) -> Client | None:
    """Give one client of this team, or None; `hold` keeps others from renaming it meanwhile."""
    chosen = select(CLIENTS.c.id, CLIENTS.c.name).where(CLIENTS.c.team == team, CLIENTS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).first()
    return Client(row.id, row.name) if row else None


def named(db: Db, team: str, name: str, by: str, now: datetime) -> Client:
    """Give the client of this name; it is added where there is none yet."""
    return named_many(db, team, [name], by, now)[name]


def named_many(db: Db, team: str, names: Sequence[str], by: str, now: datetime) -> dict[str, Client]:
    """Give the clients of these names, by the names as they were given; those that are not there are added."""
    folded = {name: fold_title(name) for name in names}
    known = _by_folded(db, team, list(folded.values()))
    rows = {
        spelt: {"team": team, "id": new_id(), "name": name, "folded": spelt, "added_by": by, "added_at": now}
        for name, spelt in folded.items()
        if spelt not in known
    }
    if rows:
        db.execute(insert(db, CLIENTS).on_conflict_do_nothing(), [rows[spelt] for spelt in sorted(rows)])
        known = _by_folded(db, team, list(folded.values()))
        for spelt, row in rows.items():
            if known[spelt].id == row["id"]:
                audit.record(db, team, by, "added", "client", known[spelt].id, now)
    return {name: known[spelt] for name, spelt in folded.items()}


def known_as(db: Db, team: str, names: Sequence[str]) -> dict[str, Client]:
    """Give those of these names that are clients, by the name as `bot.words.fold_title` spells it."""
    return _by_folded(db, team, [fold_title(name) for name in names])


def _by_folded(db: Db, team: str, folded: Sequence[str]) -> dict[str, Client]:
    chosen = select(CLIENTS.c.folded, CLIENTS.c.id, CLIENTS.c.name)
    rows = db.execute(chosen.where(CLIENTS.c.team == team, CLIENTS.c.folded.in_(folded))) if folded else ()
    return {row.folded: Client(row.id, row.name) for row in rows}


def found(db: Db, team: str, typed: str, most: int = 20) -> list[Client]:
    """Find clients by any part of the name: the whole name first, then what begins so, then by the alphabet."""
    chosen, whole = select(CLIENTS.c.id, CLIENTS.c.name).where(CLIENTS.c.team == team), fold_title(typed)
    for word in whole.split():
        chosen = chosen.where(CLIENTS.c.folded.contains(word, autoescape=True))
    best = (CLIENTS.c.folded != whole, ~CLIENTS.c.folded.startswith(whole, autoescape=True), CLIENTS.c.folded)
    return [Client(row.id, row.name) for row in db.execute(chosen.order_by(*best).limit(most))]


def near(db: Db, team: str, typed: str, most: int = 5) -> list[Client]:
    """List the clients that are meant if there is a typing error in what was typed, the one added last first."""
    words = fold_title(typed).split()
    chosen = select(CLIENTS.c.id, CLIENTS.c.name, CLIENTS.c.folded).where(CLIENTS.c.team == team)
    chosen = chosen.order_by(CLIENTS.c.added_at.desc(), CLIENTS.c.id.desc()).limit(LOOKED_AT)
    rows = db.execute(chosen).all() if words else []
    near = compress(rows, spellings.meant(words, [row.folded for row in rows]))
    return [Client(row.id, row.name) for row in near][:most]


def offered(db: Db, team: str, typed: str, most: int = 20) -> list[Client]:
    """List the clients to choose from by what was typed so far: those that are found, else those that are near."""
    return found(db, team, typed, most) or near(db, team, typed, most)


def rename(db: Db, team: str, client: Client, name: str, by: str, now: datetime) -> Client | None:
    """Give a client another name; None where another client bears it."""
    folded = fold_title(name)
    others = select(CLIENTS.c.id).where(CLIENTS.c.team == team, CLIENTS.c.folded == folded, CLIENTS.c.id != client.id)
    if db.execute(others).first():
        return None
    mine = (CLIENTS.c.team == team, CLIENTS.c.id == client.id)
    db.execute(update(CLIENTS).where(*mine).values(name=name, folded=folded))
    before, after = audit.digest(client.name), audit.digest(name)
    audit.record(db, team, by, "renamed", "client", client.id, now, before=before, after=after)
    return Client(client.id, name)


def listed(db: Db, team: str, most: int = 20, after: int | None = None) -> list[ClientLine]:
    """List clients with what goes on there, the one added last first; `after` is the last one seen already."""
    chosen = select(CLIENTS.c.id, CLIENTS.c.name).where(CLIENTS.c.team == team)
    if after is not None:
        seen = select(CLIENTS.c.added_at).where(CLIENTS.c.team == team, CLIENTS.c.id == after).scalar_subquery()
        chosen = chosen.where(or_(CLIENTS.c.added_at < seen, (CLIENTS.c.added_at == seen) & (CLIENTS.c.id < after)))
    rows = db.execute(chosen.order_by(CLIENTS.c.added_at.desc(), CLIENTS.c.id.desc()).limit(most)).all()
    ids = [row.id for row in rows]
    jobs, people, contacts = _open_jobs(db, team, ids), _in_process(db, team, ids), _contacts(db, team, ids)
    return [
        ClientLine(Client(row.id, row.name), jobs.get(row.id, 0), people.get(row.id, 0), contacts.get(row.id, 0))
        for row in rows
    ]


def contacts(db: Db, team: str, client: int) -> tuple[ClientContact, ...]:
    """List the people we know at a client, by name."""
    both = (CANDIDATES.c.team == CONTACTS.c.team) & (CANDIDATES.c.id == CONTACTS.c.candidate)
    chosen = select(CANDIDATES.c.id, CANDIDATES.c.name, CONTACTS.c.position).join_from(CONTACTS, CANDIDATES, both)
    chosen = chosen.where(CONTACTS.c.team == team, CONTACTS.c.client == client).order_by(CANDIDATES.c.folded)
    return tuple(ClientContact(row.id, row.name, row.position) for row in db.execute(chosen))


def positions(db: Db, team: str, candidate: int) -> tuple[Position, ...]:
    """List what someone is at which client, the newest first."""
    rows = db.execute(_POSITIONS, {"team_": team, "candidate_": candidate})
    return tuple(Position(row.id, row.name, row.position) for row in rows)


def add_contact(db: Db, team: str, client: int, candidate: int, position: str, by: str, now: datetime) -> None:
    """Write down that someone is at a client, and as what; whoever is there already changes position."""
    row = {"team": team, "client": client, "candidate": candidate, "position": position}
    db.execute(or_change(db, CONTACTS, "position"), {**row, "added_by": by, "added_at": now})
    audit.record(db, team, by, "is_contact", "client", client, now, after=str(candidate))


def remove_contact(db: Db, team: str, client: int, candidate: int, by: str, now: datetime) -> bool:
    """Write down that someone is at a client no longer; False where they were not."""
    theirs = (CONTACTS.c.team == team, CONTACTS.c.client == client, CONTACTS.c.candidate == candidate)
    gone = db.execute(delete(CONTACTS).where(*theirs)).rowcount > 0
    if gone:
        audit.record(db, team, by, "is_no_contact", "client", client, now, before=str(candidate))
    return gone


def _open_jobs(db: Db, team: str, clients: Sequence[int]) -> dict[int, int]:
    theirs = (JOBS.c.team == team, JOBS.c.client.in_(clients), JOBS.c.closed_at.is_(None))
    return _counted(db, select(JOBS.c.client, func.count()).where(*theirs).group_by(JOBS.c.client))


def _in_process(db: Db, team: str, clients: Sequence[int]) -> dict[int, int]:
    both = (SUBMISSIONS.c.team == JOBS.c.team) & (SUBMISSIONS.c.job == JOBS.c.id)
    live = (JOBS.c.team == team, JOBS.c.client.in_(clients), SUBMISSIONS.c.stage.in_(IN_PROCESS))
    chosen = select(JOBS.c.client, func.count()).join_from(JOBS, SUBMISSIONS, both)
    return _counted(db, chosen.where(*live).group_by(JOBS.c.client))


def _contacts(db: Db, team: str, clients: Sequence[int]) -> dict[int, int]:
    theirs = (CONTACTS.c.team == team, CONTACTS.c.client.in_(clients))
    return _counted(db, select(CONTACTS.c.client, func.count()).where(*theirs).group_by(CONTACTS.c.client))


def _counted(db: Db, chosen: Any) -> dict[int, int]:
    return {row[0]: row[1] for row in db.execute(chosen)}
