"""What is somebody told whose right to represent a candidate was lifted?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages
from bot.blocks import Message
from bot.facts import Letter
from bot.policy import Policy
from storage.database import Db

LIFTED = "representations.lifted"


def _lifted(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    put = storage.representations.one(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, put.candidate) if put else None
    if put is None or candidate is None:
        return None
    held = storage.representations.valid_at(db, letter.team, candidate.id, put.recorded_at)
    theirs = [each for each in held if each.holder == letter.recipient and put.client in (None, each.client)]
    return messages.representations.lifted(candidate, put, theirs[0] if theirs else None)


DRAWN = {
    LIFTED: _lifted,
}
