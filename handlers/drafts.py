"""What has somebody begun, and goes on with now?"""

from __future__ import annotations

from typing import Protocol, TypeVar

import storage
from bot.errors import Refused
from bot.facts import Person
from storage.database import Db

T = TypeVar("T")


class Give(Protocol):
    """A way to give a draft back: for good, or only to be looked at."""

    def __call__(self, db: Db, id: int, person: Person, of: type[T], gone: str) -> T: ...


def take(db: Db, id: int, person: Person, of: type[T], gone: str) -> T:
    """Give someone's own draft back for good; raise `Refused` with the words `gone` where there is none any more."""
    return _there(storage.drafts.take(db, person.team, person.id, id, of), gone)


def kept(db: Db, id: int, person: Person, of: type[T], gone: str) -> T:
    """Give it back and keep it as well, for whoever only looks at it."""
    return _there(storage.drafts.kept(db, person.team, person.id, id, of), gone)


def _there(draft: T | None, gone: str) -> T:
    if draft is None:
        raise Refused(gone)
    return draft
