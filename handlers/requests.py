"""What was asked of managers, and may somebody decide about it?"""

from __future__ import annotations

import storage
from bot import messages
from bot.errors import Refused
from bot.facts import Approval, Person
from storage.database import Db


def read_asked(db: Db, id: int, person: Person) -> tuple[Approval, str]:
    """Give what was asked, and about whom, if this person may decide it."""
    approval = open_to(db, id, person, hold=False)
    return approval, name_of(db, approval, person)


def open_to(db: Db, id: int, person: Person, *, hold: bool = True) -> Approval:
    """Give what was asked, held until we are done, if this person may decide it."""
    approval = storage.approvals.one(db, person.team, id, hold=hold)
    if approval is None:
        raise Refused(messages.approvals.GONE)
    if not person.manager:
        raise Refused(messages.approvals.NOT_A_MANAGER)
    if approval.asked_by == person.id:
        raise Refused(messages.approvals.NOT_YOURS)
    return approval


def name_of(db: Db, approval: Approval, person: Person) -> str:
    """Name the candidate about whom something was asked."""
    candidate = storage.candidates.candidate(db, person.team, approval.candidate)
    return candidate.name if candidate else "that candidate"
