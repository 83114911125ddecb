"""What follows when somebody who said yes starts on another day, resigns, signs, or never comes?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import storage
from bot import owners, promises, rules
from bot.facts import Person, Placement, Stage, Submission
from bot.policy import Policy
from storage.database import Db


def change(
    db: Db,
    placement: Placement,
    starts_on: date | None,
    resigned_on: date | None,
    signed_on: date | None,
    person: Person,
    policy: Policy,
    now: datetime,
) -> Placement:
    """Write down the days of a placement, which is held; the guarantee moves with the start."""
    owners.lapse_before(db, person.team, [placement.candidate], policy, now)
    after = rules.placements.started(placement, starts_on)
    after = replace(after, resigned_on=resigned_on, signed_on=signed_on)
    if after != placement:
        storage.placements.change(db, person.team, after, person.id, now)
        how = "resigned" if after.resigned_on and placement.resigned_on is None else "decided"
        because = promises.Because(how, person.id)
        promises.plan(db, person.team, [placement.candidate], policy, now, because)
    return after


def resigned(db: Db, candidate: int, recruiter: str, person: Person, policy: Policy, now: datetime) -> None:
    """Write down that somebody has resigned where they are, as a recruiter was to ask: today, where that one is."""
    standings, people = promises.look(db, person.team, [candidate])
    found = rules.resignations.unknown(standings[candidate]).get(recruiter)
    there = found and storage.placements.placement(db, person.team, found[0].submission, hold=True)
    if there:
        today = rules.people.calendar(people.get(recruiter), policy).local_day(now)
        change(db, there, there.starts_on, today, there.signed_on, person, policy, now)


def fall_through(
    db: Db, placement: Placement, submission: Submission, person: Person, policy: Policy, now: datetime
) -> None:
    """Write down that somebody who said yes does not start, or has left: the placement is over."""
    owners.lapse_before(db, person.team, [placement.candidate], policy, now)
    rules.candidates.check_move(submission.stage, Stage.FELL_THROUGH)
    storage.submissions.move(db, person.team, submission, Stage.FELL_THROUGH, person.id, now)
    because = promises.Because("moved", person.id)
    promises.plan(db, person.team, [placement.candidate], policy, now, because)
