"""What happens when someone looks for a client, names one, or says whom we know there?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Client as Employer
from bot.facts import ClientCard, ClientLine, Person
from bot.forms.inputs import NAME_LETTERS
from bot.messages.jobs import PAGE
from bot.policy import Policy
from bot.words import clean, unescape
from handlers import windows
from handlers.answers import ephemeral
from handlers.jobs import ADD, HELP, NO_CLIENT, employer_of
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

NO_MORE = "There are no more clients after these. Type /care clients to see them from the newest on."


@dataclass(frozen=True)
class Looked:
    """What was found for what was typed: one client, several to choose from, or none, but perhaps some much like it."""

    card: ClientCard | None
    found: list[Employer]
    near: list[Employer]


@dataclass(frozen=True)
class Saved:
    """Something about a client was written down: how that is said."""

    client: int
    said: str


async def client_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the client's input."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    await ack(forms.clients.options(await ask(storage.clients.offered, person.team, typed), typed))


async def client_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care client: show the client, offer a choice, or open the form."""
    typed = clean(unescape(command.get("text", "")), 200)
    word, _, name = typed.partition(" ")
    if typed.lower() == HELP:
        await ack(**ephemeral(messages.clients.usage(command["command"])))
        return
    if not typed:
        await clients_asked(ack, command, person, client, ask, transact, policy, now)
        return
    if word.lower() == ADD:
        await windows.show(client, command, forms.clients.form(clean(name, NAME_LETTERS)))
        await ack()
        return
    looked: Looked = await ask(look_up, typed, person)
    if looked.card:
        await ack(**ephemeral(messages.clients.card(looked.card)))
    elif looked.found:
        await ack(**ephemeral(messages.clients.which(typed, looked.found)))
    else:
        draft = await transact(keep_name, typed, person, now)
        await ack(**ephemeral(messages.clients.none(typed, draft, looked.near)))


def look_up(db: Db, typed: str, person: Person) -> Looked:
    """Find which client someone means: exactly one, or up to five to choose from."""
    found = storage.clients.found(db, person.team, typed, 6)
    exact = list(storage.clients.known_as(db, person.team, [typed]).values())
    one = exact or (found if len(found) == 1 else [])
    near = [] if found else storage.clients.near(db, person.team, typed)
    return Looked(card_of(db, person.team, one[0].id) if one else None, found, near)


def keep_name(db: Db, typed: str, person: Person, now: datetime) -> int:
    """Keep a name that no client bears yet, for the button that adds it."""
    return storage.drafts.keep(db, person.team, person.id, forms.clients.Named(clean(typed, NAME_LETTERS)), now)


async def clients_asked(
    ack: Ack, _: Json, person: Person, __: Client, ask: Ask, ___: Transact, ____: Policy, _____: datetime
) -> None:
    """Someone types /care clients: list them."""
    clients: list[ClientLine] = await ask(storage.clients.listed, person.team, PAGE + 1)
    await ack(**ephemeral(messages.clients.listed(clients[:PAGE], bool(clients[PAGE:]))))


async def next_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask
) -> None:
    """Someone turns the page of the clients."""
    clients = await ask(storage.clients.listed, person.team, PAGE + 1, number(action["value"]))
    if not clients:
        raise Refused(NO_MORE)
    page = messages.clients.listed(clients[:PAGE], bool(clients[PAGE:]))
    await windows.turn_into(page, body, respond, client)
    await ack()


async def open_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask
) -> None:
    """Someone chooses a client: what they look at turns into the client."""
    chosen = action.get("selected_option", action)
    card = await ask(card_of, person.team, number(chosen["value"]))
    await windows.turn_into(messages.clients.card(card), body, respond, client)
    await ack()


async def add_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add the client that was not found: the form opens with what they typed."""
    kept = await ask(storage.drafts.kept, person.team, person.id, number(action["value"]), forms.clients.Named)
    await windows.show(client, body, forms.clients.form(kept.name if kept else ""))
    await ack()


async def rename_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to give a client another name."""
    employer = await ask(employer_of, person.team, number(action["value"]))
    await windows.show(client, body, forms.clients.form(client=employer))
    await ack()


async def client_submitted(ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, now: datetime) -> None:
    """A recruiter sends the form of a client's name."""
    saved: Saved = await transact(decide_name, filled_in(forms.clients.read, view), person, now)
    await show(ack, saved, person, ask)


def decide_name(db: Db, wish: forms.clients.Named, person: Person, now: datetime) -> Saved:
    """Add a client, or rename one, and its jobs with it; a name belongs to one client of the team."""
    if wish.client is None:
        if storage.clients.known_as(db, person.team, [wish.name]):
            raise Refused(_taken(wish.name), field="name")
        return Saved(storage.clients.named(db, person.team, wish.name, person.id, now).id, "Added.")
    before = storage.clients.client(db, person.team, wish.client, hold=True)
    if before is None:
        raise Refused(NO_CLIENT, field="name")
    after = storage.clients.rename(db, person.team, before, wish.name, person.id, now)
    if after is None:
        raise Refused(_taken(wish.name), field="name")
    clash = storage.jobs.retitle(db, person.team, after)
    if clash:
        raise Refused(
            f"There is a job “{clash}” already, so two jobs would be called the same. Edit that job first.", "name"
        )
    return Saved(after.id, "Renamed; its jobs say so too.")


def card_of(db: Db, team: str, id: int) -> ClientCard:
    """Read all there is to know of a client."""
    client = employer_of(db, team, id)
    contacts = storage.clients.contacts(db, team, id)
    jobs = storage.jobs.of_client(db, team, id)
    stages = storage.submissions.stages(db, team, [job.id for job in jobs])
    spoke = storage.touches.last_spoken(db, team, [each.candidate for each in contacts]) if contacts else {}
    return ClientCard(client, contacts, jobs, stages, max(spoke.values(), key=lambda touch: touch.at, default=None))


async def show(ack: Ack, saved: Saved, person: Person, ask: Ask) -> None:
    """Turn the form into the client, with what was written down."""
    card = await ask(card_of, person.team, saved.client)
    await ack(response_action="update", view=forms.notices.told("Client", messages.clients.saved(card, saved.said)))


def _taken(name: str) -> str:
    return f"There is a client “{name}” already. Type /care client {name} to see it, or choose another name."
