"""What is known of an erasure: whose, by what they are recognised in text, and what was done?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.facts.candidates import Contact


@dataclass(frozen=True, slots=True)
class Erasure:
    """Somebody's record is to be erased: an id that nobody can trace, who asked, and when."""

    team: str
    candidate: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KnownAs:
    """By which names and addresses someone is recognised in a text; `ids` are their record and those merged into it."""

    ids: tuple[int, ...]
    names: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased: rows of each kind, places elsewhere that named them, messages and files in Slack."""

    touches: int = 0
    submissions: int = 0
    contacts: int = 0
    mentions: int = 0
    messages: int = 0
    files: int = 0
