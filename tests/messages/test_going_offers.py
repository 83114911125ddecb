"""Are the offers that are not decided listed with what is pressing, and is the coverage said exactly?"""

from datetime import date, timedelta

import pytest

from bot.facts import (
    Coverage,
    Going,
    GoingOffers,
    Offer,
    OfferKind,
    OfferState,
    Placement,
    Rank,
    Risk,
    RiskReason,
    Stage,
    StageThere,
)
from bot.messages import going_offers
from tests.messages.samples import NOW, RITA, TOM, presses, words

OURS = Offer(
    3, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, 9, "Data Engineer", decide_by=NOW, decide_on=date(2026, 11, 27)
)
ACME = Offer(
    4, 1, OfferKind.RIVAL, OfferState.EXPECTED, RITA, NOW, company="Acme", stage_there=StageThere.FINAL, rank=Rank.AHEAD
)
COUNTER = Offer(5, 1, OfferKind.COUNTER, OfferState.OPEN, RITA, NOW, company="Initech")
HIGH = Risk((RiskReason.COUNTER_MADE, RiskReason.COUNTER_UNANSWERED))
ANA = Going(1, "Ana Silva", (OURS, ACME, COUNTER), HIGH, Stage.OFFER, "Data Engineer", RITA)
YES = Going(2, "Ben Okoye", (), HIGH, Stage.ACCEPTED, "Data Engineer", RITA, (Placement(9, 2, 1, 3, NOW, RITA, 90),))
BEFORE = NOW - timedelta(days=1)


def listed(*shown: Going, **more) -> GoingOffers:
    plain = {"total": len(shown), "high": 0, "page": 0, "more": False, "team": False}
    return GoingOffers(tuple(shown), **(plain | more))


def test_each_offer_says_how_it_stands_and_the_risk_its_reasons():
    shown = words(going_offers.listed(listed(ANA, high=1), BEFORE).blocks)
    assert "1 candidate of yours has an offer to decide on, 1 at high risk." in shown
    assert f"Ana Silva · offer for Data Engineer · with @{RITA}" in shown
    assert "High risk: a counter-offer was made, the counter-offer is not answered" in shown
    assert "Our offer for Data Engineer: open, to be decided by Friday 27 November" in shown
    assert "Acme: final round there, ranks ahead of us" in shown
    assert "Counter-offer of Initech: made, not answered" in shown
    late = words(going_offers.listed(listed(ANA), NOW).blocks)
    assert "Our offer for Data Engineer: open, was to be decided by Friday 27 November" in late


@pytest.mark.parametrize(
    ("going", "reads"),
    [
        pytest.param(listed(), "No offer is going on with your candidates.", id="none of yours"),
        pytest.param(
            listed(unwritten=("Léa", "Ben")),
            "Léa and Ben are at offer, and no offer of ours is written down: type /offer and the name",
            id="at offer with none written down",
        ),
        pytest.param(
            listed(heard_of=("Léa", "Ben", "Zoe", "Kim")),
            "Léa, Ben, Zoe and others told us of a new offer elsewhere, and it is not written down: type /offer and",
            id="a new offer that was heard of",
        ),
        pytest.param(listed(team=True), "No offer is going on in the team.", id="none of the team"),
        pytest.param(
            listed(YES, high=1),
            "1 candidate of yours said yes and has yet to start, 1 at high risk.",
            id="who said yes",
        ),
        pytest.param(
            listed(YES),
            "Said yes at 08:30 UTC on 27 Nov 2026 · the first day is not known yet · not known to have resigned · "
            "papers not known to be signed",
            id="what is not known of who said yes",
        ),
        pytest.param(
            listed(ANA, YES, team=True),
            "2 candidates of the team have offers to decide on, or said yes and have yet to start.",
            id="offers and a yes",
        ),
        pytest.param(
            listed(ANA, ANA, total=1_204, team=True),
            "1,204 candidates of the team have offers to decide on. Those at risk come first, then who decides next.",
            id="many of the team",
        ),
        pytest.param(
            listed(Going(1, "Ana", (ACME,), Risk((RiskReason.DEADLINE,)))),
            "At risk: a deadline is near or has passed",
            id="at risk",
        ),
        pytest.param(listed(Going(1, "Ana", (ACME,))), "Ana · nobody looks after them", id="nobody’s"),
        pytest.param(
            listed(coverage={RITA: Coverage(14, 20)}),
            "You asked about other offers in 14 of 20 talks of the last 30 days, from screening to accepted.",
            id="how often they asked",
        ),
        pytest.param(
            listed(coverage={RITA: Coverage(0, 1)}), "You asked about other offers in 0 of 1 talk of", id="one talk"
        ),
        pytest.param(
            listed(team=True, coverage={RITA: Coverage(14, 20), TOM: Coverage(3, 10)}),
            f"The team asked about other offers in 17 of 30 talks of the last 30 days, from screening to accepted.\n"
            f"<@{TOM}> 3 of 10 · <@{RITA}> 14 of 20",
            id="how often the team asked, the least first",
        ),
        pytest.param(
            listed(team=True),
            "In the last 30 days nobody was spoken with from screening to accepted.",
            id="nobody was spoken with",
        ),
    ],
)
def test_the_list_says_whose_it_is_and_how_often_they_asked(going, reads):
    message = going_offers.listed(going, BEFORE)
    assert reads in words(message.blocks)
    assert len(message.blocks) < 50


def test_the_text_says_it_all():
    text = going_offers.listed(listed(ANA, coverage={RITA: Coverage(1, 2)}), BEFORE).text
    assert all(part in text for part in ("High risk", "Acme", "Initech", "Friday 27 November", "1 of 2 talks"))


def test_the_buttons_open_the_offers_and_turn_the_page():
    message = going_offers.listed(listed(ANA, page=1, more=True, team=True, total=30), BEFORE)
    assert presses(message.blocks) == {
        "offer_sheet_1": "1",
        "candidate_log_1": "1",
        "going_offers_page_1": "0/team",
        "going_offers_page_2": "2/team",
    }


def test_a_full_page_of_long_names_fits_into_one_message():
    many = tuple(Offer(n, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, company="x" * 200) for n in range(40))
    coverage = {f"U{n}": Coverage(n, 50) for n in range(50)}
    going = listed(*[Going(1, "y" * 300, many, HIGH, Stage.OFFER, "z" * 300, RITA)] * 8, team=True, more=True, page=1)
    message = going_offers.listed(GoingOffers(going.shown, 99, 9, 1, True, True, coverage), BEFORE)
    assert len(message.blocks) < 50
    assert len(message.text) <= 3_000


@pytest.mark.parametrize("value", ["", "1", "1/", "x/team", "-1/own", "1/everybody"])
def test_what_turns_to_no_page_of_ours_is_refused(value):
    with pytest.raises(ValueError, match="no page of ours"):
        going_offers.read_page(value)


def test_a_page_is_read_as_it_was_drawn():
    assert going_offers.read_page("2/team") == (2, True)
    assert going_offers.read_page("0/own") == (0, False)
