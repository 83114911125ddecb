"""Who may see what a candidate expects to be paid?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from bot.facts import About, Person

T = TypeVar("T")


def may_see(person: Person, near: Collection[str]) -> bool:
    """Tell whether someone may see pay: a manager may, and who is `near`.

    These are the candidate's owner, the recruiters of what goes on or was offered, and who covers for one of them.
    """
    return person.manager or person.id in near


def visible(notes: Mapping[About, T], person: Person, near: Collection[str]) -> Mapping[About, T]:
    """Leave out what someone may not see."""
    if may_see(person, near):
        return notes
    return {about: note for about, note in notes.items() if about is not About.PAY_EXPECTED}
