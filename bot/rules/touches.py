"""What counts as a two-way touch, and who may log, correct or delete one?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.errors import Refused
from bot.facts import Direction, How, Kind, Offers, Outcome, Person, Stage, Standing, Touch, TouchEntry
from bot.policy import Policy
from bot.rules import check_ins, last_words, people

SPOKEN = (Outcome.SPOKE, Outcome.MET, Outcome.REPLIED)
ASKED_ABOUT_OFFERS = (Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED)
TOLD_NO_NEWS = How(Kind.MESSAGE, Direction.OUT, Outcome.SENT)
SAME_AGAIN = timedelta(minutes=5)


def is_two_way(how: How) -> bool:
    """Tell whether somebody really spoke: any inbound touch, or an outbound one that was answered."""
    return how.direction is Direction.IN or how.outcome in SPOKEN


def can_tell(how: How) -> bool:
    """Tell whether a touch can have told the candidate where they stand; "no answer" and a newsletter never can."""
    return how.outcome is not Outcome.NO_ANSWER and how.kind is not Kind.NEWSLETTER


def in_process(standing: Standing | None, policy: Policy) -> bool:
    """Tell whether a candidate is to be told where they stand: in process for any job, or owed the last word on one."""
    return standing is not None and any(
        each.stage in policy.update_limit or last_words.is_owed(each, standing) for each in standing.submissions
    )


def asks_about_offers(standing: Standing | None) -> bool:
    """Tell whether we ask about other offers in each two-way touch: they are so far along, or we know of a rival."""
    if standing is None:
        return False
    far = any(each.stage in ASKED_ABOUT_OFFERS for each in standing.submissions)
    return far or check_ins.asked_since(standing) is not None


def check_answered(how: How | None, offers: Offers | None) -> None:
    """Refuse an answer about other offers of whoever was not reached."""
    if how and offers in (Offers.NONE, Offers.NEW) and not is_two_way(how):
        reason = "They did not speak with you, so they cannot have told you. Choose Did not ask, or another outcome."
        raise Refused(reason, field="offers")


def logged(entry: TouchEntry, id: int, person: Person, policy: Policy, now: datetime) -> Touch:
    """Say how an entry is saved as a touch; raise `Refused` for a moment that cannot be.

    Who gets the credit, where that is not said, and whose ownership it renews is found when it is saved.
    """
    at = entry.at or now
    if at > now:
        raise Refused("That day has not come yet. Choose today or a day before.", field="happened_on")
    _check_age(at, now, policy)
    return _touch(entry, id, person, at, now)


def _check_age(at: datetime, logged_at: datetime, policy: Policy) -> None:
    """Refuse what lay too far back when it was logged; the day that began so long ago still counts whole."""
    if logged_at - at > policy.backdate_for + timedelta(days=1):
        days = policy.backdate_for.days
        raise Refused(
            f"That is more than {days} days ago. Choose a later day, and say when in the note.", "happened_on"
        )


def _touch(entry: TouchEntry, id: int, person: Person, at: datetime, now: datetime) -> Touch:
    return Touch(
        id=id,
        candidate=entry.candidate,
        how=entry.how,
        two_way=is_two_way(entry.how),
        told=bool(entry.told) and can_tell(entry.how),
        offers=entry.offers if is_two_way(entry.how) else None,
        note=entry.note,
        promised_on=entry.promised_on,
        at=at,
        logged_at=now,
        by=person.id,
        credit=entry.credit or "",
        backdated=entry.at is not None and entry.at < now,
    )


def corrected(touch: Touch, entry: TouchEntry, person: Person, policy: Policy, now: datetime) -> Touch:
    """Say what a touch is after a correction; who logged it and when stays."""
    at = entry.at or touch.at
    if at > now:
        raise Refused("That day has not come yet. Choose today or a day before.", field="happened_on")
    _check_age(at, touch.logged_at, policy)
    return replace(
        _touch(entry, touch.id, person, at, now),
        logged_at=touch.logged_at,
        by=touch.by,
        credit=entry.credit or touch.credit,
        holds=touch.holds,
        backdated=entry.at < touch.logged_at if entry.at else touch.backdated,
    )


def may_change(touch: Touch, person: Person, policy: Policy, now: datetime) -> bool:
    """Tell whether someone may correct or delete a touch, to offer it to them."""
    try:
        check_may_change(touch, person, policy, now)
    except Refused:
        return False
    return True


def check_may_change(touch: Touch, person: Person, policy: Policy, now: datetime) -> None:
    """Refuse whoever may not correct or delete a touch: its author may for a week, a manager always."""
    if touch.deleted:
        raise Refused("That touch has been deleted already. Log it again with /touch if it did happen.")
    if person.manager:
        return
    if touch.by != person.id:
        raise Refused("Only whoever logged that touch, or a manager, can change it. Ask one of them.")
    if now - touch.logged_at > policy.edit_for:
        days = policy.edit_for.days
        raise Refused(f"That touch is more than {days} days old, so only a manager can change it. Ask one of them.")


def moment_of(day: date | None, person: Person, policy: Policy, now: datetime) -> datetime | None:
    """Take a day that someone chose to a moment: noon there, or now where it is today; nothing where none was."""
    hours = people.calendar(person, policy)
    if day is None:
        return None
    return now if day == hours.local_day(now) else hours.morning(day, time(12))
