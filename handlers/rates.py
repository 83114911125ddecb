"""What happens when somebody says what one currency is worth in another?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import storage
from bot import forms, messages, rules
from bot.facts import Person, Rate
from bot.forms.rates import NewRate
from bot.policy import Policy
from handlers import beneath, comparison, drafts, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db


@dataclass(frozen=True)
class Entered:
    """A rate was entered; or it is asked about first, since it is far off the `last` one, and kept as a `draft`."""

    candidate: int
    rate: Rate
    last: Rate | None = None
    draft: int | None = None


async def rate_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants to enter a rate: the form opens with the two currencies that are compared."""
    id = number(action["value"])
    shown, today = await ask(comparison.read_side_by_side, id, person, policy, now)
    of, to = comparison.missing(shown) or ("", "")
    await windows.show(client, body, forms.rates.form(shown.candidate.id, of, to, today))
    await ack()


async def rate_submitted(
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
    """Someone enters a rate; one that is far off the last is asked about."""
    typed = filled_in(forms.rates.read, view)
    entered: Entered = await transact(decide_rate, typed, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(_drawn(entered), view))


def decide_rate(db: Db, typed: NewRate, person: Person, policy: Policy, now: datetime) -> Entered:
    """Write down a rate, on record; nothing is saved of one that is far off the last."""
    today = rules.people.calendar(person, policy).local_day(now)
    rate = rules.rates.read(typed.rate)
    rules.rates.check(typed.of, typed.to, typed.on, today)
    known = storage.rates.among(db, person.team, {typed.of, typed.to}, rules.rates.last_day(now))
    last = rules.rates.between(known, typed.of, typed.to)
    if last is not None and rules.rates.is_far_off(rate, typed.of, last):
        draft = storage.drafts.keep(db, person.team, person.id, typed, now)
        return Entered(typed.candidate, _unsaved(typed, rate, typed.on, person), last, draft)
    return Entered(typed.candidate, _add(db, typed, rate, person, now))


async def sure_submitted(
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
    """Someone says that a rate is meant although it is far off the last."""
    entered: Entered = await transact(decide_sure, filled_in(forms.rates.read_sure, view), person, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(_drawn(entered), view))


def decide_sure(db: Db, draft: int, person: Person, now: datetime) -> Entered:
    """Write down a rate that was asked about."""
    typed = drafts.take(db, draft, person, NewRate, messages.rates.OVER)
    return Entered(typed.candidate, _add(db, typed, rules.rates.read(typed.rate), person, now))


def _add(db: Db, typed: NewRate, rate: Decimal, person: Person, now: datetime) -> Rate:
    return storage.rates.add(db, person.team, typed.of, typed.to, rate, typed.on, person.id, now)


def _unsaved(typed: NewRate, rate: Decimal, on: date, person: Person) -> Rate:
    return Rate(0, typed.of, typed.to, rate, on, person.id)


def _drawn(entered: Entered) -> Json:
    if entered.last is not None and entered.draft is not None:
        rate = entered.rate
        asked = messages.rates.far_off(rate.rate, rate.of, rate.to, entered.last)
        return forms.rates.sure(entered.draft, asked)
    return forms.notices.told(messages.rates.TITLE, messages.rates.saved(entered.rate, entered.candidate))
