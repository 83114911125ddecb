"""Who may rule, by when is each step of a dispute due, and which shares are whole?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import Refused
from bot.facts import Dispute, DisputeState, Person, Share
from bot.policy import Policy
from bot.rules import rulings
from bot.rules.rulings import Step

POLICY = Policy()
# A Thursday morning in Lisbon, where 1 and 8 December are holidays.
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
RITA, TOM, MAYA, IVO, ANN = (
    Person("T0", id, id, "Europe/Lisbon", "PT") for id in ("RITA", "TOM", "MAYA", "IVO", "ANN")
)
YORK = Person("T0", "YORK", "York", "America/New_York", "US")


def on(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


def dispute(state: DisputeState = DisputeState.ANSWER, **more) -> Dispute:
    return Dispute(9, 7, RITA.id, TOM.id, NOW, "why", "", on(30, 18), on(4, 18, 12), state, **more)


@pytest.mark.parametrize(
    ("managers", "administrators", "answered_by", "may"),
    [
        pytest.param([MAYA, YORK], [ANN], None, ["MAYA"], id="not who stands in for one of the two"),
        pytest.param([YORK], [ANN], None, ["ANN"], id="the only manager stands in: the administrators"),
        pytest.param([MAYA, IVO], [ANN], None, ["IVO", "MAYA"], id="all managers who have no part in it"),
        pytest.param([MAYA, RITA], [ANN], None, ["MAYA"], id="not the owner"),
        pytest.param([TOM, MAYA], [ANN], None, ["MAYA"], id="not the claimant"),
        pytest.param([MAYA, IVO], [], "IVO", ["MAYA"], id="not who answered for the owner"),
        pytest.param([RITA, TOM], [ANN, RITA], None, ["ANN"], id="no other manager: the administrators"),
        pytest.param([replace(MAYA, active=False)], [ANN], None, ["ANN"], id="the only manager has left"),
        pytest.param([replace(MAYA, guest=True)], [replace(ANN, outsider=True)], None, [], id="guests never"),
        pytest.param([RITA], [TOM], None, [], id="nobody: the clock decides"),
    ],
)
def test_nobody_rules_who_has_a_part_in_it(managers, administrators, answered_by, may):
    of = dispute(answered_by=answered_by)
    assert [each.id for each in rulings.rulers(managers, administrators, of, {YORK.id})] == may


@pytest.mark.parametrize(
    ("cover", "who"),
    [
        pytest.param(None, "RITA", id="the owner"),
        pytest.param(IVO, "IVO", id="who stands in for them"),
        pytest.param(replace(IVO, active=False), "RITA", id="who stood in has left"),
    ],
)
def test_who_is_away_is_answered_for(cover, who):
    answers = rulings.answerer(RITA, cover)
    assert answers
    assert answers.id == who


@pytest.mark.parametrize(
    ("person", "answer_by", "rule_by"),
    [
        pytest.param(RITA, on(30, 18), on(4, 18, 12), id="in Lisbon, over a holiday"),
        pytest.param(YORK, on(30, 23), on(3, 23, 12), id="in New York, over another"),
        pytest.param(None, on(30, 18), on(3, 18, 12), id="of nobody we know"),
    ],
)
def test_working_days_are_those_of_whoever_owes(person, answer_by, rule_by):
    assert rulings.answer_by(person, POLICY, NOW) == answer_by
    assert rulings.rule_by(person, POLICY, NOW) == rule_by


MORNING = [(on(30, 8) + timedelta(minutes=30), Step.ANSWER_TODAY), (on(30, 18), Step.GO_UP)]
RULING = [
    (on(4, 8, 12) + timedelta(minutes=30), Step.RULE_TODAY),
    (on(4, 18, 12), Step.OVERDUE),
    (on(9, 18, 12), Step.NOT_RULED),
]


@pytest.mark.parametrize(
    ("state", "expected"),
    [(DisputeState.ANSWER, MORNING), (DisputeState.RULING, RULING), (DisputeState.ENDED, [])],
)
def test_each_state_has_its_steps(state, expected):
    assert rulings.steps(dispute(state), RITA, MAYA, POLICY) == expected


@pytest.mark.parametrize(
    ("since", "now", "step"),
    [
        pytest.param(NOW, RULING[0][0] - SECOND, None, id="nothing yet"),
        pytest.param(NOW, RULING[0][0], Step.RULE_TODAY, id="at its moment"),
        pytest.param(RULING[0][0], RULING[0][0] + SECOND, None, id="not twice"),
        pytest.param(NOW, RULING[1][0] + DAY, Step.OVERDUE, id="after a downtime only the newest"),
        pytest.param(NOW, RULING[2][0], Step.NOT_RULED, id="nobody ruled"),
        pytest.param(RULING[2][0] + SECOND, RULING[2][0] + DAY, Step.NOT_RULED, id="by the calendar of who rules now"),
    ],
)
def test_the_clock_does_the_newest_that_came_due(since, now, step):
    assert rulings.due(RULING, since, now) is step


def test_the_clock_is_written_down_at_its_next_moment_and_is_in_nobodys_morning():
    owed = rulings.clock(dispute(), RULING, RULING[0][0])
    assert owed
    assert (owed.kind, owed.subject, owed.whom, owed.heard_by) == ("disputes.clock", "9", "", "")
    assert (owed.since, owed.alone_at, owed.nudge_at) == (RULING[0][0], RULING[1][0], None)
    assert rulings.clock(dispute(), RULING, RULING[2][0]) is None


@pytest.mark.parametrize(
    ("rule_by", "now", "asked", "soonest"),
    [
        pytest.param(on(4, 18, 12), on(30, 18), on(7, 18, 12), on(4, 18, 12), id="in time"),
        pytest.param(on(4, 18, 12), on(4, 19, 12), on(7, 18, 12), on(9, 18, 12), id="after its day"),
        pytest.param(on(4, 18, 12), on(7, 19, 12), on(9, 18, 12), on(10, 18, 12), id="days after its day"),
        pytest.param(on(30, 18), on(30, 18), on(2, 18, 12), on(3, 18, 12), id="answered as late as on its day"),
    ],
)
def test_a_question_gives_a_day_and_a_case_that_goes_up_late_gives_two(rule_by, now, asked, soonest):
    assert rulings.asked_until(rule_by, MAYA, POLICY, now) == asked
    assert rulings.ruled_at_the_soonest(rule_by, MAYA, POLICY, now) == soonest


@pytest.mark.parametrize(
    ("owner", "claimant"), [("60", "40"), (" 50 % ", "50%"), ("1", "99"), ("99", "1"), ("07", "93")]
)
def test_shares_make_a_hundred(owner, claimant):
    shares = rulings.checked_shares(dispute(), owner, claimant)
    assert sum(each.percent for each in shares) == 100
    assert [each.person for each in shares] == ["RITA", "TOM"]


@pytest.mark.parametrize(
    ("owner", "claimant", "field"),
    [
        pytest.param("60", "39", "claimant_share", id="ninety-nine"),
        pytest.param("60", "41", "claimant_share", id="a hundred and one"),
        pytest.param("100", "0", "owner_share", id="all"),
        pytest.param("50", "0", "claimant_share", id="nothing"),
        pytest.param("0", "100", "owner_share", id="nothing and all"),
        pytest.param("", "50", "owner_share", id="empty"),
        pytest.param("half", "50", "owner_share", id="in words"),
        pytest.param("50.5", "49.5", "owner_share", id="a fraction"),
        pytest.param("-50", "150", "owner_share", id="less than nothing"),
        pytest.param("²5", "75", "owner_share", id="a sign that only looks like a number"),
    ],
)
def test_shares_that_are_not_whole_are_refused_at_their_field(owner, claimant, field):
    with pytest.raises(Refused) as refused:
        rulings.checked_shares(dispute(), owner, claimant)
    assert refused.value.field == field


def test_a_sum_that_is_wrong_says_what_would_be_right():
    with pytest.raises(Refused, match=r"99 percent.*beside 60, write 40"):
        rulings.checked_shares(dispute(), "60", "39")


@pytest.mark.parametrize(
    "shares",
    [
        pytest.param((Share("RITA", 50), Share("MAYA", 50)), id="a third person"),
        pytest.param((Share("RITA", 50), Share("RITA", 50)), id="one of the two twice"),
        pytest.param((Share("RITA", 100), Share("TOM", 0)), id="nothing for one"),
        pytest.param((Share("RITA", 99),), id="one alone"),
        pytest.param((), id="nobody"),
    ],
)
def test_shares_are_of_both(shares):
    with pytest.raises(Refused):
        rulings.check_whole(dispute(), shares)
