"""Until when is what was promised owed, and was it kept?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.facts import Direction, How, Kept, Kind, Outcome, Promised, Touch
from bot.rules import promised
from tests.rules.owing import MONDAY, PEOPLE, POLICY, RITA, TOM, standing, utc

WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 28)


def told(on: date, by: str = "RITA", touch: int = 1) -> Promised:
    return Promised(touch, on, MONDAY + timedelta(minutes=touch), by)


@pytest.mark.parametrize(
    ("open_", "due"),
    [
        pytest.param([], [], id="nothing was promised"),
        pytest.param([told(WEDNESDAY)], [("RITA", "25T23:59", "25T00:00", 1)], id="the whole of that day"),
        pytest.param([told(WEDNESDAY, "TOM")], [("TOM", "25T22:59", "24T23:00", 1)], id="where whoever promised lives"),
        pytest.param([told(SATURDAY)], [("RITA", "28T23:59", "27T00:00", 1)], id="a Saturday is nudged on Friday"),
        pytest.param(
            [told(SATURDAY), told(WEDNESDAY, touch=2)], [("RITA", "25T23:59", "25T00:00", 2)], id="two: the sooner"
        ),
        pytest.param(
            [told(WEDNESDAY, "TOM"), told(WEDNESDAY, touch=2)],
            [("TOM", "25T22:59", "24T23:00", 1), ("RITA", "25T23:59", "25T00:00", 2)],
            id="each who promised",
        ),
    ],
)
def test_it_is_owed_until_the_day_is_over(open_, due):
    found = promised.promises_due(standing(promised=tuple(open_)), PEOPLE, POLICY)
    assert [(one.whom, one.at, one.nudge_at, one.promised.touch) for one in found if one.promised] == [
        (whom, utc(at), utc(nudge), touch) for whom, at, nudge, touch in due
    ]
    assert [one.since for one in found] == [one.promised.at for one in found if one.promised]


CALL = Touch(1, 7, How(Kind.CALL, Direction.OUT, Outcome.SPOKE), True, MONDAY, MONDAY, "RITA", "RITA")
BY_WEDNESDAY = replace(CALL, promised_on=WEDNESDAY)


@pytest.mark.parametrize(
    ("touch", "promiser", "now", "kept"),
    [
        pytest.param(CALL, RITA, "25T10:00", None, id="nothing promised"),
        pytest.param(BY_WEDNESDAY, RITA, "25T23:59", Kept.OPEN, id="there is time"),
        pytest.param(BY_WEDNESDAY, RITA, "26T00:00", Kept.BROKEN, id="the day is over"),
        pytest.param(BY_WEDNESDAY, TOM, "25T23:30", Kept.BROKEN, id="the day is over in Berlin"),
        pytest.param(replace(BY_WEDNESDAY, kept_at=utc("25T22:00")), RITA, "30T10:00", Kept.IN_TIME, id="that evening"),
        pytest.param(replace(BY_WEDNESDAY, kept_at=utc("25T23:30")), TOM, "30T10:00", Kept.LATE, id="after midnight"),
        pytest.param(replace(BY_WEDNESDAY, kept_at=utc("26T10:00")), None, "30T10:00", Kept.LATE, id="a day late"),
    ],
)
def test_it_is_kept_in_time_late_or_broken(touch, promiser, now, kept):
    assert promised.kept(touch, promiser, POLICY, utc(now)) is kept
