"""May a candidate be put forward to a client, and by whom?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.errors import Refused
from bot.facts import Hindrance, Job, Person, Representation, Stage, Step, Submission
from bot.policy import Policy
from bot.rules import people

# Where the client knows of the candidate.
KNOWN = (Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED, Stage.PLACED)
# Where a colleague stands between the candidate and the client, and nobody has decided yet.
STANDING = KNOWN[:-1]


def on_step(
    rights: Sequence[Representation],
    step: Step,
    before: Submission | None,
    job: Job,
    person: str,
    now: datetime,
    at_client: Iterable[Submission] = (),
) -> Hindrance | None:
    """Say what stands in the way of a step; None where nothing does.

    `rights` are all of the candidate's, the newest first; `before` is the submission to be moved, whose recruiter it
    is who represents them, else `person`. Where the client knows of them already, nothing is asked again unless the
    right is over.
    """
    if step.stage not in KNOWN:
        return None
    holder = before.recruiter if before else person
    if before and before.stage in KNOWN:
        last = next((each for each in rights if each.holder == holder and each.job == job.id), None)
        return Hindrance(False, last) if last and last.agreed and not last.valid(now) else None
    rivals = [each for each in at_client if each.recruiter != holder and each.stage in STANDING]
    return on_submission(rights, (holder, person), job, now, rivals)


def on_submission(
    rights: Sequence[Representation],
    parties: Sequence[str],
    job: Job,
    now: datetime,
    rivals: Iterable[Submission] = (),
) -> Hindrance | None:
    """Say what stands in the way of putting somebody forward for a job by the first of `parties`.

    Whoever holds the right for that job goes on; a colleague's right at the same client stops it; where nobody has
    one, it goes on with consent or a reason.
    """
    holder = parties[0]
    own = [each for each in rights if each.holder == holder and each.job == job.id and each.agreed]
    if any(each.valid(now) for each in own):
        return None
    theirs = in_the_way(rights, parties, job, now)
    if theirs:
        return Hindrance(True, max(theirs, key=lambda each: each.expires_at))
    return Hindrance(False, next(iter(own), None), tuple(rivals))


def in_the_way(
    rights: Iterable[Representation], parties: Collection[str], job: Job, now: datetime
) -> list[Representation]:
    """List the valid rights of others at the client of a job; at the job alone where it has no client."""
    return [each for each in rights if each.valid(now) and each.holder not in parties and _same_client(each, job)]


def may_lift(person: Person, right: Representation) -> bool:
    """Tell whether someone may have a candidate put forward although a colleague holds the right: a manager."""
    return person.manager and person.id != right.holder


def may_end(person: Person, right: Representation, now: datetime) -> bool:
    """Tell whether someone may end a right early: its holder, or a manager."""
    return right.valid(now) and (person.manager or person.id == right.holder)


def current(rights: Sequence[Representation], now: datetime) -> list[Representation]:
    """Give what matters now, the newest first: for each holder and job what holds, else what was written down last."""
    chosen: dict[tuple[str, int], Representation] = {}
    for each in rights:
        before = chosen.setdefault((each.holder, each.job), each)
        if each.valid(now) and not before.valid(now):
            chosen[each.holder, each.job] = each
    return sorted(chosen.values(), key=lambda each: not each.valid(now))


def agreed_at(on: date | None, person: Person, policy: Policy, now: datetime) -> datetime:
    """Give the moment at which they agreed: now, or the noon of the day that was chosen, which cannot lie ahead."""
    hours = people.calendar(person, policy)
    today = hours.local_day(now)
    if on is None or on == today:
        return now
    if on > today:
        raise Refused("They cannot have agreed on a day to come. Choose today or an earlier day.", "agreed_on")
    return hours.morning(on, time(12))


def expires_at(agreed: datetime, until: date | None, person: Person, policy: Policy, now: datetime) -> datetime:
    """Give the moment at which a right expires: the end of the day that was chosen, or of the last it is given for."""
    hours = people.calendar(person, policy)
    last = until or hours.local_day(agreed) + timedelta(days=policy.represent_days)
    if last < hours.local_day(now):
        field = "until" if until else "agreed_on"
        raise Refused("By then it would be over already. Choose a later day.", field)
    return hours.morning(last + timedelta(days=1), time())


def _same_client(right: Representation, job: Job) -> bool:
    return right.job == job.id if job.client is None else right.client == job.client or right.job == job.id
