"""What happens when the owner answers a claim or gives way, the claimant withdraws, or either answers a question?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import storage
from bot import disputing, forms, messages
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Dispute, DisputeState, Person, Question, ShownCase
from bot.policy import Policy
from handlers import windows
from handlers.cases import Done, dispute_of, done_of, pair, read_case, show_over
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, in_modal, number
from storage.database import Db


async def answer_pressed(
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
    """The owner, or who stands in for them, wants to answer a claim."""
    case: ShownCase = await ask(read_case, number(action["value"]), person, policy)
    if case.dispute.state is DisputeState.ENDED:
        await show_over(case, body, person, client, transact, now)
    else:
        await ask(check_may_answer, case.dispute.id, person)
        until = messages.claims.may_answer(case)
        await windows.show(client, body, forms.disputes.answer(case.dispute, case.name, until))
    await ack()


def check_may_answer(db: Db, id: int, person: Person) -> None:
    """Refuse whoever may not answer a claim, or answers a second time."""
    dispute = dispute_of(db, id, person)
    if not disputing.may_answer(db, person, dispute):
        raise Refused(messages.claims.CANNOT_ANSWER)
    if dispute.answer:
        raise Refused(messages.claims.ANSWERED)


async def answer_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They answer: the case goes to the managers."""
    id, words = filled_in(forms.disputes.read_answer, view)
    done: Done = await transact(decide_answer, id, words, person, policy, now)
    await ack(
        response_action="update", view=await _told("Answered", messages.claims.answered, done, person, ask, policy)
    )


def decide_answer(db: Db, id: int, words: str, person: Person, policy: Policy, now: datetime) -> Done:
    """Answer a claim."""
    return done_of(disputing.answer(db, id, words, person, policy, now))


async def concede_pressed(
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
    """The owner releases the candidate to whoever claims."""
    done: Done = await transact(decide_concede, number(action["value"]), person, policy, now)
    await _end(done, body, person, client, ask, transact, policy, now)
    await ack()


def decide_concede(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Done:
    """Release a candidate to whoever claims."""
    return done_of(disputing.concede(db, id, person, policy, now))


async def withdraw_pressed(
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
    """Whoever claims takes the claim back."""
    done: Done = await transact(decide_withdraw, number(action["value"]), person, policy, now)
    await _end(done, body, person, client, ask, transact, policy, now)
    await ack()


def decide_withdraw(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Done:
    """Take a claim back."""
    return done_of(disputing.withdraw(db, id, person, policy, now))


async def _end(
    done: Done,
    body: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Have a window that was pressed in say how it ended; a message says it by itself, as it is redrawn."""
    case: ShownCase = await ask(read_case, done.dispute, person, policy)
    if not done.mine:
        await show_over(case, body, person, client, transact, now)
    elif in_modal(body):
        ended = messages.claims.ended(case.dispute, case.name)
        await windows.turn(client, body, forms.notices.told("Settled", ended))


async def reply_pressed(
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
    """Whoever was asked by a manager wants to answer."""
    id, asked = pair(action["value"])
    case: ShownCase = await ask(read_case, id, person, policy)
    if case.dispute.state is DisputeState.ENDED:
        await show_over(case, body, person, client, transact, now)
    else:
        question: Question = await ask(read_question, asked, case.dispute, person)
        await windows.show(client, body, forms.disputes.reply(question, case.name))
    await ack()


def read_question(db: Db, id: int, dispute: Dispute, person: Person) -> Question:
    """Give a manager's question to whoever may answer it, or refuse."""
    question = storage.disputes.question(db, person.team, id)
    if question is None or question.dispute != dispute.id:
        raise Refused(messages.claims.NO_QUESTION)
    if not disputing.stands_for(db, person, dispute, question.asked_of):
        raise Refused(messages.claims.NOT_ASKED)
    if question.answer:
        raise Refused(messages.claims.REPLIED)
    return question


async def reply_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They answer it: the managers see it in the case."""
    question, words = filled_in(forms.disputes.read_reply, view)
    done: Done = await transact(decide_reply, question, words, person, policy, now)
    await ack(
        response_action="update", view=await _told("Answered", messages.claims.replied, done, person, ask, policy)
    )


def decide_reply(db: Db, question: int, words: str, person: Person, policy: Policy, now: datetime) -> Done:
    """Answer a manager's question."""
    return done_of(disputing.answer_question(db, question, words, person, policy, now))


async def _told(
    title: str, said: Callable[[ShownCase], Message], done: Done, person: Person, ask: Ask, policy: Policy
) -> forms.inputs.View:
    """Say what came of a form; where the dispute was over before, how it had ended."""
    case: ShownCase = await ask(read_case, done.dispute, person, policy)
    if done.mine:
        return forms.notices.told(title, said(case))
    return forms.notices.told("Settled before", messages.claims.over(case.dispute, case.name))
