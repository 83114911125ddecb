"""When are thanks owed for a favour, and is it too soon to ask for another?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.errors import Refused
from bot.facts import Due, Favour, Owing, Person, Standing, Thankable
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.THANKS
# So many of a candidate's favours are looked through for one that was asked lately.
LOOKED_AT = 50


def thanks_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when whoever asked for something that came owes thanks; of several, for the first that came.

    A touch since then in which we turned to the candidate is taken as thanks. Who wants no contact is left in peace.
    """
    if standing.do_not_contact:
        return []
    since = standing.answered_at
    first: dict[str, Thankable] = {}
    for each in sorted(standing.thankable, key=lambda one: one.at):
        if since is None or since <= each.at:
            first.setdefault(each.by, each)
    return [_due(each, people_, policy) for each in first.values()]


def _due(came: Thankable, people_: Mapping[str, Person], policy: Policy) -> Due:
    at = people.calendar(people_.get(came.by), policy).add_days(came.at, policy.thanks_days)
    return owed.due(at, came.by, came.at, people_, policy, thanks_for=came.kind)


def asked_lately(favour: Favour, others: Sequence[Favour], policy: Policy) -> Favour | None:
    """Give what was asked of the same candidate shortly before, or is still open, where this is an ask as well."""
    if not favour.asked:
        return None
    lately = favour.at - timedelta(days=policy.ask_again_days)
    before = [each for each in others if each.asked and each.id != favour.id]
    near = [each for each in before if each.at > lately or each.came_at is None]
    return max(near, key=lambda each: each.at, default=None)


def may_take_out(favour: Favour, person: Person) -> bool:
    """Tell whether someone may take a favour out that was kept by mistake: whoever kept it, and managers."""
    return person.manager or favour.by == person.id


def check_may_take_out(favour: Favour, person: Person) -> None:
    """Refuse whoever may not take a favour out."""
    if not may_take_out(favour, person):
        raise Refused("Only whoever wrote that down, or a manager, can take it out. Ask one of them.")
