"""What happens when somebody writes down what the client said may still move in an offer?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, offer_words, rules
from bot.errors import Refused
from bot.facts import Lever, Offer, OfferKind, Part, Person
from bot.forms.levers import NewLever
from bot.policy import Policy
from handlers import beneath, pay, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, in_modal, number
from storage.database import Db

GONE = "That offer cannot be found any more. Type /offer with the name to see how their offers stand."
NOT_OURS = "Only in an offer of ours something may move, as the client says. Choose ours."


@dataclass(frozen=True)
class Shown:
    """What may still move in an offer of ours."""

    offer: Offer
    levers: tuple[Lever, ...] = ()


async def levers_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to see, or add, what may still move: the form opens with what is known."""
    shown: Shown = await ask(read_levers, number(action["value"]), person)
    await windows.show(client, body, _drawn(shown))
    await ack()


async def levers_submitted(
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
    """Someone adds what may move: the form turns into itself, with what is known now, for the next."""
    typed = filled_in(forms.levers.read, view)
    shown: Shown = await transact(decide_lever, typed, person, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(_drawn(shown, typed.turn + 1), view))


async def used_pressed(
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
    """Someone says that a part does not move any more: it is taken out."""
    offer, _, part = str(action["value"]).partition("/")
    if part not in set(Part):
        raise Refused(messages.teams.old_button())
    shown: Shown = await transact(decide_used, number(offer), Part(part), person, now)
    turn = filled_in(forms.levers.turn_of, body["view"]) if in_modal(body) else 0
    await windows.in_place(client, body, _drawn(shown, turn))
    if in_modal(body):
        await beneath.redraw(client, body, ask, person, policy, now)
    await ack()


def read_levers(db: Db, id: int, person: Person) -> Shown:
    """Read what may still move in an offer of ours, if this person may see that pay now."""
    return _shown(db, person.team, _ours(db, id, person, hold=False))


def decide_lever(db: Db, typed: NewLever, person: Person, now: datetime) -> Shown:
    """Write down what the client said may move; what they said of that part before is replaced."""
    offer = _ours(db, typed.offer, person, hold=True)
    rules.offers.check_goes_on(offer)
    storage.levers.open(db, person.team, Lever(offer.id, typed.part, typed.words, person.id, now))
    return _shown(db, person.team, offer)


def decide_used(db: Db, id: int, part: Part, person: Person, now: datetime) -> Shown:
    """Write down that a part does not move any more; pressed twice, it is once."""
    offer = _ours(db, id, person, hold=True)
    storage.levers.use_up(db, person.team, offer.id, part, person.id, now)
    return _shown(db, person.team, offer)


def _ours(db: Db, id: int, person: Person, *, hold: bool) -> Offer:
    offer = storage.offers.offer(db, person.team, id, hold=hold)
    if offer is None:
        raise Refused(GONE)
    pay.check(db, person, offer.candidate)
    if offer.kind is not OfferKind.OURS:
        raise Refused(NOT_OURS)
    return offer


def _shown(db: Db, team: str, offer: Offer) -> Shown:
    return Shown(offer, tuple(storage.levers.of(db, team, [offer.id])[offer.id]))


def _drawn(shown: Shown, turn: int = 0) -> Json:
    return forms.levers.form(shown.offer.id, offer_words.name(shown.offer), shown.levers, turn)
