"""What do letters about touches say, and about what a colleague was asked?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import items, messages
from bot.blocks import Message
from bot.facts import Letter
from bot.letters import showing
from bot.policy import Policy
from storage.database import Db

ASKED = "updates.asked"
ANSWERED = "updates.answered"
CHANGED = "touches.changed"


def _asked(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    ask = storage.asks.asked(db, letter.team, int(letter.about or 0))
    shown = showing.shown(db, letter, policy, now)
    if ask is None or not shown:
        return None
    return messages.asks.asked(shown[0], ask.asked_by, ask.note, now, colleague=ask.colleague)


def _answered(db: Db, letter: Letter, policy: Policy, now: datetime) -> Message | None:
    ask = storage.asks.asked(db, letter.team, int(letter.about or 0))
    line = storage.lines.line(db, letter.team, ask.line) if ask else None
    if ask is None or line is None:
        return None
    return messages.asks.answered(
        items.of_lines(db, letter.team, [line], policy, now)[0], ask.colleague, bool(ask.accepted)
    )


def _changed(db: Db, letter: Letter, _policy: Policy, _now: datetime) -> Message | None:
    touch = storage.touches.touch_of(db, letter.team, int(letter.about or 0))
    candidate = storage.candidates.candidate(db, letter.team, touch.candidate) if touch else None
    if touch is None or candidate is None:
        return None
    return messages.touches.changed(touch, candidate, letter.by or "", letter.due_at)


DRAWN = {
    ASKED: _asked,
    ANSWERED: _answered,
    CHANGED: _changed,
}
