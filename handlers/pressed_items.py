"""Which item was pressed, what is still owed of it, and what if it is over?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import storage
from bot import items, messages, promises, rules
from bot.errors import Refused
from bot.facts import Letter, Line, Owed, Person
from storage.database import Db


@dataclass(frozen=True)
class Stale:
    """The pressed item is over; its message is drawn anew."""

    name: str
    tag: Literal["stale"] = "stale"


def line_of(db: Db, id: int, person: Person) -> tuple[Line, Letter]:
    """Give a pressed item with its letter, if this person may press it."""
    line = storage.lines.line(db, person.team, id, hold=True)
    letter = storage.outbox.by_id(db, person.team, line.letter) if line else None
    if line is None or letter is None:
        raise Refused(messages.teams.old_button())
    if letter.recipient != person.id and not person.manager:
        raise Refused(messages.teams.NOT_YOURS)
    return line, letter


def pressed(db: Db, id: int, person: Person) -> tuple[Line, list[Owed]]:
    """Give a pressed item with all that it says is owed, its own promise first; nothing where the item is over.

    When an ownership lapses is not owed to anybody, so it can be neither put off nor waived nor asked of a colleague.
    """
    line, _ = line_of(db, id, person)
    mine = open_in(db, [line], person)
    others = [each for each in storage.lines.beside(db, person.team, line) if each.id != line.id]
    owed = mine and mine + open_in(db, others, person)
    return line, [each for each in owed if each.kind != rules.ownership.KIND]


def open_in(db: Db, lines: Sequence[Line], person: Person) -> list[Owed]:
    """Give what is still owed of these lines, held until we are done."""
    undecided = [line for line in lines if line.outcome is None and not line.retired]
    found = [(line, owed_by(db, line, person)) for line in undecided]
    return [owed for line, owed in found if owed and items.is_owed(line, owed)]


def owed_by(db: Db, line: Line, person: Person) -> Owed | None:
    """Give the promise of a line, held until we are done."""
    return storage.promises.one(db, person.team, *promises.key_of(line), hold=True)


def redrawn(db: Db, line: Line, person: Person, now: datetime) -> Stale:
    """Have the message of an item that is over drawn as things stand now."""
    storage.outbox.redraw(db, person.team, [line.letter], now)
    return Stale(name_of(db, int(line.subject), person))


def fresh(outcome: Any) -> Any:
    """Tell the presser where an item is over; what was done for it is saved already."""
    if isinstance(outcome, Stale):
        raise Refused(messages.teams.old_button(outcome.name))
    return outcome


def name_of(db: Db, id: int, person: Person) -> str:
    """Give a candidate's name, or what to call somebody who is gone."""
    candidate = storage.candidates.candidate(db, person.team, id)
    return candidate.name if candidate else "that candidate"
