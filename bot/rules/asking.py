"""How does a reader stop and ask back?"""

from __future__ import annotations

from collections.abc import Iterable

from bot.facts import Choice, Unclear

MOST_CHOICES = 3


class Asked(Exception):
    """Something has to be asked back before what was typed is understood; `unclear` is what."""

    def __init__(self, question: str, choices: Iterable[Choice] = ()) -> None:
        super().__init__(question)
        self.unclear = Unclear(question, tuple(choices)[:MOST_CHOICES])


class NoDay(Asked):
    """What was typed is no day at all, not even one that has passed."""
