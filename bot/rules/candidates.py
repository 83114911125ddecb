"""From which stage may a submission move to which?"""

from __future__ import annotations

from bot.errors import Refused
from bot.facts import ENDS, IN_PROCESS, Stage

REOPENED_AT = (Stage.SOURCED, Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER)


def allowed(stage: Stage) -> tuple[Stage, ...]:
    """List the stages a submission may move to: any other on its way, or an end that fits.

    Only an accepted candidate falls through or is placed, only an offer is declined; an end can be reopened.
    """
    if stage in ENDS:
        return REOPENED_AT
    if stage is Stage.PLACED:
        return (Stage.FELL_THROUGH,)
    onward = tuple(each for each in IN_PROCESS if each is not stage)
    if stage is Stage.ACCEPTED:
        return (*onward, Stage.PLACED, Stage.FELL_THROUGH)
    ends = (Stage.REJECTED, Stage.WITHDRAWN)
    return (*onward, *ends, Stage.DECLINED) if stage is Stage.OFFER else (*onward, *ends)


def check_move(before: Stage, after: Stage) -> None:
    """Refuse a move that cannot be."""
    if after is before:
        raise Refused(f"They are at {_said(before)} already. Choose another stage, or close the form.", "stage")
    if after not in allowed(before):
        may = ", ".join(_said(stage) for stage in allowed(before))
        raise Refused(f"From {_said(before)} they cannot go to {_said(after)}. Choose one of: {may}.", "stage")


def _said(stage: Stage) -> str:
    return stage.value.replace("_", " ")
