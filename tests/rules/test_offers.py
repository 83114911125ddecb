"""What may become of an offer, and which offer is meant?"""

from dataclasses import replace

import pytest

from bot.errors import Refused
from bot.facts import UNDECIDED, OfferKind, OfferState, Stage, Submission
from bot.rules import offers
from tests.messages.offered import NOW, offer

STATES = list(OfferState)
E, W, N, A, D, X, B, V = STATES


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(E, (W, N, A, D, B, V), id="expected"),
        pytest.param(W, (E, N, D, B, V), id="waiting"),
        pytest.param(N, (E, W, A, D, X, B, V), id="open"),
        pytest.param(X, (N, A, D, B, V), id="expired"),
        pytest.param(A, (E, N, D, B, V), id="accepted"),
        pytest.param(D, (E, N, A, V), id="declined"),
        pytest.param(B, (E, N, V), id="withdrawn"),
        pytest.param(V, (E, N), id="over"),
    ],
)
def test_the_steps_of_ours_are_these_and_no_others(before, after):
    assert {each for each in STATES if offers.may_become(offer(state=before), each)} == set(after)


@pytest.mark.parametrize("kind", [OfferKind.RIVAL, OfferKind.COUNTER])
@pytest.mark.parametrize("before", STATES)
def test_offers_of_others_neither_wait_for_our_managers_nor_run_out(kind, before):
    of = offer(kind, state=before)
    assert not offers.may_become(of, OfferState.WAITING)
    assert not offers.may_become(of, OfferState.EXPIRED)


@pytest.mark.parametrize("state", STATES)
def test_only_what_goes_on_is_negotiated_and_what_ran_out_can_be_renewed(state):
    if state in UNDECIDED or state is OfferState.EXPIRED:
        offers.check_goes_on(offer(state=state))
    else:
        with pytest.raises(Refused, match="nothing more is negotiated"):
            offers.check_goes_on(offer(state=state))


def test_a_step_that_cannot_be_says_how_the_offer_stands():
    offers.check(offer(), OfferState.OPEN)
    with pytest.raises(Refused, match="was declined"):
        offers.check(offer(state=D), W)


@pytest.mark.parametrize(
    ("typed", "same"),
    [("Acme", True), ("ACME", True), (" acme ", True), ("Acmé", True), ("Acme Labs", False), ("", False), ("…", False)],
)
def test_a_rival_is_known_however_it_is_spelt(typed, same):
    acme = offer(OfferKind.RIVAL, "Acme")
    assert offers.same_company([acme, offer(OfferKind.COUNTER, "Acme Labs")], typed) == (acme if same else None)
    assert offers.same_company([replace(acme, state=D)], typed) is None


@pytest.mark.parametrize(
    ("ours", "agreed", "stands"),
    [
        (offer(submission=5), (), True),
        (offer(submission=5, state=D), (), False),
        (offer(submission=6), (), False),
        (offer(OfferKind.RIVAL, submission=5), (), False),
        (offer(submission=5, state=OfferState.ACCEPTED), (1,), True),
        (offer(submission=5, state=OfferState.ACCEPTED), (), False),
        (offer(submission=5, state=D), (1,), False),
    ],
    ids=["open", "declined", "for another", "a rival's", "agreed", "fell through", "declined after a yes"],
)
def test_one_offer_of_ours_stands_for_a_submission(ours, agreed, stands):
    ours = replace(ours, id=1)
    assert offers.standing_for([offer(OfferKind.COUNTER), ours], 5, agreed) == (ours if stands else None)


@pytest.mark.parametrize(
    ("state", "stage", "other", "renews"),
    [
        pytest.param(X, Stage.OFFER, None, True, id="it ran out"),
        pytest.param(X, Stage.ACCEPTED, None, True, id="it ran out, and they were moved by hand"),
        pytest.param(X, Stage.REJECTED, None, False, id="it is over for them"),
        pytest.param(X, None, None, False, id="they are not put forward any more"),
        pytest.param(N, Stage.OFFER, None, False, id="it is open"),
        pytest.param(X, Stage.OFFER, offer(submission=5, id=9), False, id="a newer one goes on"),
        pytest.param(X, Stage.OFFER, offer(submission=5, id=9, state=X), True, id="two ran out"),
        pytest.param(X, Stage.OFFER, offer(submission=6, id=9), True, id="one for another job goes on"),
    ],
)
def test_what_ran_out_is_renewed_while_they_are_in_process_and_no_other_stands(state, stage, other, renews):
    ours = offer(submission=5, state=state, id=4)
    there = Submission(5, 1, 6, "Data Engineer", "U0RITA", stage, NOW) if stage else None
    assert offers.renewable(ours, [ours, *([other] if other else [])], there) is renews
