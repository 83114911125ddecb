"""What happens when someone says when a candidate starts, that they have resigned, or that it fell through?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import storage
from bot import forms, messages, rules
from bot.errors import Refused
from bot.facts import Candidate, Offer, Person, Placement, Stage, Submission
from bot.offering import placements
from bot.policy import Policy
from handlers import beneath, pay, submissions, windows
from handlers.lent import Ack, Ask, Client, Json, Transact
from handlers.payloads import filled_in, in_modal, number
from handlers.touches import candidate_of
from storage.database import Db

NO_PLACEMENT = (
    "No acceptance is written down for this. Press Offers on their card, write our offer down, "
    "and press Accepted there."
)
OVER = "They are not placed there any more. Look at their card to see how it stands."
TO_COME = "That day is still to come. Write it down once it has happened."


@dataclass(frozen=True)
class Placed:
    """How a placement stands; `works_from` is the next working day where the first day is none."""

    candidate: Candidate
    submission: Submission
    placement: Placement
    works_from: date | None = None


@dataclass(frozen=True)
class Fell:
    """A placement came to nothing; `lost` is our offer, of which nobody has said why."""

    candidate: Candidate
    submission: Submission
    before: Stage
    lost: Offer | None = None


async def placement_pressed(ack: Ack, action: Json, body: Json, person: Person, client: Client, ask: Ask) -> None:
    """Someone wants to see or change the days of a placement."""
    shown: Placed = await ask(read_placed, number(action["value"]), person)
    await windows.show(client, body, forms.placements.placement(shown.candidate, shown.submission, shown.placement))
    await ack()


def read_placed(db: Db, id: int, person: Person, *, hold: bool = False) -> Placed:
    """Read a placement that goes on, for whoever looks after the candidate; `hold` keeps it so, the candidate first."""
    submission = storage.submissions.submission(db, person.team, id)
    if submission and hold:
        storage.ownership.of(db, person.team, submission.candidate, hold=True)
        submission = storage.submissions.submission(db, person.team, id, hold=True)
    if submission is None:
        raise Refused(submissions.NO_SUBMISSION)
    pay.check(db, person, submission.candidate)
    placement = storage.placements.placement(db, person.team, id, hold=hold)
    if placement is None:
        raise Refused(NO_PLACEMENT)
    if placement.over_at is not None:
        raise Refused(OVER)
    return Placed(candidate_of(db, person.team, submission.candidate), submission, placement)


async def placement_submitted(
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
    """A recruiter writes down the days of a placement."""
    days = filled_in(forms.placements.read, view)
    done: Placed = await transact(decide_days, days, person, policy, now)
    await beneath.redraw(client, body, ask, person, policy, now)
    said = messages.placements.changed(done.candidate, done.submission, done.placement, done.works_from)
    told = forms.notices.told(forms.placements.TITLE, said)
    await ack(response_action="update", view=forms.stacks.instead(told, view))


def decide_days(db: Db, days: forms.placements.Days, person: Person, policy: Policy, now: datetime) -> Placed:
    """Write down when somebody starts, resigned and signed; the guarantee moves with the start."""
    shown = read_placed(db, days.submission, person, hold=True)
    rules.placements.check_day(days.starts_on, "starts_on", person, policy, now)
    for name in ("resigned_on", "signed_on"):
        on: date | None = getattr(days, name)
        rules.placements.check_day(on, name, person, policy, now)
        if on and on > rules.people.calendar(person, policy).local_day(now):
            raise Refused(TO_COME, field=name)
    after = placements.change(
        db, shown.placement, days.starts_on, days.resigned_on, days.signed_on, person, policy, now
    )
    works_from = rules.placements.works_from(days.starts_on, person, policy) if days.starts_on else None
    return Placed(shown.candidate, shown.submission, after, works_from)


async def fell_through_pressed(
    ack: Ack,
    action: Json,
    body: Json,
    person: Person,
    client: Client,
    ask: Ask,
    transact: Transact,
    policy: Policy,
    now: datetime,
) -> None:
    """Somebody who said yes does not start, or has left."""
    done: Fell = await transact(decide_fell_through, number(action["value"]), person, policy, now)
    said = messages.placements.fell_through(done.candidate, done.submission, done.lost)
    view = forms.notices.told("Fell through", said)
    await windows.in_place(client, body, view)
    if in_modal(body):
        await beneath.redraw(client, body, ask, person, policy, now)
    await ack()


def decide_fell_through(db: Db, id: int, person: Person, policy: Policy, now: datetime) -> Fell:
    """Write down that a placement came to nothing, once."""
    shown = read_placed(db, id, person, hold=True)
    lost = placements.fall_through(db, shown.placement, shown.submission, person, policy, now)
    return Fell(shown.candidate, shown.submission, shown.submission.stage, lost)
