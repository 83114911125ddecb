"""How is what is owed put off, and until when can a candidate wait?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import storage
from bot import forms, letters, promises, rules
from bot.errors import Refused
from bot.facts import Candidate, Owed, Person
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from handlers.touches import candidate_of
from storage.database import Db

TOO_LONG_A_WAIT = "That is more than {days} days away. Choose an earlier day; you can let them wait again then."
# What is asked, or comes by itself, is owed to nobody.
NOT_OWED = (rules.retention.KIND, rules.ownership.KIND)
LATER_ON = "That day is past or today. Choose a later day."
NOTHING_WAITS = "Nothing is owed to {name} that could wait, so there is nothing to put off."
REPLY_WAITS_NOT = "Only a reply is owed to {name}, and that cannot wait here. Press “Log a touch” once they have it."


async def wait_picked(
    ack: Ack,
    body: Json,
    id: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone wants to let a candidate wait, from the card."""
    candidate: Candidate = await ask(read_waiting, id, person)
    today = rules.people.calendar(person, policy).local_day(now)
    await windows.show(client, body, forms.updates.wait(candidate.id, candidate.name, today, card=True))
    await ack()


def read_waiting(db: Db, id: int, person: Person) -> Candidate:
    """Give a candidate who can wait, or refuse where there is nothing to wait with."""
    candidate = candidate_of(db, person.team, id)
    _can_wait(db, candidate, person)
    return candidate


async def wait_on_card_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter says on the card until when a candidate can wait, and why."""
    id, until, why = filled_in(forms.updates.read_wait, view)
    await transact(decide_wait_on_card, id, until, why, person, policy, now)
    await ack()


def decide_wait_on_card(db: Db, id: int, until: date, why: str, person: Person, policy: Policy, now: datetime) -> None:
    """Put off all that this person owes a candidate, but a reply: who writes to us is answered all the same."""
    owed = _can_wait(db, candidate_of(db, person.team, id), person)
    morning = morning_after(until, hearer(db, owed[0], person), policy, now)
    put_off(db, owed, morning, "waiting", why, person, policy, now)


def _can_wait(db: Db, candidate: Candidate, person: Person) -> list[Owed]:
    """Give what can wait of what this person owes a candidate; a manager may let anybody's wait."""
    there = storage.promises.about(db, person.team, promises.KINDS, [str(candidate.id)])
    waits = that_wait(there, person)
    if not waits:
        reason = REPLY_WAITS_NOT if _theirs(there, person) else NOTHING_WAITS
        raise Refused(reason.format(name=candidate.name))
    return waits


def that_wait(owed: Sequence[Owed], person: Person) -> list[Owed]:
    """Pick of what is owed to a candidate what this person can put off."""
    return [each for each in _theirs(owed, person) if each.kind != rules.replies.KIND]


def _theirs(owed: Sequence[Owed], person: Person) -> list[Owed]:
    there = [each for each in owed if not each.waived and each.kind not in NOT_OWED]
    return [each for each in there if each.heard_by == person.id] or (there if person.manager else [])


def morning_after(until: date, hearer: Person, policy: Policy, now: datetime) -> datetime:
    """Tell the morning of a day until which something waits; refuse a day that cannot be."""
    hours = rules.people.calendar(hearer, policy)
    if until <= hours.local_day(now):
        raise Refused(LATER_ON, field="until")
    if (until - hours.local_day(now)).days > policy.wait_days:
        raise Refused(TOO_LONG_A_WAIT.format(days=policy.wait_days), field="until")
    return hours.morning(hours.on_or_after(until), hearer.morning_at)


def put_off(
    db: Db,
    owed: Sequence[Owed],
    until: datetime,
    outcome: str,
    why: str | None,
    person: Person,
    policy: Policy,
    now: datetime,
) -> None:
    """Move the nudges, never the due moments; the third time, each manager sees it."""
    later = [_later(each, until, why) for each in owed]
    storage.promises.write(db, person.team, later)
    for each in owed:
        storage.lines.settle(db, person.team, each, outcome, person.id, now, until=until)
    promises.plan_mornings(db, person.team, sorted({each.heard_by for each in owed}), policy, now)
    if any(each.snoozes == policy.snoozes_before_manager for each in later):
        _tell_managers(db, later, policy, now, person)


def _later(owed: Owed, until: datetime, why: str | None) -> Owed:
    later = replace(owed, snoozed_until=until, snoozes=owed.snoozes + 1, waits_for=why and why[:200])
    return replace(later, nudge_at=until, alone_at=max(owed.alone_at, until) if owed.alone_at else None)


def _tell_managers(db: Db, owed: Sequence[Owed], policy: Policy, now: datetime, person: Person) -> None:
    first = owed[0]
    for manager in storage.people.managers(db, person.team):
        if manager.id != person.id:
            key = f"{letters.PUT_OFF}/{manager.id}/{'/'.join(promises.key_of(first))}/{first.since.isoformat()}"
            at = rules.people.audible_at(manager, now, policy)
            letter = storage.outbox.letter(db, person.team, key, letters.PUT_OFF, manager.id, at, at)
            if letter:
                storage.lines.add(db, person.team, letter, owed)


def hearer(db: Db, owed: Owed, person: Person) -> Person:
    """Give whose morning brings a promise, so that it is put off to their day, whoever presses."""
    return storage.people.known(db, person.team, owed.heard_by) or person
