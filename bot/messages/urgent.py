"""How do we tell somebody of a deadline that cannot wait for their next morning message?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import Message, Sentence, actions, bold, button, line, whole
from bot.facts import Item
from bot.messages.updates import ALL, is_open, item, item_said
from bot.phrases import counted

# So many can be read at once, and hold what people may have typed about them within the letters of a message.
MOST_ITEMS = 10


def urgent(items: Sequence[Item], letter: int, now: datetime) -> Message:
    """Say which deadlines cannot wait, each with what can be done about it."""
    shown = items[:MOST_ITEMS]
    opening = _opening(items)
    blocks = [line(*opening)]
    for owed in shown:
        blocks += item(owed, now)
    if len(items) > len(shown):
        blocks.append(actions(button(f"See all ({len(items)})", ALL, letter)))
    return Message(whole(opening, *(item_said(owed, now) for owed in shown)), blocks)


def _opening(items: Sequence[Item]) -> Sentence:
    waiting = [owed for owed in items if is_open(owed)]
    if not waiting:
        return ["This could not wait, and is seen to."]
    if len(waiting) == 1:
        return ["A deadline that cannot wait: speak with ", bold(waiting[0].name), " before it."]
    return [f"{counted(len(waiting), 'deadline', 'deadlines')} that cannot wait: speak with them before."]
