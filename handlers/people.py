"""What happens when someone opens the Home tab, sets their hours, or changes in Slack?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import storage
from bot import forms, promises, rules
from bot.facts import Person
from bot.policy import Policy
from handlers import windows
from handlers.home import show_home
from handlers.lending import read_user
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from storage.database import Db

EVER = timedelta(days=3660)


async def home_opened(event: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime) -> None:
    """Someone opens the Home tab."""
    if event.get("tab", "home") == "home":
        await show_home(client, person, ask, policy, now)


async def settings_pressed(ack: Ack, body: Json, person: Person, client: Client) -> None:
    """Someone wants to see their own settings."""
    await windows.show(client, body, settings(person))
    await ack()


def settings(person: Person) -> forms.inputs.View:
    """Draw someone's own settings."""
    return forms.people.me(person, rules.holidays.countries())


async def settings_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone sets their morning hour, and whose holidays they keep."""
    morning_at, country = filled_in(forms.people.read_me, view, policy.quiet_from)
    await transact(decide_settings, morning_at, country, person, policy, now)
    await ack()


def decide_settings(
    db: Db, morning_at: time, country: str | None, person: Person, policy: Policy, now: datetime
) -> None:
    """Keep what someone chose, and plan anew what they are owed to hear."""
    storage.people.choose(db, person.team, person.id, morning_at, country)
    storage.audit.record(db, person.team, person.id, "chose", "person", person.id, now, after=f"{morning_at} {country}")
    replan(db, person.team, person.id, policy, now)


async def user_changed(event: Json, team: str, transact: Transact, policy: Policy, now: datetime) -> None:
    """Slack says that someone has moved, or left."""
    await transact(decide_change, read_user(team, event["user"]), policy, now)


def decide_change(db: Db, person: Person, policy: Policy, now: datetime) -> None:
    """Write down what has changed about someone we know; the clock sees to what follows when they leave."""
    before = storage.people.known(db, person.team, person.id)
    if before is None:
        return
    storage.people.meet(db, person)
    left = rules.covers.inner(rules.covers.LEFT, person.id, now, now)
    if person.member and not before.member:
        storage.promises.strike(db, person.team, [left])
        storage.covers.give_back(db, person.team, person.id)
    replan(db, person.team, person.id, policy, now)
    if not person.member:
        _give_back(db, person, policy, now)
    if before.member and not person.member:
        storage.promises.write(db, person.team, [left])


def _give_back(db: Db, person: Person, policy: Policy, now: datetime) -> None:
    """Let the recruiters hear again what someone who has left had taken on for them."""
    taken_on = storage.promises.waiting(db, person.team, person.id, now + EVER)
    theirs = [replace(owed, heard_by=owed.whom) for owed in taken_on if owed.whom != person.id]
    storage.promises.write(db, person.team, theirs)
    promises.plan_mornings(db, person.team, sorted({owed.whom for owed in theirs}), policy, now)


def replan(db: Db, team: str, id: str, policy: Policy, now: datetime) -> None:
    """Plan anew all that someone owes, after their hours have changed."""
    owing = sorted({*storage.submissions.candidates_of(db, team, id), *storage.promises.heard(db, team, id)})
    for some in range(0, len(owing), 500):
        promises.plan(db, team, owing[some : some + 500], policy, now)
    storage.promises.strike(db, team, storage.promises.of(db, team, promises.MORNING, [id]))
    promises.plan_mornings(db, team, [id], policy, now)
    away = [each for each in storage.covers.still_open(db, team, id) if each.away == id]
    storage.promises.write(db, team, [rules.covers.clock(each.id, now, each.at) for each in away])
