"""What do we say of an erasure, and in place of what was said about someone who was erased?"""

from __future__ import annotations

from bot.blocks import Message, Sentence, bullets, context, line, sentence, when, whole
from bot.facts import Erased, Erasure

NOT_ALLOWED = "Only a manager or an administrator can erase somebody. Ask one of them."
OTHER_NAME = "That is not their name. Type it as it stands above, or close this window to keep them."
UNDERWAY = "They are being erased already. Whoever asked for it hears from me when it is done."


def begun() -> Message:
    """Say that an erasure has begun, and how one hears of its end."""
    first = sentence("It has begun. I will tell you in a direct message when it is done.")
    more = sentence("Nobody finds them any more once it is; until then, log nothing about them.")
    return Message(whole(first, more), [line(*first), context(*more)])


def done(erasure: Erasure, erased: Erased) -> Message:
    """Say what was erased, naming nobody."""
    first = sentence("The erasure you asked for at ", when(erasure.at), " is done.")
    counts = sentence(f"Erased: {_listed(erased)}.")
    follows = [sentence(words) for words in _follows(erased)]
    last = sentence(
        "A nickname or half of a name in a note I cannot know: change such notes yourself. "
        "Files that people saved, and what they wrote outside Rapport, are not in my reach."
    )
    blocks = [line(*first), line(*counts)] + ([bullets(follows)] if follows else []) + [context(*last)]
    return Message(whole(first, counts, *follows, last), blocks)


def emptied() -> Message:
    """Say in place of a message that there is nothing left of it."""
    said: Sentence = sentence("This was about someone who was erased.")
    return Message(whole(said), [line(*said)])


def summary(erased: Erased) -> str:
    """Say what was erased, for an operator."""
    return " ".join([f"Erased: {_listed(erased)}.", *_follows(erased)])


def counted(erased: Erased) -> str:
    """Say how much is kept about someone: `12 touches, 2 submissions and 1 address`."""
    parts = [
        _some(erased.touches, "touch", "touches"),
        _some(erased.submissions, "submission", "submissions"),
        _some(erased.contacts, "address", "addresses"),
    ]
    return _joined([part for part in parts if part])


def _listed(erased: Erased) -> str:
    rest = counted(erased)
    return f"their record with {rest}" if rest else "their record"


def _follows(erased: Erased) -> list[str]:
    told = [
        _some(erased.mentions, "other place named them; it", "other places named them; they")
        + (" now says [erased]." if erased.mentions == 1 else " now say [erased]."),
        _some(erased.messages, "message is", "messages are") + " being redacted.",
        _some(erased.files, "file that I sent is", "files that I sent are") + " being deleted.",
    ]
    return [words for words, count in zip(told, (erased.mentions, erased.messages, erased.files), strict=True) if count]


def _some(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}" if count else ""


def _joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)
