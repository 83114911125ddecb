"""When is a candidate asked about other offers, and by whom?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.facts import IN_PROCESS, Due, Offer, OfferKind, Owing, Person, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.CHECK_INS
# From the interview on they are wanted elsewhere too; before it, only where we know of somebody.
ASKING = (Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED)
# Whoever writes an offer down while they speak logs the talk after it.
SAME_TALK = timedelta(hours=1)


def check_ins_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell when a candidate is next asked about other offers: every couple of days, counted from their last answer.

    Of a new one that nobody has written down they are asked at once. An attempt to reach them puts the nudge off, and
    leaves it due when it was.
    """
    since, asks = asked_since(standing), asker(standing)
    if since is None or asks is None:
        return []
    whom, about = asks
    hours = people.calendar(people_.get(whom), policy)
    days = policy.new_offer_days if unwritten(standing) else policy.check_in_days
    due = owed.due(hours.add_days(since, days), whom, since, people_, policy, submission=about)
    tried = standing.attempted_at
    if tried is None or tried < since:
        return [due]
    again = people.day_begins(people_.get(whom), hours.add_days(tried, policy.try_again_days), policy)
    return [replace(due, nudge_at=max(due.nudge_at, again))]


def asked_since(standing: Standing) -> datetime | None:
    """Tell since when the next check-in counts: their last answer, an interview, a rival of which we heard.

    Where they told us of a new offer, and nobody has written it down, that alone counts.

    None where nobody is to be asked: they are in process for nothing any more, or too early, and no rival is known.
    """
    live = [each for each in standing.submissions if each.stage in IN_PROCESS]
    asking = [each.interviewed_at or each.entered_at for each in live if each.stage in ASKING]
    rivals = [each.raised_at for each in others(standing)] if live or not standing.submissions else []
    new = unwritten(standing) if live or not standing.submissions else None
    if new or not (asking or rivals):
        return new
    return max([*asking, *rivals, *([standing.offers_asked_at] if standing.offers_asked_at else [])])


def unwritten(standing: Standing) -> datetime | None:
    """Tell when they told us of a new offer that nobody has written down since; None where there is none."""
    new, told = standing.offers_new_at, standing.others_told_at
    if new is None or (standing.offers_asked_at and standing.offers_asked_at > new):
        return None
    return None if told and told >= new - SAME_TALK else new


def asker(standing: Standing) -> tuple[str, Submission | None] | None:
    """Name who asks about other offers, and for which submission: the recruiter of the furthest from interview on.

    Else it is the owner, else the recruiter of whatever goes on.
    """
    live = [each for each in standing.submissions if each.stage in IN_PROCESS]
    furthest = max(live, key=lambda each: (IN_PROCESS.index(each.stage), each.entered_at, each.id), default=None)
    if furthest and furthest.stage in ASKING:
        return furthest.recruiter, furthest
    if standing.ownership.owner:
        return standing.ownership.owner, furthest
    return (furthest.recruiter, furthest) if furthest else None


def others(standing: Standing) -> tuple[Offer, ...]:
    """Give the rivals' offers and the counter-offer that are not decided."""
    return standing.dealing.of(OfferKind.RIVAL) + standing.dealing.of(OfferKind.COUNTER)
