"""What happens when someone answers what is asked about their line, corrects it, or saves it?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages
from bot.errors import Refused
from bot.facts import Person
from bot.policy import Policy
from handlers import (
    drafts,
    offer_forms,
    offer_line_questions,
    offer_lines,
    offer_saving,
    offers,
    pay,
    representing,
    windows,
)
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.offer_line_questions import Asked, ReadBack
from handlers.payloads import number
from handlers.touches import candidate_of
from storage.database import Db

NO_CHOICE = "That question is answered already. Type the line again."


async def pick_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone says whom they meant."""
    draft, _, candidate = action["value"].partition("/")
    answer = await transact(decide_pick, number(draft), number(candidate), person, policy, now)
    await offers.turn(await offer_lines.said(answer, "/offer", person, ask, policy, now), body, respond, client)
    await ack()


def decide_pick(
    db: Db, draft_id: int, candidate: int, person: Person, policy: Policy, now: datetime
) -> offer_lines.Answer:
    """Go on with a line that is kept, for the one who was meant."""
    draft = offer_forms.draft_of(db, draft_id, person) if draft_id else None
    return offer_lines.about(db, candidate, draft, person, policy, now, draft_id or None)


async def choice_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone answers what was asked about their line."""
    draft, _, place = action["value"].partition("/")
    answer = await transact(decide_choice, number(draft), number(place), person, policy, now)
    await offers.turn(await offer_lines.said(answer, "/offer", person, ask, policy, now), body, respond, client)
    await ack()


def decide_choice(db: Db, id: int, place: int, person: Person, policy: Policy, now: datetime) -> offer_lines.Answer:
    """Take what was typed as was chosen, and ask what is still to be asked."""
    draft = offer_forms.draft_of(db, id, person)
    candidate = candidate_of(db, person.team, draft.candidate)
    pay.check(db, person, candidate.id)
    there = offer_line_questions.asked(db, id, draft, candidate, person, policy, now)
    if not isinstance(there, Asked) or place >= len(there.unclear.choices):
        raise Refused(NO_CHOICE)
    chosen = offer_line_questions.chosen(draft, there, place)
    return offer_line_questions.asked(db, id, chosen, candidate, person, policy, now)


async def correct_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, transact: Transact, now: datetime
) -> None:
    """Someone would rather correct their line in a form: it opens with everything they typed."""
    opened = await transact(decide_correct, number(action["value"]), person, now)
    await windows.show(client, body, offer_forms.drawn(opened))
    await ack()


def decide_correct(db: Db, id: int, person: Person, now: datetime) -> offer_forms.Opened:
    """Give a kept line back as a form."""
    draft = offer_line_questions.as_form(db, offer_forms.draft_of(db, id, person), person)
    storage.drafts.change(db, person.team, person.id, id, draft)
    return offer_forms.reopened(db, id, draft, person, now)


async def save_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone saves the line as it was read back: the answer turns into all offers to them."""
    saved: offer_saving.Saved | Asked | ReadBack
    saved = await transact(decide_save, number(action["value"]), person, policy, now)
    if not isinstance(saved, offer_saving.Saved):
        anew = messages.offer_lines.anew(await offer_lines.said(saved, "/offer", person, ask, policy, now))
        await offers.turn(anew, body, respond, client)
        await ack()
        return
    sheet = await ask(offers.sheet_of, person, saved.done.candidate.id, policy, now)
    above = messages.offer_outcomes.saved(saved.done, now).blocks
    await offers.turn(messages.offers.sheet(sheet, now, above), body, respond, client, sheet.candidate.id)
    if saved.held:
        await windows.show(client, body, representing.shown(saved.held))
    await ack()


def decide_save(
    db: Db, id: int, person: Person, policy: Policy, now: datetime
) -> offer_saving.Saved | Asked | ReadBack:
    """Write down what a kept line says, which is used up by that; where it says something else by now, ask anew."""
    draft = offer_forms.draft_of(db, id, person)
    anew = offer_lines.about(db, draft.candidate, draft, person, policy, now, id)
    if isinstance(anew, Asked) or (isinstance(anew, ReadBack) and not offer_line_questions.same(anew.draft, draft)):
        return anew
    offer_forms.draft_of(db, id, person, drafts.take)
    return offer_saving.save(db, draft, person, policy, now)
