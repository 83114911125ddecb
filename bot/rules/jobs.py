"""What follows when a job is closed: who goes where, and who is to be told?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.errors import Refused
from bot.facts import ENDS, IN_PROCESS, Closing, Job, PutForward, Stage, Submission
from bot.rules.last_words import THEIRS

# From the last stage to the first.
LATE_FIRST = tuple(reversed((*IN_PROCESS, Stage.PLACED)))


def late_first(forward: Iterable[PutForward]) -> list[PutForward]:
    """Put those put forward in order: who came furthest first, who waits longest first among them; the lost last."""

    def key(each: PutForward) -> tuple[bool, int, float]:
        lost = each.submission.stage in ENDS
        return lost, _place(reached(each)), each.submission.entered_at.timestamp()

    return sorted(forward, key=key)


def reached(each: PutForward) -> Stage:
    """Tell how far someone has come, or had come before it ended."""
    stage = each.submission.stage
    return each.submission.came_from or stage if stage in ENDS else stage


def closing(
    forward: Sequence[PutForward], why: Closing, filled_by: int | None = None
) -> list[tuple[Submission, Stage]]:
    """Say to which stage everybody goes when a job is closed; `filled_by` is the submission of who takes it.

    Who takes it has accepted, and is placed where they had accepted before. Whoever else had accepted falls through,
    and the others are rejected; on hold nobody moves.
    """
    may_fill = {each.submission.id for each in forward if each.submission.stage not in ENDS}
    if why is Closing.FILLED and filled_by not in may_fill:
        raise Refused("Choose who fills the job, or say that it was filled by somebody else.", field="filled_by")
    if why is not Closing.FILLED and filled_by is not None:
        raise Refused("Leave this empty, or choose “Filled by one of them” above.", field="filled_by")
    if why is Closing.ON_HOLD:
        return []
    ends = [(each.submission, _goes_to(each.submission, filled_by)) for each in forward]
    return [(submission, stage) for submission, stage in ends if stage is not submission.stage]


def to_be_told(job: Job, forward: Sequence[PutForward]) -> list[PutForward]:
    """List who has not been told since their part in a job ended, or since it was put on hold; late first.

    Whoever began at an end, as when a list was brought in, has nothing to be told.
    """
    waiting = [each for each in forward if _waits(each, job)]
    return late_first(waiting)


def _waits(each: PutForward, job: Job) -> bool:
    stage, since = each.submission.stage, each.submission.entered_at
    if stage in IN_PROCESS and job.closed_for is Closing.ON_HOLD and job.closed_at:
        since = job.closed_at
    elif stage not in ENDS or each.submission.came_from is None:
        return False
    told_at = each.answered_at if stage in THEIRS else each.told_at
    return told_at is None or told_at < since


def _goes_to(submission: Submission, filled_by: int | None) -> Stage:
    stage = submission.stage
    if submission.id == filled_by:
        return Stage.PLACED if stage in (Stage.ACCEPTED, Stage.PLACED) else Stage.ACCEPTED
    if stage not in IN_PROCESS:
        return stage
    return Stage.FELL_THROUGH if stage is Stage.ACCEPTED else Stage.REJECTED


def _place(stage: Stage) -> int:
    return LATE_FIRST.index(stage) if stage in LATE_FIRST else len(LATE_FIRST)
