"""How is what is owed planned, put off and told when it is late, and in which order is it said?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facts import IN_PROCESS, Due, FavourKind, Line, Owed, Owing, Person, Promised, Shade, Stage, Submission
from bot.policy import Policy
from bot.rules import people

# In which order kinds are told, first those that are late, then those that are not; where two rank alike, the older.
ALWAYS: dict[str, int] = {
    Owing.DECISIONS: -2,
    Owing.RIVALS: -1,
    Owing.CHECK_INS: 2,
    Owing.REPLIES: 2,
    Owing.OWNERSHIP: 3,
    Owing.RETENTION: 5,
}
LAST = 4
# What is late about someone who said yes stands with what is late by stage.
ACCEPTED: dict[str, int] = {Owing.AGREEMENTS: 1, Owing.RESIGNATIONS: 1}
WAITED: dict[str, int] = {Owing.PROMISED: 0, Owing.UPDATES: 1, Owing.LAST_WORDS: 1, Owing.CHECK_INS: 1}
LATE: dict[str, int] = ALWAYS | WAITED | ACCEPTED
RANKS = (LATE, ALWAYS, LAST)
BY_STAGE = frozenset({Owing.UPDATES, Owing.LAST_WORDS})


def due(
    at: datetime,
    whom: str,
    since: datetime,
    people_: Mapping[str, Person],
    policy: Policy,
    *,
    submission: Submission | None = None,
    promised: Promised | None = None,
    thanks_for: FavourKind | None = None,
) -> Due:
    """Say when what is due at a moment is nudged, from the morning of that day, and when a manager hears of it."""
    person = people_.get(whom)
    nudge_at, alone_at = people.day_begins(person, at, policy), escalation_at(at, 0, person, policy)
    return Due(at, whom, since, nudge_at, alone_at, submission, promised, thanks_for)


def escalation_at(due_at: datetime, step: int, recruiter: Person | None, policy: Policy) -> datetime | None:
    """Tell when a manager hears of something still owed, for the `step`th time; None once they heard enough."""
    if step >= policy.escalations:
        return None
    hours = policy.escalate_after_hours + step * policy.escalate_every_hours
    return people.calendar(recruiter, policy).add_hours(due_at, hours)


def written(kind: str, due: Due, subject: str, before: Owed | None, recruiter: Person | None, policy: Policy) -> Owed:
    """Say how a promise is written down, given what was written before.

    Counted since the same fact, it stays the same promise: what was put off, waived, said or asked of a colleague
    stays so. Counted since another, it is a new one.
    """
    fresh = Owed(kind, subject, due.whom, due.whom, due.at, due.nudge_at, due.since, alone_at=due.alone_at)
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
    ranked = sorted(owed, key=lambda one: (_rank(one[0], one[1], now), one[0].due_at, one[0].since))
    return [one for one, _ in ranked]


def _rank(owed: Owed, stage: Stage | None, now: datetime) -> tuple[int, int]:
    is_late = owed.due_at < now
    place = (LATE if is_late else ALWAYS).get(owed.kind, LAST)
    far = IN_PROCESS.index(stage) if is_late and owed.kind in BY_STAGE and stage in IN_PROCESS else 0
    return place, -far


def together(owed: Sequence[Owed]) -> list[tuple[Owed, ...]]:
    """Put what one person owes a candidate into one line, in the place of the most pressing."""
    lines: dict[tuple[str, str], list[Owed]] = {}
    for each in owed:
        lines.setdefault((each.subject, each.whom), []).append(each)
    return [tuple(line) for line in lines.values()]


def put_off(choice: str, hearer: Person, policy: Policy, now: datetime) -> datetime:
    """Tell until when an item is put off: the morning of the next working day, or of the first one next week."""
    hours = people.calendar(hearer, policy)
    today = hours.local_day(now)
    if choice == "tomorrow":
        return hours.morning(hours.next_working_day(today), hearer.morning_at)
    monday = today + timedelta(days=7 - today.weekday())
    return hours.morning(hours.on_or_after(monday), hearer.morning_at)
