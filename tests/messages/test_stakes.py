"""Is a manager told first of what presses most on an offer?"""

import json
from dataclasses import replace

import pytest

from bot import messages
from bot.blocks import whole
from bot.facts import Offer, OfferKind, OfferState, Risk, Stakes
from tests.messages import compared
from tests.messages.compared import NOW
from tests.messages.deciding import RITA

OURS = Offer(1, 1, OfferKind.OURS, OfferState.WAITING, RITA, NOW, company="Backend engineer")
RIVALS = [replace(OURS, id=id, kind=OfferKind.RIVAL, company=f"Rival {id}") for id in range(2, 7)]
COUNTER = replace(OURS, id=9, kind=OfferKind.COUNTER, state=OfferState.OPEN, company="Initech")


@pytest.mark.parametrize(
    ("others", "named", "more"),
    [
        pytest.param([*RIVALS[:3], COUNTER], ["Rival 2", "Counter-offer of Initech"], 2, id="though it is last"),
        pytest.param([COUNTER, *RIVALS[:2]], ["Counter-offer of Initech", "Rival 2"], 1, id="in its place"),
        pytest.param(RIVALS[:3], ["Rival 2", "Rival 3"], 1, id="the tightest"),
        pytest.param(RIVALS[:2], ["Rival 2", "Rival 3"], 0, id="no more than there are"),
    ],
)
def test_a_counter_offer_is_always_named_to_a_manager(others, named, more):
    told = [whole(each) for each in messages.stakes.told(Stakes(OURS, tuple(others), Risk(), NOW))]
    assert [each.partition(":")[0].strip("*") for each in told[1:3]] == named
    assert told[3:] == ([f"and {more} more"] if more else [])


def test_a_counter_offer_is_among_the_figures_of_others_too():
    asked = replace(compared.outside("Ana"), stakes=Stakes(OURS, (*RIVALS, COUNTER), Risk(), NOW))
    drawn = json.dumps(messages.feasibility.figures(asked).blocks)
    assert [name for name in ("Rival 4", "Rival 5", "Counter-offer of Initech") if name in drawn] == [
        "Rival 4",
        "Counter-offer of Initech",
    ]
