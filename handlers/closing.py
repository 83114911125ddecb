"""What happens when someone puts a person forward for the job they look at, closes it, or opens it again?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import storage
from bot import forms, messages, owners, promises, rules
from bot.errors import Refused
from bot.facts import IN_PROCESS, Job, JobCard, Person, Stage, Step, Submission, TouchDraft
from bot.offering import following
from bot.policy import Policy
from handlers import representing, submissions, touch_forms, windows
from handlers.answers import instead
from handlers.jobs import card_of, job_of
from handlers.lent import Ack, Ask, Client, Json, Respond, Transact
from handlers.payloads import filled_in, in_modal, number, on_top_of_two
from handlers.touches import candidate_of
from storage.database import Db

MAY_FILL = (*IN_PROCESS, Stage.PLACED)
NOT_KNOWN = (
    "It is not on record that they may be represented there. Move them to submitted on their card first: "
    "that asks for it. Then close the job."
)


async def forward_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to put a person forward for this job."""
    job: Job = await ask(job_of, person.team, number(action["value"]))
    submissions.check_open(job)
    await windows.show(client, body, forms.jobs.forward(job))
    await ack()


async def forward_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter puts someone forward for this job; somebody new is added first, by the form for that."""
    wish = filled_in(forms.jobs.read_forward, view)
    if wish.candidate is None:
        job: Job = await ask(job_of, person.team, wish.job)
        added = forms.candidates.form(None, wish.name or "", job=job, stage=wish.stage)
        await ack(response_action="update", view=added)
        return
    forward: submissions.Forward | representing.Held = await transact(decide_forward, wish, person, policy, now)
    await ack(response_action="update", view=submissions.drawn(forward))


def decide_forward(
    db: Db, wish: forms.jobs.Forward, person: Person, policy: Policy, now: datetime
) -> submissions.Forward | representing.Held:
    """Put someone forward for a job, once; where they have not agreed to it, that is asked first."""
    candidate = candidate_of(db, person.team, wish.candidate)
    job = job_of(db, person.team, wish.job, hold=True)
    submission = submissions.put_forward(db, candidate, job, wish.stage, person, policy, now, "candidate")
    if isinstance(submission, representing.Held):
        return submission
    return submissions.Forward(candidate, submission)


async def close_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to close a job."""
    card: JobCard = await ask(card_of, person.team, number(action["value"]))
    _check_still_open(card.job)
    may_fill = [each for each in card.forward if each.submission.stage in MAY_FILL]
    await windows.show(client, body, forms.jobs.close(card.job, may_fill))
    await ack()


async def close_submitted(
    ack: Ack, view: Json, person: Person, ask: Ask, transact: Transact, policy: Policy, now: datetime
) -> None:
    """A recruiter closes a job: they see whom to tell, late stages first."""
    closed: int = await transact(decide_close, filled_in(forms.jobs.read_close, view), person, policy, now)
    card = await ask(card_of, person.team, closed)
    await ack(response_action="update", view=forms.notices.told("Closed", messages.closing.closed(card)))


def decide_close(db: Db, wish: forms.jobs.Close, person: Person, policy: Policy, now: datetime) -> int:
    """Close a job, and move all who were put forward for it, at once; the id of the job."""
    job = job_of(db, person.team, wish.job, hold=True)
    _check_still_open(job)
    there = storage.submissions.of_job(db, person.team, job.id)
    storage.ownership.hold(db, person.team, sorted({each.submission.candidate for each in there}))
    forward = storage.submissions.of_job(db, person.team, job.id, hold=True)
    moves = rules.jobs.closing(forward, wish.why, wish.filled_by)
    _check_known(db, job, moves, person, now)
    storage.jobs.close(db, person.team, job.id, wish.why, person.id, now)
    candidates = sorted({submission.candidate for submission, _ in moves})
    owners.lapse_before(db, person.team, candidates, policy, now)
    following.move_many(db, moves, person, policy, now, closed=True)
    if candidates:
        promises.plan(db, person.team, candidates, policy, now, promises.Because("moved", person.id))
    return job.id


async def reopen_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    now: datetime,
) -> None:
    """Someone opens a closed job again."""
    opened: int = await transact(decide_reopen, number(action["value"]), person, now)
    card = await ask(card_of, person.team, opened)
    await windows.turn_into(messages.closing.reopened(card, now), body, respond, client)
    await ack()


def decide_reopen(db: Db, id: int, person: Person, now: datetime) -> int:
    """Open a closed job again; whoever was moved stays where they are."""
    job = job_of(db, person.team, id, hold=True)
    if job.closed_at:
        storage.jobs.reopen(db, person.team, id, person.id, now)
    return id


async def tell_pressed(
    ack: Ack, action: Json, body: Json, person: Person, respond: Respond, client: Client, ask: Ask
) -> None:
    """Someone wants to see who is to be told that a job is closed, or turns the page."""
    job, _, page = action["value"].partition("/")
    card = await ask(card_of, person.team, number(job))
    await windows.turn_into(messages.closing.closed(card, number(page)), body, respond, client)
    await ack()


async def log_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    respond: Respond,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Someone logs that one of the list was told: the list is drawn anew, in a window once the touch is logged."""
    job, page, candidate = (number(part) for part in f"{action['value']}//".split("/")[:3])
    lies_below = in_modal(body) and not on_top_of_two(body["view"])
    draft = TouchDraft(candidate=candidate, told_list=(job, page) if lies_below else None)
    if body.get("response_url"):
        await respond(**instead(messages.closing.closed(await ask(card_of, person.team, job), page)))
    await touch_forms.open_form(draft, body, client, transact, person, policy, now, ack)


def _check_known(db: Db, job: Job, moves: Sequence[tuple[Submission, Stage]], person: Person, now: datetime) -> None:
    """Refuse to have a job filled by somebody whom its client must not know of yet."""
    for before, stage in moves:
        step = Step(before.candidate, job.id, stage, before.id)
        if stage in rules.representations.KNOWN and before.stage not in rules.representations.KNOWN:
            candidate = candidate_of(db, person.team, before.candidate)
            if representing.in_the_way(db, candidate, job, step, before, person, now):
                raise Refused(NOT_KNOWN, "filled_by")


def _check_still_open(job: Job) -> None:
    if job.closed_at:
        raise Refused(
            f"{job.title} is closed already. Type /care job {job.title} to see whom to tell, or to reopen it."
        )
