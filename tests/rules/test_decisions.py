"""Until when is an offer to be decided, who is told of it from which morning on, and by whom?"""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot import promises
from bot.errors import Refused
from bot.facts import Dealing, Offer, OfferKind, OfferState, Owed, Owing, Ownership, Stage
from bot.rules import decisions, owed, rivals
from tests.rules.owing import MONDAY, PEOPLE, POLICY, RITA, TOM, put, standing, utc

OURS, RIVAL, COUNTER = OfferKind.OURS, OfferKind.RIVAL, OfferKind.COUNTER
OPEN, EXPECTED = OfferState.OPEN, OfferState.EXPECTED


def offer(kind=OURS, by="26T18:00", state=OPEN, id=1, submission=1, **more):
    """An offer that Ana has since Monday."""
    submission = submission if kind is OURS else None
    plain = Offer(id, 7, kind, state, "RITA", MONDAY, submission, decide_by=utc(by) if by else None)
    return replace(plain, **{"decide_since": MONDAY if by else None, **more})


AT_OFFER = (put(Stage.OFFER),)


def dealing(*offers, submissions=AT_OFFER, **more):
    return standing(*submissions, dealing=Dealing(tuple(offers)), **more)


@pytest.mark.parametrize(
    ("made", "person", "by"),
    [
        pytest.param("23T10:00", RITA, "27T18:00", id="four days of work later, when work ends"),
        pytest.param("27T10:00", RITA, "2026-12-04T18:00", id="over a weekend and a holiday of Portugal"),
        pytest.param("27T10:00", TOM, "2026-12-03T17:00", id="in Germany, where it is none"),
        pytest.param("29T10:00", TOM, "2026-12-03T17:00", id="made on a Sunday"),
    ],
)
def test_our_offer_leaves_days_of_work_to_decide(made, person, by):
    assert decisions.decide_by(utc(made), person, POLICY).isoformat()[:16] == (by if len(by) > 9 else f"2026-11-{by}")


@pytest.mark.parametrize(
    ("on", "hour", "person", "moment"),
    [
        pytest.param(27, None, RITA, "27T18:00", id="a day: when work ends there"),
        pytest.param(27, None, TOM, "27T17:00", id="in Berlin"),
        pytest.param(27, time(12), TOM, "27T11:00", id="an hour in Berlin"),
        pytest.param(28, None, RITA, "28T18:00", id="a Saturday that was said stays one"),
    ],
)
def test_a_deadline_is_a_day_and_perhaps_an_hour(on, hour, person, moment):
    assert decisions.end_of(date(2026, 11, on), hour, person, POLICY) == utc(moment)


@pytest.mark.parametrize(
    ("on", "at", "now", "field"),
    [
        pytest.param(22, "22T18:00", "23T10:00", "on", id="yesterday"),
        pytest.param(23, "23T10:00", "23T10:00", "hour", id="this very moment"),
        pytest.param(23, "23T09:00", "23T10:00", "hour", id="an hour of today that has passed"),
    ],
)
def test_a_deadline_that_has_passed_is_refused_at_its_field(on, at, now, field):
    with pytest.raises(Refused) as refused:
        decisions.check(date(2026, 11, on), utc(at), utc(now), RITA, POLICY)
    assert refused.value.field == field


def test_a_deadline_is_within_a_year_and_not_over_before_it_begins():
    decisions.check(date(2026, 11, 23), MONDAY + timedelta(minutes=1), MONDAY, RITA, POLICY)
    with pytest.raises(Refused, match="more than a year"):
        decisions.check(date(2028, 1, 1), MONDAY + timedelta(days=400), MONDAY, RITA, POLICY)


@pytest.mark.parametrize(
    ("changed", "now", "over"),
    [
        pytest.param({}, "26T17:59", False, id="a minute before"),
        pytest.param({}, "26T18:00", True, id="at its moment"),
        pytest.param({"state": EXPECTED}, "27T18:00", False, id="they do not have it yet"),
        pytest.param({"state": OfferState.ACCEPTED}, "27T18:00", False, id="they have decided"),
        pytest.param({"kind": RIVAL, "submission": None}, "27T18:00", False, id="a rival's is asked about instead"),
        pytest.param({"decide_by": None}, "27T18:00", False, id="without a deadline"),
    ],
)
def test_only_ours_runs_out_and_at_its_moment(changed, now, over):
    assert decisions.expired(replace(offer(), **changed), utc(now)) is over


@pytest.mark.parametrize(
    ("by", "nudged"),
    [
        pytest.param("26T18:00", "25T00:00", id="the day before"),
        pytest.param("30T18:00", "27T00:00", id="on Monday: from Friday on"),
        pytest.param("28T12:00", "26T00:00", id="on Saturday: Friday is the last day, from Thursday on"),
        pytest.param("26T08:00", "25T00:00", id="early in the morning"),
    ],
)
def test_the_last_day_is_not_waited_for(by, nudged):
    (due,) = decisions.decisions_due(dealing(offer(by=by)), PEOPLE, POLICY)
    assert (due.at, due.whom, due.nudge_at, due.since) == (utc(by), "RITA", utc(nudged), MONDAY)


@pytest.mark.parametrize(
    ("offers", "dues"),
    [
        pytest.param([offer()], [("RITA", "26T18:00", 1)], id="one"),
        pytest.param(
            [offer(), offer(id=2, by="25T18:00", submission=2)], [("RITA", "25T18:00", 2)], id="two: the tightest"
        ),
        pytest.param(
            [offer(), offer(id=3, by="25T18:00", submission=3)],
            [("RITA", "26T18:00", 1), ("TOM", "25T18:00", 3)],
            id="of two recruiters: each their own",
        ),
        pytest.param([offer(state=EXPECTED)], [], id="not made yet"),
        pytest.param([offer(state=OfferState.WAITING)], [], id="a manager is asked first"),
        pytest.param([offer(by=None)], [], id="no deadline"),
        pytest.param([offer(submission=9)], [], id="a submission that is not there any more"),
    ],
)
def test_each_recruiter_owes_the_tightest_decision(offers, dues):
    there = dealing(
        *offers, submissions=[put(Stage.OFFER, id=1), put(Stage.OFFER, id=2), put(Stage.OFFER, MONDAY, "TOM", 3)]
    )
    found = [
        (each.whom, each.at, each.submission and each.submission.id)
        for each in decisions.decisions_due(there, PEOPLE, POLICY)
    ]
    assert found == [(whom, utc(at), id) for whom, at, id in dues]


EXPIRED = OfferState.EXPIRED


@pytest.mark.parametrize(
    ("state", "stage", "owed_by"),
    [
        pytest.param(EXPIRED, Stage.OFFER, ["RITA"], id="it ran out: renewed, or taken back"),
        pytest.param(EXPIRED, Stage.INTERVIEW, ["RITA"], id="and they were moved back by hand"),
        pytest.param(EXPIRED, Stage.DECLINED, [], id="they are not in process any more"),
        pytest.param(EXPIRED, Stage.PLACED, [], id="they have begun with us"),
        pytest.param(OfferState.DECLINED, Stage.OFFER, [], id="they said no"),
        pytest.param(OfferState.WITHDRAWN, Stage.OFFER, [], id="it was taken back"),
    ],
)
def test_what_ran_out_is_owed_on_as_late_as_it_is_until_somebody_has_seen_to_it(state, stage, owed_by):
    there = dealing(offer(state=state), submissions=(put(stage),))
    found = decisions.decisions_due(there, PEOPLE, POLICY)
    assert [each.whom for each in found] == owed_by
    assert all((each.at, each.since) == (utc("26T18:00"), MONDAY) for each in found)
    assert [each.id for each in rivals.said(Owing.DECISIONS, "RITA", there)] == [1] * len(owed_by)


def test_what_ran_out_a_second_ago_is_shown_so_though_nobody_has_looked():
    there = dealing(offer(), offer(RIVAL, id=2), offer(state=EXPIRED, id=3), offer(state=OfferState.ACCEPTED, id=4))
    found = {each.id: each.state for each in decisions.going_on(there, utc("26T18:00"))}
    assert found == {1: EXPIRED, 2: OPEN, 3: EXPIRED}


TWO = [put(Stage.INTERVIEW, MONDAY, "RITA", 1), put(Stage.OFFER, MONDAY, "TOM", 2)]


@pytest.mark.parametrize(
    ("offers", "submissions", "whom"),
    [
        pytest.param([offer(RIVAL)], TWO, "TOM", id="who has come furthest with them"),
        pytest.param([offer(RIVAL)], TWO[:1], "RITA", id="at interview"),
        pytest.param([offer(RIVAL)], [put(Stage.SUBMITTED, MONDAY, "TOM")], "OWNER", id="not yet so far: their owner"),
        pytest.param([offer(RIVAL)], [], "OWNER", id="no submission: their owner"),
        pytest.param([offer(COUNTER, state=EXPECTED)], TWO, "TOM", id="the counter, though not made yet"),
        pytest.param([offer(RIVAL, by=None)], TWO, None, id="no deadline is known"),
        pytest.param([offer(RIVAL, state=OfferState.DECLINED)], TWO, None, id="they said no there"),
        pytest.param([offer(OURS)], TWO, None, id="ours is no rival"),
    ],
)
def test_a_rival_is_looked_after_by_whoever_has_most_to_lose(offers, submissions, whom):
    there = dealing(*offers, submissions=submissions, ownership=Ownership("OWNER"))
    assert [each.whom for each in rivals.rivals_due(there, PEOPLE, POLICY)] == ([whom] if whom else [])


def test_of_several_rivals_the_tightest_counts_and_nobody_owes_it_where_nobody_owns_them():
    offers = [offer(RIVAL, by="27T18:00"), offer(COUNTER, by="25T12:00", id=2)]
    (due,) = rivals.rivals_due(dealing(*offers), PEOPLE, POLICY)
    assert (due.at, due.nudge_at) == (utc("25T12:00"), utc("24T00:00"))
    assert rivals.rivals_due(dealing(*offers, submissions=[]), PEOPLE, POLICY) == []


def test_another_deadline_is_another_promise():
    (due,) = decisions.decisions_due(dealing(offer()), PEOPLE, POLICY)
    before = replace(owed.written(Owing.DECISIONS, due, "7", None, RITA, POLICY), snoozes=2, said=3)
    assert owed.written(Owing.DECISIONS, due, "7", before, RITA, POLICY) == before
    extended = offer(by="27T18:00", decide_since=utc("25T10:00"))
    (due,) = decisions.decisions_due(dealing(extended), PEOPLE, POLICY)
    assert owed.written(Owing.DECISIONS, due, "7", before, RITA, POLICY).snoozes == 0


KINDS = [
    Owing.DECISIONS,
    Owing.RIVALS,
    Owing.PROMISED,
    Owing.UPDATES,
    Owing.CHECK_INS,
    Owing.AGREEMENTS,
    Owing.RESIGNATIONS,
    Owing.REPLIES,
    Owing.OWNERSHIP,
    Owing.RETENTION,
]


def test_what_is_late_is_told_in_one_order_everywhere():
    late = [
        Owed(kind, "7", "RITA", "RITA", MONDAY + timedelta(hours=n), MONDAY, MONDAY) for n, kind in enumerate(KINDS)
    ]
    for shuffled in (late, late[::-1]):
        told = owed.in_order([(each, Stage.OFFER) for each in shuffled], utc("30T10:00"))
        assert [each.kind for each in told] == KINDS


def test_a_decision_that_is_still_to_come_is_told_before_what_is_late():
    soon = Owed(Owing.DECISIONS, "7", "RITA", "RITA", utc("26T18:00"), MONDAY, MONDAY)
    broken = Owed(Owing.PROMISED, "8", "RITA", "RITA", MONDAY, MONDAY, MONDAY)
    assert owed.in_order([(broken, None), (soon, Stage.OFFER)], utc("25T10:00")) == [soon, broken]


def test_both_kinds_are_planned_like_all_others():
    there = dealing(offer(), offer(RIVAL, by="25T12:00", id=2))
    kinds = {kind for kind, _ in promises.due_of(there, PEOPLE, POLICY)}
    assert {Owing.DECISIONS, Owing.RIVALS} <= kinds
