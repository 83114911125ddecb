"""With whose consent is a candidate put forward to a client?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.facts.candidates import Submission
from bot.facts.stages import Stage


class NotAgreed(StrEnum):
    """How somebody was put forward whose consent is not on record.

    `WITHOUT` it, for a reason; or although a colleague may represent them there, which a manager `LIFTED`.
    """

    WITHOUT = "without"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Representation:
    """The right to represent a candidate for one job, and so at its client: agreed when, in which words, until when.

    `title` is the job as the team says it, `client` its client's id where it has one; `how` is by which kind of touch
    they agreed. It is over early where it was ended, by whom and for which reason. Where somebody was put forward
    although they had not agreed, `how` is one of `NotAgreed`, `words` is the reason, and it never holds.
    """

    id: int
    candidate: int
    job: int
    title: str
    client: int | None
    holder: str
    agreed_at: datetime
    words: str
    how: str
    recorded_by: str
    recorded_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_for: str = ""

    @property
    def agreed(self) -> bool:
        """Whether they agreed at all."""
        return self.how not in set(NotAgreed)

    def valid(self, now: datetime) -> bool:
        """Tell whether it holds at a moment."""
        return self.agreed and (self.ended_at is None or now < self.ended_at) and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody is to be put forward for a job, or their `submission` moved, to where its client knows of them.

    `seen` are the colleagues' submissions there that whoever takes the step has been told of.
    """

    candidate: int
    job: int
    stage: Stage
    submission: int | None = None
    seen: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What stands in the way of a step: it is stopped, or goes on with their consent or a reason.

    `right` is that of a colleague where it stops, else one's own that is over; `rivals` are submissions of colleagues
    that stand at the same client.
    """

    stops: bool
    right: Representation | None = None
    rivals: tuple[Submission, ...] = ()
