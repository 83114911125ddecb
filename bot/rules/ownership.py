"""When does an ownership end, when is its owner warned, and who may own?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facts import ENDS, Due, Owed, Owing, Ownership, Person, Placement, Share, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import people
from bot.rules.placements import guaranteed_until

KIND = Owing.OWNERSHIP
# Where a client knows of the candidate, and nobody has decided yet.
LIVE = (Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED)


def ends_at(standing: Standing, owner: Person | None, policy: Policy) -> datetime | None:
    """Tell when an ownership lapses, by the end of a day where the owner is; None where it is frozen or nobody's.

    It is counted from the last two-way touch of the owner. While a submission of theirs is live it does not lapse, nor
    in the two weeks after; a dispute freezes it.
    """
    own = standing.ownership
    if own.owner is None or own.held_at is None or own.dispute is not None:
        return None
    theirs = [each for each in standing.submissions if each.recruiter == own.owner]
    placed = any(each.stage is Stage.PLACED for each in theirs)
    moments = [held_until(own.held_at, policy, placed=placed)]
    moments += [each + timedelta(days=policy.after_live_days) for each in _live_until(standing, policy)]
    moments += [own.held_until] if own.held_until else []
    return people.day_ends(owner, max(moments), policy)


def first_end(owner: Person, policy: Policy, now: datetime) -> datetime:
    """Tell when an ownership lapses that begins now, if its owner does not speak with them."""
    return people.day_ends(owner, held_until(now, policy, placed=False), policy)


def spread(places: Mapping[int, int], owner: Person, policy: Policy, now: datetime) -> dict[int, datetime]:
    """Tell until when candidates are held that somebody is given at one moment, each at their place among all of them.

    On each working day no more end than one morning shows. The first end when they would, so they are not among those.
    """
    hours, first = people.calendar(owner, policy), first_end(owner, policy, now) - people.INSTANT
    days = {id: place // policy.morning_lines for id, place in places.items()}
    moments = {day: hours.add_days(first, day) for day in set(days.values()) if day}
    return {id: moments[day] for id, day in days.items() if day}


def may_be_over(own: Ownership, policy: Policy, now: datetime) -> bool:
    """Tell whether an ownership may have lapsed by now; whether it has, only how the candidate stands says."""
    if own.owner is None or own.held_at is None or own.dispute is not None:
        return False
    return any(held_until(own.held_at, policy, placed=placed) <= now for placed in (True, False))


def held_until(held_at: datetime, policy: Policy, *, placed: bool) -> datetime:
    """Tell how long a touch holds an ownership; a period that was made shorter lets nobody lose it without notice."""
    until = held_at + timedelta(days=policy.own_placed_days if placed else policy.own_days)
    if policy.earlier_days is None or policy.earlier_until is None:
        return until
    own, after_placement = policy.earlier_days
    earlier = held_at + timedelta(days=after_placement if placed else own)
    return max(until, min(earlier, policy.earlier_until))


def is_live(
    submission: Submission,
    acted_at: datetime | None,
    policy: Policy,
    now: datetime,
    placements: Iterable[Placement] = (),
) -> bool:
    """Tell whether a submission is live; `acted_at` is when its recruiter last spoke with or told the candidate."""
    until = live_until(submission, acted_at, policy, placements)
    return until is not None and now < until and submission.stage not in ENDS


def live_until(
    submission: Submission, acted_at: datetime | None, policy: Policy, placements: Iterable[Placement] = ()
) -> datetime | None:
    """Tell until when a submission counts as live, or when it ended; None where it never was.

    That somebody was put forward is no activity in itself: a submission that nobody spoke about freezes nothing. Of
    `placements` the submission's own says when its guarantee ends; where none is known, it counts from the stage.
    """
    if submission.stage is Stage.PLACED:
        own = next((each for each in placements if each.submission == submission.id), None)
        until = guaranteed_until(own) if own else None
        return until or submission.entered_at + timedelta(days=policy.guarantee_days)
    if submission.stage in ENDS:
        return submission.entered_at if submission.came_from in (*LIVE, Stage.PLACED) else None
    if submission.stage not in LIVE:
        return None
    moved_at = submission.entered_at if submission.came_from else None
    active = [moment for moment in (acted_at, moved_at) if moment]
    return max(active) + timedelta(days=policy.live_days) if active else None


def ends_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Say until when a candidate is owned; the owner is warned before, and a tick looks at the moment itself."""
    owner = standing.ownership.owner
    person = people_.get(owner or "")
    at = ends_at(standing, person, policy)
    if owner is None or at is None or standing.ownership.held_at is None:
        return []
    nudge_at = warned_from(at, person, policy)
    return [Due(at, owner, standing.ownership.held_at, nudge_at, at)]


def warned_from(ends_at: datetime, owner: Person | None, policy: Policy) -> datetime:
    """Tell when an owner is first warned of an end."""
    return _warned_at(ends_at, 0, owner, policy) or ends_at


def written(due: Due, subject: str, before: Owed | None) -> Owed:
    """Say how an ownership's end is written down; where it has moved, the warnings begin anew."""
    if before is None or before.since != due.since or before.due_at != due.at:
        return Owed(KIND, subject, due.whom, due.whom, due.at, due.nudge_at, due.since, alone_at=due.alone_at)
    return replace(before, alone_at=due.alone_at)


def warned(owed: Owed, owner: Person | None, policy: Policy, now: datetime) -> Owed:
    """Say how it is written down after the owner was warned: when they are warned next, if they are."""
    step = owed.step + 1
    while (following := _warned_at(owed.due_at, step, owner, policy)) and following <= now:
        step += 1
    return replace(owed, step=step, nudge_at=following)


def told_at(person: Person, policy: Policy, now: datetime) -> datetime:
    """Tell when someone hears what changed about their candidates: at their next morning hour on a working day."""
    return people.calendar(person, policy).next_morning(now, person.morning_at)


def waiting(rota: Sequence[str], before: Sequence[str]) -> list[str]:
    """Say who waits for a candidate of the house pool: who did before keeps their place, whoever is new comes last."""
    return [each for each in before if each in rota] + [each for each in rota if each not in before]


def dealt(
    lost: Mapping[int, str | None], waiting: Sequence[str], here: Container[str]
) -> tuple[dict[int, str], list[str]]:
    """Say to whom candidates go in turn, never to who just lost them, and who waits in which order after that.

    Only those who are `here` are given any; whoever is passed over keeps their place.
    """
    line, to = list(waiting), {}
    for candidate, loser in lost.items():
        following = next((each for each in line if each in here and each != loser), None)
        if following is not None:
            to[candidate] = following
            line.remove(following)
            line.append(following)
    return to, line


def _warned_at(at: datetime, step: int, owner: Person | None, policy: Policy) -> datetime | None:
    if step >= len(policy.warn_days):
        return None
    return people.day_begins(owner, at - timedelta(days=policy.warn_days[step]), policy)


def live_of(standing: Standing, policy: Policy, now: datetime) -> Submission | None:
    """Give the owner's submission that is live, if one is: while it is, the ownership does not lapse."""
    acted_at = _acted_at(standing)
    theirs = [each for each in standing.submissions if each.recruiter == standing.ownership.owner]
    placements = standing.dealing.placements
    return next((each for each in theirs if is_live(each, acted_at, policy, now, placements)), None)


def handed_on(credit: Sequence[Share], giver: str, taker: str) -> tuple[Share, ...]:
    """Say how a divided credit stands after a handover: the giver's part is the taker's; undivided, it is empty."""
    parts: dict[str, int] = {}
    for share in credit:
        person = taker if share.person == giver else share.person
        parts[person] = parts.get(person, 0) + share.percent
    return tuple(Share(person, percent) for person, percent in parts.items()) if len(parts) > 1 else ()


def _live_until(standing: Standing, policy: Policy) -> Iterator[datetime]:
    acted_at = _acted_at(standing)
    for each in standing.submissions:
        if each.recruiter != standing.ownership.owner:
            continue
        until = live_until(each, acted_at, policy, standing.dealing.placements)
        if until is not None:
            yield until


def _acted_at(standing: Standing) -> datetime | None:
    own = standing.ownership
    return max(filter(None, (own.held_at if own.held_by else None, standing.updated_at)), default=None)
