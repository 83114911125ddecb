"""What happens when someone says that two records are not one person's after all?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, owners, promises
from bot.errors import Refused
from bot.facts import Candidate, Merge, Passing, Person, Undoing
from bot.offering import merging as merging_offers
from bot.policy import Policy
from handlers import windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.merging import check_not_disputed, check_not_erased
from handlers.payloads import filled_in, number
from storage.database import Db


@dataclass(frozen=True)
class Parted:
    """Two records are two again."""

    kept: Candidate
    gone: Candidate


async def unmerge_picked(
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
    """Someone picks "Undo the merge" from the menu of a card."""
    merge: Merge | None = await ask(read_newest, person.team, candidate)
    if merge is None:
        raise Refused(messages.merging.NO_MERGE)
    await windows.show(client, body, forms.merging.undo(await ask(read_undoing, person.team, merge.id)))
    await ack()


async def undo_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone presses "Undo" of a merge: what would go back where is shown."""
    await windows.show(client, body, forms.merging.undo(await ask(read_undoing, person.team, number(action["value"]))))
    await ack()


async def undo_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone has seen what goes back where, and takes a merge back."""
    merge, with_kept = filled_in(forms.merging.read_undo, view)
    parted: Parted = await transact(decide_undo, merge, with_kept, person, policy, now)
    kept, gone = parted.kept, parted.gone
    said = messages.merging.unmerged(kept.id, kept.name, gone.id, gone.name)
    await ack(response_action="update", view=forms.notices.told("Undone", said))


def read_newest(db: Db, team: str, candidate: int) -> Merge | None:
    """Give the last merge of a record that has not been taken back."""
    return storage.merging.newest(db, team, storage.merging.present(db, team, candidate))


def read_undoing(db: Db, team: str, id: int) -> Undoing:
    """Say what taking back a merge would do, if it can be."""
    return storage.merging_records.undoing(db, team, _undoable(db, team, id))


def decide_undo(db: Db, id: int, with_kept: bool, person: Person, policy: Policy, now: datetime) -> Parted:
    """Make two records of one again, and count anew what is owed about each."""
    asked = storage.merging.one(db, person.team, id)
    storage.merging.hold(db, person.team, [asked.kept] if asked else [])
    merge = _undoable(db, person.team, id)
    check_not_erased(db, person.team, [merge.kept])
    check_not_disputed(db, person.team, [merge.kept])
    owners.settled(db, person.team, merge.kept, policy, now)
    loser = storage.merging_owners.loser(db, person.team, merge)
    both = [merge.kept, merge.gone]
    storage.unmerging.undo(db, person.team, merge, merge.kept if with_kept else merge.gone, person.id, now)
    merging_offers.parted(db, person.team, both, person.id, policy, now)
    promises.plan(db, person.team, both, policy, now, promises.Because("gone", person.id))
    _give_back(db, merge, loser, person, policy, now)
    storage.unmerging.reopen(db, person.team, merge, now)
    promises.plan_mornings(db, person.team, storage.merging.hearers(db, person.team, both), policy, now)
    kept, gone = (storage.candidates.candidate(db, person.team, each) for each in both)
    assert kept is not None
    assert gone is not None
    return Parted(kept, gone)


def _give_back(db: Db, merge: Merge, loser: str | None, person: Person, policy: Policy, now: datetime) -> None:
    """Tell who owns one of the two again; whoever is not here any more owns nobody."""
    owned = storage.ownership.several(db, person.team, sorted((merge.kept, merge.gone)))
    here = storage.people.several(db, person.team, {each.owner for each in owned.values() if each.owner})
    gone = {id for id, known in here.items() if not known.member}
    left = {id: None for id, each in owned.items() if each.owner in gone}
    owners.give(db, person.team, left, Passing.LEFT, owners.NOBODY, policy, now)
    again = next((id for id, each in owned.items() if each.owner == loser and id not in left), None)
    if loser and again is not None and not storage.merging_owners.untell(db, person.team, merge, loser):
        owners.parted(db, person.team, again, loser, person.id, policy, now)


def _undoable(db: Db, team: str, id: int) -> Merge:
    """Give a merge that can be taken back, the last of its record, or refuse."""
    merge = storage.merging.one(db, team, id)
    if merge is None:
        raise Refused(messages.merging.NO_MERGE)
    if merge.undone_at:
        raise Refused(messages.merging.UNDONE_ALREADY)
    newest = storage.merging.newest(db, team, merge.kept)
    if storage.merging.present(db, team, merge.kept) != merge.kept or (newest and newest.id != merge.id):
        raise Refused(messages.merging.MERGED_AGAIN)
    if not merge.can_be_undone:
        raise Refused(messages.merging.TOO_LATE)
    return merge
