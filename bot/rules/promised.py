"""What did we promise a candidate by a day, and was it kept?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from bot.facts import IN_PROCESS, Due, Kept, Owing, Person, Promised, Standing, Touch
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.PROMISED
LAST_MINUTE = time(23, 59)


def promises_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when what was promised is owed: the end of that day, by whoever promised; of several, the tightest."""
    tightest: dict[str, Promised] = {}
    for each in sorted(standing.promised, key=lambda one: (one.on, one.at)):
        tightest.setdefault(each.by, each)
    return [_due(each, standing, people_, policy) for each in tightest.values()]


def _due(promised: Promised, standing: Standing, people_: Mapping[str, Person], policy: Policy) -> Due:
    """A promise for a day off is nudged on the last day of work before it."""
    promiser = people_.get(promised.by)
    theirs = [each for each in standing.submissions if each.stage in IN_PROCESS]
    newest = max(theirs, key=lambda each: each.entered_at, default=None)
    at = ends_at(promised.on, promiser, policy)
    due = owed.due(at, promised.by, promised.at, people_, policy, submission=newest, promised=promised)
    nudge_on = people.calendar(promiser, policy).on_or_before(promised.on)
    return replace(due, nudge_at=people.calendar(promiser, policy).morning(nudge_on, time.min))


def ends_at(on: date, promiser: Person | None, policy: Policy) -> datetime:
    """Tell the last minute of a day, where whoever promised lives."""
    return people.calendar(promiser, policy).morning(on, LAST_MINUTE)


def kept(touch: Touch, promiser: Person | None, policy: Policy, now: datetime) -> Kept | None:
    """Tell whether what was promised in a touch was done, and in time; None where nothing was promised."""
    if touch.promised_on is None:
        return None
    ends = ends_at(touch.promised_on, promiser, policy)
    if touch.kept_at is None:
        return Kept.BROKEN if now > ends else Kept.OPEN
    local_day = people.calendar(promiser, policy).local_day(touch.kept_at)
    return Kept.LATE if local_day > touch.promised_on else Kept.IN_TIME
