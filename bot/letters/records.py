"""What do letters about records, files and what could not be said say?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages
from bot.blocks import Message
from bot.facts import FileKind, ImportState, Letter
from bot.letters import showing
from bot.policy import Policy
from storage.database import Db

GIVEN_UP = "operators.given_up"
IMPORT = "imports"
GREETING = "imports.greeting"
NOT_MADE = "files.not_made"
NOT_HANDED_OVER = "files.not_handed_over"
ERASED = "erasing.done"
TO_ERASE = "retention.to_erase"
UNANSWERED = "retention.unanswered"


def _given_up(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    count = len(storage.outbox.given_up(db, letter.team))
    return messages.mornings.not_sent(count) if count or letter.shown is not None else None


def _erased(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    told = storage.erasures.told(db, letter.team, int(letter.about or 0))
    return messages.erasing.done(*told) if told else None


def _to_erase(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = showing.shown(db, letter, policy, now)
    return messages.retention.asked_to_erase(shown[0], letter.by or "") if shown else None


def _unanswered(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    shown = showing.shown(db, letter, policy, now)
    late = showing.was_late(letter, now)
    return messages.retention.unanswered(shown, letter.id, letter.due_at, now, late) if shown else None


def _import(db: Db, letter: Letter, _policy: Policy, now: datetime) -> Message | None:
    of = storage.imports.one(db, letter.team, int(letter.about or 0))
    if of is None:
        return None
    first = storage.imports.lines(db, of, 0, messages.imports.FIRST_LINES) if of.state is ImportState.SHOWN else []
    return messages.imports.letter(of, [each.cells for each in first], now)


def _greeting(_db: Db, _letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    return messages.imports.greeting()


def _not_made(_db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    return messages.exports.not_made(FileKind(letter.about or ""))


def _not_handed_over(_db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    return messages.exports.not_handed_over(FileKind(letter.about or ""))


DRAWN = {
    GIVEN_UP: _given_up,
    ERASED: _erased,
    TO_ERASE: _to_erase,
    UNANSWERED: _unanswered,
    IMPORT: _import,
    GREETING: _greeting,
    NOT_MADE: _not_made,
    NOT_HANDED_OVER: _not_handed_over,
}
