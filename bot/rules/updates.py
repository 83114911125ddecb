"""Who is owed a status update, by whom, and until when?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.facts import Due, Owing, Person, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.UPDATES


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
    return [
        owed.due(clock.at, whom, clock.since, recruiters, policy, submission=submission)
        for whom, (clock, submission) in tightest.items()
    ]


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
