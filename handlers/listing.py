"""What happens when someone asks for all that is owed?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import forms, items, letters, promises, rules
from bot.facts import Item, Owed, Person
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
    ends = rules.people.day_ends(person, now, policy)
    warned = _warned_of(db, id, person, ends) if letter else []
    first = items.waiting(db, person, policy, now, warned)[: forms.updates.MOST_ITEMS]
    total = storage.promises.count_waiting(db, person.team, person.id, ends).lines + _alone(db, warned, person, ends)
    return items.of_owed(db, person, [each for line in first for each in line], policy, now), total


def _warned_of(db: Db, id: int, person: Person, before: datetime) -> list[Owed]:
    """Give the ownerships whose end a morning tells, and of which nobody hears again today."""
    there = [line for line in storage.lines.open_of(db, person.team, id) if line.kind == rules.ownership.KIND]
    owed = items.owed_by(db, person.team, there)
    still = [owed[key] for line in there if items.is_owed(line, owed.get(key := promises.key_of(line)), person.id)]
    return [each for each in still if not items.is_heard(each, person.id, before)]


def _alone(db: Db, warned: Sequence[Owed], person: Person, before: datetime) -> int:
    """Count those of whom nothing else waits, and who are therefore a line of their own."""
    about = storage.promises.about(db, person.team, promises.KINDS, [each.subject for each in warned])
    others = {(each.subject, each.whom) for each in about if items.is_heard(each, person.id, before)}
    return len({(each.subject, each.whom) for each in warned} - others)
