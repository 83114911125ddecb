"""What does someone hear about the candidates they own, or owned?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.ownership import Passing
from bot.facts.touches import Touch


class News(StrEnum):
    """What kind of news it is: theirs no more since care stopped (`lapsed`) or since somebody said so (`taken`), theirs
    from now on (`given`), a colleague spoke with theirs (`spoke`), the house pool has one more (`pooled`), whom its
    keeper looks after or a manager assigns."""

    LAPSED = "ownership.lapsed"
    TAKEN = "ownership.taken"
    GIVEN = "ownership.given"
    SPOKE = "ownership.spoke"
    POOLED = "ownership.pooled"


@dataclass(frozen=True, slots=True)
class OwnerNews:
    """One piece of news about a candidate, when it was so (`at`) and when it was noticed (`told_at`).

    `how` is how they changed hands and `by` who saw to it (empty: the clock, or a rule of the house); `touch` is what
    a colleague logged. `owner` is who owns them now, `note` what whoever handed them over had to say.
    `asked_at` is when they had asked for more time, where no manager answered.
    """

    kind: News
    candidate: int
    name: str
    at: datetime
    told_at: datetime
    by: str = ""
    how: Passing | None = None
    owner: str | None = None
    touch: Touch | None = None
    note: str | None = None
    asked_at: datetime | None = None
