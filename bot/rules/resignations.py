"""Until when has somebody who said yes to us resigned elsewhere, and signed with us?"""

from __future__ import annotations

from collections.abc import Mapping

from bot.facts import Due, Owing, Person, Placement, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import owed, people
from bot.rules.agreements import submission_of

KIND = Owing.RESIGNATIONS


def resignations_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell by when each who said yes is asked whether they have resigned, and whether the papers are signed."""
    return [_due(placement, each, people_, policy) for placement, each in unknown(standing).values()]


def unknown(standing: Standing) -> dict[str, tuple[Placement, Submission]]:
    """Give to what somebody said yes who is not known to have resigned and signed, by recruiter; the oldest yes.

    Once they have started, nothing is left to ask.
    """
    oldest: dict[str, tuple[Placement, Submission]] = {}
    for placement in to_start(standing):
        submission = submission_of(placement, standing)
        if submission is None or (placement.resigned_on and placement.signed_on):
            continue
        known = oldest.get(submission.recruiter)
        if known is None or placement.accepted_at < known[0].accepted_at:
            oldest[submission.recruiter] = (placement, submission)
    return oldest


def to_start(standing: Standing) -> list[Placement]:
    """Give what somebody said yes to and has yet to start."""
    accepted = {each.id for each in standing.submissions if each.stage is Stage.ACCEPTED}
    return [each for each in standing.dealing.placements if each.submission in accepted]


def _due(placement: Placement, submission: Submission, people_: Mapping[str, Person], policy: Policy) -> Due:
    hours = people.calendar(people_.get(submission.recruiter), policy)
    at = hours.add_days(placement.accepted_at, policy.resigned_days)
    return owed.due(at, submission.recruiter, placement.accepted_at, people_, policy, submission=submission)
