"""What happens when someone sends the form of an offer, or takes back what they wrote down?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages
from bot.errors import Refused
from bot.facts import Person, WrittenDown
from bot.forms.stacks import Kind
from bot.offering import rounds, taking_back
from bot.policy import Policy
from handlers import beneath, drafts, offer_forms, offers, pay, representing, windows
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.offer_saving import Saved, save
from handlers.payloads import filled_in, in_modal, number
from handlers.touches import candidate_of
from storage.database import Db


@dataclass(frozen=True)
class ReadBack:
    """Nothing is saved yet: the form comes back, and says how it was read."""

    opened: offer_forms.Opened
    page: int
    tag: Literal["read_back"] = "read_back"


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
    saved: Saved | ReadBack = await transact(decide_form, view, person, policy, now)
    if isinstance(saved, ReadBack):
        drawn = offer_forms.drawn(saved.opened, saved.page, saved.opened.draft.told)
    else:
        await beneath.redraw(client, body, ask, person, policy, now)
        drawn = await _drawn(saved, view, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(drawn, view))


async def _drawn(saved: Saved, view: Json, ask: Ask, person: Person, policy: Policy, now: datetime) -> Json:
    """Draw what was written down: with all offers, where these do not lie below."""
    said, candidate = messages.offer_outcomes.saved(saved.done, now), saved.done.candidate.id
    if saved.held:
        return representing.shown(saved.held, said.blocks)
    if Kind.OFFERS in [each.shows.kind for each in forms.stacks.beneath(view)]:
        return offers.window(said, candidate)
    sheet = await ask(offers.sheet_of, person, candidate, policy, now)
    return offers.window(messages.offers.sheet(sheet, now, said.blocks), candidate)


def decide_form(db: Db, view: Json, person: Person, policy: Policy, now: datetime) -> Saved | ReadBack:
    """Write down what the form holds; where its words do not say all of it, it is first read back, just so, once."""
    trial = db.begin_nested()
    id, draft = offer_forms.read(db, view, person, drafts.take)
    page = filled_in(forms.offers.draft_of, view)[1]
    try:
        saved = save(db, draft, person, policy, now)
    except Refused as refused:
        trial.rollback()
        raise _with_its_page(refused, view) from None
    told = messages.offer_outcomes.read_as(saved.done)
    if not told or told == draft.told:
        trial.commit()
        return saved
    trial.rollback()
    draft = replace(draft, told=told)
    storage.drafts.change(db, person.team, person.id, id, draft)
    return ReadBack(offer_forms.reopened(db, id, draft, person, now), page)


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
    await _turned(done, body, person, respond, client, ask, policy, now)
    await ack()


def decide_undo(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> WrittenDown:
    """Take back a round, for somebody who may see their pay and may take it back."""
    round = storage.offer_rounds.round_of(db, person.team, id)
    offer = storage.offers.offer(db, person.team, round.offer) if round else None
    if round is None or offer is None:
        raise Refused(taking_back.NO_ROUND)
    pay.check(db, person, offer.candidate)
    after = taking_back.take_back(db, id, person, policy, now)
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
    await _turned(done, body, person, respond, client, ask, policy, now)
    await ack()


def decide_unraise(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> WrittenDown:
    """Take back an offer, for somebody who may see their pay and may take it back."""
    offer = storage.offers.offer(db, person.team, id)
    if offer is None:
        raise Refused(rounds.NO_OFFER)
    pay.check(db, person, offer.candidate)
    after = taking_back.unraise(db, id, person, policy, now)
    return WrittenDown(candidate_of(db, person.team, offer.candidate), after, back=True)


async def _turned(
    done: WrittenDown,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Turn the answer into how the offers stand now, below what was taken back; windows beneath it follow."""
    if in_modal(body) and Kind.OFFERS in [each.shows.kind for each in forms.stacks.beneath(body["view"])]:
        await windows.turn(client, body, offers.window(messages.offer_outcomes.saved(done, now)))
        await beneath.redraw(client, body, ask, person, policy, now)
        return
    sheet = await ask(offers.sheet_of, person, done.candidate.id, policy, now)
    above = messages.offer_outcomes.saved(done, now).blocks
    await offers.turn(messages.offers.sheet(sheet, now, above), body, respond, client, sheet.candidate.id)
    if in_modal(body):
        await beneath.redraw(client, body, ask, person, policy, now)
