"""Who may be one person, and why do we think so?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.facts.candidates import Contact


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it is compared with a newcomer."""

    id: int
    name: str
    contacts: tuple[Contact, ...] = ()


class Likeness(StrEnum):
    """Whether two records are one person: surely, perhaps, or not."""

    SAME = "same"
    ALIKE = "alike"
    APART = "apart"


class Reason(StrEnum):
    """Why two records may be one person, in words."""

    EMAIL = "the same e-mail"
    PROFILE = "the same profile"
    OTHERS_EMAIL = "the same e-mail, but another name"
    OTHERS_PROFILE = "the same profile, but another name"
    SHARED = "an e-mail or profile that several share"
    TWO_PROFILES = "the same e-mail, but another profile"
    PHONE = "the same phone"
    NAME = "the same name"
    SIMILAR = "a similar name"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing two records came to; where they are apart there is no reason."""

    likeness: Likeness
    reasons: tuple[Reason, ...] = ()
