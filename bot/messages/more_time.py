"""What do we answer whoever asks for more time before an ownership lapses?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.blocks import Message, Sentence, bold, context, line, sentence, whole
from bot.phrases import counted, dated, everybody

REFUSED_ALREADY = (
    "A manager has refused more time with them already. Speak with them, and they stay yours; or hand them over."
)
NOT_NOW = "Their ownership does not lapse now, so no more time is needed. Type /own and their name to see why."


def too_early(from_on: date) -> str:
    """Say from when more time can be asked for."""
    first = f"They do not lapse soon: more time can be asked for from {dated(from_on)}."
    return f"{first} A word with them before then renews it by itself."


def asked(name: str, days: int, asked: Sequence[str], last_on: date) -> Message:
    """Confirm that managers were asked for more time; until `last_on` they are kept if nobody answers."""
    first: Sentence = [
        "I have asked ",
        *everybody(asked),
        f" for {counted(days, 'more day', 'more days')} with ",
        bold(name),
    ]
    stay = sentence(f"They stay yours until the end of {dated(last_on)}, or until a manager answers.")
    more = sentence("You hear what they answer. A word with them before then renews it by itself.")
    return Message(whole([*first, "."], stay, more), [line(*first, "."), line(*stay), context(*more)])
