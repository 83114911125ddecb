"""Is an offer of ours at risk, and is each reason of the list told by its fact?"""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.facts import Dealing, Offer, OfferKind, OfferState, Placement, Risk, RiskReason, Stage
from bot.rules import risk
from tests.rules.owing import MONDAY, PEOPLE, POLICY, put, standing, utc

NOW = utc("26T10:00")
EXPECTED, MADE, UNANSWERED = RiskReason.COUNTER_EXPECTED, RiskReason.COUNTER_MADE, RiskReason.COUNTER_UNANSWERED
NOT_RESIGNED, QUIET, DEADLINE = RiskReason.NOT_RESIGNED, RiskReason.QUIET, RiskReason.DEADLINE


def offer(kind=OfferKind.OURS, state=OfferState.OPEN, **more) -> Offer:
    return Offer(3, 7, kind, state, "RITA", MONDAY, **more)


def counter(state=OfferState.OPEN, **more) -> Offer:
    return offer(OfferKind.COUNTER, state, **more)


def rival(state=OfferState.OPEN, **more) -> Offer:
    return offer(OfferKind.RIVAL, state, **more)


def placed(accepted_at=MONDAY, **more) -> Placement:
    return Placement(1, 7, 1, 3, accepted_at, "RITA", 90, **more)


LONG_AGO = datetime(2026, 11, 12, 10, tzinfo=UTC)
TODAY = {"spoke_at": NOW}
OURS, YES = offer(), offer(state=OfferState.ACCEPTED)
WEEK_AGO = placed(LONG_AGO)


def reasons(*parts: Offer | Placement, stage: Stage = Stage.OFFER, entered_at=MONDAY, **more) -> tuple[RiskReason, ...]:
    offers = tuple(each for each in parts if isinstance(each, Offer))
    placements = tuple(each for each in parts if isinstance(each, Placement))
    asked = standing(put(stage, entered_at), dealing=Dealing(offers, placements), **(TODAY | more))
    return risk.risk_of(asked, PEOPLE, POLICY, NOW).reasons


@pytest.mark.parametrize(
    ("parts", "more", "found"),
    [
        pytest.param([], {}, (), id="no offer is known: nothing is at risk"),
        pytest.param([], {"spoke_at": LONG_AGO}, (), id="not even by silence"),
        pytest.param([OURS], {}, (), id="ours alone"),
        pytest.param([OURS, counter(OfferState.EXPECTED)], {}, (EXPECTED,), id="a counter-offer is expected"),
        pytest.param([counter(OfferState.EXPECTED)], {}, (EXPECTED,), id="before ours is written down"),
        pytest.param([OURS, counter()], {"stage": Stage.REJECTED}, (), id="nothing of ours goes on: nothing to lose"),
        pytest.param([WEEK_AGO], {"stage": Stage.PLACED}, (NOT_RESIGNED,), id="a placement can still be lost"),
        pytest.param([OURS, counter()], {}, (MADE, UNANSWERED), id="made, and not answered"),
        pytest.param([OURS, counter(OfferState.DECLINED)], {}, (MADE,), id="made, and declined"),
        pytest.param([OURS, counter(OfferState.ACCEPTED)], {}, (), id="accepted is a loss, no risk"),
        pytest.param([OURS, counter(OfferState.WITHDRAWN)], {}, (), id="taken back"),
        pytest.param([OURS, counter(OfferState.OVER)], {}, (), id="over"),
        pytest.param([WEEK_AGO], {}, (NOT_RESIGNED,), id="said yes long ago, and has not resigned"),
        pytest.param([placed(utc("19T10:00"))], {}, (), id="five working days ago: until that evening"),
        pytest.param([placed(utc("18T10:00"))], {}, (NOT_RESIGNED,), id="the day after"),
        pytest.param([placed(LONG_AGO, resigned_on=date(2026, 11, 20))], {}, (), id="has resigned"),
        pytest.param([placed(LONG_AGO, over_at=NOW)], {}, (), id="is over"),
        pytest.param([placed(LONG_AGO, starts_on=date(2026, 11, 26))], {}, (), id="has begun with us today"),
        pytest.param([placed(LONG_AGO, starts_on=date(2026, 11, 27))], {}, (NOT_RESIGNED,), id="begins tomorrow"),
        pytest.param([OURS], {"spoke_at": utc("24T10:00")}, (QUIET,), id="offer: quiet after a day"),
        pytest.param([OURS], {"spoke_at": utc("25T10:00")}, (), id="that day is not over"),
        pytest.param(
            [OURS], {"spoke_at": utc("24T10:00"), "stage": Stage.INTERVIEW}, (), id="interview: not after one day"
        ),
        pytest.param([OURS], {"spoke_at": utc("23T10:00"), "stage": Stage.INTERVIEW}, (QUIET,), id="but after two"),
        pytest.param(
            [YES],
            {"spoke_at": utc("18T10:00"), "stage": Stage.ACCEPTED},
            (QUIET,),
            id="accepted: not after five days",
        ),
        pytest.param([YES], {"spoke_at": utc("19T10:00"), "stage": Stage.ACCEPTED}, (), id="the fifth is not over"),
        pytest.param([OURS], {"spoke_at": LONG_AGO, "stage": Stage.PLACED}, (), id="placed has no limit"),
        pytest.param([OURS], {"spoke_at": None}, (QUIET,), id="never spoken to: counted from the stage"),
        pytest.param([OURS], {"spoke_at": None, "entered_at": NOW}, (), id="never, and just entered"),
        pytest.param([offer(decide_by=utc("30T18:00"))], {}, (DEADLINE,), id="ours: the end of the second working day"),
        pytest.param([offer(decide_by=utc("30T18:01"))], {}, (), id="a minute later is not near"),
        pytest.param([offer(decide_by=utc("26T09:59"))], {}, (), id="ours has run out"),
        pytest.param([rival(decide_by=utc("27T18:00"))], {}, (DEADLINE,), id="a rival’s is near"),
        pytest.param([rival(decide_by=utc("20T18:00"))], {}, (DEADLINE,), id="a rival’s is past, and nobody knows"),
        pytest.param([rival(OfferState.DECLINED, decide_by=utc("27T18:00"))], {}, (), id="a rival’s is declined"),
        pytest.param([counter(decide_by=utc("27T18:00"))], {}, (MADE, UNANSWERED, DEADLINE), id="the counter-offer’s"),
        pytest.param(
            [OURS, counter(OfferState.EXPECTED), counter(OfferState.DECLINED)], {}, (EXPECTED, MADE), id="two of them"
        ),
    ],
)
def test_each_reason_stands_on_its_fact(parts, more, found):
    assert reasons(*parts, **more) == found


# Each reason of the list, and the facts that bring it about by themselves.
FACTS: dict[RiskReason, Offer | Placement | None] = {
    EXPECTED: counter(OfferState.EXPECTED),
    MADE: counter(OfferState.DECLINED),
    UNANSWERED: counter(),
    NOT_RESIGNED: WEEK_AGO,
    DEADLINE: rival(decide_by=NOW + timedelta(hours=1)),
    QUIET: None,
}


@pytest.mark.parametrize("wanted", [set(some) for n in range(7) for some in itertools.combinations(RiskReason, n)])
def test_every_combination_is_told_and_weighed(wanted):
    parts = [fact for reason, fact in FACTS.items() if reason in wanted and fact]
    told = reasons(offer(OfferKind.OURS, OfferState.ACCEPTED), *parts, spoke_at=LONG_AGO if QUIET in wanted else NOW)
    # What is not answered was made.
    expected = wanted | {MADE} if UNANSWERED in wanted else wanted
    assert told == tuple(reason for reason in RiskReason if reason in expected)
    assert Risk(told).high == (len(expected) > 2 or UNANSWERED in expected)


@pytest.mark.parametrize("some", [tuple(some) for n in range(7) for some in itertools.combinations(RiskReason, n)])
def test_high_is_three_or_made_and_unanswered(some):
    assert Risk(some).high == (len(some) >= 3 or {MADE, UNANSWERED} <= set(some))
