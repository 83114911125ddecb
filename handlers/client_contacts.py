"""What happens when someone says whom we know at a client?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person
from handlers import windows
from handlers.clients import Saved, card_of, show
from handlers.jobs import employer_of
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

KNOWN = (
    "Somebody called {name} is here already. Choose them from the list; if it is somebody else of that name, "
    "add them with /candidate add first."
)


async def contact_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to say whom we know at a client."""
    employer = await ask(employer_of, person.team, number(action["value"]))
    await windows.show(client, body, forms.clients.contact(employer))
    await ack()


async def contact_submitted(ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, now: datetime) -> None:
    """A recruiter says who is at a client."""
    saved: Saved = await transact(decide_contact, filled_in(forms.clients.read_contact, view), person, now)
    await show(ack, saved, person, ask)


def decide_contact(db: Db, wish: forms.clients.NewContact, person: Person, now: datetime) -> Saved:
    """Write down who is at a client; somebody new is added, but never a second one of the same name unasked."""
    client = employer_of(db, person.team, wish.client)
    if wish.name and storage.candidates.named(db, person.team, wish.name):
        raise Refused(KNOWN.format(name=wish.name), field="candidate")
    if wish.name and not any(sign.isalnum() for sign in wish.name):
        raise Refused("Type a name with at least one letter.", field="candidate")
    candidate = (
        storage.candidates.add(db, person.team, wish.name, [], person.id, now)
        if wish.name
        else candidate_of(db, person.team, wish.candidate)
    )
    storage.clients.add_contact(db, person.team, client.id, candidate.id, wish.position, person.id, now)
    return Saved(client.id, f"{candidate.name} is a contact at {client.name} now.")


async def remove_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    now: datetime,
) -> None:
    """Someone is at a client no longer."""
    employer, _, candidate = action["value"].partition("/")
    saved: Saved = await transact(decide_remove, number(employer), number(candidate), person, now)
    card = await ask(card_of, person.team, saved.client)
    await windows.turn_into(messages.clients.saved(card, saved.said), body, respond, client)
    await ack()


def decide_remove(db: Db, client: int, candidate: int, person: Person, now: datetime) -> Saved:
    """Write down that someone is at a client no longer; their card stays."""
    employer = employer_of(db, person.team, client)
    who = candidate_of(db, person.team, candidate)
    storage.clients.remove_contact(db, person.team, client, who.id, person.id, now)
    return Saved(client, f"{who.name} is no contact at {employer.name} any more.")
