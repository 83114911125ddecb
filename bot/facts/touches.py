"""What is a contact with a candidate?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.facts.stages import Stage


class Kind(StrEnum):
    """By which means a touch happened; a newsletter goes to many at once, and is never to one of them."""

    CALL = "call"
    EMAIL = "email"
    MESSAGE = "message"
    TEXT = "text"
    MEETING = "meeting"
    VIDEO = "video"
    SOCIAL = "social"
    NEWSLETTER = "newsletter"


class Direction(StrEnum):
    """Who began a touch: us (`out`) or the candidate (`in`)."""

    IN = "in"
    OUT = "out"


class Outcome(StrEnum):
    """What came of a touch."""

    SPOKE = "spoke"
    MET = "met"
    REPLIED = "replied"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    SENT = "sent"


class Offers(StrEnum):
    """What the candidate answered when asked about other offers."""

    NONE = "none"
    NEW = "new"
    NOT_ASKED = "not_asked"


class About(StrEnum):
    """What the sorted notes of a touch can be about; pay is kept apart, since few may see it."""

    REASON_TO_MOVE = "reason_to_move"
    WORRIES = "worries"
    MUST_HAVES = "must_haves"
    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    PAY_EXPECTED = "pay_expected"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Note:
    """What was learned of a candidate in one touch, about one thing."""

    about: About
    words: str
    touch: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class How:
    """The kind, direction and outcome of one touch."""

    kind: Kind
    direction: Direction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact with a candidate, as it was logged.

    `kept_by` is the touch with which was done what was promised in this one, `kept_at` when that was.
    `batch` is the same for touches of one round; `holds` is whose ownership it renews: whoever logged it, or whoever
    they stood in for.
    """

    id: int
    candidate: int
    how: How
    two_way: bool
    at: datetime
    logged_at: datetime
    by: str
    credit: str
    told: bool = False
    offers: Offers | None = None
    note: str = ""
    promised_on: date | None = None
    backdated: bool = False
    deleted: bool = False
    kept_by: int | None = None
    kept_at: datetime | None = None
    batch: int | None = None
    holds: str = ""

    @property
    def answers(self) -> bool:
        """Whether we turned to the candidate in it: we wrote, left word, spoke, or told them where they stand."""
        if self.how.kind is Kind.NEWSLETTER:
            return False
        if self.told or self.how.outcome in (Outcome.SPOKE, Outcome.MET):
            return True
        return self.how.direction is Direction.OUT and self.how.outcome is not Outcome.NO_ANSWER

    @property
    def awaits_reply(self) -> bool:
        """Whether the candidate turned to us and was not answered in it."""
        return self.how.direction is Direction.IN and not self.answers

    @property
    def tries(self) -> bool:
        """Whether it was a call of ours, whatever came of it."""
        return self.how.direction is Direction.OUT and self.how.kind in (Kind.CALL, Kind.VIDEO)

    @property
    def attempts(self) -> bool:
        """Whether we tried to reach the candidate in person in it, and did not."""
        ours = self.how.direction is Direction.OUT and self.how.kind is not Kind.NEWSLETTER
        return ours and not self.two_way

    @property
    def about_offers(self) -> bool:
        """Whether the candidate told us in it of other offers, or that there are none."""
        return self.two_way and self.offers in (Offers.NONE, Offers.NEW)

    @property
    def new_offer(self) -> bool:
        """Whether the candidate told us in it of a new offer elsewhere."""
        return self.two_way and self.offers is Offers.NEW


@dataclass(frozen=True, slots=True)
class TouchEntry:
    """What someone wants to log: a touch before it is one. `told` is None where it was not asked or answered."""

    candidate: int
    how: How
    at: datetime | None = None
    credit: str | None = None
    told: bool | None = None
    offers: Offers | None = None
    note: str = ""
    promised_on: date | None = None
    stage: Stage | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """A touch form half filled: kept while it is open, so that nothing typed is lost.

    `candidate_name` is a name to be added where `candidate` is None; `line` the item it settles; `touch` the one
    being edited; `notes` what was learned, sorted; `told_list` the job and the page of the list below the form that
    says whom to tell.
    """

    candidate: int | None = None
    candidate_name: str | None = None
    how: How | None = None
    told: bool | None = None
    offers: Offers | None = None
    note: str = ""
    promised_on: date | None = None
    happened_on: date | None = None
    credit: str | None = None
    stage: Stage | None = None
    line: int | None = None
    touch: int | None = None
    notes: Mapping[About, str] = field(default_factory=dict)
    told_list: tuple[int, int] | None = None
