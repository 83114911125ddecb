"""What happens when someone decides whether a record that has long been silent is kept or erased?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, letters, messages, promises, rules
from bot.errors import Refused
from bot.facts import Candidate, Item, Owed, Person
from bot.items import of_owed
from bot.owing import silence
from bot.policy import Policy
from handlers import erasing, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

KIND = rules.retention.KIND


async def keep_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Whoever was asked wants to keep a record: a short form asks for how long, and why."""
    candidate, item = await ask(read_question, number(action["value"]), person, policy, now)
    await windows.show(client, body, forms.retention.keep(candidate, silence(item)))
    await ack()


async def keep_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """They say for how long a record is kept, and why."""
    candidate, years, why = filled_in(forms.retention.read_keep, view)
    kept: Candidate = await transact(decide_keep, candidate, years, why, person, policy, now)
    said = messages.retention.kept(kept, rules.retention.kept_until(years, now))
    await ack(response_action="update", view=forms.notices.told("Kept", said))


async def ask_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Whoever was asked wants a record erased, and may not do so themselves: those who may are asked."""
    candidate, whom = await transact(decide_ask, number(action["value"]), person, policy, now)
    await windows.show(client, body, forms.notices.told("Asked", messages.retention.asked(candidate, whom)))
    await ack()


async def erase_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A manager or administrator wants a record erased: the window that says what will go opens."""
    await erasing.erase_picked(ack, body, number(action["value"]), person, client, ask, transact, policy, now)


def read_question(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[Candidate, Item]:
    """Give the question about a record with all that its words need."""
    candidate = candidate_of(db, person.team, id)
    return candidate, of_owed(db, person, _questions(db, candidate, person)[:1], policy, now)[0]


def decide_keep(db: Db, id: int, years: int, why: str, person: Person, policy: Policy, now: datetime) -> Candidate:
    """Keep a record for so many years; the question is settled wherever it stands."""
    candidate = candidate_of(db, person.team, id)
    asked, until = _questions(db, candidate, person), rules.retention.kept_until(years, now)
    storage.retention.keep(db, person.team, candidate.id, until, why, person.id, now)
    storage.promises.strike(db, person.team, asked)
    promises.plan_mornings(db, person.team, sorted({owed.heard_by for owed in asked}), policy, now)
    for owed in asked:
        storage.lines.settle(db, person.team, owed, "kept", person.id, now, until=until)
    return candidate


def decide_ask(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> tuple[Candidate, list[str]]:
    """Ask those in charge to erase a record, each in a message of their own; the asker hears no more of it."""
    candidate = candidate_of(db, person.team, id)
    asked = _questions(db, candidate, person)
    whom = [each for each in storage.people.in_charge(db, person.team) if each.id != person.id]
    if not whom:
        raise Refused(messages.retention.NOBODY)
    new = [letter for each in whom if (letter := _letter(db, each, asked[0], person, policy, now))]
    if new:
        for owed in asked:
            storage.lines.settle(db, person.team, owed, "to_erase", person.id, now)
        for letter in new:
            storage.lines.add(db, person.team, letter, [asked[0]])
        storage.promises.write(db, person.team, [rules.retention.asked_to_erase(owed) for owed in asked])
        promises.plan_mornings(db, person.team, sorted({owed.heard_by for owed in asked}), policy, now)
        storage.audit.record(db, person.team, person.id, "wants_erased", "candidate", candidate.id, now)
    return candidate, [each.id for each in whom]


def _letter(db: Db, whom: Person, owed: Owed, person: Person, policy: Policy, now: datetime) -> int | None:
    """Write to one of those in charge; None where they were written to about this question already."""
    key = f"{letters.TO_ERASE}/{whom.id}/{owed.subject}/{owed.since.isoformat()}"
    at, about = rules.people.audible_at(whom, now, policy), owed.subject
    return storage.outbox.letter(db, person.team, key, letters.TO_ERASE, whom.id, at, at, about=about, by=person.id)


def _questions(db: Db, candidate: Candidate, person: Person) -> list[Owed]:
    """Give the questions about a record, if this person may answer them."""
    asked = storage.promises.of(db, person.team, KIND, [str(candidate.id)])
    if not asked:
        raise Refused(messages.retention.ANSWERED)
    if not (person.manager or person.administrator or person.id in {owed.heard_by for owed in asked}):
        raise Refused(messages.retention.NOT_YOURS)
    return asked
