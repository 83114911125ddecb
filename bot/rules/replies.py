"""To whom do we owe a reply, by whom, and until when?"""

from __future__ import annotations

from collections.abc import Mapping

from bot.facts import IN_PROCESS, Due, Owing, Person, Standing
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.REPLIES


def replies_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when whoever wrote or called, and was not answered in it, is owed a reply.

    It is owed by the recruiter of their live submission that was moved last, else by whoever heard them.
    """
    heard_at, heard_by = standing.heard_at, standing.heard_by
    if heard_at is None or heard_by is None:
        return []
    live = [each for each in standing.submissions if each.stage in IN_PROCESS]
    newest = max(live, key=lambda each: each.entered_at, default=None)
    whom = newest.recruiter if newest else heard_by
    at = people.calendar(people_.get(whom), policy).add_days(heard_at, policy.reply_days)
    return [owed.due(at, whom, heard_at, people_, policy, submission=newest)]
