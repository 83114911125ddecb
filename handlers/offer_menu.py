"""What happens when someone picks what is behind the three dots of an offer?"""

from __future__ import annotations

from datetime import datetime

from bot import forms, messages
from bot.errors import Refused
from bot.facts import Candidate, Person, SheetOffer
from bot.offering import rounds, taking_back
from bot.policy import Policy
from handlers import deadlines, decided, levers, offer_forms, offers, windows, withdrawing
from handlers.lent import Ack, Ask, Client, Json, Picked, Transact
from handlers.payloads import number
from storage.database import Db

TITLE = "Undo"


async def choice_picked(
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
    """Someone picks what is to be done with an offer."""
    choice, _, offer = action["selected_option"]["value"].partition("/")
    if choice not in CHOICES:
        raise Refused(messages.teams.old_button())
    await CHOICES[choice](ack, body, number(offer), person, client, ask, transact, policy, now)


async def _change(
    ack: Ack,
    body: Json,
    offer: int,
    person: Person,
    client: Client,
    _: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    await offer_forms.change_pressed(ack, body, {"value": str(offer)}, person, client, transact, policy, now)


async def _extend(
    ack: Ack,
    body: Json,
    offer: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    await deadlines.extend_pressed(ack, {"value": str(offer)}, body, person, client, ask, policy, now)


async def _levers(
    ack: Ack, body: Json, offer: int, person: Person, client: Client, ask: Ask, _: Transact, __: Policy, ___: datetime
) -> None:
    await levers.levers_pressed(ack, {"value": str(offer)}, body, person, client, ask)


async def _withdraw(
    ack: Ack,
    body: Json,
    offer: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    await withdrawing.withdraw_pressed(ack, {"value": str(offer)}, body, person, client, ask, policy, now)


async def undo_picked(
    ack: Ack,
    body: Json,
    offer: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone wants to take back what was written down last: a window says what that is, and asks."""
    shown, candidate = await ask(read_last, offer, person, policy, now)
    await windows.show(client, body, forms.notices.told(TITLE, messages.taking_back.asked(shown, candidate)))
    await ack()


def read_last(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[SheetOffer, Candidate]:
    """Read what was written down last about an offer, for somebody who may take it back."""
    offer = decided.offer_of(db, person, id)
    sheet = offers.sheet_of(db, person, offer.candidate, policy, now)
    shown = next((each for each in sheet.offers if each.offer.id == offer.id), None)
    if shown is None:
        raise Refused(rounds.NO_OFFER)
    if shown.last is None and not shown.alone:
        raise Refused(taking_back.NO_ROUND)
    return shown, sheet.candidate


CHOICES: dict[str, Picked] = {
    "change": _change,
    "extend": _extend,
    "levers": _levers,
    "withdraw": _withdraw,
    "undo": undo_picked,
}
