"""What is owed, until when, and to be heard by whom?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.facts.candidates import Submission
from bot.facts.dealing import Dealing
from bot.facts.favours import FavourKind, Thankable
from bot.facts.ownership import Ownership


class Shade(StrEnum):
    """How near a promise is to its due moment."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Owing(StrEnum):
    """What kind of promise something owed about a candidate is."""

    UPDATES = "updates.owed"
    REPLIES = "replies.owed"
    PROMISED = "touches.promised"
    LAST_WORDS = "last_words.owed"
    THANKS = "favours.thanks"
    RETENTION = "retention.asked"
    OWNERSHIP = "ownership.ends"
    CHECK_INS = "offers.check_in"
    DECISIONS = "offers.decision"
    RIVALS = "offers.rival"
    AGREEMENTS = "agreements.owed"
    RESIGNATIONS = "placements.resigned"


class Waiver(StrEnum):
    """Why an owed item is not needed."""

    TOLD_ELSEWHERE = "told_elsewhere"
    COLLEAGUE_TOLD = "colleague_told"
    WITHDREW = "withdrew"
    ON_HOLD = "on_hold"
    NOT_NEEDED = "not_needed"
    OVERTAKEN = "overtaken"
    CLIENT_TOLD = "client_told"
    NO_CONTACT = "no_contact"


class Kept(StrEnum):
    """Whether what was promised by a day was done."""

    OPEN = "open"
    IN_TIME = "in_time"
    LATE = "late"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Promised:
    """What someone promised a candidate by a day, in a touch, and has not done yet."""

    touch: int
    on: date
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules need to know of one candidate to say what is owed.

    `first_spoke_at` and `spoke_at` are the first and last two-way touch, `updated_at` the last touch that told them
    where they stand, `answered_at` the last in which we turned to them, `tried_at` the last call of ours. `heard_at`
    is since when they wait for a reply, `heard_by` who heard them; `promised` what was promised and is not kept yet,
    `thankable` what came of what was asked of them; `ownership` who cares for them. `attempted_at` is when we last
    tried to reach them in person and did not, `offers_asked_at` when they last told us of other offers, or that there
    are none, `offers_new_at` when they last told us of a new one, and `others_told_at`, where they ever did, when
    somebody last wrote down what is known of another's offer; `dealing` what goes on with offers.
    """

    candidate: int
    name: str
    submissions: tuple[Submission, ...] = ()
    first_spoke_at: datetime | None = None
    spoke_at: datetime | None = None
    updated_at: datetime | None = None
    answered_at: datetime | None = None
    tried_at: datetime | None = None
    heard_at: datetime | None = None
    heard_by: str | None = None
    promised: tuple[Promised, ...] = ()
    do_not_contact: bool = False
    thankable: tuple[Thankable, ...] = ()
    ownership: Ownership = field(default_factory=Ownership)
    attempted_at: datetime | None = None
    offers_asked_at: datetime | None = None
    dealing: Dealing = field(default_factory=Dealing)
    offers_new_at: datetime | None = None
    others_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The next thing owed: until when, to be heard by whom, counted since which fact.

    `nudge_at` is from when a morning message may carry it; `alone_at`, where set, is when it is told by itself;
    `submission` the one it is about, `promised` the promise, `thanks_for` what was asked of them.
    """

    at: datetime
    whom: str
    since: datetime
    nudge_at: datetime
    alone_at: datetime | None = None
    submission: Submission | None = None
    promised: Promised | None = None
    thanks_for: FavourKind | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise as it is written down."""

    kind: str
    subject: str
    whom: str
    heard_by: str
    due_at: datetime
    nudge_at: datetime | None
    since: datetime
    step: int = 0
    said: int = 0
    alone_at: datetime | None = None
    snoozed_until: datetime | None = None
    snoozes: int = 0
    waived: Waiver | None = None
    waits_for: str | None = None
