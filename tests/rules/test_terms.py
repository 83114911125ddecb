"""What follows when a team agrees on other terms, and what is made of terms that nobody can have agreed on?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.facts import Lapse, Ownership, Person, Pool, Stage, Standing, Submission, Terms
from bot.policy import Policy, applied
from bot.rules import ownership, terms

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
POLICY = Policy()
RITA = Person("T0", "U0RITA", "Rita")


def days_ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def owned(held: int, **more) -> Standing:
    """A candidate of Rita's, whom she last spoke with so many days ago."""
    at = days_ago(held)
    return Standing(1, "Ana Silva", ownership=Ownership("U0RITA", at, held_at=at, held_by=7, **more))


def placed(standing: Standing) -> Standing:
    put = Submission(1, 1, 1, "Engineer", "U0RITA", Stage.PLACED, days_ago(300))
    return replace(standing, submissions=(put,))


def asked(own_days: int, own_placed_days: int = 365) -> Terms:
    return Terms(own_days, own_placed_days, Pool.FREE)


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"own_days": 30, "pool": "turn"}, {"own_days": 30, "pool": Pool.TURN}, id="two numbers"),
        pytest.param({"rota": ["U1", "U2"], "keeper": "U3"}, {"rota": ("U1", "U2"), "keeper": "U3"}, id="people"),
        pytest.param({"keeper": None}, {}, id="no keeper"),
        pytest.param({"own_days": "30"}, {}, id="a number that is letters"),
        pytest.param({"own_days": True}, {}, id="a number that is yes"),
        pytest.param({"own_days": 0}, {}, id="no days"),
        pytest.param({"own_days": 10**9}, {}, id="days beyond the end of time"),
        pytest.param({"pool": "sold"}, {}, id="a pool nobody knows"),
        pytest.param({"rota": 7, "own_days": 30}, {"own_days": 30}, id="garbage beside a number"),
        pytest.param({"earlier_days": [1, 2, 3]}, {}, id="three periods"),
        pytest.param({"earlier_until": "2026-12-07T09:00:00"}, {}, id="a moment without a zone"),
        pytest.param({"update_limit": {}, "escalations": 99, "x": 1}, {}, id="names that are not agreed on"),
    ],
)
def test_what_a_team_agreed_on_stands_in_for_the_rest(agreed, expected):
    assert applied(POLICY, agreed) == replace(POLICY, **expected)


@pytest.mark.parametrize(
    ("held", "before", "after", "lapses_at"),
    [
        pytest.param(70, 90, 60, 14, id="over at once: two weeks of notice"),
        pytest.param(89, 90, 60, 1, id="not longer than it would have gone on"),
        pytest.param(40, 90, 60, 20, id="not over yet: as the new period says"),
        pytest.param(50, 90, 60, 14, id="over sooner than the notice"),
        pytest.param(80, 90, 120, 40, id="a longer period"),
    ],
)
def test_a_shorter_period_takes_nobody_without_notice(held, before, after, lapses_at):
    policy = replace(POLICY, own_days=before)
    then = applied(policy, terms.agreed(asked(after), policy, NOW))
    ends = ownership.ends_at(owned(held), RITA, then)
    assert ends is not None
    assert ends.date() == (NOW + timedelta(days=lapses_at + 1)).date()


def test_what_is_shortened_twice_counts_on_by_the_longest_that_still_does():
    once = applied(POLICY, terms.agreed(asked(60), POLICY, NOW))
    twice = applied(once, terms.agreed(asked(30), once, NOW + timedelta(days=1)))
    assert (twice.own_days, twice.earlier_days) == (30, (90, 365))
    long_after = applied(once, terms.agreed(asked(30), once, NOW + timedelta(days=20)))
    assert long_after.earlier_days == (60, 365)


@pytest.mark.parametrize(
    ("standing", "new", "lapses"),
    [
        pytest.param(owned(80), asked(60), True, id="not spoken with since"),
        pytest.param(owned(50), asked(60), False, id="spoken with since"),
        pytest.param(owned(95), asked(60), False, id="over already, whatever is agreed"),
        pytest.param(owned(80, dispute=4), asked(60), False, id="frozen by a dispute"),
        pytest.param(owned(80, held_until=NOW + timedelta(days=3)), asked(60), False, id="more time was given"),
        pytest.param(placed(owned(200)), asked(60), False, id="placed: its own period"),
        pytest.param(placed(owned(200)), asked(90, 100), True, id="placed: a shorter period"),
    ],
)
def test_who_would_lapse(standing, new, lapses):
    assert terms.would_lapse(standing, RITA, POLICY, terms.outright(new, POLICY), NOW) is lapses


@pytest.mark.parametrize(
    ("standing", "owner", "held", "back"),
    [
        pytest.param(Standing(1, "Ana"), RITA, 100, True, id="held long enough by the new period"),
        pytest.param(Standing(1, "Ana"), RITA, 130, False, id="too long ago for the new period too"),
        pytest.param(Standing(1, "Ana"), replace(RITA, active=False), 100, False, id="whoever has left"),
        pytest.param(Standing(1, "Ana"), replace(RITA, guest=True), 100, False, id="a guest by now"),
        pytest.param(Standing(1, "Ana"), None, 100, False, id="nobody we know"),
        pytest.param(owned(3), RITA, 100, False, id="taken up by somebody since"),
    ],
)
def test_who_comes_back_by_a_longer_period(standing, owner, held, back):
    lapse = Lapse(1, "U0RITA", days_ago(200), days_ago(held), 7)
    longer = terms.outright(asked(120), POLICY)
    assert terms.comes_back(standing, lapse, owner, longer, NOW) is back
    assert terms.comes_back(standing, lapse, owner, POLICY, NOW) is False
