"""What happens when someone has a person erased?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Candidate, Person
from bot.policy import Policy
from bot.words import fold
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from handlers.touches import NO_CANDIDATE, candidate_of
from storage.database import Db


async def erase_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    __: Policy,
    ___: datetime,
) -> None:
    """Someone picks "Erase" from the menu of a card: a window says what will go, and asks for the name."""
    whom, kept = await ask(kept_about, person, candidate)
    await windows.show(client, body, forms.erasing.confirm(whom, kept))
    await ack()


async def erase_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """A manager confirms that somebody is to be erased."""
    candidate, typed = filled_in(forms.erasing.read, view)
    await transact(decide_erase, candidate, typed, person, now)
    await ack(response_action="update", view=forms.notices.told("Being erased", messages.erasing.begun()))


def kept_about(db: Db, person: Person, candidate: int) -> tuple[Candidate, str]:
    """Tell whom an erasure would be about, and how much is kept about them."""
    _allowed(person)
    whom = candidate_of(db, person.team, candidate)
    return whom, messages.erasing.counted(storage.erasing.kept(db, person.team, whom.id))


def decide_erase(db: Db, candidate: int, typed: str, person: Person, now: datetime) -> bool:
    """Write down that someone is to be erased, where their name was typed; the ticker does it."""
    _allowed(person)
    whom = candidate_of(db, person.team, candidate)
    if not is_confirmed(whom.name, typed):
        raise Refused(messages.erasing.OTHER_NAME, field="name")
    if not storage.erasures.ask(db, person.team, whom.id, person.id, now):
        underway = storage.erasures.is_asked(db, person.team, whom.id)
        raise Refused(messages.erasing.UNDERWAY if underway else NO_CANDIDATE)
    return True


def is_confirmed(name: str, typed: str) -> bool:
    """Tell whether someone typed a name, accents and capitals aside."""
    return fold(typed) == fold(name) and (bool(fold(name)) or typed.strip() == name.strip())


def _allowed(person: Person) -> None:
    if not rules.rights.may_take_out(person):
        raise Refused(messages.erasing.NOT_ALLOWED)
