"""What was agreed, who starts when, and why was a candidate lost?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.facts.candidates import Candidate
from bot.facts.money import Package, Part
from bot.facts.offers import Offer, OfferKind


class AgreedHow(StrEnum):
    """How one side of an agreement said yes."""

    SIGNED = "signed"
    IN_WRITING = "in_writing"
    BY_PHONE = "by_phone"
    IN_PERSON = "in_person"


class LossReason(StrEnum):
    """Why a candidate said no; `UNSAID` where they were moved to an end, and nobody has said why yet."""

    RIVAL = "rival"
    COUNTER = "counter"
    PAY = "pay"
    ROLE = "role"
    PLACE = "place"
    TIMING = "timing"
    TRUST = "trust"
    OTHER = "other"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Agreed:
    """How one side said yes to an agreement: who, on which day, by which way."""

    who: str
    on: date
    how: AgreedHow


@dataclass(frozen=True, slots=True)
class Agreement:
    """The terms as they were agreed; never changed, a new `version` follows instead.

    `candidate_told_at` and `client_told_at` are when each side was sent them. Where `lost_on` is set, the terms were
    lost with their key, and given up on that day: who agreed on what is not known, and no seal vouches for it.
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
    lost_on: date | None = None


@dataclass(frozen=True, slots=True)
class MissingTerms:
    """A version of agreed terms that is on record, and is not there any more as it was sealed."""

    version: int
    at: datetime
    by: str


def gone(newest: Agreement | None, missing: Sequence[MissingTerms]) -> MissingTerms | None:
    """Give the terms that would hold, where these are missing and the newest that are there are older."""
    last = missing[-1] if missing else None
    return last if last and (newest is None or newest.version < last.version) else None


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """What was agreed about an offer, as it is shown: its versions, newest last, and which parts each of them changed.

    `missing` are versions that are on record and not there any more, `written_by` is the name of who wrote the newest
    down, `beside_band` how it lies to the client's band, in words.
    """

    candidate: Candidate
    offer: Offer
    title: str
    client: str
    mail: str | None
    versions: tuple[Agreement, ...]
    changes: tuple[tuple[Part, ...], ...]
    missing: tuple[MissingTerms, ...] = ()
    written_by: str = ""
    beside_band: str = ""

    @property
    def newest(self) -> Agreement:
        """The newest terms that are there: those that hold, where none is `gone`."""
        return self.versions[-1]

    @property
    def gone(self) -> MissingTerms | None:
        """The terms that would hold, where these are missing; nobody can say then what holds."""
        return gone(self.versions[-1] if self.versions else None, self.missing)

    @property
    def next_version(self) -> int:
        """The number of the version that would follow."""
        return 1 + max([each.version for each in self.versions] + [each.version for each in self.missing])


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
    """A loss as it is told: whom, for which job, and to which company, or by which kind of offer.

    It `fell` through where they had said yes before.
    """

    loss: Loss
    name: str
    title: str
    company: str = ""
    kind: OfferKind | None = None
    fell: bool = False
