"""What happens when what was logged is taken back, or it is answered whether they were told where they stand?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import messages, offer_words, owners, promises, rules
from bot.facts import Person, Standing, Touch
from bot.policy import Policy
from handlers import new_offers, touches
from handlers.home import show_home
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import number, pressed_at_home, yes_or_no
from handlers.touches import Logged, candidate_of
from handlers.windows import turn_into
from storage.database import Db


async def undo_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    respond: Respond,
    transact: Transact,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone takes a touch back."""
    undone = await transact(decide_undo, number(action["value"]), person, policy, now)
    if pressed_at_home(body):
        await show_home(client, person, ask, policy, now)
    else:
        what = messages.touches.undone(undone.touch, undone.candidate, person.id, now)
        await turn_into(what, body, respond, client)
    await ack()


def decide_undo(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Logged:
    """Delete a touch, on record; what it had settled is owed again."""
    touch = touches.changeable(db, id, person, policy, now)
    candidate = candidate_of(db, person.team, touch.candidate)
    owners.settled(db, person.team, touch.candidate, policy, now)
    storage.touches.delete(db, person.team, touch, person.id, now)
    touches.tell_author(db, touch, person, policy, now)
    promises.plan(db, person.team, [touch.candidate], policy, now)
    storage.lines.reopen_settled_by(db, person.team, [touch.id], now)
    return Logged(touch, candidate)


async def told_pressed(
    ack: Ack,
    action: Json,
    person: Person,
    respond: Respond,
    body: Json,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone answers whether the candidate was told where they stand."""
    id, _, answer = action["value"].partition("/")
    logged = await transact(decide_told, number(id), yes_or_no(answer), person, policy, now)
    await turn_into(touches.said(logged, policy), body, respond, client)
    await ack()


def decide_told(db: Db, id: int, told: bool, person: Person, policy: Policy, now: datetime) -> Logged:
    """Add to a touch whether they were told."""
    touch = touches.changeable(db, id, person, policy, now)
    owners.lapse_before(db, person.team, [touch.candidate], policy, now)
    changed = replace(touch, told=told)
    standing = answered(db, changed, person, policy, now)
    asks = touch.offers is None and touch.two_way and rules.touches.asks_about_offers(standing)
    rivals = offer_words.rivals(standing.dealing.offers)
    candidate, tell = candidate_of(db, person.team, touch.candidate), new_offers.told_to(db, changed, person)
    return Logged(changed, candidate, ask_offers=asks, rivals=rivals, tell=tell)


def answered(db: Db, changed: Touch, person: Person, policy: Policy, now: datetime) -> Standing:
    """Save what was answered about a touch that is held, and what is owed then; say how its candidate stands."""
    storage.touches.change(db, person.team, changed, person.id, now)
    because = promises.Because("logged", person.id, changed.id)
    return promises.plan(db, person.team, [changed.candidate], policy, now, because)[changed.candidate]
