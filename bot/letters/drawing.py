"""What does a letter say, as things stand at this moment?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import storage
from bot import items, messages, promises, rules
from bot.blocks import Message
from bot.facts import Letter
from bot.letters import approvals, covers, disputes, mornings, offers, ownership, records, representations, touches
from bot.letters.mornings import MORNING
from bot.letters.records import (
    GREETING,
    IMPORT,
    NOT_HANDED_OVER,
    NOT_MADE,
)
from bot.policy import Policy
from storage.database import Db

# What someone waits for who has just done something: it is said at once, in quiet hours too.
ANSWERS = frozenset((IMPORT, GREETING, NOT_MADE, NOT_HANDED_OVER, disputes.OPENED))
DRAWN: dict[str, Callable[[Db, Letter, Policy, datetime], Message | None]] = (
    mornings.DRAWN
    | touches.DRAWN
    | records.DRAWN
    | approvals.DRAWN
    | disputes.DRAWN
    | ownership.DRAWN
    | covers.DRAWN
    | representations.DRAWN
    | offers.DRAWN
)


def draw(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    """Say a letter as it now stands; None where it was never shown and has nothing left to say.

    Before a letter is first shown, what its recipient need not see to any more is taken out of it.
    """
    if letter.shown is None and letter.kind != ownership.NEWS:
        _void_what_is_settled(db, letter, now)
    drawn = DRAWN[letter.kind](db, letter, policy, now)
    # What is shown and has nothing left to say was about someone who is not here any more.
    return messages.erasing.emptied() if drawn is None and letter.shown is not None else drawn


def audible_at(db: Db, letter: Letter, policy: Policy, now: datetime) -> datetime:
    """Tell when a letter may be said: not in its recipient's quiet hours; what is shown already is redrawn silently."""
    waits = letter.shown is None and letter.kind not in ANSWERS
    recipient = storage.people.known(db, letter.team, letter.recipient) if waits else None
    at = rules.people.audible_at(recipient, now, policy) if recipient else now
    # A deadline that comes before the end of quiet hours would else be told when it has passed.
    return now if letter.kind == offers.URGENT and offers.is_over_by(db, letter, at) else at


def _void_what_is_settled(db: Db, letter: Letter, now: datetime) -> None:
    lines = storage.lines.of(db, letter.team, letter.id)
    owed = items.owed_by(db, letter.team, lines)
    recipient = letter.recipient if letter.kind == MORNING else None
    gone = [
        line.id for line in lines if line.outcome or not items.is_owed(line, owed.get(promises.key_of(line)), recipient)
    ]
    storage.lines.void(db, letter.team, gone, now)
