"""How is someone's Home tab shown as things stand?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import disputing, items, messages, rules
from bot.facts import Candidate, DisputeState, Item, Owning, Person, Round, Touch
from bot.policy import Policy
from handlers.going_offers import read_going
from handlers.lent import Ask, Client
from storage.database import Db

SHOWN = 10
# So many of those who lapse next are shown.
FIRST = 3


async def show_home(client: Client, person: Person, ask: Ask, policy: Policy, now: datetime) -> None:
    """Publish the Home tab: what is owed, who decides on offers, what was logged today, and what they own."""
    items, more, today, rounds, owning, going = [], 0, [], [], None, None
    if person.member:
        items, more, today, rounds = await ask(read_home, person, policy, now)
        owning = await ask(owning_of, person, policy, now)
        going = await ask(read_going, person, policy, now, team=person.manager)
    view = messages.people.home(person, items, more, today, now, rounds, owning, going)
    await client.views_publish(user_id=person.id, view=view)


def read_home(
    db: Db, person: Person, policy: Policy, now: datetime
) -> tuple[list[Item], int, list[tuple[Touch, Candidate]], list[Round]]:
    """Read what the Home tab shows: the first items, how many more there are, what was logged today, and rounds."""
    owed = items.waiting(db, person, policy, now)
    ends = rules.people.day_ends(person, now, policy)
    count = storage.promises.count_waiting(db, person.team, person.id, ends).lines
    begun = rules.people.day_begins(person, now, policy)
    today = storage.touches.logged_since(db, person.team, person.id, begun)
    rounds = storage.rounds.logged_since(db, person.team, person.id, begun)
    first = [each for line in owed[:SHOWN] for each in line]
    return items.of_owed(db, person, first, policy, now), max(count - SHOWN, 0), today, rounds


def owning_of(db: Db, person: Person, policy: Policy, now: datetime) -> tuple[Owning, list[Item]]:
    """Read what someone owns, and who of theirs lapses next."""
    team = person.team
    disputes = storage.disputes.open_in(db, team)
    mine = [each for each in disputes if person.id in (each.owner, each.claimant)]
    waiting = [each for each in disputes if each.state is DisputeState.RULING]
    in_charge = person.manager or person.administrator
    who = disputing.rulers_of(db, team, waiting) if in_charge else {}
    owning = Owning(
        owned=storage.ownership.count(db, team, person.id),
        pool=storage.ownership.count(db, team, None, messages.holdings.MOST + 1),
        asked=storage.approvals.count_undecided(db, team, asked_by=person.id),
        to_decide=storage.approvals.count_undecided(db, team, but=person.id) if person.manager else 0,
        disputed=len(mine),
        to_rule=sum(person.id in {each.id for each in rulers} for rulers in who.values()),
    )
    ending = storage.ownership.ending(db, team, person.id, FIRST)
    return owning, items.of_owed(db, person, ending, policy, now)
