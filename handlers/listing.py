"""What happens when someone asks for all that is owed?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, items, letters, rules
from bot.facts import Item, Person
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json
from handlers.payloads import number
from storage.database import Db


async def all_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone presses "See all"."""
    items, total = await ask(read_all, number(action["value"]), person, policy, now)
    await windows.show(client, body, forms.updates.see_all(items, total, now))
    await ack()


def read_all(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[list[Item], int]:
    """Read what a letter is about, and how much it is: for a morning what they owe today, else what is still open."""
    letter = storage.outbox.by_id(db, person.team, id)
    if letter and letter.kind != letters.MORNING and letter.recipient == person.id:
        lines = [line for line in storage.lines.of(db, person.team, id) if line.outcome is None and not line.retired]
        open_ = items.of_lines(db, person.team, lines, policy, now, person.id)
        return open_, len(open_)
    first = items.waiting(db, person, policy, now)[: forms.updates.MOST_ITEMS]
    ends = rules.people.day_ends(person, now, policy)
    total = storage.promises.count_waiting(db, person.team, person.id, ends).lines
    return items.of_owed(db, person, [each for line in first for each in line], policy, now), total
