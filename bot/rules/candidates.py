"""From which stage may a submission move to which?"""

from __future__ import annotations

from bot.errors import Refused
from bot.facts import ENDS, IN_PROCESS, Stage

BEFORE_ACCEPTED = tuple(stage for stage in IN_PROCESS if stage is not Stage.ACCEPTED)
LOST = (Stage.REJECTED, Stage.WITHDRAWN)


def allowed(stage: Stage) -> tuple[Stage, ...]:
    """List the stages a submission may move to: any other on its way, or an end that fits.

    Only an accepted candidate is placed or falls through, only an offer is declined. What was entered by mistake can be
    taken back: an end is reopened or corrected, a placement becomes an acceptance again.
    """
    if stage is Stage.PLACED:
        return (Stage.ACCEPTED, Stage.FELL_THROUGH)
    if stage is Stage.ACCEPTED:
        return (*BEFORE_ACCEPTED, Stage.PLACED, Stage.FELL_THROUGH)
    if stage is Stage.FELL_THROUGH:
        return IN_PROCESS
    onward = BEFORE_ACCEPTED if stage in ENDS else IN_PROCESS
    ends = (*LOST, Stage.DECLINED) if stage is Stage.OFFER else LOST
    return tuple(each for each in (*onward, *ends) if each is not stage)


def check_move(before: Stage, after: Stage) -> None:
    """Refuse a move that cannot be, with what to do instead."""
    if after is before:
        raise Refused(f"They are at {_said(before)} already. Choose another stage, or close the form.", "stage")
    if after not in allowed(before):
        raise Refused(f"From {_said(before)} they cannot go to {_said(after)}. {_instead(before, after)}", "stage")


def _instead(before: Stage, after: Stage) -> str:
    """Say what to do in place of a move that cannot be."""
    if before is Stage.ACCEPTED:
        return "They said yes, so choose fell through if it came to nothing; if they never did, move them back first."
    if before is Stage.PLACED:
        return "Choose fell through if they left again, or accepted if they were never placed."
    if before in ENDS:
        return "It is over, so reopen it first: choose the stage at which it goes on."
    if after is Stage.PLACED:
        return "Only who accepted is placed: move them to accepted first, then to placed."
    if after is Stage.FELL_THROUGH:
        return "Only what was accepted falls through: choose rejected or withdrawn."
    return "Only an offer is declined: choose withdrawn if they said no, or move them to offer first."


def _said(stage: Stage) -> str:
    return stage.value.replace("_", " ")
