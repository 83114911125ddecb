"""What happens when someone looks for a candidate?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.blocks import Message
from bot.facts import Card, Found, Person
from bot.policy import Policy
from bot.words import clean, dialled, unescape
from handlers import adding, windows
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

    @property
    def guessed(self) -> bool:
        """Whether all who were found are only meant if there is a typing error."""
        return all(one.guessed for one in self.found)

    @property
    def may_be_new(self) -> bool:
        """Whether nobody is called so, and it is to be asked who is meant."""
        return self.card is None and self.guessed


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
    line = unescape(command.get("text", ""))
    typed = clean(line, 200)
    if typed.lower() == "help":
        await ack(**ephemeral(messages.candidates.usage(command["command"])))
        return
    word, _, somebody = clean(line).partition(" ")
    if not typed or word.lower() == ADD:
        new = adding.typed_anew(somebody)
        await windows.show(client, command, forms.candidates.form(None, new.name, contact=new.contact))
        await ack()
        return
    looked: Looked = await ask(look_up, typed, person, policy, now)
    draft = await transact(keep_name, typed, person, now) if looked.may_be_new else None
    await ack(**ephemeral(_answer(looked, draft, person, policy, now)))


def _answer(looked: Looked, draft: int | None, person: Person, policy: Policy, now: datetime) -> Message:
    if looked.card is None:
        if draft is not None and not looked.found:
            return messages.candidates.nobody(looked.typed, draft)
        return messages.candidates.which(looked.typed, looked.found, draft)
    shown = card_for(looked.card, person, policy, now)
    return messages.candidates.guessed(looked.typed, looked.card.candidate, shown) if looked.guessed else shown


def look_up(db: Db, typed: str, person: Person, policy: Policy, now: datetime) -> Looked:
    """Find whom someone means: exactly one, or up to five to choose from."""
    found = storage.candidates.found(db, person.team, dialled(typed, rules.people.region(person, policy)), 6)
    bearers = storage.candidates.bearers(db, person.team, typed)
    one = found[0].id if len(found) == 1 else bearers[0].id if len(bearers) == 1 else None
    return Looked(typed, card_of(db, person.team, one, policy, now) if one else None, found)


def keep_name(db: Db, typed: str, person: Person, now: datetime) -> int:
    """Keep a name that nobody bears yet, for the button that adds it."""
    return storage.drafts.keep(db, person.team, person.id, adding.typed_anew(typed), now)


async def finder_opened(ack: Ack, body: Json, client: Client) -> None:
    """Someone looks for a candidate from anywhere."""
    await windows.show(client, body, forms.candidates.find())
    await ack()


async def find_submitted(ack: Ack, view: Json, person: Person, ask: Ask, policy: Policy, now: datetime) -> None:
    """Someone chose a candidate to see, or a name to add."""
    id, name = filled_in(forms.candidates.read_find, view)
    if id is None:
        new = adding.typed_anew(name or "")
        await ack(response_action="update", view=forms.candidates.form(None, new.name, contact=new.contact))
        return
    card = await ask(card_of, person.team, id, policy, now)
    said = card_for(card, person, policy, now)
    await ack(response_action="update", view=forms.notices.told("Before you call", said))
