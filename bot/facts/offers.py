"""Who offers a candidate what, until when, and what became of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.facts.money import Package


class OfferKind(StrEnum):
    """Who makes an offer: our client, a rival of theirs, or the candidate's present employer, to keep them."""

    OURS = "ours"
    RIVAL = "rival"
    COUNTER = "counter"


class OfferState(StrEnum):
    """How an offer stands.

    `EXPECTED`: there is none yet, but talks, or a reason to expect one. `WAITING`: ours, not made yet, since it is
    outside the band, and a manager is asked first. `OPEN`: the candidate has it and decides. `WITHDRAWN` is what its
    employer took back; `OVER` what ended since something else was decided.
    """

    EXPECTED = "expected"
    WAITING = "waiting"
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    OVER = "over"


# An offer in one of these can still become something.
UNDECIDED = (OfferState.EXPECTED, OfferState.WAITING, OfferState.OPEN)


class StageThere(StrEnum):
    """How far a candidate has come with a rival."""

    TALKS = "talks"
    INTERVIEWS = "interviews"
    FINAL = "final"
    OFFER = "offer"


class Rank(StrEnum):
    """How a candidate ranks a rival beside us."""

    AHEAD = "ahead"
    LEVEL = "level"
    BEHIND = "behind"


class RoundBy(StrEnum):
    """Who said a round of a negotiation: the candidate asked for it, or the employer offered it.

    `WAITING` is what we would offer once a manager agrees, `WITHHELD` what none let go out: neither is on the table.
    """

    ASKED = "asked"
    OFFERED = "offered"
    WAITING = "waiting"
    WITHHELD = "withheld"


class Learned(StrEnum):
    """What else was written down of an offer: that the client heard of it, or has not, what was done for it."""

    CLIENT_TOLD = "client_told"
    CLIENT_NOT_TOLD = "client_not_told"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer to a candidate, by whom and how it stands; what is in it stands in its rounds.

    `submission` is that of ours. `company` makes it: a rival's name, the present employer's, or for ours the job's
    title. `stage_there`, `rank` and `touch` (from which we know it) are of rivals. It is to be decided by `decide_by`,
    the end of `decide_on` where no hour was said; this deadline stands since `decide_since`. `made_at` is since when
    the candidate has it. `why` is why one is expected, or what it was declined for; `done_for_it` what was sped up or
    improved because of it. `client_told_at` is when the client heard of a rival. `raised_by` added it; `version` grows
    with each change.
    """

    id: int
    candidate: int
    kind: OfferKind
    state: OfferState
    raised_by: str
    raised_at: datetime
    submission: int | None = None
    company: str = ""
    stage_there: StageThere | None = None
    rank: Rank | None = None
    touch: int | None = None
    decide_by: datetime | None = None
    decide_on: date | None = None
    made_at: datetime | None = None
    ended_at: datetime | None = None
    client_told_at: datetime | None = None
    client_told_by: str | None = None
    why: str = ""
    done_for_it: str = ""
    version: int = 0
    decide_since: datetime | None = None

    @property
    def undecided(self) -> bool:
        """Whether it can still become something."""
        return self.state in UNDECIDED

    def learned_since(self, before: Offer | None) -> list[tuple[Learned, str]]:
        """Give what was written down of the client and of what was done for it since it stood so, with the words."""
        was, told = before.client_told_at if before else None, self.client_told_at
        found: list[tuple[Learned, str]] = []
        if (was is None) is not (told is None):
            found.append((Learned.CLIENT_TOLD if told else Learned.CLIENT_NOT_TOLD, ""))
        if self.done_for_it and self.done_for_it != (before.done_for_it if before else ""):
            found.append((Learned.DONE, self.done_for_it))
        return found


@dataclass(frozen=True, slots=True)
class OfferRound:
    """One step of the talks about an offer: who asked or offered what, said by whom, and when.

    `number` counts from 1 in the order in which it was written down; `who` is the person who said it, where known.
    """

    id: int
    offer: int
    number: int
    by: RoundBy
    package: Package
    at: datetime
    logged_by: str
    logged_at: datetime
    who: str = ""
    touch: int | None = None


@dataclass(frozen=True, slots=True)
class OfferChange:
    """What changed about an offer: its state, its deadline, or `what` was learned of it.

    `said_yes` is who at the employer agreed to that, `reason` why, or what was done.
    """

    id: int
    offer: int
    at: datetime
    by: str
    state: OfferState | None = None
    decide_by: datetime | None = None
    reason: str = ""
    said_yes: str = ""
    what: Learned | None = None


@dataclass(frozen=True, slots=True)
class NewDeadline:
    """A deadline as somebody gives it anew: a day, perhaps an `hour`, why, and who at the client said yes.

    `stood` is the second of the deadline that they saw, 0 where there was none.
    """

    offer: int
    on: date
    hour: time | None
    reason: str
    said_yes: str
    stood: int = 0
