"""What happens when a decision about an offer was a mistake?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import forms, messages, rules
from bot.facts import Candidate, Offer, Person
from bot.offering import reopening, rounds
from bot.policy import Policy
from handlers import beneath, decided, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import in_modal, number
from handlers.touches import candidate_of
from storage.database import Db


@dataclass(frozen=True)
class Reopened:
    """An offer stands again as it did."""

    candidate: Candidate
    offer: Offer


async def reopen_pressed(
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
    """Someone takes a decision back: the offer stands as it did, and so does all that came of it."""
    done: Reopened = await transact(decide_reopen, number(action["value"]), person, policy, now)
    view = forms.notices.told("Open again", messages.deciding.reopened(done.candidate, done.offer, now))
    await windows.in_place(client, body, view)
    if in_modal(body):
        await beneath.redraw(client, body, ask, person, policy, now)
    await ack()


def decide_reopen(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Reopened:
    """Open an offer again, on record, while whoever decided it may, or for a manager."""
    decided.offer_of(db, person, id)
    offer = rounds.held(db, person.team, id, policy, now)
    last = decided.last_change(db, person.team, offer)
    rules.deciding.check_reopen(offer, last, person, policy, now)
    again = reopening.reopen(db, offer, person, policy, now)
    return Reopened(candidate_of(db, person.team, offer.candidate), again)
