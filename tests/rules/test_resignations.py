"""Until when has somebody who said yes to us resigned elsewhere?"""

from datetime import date

import pytest

from bot.facts import Stage
from bot.rules import resignations
from tests.rules.deals import dealing, placed
from tests.rules.owing import PEOPLE, POLICY, put, standing, utc

YES, DAY = put(Stage.ACCEPTED, came_from=Stage.OFFER), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("submissions", "going", "due"),
    [
        # Five working days after Monday the 23rd; in Lisbon the 1st of December is a holiday.
        pytest.param([YES], dealing(placed()), [("RITA", "30T18:00")], id="five working days after yes"),
        pytest.param([YES], dealing(placed(resigned_on=DAY, signed_on=DAY)), [], id="they have, and signed"),
        pytest.param([YES], dealing(placed(resigned_on=DAY)), [("RITA", "30T18:00")], id="resigned, and not signed"),
        pytest.param([YES], dealing(placed(signed_on=DAY)), [("RITA", "30T18:00")], id="signed, and not resigned"),
        pytest.param([put(Stage.PLACED)], dealing(placed()), [], id="they have started"),
        pytest.param([put(Stage.FELL_THROUGH)], dealing(placed()), [], id="it came to nothing"),
        pytest.param([YES], dealing(), [], id="no acceptance is written down"),
        pytest.param(
            [YES, put(Stage.ACCEPTED, recruiter="TOM", id=2)],
            dealing(placed(), placed(2)),
            [("RITA", "30T18:00"), ("TOM", "30T17:00")],
            id="two recruiters, each their own",
        ),
    ],
)
def test_whether_they_resigned_and_signed_is_asked_within_a_week(submissions, going, due):
    found = resignations.resignations_due(standing(*submissions, dealing=going), PEOPLE, POLICY)
    assert [(each.whom, each.at) for each in found] == [(whom, utc(at)) for whom, at in due]
