"""When is a candidate asked about other offers, by whom, and what begins the count anew?"""

import pytest

from bot.facts import Dealing, Offer, OfferKind, OfferState, Ownership, Stage, Standing
from bot.rules import check_ins
from tests.rules.owing import MONDAY, PEOPLE, POLICY, put, standing, utc


def other(raised_at=MONDAY, kind=OfferKind.RIVAL, state=OfferState.EXPECTED) -> Offer:
    return Offer(3, 7, kind, state, "RITA", raised_at)


def known(*offers: Offer) -> dict[str, Dealing]:
    return {"dealing": Dealing(offers)}


def due_of(asked: Standing) -> list[tuple[str, object, object]]:
    return [(due.whom, due.at, due.since) for due in check_ins.check_ins_due(asked, PEOPLE, POLICY)]


def new(at: str, asked: str | None = None, told: str | None = None) -> dict[str, object]:
    """They told us of a new offer; when they answered last, and somebody wrote an offer down."""
    return {
        "offers_new_at": utc(at),
        "offers_asked_at": utc(asked or at),
        "others_told_at": utc(told) if told else None,
    }


OWNED = {"ownership": Ownership("TOM")}
OVER = (OfferState.DECLINED, OfferState.OVER, OfferState.WITHDRAWN)


@pytest.mark.parametrize(
    ("stage", "more", "due"),
    [
        pytest.param(Stage.SOURCED, {}, None, id="sourced: nobody else is known"),
        pytest.param(Stage.SCREENING, {}, None, id="screening"),
        pytest.param(Stage.SUBMITTED, {}, None, id="submitted"),
        pytest.param(Stage.INTERVIEW, {}, "25T18:00", id="interview"),
        pytest.param(Stage.OFFER, {}, "25T18:00", id="offer"),
        pytest.param(Stage.ACCEPTED, {}, "25T18:00", id="accepted"),
        pytest.param(Stage.PLACED, {}, None, id="placed"),
        pytest.param(Stage.REJECTED, known(other()) | OWNED, None, id="over: nothing of ours can be lost to a rival"),
        pytest.param(Stage.SCREENING, known(other()), "25T18:00", id="early, but a rival is known"),
        pytest.param(Stage.SUBMITTED, known(other(kind=OfferKind.COUNTER)), "25T18:00", id="or a counter-offer"),
        pytest.param(Stage.SUBMITTED, known(other(kind=OfferKind.OURS)), None, id="ours is no reason to ask"),
        *(
            pytest.param(Stage.SUBMITTED, known(other(state=state)), None, id=f"a rival that is {state}")
            for state in OVER
        ),
        pytest.param(None, known(other()) | OWNED, "25T17:00", id="put forward for nothing: their owner asks"),
        pytest.param(None, known(other()), None, id="and nobody where nobody owns them"),
        pytest.param(None, OWNED, None, id="no submission and no rival"),
        pytest.param(Stage.REJECTED, new("24T15:00") | OWNED, None, id="over, whatever they told us"),
        pytest.param(None, new("23T10:00") | OWNED, "24T17:00", id="put forward for nothing: a new one is asked about"),
        pytest.param(Stage.INTERVIEW, {"do_not_contact": True}, "25T18:00", id="do not contact: reply only"),
    ],
)
def test_who_may_have_other_offers_is_asked(stage, more, due):
    asked = standing(*([put(stage)] if stage else []), **more)
    assert [at for _, at, _ in due_of(asked)] == ([utc(due)] if due else [])


@pytest.mark.parametrize(
    ("submission", "more", "since", "due"),
    [
        pytest.param(put(Stage.INTERVIEW), {}, "23T10:00", "25T18:00", id="from the interview"),
        pytest.param(
            put(Stage.INTERVIEW), {"offers_asked_at": utc("24T15:00")}, "24T15:00", "26T18:00", id="from the answer"
        ),
        pytest.param(
            put(Stage.INTERVIEW), {"offers_asked_at": utc("20T15:00")}, "23T10:00", "25T18:00", id="an older answer"
        ),
        pytest.param(
            put(Stage.INTERVIEW), {"spoke_at": utc("24T15:00")}, "23T10:00", "25T18:00", id="a talk without asking"
        ),
        pytest.param(
            put(Stage.INTERVIEW), {"updated_at": utc("24T15:00")}, "23T10:00", "25T18:00", id="an update tells nothing"
        ),
        pytest.param(
            put(Stage.INTERVIEW), known(other(utc("25T10:00"))), "25T10:00", "27T18:00", id="a rival was heard of"
        ),
        pytest.param(put(Stage.INTERVIEW), new("24T15:00"), "24T15:00", "25T18:00", id="a new one, not written down"),
        pytest.param(put(Stage.SCREENING), new("24T15:00"), "24T15:00", "25T18:00", id="nor of whom is met early"),
        pytest.param(
            put(Stage.INTERVIEW),
            new("24T15:00", told="24T15:00"),
            "24T15:00",
            "26T18:00",
            id="a new one, and written down",
        ),
        pytest.param(
            put(Stage.INTERVIEW),
            new("24T15:00", told="24T14:00"),
            "24T15:00",
            "26T18:00",
            id="written down while they spoke",
        ),
        pytest.param(
            put(Stage.INTERVIEW),
            new("24T15:00", told="24T13:59"),
            "24T15:00",
            "25T18:00",
            id="what was written down before is another",
        ),
        pytest.param(
            put(Stage.INTERVIEW),
            new("24T15:00", asked="25T09:00"),
            "25T09:00",
            "27T18:00",
            id="since then they said that there is none",
        ),
        pytest.param(
            put(Stage.INTERVIEW, utc("26T10:00")),
            new("24T15:00"),
            "24T15:00",
            "25T18:00",
            id="a new one is owed, whatever came since",
        ),
        pytest.param(
            put(Stage.INTERVIEW),
            known(other(utc("24T10:00")), other(utc("25T10:00"))),
            "25T10:00",
            "27T18:00",
            id="of two rivals the newer",
        ),
        pytest.param(
            put(Stage.OFFER, utc("26T10:00"), interviewed_at=MONDAY),
            {},
            "23T10:00",
            "25T18:00",
            id="moved on to offer: not asked anew by that",
        ),
        pytest.param(put(Stage.OFFER, utc("26T10:00")), {}, "26T10:00", "30T18:00", id="began there, over a weekend"),
    ],
)
def test_it_is_counted_from_the_latest_fact_that_says_something_of_other_offers(submission, more, since, due):
    assert due_of(standing(submission, **more)) == [("RITA", utc(due), utc(since))]


@pytest.mark.parametrize(
    ("submissions", "more", "whom", "title"),
    [
        pytest.param(
            [put(Stage.INTERVIEW), put(Stage.OFFER, recruiter="TOM", id=2)], {}, "TOM", "Job 2", id="the furthest"
        ),
        pytest.param(
            [put(Stage.INTERVIEW), put(Stage.INTERVIEW, utc("24T10:00"), "TOM", 2)],
            {},
            "TOM",
            "Job 2",
            id="of two as far, the newer",
        ),
        pytest.param(
            [put(Stage.INTERVIEW), put(Stage.PLACED, recruiter="TOM", id=2)], {}, "RITA", "Job 1", id="what goes on"
        ),
        pytest.param([put(Stage.INTERVIEW)], OWNED, "RITA", "Job 1", id="the recruiter before the owner"),
        pytest.param([put(Stage.SCREENING)], OWNED | known(other()), "TOM", "Job 1", id="before it the owner"),
        pytest.param([put(Stage.SCREENING)], known(other()), "RITA", "Job 1", id="else the recruiter"),
    ],
)
def test_whoever_has_most_to_lose_asks(submissions, more, whom, title):
    (due,) = check_ins.check_ins_due(standing(*submissions, **more), PEOPLE, POLICY)
    assert (due.whom, due.submission and due.submission.title) == (whom, title)


@pytest.mark.parametrize(
    ("tried", "nudge"),
    [
        pytest.param(None, "25T00:00", id="not tried: on the day it is due"),
        pytest.param("23T09:00", "25T00:00", id="tried before the count began"),
        pytest.param("23T15:00", "25T00:00", id="tried long before: no sooner than it is due"),
        pytest.param("25T10:00", "26T00:00", id="tried on the day: again the next"),
        pytest.param("27T10:00", "30T00:00", id="tried on a Friday: again on Monday"),
    ],
)
def test_an_attempt_puts_the_nudge_off_and_nothing_else(tried, nudge):
    asked = standing(put(Stage.INTERVIEW), attempted_at=utc(tried) if tried else None)
    (due,) = check_ins.check_ins_due(asked, PEOPLE, POLICY)
    (plain,) = check_ins.check_ins_due(standing(put(Stage.INTERVIEW)), PEOPLE, POLICY)
    assert due.nudge_at == utc(nudge)
    assert (due.at, due.since, due.alone_at) == (plain.at, plain.since, plain.alone_at)
