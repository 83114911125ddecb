"""By which names and addresses is someone known, also from records that were merged into theirs?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, select

from bot.facts import Contact, KnownAs
from bot.words import fold
from storage.columns import new_id
from storage.database import Db
from storage.tables import Candidates, Contacts, KnownBefore, Merges, table

CANDIDATES, CONTACTS, MERGES = table(Candidates), table(Contacts), table(Merges)
BEFORE = table(KnownBefore)
NAME = "name"


def known_as(db: Db, team: str, candidate: int) -> KnownAs:
    """Tell by which names and addresses someone is known, also from the records that were merged into theirs.

    An address that somebody else has as well is theirs too, and stays.
    """
    ids, bodies, borne = _merged(db, team, candidate)
    rows = db.execute(select(CANDIDATES.c.name).where(CANDIDATES.c.team == team, CANDIDATES.c.id.in_(ids)))
    names = [*rows.scalars(), *borne]
    found = [each for of in (CONTACTS, BEFORE) for each in _listed(db, team, of, ids)]
    names += [each.shown for each in found if each.kind == NAME]
    found = [each for each in found if each.kind != NAME]
    for each in (part for body in bodies for part in parts(read(body))):
        if isinstance(each.get("folded"), str) and isinstance(each.get("name"), str):
            names.append(each["name"])
        if all(isinstance(each.get(name), str) for name in ("kind", "value", "shown")):
            found.append(Contact(each["kind"], each["value"], each["shown"]))
    elsewhere = select(CONTACTS.c.kind, CONTACTS.c.value).where(
        CONTACTS.c.team == team,
        CONTACTS.c.value.in_({each.value for each in found}),
        CONTACTS.c.candidate.not_in(ids),
    )
    shared = {tuple(row) for row in db.execute(elsewhere)}
    own = [each for each in dict.fromkeys(found) if (each.kind, each.value) not in shared]
    return KnownAs(tuple(ids), tuple(dict.fromkeys(names)), tuple(own))


def remember(db: Db, team: str, candidate: int, kind: str, value: str, shown: str) -> None:
    """Keep a name or an address that a candidate has no more: what was written of them then still names them so."""
    mine = (BEFORE.c.team == team, BEFORE.c.candidate == candidate, BEFORE.c.kind == kind, BEFORE.c.shown == shown)
    if db.execute(select(BEFORE.c.id).where(*mine)).first() is None:
        row = {"team": team, "id": new_id(), "candidate": candidate, "kind": kind, "value": value, "shown": shown}
        db.execute(BEFORE.insert(), row)


def namesakes(db: Db, team: str, known: KnownAs) -> frozenset[int]:
    """List the others who bear one of these names, or bore it before a merge: in what is kept of them it is theirs."""
    theirs = {fold(name) for name in known.names}
    there = (CANDIDATES.c.team == team, CANDIDATES.c.folded.in_(theirs))
    same = set(db.execute(select(CANDIDATES.c.id).where(*there)).scalars())
    joined = select(MERGES.c.kept, MERGES.c.names).where(MERGES.c.team == team, MERGES.c.undone_at.is_(None))
    same |= {row.kept for row in db.execute(joined) if theirs & {fold(name) for name in row.names.splitlines()}}
    return frozenset(same - set(known.ids))


def _listed(db: Db, team: str, of: Table, ids: Sequence[int]) -> list[Contact]:
    rows = db.execute(select(of).where(of.c.team == team, of.c.candidate.in_(ids)))
    return [Contact(row.kind, row.value, row.shown) for row in rows]


def _merged(db: Db, team: str, candidate: int) -> tuple[list[int], list[str], list[str]]:
    """Follow merges back: whose records went into this one, what was kept of them, and which names they bore."""
    ids, bodies, names = [candidate], list[str](), list[str]()
    for id in ids:
        into = (MERGES.c.team == team, MERGES.c.kept == id, MERGES.c.undone_at.is_(None))
        for row in db.execute(select(MERGES.c.gone, MERGES.c.body, MERGES.c.names).where(*into)):
            bodies.append(row.body)
            names += row.names.splitlines()
            ids += [row.gone] if row.gone not in ids else []
    return ids, bodies, names


def read(body: str) -> Any:
    """Read JSON that we kept; None where it is none."""
    try:
        return json.loads(body)
    except ValueError:
        return None


def parts(read: Any) -> Iterator[dict[str, Any]]:
    """Give every object that is somewhere in what was read."""
    if isinstance(read, dict):
        yield read
    for each in read.values() if isinstance(read, dict) else read if isinstance(read, list) else ():
        yield from parts(each)
