"""What happens when someone answers what is asked before a candidate is put forward to a client?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import ApprovalKind, Candidate, Job, NotAgreed, Person, Representation, Step, Submission
from bot.policy import Policy
from handlers import approvals, beneath, drafts, lifting, representing, submissions
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in
from handlers.representing import Held
from handlers.submissions import Forward, Moved
from handlers.touches import candidate_of
from storage.database import Db

TOO_OLD = "This was answered already, or was begun more than ten days ago. Look at their card to see where they stand."


@dataclass(frozen=True)
class Taken:
    """A step was taken, and it is on record with whose consent, or why without."""

    outcome: Forward | Moved
    right: Representation
    tag: Literal["taken"] = "taken"


@dataclass(frozen=True)
class AskedManagers:
    """Managers were asked whether a step may be taken."""

    candidate: Candidate
    managers: tuple[str, ...]
    tag: Literal["asked_managers"] = "asked_managers"


async def consent_submitted(
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
    """A recruiter says that they agreed, or why it goes on without."""
    answer = filled_in(forms.representations.read_consent, view)
    outcome: Taken | Held = await transact(decide_consent, answer, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(_drawn(outcome), view))


def decide_consent(
    db: Db, answer: forms.representations.Consent, person: Person, policy: Policy, now: datetime
) -> Taken | Held:
    """Write down what was answered and take the step; where something else stands in its way by now, ask again."""
    step = drafts.take(db, answer.draft, person, Step, TOO_OLD)
    candidate, job, before = _about(db, step, person)
    now_there = representing.in_the_way(db, candidate, job, step, before, person, now)
    if now_there and (now_there.stops or {each.id for each in now_there.rivals} - set(step.seen)):
        again = representing.held(db, candidate, step, before, person, now, answer.words)
        assert again is not None
        return again
    holder = before.recruiter if before else person.id
    right = _recorded(db, candidate, job, holder, answer, person, policy, now)
    return Taken(submissions.take(db, step, person, policy, now), right)


def _about(db: Db, step: Step, person: Person) -> tuple[Candidate, Job, Submission | None]:
    """Give whom and what a kept step is about, as they are now."""
    before = storage.submissions.submission(db, person.team, step.submission) if step.submission else None
    if step.submission and before is None:
        raise Refused(submissions.NO_SUBMISSION)
    candidate = candidate_of(db, person.team, before.candidate if before else step.candidate)
    return candidate, representing.job_of(db, person.team, step.job), before


def _recorded(
    db: Db,
    candidate: Candidate,
    job: Job,
    holder: str,
    answer: forms.representations.Consent,
    person: Person,
    policy: Policy,
    now: datetime,
) -> Representation:
    how, agreed, until = str(answer.how or NotAgreed.WITHOUT), now, now
    if answer.how:
        agreed = rules.representations.agreed_at(answer.agreed_on, person, policy, now)
        until = rules.representations.expires_at(agreed, None, person, policy, now)
    return storage.representations.record(
        db, person.team, candidate.id, job, holder, agreed, answer.words, how, person.id, now, until
    )


async def stop_submitted(
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
    """A recruiter asks a manager whether it may go on, or a manager says why it does."""
    draft, reason = filled_in(forms.representations.read_stop, view)
    outcome: Forward | Moved | AskedManagers | Held = await transact(decide_stop, draft, reason, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    await ack(response_action="update", view=forms.stacks.instead(_drawn(outcome), view))


def decide_stop(
    db: Db, draft: int, reason: str, person: Person, policy: Policy, now: datetime
) -> Forward | Moved | AskedManagers | Held:
    """Lift a colleague's right where a manager does, else ask the managers; where it is over by now, look again."""
    step = drafts.take(db, draft, person, Step, TOO_OLD)
    candidate, job, before = _about(db, step, person)
    still = representing.in_the_way(db, candidate, job, step, before, person, now)
    if still is None:
        return submissions.take(db, step, person, policy, now)
    if not still.stops or still.right is None:
        again = representing.held(db, candidate, step, before, person, now, reason)
        assert again is not None
        return again
    if rules.representations.may_lift(person, still.right):
        return lifting.lift(db, step, person, reason, person, policy, now)
    about = {"job": job.id, "stage": step.stage, "submission": step.submission, "holder": still.right.holder}
    managers = approvals.ask(db, person, ApprovalKind.REPRESENT, candidate, reason, policy, now, about)
    return AskedManagers(candidate, tuple(managers))


def _drawn(outcome: Taken | Forward | Moved | AskedManagers | Held) -> Json:
    if isinstance(outcome, AskedManagers):
        said = messages.representations.asked(outcome.candidate, outcome.managers)
        return forms.notices.told("Asked", said)
    if isinstance(outcome, Taken):
        said = messages.representations.noted(submissions.said(outcome.outcome), outcome.right)
        return forms.notices.told("Put forward" if isinstance(outcome.outcome, Forward) else "Moved", said)
    return submissions.drawn(outcome)
