"""From which stage may a candidate be moved to which?"""

import pytest

from bot.errors import Refused
from bot.facts import Stage
from bot.rules import candidates

ONWARD = {Stage.SOURCED, Stage.SCREENING, Stage.SUBMITTED, Stage.INTERVIEW, Stage.OFFER, Stage.ACCEPTED}
LOST = {Stage.REJECTED, Stage.WITHDRAWN}
REOPENED = ONWARD - {Stage.ACCEPTED}


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
        pytest.param(Stage.PLACED, {Stage.FELL_THROUGH}, id="placed"),
        pytest.param(Stage.REJECTED, REOPENED, id="rejected can be reopened"),
        pytest.param(Stage.WITHDRAWN, REOPENED, id="withdrawn can be reopened"),
        pytest.param(Stage.DECLINED, REOPENED, id="declined can be reopened"),
        pytest.param(Stage.FELL_THROUGH, REOPENED, id="fallen through can be reopened"),
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
            "From placed they cannot go to interview. Choose one of: fell through.",
            id="what can be is named",
        ),
    ],
)
def test_a_move_that_cannot_be_says_what_can(before, after, reads):
    with pytest.raises(Refused) as refused:
        candidates.check_move(before, after)
    assert refused.value.reason == reads
