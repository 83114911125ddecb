"""What happens when someone changes by which addresses a candidate can be reached?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Contact, Person
from bot.forms.contacts import Changes
from bot.policy import Policy
from handlers import adding, drafts, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from handlers.touches import candidate_of
from storage.database import Db

TOO_OLD = "This was answered already, or was begun more than ten days ago. Open Contacts on the card again."


@dataclass(frozen=True)
class Changed:
    """What became of the contacts of a candidate; of those to be taken away it is asked first, by a draft."""

    candidate: Candidate
    added: tuple[Contact, ...] = ()
    there: tuple[Contact, ...] = ()
    shared: tuple[Contact, ...] = ()
    own: tuple[Contact, ...] = ()
    still_shared: tuple[Contact, ...] = ()
    removed: tuple[str, ...] = ()
    asked: tuple[Contact, ...] = ()
    draft: int | None = None
    tag: Literal["changed"] = "changed"

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell beside the question."""
        return any((self.added, self.there, self.shared, self.own, self.still_shared, self.removed))

    @property
    def said(self) -> Message:
        """How it is said."""
        return messages.contacts.changed(
            self.candidate,
            added=self.added,
            there=self.there,
            shared=self.shared,
            own=self.own,
            still_shared=self.still_shared,
            removed=self.removed,
        )


async def contacts_picked(
    ack: Ack,
    body: Json,
    id: int,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone picks "Contacts" from the menu of a card."""
    candidate, contacts = await ask(read_contacts, person.team, id)
    await windows.show(client, body, forms.contacts.form(candidate, contacts))
    await ack()


def read_contacts(db: Db, team: str, id: int) -> tuple[Candidate, dict[int, Contact]]:
    """Read by which addresses a candidate can be reached."""
    candidate = candidate_of(db, team, id)
    return candidate, storage.contacts.listed(db, team, candidate.id)


async def contacts_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone sends the form of a candidate's contacts."""
    changes = filled_in(forms.contacts.read, view)
    changed: Changed = await transact(decide_contacts, changes, person, policy, now)
    if changed.draft is None:
        shown = forms.notices.told("Contacts", changed.said)
    else:
        saved = changed.said if changed.tells else None
        shown = forms.contacts.sure(changed.candidate, changed.draft, changed.asked, saved)
    await ack(response_action="update", view=shown)


async def sure_submitted(ack: Ack, view: Json, person: Person, transact: Transact, now: datetime) -> None:
    """Someone confirms that contacts are to be taken away."""
    draft = filled_in(forms.contacts.read_sure, view)
    changed: Changed = await transact(decide_sure, draft, person, now)
    await ack(response_action="update", view=forms.notices.told("Contacts", changed.said))


def decide_contacts(db: Db, changes: Changes, person: Person, policy: Policy, now: datetime) -> Changed:
    """Add contacts, and share them or not; where some are to be taken away, the rest is saved, and that is asked."""
    candidate, contacts = read_contacts(db, person.team, changes.candidate)
    changed = _add(db, _share(db, Changed(candidate), contacts, changes, person, now), changes, person, policy, now)
    asked = tuple(contacts[id] for id in changes.removed if id in contacts)
    if not asked:
        return changed
    removal = Changes(candidate.id, removed=changes.removed)
    return replace(changed, asked=asked, draft=storage.drafts.keep(db, person.team, person.id, removal, now))


def decide_sure(db: Db, draft: int, person: Person, now: datetime) -> Changed:
    """Take contacts away as was confirmed."""
    changes = drafts.take(db, draft, person, Changes, TOO_OLD)
    candidate = candidate_of(db, person.team, changes.candidate)
    removed = storage.contacts.remove(db, person.team, candidate.id, changes.removed, person.id, now)
    return Changed(candidate, removed=tuple(removed))


def _share(
    db: Db, changed: Changed, contacts: dict[int, Contact], changes: Changes, person: Person, now: datetime
) -> Changed:
    """Mark which of the contacts others have too, as it was ticked."""
    team, by = person.team, person.id
    ticked = {id for id in changes.shared if id in contacts}
    shared = tuple(contacts[id] for id in sorted(ticked) if not contacts[id].shared)
    storage.contacts.mark(db, team, shared, by, now)
    unticked = [id for id, each in forms.contacts.shareable(contacts).items() if each.shared and id not in ticked]
    own = {id: storage.contacts.unmark(db, team, id, by, now) for id in unticked}
    return replace(
        changed,
        shared=shared,
        own=tuple(contacts[id] for id, alone in own.items() if alone),
        still_shared=tuple(contacts[id] for id, alone in own.items() if not alone),
    )


def _add(db: Db, changed: Changed, changes: Changes, person: Person, policy: Policy, now: datetime) -> Changed:
    """Add what was typed; an address that somebody else has alone is refused where it was typed."""
    typed = adding.contacts_of(changes.added, person, policy, field="added")
    added = adding.learn(db, changed.candidate, typed, person, now)
    have = {(each.kind, each.value) for each in storage.candidates.contacts(db, person.team, changed.candidate.id)}
    for each in typed:
        if (each.kind, each.value) not in have:
            whose = storage.candidates.reached_by(db, person.team, each)
            raise Refused(messages.contacts.taken(each, whose), field="added")
    new = {(each.kind, each.value) for each in added}
    there = tuple(each for each in typed if (each.kind, each.value) not in new)
    return replace(changed, added=tuple(added), there=there)
