"""Who may somebody be who is about to be added, and what is asked of whoever adds them?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import storage
from bot import forms, owners, rules
from bot.errors import Refused
from bot.facts import Candidate, Contact, Found, Known, Passing, Person, TouchDraft, Verdict
from bot.forms.adding import Likely
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, fold
from handlers.lent import Json
from storage.database import Db


@dataclass(frozen=True)
class Asked:
    """It is to be asked whether they are one of a few; what was typed is kept as a draft."""

    draft: int
    name: str
    likely: tuple[Likely, ...]
    taken: tuple[str, ...] = ()
    tag: Literal["asked"] = "asked"


def checked(typed: str) -> str:
    """Give the name that was typed, if it is one."""
    name = clean(typed)
    if not any(sign.isalnum() for sign in name):
        raise Refused("Type a name with at least one letter.", field="name")
    if len(name) > NAME_LETTERS:
        raise Refused(f"A name can have {NAME_LETTERS} letters, and this one has {len(name):,}. Shorten it.", "name")
    return name


def who_it_may_be(db: Db, team: str, name: str, contacts: Sequence[Contact] = ()) -> list[tuple[Known, Verdict]]:
    """List who may be a newcomer, the likeliest first; nobody else adds one of that name until we are done."""
    storage.identity.hold(db, team, name, contacts)
    known = storage.identity.alike(db, team, name, contacts, rules.identity.spellings(name))
    return rules.identity.likely(Known(0, name, tuple(contacts)), known, forms.adding.MOST_SHOWN)


def as_choices(db: Db, team: str, likely: Sequence[tuple[Known, Verdict]]) -> tuple[Likely, ...]:
    """Tell those who may be a newcomer apart."""
    found = {each.id: each for each in storage.candidates.briefly(db, team, [known.id for known, _ in likely])}
    return tuple(Likely(found[known.id], told.reasons) for known, told in likely if known.id in found)


def share(
    db: Db, likely: Sequence[tuple[Known, Verdict]], contacts: Sequence[Contact], person: Person, now: datetime
) -> list[Contact]:
    """Mark the addresses that a newcomer has in common with others as shared, theirs and the newcomer's."""
    theirs = {(each.kind, each.value) for known, _ in likely for each in known.contacts if each.kind != "phone"}
    both = [each for each in contacts if (each.kind, each.value) in theirs]
    storage.contacts.mark(db, person.team, both, person.id, now)
    return [replace(each, shared=True) if each in both else each for each in contacts]


def asked(
    db: Db,
    typed: object,
    name: str,
    likely: Sequence[tuple[Known, Verdict]],
    contacts: Sequence[Contact],
    person: Person,
    now: datetime,
) -> Asked:
    """Keep what was typed, and say what is to be asked of it."""
    draft = storage.drafts.keep(db, person.team, person.id, typed, now)
    alone = {(each.kind, each.value) for known, _ in likely for each in known.contacts if not each.shared}
    taken = tuple(each.shown for each in contacts if each.kind != "phone" and (each.kind, each.value) in alone)
    return Asked(draft, name, as_choices(db, person.team, likely), taken)


def question(callback: str, asked: Asked) -> Json:
    """Draw the question who they are."""
    return forms.adding.who(callback, asked.draft, asked.name, asked.likely, asked.taken)


def added_by_touch(
    db: Db, draft: TouchDraft, person: Person, policy: Policy, now: datetime, shown: Collection[int] = ()
) -> TouchDraft | Asked:
    """Add whom the draft of a touch names; ask first where they may be here, other than those who were `shown`."""
    name = checked(draft.candidate_name or "")
    likely = who_it_may_be(db, person.team, name)
    if any(known.id not in shown for known, _ in likely):
        return asked(db, draft, name, likely, [], person, now)
    return replace(draft, candidate=add(db, name, person, policy, now).id)


def add(db: Db, name: str, person: Person, policy: Policy, now: datetime) -> Candidate:
    """Add somebody new; whoever adds them owns them."""
    candidate = storage.candidates.add(db, person.team, name, [], person.id, now)
    own(db, candidate, person, policy, now)
    return candidate


def own(db: Db, candidate: Candidate, person: Person, policy: Policy, now: datetime) -> date:
    """Give whoever has just added a candidate the ownership of them; give its last day, if nobody speaks with them."""
    owners.give(db, person.team, {candidate.id: person.id}, Passing.ADDED, person.id, policy, now)
    return rules.people.last_day(person, rules.ownership.first_end(person, policy, now), policy)


def namesakes(db: Db, team: str, name: str, *, exactly: bool) -> list[Found]:
    """List who may be meant by a name that is to be added; or only who bears it `exactly`."""
    likely = who_it_may_be(db, team, name)
    ids = [known.id for known, told in likely if not exactly or fold(known.name) == fold(name)]
    return storage.candidates.briefly(db, team, ids)
