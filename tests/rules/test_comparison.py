"""Are offers compared over a year, in our currency, and do the gaps add up?"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import amounts
from bot.facts import Figure, Money, Offer, OfferKind, OfferState, Package, Period, Rate
from bot.policy import Policy
from bot.rules import comparison, money

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
POLICY = Policy()
OURS, RIVAL, COUNTER = OfferKind.OURS, OfferKind.RIVAL, OfferKind.COUNTER
GBP = Rate(1, "GBP", "EUR", Decimal("1.17"), date(2026, 11, 1), "U0RITA")


def offer(id: int, kind: OfferKind, state: OfferState = OfferState.OPEN, days: int = 0) -> Offer:
    return Offer(id, 1, kind, state, "U0RITA", NOW + timedelta(days=days))


def package(whole: int, currency: str = "EUR", **more: object) -> Package:
    return Package(Money(whole * 100, currency), **more)  # type: ignore[arg-type]


def gap(figure: Figure | None) -> str | None:
    if figure is None or figure.gap is None:
        return None
    share = f" {amounts.percent(figure.share)}" if figure.share is not None else ""
    return f"{amounts.money(figure.gap)}{share}"


@pytest.mark.parametrize(
    ("ours", "theirs", "gaps"),
    [
        pytest.param(package(90_000), package(95_000), ("€5,000 5.6%", None, "€5,000 5.6%"), id="more"),
        pytest.param(package(90_000), package(85_500), ("−€4,500 5%", None, "−€4,500 5%"), id="less"),
        pytest.param(package(90_000), package(90_000), ("€0 0%", None, "€0 0%"), id="the same"),
        pytest.param(
            package(90_000, bonus_share=Decimal(10)),
            package(85_000, bonus=Money(2_000_000, "EUR")),
            ("−€5,000 5.6%", "€11,000 122.2%", "€6,000 6.1%"),
            id="a share against an amount",
        ),
        pytest.param(
            package(90_000),
            package(7_000, period=Period.MONTH, payments=14),
            ("€8,000 8.9%", None, "€8,000 8.9%"),
            id="fourteen months",
        ),
        pytest.param(package(90_000), package(80_000, "GBP"), ("€3,600 4%", None, "€3,600 4%"), id="by the rate"),
        pytest.param(package(90_000), package(80_000, "USD"), (None, None, None), id="no rate, no gap"),
        pytest.param(Package(equity="1%"), package(80_000), (None, None, None), id="ours has no figures"),
        pytest.param(package(90_000), Package(equity="1%"), (None, None, None), id="theirs has none"),
    ],
)
def test_the_gap_is_to_ours_in_its_currency(ours, theirs, gaps):
    both = [offer(1, OURS), offer(2, RIVAL)]
    (first, other), left_out = comparison.columns(both, {1: ours, 2: theirs}, [GBP], POLICY)
    assert (first.offer.id, left_out) == (1, 0)
    assert (gap(other.base), gap(other.bonus), gap(other.total)) == gaps
    assert other.rate_missing == ("EUR" if theirs.currency == "USD" else None)


@pytest.mark.parametrize(
    ("offers", "order", "left_out"),
    [
        pytest.param(
            [offer(1, COUNTER), offer(2, RIVAL), offer(3, OURS)], [3, 2, 1], 0, id="ours, rivals, then the counter"
        ),
        pytest.param([offer(1, RIVAL), offer(2, RIVAL, days=1)], [2, 1], 0, id="the newest first"),
        pytest.param(
            [offer(1, RIVAL), offer(2, RIVAL, OfferState.EXPECTED, 1)], [1, 2], 0, id="what is made before talks"
        ),
        pytest.param(
            [offer(1, OURS, OfferState.DECLINED, 5), offer(2, OURS), offer(3, RIVAL)],
            [2, 3],
            0,
            id="what goes on is what the others are compared with",
        ),
        pytest.param(
            [offer(1, OURS, OfferState.ACCEPTED), offer(2, OURS, OfferState.WITHDRAWN, 5)], [1], 0, id="or accepted"
        ),
        pytest.param(
            [offer(1, OURS, OfferState.EXPIRED), offer(2, RIVAL)], [1, 2], 0, id="ours that ran out may be renewed"
        ),
        pytest.param(
            [offer(1, OURS, OfferState.EXPIRED, 5), offer(2, OURS)], [2, 1], 0, id="what goes on is compared with"
        ),
        pytest.param(
            [
                offer(1, OURS, OfferState.OVER),
                offer(2, RIVAL),
                offer(3, RIVAL, OfferState.DECLINED),
                offer(4, COUNTER, OfferState.WITHDRAWN),
            ],
            [2],
            0,
            id="what was undone, declined or taken back is not weighed any more",
        ),
        pytest.param([offer(1, RIVAL, OfferState.OVER)], [], 0, id="nothing is left"),
        pytest.param(
            [offer(1, OURS), *(offer(id, RIVAL, OfferState.OVER, id) for id in range(2, 8))]
            + [offer(id, RIVAL, OfferState.EXPECTED, id) for id in range(8, 12)]
            + [offer(id, RIVAL, days=id) for id in range(12, 20)],
            [1, *range(19, 11, -1), 11],
            3,
            id="without room what is only expected is left out, the oldest before the others",
        ),
    ],
)
def test_which_offers_stand_in_which_order(offers, order, left_out):
    columns, more = comparison.columns(offers, {}, [], POLICY)
    assert ([each.offer.id for each in columns], more) == (order, left_out)


AMOUNTS = st.integers(min_value=1, max_value=10**9)
RATES = st.decimals(min_value="0.0001", max_value="10000", places=6)
PACKAGES = st.builds(
    lambda base, period, bonus, share: Package(
        Money(base, "GBP"), period, None, Money(bonus, "GBP") if bonus else None, None if bonus else share
    ),
    AMOUNTS,
    st.sampled_from(Period),
    st.none() | AMOUNTS,
    st.none() | st.decimals(min_value=0, max_value=100, places=1),
)


@given(ours=PACKAGES, theirs=PACKAGES, value=RATES)
def test_the_gaps_of_the_parts_add_up_to_that_of_all(ours, theirs, value):
    ours = Package(
        Money(ours.base.minor, "EUR"),
        ours.period,
        None,
        ours.bonus and Money(ours.bonus.minor, "EUR"),
        ours.bonus_share,
    )
    rate = Rate(1, "GBP", "EUR", value, date(2026, 11, 1), "U0RITA")
    both = [offer(1, OURS), offer(2, RIVAL)]
    (first, other), _ = comparison.columns(both, {1: ours, 2: theirs}, [rate], POLICY)
    parts = [each for each in (other.base, other.bonus) if each]
    bonus = (worth(other.bonus) if other.bonus else 0) - (first.bonus.said.minor if first.bonus else 0)
    assert gap_of(other.total) == gap_of(other.base) + bonus
    assert worth(other.total) == sum(worth(each) for each in parts)
    assert all(each.worth == money.converted(each.said, rate) for each in parts)


def worth(figure: Figure | None) -> int:
    assert figure
    assert figure.worth
    return figure.worth.minor


def gap_of(figure: Figure | None) -> int:
    assert figure
    assert figure.gap
    return figure.gap.minor


@given(amount=AMOUNTS, value=RATES)
def test_a_rate_that_was_entered_the_other_way_round_is_taken_so(amount, value):
    rate = Rate(1, "EUR", "GBP", value, date(2026, 11, 1), "U0RITA")
    both = [offer(1, OURS), offer(2, RIVAL)]
    packages = {1: Package(Money(1_000, "EUR")), 2: Package(Money(amount, "GBP"))}
    found = worth(comparison.columns(both, packages, [rate], POLICY)[0][1].base)
    # Exactly amount / value, to half a cent.
    assert abs(Decimal(found) * value - amount) <= value / 2 + Decimal("1e-20")
