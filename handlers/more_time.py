"""What happens when an owner asks for more time before an ownership lapses?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import storage
from bot import forms, messages, owners, promises, rules
from bot.errors import Refused
from bot.facts import ApprovalKind, Holding, Owed, Ownership, Person
from bot.messages import ownership as words
from bot.policy import Policy
from handlers import approvals, windows
from handlers.holdings import holding_of
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db


@dataclass(frozen=True)
class Asked:
    """More time was asked for, of these managers."""

    name: str
    whom: tuple[str, ...]
    last_on: date


async def more_time_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """An owner wants more time before a candidate lapses: a form asks for how long, and why."""
    holding = await ask(read_holding, number(action["value"]), person, policy, now)
    await windows.show(client, body, forms.ownership.more_time(holding, policy.more_time_days))
    await ack()


def read_holding(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Holding:
    """Read how somebody is owned whose owner may ask for more time, or refuse."""
    holding = holding_of(db, person.team, id, policy, now)
    _check_owner(holding.ownership, person)
    ends = storage.promises.one(db, person.team, rules.ownership.KIND, str(holding.candidate.id), person.id)
    if ends is None or holding.last_on is None:
        raise Refused(messages.more_time.NOT_NOW)
    _check_may_ask(db, holding.candidate.id, ends, person, policy, now)
    return holding


async def more_time_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They say for how long and why: the managers are asked."""
    id, days, reason = filled_in(forms.ownership.read_more_time, view)
    asked: Asked = await transact(decide_more_time, id, days, reason, person, policy, now)
    said = messages.more_time.asked(asked.name, days, asked.whom, asked.last_on)
    await ack(response_action="update", view=forms.notices.told("Asked", said))


def decide_more_time(db: Db, id: int, days: int, reason: str, person: Person, policy: Policy, now: datetime) -> Asked:
    """Ask the managers to have an ownership lapse later; its warnings say that they were asked.

    Two working days are theirs to answer: if it would end before, it is kept so long.
    """
    candidate = candidate_of(db, person.team, id)
    own = owners.settled(db, person.team, candidate.id, policy, now)
    _check_owner(own, person)
    ends = storage.promises.one(db, person.team, rules.ownership.KIND, str(candidate.id), person.id)
    if ends is None:
        raise Refused(messages.more_time.NOT_NOW)
    if days not in policy.more_time_days:
        raise Refused(forms.inputs.UNREADABLE, field="days")
    _check_may_ask(db, candidate.id, ends, person, policy, now)
    until = rules.more_time.keeps_until(ends.due_at, person, policy, now)
    about = rules.more_time.written(ends.due_at, until, own.held_until, days)
    remind_at = rules.more_time.reminded_at(until, person, policy)
    asked = approvals.ask(db, person, ApprovalKind.MORE_TIME, candidate.id, reason, policy, now, about, remind_at)
    storage.lines.settle(db, person.team, ends, "more_time", person.id, now)
    if until > ends.due_at:
        _keep(db, candidate.id, until, person, policy, now)
    return Asked(candidate.name, tuple(asked), rules.people.last_day(person, until, policy))


def _keep(db: Db, candidate: int, until: datetime, person: Person, policy: Policy, now: datetime) -> None:
    """Have an ownership not end before; its owner is warned once more, on that day."""
    storage.ownership.hold_until(db, person.team, [candidate], until - rules.people.INSTANT)
    promises.plan(db, person.team, [candidate], policy, now)
    ends = storage.promises.one(db, person.team, rules.ownership.KIND, str(candidate), person.id)
    if ends is not None:
        storage.promises.write(db, person.team, [rules.more_time.said_last(ends, person, policy)])
        promises.plan_mornings(db, person.team, [ends.heard_by], policy, now)


def _check_may_ask(db: Db, candidate: int, ends: Owed, person: Person, policy: Policy, now: datetime) -> None:
    """Refuse to ask before the first warning, twice at once, and again after a manager has refused."""
    asking = rules.more_time.asking(
        ends.due_at, storage.approvals.about(db, person.team, [candidate]), person, policy, now
    )
    if asking is rules.more_time.Asking.WAITS:
        raise Refused(messages.approvals.ASKED_ALREADY)
    if asking is rules.more_time.Asking.REFUSED:
        raise Refused(messages.more_time.REFUSED_ALREADY)
    if asking is rules.more_time.Asking.EARLY:
        first = rules.more_time.asks_from(ends.due_at, person, policy)
        raise Refused(messages.more_time.too_early(rules.people.calendar(person, policy).local_day(first)))


def _check_owner(own: Ownership, person: Person) -> None:
    if own.owner != person.id:
        raise Refused(words.NOT_YOURS if own.owner else words.NOBODYS)
