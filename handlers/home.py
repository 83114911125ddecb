"""How is someone's Home tab shown as things stand?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import items, messages, rules
from bot.facts import Candidate, Item, Person, Round, Touch
from bot.policy import Policy
from handlers.lent import Ask, Client
from storage.database import Db

SHOWN = 10


async def show_home(client: Client, person: Person, ask: Ask, policy: Policy, now: datetime) -> None:
    """Publish the Home tab: what is owed, and what was logged today."""
    items, more, today, rounds = [], 0, [], []
    if person.member:
        items, more, today, rounds = await ask(read_home, person, policy, now)
    view = messages.people.home(person, items, more, today, now, rounds)
    await client.views_publish(user_id=person.id, view=view)


def read_home(
    db: Db, person: Person, policy: Policy, now: datetime
) -> tuple[list[Item], int, list[tuple[Touch, Candidate]], list[Round]]:
    """Read what the Home tab shows: the first items, how many more there are, what was logged today, and rounds."""
    owed = items.waiting(db, person, policy, now)
    begun = rules.people.day_begins(person, now, policy)
    today = storage.touches.logged_since(db, person.team, person.id, begun)
    rounds = storage.rounds.logged_since(db, person.team, person.id, begun)
    first = [each for line in owed[:SHOWN] for each in line]
    return items.of_owed(db, person, first, policy, now), max(len(owed) - SHOWN, 0), today, rounds
