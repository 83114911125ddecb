"""What follows when somebody who said yes starts on another day, resigns, signs, or never comes?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import storage
from bot import owners, promises, rules
from bot.facts import Offer, Person, Placement, Stage, Submission
from bot.offering import following
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
        promises.plan(
            db, person.team, [placement.candidate], policy, now, promises.Because(_how(placement, after), person.id)
        )
        storage.lines.redraw_open(db, person.team, rules.resignations.KIND, str(placement.candidate), now)
    return after


def _how(before: Placement, after: Placement) -> str:
    """Say what has come to pass by which nothing is left to ask, if that is one thing alone."""
    resigned = before.resigned_on is None and after.resigned_on is not None
    signed = before.signed_on is None and after.signed_on is not None
    return "decided" if resigned is signed else "resigned" if resigned else "signed"


def happened(db: Db, candidate: int, recruiter: str, what: str, person: Person, policy: Policy, now: datetime) -> None:
    """Write down what has come to pass since a yes, as a recruiter was to ask: today, where that one is.

    `what` is `resigned_on` or `signed_on`; what is known already stays.
    """
    standings, people = promises.look(db, person.team, [candidate])
    found = rules.resignations.unknown(standings[candidate]).get(recruiter)
    there = found and storage.placements.placement(db, person.team, found[0].submission, hold=True)
    if there:
        today = rules.people.calendar(people.get(recruiter), policy).local_day(now)
        resigned = there.resigned_on or (today if what == "resigned_on" else None)
        signed = there.signed_on or (today if what == "signed_on" else None)
        change(db, there, there.starts_on, resigned, signed, person, policy, now)


def fall_through(
    db: Db, placement: Placement, submission: Submission, person: Person, policy: Policy, now: datetime
) -> Offer | None:
    """Write down that somebody who said yes does not start, or has left: the placement is over.

    Give our offer, of which nobody has said yet why it came to nothing.
    """
    owners.lapse_before(db, person.team, [placement.candidate], policy, now)
    rules.candidates.check_move(submission.stage, Stage.FELL_THROUGH)
    lost = following.move(db, submission, Stage.FELL_THROUGH, person, policy, now)
    because = promises.Because("moved", person.id)
    promises.plan(db, person.team, [placement.candidate], policy, now, because)
    return lost
