"""What happens when someone answers, for a touch that is logged, whether there are other offers?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import offer_words, owners, rules
from bot.facts import Offer, Offers, Person, Touch
from bot.policy import Policy
from handlers import new_offers, touch_answers, touches
from handlers.lent import Ack, Client, Json, Respond, Transact
from handlers.payloads import carried, number
from handlers.windows import turn_into
from storage.database import Db


async def offers_pressed(
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
    """Someone answers whether the candidate spoke of other offers; of a new one, the way leads on to write it down."""
    id, answer, told = carried(_parts, action["value"])
    logged = await transact(decide_offers, number(id), answer, person, policy, now)
    logged = replace(logged, ask_told=told == "open")
    await turn_into(touches.said(logged, policy), body, respond, client)
    await ack()


def _parts(value: str) -> tuple[str, Offers, str]:
    id, answer, told = value.split("/")
    return id, Offers(answer), told


def decide_offers(db: Db, id: int, offers: Offers, person: Person, policy: Policy, now: datetime) -> touches.Logged:
    """Add to a touch what they said of other offers; with none or a new one they are asked anew in a while."""
    touch = touches.changeable(db, id, person, policy, now)
    rules.touches.check_answered(touch.how, offers)
    owners.lapse_before(db, person.team, [touch.candidate], policy, now)
    changed = replace(touch, offers=offers)
    standing = touch_answers.answered(db, changed, person, policy, now)
    rivals = offer_words.rivals(standing.dealing.offers)
    candidate, tell = touches.candidate_of(db, person.team, touch.candidate), new_offers.told_to(db, changed, person)
    return touches.Logged(changed, candidate, rivals=rivals, tell=tell)


def learned(
    db: Db, before: Touch | None, id: int, person: Person, lost: Offer | None = None, *, is_lost: bool = False
) -> touches.Logged | None:
    """Give a corrected touch to be shown where more is to be done: a new offer, why ours was `lost`, who is alike."""
    after = storage.touches.touch_of(db, person.team, id)
    if after is None:
        return None
    was_new = before is not None and before.offers is Offers.NEW
    if not (lost or is_lost) and (after.offers is not Offers.NEW or was_new):
        return None
    tell = new_offers.told_to(db, after, person)
    candidate = touches.candidate_of(db, person.team, after.candidate)
    return touches.Logged(after, candidate, lost=lost, is_lost=is_lost, tell=tell)
