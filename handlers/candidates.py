"""What happens when someone adds, finds, moves or puts forward a candidate?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, promises, rules
from bot.errors import Refused
from bot.facts import Candidate, Card, Contact, Found, Job, NewCandidate, Person, Stage, Submission
from bot.policy import Policy
from bot.words import clean, sort_contact, unescape
from handlers.answers import ephemeral, instead
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.touches import NO_CANDIDATE
from storage.database import Db

ANYWHERE = "candidate_anywhere"
ADD = "add"
NO_SUBMISSION = "That submission cannot be found any more. Type `/candidate` with the name to see the card."
NO_JOB = "That job cannot be found any more. Choose another, or type its title to add it."


@dataclass(frozen=True)
class Added:
    """A candidate was added."""

    candidate: Candidate
    submission: Submission | None
    contact: Contact | None


@dataclass(frozen=True)
class Moved:
    """A submission was taken to another stage."""

    candidate: Candidate
    submission: Submission
    before: Stage


@dataclass(frozen=True)
class Looked:
    """What was found for what someone typed: one card, several to choose from, or nobody."""

    typed: str
    card: Card | None
    found: list[Found]
    draft: int | None = None
    tag: Literal["looked"] = "looked"


async def candidate_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, now: datetime
) -> None:
    """A recruiter types /candidate: show the card, offer a choice, or open the form."""
    typed = clean(unescape(command["text"]), 200)
    if typed.lower() == "help":
        await ack(**ephemeral(messages.candidates.usage(command["command"])))
        return
    word, _, name = typed.partition(" ")
    if not typed or word.lower() == ADD:
        view = forms.candidates.form(None, clean(name, 80))
        await client.views_open(trigger_id=command["trigger_id"], view=view)
        await ack()
        return
    looked: Looked = await ask(look_up, typed, person)
    if looked.card is None and not looked.found:
        draft = await transact(keep_name, typed, person, now)
        await ack(**ephemeral(messages.candidates.nobody(typed, draft)))
    else:
        shown = messages.candidates.card(looked.card, now) if looked.card else None
        await ack(**ephemeral(shown or messages.candidates.which(typed, looked.found[:5])))


def look_up(db: Db, typed: str, person: Person) -> Looked:
    """Find whom someone means: exactly one, or up to five to choose from."""
    found = storage.candidates.found(db, person.team, typed, 6)
    bearers = storage.candidates.bearers(db, person.team, typed)
    one = found[0].id if len(found) == 1 else bearers[0].id if len(bearers) == 1 else None
    return Looked(typed, card_of(db, person.team, one) if one else None, found)


def keep_name(db: Db, typed: str, person: Person, now: datetime) -> int:
    """Keep a name that nobody bears yet, for the button that adds it."""
    return storage.drafts.keep(db, person.team, person.id, NewCandidate(clean(typed, 80)), now)


def card_of(db: Db, team: str, id: int) -> Card:
    """Read all that one needs before a call."""
    candidate = storage.candidates.candidate(db, team, id)
    if candidate is None:
        raise Refused(NO_CANDIDATE)
    return Card(
        candidate=candidate,
        contacts=storage.candidates.contacts(db, team, id),
        submissions=storage.submissions.of(db, team, id),
        touches=storage.touches.latest(db, team, id, 3),
        spoke=storage.touches.last_two_way(db, team, id),
        told=storage.touches.last_told(db, team, id),
        promised=storage.touches.last_promise(db, team, id),
        owed=tuple(storage.promises.of(db, team, rules.updates.KIND, [str(id)])),
    )


async def open_pressed(ack: Ack, action: Json, person: Person, respond: Respond, ask: Ask, now: datetime) -> None:
    """Someone chooses a candidate from a list: the list turns into the card."""
    card = await ask(card_of, person.team, int(action["value"]))
    await respond(**instead(messages.candidates.card(card, now)))
    await ack()


async def add_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add the name that nobody bears: the form opens with it."""
    kept = await ask(storage.drafts.kept, person.team, person.id, int(action["value"]), NewCandidate)
    await client.views_open(trigger_id=body["trigger_id"], view=forms.candidates.form(None, kept.name if kept else ""))
    await ack()


async def candidate_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter sends the form of a new candidate."""
    new = forms.candidates.read(view)
    added: Added = await transact(decide_add, new, person, policy, now)
    said = messages.candidates.added(added.candidate, added.submission, added.contact)
    await ack(response_action="update", view=forms.notices.told("Added", said))


def decide_add(db: Db, new: NewCandidate, person: Person, policy: Policy, now: datetime) -> Added:
    """Add a candidate with one contact, and put them forward where a job was named."""
    contact = _contact(db, new.contact, person)
    name = clean(new.name, 80)
    if not name:
        raise Refused("Type a name with at least one letter.", field="name")
    candidate = storage.candidates.add(db, person.team, name, [contact] if contact else [], person.id, now)
    submission = None
    if new.job or new.job_title:
        job = _job(db, new.job, new.job_title, person, now)
        submission = _put_forward(db, candidate, job, new.stage, person, policy, now)
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


def _job(db: Db, id: int | None, title: str | None, person: Person, now: datetime) -> Job:
    if title:
        return storage.jobs.titled(db, person.team, clean(title, 80), person.id, now)
    job = storage.jobs.job(db, person.team, id or 0)
    if job is None:
        raise Refused(NO_JOB, field="job")
    return job


def _put_forward(
    db: Db, candidate: Candidate, job: Job, stage: Stage, person: Person, policy: Policy, now: datetime
) -> Submission:
    if any(each.job == job.id for each in storage.submissions.of(db, person.team, candidate.id)):
        raise Refused("They are put forward for this job already. Close the form and use “Move” on the card.", "job")
    id = storage.submissions.put_forward(db, person.team, candidate.id, job.id, stage, person.id, now)
    promises.plan(db, person.team, [candidate.id], policy, now)
    return Submission(id, candidate.id, job.id, job.title, person.id, stage, now)


async def put_forward_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to put a candidate forward for another job."""
    card: Card = await ask(card_of, person.team, int(action["value"]))
    await _show(client, body, forms.candidates.submit(card.candidate))
    await ack()


async def put_forward_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter puts a candidate forward for another job."""
    wish = forms.candidates.read_submit(view)
    added: Added = await transact(decide_put_forward, wish, person, policy, now)
    said = messages.candidates.added(added.candidate, added.submission)
    await ack(response_action="update", view=forms.notices.told("Put forward", said))


def decide_put_forward(
    db: Db, wish: forms.candidates.PutForward, person: Person, policy: Policy, now: datetime
) -> Added:
    """Put a candidate forward, once for each job."""
    candidate = storage.candidates.candidate(db, person.team, wish.candidate)
    if candidate is None:
        raise Refused(NO_CANDIDATE)
    job = _job(db, wish.job, wish.job_title, person, now)
    return Added(candidate, _put_forward(db, candidate, job, wish.stage, person, policy, now), None)


async def move_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, now: datetime
) -> None:
    """Someone wants to move a candidate to another stage."""
    card: Card = await ask(card_of, person.team, int(action["value"]))
    if not card.submissions:
        raise Refused("They are not put forward for a job yet. Press “Put forward” first.")
    allowed = {each.id: rules.candidates.allowed(each.stage) for each in card.submissions}
    await _show(client, body, forms.candidates.move(card.candidate, card.submissions, now, allowed))
    await ack()


async def move_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter moves a candidate to another stage."""
    submission, stage, _ = forms.candidates.read_move(view)
    moved: Moved = await transact(decide_move, submission, stage, person, policy, now)
    said = messages.candidates.moved(moved.candidate, moved.submission, moved.before)
    await ack(response_action="update", view=forms.notices.told("Moved", said))


def decide_move(db: Db, id: int, stage: Stage, person: Person, policy: Policy, now: datetime) -> Moved:
    """Take a submission to another stage, if it may go there."""
    submission = storage.submissions.submission(db, person.team, id, hold=True)
    candidate = storage.candidates.candidate(db, person.team, submission.candidate) if submission else None
    if submission is None or candidate is None:
        raise Refused(NO_SUBMISSION)
    rules.candidates.check_move(submission.stage, stage)
    storage.submissions.move(db, person.team, submission, stage, person.id, now)
    promises.plan(db, person.team, [candidate.id], policy, now, promises.Because("moved", person.id))
    after = Submission(submission.id, candidate.id, submission.job, submission.title, submission.recruiter, stage, now)
    return Moved(candidate, after, submission.stage)


async def finder_opened(ack: Ack, body: Json, client: Client) -> None:
    """Someone looks for a candidate from anywhere."""
    await client.views_open(trigger_id=body["trigger_id"], view=forms.candidates.find())
    await ack()


async def find_submitted(ack: Ack, view: Json, person: Person, ask: Ask, now: datetime) -> None:
    """Someone chose a candidate to see, or a name to add."""
    id, name = forms.candidates.read_find(view)
    if id is None:
        await ack(response_action="update", view=forms.candidates.form(None, name or ""))
        return
    card = await ask(card_of, person.team, id)
    said = messages.candidates.card(card, now)
    await ack(response_action="update", view=forms.notices.told("Before you call", said))


async def job_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the job's input."""
    typed = clean(payload.get("value", ""), 80)
    await ack(forms.candidates.job_options(await ask(storage.jobs.found, person.team, typed), typed))


async def _show(client: Client, body: Json, view: Json) -> None:
    """Open a form, on top of another where one is open."""
    if (body.get("view") or {}).get("type") == "modal":
        await client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
