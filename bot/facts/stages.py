"""How far can a candidate have come for a job?"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far one candidate has come for one job."""

    SOURCED = "sourced"
    SCREENING = "screening"
    SUBMITTED = "submitted"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    PLACED = "placed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    FELL_THROUGH = "fell_through"


IN_PROCESS = (
    Stage.SOURCED,
    Stage.SCREENING,
    Stage.SUBMITTED,
    Stage.INTERVIEW,
    Stage.OFFER,
    Stage.ACCEPTED,
)


ENDS = (Stage.REJECTED, Stage.WITHDRAWN, Stage.DECLINED, Stage.FELL_THROUGH)
