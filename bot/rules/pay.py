"""Who may see what a candidate expects to be paid?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.facts import About, Person, Submission

T = TypeVar("T")


def may_see(person: Person, submissions: Sequence[Submission]) -> bool:
    """Tell whether someone may see pay: a manager may, and who is the recruiter of one of the submissions."""
    return person.manager or any(each.recruiter == person.id for each in submissions)


def visible(notes: Mapping[About, T], person: Person, submissions: Sequence[Submission]) -> Mapping[About, T]:
    """Leave out what someone may not see."""
    if may_see(person, submissions):
        return notes
    return {about: note for about, note in notes.items() if about is not About.PAY_EXPECTED}
