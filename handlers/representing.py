"""May somebody be put forward, or moved, to where a client knows of them, and what is asked first?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import storage
from bot import forms, messages, rules
from bot.blocks import Block
from bot.errors import Refused
from bot.facts import Candidate, Hindrance, Job, Person, Step, Submission
from handlers.lent import Json
from storage.database import Db

NO_JOB = "That job cannot be found any more. Look at their card to see for which jobs they are put forward."


@dataclass(frozen=True)
class Held:
    """A step is not taken yet: what stands in the way is shown and asked about; the step is kept as a draft.

    `client` is the name of the job's client, `holder` who would represent them, `typed` what was typed before; the job
    is `filed` under the client where the title that was typed names it.
    """

    draft: int
    candidate: Candidate
    job: Job
    client: str
    step: Step
    hindrance: Hindrance
    holder: str
    may_lift: bool
    typed: str = ""
    filed: bool = False
    tag: Literal["held"] = "held"


def held(
    db: Db,
    candidate: Candidate,
    step: Step,
    before: Submission | None,
    person: Person,
    now: datetime,
    typed: str = "",
) -> Held | None:
    """Keep a step that is not to be taken yet, and say what stands in its way; None where it may be taken.

    Nobody else takes a step with the same candidate until we are done.
    """
    if step.stage not in rules.representations.KNOWN:
        return None
    job = job_of(db, person.team, step.job)
    hindrance = in_the_way(db, candidate, job, step, before, person, now)
    if hindrance is None:
        return None
    seen = tuple(each.id for each in hindrance.rivals)
    draft = storage.drafts.keep(db, person.team, person.id, replace(step, seen=seen), now)
    client = storage.clients.client(db, person.team, job.client) if job.client else None
    lifts = hindrance.right is not None and rules.representations.may_lift(person, hindrance.right)
    holder = before.recruiter if before else person.id
    return Held(draft, candidate, job, client.name if client else "", step, hindrance, holder, lifts, typed)


def in_the_way(
    db: Db, candidate: Candidate, job: Job, step: Step, before: Submission | None, person: Person, now: datetime
) -> Hindrance | None:
    """Say what stands in the way of a step, with the candidate held."""
    storage.ownership.of(db, person.team, candidate.id, hold=True)
    rights = storage.representations.of(db, person.team, candidate.id)
    at_client = storage.representations.at_client(db, person.team, candidate.id, job.client) if job.client else ()
    return rules.representations.on_step(rights, step, before, job, person.id, now, at_client)


def job_of(db: Db, team: str, id: int) -> Job:
    """Give the job that a step is about, or refuse where it is gone."""
    job = storage.jobs.job(db, team, id)
    if job is None:
        raise Refused(NO_JOB)
    return job


def shown(held: Held, above: Sequence[Block] = ()) -> Json:
    """Draw what is asked before a step, below what has been saved already."""
    said = messages.representations.hindered(
        held.candidate, held.job.title, held.client, held.step.stage, held.hindrance, held.holder
    )
    if held.hindrance.stops:
        return forms.representations.stop(held.draft, said, may_lift=held.may_lift, typed=held.typed, above=above)
    return forms.representations.consent(held.draft, said, held.typed, above)
