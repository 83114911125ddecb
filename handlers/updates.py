"""What happens when someone presses an item of a message that says what is owed?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import storage
from bot import forms, letters, messages, promises, rules
from bot.errors import Refused
from bot.facts import Item, Letter, Line, Owed, Person, TouchDraft, Waiver
from bot.policy import Policy
from handlers import touch_forms, touches
from handlers.lent import Ack, Ask, Client, Json, Transact
from storage.database import Db

NO_NEWS = "No news yet: told them so."
LATER_ON = "That day is past or today. Choose a later day."


@dataclass(frozen=True)
class Shown:
    """A press asked to see a short form about one item."""

    line: int
    name: str
    today: date
    tag: Literal["shown"] = "shown"


@dataclass(frozen=True)
class Stale:
    """The pressed item is over; its message is drawn anew."""

    name: str
    tag: Literal["stale"] = "stale"


async def log_pressed(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter presses "Log it": the touch form opens, with the candidate filled in."""
    opened = await transact(decide_log, int(action["value"]), person, policy, now)
    await touch_forms.show_form(opened, body["trigger_id"], client, person, policy, now, body)
    await ack()


def decide_log(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> touch_forms.Opened:
    """Begin a touch that settles an item; an old item still opens the form, since the talk did happen."""
    line, _ = _line(db, id, person)
    draft = TouchDraft(candidate=int(line.subject), line=line.id)
    return touch_forms.open_draft(db, draft, person, policy, now)


async def menu_picked(
    ack: Ack,
    body: Json,
    action: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter picks from an item's menu: done in two presses, or a short form."""
    choice, _, id = action["selected_option"]["value"].partition("/")
    shown: Shown | None = _fresh(await transact(decide_menu, choice, int(id), person, policy, now))
    if shown and choice == messages.updates.WAITING:
        view = forms.updates.wait(shown.line, shown.name, shown.today)
        await client.views_open(trigger_id=body["trigger_id"], view=view)
    elif shown:
        await client.views_open(trigger_id=body["trigger_id"], view=forms.updates.ask(shown.line, shown.name))
    await ack()


def decide_menu(db: Db, choice: str, id: int, person: Person, policy: Policy, now: datetime) -> Shown | Stale | None:
    """Do what was picked, or say which form is to be shown."""
    line, owed = _pressed(db, id, person)
    if owed is None:
        return _redrawn(db, line, person, now)
    if choice in (messages.updates.WAITING, messages.updates.ASK):
        name = _name(db, line, person)
        return Shown(line.id, name, rules.people.calendar(person, policy).local_day(now))
    if choice == messages.updates.TOLD:
        _tell_no_news(db, line, person, policy, now)
    elif choice.startswith(messages.updates.WAIVE):
        _waive(db, owed, Waiver(choice.partition(".")[2]), person, policy, now)
    else:
        until = rules.updates.put_off(choice, owed, person, policy, now)
        _put_off(db, owed, until, "snoozed", None, person, policy, now)
    return None


def _tell_no_news(db: Db, line: Line, person: Person, policy: Policy, now: datetime) -> None:
    """Log that they were told there is no news; the clock begins anew."""
    draft = TouchDraft(candidate=int(line.subject), how=rules.touches.TOLD_NO_NEWS, told=True, note=NO_NEWS)
    touches.log(db, draft, person, policy, now, outcome="told")


def _waive(db: Db, owed: Owed, why: Waiver, person: Person, policy: Policy, now: datetime) -> None:
    waived = replace(owed, waived=why, nudge_at=None, alone_at=None)
    storage.promises.write(db, person.team, [waived])
    storage.lines.settle(db, person.team, owed, "waived", person.id, now, waived=why)
    storage.audit.record(db, person.team, person.id, "waived", "candidate", owed.subject, now, after=why)
    promises.plan_mornings(db, person.team, [owed.heard_by], policy, now)


def _put_off(
    db: Db, owed: Owed, until: datetime, outcome: str, why: str | None, person: Person, policy: Policy, now: datetime
) -> None:
    """Move the nudge, never the due moment; the third time, each manager sees it."""
    later = replace(owed, snoozed_until=until, snoozes=owed.snoozes + 1, waits_for=why)
    later = replace(later, nudge_at=until, alone_at=max(owed.alone_at, until) if owed.alone_at else None)
    storage.promises.write(db, person.team, [later])
    storage.lines.settle(db, person.team, owed, outcome, person.id, now, until=until)
    promises.plan_mornings(db, person.team, [owed.heard_by], policy, now)
    if later.snoozes == policy.snoozes_before_manager:
        _tell_managers(db, later, policy, now, person)


def _tell_managers(db: Db, owed: Owed, policy: Policy, now: datetime, person: Person) -> None:
    for manager in storage.people.managers(db, person.team):
        if manager.id != person.id:
            key = f"{letters.PUT_OFF}/{manager.id}/{owed.subject}/{owed.whom}/{owed.since.isoformat()}"
            at = rules.people.audible_at(manager, now, policy)
            letter = storage.outbox.letter(db, person.team, key, letters.PUT_OFF, manager.id, at, at)
            if letter:
                storage.lines.add(db, person.team, letter, [owed])


async def wait_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter says until when a candidate can wait, and why."""
    id, until, why = forms.updates.read_wait(view)
    _fresh(await transact(decide_wait, id, until, why, person, policy, now))
    await ack()


def decide_wait(db: Db, id: int, until: date, why: str, person: Person, policy: Policy, now: datetime) -> Stale | None:
    """Put an item off until the morning of a day."""
    line, owed = _pressed(db, id, person)
    if owed is None:
        return _redrawn(db, line, person, now)
    hours = rules.people.calendar(person, policy)
    if until <= hours.local_day(now):
        raise Refused(LATER_ON, field="until")
    morning = hours.morning(hours.on_or_after(until), person.morning_at)
    _put_off(db, owed, morning, "waiting", why[:200], person, policy, now)
    return None


async def ask_submitted(
    ack: Ack, view: Json, person: Person, client: Client, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter asks a colleague to take an item over."""
    id, colleague, note = forms.updates.read_ask(view)
    _fresh(await transact(decide_ask, id, colleague, note, person, policy, now))
    await ack()


def decide_ask(
    db: Db, id: int, colleague: str, note: str, person: Person, policy: Policy, now: datetime
) -> Stale | None:
    """Ask a colleague by a message of their own; until they accept, the item stays where it is."""
    line, owed = _pressed(db, id, person)
    if owed is None:
        return _redrawn(db, line, person, now)
    asked = storage.people.known(db, person.team, colleague)
    if colleague == person.id:
        raise Refused("That is you. Choose a colleague, or close the form.", field="colleague")
    if asked is None or not asked.member:
        reason = "They have not used Rapport yet, or may not see candidates. Choose somebody else, or ask them to type "
        raise Refused(reason + "/care help once.", field="colleague")
    ask = storage.lines.ask(db, person.team, line.id, person.id, colleague, note, now)
    at = rules.people.audible_at(asked, now, policy)
    letter = storage.outbox.letter(
        db, person.team, f"{letters.ASKED}/{ask}", letters.ASKED, colleague, at, at, about=ask, by=person.id
    )
    if letter:
        storage.lines.add(db, person.team, letter, [owed])
    storage.lines.settle_one(db, person.team, line, "asked", person.id, now, colleague=colleague)
    return None


async def answer_pressed(
    ack: Ack, action: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A colleague accepts an item, or cannot."""
    accepted = action["action_id"] == messages.updates.ACCEPT
    _fresh(await transact(decide_answer, int(action["value"]), accepted, person, policy, now))
    await ack()


def decide_answer(db: Db, id: int, accepted: bool, person: Person, policy: Policy, now: datetime) -> Stale | None:
    """Hand the nudges over to whoever accepted, or give the item back; the asker is told."""
    line, letter = _line(db, id, person)
    ask = storage.lines.asked(db, person.team, int(letter.about or 0))
    theirs = storage.lines.line(db, person.team, ask.line) if ask else None
    if ask is None or theirs is None or not storage.lines.answer(db, person.team, ask.id, accepted, now):
        return _redrawn(db, line, person, now)
    owed = storage.promises.one(db, person.team, line.kind, line.subject, line.whom)
    if accepted and owed and letters.is_owed(line, owed):
        storage.promises.write(db, person.team, [replace(owed, heard_by=person.id)])
        promises.plan_mornings(db, person.team, sorted({owed.heard_by, person.id}), policy, now)
        storage.lines.settle_one(db, person.team, theirs, "accepted", person.id, now, colleague=person.id)
        storage.lines.settle_one(db, person.team, line, "accepted", person.id, now, colleague=person.id)
    else:
        storage.lines.reopen(db, person.team, theirs, now)
        storage.lines.settle_one(db, person.team, line, "declined", person.id, now, colleague=person.id)
    key = f"{letters.ANSWERED}/{ask.id}"
    storage.outbox.letter(db, person.team, key, letters.ANSWERED, ask.asked_by, now, now, about=ask.id, by=person.id)
    return None


async def back_pressed(
    ack: Ack, action: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone takes back what became of an item."""
    _fresh(await transact(decide_back, int(action["value"]), person, policy, now))
    await ack()


def decide_back(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Stale | None:
    """Have an item owed again, as it was before the press."""
    line, _ = _line(db, id, person)
    owed = storage.promises.one(db, person.team, line.kind, line.subject, line.whom)
    if line.retired or line.outcome not in messages.updates.REVERSIBLE:
        return _redrawn(db, line, person, now)
    if line.touch:
        touches.decide_undo(db, line.touch, person, policy, now)
    elif owed:
        storage.promises.write(db, person.team, [replace(owed, snoozed_until=None, waived=None, waits_for=None)])
        storage.lines.reopen(db, person.team, line, now)
        promises.plan(db, person.team, [int(line.subject)], policy, now)
    return None


async def all_pressed(
    ack: Ack, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone presses "See all"."""
    items: list[Item] = await ask(read_all, person, policy, now)
    await client.views_open(trigger_id=body["trigger_id"], view=forms.updates.see_all(items, now))
    await ack()


def read_all(db: Db, person: Person, policy: Policy, now: datetime) -> list[Item]:
    """Read everything that is owed by someone today."""
    return letters.as_items(db, person.team, letters.waiting(db, person, policy, now), policy, now)


def _line(db: Db, id: int, person: Person) -> tuple[Line, Letter]:
    """Give a pressed item with its letter, if this person may press it."""
    line = storage.lines.line(db, person.team, id, hold=True)
    letter = storage.outbox.by_id(db, person.team, line.letter) if line else None
    if line is None or letter is None:
        raise Refused(messages.teams.old_button())
    if letter.recipient != person.id and not person.manager:
        raise Refused(messages.teams.NOT_YOURS)
    return line, letter


def _pressed(db: Db, id: int, person: Person) -> tuple[Line, Owed | None]:
    """Give a pressed item with its promise; no promise where the item is over."""
    line, _ = _line(db, id, person)
    owed = storage.promises.one(db, person.team, line.kind, line.subject, line.whom)
    is_open = line.outcome is None and not line.retired and letters.is_owed(line, owed)
    return line, owed if is_open else None


def _redrawn(db: Db, line: Line, person: Person, now: datetime) -> Stale:
    """Have the message of an item that is over drawn as things stand now."""
    storage.outbox.redraw(db, person.team, [line.letter], now)
    return Stale(_name(db, line, person))


def _fresh(outcome: Any) -> Any:
    """Tell the presser where an item is over; what was done for it is saved already."""
    if isinstance(outcome, Stale):
        raise Refused(messages.teams.old_button(outcome.name))
    return outcome


def _name(db: Db, line: Line, person: Person) -> str:
    candidate = storage.candidates.candidate(db, person.team, int(line.subject))
    return candidate.name if candidate else "that candidate"
