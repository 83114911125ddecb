"""What is a dispute about a candidate, on which evidence, and how can it end?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.candidates import Submission
from bot.facts.ownership import Share
from bot.facts.representations import Representation
from bot.facts.touches import Touch


class DisputeState(StrEnum):
    """Where a dispute stands: the owner answers, the managers rule, or it is over."""

    ANSWER = "answer"
    RULING = "ruling"
    ENDED = "ended"


class Ruling(StrEnum):
    """How a dispute ended: by a manager, by one of the two, by the clock, or because somebody is not here any more."""

    KEEP = "keep"
    TRANSFER = "transfer"
    SHARE = "share"
    WITHDRAWN = "withdrawn"
    CONCEDED = "conceded"
    NOT_RULED = "not_ruled"
    OWNER_LEFT = "owner_left"
    CLAIMANT_LEFT = "claimant_left"
    ERASED = "erased"


class Ground(StrEnum):
    """The rule a suggestion stands on, in the order in which they are asked."""

    REPRESENTS = "represents"
    LIVE = "live"
    OWNER_SPOKE = "owner_spoke"
    CLAIMANT_SPOKE = "claimant_spoke"
    BOTH = "both"
    NOTHING = "nothing"


class Ignored(StrEnum):
    """Why a touch is shown in a case and does not count."""

    AFTER = "after"
    BACKDATED = "backdated"
    ATTEMPT = "attempt"
    COLLEAGUE = "colleague"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rules suggest, and on which ground; `about` is the touch, submission or right it stands on."""

    ruling: Ruling
    ground: Ground
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim on a candidate whom a colleague owns, from the claim to its end.

    `job` is the one it is about, where it is about one. `answer_by` and `rule_by` are its clock, `asked` how often a
    manager has stopped it; `answered_by` is the owner or their cover. `step` counts the reminders that were sent.
    `suggestion`, `ground` and `about` are what the rules suggested when it was opened.
    `candidate` is none once they were erased: the facts stay for precedent, without names and words.
    """

    id: int
    candidate: int | None
    owner: str
    claimant: str
    opened_at: datetime
    reason: str
    evidence: str
    answer_by: datetime
    rule_by: datetime
    state: DisputeState
    job: int | None = None
    answer: str | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    up_at: datetime | None = None
    suggestion: Ruling | None = None
    ground: Ground | None = None
    about: int | None = None
    ruling: Ruling | None = None
    ruled_by: str | None = None
    ended_at: datetime | None = None
    reasons: str | None = None
    credit: tuple[Share, ...] = ()
    asked: int = 0
    step: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What a manager asked one of the two before ruling, and what they answered."""

    id: int
    dispute: int
    asked_by: str
    asked_of: str
    question: str
    at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All that a dispute is judged by.

    `evidence` are the touches as they were at the claim, `touches` as they are now, deleted ones too. Submissions and
    rights are only there while it is opened: what they say then is kept as the dispute's suggestion.
    """

    dispute: Dispute
    evidence: tuple[Touch, ...] = ()
    touches: tuple[Touch, ...] = ()
    submissions: tuple[Submission, ...] = ()
    rights: tuple[Representation, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One touch of a case, as it was at the claim: for which of the two it is, and why it does not count, if so.

    `side` is none where it is a colleague's. It was `changed` where it was corrected or deleted after the claim, which
    changes nothing.
    """

    touch: Touch
    side: str | None = None
    ignored: Ignored | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """How a dispute stands after somebody acted; `mine` is False where it was over before they did."""

    dispute: Dispute
    mine: bool = True
