"""By what does one round of saying letters go: whose claim, which numbers, which limits?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.policy import Policy


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a call of Slack's may take, how long a letter is ours, and how long we wait to ask what became of it.

    `lease` is longer than a `call`; `quarantine`, counted from the last try, is longer than the lease and whatever
    Slack may need to show a message. A letter is given up after so many tries that were refused (a few minutes), or
    so many without a clear answer (about six hours).
    """

    call: timedelta = timedelta(seconds=10)
    lease: timedelta = timedelta(seconds=60)
    quarantine: timedelta = timedelta(seconds=90)
    refused: int = 12
    unsure: int = 80


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of saying letters: the token of its claim, and what it goes by."""

    token: str
    policy: Policy
    limits: Limits
