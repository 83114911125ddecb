"""What happens when someone asks a colleague to take an item over, and the colleague answers?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, letters, messages, promises, rules
from bot.errors import Refused
from bot.facts import Ask, Person
from bot.policy import Policy
from handlers.lent import Ack, Json, Transact
from handlers.payloads import filled_in, number
from handlers.pressed_items import Stale, fresh, line_of, open_in, pressed, redrawn
from storage.database import Db


async def ask_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter asks a colleague to take an item over."""
    id, colleague, note = filled_in(forms.updates.read_ask, view)
    fresh(await transact(decide_ask, id, colleague, note, person, policy, now))
    await ack()


def decide_ask(
    db: Db, id: int, colleague: str, note: str, person: Person, policy: Policy, now: datetime
) -> Stale | None:
    """Ask a colleague by a message of their own; until they accept, the item stays where it is."""
    line, owed = pressed(db, id, person)
    if not owed:
        return redrawn(db, line, person, now)
    asked = storage.people.known(db, person.team, colleague)
    if colleague == person.id:
        raise Refused("That is you. Choose a colleague, or close the form.", field="colleague")
    if asked is None:
        reason = (
            "They have not used Rapport yet, so it does not know whether they may see candidates. "
            "Choose somebody else, or ask them to type /care help once."
        )
        raise Refused(reason, field="colleague")
    if not asked.member:
        raise Refused("They may not see candidates. Choose somebody else.", field="colleague")
    ask = storage.asks.ask(db, person.team, line.id, person.id, colleague, note, now)
    at = rules.people.audible_at(asked, now, policy)
    letter = storage.outbox.letter(
        db, person.team, f"{letters.ASKED}/{ask}", letters.ASKED, colleague, at, at, about=ask, by=person.id
    )
    if letter:
        storage.lines.add(db, person.team, letter, owed)
    for each in storage.lines.beside(db, person.team, line):
        storage.lines.settle_one(db, person.team, each, "asked", person.id, now, colleague=colleague)
    return None


async def answer_pressed(
    ack: Ack, action: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A colleague accepts an item, or cannot."""
    accepted = action["action_id"] == messages.updates.ACCEPT
    fresh(await transact(decide_answer, number(action["value"]), accepted, person, policy, now))
    await ack()


def decide_answer(db: Db, id: int, accepted: bool, person: Person, policy: Policy, now: datetime) -> Stale | None:
    """Hand the nudges over to whoever accepted, or give the item back; the asker is told."""
    line, letter = line_of(db, id, person)
    ask = storage.asks.asked(db, person.team, int(letter.about or 0))
    theirs = storage.lines.line(db, person.team, ask.line) if ask else None
    mine = storage.lines.beside(db, person.team, line)
    owed = open_in(db, mine, person)
    if ask is None or theirs is None or not owed:
        return redrawn(db, line, person, now)
    if not storage.asks.answer(db, person.team, ask.id, accepted, now):
        return redrawn(db, line, person, now)
    if accepted:
        storage.promises.write(db, person.team, [replace(each, heard_by=person.id) for each in owed])
        promises.plan_mornings(db, person.team, sorted({person.id, *(each.heard_by for each in owed)}), policy, now)
        for each in storage.lines.beside(db, person.team, theirs):
            storage.lines.settle_one(db, person.team, each, "accepted", person.id, now, colleague=person.id)
        for promise in owed:
            storage.lines.settle(db, person.team, promise, "accepted", person.id, now, colleague=person.id)
    else:
        for each in storage.lines.beside(db, person.team, theirs):
            storage.lines.reopen(db, person.team, each, now)
        for each in mine:
            storage.lines.settle_one(db, person.team, each, "declined", person.id, now, colleague=person.id)
    _tell_asker(db, ask, person, policy, now)
    return None


def _tell_asker(db: Db, ask: Ask, person: Person, policy: Policy, now: datetime) -> None:
    key = f"{letters.ANSWERED}/{ask.id}"
    at = rules.people.audible_at(storage.people.known(db, person.team, ask.asked_by), now, policy)
    storage.outbox.letter(db, person.team, key, letters.ANSWERED, ask.asked_by, at, at, about=ask.id, by=person.id)
