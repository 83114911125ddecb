"""What was agreed, who starts when, and why was a candidate lost?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.facts.money import Package
from bot.facts.offers import OfferKind


class AgreedHow(StrEnum):
    """How one side of an agreement said yes."""

    SIGNED = "signed"
    IN_WRITING = "in_writing"
    BY_PHONE = "by_phone"
    IN_PERSON = "in_person"


class LossReason(StrEnum):
    """Why a candidate said no."""

    RIVAL = "rival"
    COUNTER = "counter"
    PAY = "pay"
    ROLE = "role"
    PLACE = "place"
    TIMING = "timing"
    TRUST = "trust"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agreed:
    """How one side said yes to an agreement: who, on which day, by which way."""

    who: str
    on: date
    how: AgreedHow


@dataclass(frozen=True, slots=True)
class Agreement:
    """The terms as they were agreed; never changed, a new `version` follows instead.

    `candidate_told_at` and `client_told_at` are when each side was sent them.
    """

    id: int
    offer: int
    candidate: int
    version: int
    package: Package
    by_candidate: Agreed
    by_client: Agreed
    at: datetime
    by: str
    words: str = ""
    candidate_told_at: datetime | None = None
    candidate_told_by: str | None = None
    client_told_at: datetime | None = None
    client_told_by: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """An accepted offer on its way to the first day and through its guarantee; one for each submission.

    `starts_on` is the first day, `guarantee_until` the last day of the window, which counts from it; none while the
    start is not known.
    """

    submission: int
    candidate: int
    job: int
    offer: int
    accepted_at: datetime
    by: str
    guarantee_days: int
    starts_on: date | None = None
    guarantee_until: date | None = None
    resigned_on: date | None = None
    signed_on: date | None = None
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a candidate said no to us, to whom they went (an offer), and what was learned of it."""

    offer: int
    candidate: int
    submission: int
    reason: LossReason
    at: datetime
    by: str
    to: int | None = None
    learned: str = ""


@dataclass(frozen=True, slots=True)
class ToldLoss:
    """A loss as it is told: whom, for which job, and to which company, or by which kind of offer."""

    loss: Loss
    name: str
    title: str
    company: str = ""
    kind: OfferKind | None = None
