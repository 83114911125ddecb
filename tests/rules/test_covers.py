"""When does a cover begin and end, which may not be, and who hears of what someone owes?"""

from dataclasses import replace
from datetime import date

import pytest

from bot.errors import Refused
from bot.facts import Cover, NewCover, Owed, Person
from bot.policy import Policy
from bot.rules import covers
from tests.rules.owing import MONDAY, POLICY, RITA, TOM, utc

KIM = Person("T0", "KIM", "Kim", "America/New_York", "US")
GONE = Person("T0", "GONE", "Gone", active=False)
PEOPLE = {each.id: each for each in (RITA, TOM, KIM, GONE)}
WEEK = Cover(1, "RITA", "TOM", date(2026, 11, 25), date(2026, 11, 27), "RITA", MONDAY)


def new(**more) -> NewCover:
    return replace(NewCover("TOM", date(2026, 11, 25), date(2026, 11, 27)), **more)


@pytest.mark.parametrize(
    ("away", "told", "begins", "ends"),
    [
        pytest.param(RITA, "24T00:00", "25T00:00", "28T00:00", id="in Lisbon"),
        pytest.param(KIM, "24T05:00", "25T05:00", "28T05:00", id="in New York"),
        pytest.param(None, "24T00:00", "25T00:00", "28T00:00", id="never met"),
    ],
)
def test_a_cover_begins_and_ends_with_the_days_of_who_is_away(away, told, begins, ends):
    assert covers.told_at(WEEK, away, POLICY) == utc(told)
    assert covers.begins_at(WEEK, away, POLICY) == utc(begins)
    assert covers.ends_at(WEEK, away, POLICY) == utc(ends)


@pytest.mark.parametrize(
    ("now", "following"),
    [
        pytest.param("23T10:00", "24T00:00", id="before"),
        pytest.param("24T00:00", "25T00:00", id="the day before"),
        pytest.param("26T10:00", "28T00:00", id="while it runs"),
        pytest.param("28T00:00", None, id="when it is over"),
    ],
)
def test_a_cover_is_looked_at_at_its_next_moment(now, following):
    assert covers.next_moment(WEEK, RITA, POLICY, utc(now)) == (utc(following) if following else None)
    assert covers.next_moment(replace(WEEK, ended_at=MONDAY), RITA, POLICY, utc(now)) is None


@pytest.mark.parametrize(
    ("changed", "people", "now", "broken"),
    [
        pytest.param({}, {}, "26T10:00", False, id="both are here"),
        pytest.param({"away": "GONE"}, {}, "23T10:00", True, id="who is away has left"),
        pytest.param({"cover": "GONE"}, {}, "23T10:00", True, id="the cover has left"),
        pytest.param({"cover": "NOBODY"}, {}, "23T10:00", True, id="a cover we never met"),
        pytest.param({}, {"TOM": replace(TOM, cover="KIM")}, "26T10:00", True, id="the cover is away too"),
        pytest.param({}, {"TOM": replace(TOM, cover="KIM")}, "24T10:00", False, id="and back before it begins"),
        pytest.param({}, {"TOM": replace(TOM, guest=True)}, "26T10:00", True, id="the cover became a guest"),
    ],
)
def test_a_cover_cannot_be_without_both(changed, people, now, broken):
    assert covers.is_broken(replace(WEEK, **changed), PEOPLE | people, POLICY, utc(now)) is broken


AWAY_TOO = replace(WEEK, id=2, away="TOM", cover="KIM")


@pytest.mark.parametrize(
    ("wanted", "instead", "others", "field"),
    [
        pytest.param(new(), TOM, [], None, id="a colleague"),
        pytest.param(new(from_on=date(2026, 11, 20)), TOM, [], None, id="away since last week"),
        pytest.param(new(from_on=date(2026, 11, 20), until_on=date(2026, 11, 22)), TOM, [], "until_on", id="past"),
        pytest.param(new(from_on=date(2026, 11, 28)), TOM, [], "until_on", id="ends before it begins"),
        pytest.param(new(until_on=date(2028, 1, 1)), TOM, [], "until_on", id="years"),
        pytest.param(new(from_on=date.max, until_on=date.max), TOM, [], "from_on", id="in another age"),
        pytest.param(new(cover="RITA"), RITA, [], "cover", id="themselves"),
        pytest.param(new(cover="NOBODY"), None, [], "cover", id="somebody we never met"),
        pytest.param(new(cover="GONE"), GONE, [], "cover", id="somebody who left"),
        pytest.param(new(), TOM, [replace(WEEK, cover="KIM")], "from_on", id="the same days twice"),
        pytest.param(new(), TOM, [AWAY_TOO], "cover", id="the cover is away then"),
        pytest.param(new(), TOM, [replace(AWAY_TOO, cover="RITA")], "cover", id="each for the other"),
        pytest.param(
            new(), TOM, [replace(AWAY_TOO, from_on=date(2026, 11, 28), until_on=date(2026, 12, 1))], None, id="after"
        ),
        pytest.param(new(), TOM, [replace(AWAY_TOO, until_on=date(2026, 11, 25))], "cover", id="one day in common"),
        pytest.param(new(), TOM, [replace(WEEK, away="KIM", cover="RITA")], None, id="who is away covers, which ends"),
        pytest.param(new(), TOM, [replace(WEEK, away="KIM")], None, id="the cover covers for two"),
    ],
)
def test_a_cover_that_cannot_be_is_refused_at_its_field(wanted, instead, others, field):
    if field is None:
        covers.check(wanted, RITA, instead, others, POLICY, MONDAY)
        return
    with pytest.raises(Refused) as refused:
        covers.check(wanted, RITA, instead, others, POLICY, MONDAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("whom", "owner", "keeper", "people", "hears"),
    [
        pytest.param("RITA", "TOM", "KIM", {}, "RITA", id="who owes it"),
        pytest.param("RITA", "TOM", "KIM", {"RITA": replace(RITA, cover="KIM")}, "KIM", id="their cover"),
        pytest.param("NOBODY", "TOM", "KIM", {}, "NOBODY", id="somebody we never met"),
        pytest.param("GONE", "TOM", "KIM", {}, "TOM", id="who left: the owner"),
        pytest.param("GONE", "TOM", "KIM", {"TOM": replace(TOM, cover="RITA")}, "RITA", id="the owner's cover"),
        pytest.param("GONE", None, "KIM", {}, "KIM", id="who left, nobody owns them: the keeper"),
        pytest.param("GONE", "GONE", "KIM", {}, "KIM", id="the owner left too"),
        pytest.param("GONE", None, None, {}, "GONE", id="nobody"),
        pytest.param("GONE", None, "KIM", {"KIM": replace(KIM, active=False)}, "GONE", id="the keeper left as well"),
    ],
)
def test_somebody_hears_of_what_is_owed(whom, owner, keeper, people, hears):
    assert covers.hearer(whom, owner, PEOPLE | people, Policy(keeper=keeper)) == hears


def owed(whom: str, heard_by: str) -> Owed:
    return Owed("updates.owed", "7", whom, heard_by, MONDAY, MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("before", "whom", "hears", "after"),
    [
        pytest.param(owed("RITA", "RITA"), RITA, "TOM", "TOM", id="goes to the cover"),
        pytest.param(owed("RITA", "KIM"), RITA, "TOM", "KIM", id="a colleague has taken it on"),
        pytest.param(owed("RITA", "KIM"), RITA, "RITA", "KIM", id="and nobody is away"),
        pytest.param(owed("GONE", "KIM"), GONE, "TOM", "TOM", id="who owed it left, and the owner changed"),
        pytest.param(owed("GONE", "KIM"), GONE, "GONE", "KIM", id="who owed it left, and nobody owns them"),
    ],
)
def test_what_a_colleague_has_taken_on_stays_theirs(before, whom, hears, after):
    assert covers.heard(before, whom, hears).heard_by == after


def test_candidates_are_dealt_in_turn_and_on_where_it_stopped():
    whole = covers.dealt([1, 2, 3, 4, 5], 0, ["A", "B"])
    assert whole == {1: "A", 2: "B", 3: "A", 4: "B", 5: "A"}
    assert covers.dealt([1, 2, 3], 0, ["A", "B"]) | covers.dealt([4, 5], 3, ["A", "B"]) == whole
