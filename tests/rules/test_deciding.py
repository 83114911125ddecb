"""What may be decided about an offer, what follows for the others, and who may take it back?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import Refused
from bot.facts import LossReason, OfferChange, OfferKind, OfferState, Stage
from bot.rules import deciding
from tests.rules.deals import offer
from tests.rules.owing import MONDAY, POLICY, RITA, TOM, put, utc

OURS, RIVAL, COUNTER = OfferKind
MAYA = replace(TOM, id="MAYA", manager=True)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "is_decided"),
    [
        (OfferState.EXPECTED, False),
        (OfferState.WAITING, False),
        (OfferState.OPEN, False),
        (OfferState.EXPIRED, False),
        (OfferState.ACCEPTED, True),
        (OfferState.DECLINED, True),
        (OfferState.WITHDRAWN, True),
        (OfferState.OVER, True),
    ],
)
def test_what_ran_out_is_not_decided_by_that(state, is_decided):
    assert deciding.is_decided(offer(state=state)) is is_decided


def test_whoever_says_yes_says_no_to_the_others_and_ends_their_talks():
    rival, talks = offer(RIVAL, id=2), offer(RIVAL, OfferState.EXPECTED, id=3)
    counter, old = offer(COUNTER, id=4), offer(RIVAL, OfferState.DECLINED, id=5)
    same, elsewhere = offer(id=6), offer(id=7, submission=2)
    beside = deciding.beside(offer(), [offer(), same, elsewhere, rival, talks, counter, old])
    refused = [(rival, OfferState.DECLINED), (talks, OfferState.OVER), (counter, OfferState.DECLINED)]
    assert beside == [*refused, (same, OfferState.OVER)]


@pytest.mark.parametrize(
    ("of", "stage", "to"),
    [
        pytest.param(OURS, Stage.OFFER, Stage.DECLINED, id="an offer is declined"),
        pytest.param(OURS, Stage.INTERVIEW, Stage.WITHDRAWN, id="before one, they withdraw"),
        pytest.param(OURS, Stage.ACCEPTED, Stage.FELL_THROUGH, id="what was accepted falls through"),
        pytest.param(RIVAL, Stage.OFFER, Stage.WITHDRAWN, id="gone elsewhere from a stage without an offer of ours"),
        pytest.param(OURS, Stage.REJECTED, None, id="it is over already"),
        pytest.param(OURS, Stage.PLACED, None, id="they have begun"),
    ],
)
def test_a_lost_submission_ends_where_it_fits(of, stage, to):
    assert deciding.lost_to(offer(of), put(stage)) is to


@pytest.mark.parametrize(
    ("other", "reason"),
    [(offer(RIVAL), LossReason.RIVAL), (offer(COUNTER), LossReason.COUNTER), (offer(OURS), None), (None, None)],
    ids=["a rival", "their employer", "ours", "nobody"],
)
def test_whom_they_go_to_suggests_the_reason(other, reason):
    assert deciding.reason_for(other) is reason


def test_who_has_made_an_offer_is_likelier_than_who_only_talks():
    talks, made = offer(RIVAL, OfferState.EXPECTED, id=2), offer(COUNTER, id=3)
    over = offer(RIVAL, OfferState.OVER, id=4)
    assert deciding.likely([talks, offer(), over, made]) == [made, talks]


@pytest.mark.parametrize(
    ("state", "ended_at", "newer", "named"),
    [
        pytest.param(OfferState.DECLINED, MONDAY, None, [2], id="refused as they said yes to ours"),
        pytest.param(OfferState.OVER, MONDAY, None, [2], id="let go with ours"),
        pytest.param(OfferState.DECLINED, MONDAY - DAY, None, [], id="refused before"),
        pytest.param(OfferState.ACCEPTED, MONDAY, None, [], id="taken already"),
        pytest.param(OfferState.DECLINED, MONDAY, OfferState.OPEN, [3], id="refused, but there is a newer one"),
        pytest.param(OfferState.DECLINED, MONDAY, OfferState.OVER, [3], id="refused, then let go"),
    ],
)
def test_who_was_over_by_ours_is_likely_once(state, ended_at, newer, named):
    there = [offer(RIVAL, state, id=2, ended_at=ended_at, company="Acme")]
    if newer:
        there.append(offer(RIVAL, newer, id=3, ended_at=MONDAY, company="ACME", raised_at=MONDAY + DAY))
    assert [each.id for each in deciding.likely(there, [MONDAY])] == named


YES = OfferChange(1, 1, MONDAY, "RITA", OfferState.ACCEPTED)


@pytest.mark.parametrize(
    ("person", "later", "state", "refused"),
    [
        pytest.param(RITA, timedelta(days=7), OfferState.ACCEPTED, None, id="whoever decided it, for a week"),
        pytest.param(RITA, timedelta(days=8), OfferState.ACCEPTED, deciding.NOT_AUTHOR, id="not longer"),
        pytest.param(TOM, timedelta(0), OfferState.DECLINED, deciding.NOT_AUTHOR, id="no colleague"),
        pytest.param(MAYA, timedelta(days=80), OfferState.WITHDRAWN, None, id="a manager, always"),
        pytest.param(MAYA, timedelta(0), OfferState.OPEN, deciding.NOT_DECIDED, id="nothing to open"),
        pytest.param(MAYA, timedelta(0), OfferState.OVER, deciding.NOT_DECIDED, id="what ended by another decision"),
    ],
)
def test_who_may_open_it_again(person, later, state, refused):
    there, now = offer(state=state, ended_at=MONDAY), MONDAY + later
    if refused is None:
        deciding.check_reopen(there, YES, person, POLICY, now)
        return
    with pytest.raises(Refused) as why:
        deciding.check_reopen(there, YES, person, POLICY, now)
    assert why.value.reason == refused


EXPECTED, OPEN, EXPIRED, WAITING = OfferState.EXPECTED, OfferState.OPEN, OfferState.EXPIRED, OfferState.WAITING


@pytest.mark.parametrize(
    ("before", "made", "ended"),
    [
        pytest.param([OPEN], True, None, id="they had it"),
        pytest.param([EXPECTED, OPEN], True, None, id="it came to be made"),
        pytest.param([EXPECTED], False, None, id="it was still to come"),
        pytest.param([OPEN, EXPIRED], True, utc("22T18:00"), id="it had run out"),
        pytest.param([OPEN, OfferState.ACCEPTED], True, MONDAY, id="they had said yes"),
    ],
)
def test_what_is_opened_again_stands_as_before(before, made, ended):
    there = offer(state=before[-1], decide_by=utc("22T18:00"), made_at=utc("20T10:00") if made else None)
    declined = deciding.decided(there, OfferState.DECLINED, MONDAY)
    assert declined.made_at in (utc("20T10:00"), MONDAY)
    deadline = OfferChange(9, 1, MONDAY, "RITA", None, MONDAY)
    changes = [OfferChange(id, 1, MONDAY, "RITA", state) for id, state in enumerate([*before, OfferState.DECLINED])]
    again = deciding.reopened(declined, [changes[0], deadline, *changes[1:]])
    assert (again.state, again.made_at, again.ended_at) == (before[-1], there.made_at, ended)


def test_what_waited_for_a_manager_is_not_made_when_it_is_opened_again():
    declined = deciding.decided(offer(state=WAITING), OfferState.DECLINED, MONDAY)
    changes = [OfferChange(id, 1, MONDAY, "RITA", state) for id, state in enumerate([WAITING, OfferState.DECLINED])]
    again = deciding.reopened(declined, changes)
    assert (again.state, again.made_at, again.ended_at) == (EXPECTED, None, None)


def test_what_was_opened_again_already_is_opened_once_more():
    states = [OPEN, OfferState.ACCEPTED, OfferState.DECLINED, OfferState.ACCEPTED]
    changes = [OfferChange(id, 1, MONDAY, "RITA", state) for id, state in enumerate(states)]
    there = offer(state=OfferState.ACCEPTED, made_at=utc("20T10:00"), ended_at=MONDAY)
    again = deciding.reopened(there, changes)
    assert (again.state, again.made_at, again.ended_at) == (OPEN, utc("20T10:00"), None)
