"""What happens when someone looks at a candidate's card, or picks something from its menu?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Card, Person
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Picked, Respond, Transact
from handlers.payloads import number
from handlers.touches import candidate_of
from storage.database import Db

# What is picked from the menu of a card, and who answers it: each is given the id of the candidate.
CHOICES: dict[str, Picked] = {}


def card_of(db: Db, team: str, id: int) -> Card:
    """Read all that one needs before a call."""
    return Card(
        candidate=candidate_of(db, team, id),
        contacts=storage.candidates.contacts(db, team, id),
        submissions=storage.submissions.of(db, team, id),
        touches=storage.touches.latest(db, team, id, 3),
        spoke=storage.touches.last_two_way(db, team, id),
        told=storage.touches.last_told(db, team, id),
        promised=storage.touches.last_promise(db, team, id),
        owed=tuple(storage.promises.of(db, team, rules.updates.KIND, [str(id)])),
    )


def card_for(card: Card, person: Person, policy: Policy, now: datetime) -> Message:
    """Show a card, with Undo and Edit at the touches that this person may still change."""
    theirs = {touch.id for touch in card.touches if rules.touches.may_change(touch, person, policy, now)}
    return messages.candidates.card(card, now, theirs)


async def open_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone chooses a candidate from a list: the list turns into the card."""
    card = await ask(card_of, person.team, number(action["value"]))
    await windows.turn_into(card_for(card, person, policy, now), body, respond, client)
    await ack()


async def more_picked(
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
    """Someone picks from the menu of a card."""
    choice, _, candidate = action["selected_option"]["value"].partition("/")
    if choice not in CHOICES:
        raise Refused(messages.teams.old_button())
    await CHOICES[choice](ack, body, number(candidate), person, client, ask, transact, policy, now)
