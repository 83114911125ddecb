"""What happens when someone looks for a candidate?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages
from bot.facts import Card, Found, NewCandidate, Person
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, dialled, unescape
from handlers import windows
from handlers.answers import ephemeral
from handlers.cards import card_for, card_of
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from storage.database import Db

ANYWHERE = "candidate_anywhere"
ADD = "add"


@dataclass(frozen=True)
class Looked:
    """What was found for what someone typed: one card, several to choose from, or nobody."""

    typed: str
    card: Card | None
    found: list[Found]


async def candidate_asked(
    ack: Ack,
    command: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter types /candidate: show the card, offer a choice, or open the form."""
    typed = clean(unescape(command.get("text", "")), 200)
    if typed.lower() == "help":
        await ack(**ephemeral(messages.candidates.usage(command["command"])))
        return
    word, _, name = typed.partition(" ")
    if not typed or word.lower() == ADD:
        await windows.show(client, command, forms.candidates.form(None, clean(name, NAME_LETTERS)))
        await ack()
        return
    looked: Looked = await ask(look_up, typed, person)
    if looked.card is None and not looked.found:
        draft = await transact(keep_name, typed, person, now)
        await ack(**ephemeral(messages.candidates.nobody(typed, draft)))
    else:
        shown = card_for(looked.card, person, policy, now) if looked.card else None
        await ack(**ephemeral(shown or messages.candidates.which(typed, looked.found)))


def look_up(db: Db, typed: str, person: Person) -> Looked:
    """Find whom someone means: exactly one, or up to five to choose from."""
    found = storage.candidates.found(db, person.team, dialled(typed, person.country), 6)
    bearers = storage.candidates.bearers(db, person.team, typed)
    one = found[0].id if len(found) == 1 else bearers[0].id if len(bearers) == 1 else None
    return Looked(typed, card_of(db, person.team, one) if one else None, found)


def keep_name(db: Db, typed: str, person: Person, now: datetime) -> int:
    """Keep a name that nobody bears yet, for the button that adds it."""
    return storage.drafts.keep(db, person.team, person.id, NewCandidate(clean(typed, NAME_LETTERS)), now)


async def finder_opened(ack: Ack, body: Json, client: Client) -> None:
    """Someone looks for a candidate from anywhere."""
    await windows.show(client, body, forms.candidates.find())
    await ack()


async def find_submitted(ack: Ack, view: Json, person: Person, ask: Ask, policy: Policy, now: datetime) -> None:
    """Someone chose a candidate to see, or a name to add."""
    id, name = filled_in(forms.candidates.read_find, view)
    if id is None:
        await ack(response_action="update", view=forms.candidates.form(None, name or ""))
        return
    card = await ask(card_of, person.team, id)
    said = card_for(card, person, policy, now)
    await ack(response_action="update", view=forms.notices.told("Before you call", said))
