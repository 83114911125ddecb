"""What was given to a candidate, or asked of them, beside a job?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FavourKind(StrEnum):
    """What can be given to candidates, and what can be asked of them."""

    CV_TIP = "cv_tip"
    CERTIFICATE = "certificate"
    TRAINING = "training"
    OPENING = "opening"
    INTRODUCTION = "introduction"
    REFERRAL = "referral"
    LEAD = "lead"
    REFERENCE = "reference"


ASKED = frozenset({FavourKind.REFERRAL, FavourKind.LEAD, FavourKind.REFERENCE})


@dataclass(frozen=True, slots=True)
class Favour:
    """Something given to a candidate, or asked of them, by whom; `came_of_it` is None while nothing is known."""

    id: int
    candidate: int
    kind: FavourKind
    words: str
    by: str
    at: datetime
    came_of_it: str | None = None
    came_at: datetime | None = None
    thanked_at: datetime | None = None

    @property
    def asked(self) -> bool:
        """Whether it was asked of them, and not given."""
        return self.kind in ASKED


@dataclass(frozen=True, slots=True)
class Thankable:
    """Something that came, at a moment, of what someone had asked of a candidate, and for which nobody has thanked."""

    favour: int
    kind: FavourKind
    at: datetime
    by: str
