"""Which items does a letter show, and was it late?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import items, rules
from bot.facts import Item, Letter
from bot.policy import Policy
from storage.database import Db


def shown(db: Db, letter: Letter, policy: Policy, now: datetime) -> list[Item]:
    """Give a letter's items, but those that were taken out before anybody saw them."""
    lines = [line for line in storage.lines.of(db, letter.team, letter.id) if not (line.retired and line.at)]
    return items.of_lines(db, letter.team, lines, policy, now, letter.recipient)


def was_late(letter: Letter, now: datetime) -> bool:
    """Tell whether a letter came late; one that is shown already was late or not when it came."""
    return rules.people.is_late(letter.due_at, said_at(letter, now))


def said_at(letter: Letter, now: datetime) -> datetime:
    """Tell when a letter was first said, or now where it is being said."""
    return letter.first_try_at if letter.shown is not None and letter.first_try_at else now
