"""Whose record has been silent for so long that somebody is to say whether it is kept?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Silent:
    """A candidate with whom nobody has spoken for long.

    `since` is their last two-way touch, else when they were added; `recruiter` put them forward last.
    """

    candidate: int
    since: datetime
    added_by: str
    recruiter: str | None = None
