"""What happens when someone puts a candidate forward for a job, or moves them to another stage?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, owners, promises, rules
from bot.blocks import Message
from bot.errors import Refused
from bot.facts import ENDS, Candidate, Job, Offer, Person, Stage, Step, Submission
from bot.forms.inputs import NAME_LETTERS
from bot.offering import following
from bot.policy import Policy
from bot.words import clean
from handlers import beneath, pay, representing, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, number
from handlers.touches import candidate_of
from storage.database import Db

NO_SUBMISSION = "That submission cannot be found any more. Type /candidate with the name to see the card."
NO_JOB = "That job cannot be found any more. Choose another, or type a new one to add it."


@dataclass(frozen=True)
class Forward:
    """A candidate was put forward for a job; `filed` is the client that the title they typed names."""

    candidate: Candidate
    submission: Submission
    filed: str | None = None
    tag: Literal["forward"] = "forward"


@dataclass(frozen=True)
class Moved:
    """A submission was taken to another stage; `lost` is our offer that ended by that, and nobody has said why."""

    candidate: Candidate
    submission: Submission
    before: Stage
    lost: Offer | None = None
    tag: Literal["moved"] = "moved"


async def put_forward_pressed(ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to put a candidate forward for another job."""
    candidate = await ask(candidate_of, person.team, number(action["value"]))
    await windows.show(client, body, forms.candidates.submit(candidate))
    await ack()


async def put_forward_submitted(
    ack: Ack, view: Json, person: Person, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter puts a candidate forward for another job."""
    wish = filled_in(forms.candidates.read_submit, view)
    forward: Forward | representing.Held = await transact(decide_put_forward, wish, person, policy, now)
    await ack(response_action="update", view=drawn(forward))


def drawn(outcome: Forward | Moved | representing.Held) -> Json:
    """Draw what came of a step, or what is asked before it is taken."""
    if isinstance(outcome, representing.Held):
        filed = messages.jobs.filed(Message("", []), outcome.client).blocks if outcome.filed else []
        return representing.shown(outcome, filed)
    return forms.notices.told("Put forward" if isinstance(outcome, Forward) else "Moved", said(outcome))


def said(outcome: Forward | Moved) -> Message:
    """Say that somebody was put forward or moved."""
    if isinstance(outcome, Moved):
        return messages.candidates.moved(outcome.candidate, outcome.submission, outcome.before, outcome.lost)
    told = messages.jobs.forwarded(outcome.candidate, outcome.submission)
    return messages.jobs.filed(told, outcome.filed) if outcome.filed else told


def decide_put_forward(
    db: Db, wish: forms.candidates.PutForward, person: Person, policy: Policy, now: datetime
) -> Forward | representing.Held:
    """Put a candidate forward, once for each job; where they have not agreed to it, that is asked first."""
    candidate = candidate_of(db, person.team, wish.candidate)
    job = job_of(db, wish.job, wish.job_title, person, now)
    client = storage.clients.client(db, person.team, job.client) if wish.job_title and job.client else None
    submission = put_forward(db, candidate, job, wish.stage, person, policy, now)
    if isinstance(submission, representing.Held):
        return replace(submission, filed=client is not None)
    return Forward(candidate, submission, client.name if client else None)


async def move_pressed(
    ack: Ack, body: Json, action: Json, person: Person, client: Client, ask: Ask, now: datetime
) -> None:
    """Someone wants to move a candidate to another stage."""
    candidate, theirs = await ask(read_submissions, person.team, number(action["value"]))
    if not theirs:
        raise Refused("They are not put forward for a job yet. Press “Put forward” first.")
    allowed = {each.id: rules.candidates.allowed(each.stage) for each in theirs}
    await windows.show(client, body, forms.candidates.move(candidate, theirs, now, allowed))
    await ack()


def read_submissions(db: Db, team: str, id: int) -> tuple[Candidate, tuple[Submission, ...]]:
    """Read for which jobs a candidate was put forward, and how far each has come."""
    candidate = candidate_of(db, team, id)
    return candidate, storage.submissions.of(db, team, candidate.id)


async def move_submitted(
    ack: Ack,
    body: Json,
    view: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """A recruiter moves a candidate to another stage."""
    submission, stage = filled_in(forms.candidates.read_move, view)
    moved: Moved | representing.Held = await transact(decide_move, submission, stage, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(drawn(moved), view))


def decide_move(
    db: Db, id: int, stage: Stage, person: Person, policy: Policy, now: datetime
) -> Moved | representing.Held:
    """Take a submission to another stage, if it may go there; where they have not agreed to it, that is asked first."""
    candidate, submission = _to_move(db, id, person.team)
    rules.candidates.check_move(submission.stage, stage)
    step = Step(candidate.id, submission.job, stage, submission.id)
    held = representing.held(db, candidate, step, submission, person, now)
    return held or _move(db, candidate, submission, stage, person, policy, now)


def _to_move(db: Db, id: int, team: str) -> tuple[Candidate, Submission]:
    """Give a submission that is to be moved, held, with its candidate; or refuse where it is gone.

    The candidate is held first, as wherever else something is done about them.
    """
    seen = storage.submissions.submission(db, team, id)
    if seen is not None:
        storage.ownership.hold(db, team, [seen.candidate])
    submission = storage.submissions.submission(db, team, id, hold=True) if seen else None
    candidate = storage.candidates.candidate(db, team, submission.candidate) if submission else None
    if submission is None or candidate is None:
        raise Refused(NO_SUBMISSION)
    return candidate, submission


def _move(
    db: Db,
    candidate: Candidate,
    submission: Submission,
    stage: Stage,
    person: Person,
    policy: Policy,
    now: datetime,
) -> Moved:
    owners.lapse_before(db, person.team, [candidate.id], policy, now)
    lost = following.move(db, submission, stage, person, policy, now)
    promises.plan(db, person.team, [candidate.id], policy, now, promises.Because("moved", person.id))
    if submission.stage in ENDS:
        storage.reopening.items(db, person.team, candidate.id, submission.entered_at, now)
    after = Submission(submission.id, candidate.id, submission.job, submission.title, submission.recruiter, stage, now)
    return Moved(candidate, after, submission.stage, lost if pay.seen(db, person, candidate.id) else None)


def job_of(db: Db, id: int | None, title: str | None, person: Person, now: datetime) -> Job:
    """Give the job that was chosen, or add the one whose title was typed."""
    if title:
        id = storage.jobs.titled(db, person.team, clean(title, NAME_LETTERS), person.id, now).id
    job = storage.jobs.job(db, person.team, id or 0, hold=True)
    if job is None:
        raise Refused(NO_JOB, field="job")
    return job


def check_open(job: Job, field: str | None = None) -> None:
    """Refuse to put anybody forward for a job that is closed."""
    if job.closed_at:
        raise Refused(f"{job.title} is closed. Choose another job, or reopen it with /care job {job.title}.", field)


def put_forward(
    db: Db,
    candidate: Candidate,
    job: Job,
    stage: Stage,
    person: Person,
    policy: Policy,
    now: datetime,
    field: str = "job",
) -> Submission | representing.Held:
    """Put a candidate forward for an open job, once; what is asked first, where that is so.

    `field` is where a refusal is said.
    """
    _check_new(db, candidate, job, person, field)
    step = Step(candidate.id, job.id, stage)
    held = representing.held(db, candidate, step, None, person, now)
    return held or _put_forward(db, candidate, job, stage, person, policy, now)


def take(db: Db, step: Step, person: Person, policy: Policy, now: datetime) -> Forward | Moved:
    """Take a step that was asked about, if it still can be taken."""
    if step.submission:
        candidate, submission = _to_move(db, step.submission, person.team)
        rules.candidates.check_move(submission.stage, step.stage)
        return _move(db, candidate, submission, step.stage, person, policy, now)
    candidate = candidate_of(db, person.team, step.candidate)
    job = job_of(db, step.job, None, person, now)
    _check_new(db, candidate, job, person, None)
    return Forward(candidate, _put_forward(db, candidate, job, step.stage, person, policy, now))


def _check_new(db: Db, candidate: Candidate, job: Job, person: Person, field: str | None) -> None:
    check_open(job, field)
    if any(each.job == job.id for each in storage.submissions.of(db, person.team, candidate.id)):
        raise Refused("They are put forward for this job already. Close the form and use “Move” on the card.", field)


def _put_forward(
    db: Db, candidate: Candidate, job: Job, stage: Stage, person: Person, policy: Policy, now: datetime
) -> Submission:
    owners.lapse_before(db, person.team, [candidate.id], policy, now)
    id = storage.submissions.put_forward(db, person.team, candidate.id, job.id, stage, person.id, now)
    promises.plan(db, person.team, [candidate.id], policy, now)
    return Submission(id, candidate.id, job.id, job.title, person.id, stage, now)
