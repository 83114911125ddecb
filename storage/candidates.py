"""Who are the candidates, and how are they found?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.facts import Candidate, Contact, Found
from bot.words import fold
from storage import audit, finding
from storage.columns import new_id
from storage.database import Db
from storage.tables import Candidates, Contacts, NameWords, table

CANDIDATES, CONTACTS, WORDS = table(Candidates), table(Contacts), table(NameWords)
_ONE = select(CANDIDATES.c.id, CANDIDATES.c.name).where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id == bindparam("id_")
)
_NAMED = select(CANDIDATES.c.id, CANDIDATES.c.name).where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.folded == bindparam("folded_")
)


def add(db: Db, team: str, name: str, contacts: Sequence[Contact], by: str, now: datetime) -> Candidate:
    """Add a candidate with the words their name can be found by."""
    id, folded = new_id(), fold(name)
    row = {"team": team, "id": id, "name": name, "folded": folded, "added_by": by, "added_at": now}
    db.execute(CANDIDATES.insert(), row)
    words = [{"team": team, "word": word, "candidate": id} for word in finding.words_of(folded)]
    if words:
        db.execute(WORDS.insert(), words)
    for contact in contacts:
        db.execute(
            CONTACTS.insert(),
            {
                "team": team,
                "id": new_id(),
                "candidate": id,
                "kind": contact.kind,
                "value": contact.value,
                "shown": contact.shown,
            },
        )
    audit.record(db, team, by, "added", "candidate", id, now)
    return Candidate(id, name)


def candidate(db: Db, team: str, id: int) -> Candidate | None:
    """Give one candidate of this team, or None."""
    row = db.execute(_ONE, {"team_": team, "id_": id}).first()
    return Candidate(row.id, row.name) if row else None


def named(db: Db, team: str, name: str) -> list[Candidate]:
    """List those who bear exactly this name, accents and capitals aside."""
    rows = db.execute(_NAMED, {"team_": team, "folded_": fold(name)})
    return [Candidate(row.id, row.name) for row in rows]


def bearers(db: Db, team: str, name: str) -> list[Candidate]:
    """List those whom a name means: who bears exactly it, else who has each of its words in their name."""
    exact = named(db, team, name)
    if exact:
        return exact
    words = fold(name).split()
    near = [row for row in found(db, team, name) if words and set(words) <= set(fold(row.name).split())]
    return [Candidate(row.id, row.name) for row in near]


def contacts(db: Db, team: str, id: int) -> tuple[Contact, ...]:
    """List the addresses of a candidate."""
    chosen = select(CONTACTS).where(CONTACTS.c.team == team, CONTACTS.c.candidate == id).order_by(CONTACTS.c.id)
    return tuple(Contact(row.kind, row.value, row.shown) for row in db.execute(chosen))


def reached_by(db: Db, team: str, contact: Contact) -> Candidate | None:
    """Tell who already has this e-mail or profile address; None also for a phone, which may be shared."""
    if contact.kind == "phone":
        return None
    same = (CONTACTS.c.team == team, CONTACTS.c.value == contact.value, CONTACTS.c.kind == contact.kind)
    id = db.execute(select(CONTACTS.c.candidate).where(*same)).scalar()
    return candidate(db, team, id) if id is not None else None


def found(db: Db, team: str, typed: str, most: int = 20) -> list[Found]:
    """Find candidates by the beginning of any word of the name, a part of it, an e-mail, a phone or a profile.

    The best come first: the whole name, names that begin so, words that begin so, then parts; ahead of them all, an
    address that was typed. Each word typed has to be in the name.
    """
    return finding.found(db, team, typed, most)


def briefly(db: Db, team: str, ids: Sequence[int]) -> list[Found]:
    """Give candidates as a list tells them apart, in the order asked for."""
    by_id = {row.id: row for row in finding.told_apart(db, team, ids)}
    return [by_id[id] for id in ids if id in by_id]
