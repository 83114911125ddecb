"""What does the daily news about someone's candidates say, as things stand?"""

from __future__ import annotations

from datetime import datetime

import storage
from bot import messages
from bot.blocks import Message
from bot.facts import Letter
from bot.letters import showing
from bot.policy import Policy
from storage.database import Db

NEWS = "ownership.news"


def _news(db: Db, letter: Letter, _policy: Policy, now: datetime) -> Message | None:
    if letter.shown is None:
        storage.owner_news.retire(db, letter)
    told, counts = storage.owner_news.of(db, letter, messages.owner_news.NAMED)
    if not told:
        return None
    was_due = letter.due_at if showing.was_late(letter, now) else None
    return messages.owner_news.news(told, counts, letter.recipient, was_due)


DRAWN = {NEWS: _news}
