"""What happens when someone writes down who may represent a candidate, looks at it, or ends it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Candidate, Found, Person, Representation
from bot.forms.inputs import View
from bot.policy import Policy
from bot.words import clean, dialled, unescape
from handlers import submissions, windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

TITLE = "Right to represent"
NAME_MISSING = "Type the name after it, like /care represent Ana Silva."
NO_RIGHT = "That right cannot be found any more. Type /care represent with the name to see what is on record."
OVER = "That right is over already, so there is nothing to end. The card says since when."
NOT_YOURS = "Only whoever holds this right, or a manager, can end it. Ask one of them."


@dataclass(frozen=True)
class Changed:
    """A right was written down, or ended."""

    candidate: Candidate
    right: Representation


async def represent_asked(
    ack: Ack,
    command: Json,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone types /care represent and a name: what is on record is shown, or the form opens where nothing is."""
    typed = clean(unescape(command.get("text", "")), 200)
    if not typed:
        raise Refused(NAME_MISSING)
    found: list[Found] = await ask(look_up, typed, person, policy)
    if len(found) != 1 or found[0].guessed:
        if not found:
            raise Refused(messages.representations.nobody(typed))
        await ack(**ephemeral(messages.representations.which(typed, found)))
        return
    await windows.show(client, command, await ask(begin, found[0].id, person, policy, now))
    await ack()


def look_up(db: Db, typed: str, person: Person, policy: Policy) -> list[Found]:
    """Find whom someone means: exactly one, or several to choose from."""
    bearers = storage.candidates.bearers(db, person.team, typed)
    if len(bearers) == 1:
        return storage.candidates.briefly(db, person.team, [bearers[0].id])
    return storage.candidates.found(db, person.team, dialled(typed, rules.people.region(person, policy)), 5)


async def represent_picked(
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
    """Someone picks "Right to represent …" from the menu of a card."""
    await windows.show(client, body, await ask(begin, candidate, person, policy, now))
    await ack()


async def who_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, policy: Policy, now: datetime
) -> None:
    """Someone chooses whose right to represent they mean."""
    await windows.show(client, body, await ask(begin, number(action["value"]), person, policy, now))
    await ack()


def begin(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> View:
    """Draw who may represent a candidate; where nothing is on record yet, the form that writes it down."""
    candidate = candidate_of(db, person.team, id)
    rights = storage.representations.of(db, person.team, candidate.id)
    if not rights:
        return form(db, candidate.id, person, policy)
    shown = rules.representations.current(rights, now)
    ends = {each.id for each in shown if rules.representations.may_end(person, each, now)}
    return forms.notices.told(TITLE, messages.representations.listed(candidate, shown, ends, now))


async def add_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, policy: Policy
) -> None:
    """Someone wants to write down another right: the form opens."""
    await windows.show(client, body, await ask(form, number(action["value"]), person, policy))
    await ack()


def form(db: Db, id: int, person: Person, policy: Policy) -> View:
    """Draw the form that writes a right down."""
    candidate = candidate_of(db, person.team, id)
    theirs = storage.submissions.of(db, person.team, candidate.id)
    return forms.representations.right(candidate, theirs, policy.represent_days)


async def right_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter writes down that a candidate agreed to be put forward by them."""
    wish = filled_in(forms.representations.read_right, view)
    done: Changed = await transact(decide_record, wish, person, policy, now)
    said = messages.representations.recorded(done.candidate, done.right)
    await ack(response_action="update", view=forms.notices.told(TITLE, said))


def decide_record(db: Db, wish: forms.representations.Right, person: Person, policy: Policy, now: datetime) -> Changed:
    """Write down that a candidate agreed; not where a colleague may represent them at that client."""
    candidate = candidate_of(db, person.team, wish.candidate)
    job = submissions.job_of(db, wish.job, wish.job_title, person, now)
    storage.ownership.of(db, person.team, candidate.id, hold=True)
    rights = storage.representations.of(db, person.team, candidate.id)
    theirs = rules.representations.in_the_way(rights, (person.id,), job, now)
    if theirs:
        colleague = storage.people.known(db, person.team, theirs[0].holder)
        last = rules.people.calendar(person, policy).local_day(theirs[0].expires_at - rules.people.INSTANT)
        raise Refused(messages.representations.taken(theirs[0], colleague.name if colleague else "", last), "job")
    agreed = rules.representations.agreed_at(wish.agreed_on, person, policy, now)
    until = rules.representations.expires_at(agreed, wish.until, person, policy, now)
    right = storage.representations.record(
        db, person.team, candidate.id, job, person.id, agreed, wish.words, wish.how, person.id, now, until
    )
    return Changed(candidate, right)


async def end_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, now: datetime
) -> None:
    """Someone wants to end a right early: the form asks why."""
    right: Representation = await ask(to_end, number(action["value"]), person, now)
    said = messages.representations.on_card(right, now)
    await windows.show(client, body, forms.representations.end(right.id, said))
    await ack()


def to_end(db: Db, id: int, person: Person, now: datetime, *, hold: bool = False) -> Representation:
    """Give a right that this person may end; `hold` keeps others from ending it meanwhile."""
    right = storage.representations.one(db, person.team, id, hold=hold)
    if right is None:
        raise Refused(NO_RIGHT)
    if not right.valid(now):
        raise Refused(OVER)
    if not rules.representations.may_end(person, right, now):
        raise Refused(NOT_YOURS)
    return right


async def end_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone ends a right early, with the reason."""
    id, reason = filled_in(forms.representations.read_end, view)
    done: Changed = await transact(decide_end, id, reason, person, now)
    said = messages.representations.ended(done.candidate, done.right)
    await ack(response_action="update", view=forms.notices.told(TITLE, said))


def decide_end(db: Db, id: int, reason: str, person: Person, now: datetime) -> Changed:
    """End a right early."""
    right = to_end(db, id, person, now, hold=True)
    storage.representations.end(db, person.team, right, reason, person.id, now)
    return Changed(candidate_of(db, person.team, right.candidate), right)
