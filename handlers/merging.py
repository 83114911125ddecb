"""What happens when someone says that two records are one person's?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, owners, promises, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Found, Known, Merge, Person, Record
from bot.forms.inputs import NAME_LETTERS, View
from bot.offering import clock
from bot.offering import merging as merging_offers
from bot.policy import Policy
from bot.words import clean, dialled, unescape
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from storage.database import Db


@dataclass(frozen=True)
class Merged:
    """Two records are one."""

    merge: Merge
    record: Record
    other: str


async def merge_asked(
    ack: Ack,
    command: Json,
    person: Person,
    client: Client,
    ask: Ask,
    _: Transact,
    __: Policy,
    ___: datetime,
) -> None:
    """Someone types /care merge, with a name or without: two of that name are shown side by side at once."""
    typed = clean(unescape(command.get("text", "")), NAME_LETTERS)
    await windows.show(client, command, await ask(begin, typed, person))
    await ack()


def begin(db: Db, typed: str, person: Person) -> View:
    """Draw the preview where what was typed names exactly two, else the form that asks for the two.

    Both are named by one name, or by two with a comma between them.
    """
    named = [storage.candidates.bearers(db, person.team, name) for name in typed.split(",") if name.strip()]
    known = [each.id for bearers in named if len(named) == 1 or len(bearers) == 1 for each in bearers]
    if len(known) == 2 and known[0] != known[1]:
        return preview(db, person.team, *known)
    return begin_with(db, known[0], person) if len(set(known)) == 1 else forms.merging.pair(None)


async def same_as_picked(
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
    """Someone picks "Same person as …" from the menu of a card."""
    await windows.show(client, body, await ask(begin_with, candidate, person))
    await ack()


def begin_with(db: Db, candidate: int, person: Person) -> View:
    """Draw the form that asks for the other record; whoever has the same name or address is proposed."""
    id = storage.merging.present(db, person.team, candidate)
    first = next(iter(storage.candidates.briefly(db, person.team, [id])), None)
    if first is None:
        raise Refused(messages.merging.NOT_THERE)
    contacts = storage.candidates.contacts(db, person.team, id)
    known = storage.identity.known_by(db, person.team, contacts, [first.name])
    likely = [each.id for each in known if each.id != id][:1]
    return forms.merging.pair(first, next(iter(storage.candidates.briefly(db, person.team, likely)), None))


async def other_typed(ack: Ack, body: Json, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the input of one of the two records; nobody is added here."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    found: list[Found] = await ask(storage.candidates.found, person.team, dialled(typed, person.country))
    await ack(forms.merging.others(found, filled_in(forms.merging.first_of, body["view"])))


async def pair_submitted(ack: Ack, view: Json, person: Person, ask: Ask) -> None:
    """Someone chose the two records: what would become of both is shown."""
    first, other = filled_in(forms.merging.read_pair, view)
    await ack(response_action="update", view=await ask(preview, person.team, first, other))


def preview(db: Db, team: str, first: int, other: int) -> View:
    """Draw two records side by side, and what becomes of them; the fuller one is proposed to be kept."""
    one, two = _both(db, team, first, other)
    kept, why = rules.merging.fuller(one, two)
    gone = two if kept is one else one
    doubtful = rules.identity.have_nothing_in_common(_known(one), _known(two))
    return forms.merging.preview((kept, gone), why, rules.merging.union(kept, gone), doubtful=doubtful)


def _known(record: Record) -> Known:
    return Known(record.candidate, record.name, record.contacts)


async def merge_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone has seen what becomes of both, and merges them."""
    kept, gone = filled_in(forms.merging.read_merge, view)
    merged: Merged = await transact(decide_merge, kept, gone, person, policy, now)
    await ack(response_action="update", view=forms.notices.told("Merged", _said(merged)))


def decide_merge(db: Db, kept: int, gone: int, person: Person, policy: Policy, now: datetime) -> Merged:
    """Make two records one, and count anew what is owed; the items about the one that goes are over.

    Who has owned either for longer owns the one; who owned the other hears of it, and can claim them.
    """
    there = storage.merging.hold(db, person.team, [kept, gone])
    if there != {kept, gone}:
        is_one = storage.merging.present(db, person.team, kept) == storage.merging.present(db, person.team, gone)
        raise Refused(messages.merging.ONE_ALREADY if is_one else messages.merging.NOT_THERE)
    check_not_erased(db, person.team, [kept, gone])
    check_not_disputed(db, person.team, [kept, gone])
    for id in sorted((kept, gone)):
        owners.settled(db, person.team, id, policy, now)
        clock.all_settled(db, person.team, id, policy, now)
    one, two = _both(db, person.team, kept, gone)
    union = rules.merging.union(one, two)
    merge = storage.merging.merge(db, person.team, union, person.id, now)
    merging_offers.joined(db, person.team, kept, person.id, policy, now)
    if union.loses:
        owners.joined(db, person.team, kept, union.loses, person.id, policy, now)
    because = promises.Because(storage.merging.MERGED, person.id)
    promises.plan(db, person.team, [kept, gone], policy, now, because)
    storage.merging.carry_lines(db, person.team, merge)
    record = storage.merging_records.records(db, person.team, [kept])[kept]
    return Merged(merge, record, one.name if record.name == two.name else two.name)


def check_not_erased(db: Db, team: str, ids: Sequence[int]) -> None:
    """Refuse to move what is to be erased to where nobody would look for it; the records are held."""
    if any(storage.erasures.is_asked(db, team, id) for id in ids):
        raise Refused(messages.merging.BEING_ERASED)


def check_not_disputed(db: Db, team: str, ids: Sequence[int]) -> None:
    """Refuse to change whose a record is while a claim on it is being settled; the records are held."""
    if any(owned.dispute for owned in storage.ownership.several(db, team, sorted(ids), hold=True).values()):
        raise Refused(messages.merging.DISPUTED)


def _both(db: Db, team: str, first: int, other: int) -> tuple[Record, Record]:
    """Give two different records that are there, or refuse."""
    ids = [storage.merging.present(db, team, each) for each in (first, other)]
    if ids[0] == ids[1]:
        raise Refused(messages.merging.ONE_ALREADY, field="other")
    found = storage.merging_records.records(db, team, ids)
    if len(found) < 2:
        raise Refused(messages.merging.NOT_THERE, field="other")
    return found[ids[0]], found[ids[1]]


def _said(merged: Merged) -> Message:
    record = merged.record
    return messages.merging.merged(
        merged.merge.id,
        record.candidate,
        record.name,
        merged.other,
        record.touches,
        len(record.contacts),
        len(record.submissions),
    )
