"""From which stage may a candidate be moved to which?"""

import pytest

from bot.errors import Refused
from bot.facts import Stage
from bot.rules import candidates

BEFORE = {Stage.SOURCED, Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER}
ONWARD = BEFORE | {Stage.ACCEPTED}
LOST = {Stage.REJECTED, Stage.WITHDRAWN}


@pytest.mark.parametrize(
    ("stage", "allowed"),
    [
        pytest.param(Stage.SOURCED, ONWARD | LOST, id="sourced"),
        pytest.param(Stage.SCREENING, ONWARD | LOST, id="screening"),
        pytest.param(Stage.SUBMITTED, ONWARD | LOST, id="submitted"),
        pytest.param(Stage.INTERVIEW, ONWARD | LOST, id="interview"),
        pytest.param(Stage.OFFER, ONWARD | LOST | {Stage.DECLINED}, id="only an offer is declined"),
        pytest.param(
            Stage.ACCEPTED,
            ONWARD | {Stage.PLACED, Stage.FELL_THROUGH},
            id="only who accepted is placed or falls through",
        ),
        pytest.param(Stage.PLACED, {Stage.ACCEPTED, Stage.FELL_THROUGH}, id="placed by mistake"),
        pytest.param(Stage.REJECTED, BEFORE | LOST, id="rejected: reopened, or they withdrew"),
        pytest.param(Stage.WITHDRAWN, BEFORE | LOST, id="withdrawn: reopened, or they were rejected"),
        pytest.param(Stage.DECLINED, BEFORE | LOST, id="declined: reopened, or corrected"),
        pytest.param(Stage.FELL_THROUGH, ONWARD, id="fallen through, and then not"),
    ],
)
def test_a_stage_leads_to_these(stage, allowed):
    others = allowed - {stage}
    assert set(candidates.allowed(stage)) == others
    for after in Stage:
        if after in others:
            candidates.check_move(stage, after)
        else:
            with pytest.raises(Refused) as refused:
                candidates.check_move(stage, after)
            assert refused.value.field == "stage"


@pytest.mark.parametrize(
    ("before", "after", "reads"),
    [
        pytest.param(
            Stage.INTERVIEW,
            Stage.INTERVIEW,
            "They are at interview already. Choose another stage, or close the form.",
            id="no move at all",
        ),
        pytest.param(
            Stage.PLACED,
            Stage.INTERVIEW,
            "From placed they cannot go to interview. Choose fell through if they left again, or accepted if they were "
            "never placed.",
            id="placed",
        ),
        pytest.param(
            Stage.OFFER,
            Stage.PLACED,
            "From offer they cannot go to placed. Only who accepted is placed: move them to accepted first, then to "
            "placed.",
            id="placed too early",
        ),
        pytest.param(
            Stage.INTERVIEW,
            Stage.DECLINED,
            "From interview they cannot go to declined. Only an offer is declined: choose withdrawn if they said no, "
            "or move them to offer first.",
            id="no offer to decline",
        ),
        pytest.param(
            Stage.SUBMITTED,
            Stage.FELL_THROUGH,
            "From submitted they cannot go to fell through. Only what was accepted falls through: choose rejected or "
            "withdrawn.",
            id="nothing to fall through",
        ),
        pytest.param(
            Stage.ACCEPTED,
            Stage.REJECTED,
            "From accepted they cannot go to rejected. They said yes, so choose fell through if it came to nothing; if "
            "they never did, move them back first.",
            id="accepted",
        ),
        pytest.param(
            Stage.REJECTED,
            Stage.ACCEPTED,
            "From rejected they cannot go to accepted. It is over, so reopen it first: choose the stage at which it "
            "goes on.",
            id="over",
        ),
    ],
)
def test_a_move_that_cannot_be_says_what_to_do(before, after, reads):
    with pytest.raises(Refused) as refused:
        candidates.check_move(before, after)
    assert refused.value.reason == reads
