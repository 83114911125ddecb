"""Who is owed a status update, by whom, and until when?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.facts import IN_PROCESS, Due, Line, Owed, Person, Shade, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import people

KIND = "updates.owed"


@dataclass(frozen=True, slots=True)
class _Clock:
    """One submission's limit: due `at`, counted since a fact."""

    at: datetime
    since: datetime


def updates_due(standing: Standing, recruiters: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell when a candidate is next owed a status update: for each recruiter, the tightest of their submissions."""
    tightest: dict[str, tuple[_Clock, Submission]] = {}
    for submission in standing.submissions:
        clock = _clock(submission, standing, recruiters.get(submission.recruiter), policy)
        known = tightest.get(submission.recruiter)
        if clock and (known is None or clock.at < known[0].at):
            tightest[submission.recruiter] = (clock, submission)
    return [_due(clock, submission, recruiters, policy) for clock, submission in tightest.values()]


def _clock(submission: Submission, standing: Standing, recruiter: Person | None, policy: Policy) -> _Clock | None:
    """The later of: their last update plus the limit, their entry into the stage plus a day."""
    limit = policy.update_limit.get(submission.stage)
    if limit is None:
        return None
    entered = submission.entered_at
    if submission.stage is Stage.SOURCED:
        if standing.first_spoke_at is None:
            return None
        entered = max(entered, standing.first_spoke_at)
    hours = people.calendar(recruiter, policy)
    if standing.updated_at is None:
        return _Clock(hours.add_days(entered, limit), entered)
    after_update = _Clock(hours.add_days(standing.updated_at, limit), standing.updated_at)
    after_entry = _Clock(hours.add_days(entered, policy.entry_days), entered)
    return max(after_entry, after_update, key=lambda clock: clock.at)


def _due(clock: _Clock, submission: Submission, recruiters: Mapping[str, Person], policy: Policy) -> Due:
    recruiter = recruiters.get(submission.recruiter)
    nudge_at = people.day_begins(recruiter, clock.at, policy)
    alone_at = escalation_at(clock.at, 0, recruiter, policy)
    return Due(clock.at, submission.recruiter, clock.since, nudge_at, alone_at, submission)


def escalation_at(due_at: datetime, step: int, recruiter: Person | None, policy: Policy) -> datetime | None:
    """Tell when a manager hears of an update still owed, for the `step`th time; None once they heard enough."""
    if step >= policy.escalations:
        return None
    hours = policy.escalate_after_hours + step * policy.escalate_every_hours
    return people.calendar(recruiter, policy).add_hours(due_at, hours)


def written(due: Due, subject: str, before: Owed | None, recruiter: Person | None, policy: Policy) -> Owed:
    """Say how a promise is written down, given what was written before.

    Counted since the same fact, it stays the same promise: what was put off, waived, said or asked of a colleague
    stays so. Counted since another, it is a new one.
    """
    fresh = Owed(KIND, subject, due.whom, due.whom, due.at, due.nudge_at, due.since, alone_at=due.alone_at)
    if before is None or before.since != due.since:
        return fresh
    if before.waived:
        return replace(before, due_at=due.at, nudge_at=None, alone_at=None)
    planned = escalation_at(due.at, before.step, recruiter, policy)
    until = before.snoozed_until
    if until is None:
        return replace(before, due_at=due.at, nudge_at=due.nudge_at, alone_at=planned)
    return replace(before, due_at=due.at, nudge_at=max(due.nudge_at, until), alone_at=planned and max(planned, until))


def escalated(owed: Owed, recruiter: Person | None, policy: Policy, now: datetime) -> Owed:
    """Say how a promise is written down after a manager has heard of it; steps missed in a downtime are not made up."""
    step = owed.step + 1
    while (following := escalation_at(owed.due_at, step, recruiter, policy)) and following <= now:
        step += 1
    return replace(owed, step=step, alone_at=following)


def stands(line: Line, owed: Owed) -> bool:
    """Tell whether what became of an item is still how its promise stands, so that it can be taken back."""
    if line.since != owed.since:
        return False
    if line.outcome == "asked":
        return owed.waived is None
    return line.waived == owed.waived and line.until == owed.snoozed_until


def put_on(owed: Owed) -> Owed:
    """Say how a promise is written down that was put off or waived by mistake; that it was put off does not count."""
    put_off = owed.snoozed_until is not None
    return replace(owed, snoozed_until=None, waived=None, waits_for=None, snoozes=max(owed.snoozes - put_off, 0))


def shade(due_at: datetime, since: datetime, recruiter: Person | None, policy: Policy, now: datetime) -> Shade:
    """Tell how near a promise is: green, amber from 80 % of its working time, red when it is late."""
    if now > due_at:
        return Shade.RED
    hours = people.calendar(recruiter, policy)
    whole = hours.hours_between(since, due_at)
    gone = hours.hours_between(since, now) if now > since else 0.0
    return Shade.AMBER if whole and gone / whole >= policy.amber_share else Shade.GREEN


def in_order(owed: Iterable[tuple[Owed, Stage | None]], now: datetime) -> list[Owed]:
    """Put what is owed in the order in which it is told: what is late by stage, the furthest first; then the oldest."""
    ranked = sorted(owed, key=lambda one: (_rank(one[0], one[1], now), one[0].due_at, one[0].since, one[0].subject))
    return [one for one, _ in ranked]


def _rank(owed: Owed, stage: Stage | None, now: datetime) -> tuple[bool, int]:
    is_late = owed.due_at < now
    return not is_late, -IN_PROCESS.index(stage) if is_late and stage in IN_PROCESS else 0


def put_off(choice: str, hearer: Person, policy: Policy, now: datetime) -> datetime:
    """Tell until when an item is put off: the morning of the next working day, or of the first one next week."""
    hours = people.calendar(hearer, policy)
    today = hours.local_day(now)
    if choice == "tomorrow":
        return hours.morning(hours.next_working_day(today), hearer.morning_at)
    monday = today + timedelta(days=7 - today.weekday())
    return hours.morning(hours.on_or_after(monday), hearer.morning_at)
