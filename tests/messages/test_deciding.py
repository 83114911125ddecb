"""Is a decision that is taken back said with what is to be done now, and with nothing that is not so?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.facts import Candidate, Offer, OfferKind, OfferState, Package
from bot.messages import agreements, deciding, offer_buttons
from bot.messages.candidates import SIMILAR
from tests.messages import deciding as decided
from tests.messages.deciding import agreed
from tests.messages.samples import NOW, RITA, presses, words

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
        (OURS, "is open again"),
        (replace(OURS, state=OfferState.EXPIRED), "our offer for Data Engineer has run out, as before."),
        (replace(OURS, state=OfferState.EXPECTED), "our offer for Data Engineer has not been made, as before"),
        (replace(OURS, state=OfferState.ACCEPTED), "our offer for Data Engineer is accepted, as before"),
    ],
)
def test_what_is_opened_again_is_said_to_stand_as_it_did(offer, reads):
    assert reads in deciding.reopened(ANA, offer, NOW).text


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


@pytest.mark.parametrize("sent", [True, False])
def test_terms_of_an_offer_that_is_open_again_do_not_hold_and_can_only_be_taken_back(sent):
    shown = replace(agreed("Helena", 2, candidate_told_at=NOW if sent else None), offer=OURS)
    said = agreements.terms(shown)
    assert agreements.NOT_ACCEPTED in words(said.blocks)
    assert [words(said.blocks).count(f"Version {each}, written down") for each in (1, 2)] == [1, 1]
    assert set(presses(said.blocks)) == ({f"{agreements.NOT_SENT}_1"} if sent else set())


def test_a_ready_e_mail_to_each_side_fits_into_its_button_whatever_the_names():
    said = agreements.terms(agreed("𠮷" * 80))
    urls = [each["url"] for block in said.blocks for each in block.get("elements", []) if "url" in each]
    assert len(urls) == 2
    assert all(2_900 < len(each) <= 3_000 for each in urls)


def test_terms_that_were_lost_say_so_and_can_only_be_written_down_anew():
    lost = agreements.terms(agreed("Helena", 2, lost_on=NOW.date()))
    assert "Lost with their key, given up on Friday 27 November 2026: no seal holds" in words(lost.blocks)
    assert "said yes" not in words(lost.blocks)
    assert set(presses(lost.blocks)) == {offer_buttons.AGREE}
    anew = agreed("Helena", 2)
    first, second = anew.versions
    after = agreements.terms(replace(anew, versions=(replace(first, lost_on=NOW.date(), package=Package()), second)))
    assert words(after.blocks).count("Lost with their key") == 1
    assert "then changed" not in words(agreements.terms(agreed("Helena", 2, lost_on=NOW.date())).blocks)
    assert agreements.FILE in presses(after.blocks)


@pytest.mark.parametrize(
    "said",
    [
        "candidate lost",
        "why it was lost",
        "moved, and lost",
        "placement fell through",
        "placement fell through, why",
    ],
)
def test_whoever_is_lost_leads_to_those_who_are_like_them(said):
    assert presses(decided.said("Helena")[said].blocks)[SIMILAR] == "1"
