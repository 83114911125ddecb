"""What happens when someone wants to give a last word, and no e-mail address is on record?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, items, messages
from bot.blocks import Message
from bot.facts import Person
from bot.owing import unreached
from bot.policy import Policy
from handlers import contacts, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import number
from handlers.pressed_items import line_of
from storage.database import Db


async def words_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter wants the words of the e-mail, to send them their own way."""
    words = await transact(read_words, number(action["value"]), person, policy, now)
    await windows.show(client, body, forms.notices.told("What to write", words))
    await ack()


def read_words(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Message:
    """Give the words that fit how somebody's candidacy ended; an old item says where to look."""
    line, _ = line_of(db, id, person)
    together = [each for each in storage.lines.beside(db, person.team, line) if each.outcome is None]
    shown = items.of_lines(db, person.team, together, policy, now, person.id)
    ended = next((found for each in shown if (found := unreached(each))), None)
    return messages.drafts.words(ended) if ended else messages.drafts.no_words()


async def contacts_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter wants to write down where somebody is reached."""
    await contacts.contacts_picked(ack, body, number(action["value"]), person, client, ask, transact, policy, now)
