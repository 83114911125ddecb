"""By which addresses can a candidate be reached, and who shares one?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from bot.facts import Contact
from storage import audit, known_as
from storage.columns import new_id
from storage.database import Db
from storage.insert import unless_there
from storage.tables import Contacts, table

CONTACTS = table(Contacts)


def listed(db: Db, team: str, candidate: int) -> dict[int, Contact]:
    """List the addresses of a candidate by their ids, e-mails first."""
    mine = (CONTACTS.c.team == team, CONTACTS.c.candidate == candidate)
    rows = db.execute(select(CONTACTS).where(*mine).order_by(CONTACTS.c.kind, CONTACTS.c.id))
    return {row.id: Contact(row.kind, row.value, row.shown, row.shared) for row in rows}


def add(db: Db, team: str, candidate: int, contacts: Sequence[Contact], by: str, now: datetime) -> list[Contact]:
    """Add what a candidate does not have yet; give what was added.

    An address that somebody else has alone stays theirs.
    """
    there = {(contact.kind, contact.value) for contact in listed(db, team, candidate).values()}
    added = [each for each in contacts if (each.kind, each.value) not in there and _insert(db, team, candidate, each)]
    if added:
        audit.record(db, team, by, "contacts added", "candidate", candidate, now)
    return added


def is_shared(db: Db, team: str, contact: Contact) -> bool:
    """Tell whether an address is known to be shared by several."""
    same = (CONTACTS.c.team == team, CONTACTS.c.kind == contact.kind, CONTACTS.c.value == contact.value)
    return bool(db.execute(select(exists().where(*same, CONTACTS.c.shared))).scalar())


def mark(db: Db, team: str, contacts: Sequence[Contact], by: str, now: datetime) -> None:
    """Mark addresses as shared wherever they stand, so that several may have them."""
    for contact in contacts:
        same = (CONTACTS.c.team == team, CONTACTS.c.kind == contact.kind, CONTACTS.c.value == contact.value)
        marked = update(CONTACTS).where(*same, ~CONTACTS.c.shared).values(shared=True).returning(CONTACTS.c.candidate)
        for candidate in db.execute(marked).scalars().all():
            audit.record(db, team, by, "contact shared", "candidate", candidate, now)


def unmark(db: Db, team: str, id: int, by: str, now: datetime) -> bool:
    """Make an address one person's own again; False where somebody else has it too."""
    this = db.execute(select(CONTACTS).where(CONTACTS.c.team == team, CONTACTS.c.id == id)).first()
    if this is None or not this.shared:
        return True
    other = CONTACTS.alias()
    same = (other.c.team == team, other.c.kind == this.kind, other.c.value == this.value, other.c.id != id)
    if db.execute(select(exists().where(*same))).scalar():
        return False
    db.execute(update(CONTACTS).where(CONTACTS.c.team == team, CONTACTS.c.id == id).values(shared=False))
    audit.record(db, team, by, "contact own", "candidate", this.candidate, now)
    return True


def remove(db: Db, team: str, candidate: int, ids: Sequence[int], by: str, now: datetime) -> list[str]:
    """Take addresses off a candidate; give how they read."""
    these = (CONTACTS.c.team == team, CONTACTS.c.candidate == candidate, CONTACTS.c.id.in_(ids))
    gone = db.execute(
        delete(CONTACTS).where(*these).returning(CONTACTS.c.kind, CONTACTS.c.value, CONTACTS.c.shown)
    ).all()
    for each in gone:
        known_as.remember(db, team, candidate, each.kind, each.value, each.shown)
    if gone:
        audit.record(db, team, by, "contacts removed", "candidate", candidate, now)
    return [each.shown for each in gone]


def _insert(db: Db, team: str, candidate: int, contact: Contact) -> bool:
    row = {"team": team, "id": new_id(), "candidate": candidate} | asdict(contact)
    return db.execute(unless_there(db, CONTACTS, "id"), row).scalar() is not None
