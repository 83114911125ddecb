"""Is a decision that is taken back said with what is to be done now, and with nothing that is not so?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts import Candidate, Offer, OfferKind, OfferState
from bot.messages import deciding
from tests.messages.samples import NOW, RITA, words

ANA = Candidate(1, "Ana Silva")
PASSED, TO_COME = NOW - timedelta(days=1), NOW + timedelta(days=1)
OURS = Offer(31, 1, OfferKind.OURS, OfferState.OPEN, RITA, NOW, submission=7, company="Data Engineer", decide_by=PASSED)
ACME = replace(OURS, kind=OfferKind.RIVAL, company="Acme", submission=None)
COUNTER = replace(ACME, kind=OfferKind.COUNTER, company="")


@pytest.mark.parametrize(
    ("offer", "runs_out"),
    [
        pytest.param(OURS, True, id="ours, open and late"),
        pytest.param(replace(OURS, decide_by=TO_COME), False, id="ours, in time"),
        pytest.param(replace(OURS, state=OfferState.ACCEPTED), False, id="ours, accepted again"),
        pytest.param(ACME, False, id="a rival’s, which only they end"),
    ],
)
def test_only_an_open_offer_of_ours_whose_day_has_passed_is_about_to_run_out(offer, runs_out):
    said = deciding.reopened(ANA, offer, NOW)
    assert ("renew it with the client, or it runs out" in words(said.blocks)) == runs_out


@pytest.mark.parametrize(
    ("offer", "reads"),
    [
        (OURS, "Reopen our offer for Data Engineer …"),
        (ACME, "Reopen the offer of Acme …"),
        (COUNTER, "Reopen the counter-offer …"),
    ],
)
def test_of_several_each_button_names_its_offer_within_a_sentence(offer, reads):
    assert deciding.reopen(offer, 1)["text"]["text"] == reads
