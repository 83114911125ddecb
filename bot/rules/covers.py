"""When does somebody stand in for whom, who may, and who hears of what someone owes?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.errors import Refused
from bot.facts import Cover, NewCover, Owed, Person
from bot.policy import Policy
from bot.rules import people

# The clocks of a cover, of someone who has left, and of a handover; nobody hears of them.
KIND, LEFT, HANDOVER = "covers.clock", "people.left", "handovers.clock"
# Whoever is away longer hands over.
LONGEST = timedelta(days=366)
ONE_DAY = timedelta(days=1)


def told_at(cover: Cover, away: Person | None, policy: Policy) -> datetime:
    """Tell from when whoever covers is to know: the day before it begins."""
    return people.calendar(away, policy).morning(cover.from_on - ONE_DAY, time.min)


def begins_at(cover: Cover, away: Person | None, policy: Policy) -> datetime:
    """Tell when a cover begins: with its first day, where who is away lives."""
    return people.calendar(away, policy).morning(cover.from_on, time.min)


def ends_at(cover: Cover, away: Person | None, policy: Policy) -> datetime:
    """Tell when a cover is over: after its last day, where who is away lives."""
    return people.calendar(away, policy).morning(cover.until_on + ONE_DAY, time.min)


def next_moment(cover: Cover, away: Person | None, policy: Policy, now: datetime) -> datetime | None:
    """Tell when a cover is to be looked at next; None once it is over."""
    moments = (told_at(cover, away, policy), begins_at(cover, away, policy), ends_at(cover, away, policy))
    return None if cover.ended_at else next((each for each in moments if each > now), None)


def is_over(cover: Cover, people_: Mapping[str, Person], policy: Policy, now: datetime) -> bool:
    """Tell whether the last day of a cover is past."""
    return now >= ends_at(cover, people_.get(cover.away), policy)


def has_begun(cover: Cover, people_: Mapping[str, Person], policy: Policy, now: datetime) -> bool:
    """Tell whether the first day of a cover has begun."""
    return now >= begins_at(cover, people_.get(cover.away), policy)


def is_broken(cover: Cover, people_: Mapping[str, Person], policy: Policy, now: datetime) -> bool:
    """Tell whether a cover cannot be: one of the two has left, or who covers is away as well when it has begun."""
    away, instead = people_.get(cover.away), people_.get(cover.cover)
    if not (away and away.member and instead and instead.member):
        return True
    return instead.cover is not None and has_begun(cover, people_, policy, now)


def meet(one: Cover | NewCover, other: Cover) -> bool:
    """Tell whether two covers have a day in common."""
    return one.from_on <= other.until_on and other.from_on <= one.until_on


def check(
    wanted: NewCover, away: Person, instead: Person | None, others: Iterable[Cover], policy: Policy, now: datetime
) -> None:
    """Refuse a cover that cannot be, at its field; `others` are the open covers of both but the one that is changed."""
    today = people.calendar(away, policy).local_day(now)
    if wanted.until_on < today:
        raise Refused("That day is past. Choose the last day away, today or later.", field="until_on")
    if wanted.until_on < wanted.from_on:
        raise Refused("The last day comes before the first. Choose a later one.", field="until_on")
    if wanted.from_on - today > LONGEST:
        raise Refused("That is more than a year from now. Choose an earlier day.", field="from_on")
    if wanted.until_on - wanted.from_on > LONGEST:
        raise Refused("That is more than a year. Hand over instead: /care hand over.", field="until_on")
    _check_who(wanted, away, instead)
    for other in others:
        _check_beside(wanted, away, other)


def _check_who(wanted: NewCover, away: Person, instead: Person | None) -> None:
    if wanted.cover == away.id:
        raise Refused("Nobody covers for themselves. Choose a colleague.", field="cover")
    if instead is None:
        reason = "They have not used Rapport yet. Choose somebody else, or ask them to type /care help once."
        raise Refused(reason, field="cover")
    if not instead.member:
        raise Refused("They may not see candidates. Choose somebody else.", field="cover")


def _check_beside(wanted: NewCover, away: Person, other: Cover) -> None:
    if not meet(wanted, other):
        return
    if other.away == away.id:
        raise Refused("There is a cover for some of these days already. Change that one: /care cover.", field="from_on")
    if other.away == wanted.cover:
        raise Refused("They are away themselves then. Choose somebody else, or other days.", field="cover")


def hearer(whom: str, owner: str | None, people_: Mapping[str, Person], policy: Policy) -> str:
    """Tell who hears of what someone owes: they do; while they are away, their cover.

    Of what is owed by somebody who is not here any more, the owner hears, else the keeper; else nobody but managers,
    when it is late.
    """
    person = people_.get(whom)
    if person is None or person.member:
        return person.cover or whom if person else whom
    found = (people_.get(each) for each in (owner, policy.keeper) if each)
    return next((each.cover or each.id for each in found if each and each.member), whom)


def heard(owed: Owed, whom: Person | None, hears: str) -> Owed:
    """Say how a promise is written down so that it is heard; what a colleague has taken on stays theirs."""
    gone = whom is not None and not whom.member and hears != owed.whom
    return replace(owed, heard_by=hears) if gone or owed.heard_by == owed.whom else owed


def clock(cover: int, at: datetime, since: datetime) -> Owed:
    """Say how it is written down when a cover is to be looked at; nobody hears of that."""
    return inner(KIND, str(cover), at, since)


def inner(kind: str, subject: str, at: datetime, since: datetime) -> Owed:
    """Say how a clock of our own is written down: a promise that nobody hears of."""
    return Owed(kind, subject, "", "", due_at=at, nudge_at=None, since=since, alone_at=at)


def dealt(candidates: Sequence[int], done: int, takers: Sequence[str]) -> dict[int, str]:
    """Deal candidates to takers in turn, going on where `done` were dealt before."""
    return {id: takers[(done + place) % len(takers)] for place, id in enumerate(candidates)}
