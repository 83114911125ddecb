"""What happens when someone marks a candidate as not to be contacted or as connected, or changes their name?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import forms, messages, promises
from bot.facts import Candidate, Marks, Person
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db


async def forbid_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    __: Policy,
    ___: datetime,
) -> None:
    """Someone picks "Do not contact" from the menu of a card: the form opens."""
    them, marks = await ask(read_marks, candidate, person)
    view = forms.tags.forbid(them, marks, messages.tags.marked(marks), messages.tags.STOPS)
    await windows.show(client, body, view)
    await ack()


def read_marks(db: Db, id: int, person: Person) -> tuple[Candidate, Marks]:
    """Read how a candidate is marked."""
    candidate = candidate_of(db, person.team, id)
    return candidate, storage.marks.of(db, person.team, candidate.id)


async def forbid_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone marks a candidate as not to be contacted."""
    id, reason = filled_in(forms.tags.read_forbid, view)
    candidate: Candidate = await transact(decide_forbid, id, reason, person, policy, now)
    said = messages.tags.forbidden(candidate)
    await ack(response_action="update", view=forms.notices.told("Do not contact", said))


def decide_forbid(db: Db, id: int, reason: str, person: Person, policy: Policy, now: datetime) -> Candidate:
    """Mark a candidate, with the reason."""
    candidate = candidate_of(db, person.team, id)
    storage.marks.forbid(db, person.team, candidate.id, reason, person.id, now)
    promises.plan(db, person.team, [candidate.id], policy, now)
    return candidate_of(db, person.team, candidate.id)


async def allow_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone takes back that a candidate is not to be contacted."""
    candidate: Candidate = await transact(decide_allow, number(action["value"]), person, policy, now)
    await windows.turn_into(messages.tags.allowed(candidate), body, respond, client)
    await ack()


def decide_allow(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Candidate:
    """Take the mark back, on record."""
    candidate = candidate_of(db, person.team, id)
    storage.marks.allow(db, person.team, candidate.id, person.id, now)
    promises.plan(db, person.team, [candidate.id], policy, now)
    return candidate_of(db, person.team, candidate.id)


async def name_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    __: Policy,
    ___: datetime,
) -> None:
    """Someone picks "Name" from the menu of a card: the form opens."""
    them = await ask(candidate_of, person.team, candidate)
    await windows.show(client, body, forms.tags.name(them))
    await ack()


async def name_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone changes how a candidate is called."""
    id, name = filled_in(forms.tags.read_name, view)
    candidate: Candidate = await transact(decide_name, id, name, person, now)
    await ack(response_action="update", view=forms.notices.told("Saved", messages.tags.renamed(candidate)))


def decide_name(db: Db, id: int, name: str, person: Person, now: datetime) -> Candidate:
    """Give a candidate another name, on record by hashes."""
    candidate = candidate_of(db, person.team, id)
    if candidate.name != name:
        storage.candidates.rename(db, person.team, candidate.id, name)
        storage.known_as.remember(db, person.team, candidate.id, "name", candidate.name, candidate.name)
        before, after = storage.audit.digest(candidate.name), storage.audit.digest(name)
        storage.audit.record(
            db, person.team, person.id, "renamed", "candidate", candidate.id, now, before=before, after=after
        )
    return candidate_of(db, person.team, candidate.id)


async def connected_picked(
    ack: Ack,
    body: Json,
    candidate: int,
    person: Person,
    client: Client,
    _: Ask,
    transact: Transact,
    __: Policy,
    now: datetime,
) -> None:
    """Someone picks "Connected on a network": it is noted, or taken back."""
    them, is_new = await transact(decide_connected, candidate, person, now)
    await windows.show(client, body, forms.notices.told("Connected", messages.favours.connected(them, is_new)))
    await ack()


def decide_connected(db: Db, id: int, person: Person, now: datetime) -> tuple[Candidate, bool]:
    """Note that someone is connected with a candidate, or take it back where it was noted."""
    candidate = candidate_of(db, person.team, id)
    return candidate, storage.marks.connect(db, person.team, candidate.id, person.id, now)
