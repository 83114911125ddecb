"""What happens when a manager rules on a dispute, asks one of the two, or looks up precedents?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import disputing, forms, messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import DisputeState, Ground, Person, Precedent, Ruling, ShownCase
from bot.policy import Policy
from handlers import windows
from handlers.cases import Done, dispute_of, done_of, read_case, show_over
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db


async def rule_pressed(
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
    """A manager wants to rule: a form asks for the reasons, and for the percentages where the credit is shared."""
    case: ShownCase = await ask(read_case, number(action["value"]), person, policy)
    if case.dispute.state is DisputeState.ENDED:
        await show_over(case, body, person, client, transact, now)
    else:
        await ask(check_rules, case.dispute.id, person)
        ruling = messages.cases.RULINGS[action["action_id"]]
        await windows.show(client, body, forms.disputes.rule(case.dispute, case.name, ruling))
    await ack()


def check_rules(db: Db, id: int, person: Person) -> None:
    """Refuse whoever may not rule, and whoever would before the owner was heard."""
    dispute = dispute_of(db, id, person)
    disputing.check_may_rule(db, person, dispute)
    if dispute.state is DisputeState.ANSWER:
        raise Refused(messages.claims.NOT_UP_YET)


async def rule_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They rule: both are told; whoever comes second sees how it was settled."""
    wish = filled_in(forms.disputes.read_rule, view)
    done: Done = await transact(decide_rule, wish, person, policy, now)
    case: ShownCase = await ask(read_case, done.dispute, person, policy)
    said = messages.claims.ruled if done.mine else messages.claims.over
    title = "Settled" if done.mine else "Settled before"
    await ack(response_action="update", view=forms.notices.told(title, said(case.dispute, case.name)))


def decide_rule(db: Db, wish: forms.disputes.Rule, person: Person, policy: Policy, now: datetime) -> Done:
    """Rule on a dispute, once."""
    dispute = dispute_of(db, wish.dispute, person)
    shares = wish.ruling is Ruling.SHARE
    credit = rules.rulings.checked_shares(dispute, wish.owner_share, wish.claimant_share) if shares else ()
    return done_of(disputing.rule(db, dispute.id, wish.ruling, wish.reasons, credit, person, policy, now))


async def ask_pressed(
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
    """A manager wants to ask one of the two before ruling."""
    case: ShownCase = await ask(read_case, number(action["value"]), person, policy)
    left = policy.questions - case.dispute.asked
    if case.dispute.state is DisputeState.ENDED:
        await show_over(case, body, person, client, transact, now)
    else:
        await ask(check_rules, case.dispute.id, person)
        if left <= 0:
            raise Refused(messages.claims.ASKED_ENOUGH)
        await windows.show(client, body, forms.disputes.ask(case, messages.claims.stops_the_clock(left)))
    await ack()


async def ask_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They ask: whoever is asked is told, and the clock waits."""
    id, of_owner, question = filled_in(forms.disputes.read_ask, view)
    done: Done = await transact(decide_ask, id, of_owner, question, person, policy, now)
    case: ShownCase = await ask(read_case, done.dispute, person, policy)
    whom = case.dispute.owner if of_owner else case.dispute.claimant
    put, over = messages.claims.put(whom, case.dispute), messages.claims.over(case.dispute, case.name)
    title = "Asked" if done.mine else "Settled before"
    await ack(response_action="update", view=forms.notices.told(title, put if done.mine else over))


def decide_ask(db: Db, id: int, of_owner: bool, question: str, person: Person, policy: Policy, now: datetime) -> Done:
    """Ask one of the two."""
    dispute = dispute_of(db, id, person)
    whom = dispute.owner if of_owner else dispute.claimant
    return done_of(disputing.ask(db, id, whom, question, person, policy, now))


async def precedents_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """A manager wants to see how claims like this one were settled."""
    said: Message = await ask(read_precedents, number(action["value"]), person)
    await windows.show(client, body, forms.notices.told("Precedents", said))
    await ack()


def read_precedents(db: Db, id: int, person: Person) -> Message:
    """Read how claims on the same ground were settled, for those who settle them."""
    dispute = dispute_of(db, id, person)
    if not (person.manager or person.administrator):
        raise Refused(messages.claims.PRECEDENTS_OF_MANAGERS)
    ground = dispute.ground or Ground.NOTHING
    listed = storage.disputes.precedents(db, person.team, ground, but=dispute.id)
    known = storage.candidates.briefly(db, person.team, [each.candidate for each in listed if each.candidate])
    names = {each.id: each.name for each in known}
    found = [Precedent(each, names.get(each.candidate or 0)) for each in listed]
    return messages.precedents.precedents(found, ground)
