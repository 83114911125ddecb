"""What happens when someone moves the deadline of an offer?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, offer_words, rules
from bot.errors import Refused
from bot.facts import Candidate, NewDeadline, Offer, Person
from bot.offering import clock, deadlines
from bot.policy import Policy
from handlers import beneath, deadline_times, pay, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db


@dataclass(frozen=True)
class Moved:
    """The deadline of an offer was moved; it was to be decided by `before`, `there` is its hour where it is meant."""

    offer: Offer
    candidate: Candidate
    before: datetime | None
    there: str = ""


async def extend_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants to move the deadline of an offer, or renew one that has run out: a form asks until when."""
    view = await ask(read_form, number(action["value"]), person, policy, now)
    await windows.show(client, body, view)
    await ack()


def read_form(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Json:
    """Draw the form of an offer's deadline for somebody who may see their pay, or refuse."""
    offer, candidate = _offer(db, id, person)
    deadlines.check_movable(db, person.team, offer)
    whose = deadlines.whose(db, person.team, offer, person.id)
    zone = rules.people.calendar(whose, policy).zone
    local = offer.decide_by.astimezone(zone) if offer.decide_by and offer.decide_by > now else None
    if rules.decisions.expired(offer, now):
        offer = rules.decisions.run_out(offer)
    stood, place = rules.decisions.stood(offer), offer_words.elsewhere(whose or person, person)
    return forms.deadlines.extend(offer, candidate, whose, policy.closes, local, stood, place)


async def deadline_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone says until when an offer is to be decided now."""
    wanted = filled_in(forms.deadlines.read, view)
    moved: Moved = await transact(decide_deadline, wanted, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    said = messages.deadlines.moved(moved.offer, moved.candidate, moved.before, now, moved.there)
    told = forms.notices.told(messages.deadlines.TITLE, said)
    await ack(response_action="update", view=forms.stacks.instead(told, view))


def decide_deadline(db: Db, wanted: NewDeadline, person: Person, policy: Policy, now: datetime) -> Moved:
    """Move the deadline of an offer, with why and who agreed on record; what ran out a second ago has run out."""
    offer, candidate = _offer(db, wanted.offer, person)
    storage.ownership.of(db, person.team, candidate.id, hold=True)
    offer = clock.settled(db, person.team, offer, policy, now)
    after = deadlines.move(db, person.team, offer, wanted, person.id, policy, now)
    return Moved(after, candidate, offer.decide_by, deadline_times.hour_there(db, after, person, policy))


def _offer(db: Db, id: int, person: Person) -> tuple[Offer, Candidate]:
    """Give an offer and whom it is to, for somebody who may see their pay now."""
    offer = storage.offers.offer(db, person.team, id)
    if offer is None:
        raise Refused(messages.deadlines.GONE)
    candidate = candidate_of(db, person.team, offer.candidate)
    pay.check(db, person, candidate.id)
    return offer, candidate
