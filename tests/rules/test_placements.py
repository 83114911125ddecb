"""When does somebody start, and until when does the guarantee hold?"""

from datetime import date, timedelta, timezone

import pytest

from bot.errors import Refused
from bot.facts import Ownership, Stage
from bot.rules import ownership, placements
from tests.rules.deals import START, dealing, placed
from tests.rules.owing import MONDAY, POLICY, RITA, TOM, put, standing, utc


@pytest.mark.parametrize(
    ("starts_on", "person", "works_from"),
    [
        pytest.param(date(2027, 1, 4), RITA, None, id="a Monday"),
        pytest.param(date(2027, 1, 2), RITA, date(2027, 1, 4), id="a Saturday"),
        pytest.param(date(2027, 1, 1), RITA, date(2027, 1, 4), id="New Year, a Friday"),
        pytest.param(date(2026, 12, 1), RITA, date(2026, 12, 2), id="a holiday in Portugal"),
        pytest.param(date(2026, 12, 1), TOM, None, id="which is none in Germany"),
        pytest.param(date(2026, 12, 25), TOM, date(2026, 12, 28), id="Christmas, and the weekend after"),
    ],
)
def test_a_first_day_that_is_a_day_off_names_the_next_working_day(starts_on, person, works_from):
    assert placements.works_from(starts_on, person, POLICY) == works_from


def test_the_guarantee_counts_from_the_first_day_and_moves_with_it():
    there = placements.started(placed(), START)
    assert there.guarantee_until == date(2027, 4, 4)
    assert placements.started(there, date(2027, 2, 1)).guarantee_until == date(2027, 5, 2)
    assert placements.started(there, None).guarantee_until is None


@pytest.mark.parametrize("zone", range(-12, 12))
def test_its_last_day_is_that_day_everywhere(zone):
    moment = placements.guaranteed_until(placed(guarantee_until=date(2027, 4, 4)))
    assert moment is not None
    assert moment.astimezone(timezone(timedelta(hours=zone))).date() == date(2027, 4, 4)


@pytest.mark.parametrize(
    ("day", "passed"), [("22T12:00", True), ("23T12:00", False), ("24T12:00", False)], ids=["yesterday", "today", "on"]
)
def test_a_day_before_today_has_passed(day, passed):
    assert placements.has_passed(utc(day).date(), RITA, POLICY, MONDAY) is passed


@pytest.mark.parametrize("year", [2019, 2035])
def test_a_day_years_away_is_refused_at_its_field(year):
    with pytest.raises(Refused, match="Check the year") as refused:
        placements.check_day(date(year, 1, 4), "starts_on", RITA, POLICY, MONDAY)
    assert refused.value.field == "starts_on"


@pytest.mark.parametrize(
    ("going", "ends"),
    [
        pytest.param((), date(2027, 11, 24), id="no start known: a year from the last talk"),
        pytest.param((placed(guarantee_until=date(2028, 2, 1)),), date(2028, 2, 16), id="the guarantee, two weeks"),
        pytest.param((placed(2, guarantee_until=date(2028, 2, 1)),), date(2027, 11, 24), id="that of another job"),
    ],
)
def test_while_the_guarantee_runs_nobody_else_takes_over(going, ends):
    own = Ownership(owner="RITA", since=MONDAY, held_at=MONDAY)
    them = standing(put(Stage.PLACED, MONDAY, came_from=Stage.ACCEPTED), ownership=own, dealing=dealing(*going))
    found = ownership.ends_at(them, RITA, POLICY)
    assert found is not None
    assert found.date() == ends
