"""What happens when someone presses an item of a message that says what is owed?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

import storage
from bot import forms, items, letters, messages, promises, rules
from bot.errors import Refused
from bot.facts import Letter, Line, Owed, Person, TouchDraft, Waiver
from bot.policy import Policy
from handlers import touch_forms, touches, windows
from handlers.lent import Ack, Client, Json, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

NO_NEWS = "No news yet: told them so."
TOO_LONG_A_WAIT = "That is more than {days} days away. Choose an earlier day; you can let them wait again then."
LATER_ON = "That day is past or today. Choose a later day."
WAIVERS = {f"{messages.updates.WAIVE}.{why}": why for why in Waiver}


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
    opened = await transact(decide_log, number(action["value"]), person, policy, now)
    await windows.show(client, body, touch_forms.drawn(opened, person, policy, now))
    await ack()


def decide_log(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> touch_forms.Opened:
    """Begin a touch that settles an item; an old item still opens the form, since the talk did happen."""
    line, _ = line_of(db, id, person)
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
    shown: Shown | None = fresh(await transact(decide_menu, choice, number(id), person, policy, now))
    if shown and choice == messages.updates.WAITING:
        await windows.show(client, body, forms.updates.wait(shown.line, shown.name, shown.today))
    elif shown:
        await windows.show(client, body, forms.updates.ask(shown.line, shown.name))
    await ack()


def decide_menu(db: Db, choice: str, id: int, person: Person, policy: Policy, now: datetime) -> Shown | Stale | None:
    """Do what was picked, or say which form is to be shown."""
    line, owed = pressed(db, id, person)
    if owed is None:
        return redrawn(db, line, person, now)
    if choice in (messages.updates.WAITING, messages.updates.ASK):
        name = _name(db, line, person)
        return Shown(line.id, name, rules.people.calendar(person, policy).local_day(now))
    if choice == messages.updates.TOLD:
        _tell_no_news(db, line, person, policy, now)
    elif choice in WAIVERS:
        _waive(db, owed, WAIVERS[choice], person, policy, now)
    elif choice not in (messages.updates.TOMORROW, messages.updates.NEXT_WEEK):
        raise Refused(messages.teams.old_button())
    else:
        until = rules.updates.put_off(choice, _hearer(db, owed, person), policy, now)
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
    id, until, why = filled_in(forms.updates.read_wait, view)
    fresh(await transact(decide_wait, id, until, why, person, policy, now))
    await ack()


def decide_wait(db: Db, id: int, until: date, why: str, person: Person, policy: Policy, now: datetime) -> Stale | None:
    """Put an item off until the morning of a day."""
    line, owed = pressed(db, id, person)
    if owed is None:
        return redrawn(db, line, person, now)
    hearer = _hearer(db, owed, person)
    hours = rules.people.calendar(hearer, policy)
    if until <= hours.local_day(now):
        raise Refused(LATER_ON, field="until")
    if (until - hours.local_day(now)).days > policy.wait_days:
        raise Refused(TOO_LONG_A_WAIT.format(days=policy.wait_days), field="until")
    morning = hours.morning(hours.on_or_after(until), hearer.morning_at)
    _put_off(db, owed, morning, "waiting", why[:200], person, policy, now)
    return None


async def back_pressed(
    ack: Ack, action: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone takes back what became of an item."""
    fresh(await transact(decide_back, number(action["value"]), person, policy, now))
    await ack()


def decide_back(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Stale | None:
    """Have an item owed again, as it was before the press."""
    line, _ = line_of(db, id, person)
    owed = storage.promises.one(db, person.team, line.kind, line.subject, line.whom, hold=True)
    if line.retired or line.outcome not in messages.updates.REVERSIBLE:
        return redrawn(db, line, person, now)
    if line.touch:
        touches.decide_undo(db, line.touch, person, policy, now)
    elif owed is None or not rules.updates.stands(line, owed):
        return redrawn(db, line, person, now)
    elif line.outcome == "asked":
        storage.lines.withdraw(db, person.team, line, person.id, now)
    else:
        storage.promises.write(db, person.team, [rules.updates.put_on(owed)])
        storage.lines.reopen_alike(db, person.team, line, now)
        promises.plan(db, person.team, [int(line.subject)], policy, now)
    return None


def _hearer(db: Db, owed: Owed, person: Person) -> Person:
    """Give whose morning brings a promise, so that it is put off to their day, whoever presses."""
    return storage.people.known(db, person.team, owed.heard_by) or person


def line_of(db: Db, id: int, person: Person) -> tuple[Line, Letter]:
    """Give a pressed item with its letter, if this person may press it."""
    line = storage.lines.line(db, person.team, id, hold=True)
    letter = storage.outbox.by_id(db, person.team, line.letter) if line else None
    if line is None or letter is None:
        raise Refused(messages.teams.old_button())
    if letter.recipient != person.id and not person.manager:
        raise Refused(messages.teams.NOT_YOURS)
    return line, letter


def pressed(db: Db, id: int, person: Person) -> tuple[Line, Owed | None]:
    """Give a pressed item with its promise; no promise where the item is over."""
    line, _ = line_of(db, id, person)
    owed = storage.promises.one(db, person.team, line.kind, line.subject, line.whom, hold=True)
    is_open = line.outcome is None and not line.retired and items.is_owed(line, owed)
    return line, owed if is_open else None


def redrawn(db: Db, line: Line, person: Person, now: datetime) -> Stale:
    """Have the message of an item that is over drawn as things stand now."""
    storage.outbox.redraw(db, person.team, [line.letter], now)
    return Stale(_name(db, line, person))


def fresh(outcome: Any) -> Any:
    """Tell the presser where an item is over; what was done for it is saved already."""
    if isinstance(outcome, Stale):
        raise Refused(messages.teams.old_button(outcome.name))
    return outcome


def _name(db: Db, line: Line, person: Person) -> str:
    candidate = storage.candidates.candidate(db, person.team, int(line.subject))
    return candidate.name if candidate else "that candidate"
