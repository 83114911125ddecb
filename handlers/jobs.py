"""What happens when someone looks for a job, or describes it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Client as Employer
from bot.facts import Job, JobCard, NewJob, Person, Stage
from bot.forms.inputs import NAME_LETTERS
from bot.messages.jobs import PAGE
from bot.policy import Policy
from bot.words import clean, unescape
from handlers import windows
from handlers.answers import ephemeral
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, number
from storage.database import Db

NO_JOB = "That job cannot be found any more. Type /care jobs to see those that are open."
NO_CLIENT = "That client cannot be found any more. Type /care clients to see them all."
NO_MORE = "There are no more open jobs after these. Type /care jobs to see them from the newest on."
ADD, HELP = "add", "help"


@dataclass(frozen=True)
class Looked:
    """What was found for what was typed: one job, several to choose from, or none, but perhaps some much like it."""

    card: JobCard | None
    found: list[Job]
    near: list[Job]


@dataclass(frozen=True)
class Saved:
    """A job was added or described; `filed` is the client that the title they typed names."""

    job: int
    was_new: bool
    filed: str | None = None


async def job_typed(ack: Ack, payload: Json, person: Person, ask: Ask) -> None:
    """Someone types into the job's input."""
    typed = clean(payload.get("value", ""), NAME_LETTERS)
    await ack(forms.candidates.job_options(await ask(storage.jobs.offered, person.team, typed), typed))


async def job_asked(
    ack: Ack, command: Json, person: Person, client: Client, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """Someone types /care job: show the job, offer a choice, or open the form."""
    typed = clean(unescape(command.get("text", "")), 200)
    word, _, role = typed.partition(" ")
    if typed.lower() == HELP:
        await ack(**ephemeral(messages.jobs.usage(command["command"])))
        return
    if not typed:
        await jobs_asked(ack, command, person, client, ask, transact, policy, now)
        return
    if word.lower() == ADD:
        await windows.show(client, command, forms.jobs.form(clean(role, NAME_LETTERS)))
        await ack()
        return
    looked: Looked = await ask(look_up, typed, person)
    if looked.card:
        await ack(**ephemeral(messages.jobs.card(looked.card, now)))
    elif looked.found:
        await ack(**ephemeral(messages.jobs.which(typed, looked.found)))
    else:
        draft = await transact(keep_role, typed, person, now)
        await ack(**ephemeral(messages.jobs.none(typed, draft, looked.near)))


def look_up(db: Db, typed: str, person: Person) -> Looked:
    """Find which job someone means, open or closed: exactly one, or up to five to choose from."""
    found = storage.jobs.found(db, person.team, typed, 6, closed=True)
    exact = [job for job in found if storage.jobs.same(job.title, typed)]
    one = found if len(found) == 1 else exact
    near = [] if found else storage.jobs.near(db, person.team, typed, closed=True)
    return Looked(card_of(db, person.team, one[0].id) if len(one) == 1 else None, found, near)


def keep_role(db: Db, typed: str, person: Person, now: datetime) -> int:
    """Keep a role that is not there yet, for the button that adds it."""
    return storage.drafts.keep(db, person.team, person.id, NewJob(clean(typed, NAME_LETTERS)), now)


async def jobs_asked(
    ack: Ack, _: Json, person: Person, __: Client, ask: Ask, ___: Transact, ____: Policy, now: datetime
) -> None:
    """Someone types /care jobs: list those that are open."""
    jobs, stages = await ask(read_listed, person.team, None)
    await ack(**ephemeral(messages.jobs.listed(jobs[:PAGE], stages, bool(jobs[PAGE:]), now)))


async def next_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask, now: datetime
) -> None:
    """Someone turns the page of the open jobs."""
    jobs, stages = await ask(read_listed, person.team, number(action["value"]))
    if not jobs:
        raise Refused(NO_MORE)
    page = messages.jobs.listed(jobs[:PAGE], stages, bool(jobs[PAGE:]), now)
    await windows.turn_into(page, body, respond, client)
    await ack()


def read_listed(db: Db, team: str, after: int | None) -> tuple[list[Job], Mapping[int, Mapping[Stage, int]]]:
    """Read one page of open jobs and the first of the next, with how far people have come for them."""
    jobs = storage.jobs.listed(db, team, PAGE + 1, after)
    return jobs, storage.submissions.stages(db, team, [job.id for job in jobs])


async def open_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask, now: datetime
) -> None:
    """Someone chooses a job from a list: the list turns into the job."""
    chosen = action.get("selected_option", action)
    card = await ask(card_of, person.team, number(chosen["value"]))
    await windows.turn_into(messages.jobs.card(card, now), body, respond, client)
    await ack()


async def new_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add a job for the client they look at."""
    employer = await ask(employer_of, person.team, number(action["value"]))
    await windows.show(client, body, forms.jobs.form(client=employer))
    await ack()


async def add_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to add the job that was not found: the form opens with what they typed."""
    kept = await ask(storage.drafts.kept, person.team, person.id, number(action["value"]), NewJob)
    await windows.show(client, body, forms.jobs.form(kept.role if kept else ""))
    await ack()


async def edit_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to describe a job anew."""
    card: JobCard = await ask(card_of, person.team, number(action["value"]))
    await windows.show(client, body, forms.jobs.form(client=card.client, job=card.job))
    await ack()


async def job_submitted(ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, now: datetime) -> None:
    """A recruiter sends the form of a job."""
    saved: Saved = await transact(decide_save, filled_in(forms.jobs.read, view), person, now)
    card = await ask(card_of, person.team, saved.job)
    said = messages.jobs.saved(card, now, saved.was_new)
    said = messages.jobs.filed(said, saved.filed) if saved.filed else said
    await ack(response_action="update", view=forms.notices.told("Job", said))


def decide_save(db: Db, wish: NewJob, person: Person, now: datetime) -> Saved:
    """Add a job, or describe one anew; a title belongs to one job of the team."""
    chosen = _client(db, wish, person, now)
    filed = None if chosen else storage.jobs.client_in(db, person.team, wish.role)
    client = chosen or filed
    role = storage.titles.role_alone(wish.role, client) if client else wish.role
    if wish.job is None:
        saved = storage.jobs.add(db, person.team, role, client, wish.selling_points, person.id, now)
    else:
        before = job_of(db, person.team, wish.job, hold=True)
        saved = storage.jobs.describe(db, person.team, before, role, client, wish.selling_points, person.id, now)
    if saved is None:
        title = storage.titles.title_of(role, client)
        raise Refused(
            f"There is a job “{title}” already. Change the job title, or type /care job {title} to see it.", "role"
        )
    return Saved(saved.id, wish.job is None, filed.name if filed else None)


def _client(db: Db, wish: NewJob, person: Person, now: datetime) -> Employer | None:
    """Give the client that was chosen, or add the one whose name was typed."""
    if wish.client_name:
        return storage.clients.named(db, person.team, wish.client_name, person.id, now)
    return employer_of(db, person.team, wish.client) if wish.client else None


def employer_of(db: Db, team: str, id: int) -> Employer:
    """Give a client of this team, or refuse."""
    employer = storage.clients.client(db, team, id)
    if employer is None:
        raise Refused(NO_CLIENT, field="client")
    return employer


def job_of(db: Db, team: str, id: int, *, hold: bool = False) -> Job:
    """Give a job of this team, or refuse."""
    job = storage.jobs.job(db, team, id, hold=hold)
    if job is None:
        raise Refused(NO_JOB)
    return job


def card_of(db: Db, team: str, id: int) -> JobCard:
    """Read all there is to know of a job."""
    job = job_of(db, team, id)
    forward = tuple(rules.jobs.late_first(storage.submissions.of_job(db, team, id)))
    client = storage.clients.client(db, team, job.client) if job.client else None
    return JobCard(job, client, forward, tuple(rules.jobs.to_be_told(job, forward)))
