"""Is an offer of ours at risk, and by what?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.facts import (
    IN_PROCESS,
    Offer,
    OfferKind,
    OfferState,
    Person,
    Placement,
    Risk,
    RiskReason,
    Standing,
    Submission,
)
from bot.policy import Policy
from bot.rules import check_ins, people
from bot.rules.hours import Calendar


def risk_of(standing: Standing, people_: Mapping[str, Person], policy: Policy, now: datetime) -> Risk:
    """Say why what we offer a candidate, or are about to, is at risk.

    There is no risk where no offer is known, or where nothing of ours goes on that could be lost.
    """
    dealing, asks = standing.dealing, check_ins.asker(standing)
    ours = dealing.placements or any(each.stage in IN_PROCESS for each in standing.submissions)
    if not ours or not (dealing.offers or dealing.placements):
        return Risk()
    whom, about = asks or ("", None)
    hours = people.calendar(people_.get(whom), policy)
    counters = [each for each in dealing.offers if each.kind is OfferKind.COUNTER]
    unanswered = any(each.state is OfferState.OPEN for each in counters)
    holds = {
        RiskReason.COUNTER_EXPECTED: any(each.state is OfferState.EXPECTED for each in counters),
        RiskReason.COUNTER_MADE: unanswered or any(each.state is OfferState.DECLINED for each in counters),
        RiskReason.COUNTER_UNANSWERED: unanswered,
        RiskReason.NOT_RESIGNED: any(_not_resigned(each, hours, policy, now) for each in dealing.placements),
        RiskReason.QUIET: about is not None and _is_quiet(standing, about, hours, policy, now),
        RiskReason.DEADLINE: any(_is_near(each, hours, policy, now) for each in dealing.offers),
    }
    return Risk(tuple(reason for reason in RiskReason if holds[reason]))


def _not_resigned(placement: Placement, hours: Calendar, policy: Policy, now: datetime) -> bool:
    """Tell whether somebody said yes so long ago that they should have resigned; who has begun with us has."""
    if placement.resigned_on or placement.over_at:
        return False
    if placement.starts_on and placement.starts_on <= hours.local_day(now):
        return False
    return now > hours.add_days(placement.accepted_at, policy.resigned_days)


def _is_quiet(standing: Standing, about: Submission, hours: Calendar, policy: Policy, now: datetime) -> bool:
    """Tell whether nobody has spoken with them for longer than the limit of their stage."""
    limit = policy.update_limit.get(about.stage)
    return limit is not None and now > hours.add_days(standing.spoke_at or about.entered_at, limit)


def _is_near(offer: Offer, hours: Calendar, policy: Policy, now: datetime) -> bool:
    """Tell whether an offer is to be decided soon; of one that is not ours the day may be past, and we do not know."""
    if not offer.undecided or offer.decide_by is None:
        return False
    if offer.kind is OfferKind.OURS and offer.decide_by <= now:
        return False
    return offer.decide_by <= hours.add_days(now, policy.risk_days)


def soonest(offer: Offer) -> tuple[bool, datetime, datetime, int]:
    """Give by what offers are put in order: until when they are to be decided, last those without a day."""
    return offer.decide_by is None, offer.decide_by or offer.raised_at, offer.raised_at, offer.id
