"""Does a card say which offers a candidate has, how they stand and how we lost them, and never what is in them?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.facts import (
    Candidate,
    Card,
    Dealing,
    LossReason,
    Lost,
    May,
    Offer,
    OfferKind,
    OfferState,
    Placement,
    Rank,
    Risk,
    RiskReason,
    StageThere,
)
from bot.messages import cards
from tests.messages.samples import NOW, RITA, presses, submission, words

ANA = Candidate(1, "Ana Silva")
FRIDAY = NOW + timedelta(days=7)
OURS = Offer(31, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, submission=7, company="Data Engineer", decide_by=FRIDAY)
ACME = Offer(32, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, company="Acme", rank=Rank.AHEAD)
TALKS = replace(ACME, state=OfferState.EXPECTED, stage_there=StageThere.FINAL, rank=None)
COUNTER = Offer(33, 1, OfferKind.COUNTER, OfferState.EXPECTED, RITA, NOW, company="Initech", why="they doubled her pay")
PLACED = Placement(
    7, 1, 2, 31, NOW, RITA, 90, starts_on=date(2027, 1, 4), guarantee_until=date(2027, 4, 4), resigned_on=None
)
SEES = May(offers=True, dealing=True)


def drawn(*offers: Offer, placements: tuple[Placement, ...] = (), may: May = SEES, **more):
    """A card of Ana with these offers."""
    blank = Card(ANA, (), (submission(id=7),), (), None, None, None, (), dealing=Dealing(offers, placements), **more)
    return cards.card(blank, NOW, may=may)


@pytest.mark.parametrize(
    ("offer", "says"),
    [
        pytest.param(OURS, "Our offer for Data Engineer: open · to be decided by 08:30 UTC on 4 Dec 2026", id="ours"),
        pytest.param(
            replace(OURS, decide_on=date(2026, 12, 4)), "open · to be decided by Friday 4 December", id="a day of ours"
        ),
        pytest.param(replace(OURS, state=OfferState.EXPECTED), "Data Engineer: not made yet", id="ours, not made"),
        pytest.param(replace(OURS, state=OfferState.WAITING), "Engineer: waits for a manager", id="outside the band"),
        pytest.param(replace(OURS, decide_by=NOW), "Our offer for Data Engineer: ran out", id="ran out just now"),
        pytest.param(ACME, "Acme (rival): an offer there · ranks ahead of us", id="a rival"),
        pytest.param(TALKS, "Acme (rival): final round there", id="a rival without an offer"),
        pytest.param(
            replace(ACME, decide_by=NOW), "Acme (rival): the day it was to be decided by has passed", id="a rival, late"
        ),
        pytest.param(COUNTER, "Counter-offer of Initech: expected · they doubled her pay", id="a counter-offer"),
        pytest.param(replace(COUNTER, state=OfferState.OPEN), "Initech: made, not answered", id="one that is made"),
    ],
)
def test_it_says_how_each_offer_stands(offer, says):
    said = drawn(offer)
    assert says in words(said.blocks)


def test_what_is_ours_stands_first_then_the_rivals_then_the_counter():
    said = words(drawn(COUNTER, ACME, OURS).blocks)
    assert said.index("Our offer") < said.index("Acme") < said.index("Counter-offer")


def test_what_ran_out_is_not_forgotten():
    said = drawn(ran_out=(replace(OURS, state=OfferState.EXPIRED, decide_by=NOW),))
    ran_out = "Our offer for Data Engineer: ran out at 08:30 UTC on 27 Nov 2026: renew it with the client"
    assert ran_out in words(said.blocks)


def test_why_a_counter_offer_is_expected_is_for_those_who_may_see_pay():
    said = drawn(COUNTER, may=May())
    assert "Counter-offer of Initech: expected" in words(said.blocks)
    assert "doubled" not in said.text + words(said.blocks)


def test_many_are_cut_short_and_said_so():
    said = words(drawn(*(replace(ACME, id=each, company=f"Rival {each}") for each in range(7))).blocks)
    assert said.count("(rival)") == 4
    assert "and 3 more offers, on the sheet" in said


def test_what_is_decided_is_no_news():
    assert "Our offer" not in words(drawn(replace(OURS, state=OfferState.DECLINED)).blocks)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param(
            {"placements": (PLACED,)},
            "Said yes to Data Engineer at 08:30 UTC on 27 Nov 2026 · starts on Monday 4 January · "
            "guarantee until Sunday 4 April",
            id="accepted",
        ),
        pytest.param(
            {"placements": (replace(PLACED, starts_on=None, guarantee_until=None),)},
            "the first day is not known yet",
            id="without a first day",
        ),
        pytest.param(
            {"placements": (replace(PLACED, resigned_on=date(2026, 12, 1)),)},
            "resigned on Tuesday 1 December",
            id="resigned",
        ),
        pytest.param(
            {"lost": Lost("Data Engineer", LossReason.RIVAL, NOW, "Acme", OfferKind.RIVAL)},
            "Said no to Data Engineer for a rival, Acme, at 08:30 UTC on 27 Nov 2026",
            id="lost to a rival",
        ),
        pytest.param(
            {"lost": Lost("Data Engineer", LossReason.PLACE, NOW)},
            "Said no to Data Engineer for the place, at",
            id="lost",
        ),
        pytest.param(
            {"risk": Risk((RiskReason.COUNTER_EXPECTED, RiskReason.QUIET))},
            "At risk: a counter-offer is expected, nobody has spoken with them for too long",
            id="at risk",
        ),
        pytest.param(
            {"risk": Risk((RiskReason.COUNTER_MADE, RiskReason.COUNTER_UNANSWERED))}, "High risk: ", id="at high risk"
        ),
    ],
)
def test_it_says_who_starts_what_is_at_risk_and_how_we_lost_them(more, says):
    assert says in words(drawn(**more).blocks)


@pytest.mark.parametrize(
    ("may", "pressed", "picked"),
    [
        pytest.param(SEES, True, True, id="offers to look at"),
        pytest.param(May(offers=True), False, True, id="none yet, but some can be written down"),
        pytest.param(May(dealing=True), False, False, id="pay is not theirs to see"),
        pytest.param(May(offers=True, dealing=True, claim=True), False, True, id="no room beside Claim"),
    ],
)
def test_the_sheet_is_one_press_away_for_those_who_may_see_it(may, pressed, picked):
    blocks = drawn(OURS, may=may).blocks
    assert ("offer_sheet" in presses(blocks)) is pressed
    assert ("Offers" in choices(blocks)) is picked


def choices(blocks) -> list[str]:
    """What the menu of a card offers."""
    elements = [element for block in blocks for element in block.get("elements", [])]
    groups = next(each["option_groups"] for each in elements if each.get("action_id") == "candidate_more")
    return [option["text"]["text"] for group in groups for option in group["options"]]
