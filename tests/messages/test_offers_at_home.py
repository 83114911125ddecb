"""Does Home say who decides on offers next, briefly, and only where there are offers?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts import Going, GoingOffers, Offer, OfferKind, OfferState, Placement, Rank, Risk, RiskReason
from bot.messages.offers_at_home import at_home
from tests.messages.samples import NOW, RITA, presses, words

OURS = Offer(31, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, company="Data Engineer", decide_by=NOW)
ACME = Offer(32, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, company="Acme", rank=Rank.AHEAD)
ANA = Going(1, "Ana Silva", (OURS, ACME), Risk((RiskReason.DEADLINE,)))
YES = replace(ANA, offers=(), placements=(Placement(9, 2, 1, 3, NOW, RITA, 90),))
BEFORE = NOW - timedelta(days=1)
ONE = GoingOffers(shown=(ANA,), total=1, high=0, page=0, more=False, team=False)


def test_without_offers_nothing_is_said():
    assert at_home(replace(ONE, shown=(), total=0), BEFORE) == []


def test_it_names_who_decides_what_and_until_when_with_a_way_to_the_sheet():
    drawn = at_home(ONE, BEFORE)
    assert words(drawn).splitlines()[:2] == [
        "1 candidate of yours has an offer to decide on.",
        "Ana Silva · Our offer for Data Engineer: open, to be decided by 08:30 UTC on 27 Nov 2026 · Acme: open · "
        ":warning: At risk: a deadline is near or has passed",
    ]
    assert presses(drawn) == {"offer_sheet_1": "1"}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param(
            {"total": 2}, "2 candidates of yours have offers to decide on. Those at risk come first", id="several"
        ),
        pytest.param({"team": True, "high": 1}, "of the team has an offer to decide on, 1 at high risk.", id="team"),
        pytest.param(
            {"shown": (YES,)},
            "1 candidate of yours said yes and has yet to start.\nAna Silva · said yes · ",
            id="who said yes",
        ),
        pytest.param({"total": 40}, "And 39 more: type `/care offers` to see them all.", id="many"),
    ],
)
def test_it_says_whose_and_how_many(more, says):
    assert says in words(at_home(replace(ONE, **more), BEFORE))


def test_three_are_named_and_a_few_offers_of_each():
    many = tuple(replace(ANA, candidate=each, name=f"Ana {each}", offers=(OURS, ACME, ACME)) for each in range(6))
    drawn = at_home(replace(ONE, shown=many, total=6), BEFORE)
    assert words(drawn).count("Acme") == 3
    assert len(drawn) == 8
