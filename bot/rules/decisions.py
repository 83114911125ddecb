"""Until when does a candidate decide on an offer of ours, and when are they called?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.errors import Refused
from bot.facts import Due, Offer, OfferKind, OfferState, Owing, Person, ReadDay, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import agreements, dates, offers, owed, people

KIND = Owing.DECISIONS
ONE_DAY = timedelta(days=1)
# Nobody has longer to decide than a year; whoever types that meant another one.
LONGEST = timedelta(days=366)


def decide_by(made_at: datetime, person: Person | None, policy: Policy) -> datetime:
    """Tell until when an offer that is made now is to be decided, where nobody said: the end of a day of work."""
    return people.calendar(person, policy).add_days(made_at, policy.decision_days)


def end_of(on: date, hour: time | None, person: Person | None, policy: Policy) -> datetime:
    """Tell the moment of a deadline that was said: at its hour, else when work ends on that day, where someone is."""
    return dates.moment(ReadDay(on, hour), people.calendar(person, policy))


def runs(stage: Stage | None) -> bool:
    """Tell whether an offer of ours has a deadline while its submission is at a stage: not once they said yes."""
    return stage not in agreements.AGREED_AT


def expired(offer: Offer, now: datetime) -> bool:
    """Tell whether an offer of ours has run out, though nobody may have looked yet; others stand until we are told."""
    if offer.kind is not OfferKind.OURS or offer.state is not OfferState.OPEN:
        return False
    return offer.decide_by is not None and offer.decide_by <= now


def run_out(offer: Offer) -> Offer:
    """Say how an offer stands that has run out: since its deadline, however late somebody looks."""
    return replace(offer, state=OfferState.EXPIRED, ended_at=offer.decide_by)


def check(on: date, moment: datetime, now: datetime, person: Person | None, policy: Policy) -> None:
    """Refuse, at its field, a deadline that has passed, or lies further away than anybody means."""
    if moment <= now:
        today = people.calendar(person, policy).local_day(now)
        if on == today:
            raise Refused("That hour has passed. Choose a later one, or a later day.", field="hour")
        raise Refused("That day has passed. Choose today or a later day.", field="on")
    if moment - now > LONGEST:
        raise Refused("That is more than a year from now. Choose an earlier day.", field="on")


def check_movable(offer: Offer) -> None:
    """Refuse to move the deadline of an offer that has none: it is not made yet, waits, or is decided."""
    if offer.kind is OfferKind.OURS and offer.state is OfferState.EXPECTED:
        raise Refused("They do not have this offer yet. Once it is made, it has a deadline.")
    if offer.state is OfferState.WAITING:
        raise Refused("A manager is asked about this offer first. Once they have answered, it has a deadline.")
    if not offer.undecided and offer.state is not OfferState.EXPIRED:
        raise Refused("This offer is decided, so there is nothing to wait for. Open the offers to see how it stands.")


def stood(offer: Offer) -> int:
    """Give the second of an offer's deadline, by which a form knows whether somebody has moved it meanwhile."""
    return int(offer.decide_by.timestamp()) if offer.decide_by else 0


def last_call(deadline: datetime, person: Person | None, policy: Policy) -> datetime:
    """Tell from when a candidate is called before a deadline: the day of work before it, so that a day is left."""
    hours = people.calendar(person, policy)
    day = hours.on_or_before(hours.local_day(deadline))
    for _ in range(policy.last_call_days):
        day = hours.on_or_before(day - ONE_DAY)
    return hours.morning(day, time.min)


def counted(some: Iterable[Offer]) -> list[Offer]:
    """Give those of these offers that have a deadline, the tightest first."""
    return sorted((each for each in some if each.decide_by), key=lambda each: (each.decide_by, each.id))


def decisions_due(standing: Standing, people_: Mapping[str, Person], policy: Policy) -> list[Due]:
    """Tell until when a candidate decides on offers of ours: for each recruiter, by the tightest deadline of theirs.

    One that ran out is owed on: somebody renews it with the client, or takes it back. Who said yes decides no more.
    """
    by_id = {each.id: each for each in standing.submissions}
    tightest: dict[str, tuple[Offer, Submission]] = {}
    for offer in ours(standing):
        submission = by_id.get(offer.submission or 0)
        if submission:
            tightest.setdefault(submission.recruiter, (offer, submission))
    return [due(offer, whom, people_, policy, submission) for whom, (offer, submission) in sorted(tightest.items())]


def ours(standing: Standing) -> list[Offer]:
    """Give the offers of ours that a candidate decides on, or that ran out unseen to, the tightest first."""
    open_ = (each for each in standing.dealing.of(OfferKind.OURS) if each.state is OfferState.OPEN)
    said_yes = {each.id for each in standing.submissions if not runs(each.stage)}
    return counted(each for each in (*ran_out(standing), *open_) if each.submission not in said_yes)


def ran_out(standing: Standing) -> list[Offer]:
    """Give the offers of ours that ran out, for jobs that go on: nobody has renewed them since, or taken them back."""
    live = {each.id for each in standing.submissions if each.stage in offers.LIVE}
    expired = (each for each in standing.dealing.offers if each.state is OfferState.EXPIRED)
    return counted(each for each in expired if each.submission in live)


def going_on(standing: Standing, now: datetime) -> list[Offer]:
    """Give all offers that are to be seen to, as they stand now, though no tick has looked at what has run out."""
    undecided = (each for each in standing.dealing.offers if each.undecided)
    return [run_out(each) if expired(each, now) else each for each in undecided] + ran_out(standing)


def asks(offer: Offer, standing: Standing) -> str | None:
    """Name who looks after an offer: the recruiter whose submission it belongs to, else the owner."""
    theirs = [each for each in standing.submissions if each.id == offer.submission]
    return theirs[0].recruiter if theirs else standing.ownership.owner


def due(offer: Offer, whom: str, people_: Mapping[str, Person], policy: Policy, submission: Submission | None) -> Due:
    """Say when a deadline is due and nudged; another deadline is another promise, whatever became of the one before."""
    at, since = offer.decide_by or offer.raised_at, offer.decide_since or offer.raised_at
    nudge_at = last_call(at, people_.get(whom), policy)
    return replace(owed.due(at, whom, since, people_, policy, submission=submission), nudge_at=nudge_at)
