"""What happens when someone adds, finds or looks up a candidate?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import Candidate, Card, Contact, Found, NewCandidate, Person, Submission
from bot.forms.inputs import NAME_LETTERS
from bot.policy import Policy
from bot.words import clean, dialled, sort_contact, unescape
from handlers import submissions, windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

ANYWHERE = "candidate_anywhere"
ADD = "add"


@dataclass(frozen=True)
class Added:
    """A candidate was added."""

    candidate: Candidate
    submission: Submission | None
    contact: Contact | None


@dataclass(frozen=True)
class Looked:
    """What was found for what someone typed: one card, several to choose from, or nobody."""

    typed: str
    card: Card | None
    found: list[Found]


async def candidate_asked(
    ack: Ack,
    command: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter types /candidate: show the card, offer a choice, or open the form."""
    typed = clean(unescape(command.get("text", "")), 200)
    if typed.lower() == "help":
        await ack(**ephemeral(messages.candidates.usage(command["command"])))
        return
    word, _, name = typed.partition(" ")
    if not typed or word.lower() == ADD:
        await windows.show(client, command, forms.candidates.form(None, clean(name, NAME_LETTERS)))
        await ack()
        return
    looked: Looked = await ask(look_up, typed, person)
    if looked.card is None and not looked.found:
        draft = await transact(keep_name, typed, person, now)
        await ack(**ephemeral(messages.candidates.nobody(typed, draft)))
    else:
        shown = card_for(looked.card, person, policy, now) if looked.card else None
        await ack(**ephemeral(shown or messages.candidates.which(typed, looked.found)))


def look_up(db: Db, typed: str, person: Person) -> Looked:
    """Find whom someone means: exactly one, or up to five to choose from."""
    found = storage.candidates.found(db, person.team, dialled(typed, person.country), 6)
    bearers = storage.candidates.bearers(db, person.team, typed)
    one = found[0].id if len(found) == 1 else bearers[0].id if len(bearers) == 1 else None
    return Looked(typed, card_of(db, person.team, one) if one else None, found)


def keep_name(db: Db, typed: str, person: Person, now: datetime) -> int:
    """Keep a name that nobody bears yet, for the button that adds it."""
    return storage.drafts.keep(db, person.team, person.id, NewCandidate(clean(typed, NAME_LETTERS)), now)


def card_of(db: Db, team: str, id: int) -> Card:
    """Read all that one needs before a call."""
    return Card(
        candidate=candidate_of(db, team, id),
        contacts=storage.candidates.contacts(db, team, id),
        submissions=storage.submissions.of(db, team, id),
        touches=storage.touches.latest(db, team, id, 3),
        spoke=storage.touches.last_two_way(db, team, id),
        told=storage.touches.last_told(db, team, id),
        promised=storage.touches.last_promise(db, team, id),
        owed=tuple(storage.promises.of(db, team, rules.updates.KIND, [str(id)])),
    )


def card_for(card: Card, person: Person, policy: Policy, now: datetime) -> Message:
    """Show a card, with Undo and Edit at the touches that this person may still change."""
    theirs = {touch.id for touch in card.touches if rules.touches.may_change(touch, person, policy, now)}
    return messages.candidates.card(card, now, theirs)


async def open_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone chooses a candidate from a list: the list turns into the card."""
    card = await ask(card_of, person.team, number(action["value"]))
    await windows.turn_into(card_for(card, person, policy, now), body, respond, client)
    await ack()


async def add_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add the name that nobody bears: the form opens with it."""
    kept = await ask(storage.drafts.kept, person.team, person.id, number(action["value"]), NewCandidate)
    await windows.show(client, body, forms.candidates.form(None, kept.name if kept else ""))
    await ack()


async def candidate_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter sends the form of a new candidate."""
    new = filled_in(forms.candidates.read, view)
    added: Added = await transact(decide_add, new, person, policy, now)
    said = messages.candidates.added(added.candidate, added.submission, added.contact)
    await ack(response_action="update", view=forms.notices.told("Added", said))


def decide_add(db: Db, new: NewCandidate, person: Person, policy: Policy, now: datetime) -> Added:
    """Add a candidate with one contact, and put them forward where a job was named."""
    contact = _contact(db, new.contact, person)
    name = clean(new.name)
    if not any(sign.isalnum() for sign in name):
        raise Refused("Type a name with at least one letter.", field="name")
    if len(name) > NAME_LETTERS:
        raise Refused(f"A name can have {NAME_LETTERS} letters, and this one has {len(name):,}. Shorten it.", "name")
    candidate = storage.candidates.add(db, person.team, name, [contact] if contact else [], person.id, now)
    submission = None
    if new.job or new.job_title:
        job = submissions.job_of(db, new.job, new.job_title, person, now)
        submission = submissions.put_forward(db, candidate, job, new.stage, person, policy, now)
    return Added(candidate, submission, contact)


def _contact(db: Db, typed: str, person: Person) -> Contact | None:
    """Sort what was typed; an e-mail or profile address belongs to one candidate."""
    if not typed.strip():
        return None
    try:
        contact = Contact(*sort_contact(typed, person.country and person.country[:2]))
    except ValueError as error:
        raise Refused(str(error), field="contact") from error
    known = storage.candidates.reached_by(db, person.team, contact)
    if known:
        raise Refused(
            f"{known.name} has this address already. Type /candidate {known.name} to see their card, "
            "or give another address.",
            field="contact",
        )
    return contact


async def finder_opened(ack: Ack, body: Json, client: Client) -> None:
    """Someone looks for a candidate from anywhere."""
    await windows.show(client, body, forms.candidates.find())
    await ack()


async def find_submitted(ack: Ack, view: Json, person: Person, ask: Ask, policy: Policy, now: datetime) -> None:
    """Someone chose a candidate to see, or a name to add."""
    id, name = filled_in(forms.candidates.read_find, view)
    if id is None:
        await ack(response_action="update", view=forms.candidates.form(None, name or ""))
        return
    card = await ask(card_of, person.team, id)
    said = card_for(card, person, policy, now)
    await ack(response_action="update", view=forms.notices.told("Before you call", said))


async def job_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the job's input."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    await ack(forms.candidates.job_options(await ask(storage.jobs.found, person.team, typed), typed))
