"""Until when are agreed terms written down and sent to both sides?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.facts import (
    Agreement,
    Due,
    OfferState,
    Owing,
    Package,
    Part,
    Person,
    Placement,
    Stage,
    Standing,
    Submission,
)
from bot.policy import Policy
from bot.rules import owed, people

KIND = Owing.AGREEMENTS
AGREED_AT = (Stage.ACCEPTED, Stage.PLACED)


def agreements_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when both sides are sent what was agreed: for each recruiter, the oldest that they were not.

    It counts from the newest terms: once these have changed, both sides are owed them anew. Where nobody has written
    them down, though they said yes to ours, it counts from that.
    """
    oldest: dict[str, tuple[datetime, Submission]] = {}
    for since, submission in [*_not_sent(standing), *_not_written(standing)]:
        known = oldest.get(submission.recruiter)
        if known is None or since < known[0]:
            oldest[submission.recruiter] = (since, submission)
    return [_due(since, each, people_, policy) for since, each in oldest.values()]


def _not_sent(standing: Standing) -> Iterator[tuple[datetime, Submission]]:
    for placement in standing.dealing.placements:
        submission = submission_of(placement, standing)
        if submission and placement.offer not in standing.dealing.agreed:
            yield standing.dealing.written.get(placement.offer, placement.accepted_at), submission


def _not_written(standing: Standing) -> Iterator[tuple[datetime, Submission]]:
    """Give to what somebody said yes whose offer is not decided: nobody has written down what was agreed."""
    placed = {each.submission for each in standing.dealing.placements}
    at_yes = {each.id: each for each in standing.submissions if each.stage in AGREED_AT and each.id not in placed}
    for offer in standing.dealing.offers:
        submission = at_yes.get(offer.submission or 0)
        if submission and (offer.undecided or offer.state is OfferState.EXPIRED):
            yield max(submission.entered_at, offer.raised_at), submission


def submission_of(placement: Placement, standing: Standing) -> Submission | None:
    """Give the submission of a placement that goes on, where it still stands at yes."""
    theirs = (each for each in standing.submissions if each.id == placement.submission)
    return next((each for each in theirs if each.stage in AGREED_AT), None)


def about(kind: str, submission: Submission | None, standing: Standing) -> Placement | None:
    """Give the placement that something owed is about, where it is about one that goes on."""
    if submission is None or kind not in (Owing.AGREEMENTS, Owing.RESIGNATIONS):
        return None
    return next((each for each in standing.dealing.placements if each.submission == submission.id), None)


def changed(before: Agreement, after: Agreement) -> list[Part]:
    """Name the parts of the terms in which two versions differ."""
    return parts_changed(before.package, after.package)


def parts_changed(before: Package, after: Package) -> list[Part]:
    """Name the parts in which two packages differ."""
    was, now = _parts(before), _parts(after)
    return [part for part in Part if was[part] != now[part]]


def _parts(package: Package) -> dict[Part, object]:
    return {
        Part.BASE: (package.base, package.period if package.base else None, package.payments),
        Part.BONUS: (package.bonus, package.bonus_share),
        Part.SIGN_ON: package.sign_on,
        Part.EQUITY: package.equity,
        Part.BENEFITS: package.benefits,
        Part.FLEXIBILITY: package.flexibility,
        Part.DEVELOPMENT: package.development,
        Part.STARTS_ON: package.starts_on,
    }


def _due(since: datetime, submission: Submission, people_: Mapping[str, Person], policy: Policy) -> Due:
    hours = people.calendar(people_.get(submission.recruiter), policy)
    at = hours.add_days(since, policy.agreement_days)
    return owed.due(at, submission.recruiter, since, people_, policy, submission=submission)
