"""What happens when someone says who covers for them while they are away?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Cover, NewCover, Person
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

TITLE = "Cover"


async def cover_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, _: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care cover: what is arranged is listed, or the form opens."""
    await windows.show(client, command, await _first(person, ask, policy, now))
    await ack()


async def covers_pressed(
    ack: Ack, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone presses "Cover" in their settings: the same."""
    await windows.show(client, body, await _first(person, ask, policy, now))
    await ack()


async def new_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone wants to arrange a cover, perhaps for somebody else."""
    away = await ask(away_of, action["value"], person)
    await windows.show(client, body, _form(person, away.id, policy, now))
    await ack()


async def change_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to change a cover."""
    cover = await ask(open_cover, number(action["value"]), person)
    await windows.show(client, body, forms.covers.change(cover))
    await ack()


async def cover_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone has said who covers, and when."""
    wanted = filled_in(forms.covers.read, view)
    cover, stops = await transact(decide_cover, wanted, person, policy, now)
    said = messages.covers.arranged(cover, person.id, stops)
    await ack(response_action="update", view=forms.notices.told(TITLE, said))


async def end_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    transact: Transact,
    now: datetime,
) -> None:
    """Someone ends a cover before its last day, or calls it off."""
    cover = await transact(decide_end, number(action["value"]), person, now)
    await windows.turn_into(messages.covers.over(cover, person.id), body, respond, client)
    await ack()


def decide_cover(db: Db, wanted: NewCover, person: Person, policy: Policy, now: datetime) -> tuple[Cover, list[Cover]]:
    """Arrange or change a cover; say which covers it will bring to an end. The clock sees to all that follows."""
    before = open_cover(db, wanted.id, person, hold=True) if wanted.id is not None else None
    away = away_of(db, before.away if before else wanted.away or person.id, person)
    # Of two who arrange something for the same people at one moment, the second sees what the first has arranged.
    storage.people.hold(db, person.team, (away.id, wanted.cover))
    if before and before.begun_at:
        wanted = replace(wanted, from_on=before.from_on)
    near = {
        each.id: each
        for id in (away.id, wanted.cover)
        for each in storage.covers.still_open(db, person.team, id)
        if before is None or each.id != before.id
    }
    instead = storage.people.known(db, person.team, wanted.cover)
    rules.covers.check(wanted, away, instead, near.values(), policy, now)
    if before is None:
        cover = storage.covers.arrange(db, person.team, away.id, wanted, person.id, now)
    else:
        cover = storage.covers.change(db, person.team, before, wanted, person.id, now)
        storage.outbox.redraw(db, person.team, storage.covers.letters(db, person.team, cover.id), now)
    storage.promises.write(db, person.team, [rules.covers.clock(cover.id, now, cover.at)])
    return cover, [each for each in near.values() if each.cover == away.id and rules.covers.meet(cover, each)]


def decide_end(db: Db, id: int, person: Person, now: datetime) -> Cover:
    """End a cover, on record; the clock sees to all that follows."""
    cover = storage.covers.end(db, person.team, open_cover(db, id, person, hold=True), person.id, now)
    storage.promises.write(db, person.team, [rules.covers.clock(cover.id, now, cover.at)])
    return cover


def open_cover(db: Db, id: int, person: Person, *, hold: bool = False) -> Cover:
    """Give a cover that is not over, to whom it is about and to managers."""
    cover = (storage.covers.held if hold else storage.covers.one)(db, person.team, id)
    if cover is None or cover.ended_at is not None:
        raise Refused(messages.covers.GONE)
    if not person.manager and cover.away != person.id:
        raise Refused(messages.covers.NOT_THEIRS)
    return cover


def away_of(db: Db, id: str, person: Person) -> Person:
    """Give who is away: whoever asks, or for managers anybody who is here."""
    if id != person.id and not person.manager:
        raise Refused(messages.covers.NOT_THEIRS, field="away")
    away = storage.people.known(db, person.team, id)
    if away is None:
        raise Refused(messages.covers.UNKNOWN, field="away")
    if not away.member:
        raise Refused(messages.covers.NOT_HERE, field="away")
    return away


async def _first(person: Person, ask: Ask, policy: Policy, now: datetime) -> forms.inputs.View:
    """Draw what is arranged, of all for managers; where nothing is, the form."""
    covers = await ask(storage.covers.still_open, person.team, None if person.manager else person.id)
    if covers:
        return forms.notices.told(TITLE, messages.covers.overview(covers, person))
    return _form(person, person.id, policy, now)


def _form(person: Person, away: str, policy: Policy, now: datetime) -> forms.inputs.View:
    today = rules.people.calendar(person, policy).local_day(now)
    return forms.covers.arrange(today, away if person.manager else None)
