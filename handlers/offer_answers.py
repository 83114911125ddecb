"""What happens when someone sends the form of an offer, or takes back what they wrote down?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person, WrittenDown
from bot.offering import rounds
from bot.policy import Policy
from handlers import offer_forms, offers, pay, representing, windows
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.offer_saving import Saved, save
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db


async def offer_submitted(
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
    """Someone sends the form: what it holds is written down; the sheet is shown, or drawn anew where it lies below."""
    saved: Saved = await transact(decide_form, view, person, policy, now)
    said = messages.offer_outcomes.saved(saved.done)
    sheet = await ask(offers.sheet_of, person, saved.done.candidate.id, policy, now)
    below = bool(view.get("previous_view_id"))
    if below:
        await windows.redraw_below(client, body, offers.window(messages.offers.sheet(sheet, now)))
    if saved.held:
        await ack(response_action="update", view=representing.shown(saved.held, said.blocks))
    elif below:
        await ack(response_action="update", view=offers.window(said))
    else:
        await ack(response_action="update", view=offers.window(messages.offers.sheet(sheet, now, said.blocks)))


def decide_form(db: Db, view: Json, person: Person, policy: Policy, now: datetime) -> Saved:
    """Write down what the form holds."""
    _, draft = offer_forms.read(db, view, person, storage.drafts.take)
    try:
        return save(db, draft, person, policy, now)
    except Refused as refused:
        raise _with_its_page(refused, view) from None


def _with_its_page(refused: Refused, view: Json) -> Refused:
    """Add how to get to the input that a reason is about, where another page of the form has it."""
    if refused.field is None or refused.field in {block["block_id"] for block in view["blocks"]}:
        return refused
    turn = "More" if filled_in(forms.offers.draft_of, view)[1] == 1 else "Back"
    return Refused(f"{refused.reason} That is on another page: close this and press {turn}. What you typed is kept.")


async def undo_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone takes back what they wrote down about an offer: the answer turns into how it stands now."""
    done: WrittenDown = await transact(decide_undo, number(action["value"]), person, policy, now)
    sheet = await ask(offers.sheet_of, person, done.candidate.id, policy, now)
    above = messages.offer_outcomes.saved(done).blocks
    await offers.turn(messages.offers.sheet(sheet, now, above), body, respond, client)
    await ack()


def decide_undo(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> WrittenDown:
    """Take back a round, for somebody who may see their pay and may take it back."""
    round = storage.offers.round_of(db, person.team, id)
    offer = storage.offers.offer(db, person.team, round.offer) if round else None
    if round is None or offer is None:
        raise Refused(rounds.NO_ROUND)
    pay.check(db, person, offer.candidate)
    after = rounds.take_back(db, id, person, policy, now)
    return WrittenDown(candidate_of(db, person.team, offer.candidate), after, round, back=True)


async def unraise_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone takes back that they wrote down an offer of somebody else, with nothing of what is in it."""
    done: WrittenDown = await transact(decide_unraise, number(action["value"]), person, policy, now)
    sheet = await ask(offers.sheet_of, person, done.candidate.id, policy, now)
    above = messages.offer_outcomes.saved(done).blocks
    await offers.turn(messages.offers.sheet(sheet, now, above), body, respond, client)
    await ack()


def decide_unraise(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> WrittenDown:
    """Take back an offer, for somebody who may see their pay and may take it back."""
    offer = storage.offers.offer(db, person.team, id)
    if offer is None:
        raise Refused(rounds.NO_OFFER)
    pay.check(db, person, offer.candidate)
    after = rounds.unraise(db, id, person, policy, now)
    return WrittenDown(candidate_of(db, person.team, offer.candidate), after, back=True)
