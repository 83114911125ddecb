"""Does a base lie in its band, by how much not, and what follows where a manager says no?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot import amounts
from bot.errors import Refused
from bot.facts import (
    Approval,
    ApprovalKind,
    Band,
    Fit,
    Money,
    Offer,
    OfferKind,
    OfferRound,
    OfferState,
    Package,
    Period,
    Person,
    Rate,
    RoundBy,
)
from bot.policy import Policy
from bot.rules import feasibility

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
GBP = Rate(1, "GBP", "EUR", Decimal("1.17"), date(2026, 11, 1), "U0RITA")
POLICY = Policy()


def eur(whole: int) -> Money:
    return Money(whole * 100, "EUR")


def band(low: int = 80_000, high: int = 95_000, period: Period = Period.YEAR) -> Band:
    return Band(1, eur(low), eur(high), period, "U0MAYA", NOW, job=7)


def base(whole: int, period: Period = Period.YEAR, currency: str = "EUR", payments: int | None = None) -> Package:
    return Package(Money(whole * 100, currency), period, payments)


@pytest.mark.parametrize(
    ("package", "band_", "fit", "by", "share"),
    [
        pytest.param(base(80_000), band(), Fit.INSIDE, None, None, id="the lower end is inside"),
        pytest.param(base(95_000), band(), Fit.INSIDE, None, None, id="the upper end is inside"),
        pytest.param(Package(Money(9_500_001, "EUR")), band(), Fit.ABOVE, "€0.01", "0.0", id="a cent above"),
        pytest.param(base(100_000), band(), Fit.ABOVE, "€5,000", "5.3", id="above"),
        pytest.param(base(76_000), band(), Fit.BELOW, "€4,000", "5.0", id="below"),
        pytest.param(base(7_000, Period.MONTH), band(), Fit.INSIDE, None, None, id="a month, twelve times"),
        pytest.param(base(7_000, Period.MONTH, payments=14), band(), Fit.ABOVE, "€3,000", "3.2", id="fourteen times"),
        pytest.param(base(500, Period.DAY), band(450, 480, Period.DAY), Fit.ABOVE, "€20", "4.2", id="days as days"),
        pytest.param(base(500, Period.DAY), band(), Fit.ABOVE, "€15,000", "15.8", id="220 days a year"),
        pytest.param(base(50, Period.HOUR), band(), Fit.INSIDE, None, None, id="1,760 hours a year"),
        pytest.param(base(80_000, currency="GBP"), band(), Fit.INSIDE, None, None, id="by the rate"),
        pytest.param(base(90_000, currency="GBP"), band(), Fit.ABOVE, "€10,300", "10.8", id="above by the rate"),
        pytest.param(base(80_000, currency="USD"), band(), Fit.UNKNOWN, None, None, id="no rate: nobody can tell"),
        pytest.param(
            replace(base(90_000), bonus_share=Decimal(20)),
            band(),
            Fit.INSIDE,
            None,
            None,
            id="the bonus does not count",
        ),
    ],
)
def test_how_a_base_lies_to_its_band(package, band_, fit, by, share):
    found = feasibility.lies(package, band_, [GBP], POLICY)
    assert found is not None
    said = (amounts.money(found.by) if found.by else None, str(found.share) if found.share is not None else None)
    assert (found.fit, *said) == (fit, by, share)
    assert found.outside is (fit is not Fit.INSIDE)


def test_without_a_base_nothing_is_compared():
    assert feasibility.lies(Package(equity="0.2%"), band(), [], POLICY) is None


@pytest.mark.parametrize(
    ("packages", "found"),
    [
        pytest.param([base(80_000), base(90_000)], None, id="of two each could be told"),
        pytest.param([base(90_000), base(80_000), base(85_000)], (3, "€80,000", "€90,000"), id="from three on"),
        pytest.param(
            [base(80_000)] * 3 + [base(1, currency="USD")], (3, "€80,000", "€80,000"), id="without a rate not"
        ),
        pytest.param([base(80_000), base(85_000), Package(equity="1%")], None, id="who has no base does not count"),
        pytest.param(
            [base(80_000), base(7_500, Period.MONTH), base(80_000, currency="GBP")],
            (3, "€80,000", "€93,600"),
            id="over a year, by the rate",
        ),
    ],
)
def test_what_others_have_is_a_count_and_a_range(packages, found):
    beside = feasibility.beside(packages, "EUR", [GBP], POLICY)
    assert (beside and (beside.count, amounts.money(beside.low), amounts.money(beside.high))) == found


ASKED = replace(base(97_000), bonus_share=Decimal(15), sign_on=eur(5_000), equity="0.2%")


@pytest.mark.parametrize(
    ("typed", "rest", "offered", "kept"),
    [
        pytest.param(
            base(87_000),
            True,
            "€87,000 a year + 15% bonus + €5,000 sign-on + equity: 0.2%",
            "15% bonus + €5,000 sign-on",
            id="the base alone: the rest stays",
        ),
        pytest.param(base(87_000), False, "€87,000 a year + equity: 0.2%", "", id="nor bonus nor sign-on"),
        pytest.param(
            replace(base(87_000), bonus=eur(9_000), equity="none"),
            True,
            "€87,000 a year + €9,000 bonus + €5,000 sign-on + equity: none",
            "€5,000 sign-on",
            id="another bonus",
        ),
        pytest.param(
            Package(bonus_share=Decimal(12)),
            False,
            "€97,000 a year + 12% bonus + equity: 0.2%",
            "€97,000 a year",
            id="the bonus alone: the base stays",
        ),
        pytest.param(
            base(70_000, currency="USD"),
            True,
            "US$70,000 a year + 15% bonus + equity: 0.2%",
            "15% bonus",
            id="no amount in another currency",
        ),
    ],
)
def test_what_a_manager_does_not_name_stays_as_it_was_asked_for(typed, rest, offered, kept):
    package = feasibility.instead(ASKED, typed, rest=rest)
    assert (amounts.line(package), amounts.line(feasibility.kept(typed, package))) == (offered, kept)


def test_a_bonus_in_another_currency_needs_its_base():
    with pytest.raises(Refused) as refused:
        feasibility.instead(ASKED, Package(sign_on=Money(5, "USD")), rest=True)
    assert refused.value.field == "pay"


LATER = NOW + timedelta(days=3)
EXPECTED, WAITING, OPEN, EXPIRED = OfferState.EXPECTED, OfferState.WAITING, OfferState.OPEN, OfferState.EXPIRED


def offer(state: OfferState) -> Offer:
    return Offer(1, 2, OfferKind.OURS, state, "U0RITA", NOW, submission=3, made_at=NOW, decide_by=NOW)


def said(by: RoundBy) -> OfferRound:
    return OfferRound(9, 1, 1, by, base(90_000), NOW, "U0RITA", NOW)


@pytest.mark.parametrize(
    ("before", "after", "decide_by"),
    [
        pytest.param(EXPECTED, WAITING, LATER, id="not made yet: all of it waits"),
        pytest.param(WAITING, WAITING, LATER, id="waiting already"),
        pytest.param(OPEN, OPEN, LATER, id="they keep what they have, until the day that was said"),
        pytest.param(EXPIRED, EXPIRED, NOW, id="what ran out has run out, until the answer"),
    ],
)
def test_an_offer_that_they_have_does_not_wait_for_a_round_that_does(before, after, decide_by):
    opened = replace(offer(before), state=OPEN, decide_by=LATER)
    found = feasibility.asked_first(offer(before), opened)
    assert (found.state, found.decide_by) == (after, decide_by)


OFFER, FRIDAY = offer(OPEN), NOW + timedelta(days=4)


@pytest.mark.parametrize(
    ("own", "said", "decided"),
    [
        pytest.param(None, None, (None, None), id="nobody said a day"),
        pytest.param(FRIDAY, None, (FRIDAY, FRIDAY.date()), id="it has a day that lies ahead"),
        pytest.param(NOW, None, (None, None), id="its day has passed"),
        pytest.param(NOW, FRIDAY, (FRIDAY, FRIDAY.date()), id="it had run out, and a day was said"),
        pytest.param(NOW, NOW, (None, None), id="that day has passed too"),
        pytest.param(FRIDAY, NOW + timedelta(days=1), (FRIDAY, FRIDAY.date()), id="it was renewed meanwhile"),
    ],
)
def test_a_day_that_was_said_is_kept_unless_it_has_passed_at_the_answer(own, said, decided):
    ran_out = replace(OFFER, state=OfferState.EXPIRED, decide_by=NOW - timedelta(days=1))
    wanted = replace(ran_out, state=OfferState.OPEN, decide_by=said, decide_on=said and said.date())
    day = feasibility.waiting_day(ran_out, wanted)
    asked = Approval(1, ApprovalKind.FEASIBLE, 1, "U0RITA", "", NOW, {"offer": 1, **day})
    there = replace(OFFER, decide_by=own, decide_on=own and own.date())
    after = feasibility.let_out(there, asked, NOW)
    assert (after.decide_by, after.decide_on) == decided


def test_what_an_offer_that_goes_on_holds_itself_does_not_wait_with_the_question():
    waits = replace(OFFER, state=OfferState.WAITING, decide_by=FRIDAY)
    assert feasibility.waiting_day(waits, waits) == {}
    ran_out = replace(OFFER, state=OfferState.EXPIRED, decide_by=NOW)
    assert feasibility.waiting_day(ran_out, replace(ran_out, state=OfferState.OPEN)) == {}


@pytest.mark.parametrize("state", list(OfferState))
def test_what_no_manager_is_asked_about_any_more_is_not_made_and_the_rest_stands(state):
    assert feasibility.unasked(offer(state)).state is (EXPECTED if state is WAITING else state)


@pytest.mark.parametrize(
    ("rounds", "state"),
    [
        pytest.param([], EXPECTED, id="nothing was said"),
        pytest.param([said(RoundBy.OFFERED), said(RoundBy.WITHHELD)], EXPECTED, id="nobody is asked"),
        pytest.param([said(RoundBy.OFFERED), said(RoundBy.WAITING)], WAITING, id="a manager is asked"),
    ],
)
def test_what_they_do_not_have_after_all_waits_where_a_manager_is_asked(rounds, state):
    found = feasibility.unmade(offer(OPEN), rounds)
    assert (found.state, found.made_at) == (state, None)


@pytest.mark.parametrize(
    ("now", "days", "at"),
    [
        pytest.param(NOW, 1, datetime(2026, 11, 24, 8, 30, tzinfo=UTC), id="the next morning"),
        pytest.param(NOW + timedelta(days=4), 1, datetime(2026, 11, 30, 8, 30, tzinfo=UTC), id="after the weekend"),
        pytest.param(NOW + timedelta(days=3), 2, datetime(2026, 11, 30, 8, 30, tzinfo=UTC), id="the second one after"),
    ],
)
def test_managers_are_reminded_on_a_morning_of_work(now, days, at):
    person = Person("T1", "U0RITA", "Rita", zone="Europe/Lisbon", country="PT")
    assert feasibility.reminded_at(person, POLICY, now, days) == at
