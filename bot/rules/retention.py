"""Whose record is to be kept or erased, who is asked, and when does the question go further?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import nsmallest

from bot.facts import IN_PROCESS, Owed, Owing, Person, Silent, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import people

KIND = Owing.RETENTION


def asked_of(silent: Silent, known: Mapping[str, Person], in_charge: Sequence[Person]) -> str | None:
    """Tell who is asked: who put them forward last, else who added them, if still here; else who is in charge."""
    theirs = [known[id] for id in (silent.recruiter, silent.added_by) if id is not None and id in known]
    return next((each.id for each in (*theirs, *in_charge) if each.member), None)


def oldest(silent: Iterable[Silent], most: int) -> list[Silent]:
    """Choose those who have been silent longest, the longest first."""
    return nsmallest(most, silent, key=lambda each: (each.since, each.candidate))


def answer_by(hearer: Person, policy: Policy, now: datetime) -> datetime:
    """Tell until when a question that is asked today is to be answered: the same for all that are."""
    return people.day_ends(hearer, now + policy.answer_for, policy)


def asked(silent: Silent, hearer: Person, policy: Policy, now: datetime) -> Owed:
    """Say how the question about a record is written down."""
    by, subject = answer_by(hearer, policy, now), str(silent.candidate)
    return Owed(KIND, subject, hearer.id, hearer.id, due_at=by, nudge_at=now, since=silent.since, alone_at=by)


def still_asked(owed: Owed, standing: Standing, policy: Policy, now: datetime) -> bool:
    """Tell whether the question still stands: nobody has spoken with them since, nor put them forward."""
    spoken = standing.spoke_at is not None and standing.spoke_at > owed.since
    return not spoken and not any(is_live(each, policy, now) for each in standing.submissions)


def is_live(submission: Submission, policy: Policy, now: datetime) -> bool:
    """Tell whether a submission keeps a record: it is in process, or was placed not long ago."""
    placed = submission.stage is Stage.PLACED and submission.entered_at > now - policy.placed_for
    return submission.stage in IN_PROCESS or placed


def asked_to_erase(owed: Owed) -> Owed:
    """Say how the question is written down once whoever was asked has asked for an erasure: it is not nudged again."""
    return replace(owed, nudge_at=None)


def unanswered(owed: Owed, policy: Policy, now: datetime) -> Owed:
    """Say how a question is written down that has gone to those in charge: they hear of it again, nobody else does."""
    return replace(owed, step=owed.step + 1, nudge_at=None, alone_at=now + policy.answer_for)


def kept_until(years: int, now: datetime) -> datetime:
    """Tell until when a record is kept so many years longer."""
    day = 28 if (now.month, now.day) == (2, 29) else now.day
    return now.replace(year=now.year + years, day=day)
