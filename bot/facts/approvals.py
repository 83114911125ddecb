"""What was asked of the managers, and what did they answer?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.facts.dealing import Stakes
from bot.facts.touches import Touch


class ApprovalKind(StrEnum):
    """What a manager can be asked for.

    `MORE_TIME` before an ownership lapses; `ASSIGN` a candidate of the house pool to whoever asks; `REPRESENT`: to put
    somebody forward to a client although a colleague has the right to. `FEASIBLE`: to offer somebody what lies outside
    the band.
    """

    MORE_TIME = "more_time"
    ASSIGN = "assign"
    REPRESENT = "represent"
    FEASIBLE = "feasible"


@dataclass(frozen=True, slots=True)
class Approval:
    """Something asked of the managers about a candidate; `granted` is none until one of them decides.

    `about` holds what else granting it needs: plain values by name. `answer` is why it was refused; where facts have
    overtaken it, it is not granted, and decided by nobody.
    """

    id: int
    kind: ApprovalKind
    candidate: int
    asked_by: str
    reason: str
    at: datetime
    about: dict[str, Any] = field(default_factory=dict)
    granted: bool | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What managers decide by, beside the reason.

    `ends_on` is the last day of the ownership that is to be longer, or of the right that stands in the way; `since` is
    since when nobody owns them. `spoke` is when somebody last spoke with them, `before` how often the same person asked
    for the same. `stakes` are of an offer.
    """

    ends_on: date | None = None
    since: datetime | None = None
    spoke: Touch | None = None
    before: int = 0
    stakes: Stakes | None = None
