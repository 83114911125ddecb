"""How is a client named, found, and given a contact, by a form?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blocks import Block, bold, line, option
from bot.errors import Refused
from bot.facts import Client
from bot.forms.candidates import FIND, MOST_OPTIONS
from bot.forms.inputs import (
    NAME_LETTERS,
    View,
    about,
    answers,
    existing_or_new,
    field,
    modal,
    to_add,
    typeahead,
    typed_input,
    understood,
    within,
)
from bot.words import clean, fold_title

CLIENT_FORM = "client_form"
CONTACT_FORM = "client_contact_form"


@dataclass(frozen=True, slots=True)
class Named:
    """A client's name: of a new one, or of the one that is renamed."""

    name: str
    client: int | None = None


@dataclass(frozen=True, slots=True)
class NewContact:
    """Who is at a client: `candidate` is an id, `name` somebody to be added."""

    client: int
    candidate: int | None
    name: str | None
    position: str = ""


def form(name: str = "", client: Client | None = None) -> View:
    """Draw the form of a client: a new one, or the `client` that is renamed."""
    hint = "The titles of its jobs follow." if client else ""
    blocks = [field("name", "Name", typed_input(client.name if client else name, example="Northwind"), hint=hint)]
    title = "Rename the client" if client else "New client"
    return modal(CLIENT_FORM, title, blocks, submit="Save" if client else "Add", client=client.id if client else None)


def read(view: View) -> Named:
    """Read the name of a client."""
    name = within("name", clean(answers(view)["name"] or ""), NAME_LETTERS)
    if not any(sign.isalnum() for sign in name):
        raise Refused("Type a name with at least one letter.", field="name")
    return Named(name, about(view)["client"])


def contact(client: Client) -> View:
    """Draw the form that adds a contact at a client."""
    who = typeahead(FIND, example="Part of a name, e-mail or phone number")
    blocks = [
        line("Who is at ", bold(client.name), "?"),
        field("candidate", "Person", who, hint="A candidate may be a contact too: it is one person, with one card."),
        field("position", "Position", typed_input(example="CTO"), optional=True),
    ]
    return modal(CONTACT_FORM, "Add a contact", blocks, submit="Add", client=client.id)


def read_contact(view: View) -> NewContact:
    """Read who is at a client, and as what."""
    given = answers(view)
    id, name = understood("candidate", existing_or_new, given["candidate"])
    if id is None and not name:
        raise Refused("Choose a person: type a few letters of the name.", field="candidate")
    position = within("position", clean(given["position"] or ""), NAME_LETTERS)
    return NewContact(int(about(view)["client"]), id, name, position)


def options(clients: Sequence[Client], typed: str) -> dict[str, list[Block]]:
    """Answer a typeahead of clients; where none has exactly this name, the last choice adds it."""
    choices = [option(client.name, client.id) for client in clients[: MOST_OPTIONS - 1]]
    name, known = clean(typed), {fold_title(client.name) for client in clients}
    return {"options": choices + ([to_add(name)] if name and fold_title(name) not in known else [])}
