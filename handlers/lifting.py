"""What follows when a manager lets somebody be put forward although a colleague may represent them there?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import rules
from bot.errors import Refused
from bot.facts import Approval, NotAgreed, Person, Representation, Stage, Step
from bot.letters.representations import LIFTED
from bot.policy import Policy
from handlers import representing, submissions
from storage.database import Db

GONE = "the job or the candidate is not here any more."
THERE = "they were put forward for that job meanwhile."
MOVED = "their submission went on meanwhile, or is not here any more."
CLOSED = "the job is closed."
NOT_HERE = "whoever asked is not an active member any more."


def granted(db: Db, approval: Approval, person: Person, policy: Policy, now: datetime) -> None:
    """Put somebody forward, or move them, in the name of whoever asked a manager for it."""
    asker = storage.people.known(db, person.team, approval.asked_by)
    if asker is None or not asker.member:
        raise Refused(NOT_HERE)
    about = approval.about
    step = Step(approval.candidate, about["job"], Stage(about["stage"]), about["submission"])
    _check(db, step, person.team)
    lift(db, step, asker, approval.reason, person, policy, now)


def lift(
    db: Db, step: Step, who: Person, reason: str, manager: Person, policy: Policy, now: datetime
) -> submissions.Forward | submissions.Moved:
    """Take a step in someone's name although a colleague holds the right: on record, and the holder is told."""
    storage.ownership.of(db, who.team, step.candidate, hold=True)
    job = representing.job_of(db, who.team, step.job)
    before = storage.submissions.submission(db, who.team, step.submission) if step.submission else None
    holder = before.recruiter if before else who.id
    rights = storage.representations.of(db, who.team, step.candidate)
    theirs = rules.representations.in_the_way(rights, (holder, who.id), job, now)
    taken = submissions.take(db, step, who, policy, now)
    put = storage.representations.record(
        db, who.team, step.candidate, job, holder, now, reason, NotAgreed.LIFTED, manager.id, now, now
    )
    _tell(db, put, theirs, manager, policy, now)
    return taken


def _check(db: Db, step: Step, team: str) -> None:
    """Refuse a step that facts have overtaken since it was asked for."""
    job = storage.jobs.job(db, team, step.job)
    if job is None or storage.candidates.candidate(db, team, step.candidate) is None:
        raise Refused(GONE)
    theirs = storage.submissions.of(db, team, step.candidate)
    if step.submission is None:
        if job.closed_at:
            raise Refused(CLOSED)
        if any(each.job == job.id for each in theirs):
            raise Refused(THERE)
        return
    before = next((each for each in theirs if each.id == step.submission), None)
    if before is None or step.stage not in rules.candidates.allowed(before.stage):
        raise Refused(MOVED)


def _tell(
    db: Db,
    put: Representation,
    theirs: list[Representation],
    manager: Person,
    policy: Policy,
    now: datetime,
) -> None:
    """Write to each whose right was lifted by somebody else."""
    for holder in sorted({each.holder for each in theirs} - {manager.id}):
        at = rules.people.audible_at(storage.people.known(db, manager.team, holder), now, policy)
        key = f"{LIFTED}/{holder}/{put.id}"
        storage.outbox.letter(db, manager.team, key, LIFTED, holder, now, at, about=put.id, by=manager.id)
