"""What happens when someone adds a candidate?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Candidate, Contact, NewCandidate, Person, Submission
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, sort_contact
from handlers import submissions, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db


@dataclass(frozen=True)
class Added:
    """A candidate was added."""

    candidate: Candidate
    submission: Submission | None
    contact: Contact | None


async def add_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add the name that nobody bears: the form opens with it."""
    kept = await ask(storage.drafts.kept, person.team, person.id, number(action["value"]), NewCandidate)
    await windows.show(client, body, forms.candidates.form(None, kept.name if kept else ""))
    await ack()


async def candidate_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter sends the form of a new candidate."""
    new = filled_in(forms.candidates.read, view)
    added: Added = await transact(decide_add, new, person, policy, now)
    said = messages.candidates.added(added.candidate, added.submission, added.contact)
    await ack(response_action="update", view=forms.notices.told("Added", said))


def decide_add(db: Db, new: NewCandidate, person: Person, policy: Policy, now: datetime) -> Added:
    """Add a candidate with one contact, and put them forward where a job was named."""
    contact = _contact(db, new.contact, person)
    name = clean(new.name)
    if not any(sign.isalnum() for sign in name):
        raise Refused("Type a name with at least one letter.", field="name")
    if len(name) > NAME_LETTERS:
        raise Refused(f"A name can have {NAME_LETTERS} letters, and this one has {len(name):,}. Shorten it.", "name")
    candidate = storage.candidates.add(db, person.team, name, [contact] if contact else [], person.id, now)
    submission = None
    if new.job or new.job_title:
        job = submissions.job_of(db, new.job, new.job_title, person, now)
        submission = submissions.put_forward(db, candidate, job, new.stage, person, policy, now)
    return Added(candidate, submission, contact)


def _contact(db: Db, typed: str, person: Person) -> Contact | None:
    """Sort what was typed; an e-mail or profile address belongs to one candidate."""
    if not typed.strip():
        return None
    try:
        contact = Contact(*sort_contact(typed, person.country and person.country[:2]))
    except ValueError as error:
        raise Refused(str(error), field="contact") from error
    known = storage.candidates.reached_by(db, person.team, contact)
    if known:
        raise Refused(
            f"{known.name} has this address already. Type /candidate {known.name} to see their card, "
            "or give another address.",
            field="contact",
        )
    return contact
