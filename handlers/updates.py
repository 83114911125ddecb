"""What happens when someone presses an item of a message that says what is owed?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import storage
from bot import forms, messages, promises, rules
from bot.errors import Refused
from bot.facts import Direction, How, Kind, Line, Outcome, Owed, Owing, Person, TouchDraft
from bot.offering import placements
from bot.owing import TELLING
from bot.policy import Policy
from handlers import more_time, owning, touch_answers, touch_forms, touches, waits, waiving, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.pressed_items import Stale, fresh, line_of, name_of, owed_by, pressed, redrawn
from storage.database import Db

# How they were told, by which choice, whether of where they stand, and what the touch then says.
TOLD_BY = {
    messages.updates.TOLD: (rules.touches.TOLD_NO_NEWS, True, "No news yet: told them so."),
    messages.updates.MAILED: (How(Kind.EMAIL, Direction.OUT, Outcome.SENT), True, "The last word, by e-mail."),
    messages.updates.THANKED: (How(Kind.MESSAGE, Direction.OUT, Outcome.SENT), False, "Thanked them."),
}
# What each choice by which something is done settles.
SETTLES = {
    messages.updates.TOLD: TELLING,
    messages.updates.MAILED: TELLING,
    messages.updates.THANKED: frozenset({Owing.THANKS}),
    messages.updates.RESIGNED: frozenset({Owing.RESIGNATIONS}),
    messages.updates.SIGNED: frozenset({Owing.RESIGNATIONS}),
}
# What each choice says has happened today, after a yes.
HAPPENED = {messages.updates.RESIGNED: "resigned_on", messages.updates.SIGNED: "signed_on"}
# What the menu offers beside, where an ownership lapses too; these carry the candidate.
LAPSING = {
    messages.ownership.MORE_TIME: more_time.more_time_pressed,
    messages.ownership.RELEASE: owning.release_pressed,
}


@dataclass(frozen=True)
class Shown:
    """A press asked to see a short form about one item."""

    line: int
    name: str
    today: date
    tag: Literal["shown"] = "shown"


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


async def mail_pressed(ack: Ack) -> None:
    """A recruiter opens the ready e-mail: their own program sends it, and they log it once it is sent."""
    await ack()


async def menu_picked(
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
    """A recruiter picks from an item's menu: done in two presses, or a short form."""
    choice, _, id = action["selected_option"]["value"].partition("/")
    if choice in LAPSING:
        await LAPSING[choice](ack, {"value": id}, body, person, client, ask, policy, now)
        return
    shown: Shown | None = fresh(await transact(decide_menu, choice, number(id), person, policy, now))
    if shown and choice == messages.updates.WAITING:
        await windows.show(client, body, forms.updates.wait(shown.line, shown.name, shown.today))
    elif shown:
        await windows.show(client, body, forms.updates.ask(shown.line, shown.name))
    await ack()


def decide_menu(db: Db, choice: str, id: int, person: Person, policy: Policy, now: datetime) -> Shown | Stale | None:
    """Do what was picked, with what it is about of all that stands in the item, or say which form is to be shown."""
    line, owed = pressed(db, id, person)
    if not owed:
        return redrawn(db, line, person, now)
    if choice in (messages.updates.WAITING, messages.updates.ASK):
        name = name_of(db, int(line.subject), person)
        return Shown(line.id, name, rules.people.calendar(person, policy).local_day(now))
    if choice in SETTLES:
        settled = [each for each in owed if each.kind in SETTLES[choice]]
        if not settled:
            return redrawn(db, line, person, now)
        _settle(db, line, choice, settled, person, policy, now)
    elif choice in waiving.CHOICES:
        mine = waiving.meant(line, owed, choice)
        if not mine:
            return redrawn(db, line, person, now)
        waiving.waive(db, mine, choice, person, policy, now)
    elif choice not in (messages.updates.TOMORROW, messages.updates.NEXT_WEEK):
        raise Refused(messages.teams.old_button())
    else:
        until = rules.owed.put_off(choice, waits.hearer(db, owed[0], person), policy, now)
        waits.put_off(db, owed, until, "snoozed", None, person, policy, now)
    return None


def _settle(
    db: Db, line: Line, choice: str, owed: Sequence[Owed], person: Person, policy: Policy, now: datetime
) -> None:
    """Log that they were told, or thanked, so that the clock begins anew; or write down what followed their yes."""
    candidate = touches.candidate_of(db, person.team, int(line.subject))
    if choice in HAPPENED:
        for each in owed:
            placements.happened(db, candidate.id, each.whom, HAPPENED[choice], person, policy, now)
        return
    how, told, note = TOLD_BY[choice]
    draft = TouchDraft(how=how, told=told, note=note)
    touches.log(db, candidate, draft, person, policy, now, outcome="told")


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
    if not owed:
        return redrawn(db, line, person, now)
    morning = waits.morning_after(until, waits.hearer(db, owed[0], person), policy, now)
    waits.put_off(db, owed, morning, "waiting", why, person, policy, now)
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
    if line.retired or line.outcome not in messages.updates.REVERSIBLE:
        return redrawn(db, line, person, now)
    if line.touch:
        touch_answers.decide_undo(db, line.touch, person, policy, now)
        return None
    lines = [
        (each, owed) for each in storage.lines.beside(db, person.team, line) if (owed := owed_by(db, each, person))
    ]
    standing = [(each, owed) for each, owed in lines if rules.owed.stands(each, owed)]
    if not standing:
        return redrawn(db, line, person, now)
    if line.outcome == "asked":
        storage.asks.withdraw(db, person.team, [each for each, _ in standing], person.id, now)
        return None
    storage.promises.write(db, person.team, [rules.owed.put_on(owed) for _, owed in standing])
    for each, _ in standing:
        storage.lines.reopen_alike(db, person.team, each, now)
    promises.plan(db, person.team, [int(line.subject)], policy, now)
    return None
