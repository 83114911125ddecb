"""What happens when someone adds a candidate?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Contact, Job, Likeness, NewCandidate, Person, Reason, Submission
from bot.forms.adding import BACK, SHARE, Who
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, sort_contacts
from handlers import drafts, newcomers, representing, submissions, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.representing import Held
from handlers.touches import candidate_of
from storage.database import Db

MOST_CONTACTS = 10
TOO_OLD = "This was answered already, or was begun more than ten days ago. Type /candidate add to begin anew."
# What a newcomer has in common with others where it is not sure enough whose record is theirs.
ADDRESSES = frozenset(Reason) - {Reason.PHONE, Reason.NAME, Reason.SIMILAR}


@dataclass(frozen=True)
class Added:
    """A candidate was added, and is owned until a day; `held` is what is asked before they are put forward."""

    candidate: Candidate
    submission: Submission | None
    contacts: tuple[Contact, ...]
    held: Held | None = None
    yours_until: date | None = None
    tag: Literal["added"] = "added"


@dataclass(frozen=True)
class Here:
    """A candidate was here already; `learnt` is new about them, `left_out` are addresses of somebody else."""

    candidate: Candidate
    learnt: tuple[Contact, ...]
    left_out: tuple[Contact, ...]
    submission: Submission | None
    was_forward: bool
    typed: str
    held: Held | None = None
    tag: Literal["here"] = "here"


@dataclass(frozen=True)
class Reopened:
    """The form is to be shown again with what was typed."""

    new: NewCandidate
    job: Job | None
    tag: Literal["reopened"] = "reopened"


Outcome = Added | Here | newcomers.Asked | Reopened


async def add_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add the name that nobody bears: the form opens with it."""
    kept = await ask(storage.drafts.kept, person.team, person.id, number(action["value"]), NewCandidate)
    new = kept or NewCandidate("")
    await windows.show(client, body, forms.candidates.form(None, new.name, contact=new.contact))
    await ack()


async def candidate_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter sends the form of a new candidate."""
    new = filled_in(forms.candidates.read, view)
    outcome: Outcome = await transact(decide_add, new, person, policy, now)
    await ack(response_action="update", view=_shown(outcome))


async def who_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter says whether somebody is one of those who are here."""
    answer = filled_in(forms.adding.read_who, view)
    outcome: Outcome = await transact(decide_who, answer, person, policy, now)
    await ack(response_action="update", view=_shown(outcome))


def decide_add(db: Db, new: NewCandidate, person: Person, policy: Policy, now: datetime) -> Outcome:
    """Add a candidate; join them to a record that is surely theirs; ask where one may be."""
    new = _parted(new, person, policy)
    contacts = contacts_of(new.contact, person, policy)
    likely = newcomers.who_it_may_be(db, person.team, new.name, contacts)
    same = [known for known, told in likely if told.likeness is Likeness.SAME]
    others = [told for _, told in likely if told.likeness is Likeness.ALIKE]
    if len(same) == 1 and not any(ADDRESSES.intersection(told.reasons) for told in others):
        return _join(db, candidate_of(db, person.team, same[0].id), new, contacts, person, policy, now)
    if likely:
        return newcomers.asked(db, new, new.name, likely, contacts, person, now)
    return _add(db, new, contacts, person, policy, now)


def decide_who(db: Db, who: Who, person: Person, policy: Policy, now: datetime) -> Outcome:
    """Join a newcomer to the record that was chosen, add them, or give back what was typed."""
    new = drafts.take(db, who.draft, person, NewCandidate, TOO_OLD)
    if who.instead == BACK:
        return Reopened(new, storage.jobs.job(db, person.team, new.job) if new.job else None)
    contacts = contacts_of(new.contact, person, policy)
    if who.known is not None:
        return _join(db, candidate_of(db, person.team, who.known), new, contacts, person, policy, now)
    likely = newcomers.who_it_may_be(db, person.team, new.name, contacts)
    if any(known.id not in who.shown for known, _ in likely):
        return newcomers.asked(db, new, new.name, likely, contacts, person, now)
    if who.instead == SHARE:
        contacts = newcomers.share(db, likely, contacts, person, now)
    return _add(db, new, contacts, person, policy, now)


def _add(
    db: Db, new: NewCandidate, contacts: Sequence[Contact], person: Person, policy: Policy, now: datetime
) -> Outcome:
    """Add a candidate with what was typed; where an address was given away at this very moment, look again."""
    theirs = [_as_known(db, person.team, contact) for contact in contacts]
    candidate = storage.identity.add_unless_taken(db, person.team, new.name, theirs, person.id, now)
    if candidate is None:
        return decide_add(db, new, person, policy, now)
    until = newcomers.own(db, candidate, person, policy, now)
    forward, _ = _forward(db, candidate, new, person, policy, now)
    if isinstance(forward, Held):
        return Added(candidate, None, tuple(contacts), forward, until)
    return Added(candidate, forward, tuple(contacts), yours_until=until)


def _as_known(db: Db, team: str, contact: Contact) -> Contact:
    """An address that is known to be shared is so for the next who has it."""
    return replace(contact, shared=contact.shared or storage.contacts.is_shared(db, team, contact))


def _join(
    db: Db,
    candidate: Candidate,
    new: NewCandidate,
    contacts: Sequence[Contact],
    person: Person,
    policy: Policy,
    now: datetime,
) -> Here:
    """Add to a record what is new about them."""
    learnt = learn(db, candidate, contacts, person, now)
    have = {(each.kind, each.value) for each in storage.candidates.contacts(db, person.team, candidate.id)}
    left_out = tuple(each for each in contacts if (each.kind, each.value) not in have)
    forward, was_forward = _forward(db, candidate, new, person, policy, now)
    if isinstance(forward, Held):
        return Here(candidate, tuple(learnt), left_out, None, False, new.name, forward)
    return Here(candidate, tuple(learnt), left_out, forward, was_forward, new.name)


def learn(db: Db, candidate: Candidate, contacts: Sequence[Contact], person: Person, now: datetime) -> list[Contact]:
    """Add to a candidate the contacts that are new and nobody else's; give those."""
    theirs = [_as_known(db, person.team, contact) for contact in contacts]
    return storage.contacts.add(db, person.team, candidate.id, theirs, person.id, now)


def _forward(
    db: Db, candidate: Candidate, new: NewCandidate, person: Person, policy: Policy, now: datetime
) -> tuple[Submission | Held | None, bool]:
    """Put them forward where a job was named, or say what is asked first; tell whether they were already."""
    if not (new.job or new.job_title):
        return None, False
    job = submissions.job_of(db, new.job, new.job_title, person, now)
    for each in storage.submissions.of(db, person.team, candidate.id):
        if each.job == job.id:
            return each, True
    return submissions.put_forward(db, candidate, job, new.stage, person, policy, now), False


def typed_anew(typed: str) -> NewCandidate:
    """Read what was typed for somebody new: a name, perhaps with addresses beside it."""
    name, addresses = rules.newcomers.parted(typed)
    return NewCandidate(clean(name, NAME_LETTERS), addresses)


def _parted(new: NewCandidate, person: Person, policy: Policy) -> NewCandidate:
    """Move the addresses that were typed beside the name to where they belong; one that is none is told there."""
    name, addresses = rules.newcomers.parted(new.name)
    if addresses:
        contacts_of(addresses, person, policy, field="name")
    return replace(new, name=newcomers.checked(name), contact="\n".join(filter(None, (new.contact, addresses))))


def contacts_of(typed: str, person: Person, policy: Policy, field: str = "contact") -> list[Contact]:
    """Sort what was typed into one field."""
    try:
        contacts = [Contact(*each) for each in sort_contacts(typed, rules.people.region(person, policy))]
    except ValueError as error:
        raise Refused(str(error), field) from error
    if len(contacts) > MOST_CONTACTS:
        raise Refused(f"A candidate can have {MOST_CONTACTS} contacts. Leave some out.", field)
    return contacts


def _shown(outcome: Outcome) -> Json:
    if isinstance(outcome, newcomers.Asked):
        return newcomers.question(forms.adding.WHO, outcome)
    if isinstance(outcome, Reopened):
        new = outcome.new
        return forms.candidates.form(
            None, new.name, contact=new.contact, job=outcome.job, job_title=new.job_title, stage=new.stage
        )
    if isinstance(outcome, Here):
        said = messages.adding.here(
            outcome.candidate,
            outcome.learnt,
            outcome.left_out,
            outcome.submission,
            was_forward=outcome.was_forward,
            typed=outcome.typed,
        )
        return _told("Here already", said, outcome.held)
    said = messages.candidates.added(outcome.candidate, outcome.submission, outcome.contacts, outcome.yours_until)
    return _told("Added", said, outcome.held)


def _told(title: str, said: Message, held: Held | None) -> Json:
    """Say what was done, or above what is asked before they are put forward."""
    if held is None:
        return forms.notices.told(title, said)
    return representing.shown(held, [block for block in said.blocks if block["type"] != "actions"])
