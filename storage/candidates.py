"""Who are the candidates, and how are they found?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, text, update

from bot.facts import Candidate, Contact, Found
from bot.words import fold
from storage import audit, bearing, finding, spellings
from storage.asking import Asked
from storage.columns import new_id
from storage.database import Db
from storage.tables import Candidates, Contacts, NameWords, table

CANDIDATES, CONTACTS, WORDS = table(Candidates), table(Contacts), table(NameWords)
A_BATCH = 100
_BELIEVED = text("SELECT reltuples FROM pg_class WHERE oid = 'candidates'::regclass")
_ONE = select(CANDIDATES.c.id, CANDIDATES.c.name, CANDIDATES.c.do_not_contact, CANDIDATES.c.added_by).where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id == bindparam("id_")
)
_OF_TEAM = select(*(CANDIDATES.c[name] for name in Candidate.__slots__)).where(CANDIDATES.c.team == bindparam("team_"))
_NAMED, _SEVERAL = _OF_TEAM.where(CANDIDATES.c.folded == bindparam("folded_")), Asked(_OF_TEAM, CANDIDATES.c.id)


def add(db: Db, team: str, name: str, contacts: Sequence[Contact], by: str, now: datetime) -> Candidate:
    """Add a candidate with the words their name can be found by."""
    id = new_id()
    add_many(db, team, [(id, name, contacts)], by, now)
    audit.record(db, team, by, "added", "candidate", id, now)
    return Candidate(id, name)


def add_many(db: Db, team: str, people: Sequence[tuple[int, str, Sequence[Contact]]], by: str, now: datetime) -> None:
    """Add candidates, each an id, a name and contacts; whoever calls keeps one record of them all.

    Raises IntegrityError where an address that only one may have is taken: nothing of the transaction is to be kept.
    """
    known = {"team": team, "added_by": by, "added_at": now}
    _insert(db, CANDIDATES, [known | {"id": id, "name": name, "folded": fold(name)} for id, name, _ in people])
    _expect_many(db, len(people))
    _name(db, team, [(id, name) for id, name, _ in people])
    told = [(id, contact) for id, _, contacts in people for contact in contacts]
    _insert(db, CONTACTS, [_written(team, id, contact) for id, contact in told])


def rename(db: Db, team: str, id: int, name: str) -> None:
    """Give a candidate another name to be found by."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == id)
    db.execute(update(CANDIDATES).where(*mine).values(name=name, folded=fold(name)))
    before = _nameless(db, team, id)
    _name(db, team, [(id, name)])
    spellings.forget(db, team, before)


def take_out(db: Db, team: str, id: int) -> None:
    """Remove a candidate, the words of their name, and from what is forgiven those that nobody else bears.

    All that is tied to the candidate has to be gone before, or IntegrityError is raised.
    """
    before = _nameless(db, team, id)
    spellings.forget(db, team, before)
    db.execute(delete(CANDIDATES).where(CANDIDATES.c.team == team, CANDIDATES.c.id == id))


def _expect_many(db: Db, count: int) -> None:
    """Let PostgreSQL know that a table it believes empty will not be.

    It plans once for each connection how it will look up whose row is tied to whom. For a table of which it knows
    nothing it may settle on reading through the whole team, and then each batch takes longer than the one before.
    """
    if db.dialect.name == "postgresql" and count >= A_BATCH and db.execute(_BELIEVED).scalar_one() < A_BATCH:
        db.execute(text("ANALYZE candidates"))


def _insert(db: Db, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.execute(into.insert(), rows)


def _written(team: str, candidate: int, it: Contact) -> dict[str, Any]:
    values = {"kind": it.kind, "value": it.value, "shown": it.shown, "shared": it.shared}
    return {"team": team, "id": new_id(), "candidate": candidate, **values}


def _name(db: Db, team: str, named: Sequence[tuple[int, str]]) -> None:
    """Write down by which words each can be found."""
    words = [(word, id) for id, name in named for word in bearing.words_of(fold(name))]
    _insert(db, WORDS, [{"team": team, "word": word, "candidate": id} for word, id in words])
    spellings.learn(db, team, (word for word, _ in words))


def _nameless(db: Db, team: str, id: int) -> list[str]:
    """Remove the words a candidate is found by; give them."""
    gone = delete(WORDS).where(WORDS.c.team == team, WORDS.c.candidate == id).returning(WORDS.c.word)
    return list(db.execute(gone).scalars())


def candidate(db: Db, team: str, id: int) -> Candidate | None:
    """Give one candidate of this team, or None."""
    row = db.execute(_ONE, {"team_": team, "id_": id}).first()
    return Candidate(row.id, row.name, row.do_not_contact) if row else None


def added_by(db: Db, team: str, id: int) -> str | None:
    """Tell who added a candidate."""
    row = db.execute(_ONE, {"team_": team, "id_": id}).first()
    return row.added_by if row else None


def named(db: Db, team: str, name: str) -> list[Candidate]:
    """List those who bear exactly this name, accents and capitals aside."""
    return [Candidate(*row) for row in db.execute(_NAMED, {"team_": team, "folded_": fold(name)})]


def bearers(db: Db, team: str, name: str) -> list[Candidate]:
    """List those whom a name means: who bears exactly it, else who has each of its words in their name."""
    exact = named(db, team, name)
    if exact:
        return exact
    words = fold(name).split()
    near = [row.id for row in found(db, team, name) if words and set(words) <= set(fold(row.name).split())]
    theirs = {row.id: Candidate(*row) for row in _SEVERAL.of(db, team, near)} if near else {}
    return [theirs[id] for id in near]


def contacts(db: Db, team: str, id: int) -> tuple[Contact, ...]:
    """List the addresses of a candidate."""
    mine = (CONTACTS.c.team == team, CONTACTS.c.candidate == id)
    chosen = select(CONTACTS).where(*mine).order_by(CONTACTS.c.kind, CONTACTS.c.id)
    return tuple(Contact(row.kind, row.value, row.shown, row.shared) for row in db.execute(chosen))


def reached_by(db: Db, team: str, contact: Contact) -> Candidate | None:
    """Tell who already has this e-mail or profile address; None also for a phone, which may be shared."""
    if contact.kind == "phone":
        return None
    same = (CONTACTS.c.team == team, CONTACTS.c.value == contact.value, CONTACTS.c.kind == contact.kind)
    id = db.execute(select(CONTACTS.c.candidate).where(*same)).scalar()
    return candidate(db, team, id) if id is not None else None


def found(db: Db, team: str, typed: str, most: int = 20) -> list[Found]:
    """Find candidates by the beginning of any word of the name, a part of it, an e-mail, a phone or a profile.

    The best come first: the whole name, names that begin so, words that begin so, then parts, then what was meant if a
    letter was mistyped; ahead of them all, an address that was typed. Each word typed has to be in the name.
    """
    return finding.found(db, team, typed, most)


def briefly(db: Db, team: str, ids: Sequence[int]) -> list[Found]:
    """Give candidates as a list tells them apart, in the order asked for."""
    by_id = {row.id: row for row in finding.told_apart(db, team, ids)}
    return [by_id[id] for id in ids if id in by_id]
