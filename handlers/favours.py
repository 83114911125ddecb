"""What happens when someone keeps what was given to a candidate, or asked of them?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import storage
from bot import forms, messages, promises, rules
from bot.blocks import Message, Sentence
from bot.errors import Refused
from bot.facts import Candidate, Favour, FavourKind, Person
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number, yes_or_no
from handlers.touches import candidate_of
from storage.columns import new_id
from storage.database import Db

TITLE = "Given and asked"
GONE = "That was taken out already. The card shows what there is."


@dataclass(frozen=True)
class Listed:
    """What was given to a candidate and asked of them, and one favour that something was done with."""

    candidate: Candidate
    favours: tuple[Favour, ...]
    favour: Favour | None = None
    before: Favour | None = None


async def favours_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone picks "Help given or asked": the list opens, or the form where there is none yet."""
    listed: Listed = await ask(read_favours, candidate, person)
    drawn = _window(listed, person) if listed.favours else _form(listed.candidate, person, policy, now)
    await windows.show(client, body, drawn)
    await ack()


async def add_pressed(
    ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone presses "Add another": the list turns into the form."""
    candidate = await ask(candidate_of, person.team, number(action["value"]))
    await windows.turn(client, body, _form(candidate, person, policy, now))
    await ack()


def read_favours(db: Db, id: int, person: Person) -> Listed:
    """Read what was given to a candidate and asked of them."""
    return _listed(db, candidate_of(db, person.team, id), person)


async def favour_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone keeps what was given or asked: the form turns into the list."""
    id, kind, words, on = filled_in(forms.favours.read_favour, view)
    done: Listed = await transact(decide_favour, id, kind, words, on, person, policy, now)
    above = messages.favours.saved(done.favour, done.before) if done.favour else []
    await ack(response_action="update", view=_window(done, person, *above))


def decide_favour(
    db: Db, id: int, kind: FavourKind, words: str, on: date | None, person: Person, policy: Policy, now: datetime
) -> Listed:
    """Keep a favour, and say what was asked of them shortly before."""
    forms.favours.checked(on, rules.people.calendar(person, policy).local_day(now), policy.backdate_for)
    candidate = candidate_of(db, person.team, id)
    at = rules.touches.moment_of(on, person, policy, now) or now
    favour = Favour(new_id(), candidate.id, kind, words, person.id, at)
    others = storage.favours.of(db, person.team, candidate.id, rules.favours.LOOKED_AT)
    storage.favours.add(db, person.team, favour, now)
    promises.plan(db, person.team, [candidate.id], policy, now)
    return _listed(db, candidate, person, favour, rules.favours.asked_lately(favour, others, policy))


async def came_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone presses "What came of it": the list turns into that form."""
    candidate, favour = await ask(read_favour, number(action["value"]), person)
    await windows.turn(client, body, forms.favours.came(candidate, favour))
    await ack()


def read_favour(db: Db, id: int, person: Person) -> tuple[Candidate, Favour]:
    """Read one favour, with whom it was for."""
    favour = _favour(db, id, person)
    return candidate_of(db, person.team, favour.candidate), favour


async def came_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone says what came of a favour: the form turns back into the list."""
    id, words = filled_in(forms.favours.read_came, view)
    done: Listed = await transact(decide_came, id, words, person, policy, now)
    assert done.favour is not None
    is_owed = done.favour.asked and done.favour.thanked_at is None and done.candidate.do_not_contact is None
    said = messages.favours.came(done.favour, within=policy.thanks_days if is_owed else None)
    await ack(response_action="update", view=_window(done, person, said))


def decide_came(db: Db, id: int, words: str | None, person: Person, policy: Policy, now: datetime) -> Listed:
    """Keep what came of a favour; thanks are owed for what came of an ask."""
    favour = _favour(db, id, person, hold=True)
    storage.favours.came(db, person.team, favour, words, person.id, now)
    return _planned(db, favour, person, policy, now)


async def thanked_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone says that they thanked a candidate, or that they did not after all."""
    id, _, answer = action["value"].partition("/")
    done: Listed = await transact(decide_thanked, number(id), yes_or_no(answer), person, policy, now)
    assert done.favour is not None
    await windows.turn(client, body, _window(done, person, messages.favours.thanked(done.favour)))
    await ack()


def decide_thanked(db: Db, id: int, thanked: bool, person: Person, policy: Policy, now: datetime) -> Listed:
    """Keep that they were thanked; every message that asked for it says so."""
    favour = _favour(db, id, person, hold=True)
    if thanked != (favour.thanked_at is not None):
        storage.favours.thank(db, person.team, favour, now if thanked else None, person.id, now)
    return _planned(db, favour, person, policy, now, promises.Because("thanked", person.id))


async def take_out_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone takes out a favour that was kept by mistake."""
    done: Listed = await transact(decide_take_out, number(action["value"]), person, policy, now)
    await windows.turn(client, body, _window(done, person, messages.favours.taken_out()))
    await ack()


def decide_take_out(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Listed:
    """Remove a favour, on record; no thanks are owed for it any more."""
    favour = _favour(db, id, person, hold=True)
    rules.favours.check_may_take_out(favour, person)
    storage.favours.take_out(db, person.team, favour, person.id, now)
    return _planned(db, favour, person, policy, now, promises.Because("gone", person.id))


def _planned(
    db: Db,
    favour: Favour,
    person: Person,
    policy: Policy,
    now: datetime,
    because: promises.Because | None = None,
) -> Listed:
    """Count anew what is owed, and give the list as it stands."""
    candidate = candidate_of(db, person.team, favour.candidate)
    promises.plan(db, person.team, [candidate.id], policy, now, because)
    return _listed(db, candidate, person, storage.favours.one(db, person.team, favour.id))


def _listed(
    db: Db, candidate: Candidate, person: Person, favour: Favour | None = None, before: Favour | None = None
) -> Listed:
    favours = storage.favours.of(db, person.team, candidate.id, messages.favours.MOST + 1)
    return Listed(candidate, favours, favour, before)


def _favour(db: Db, id: int, person: Person, *, hold: bool = False) -> Favour:
    favour = storage.favours.one(db, person.team, id, hold=hold)
    if favour is None:
        raise Refused(GONE)
    return favour


def _window(listed: Listed, person: Person, *above: Sentence) -> Json:
    mine = {favour.id for favour in listed.favours if rules.favours.may_take_out(favour, person)}
    said: Message = messages.favours.listed(listed.candidate, listed.favours, mine, *above)
    return forms.notices.told(TITLE, said)


def _form(candidate: Candidate, person: Person, policy: Policy, now: datetime) -> Json:
    return forms.favours.favour(candidate, rules.people.calendar(person, policy).local_day(now))
