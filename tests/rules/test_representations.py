"""Who may put a candidate forward to a client at once, who is asked for consent, and who is stopped?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import Refused
from bot.facts import Job, NotAgreed, Person, Representation, Stage, Step, Submission
from bot.policy import Policy
from bot.rules import representations
from bot.rules.people import INSTANT, calendar

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
RITA, TOM = "U0RITA", "U0TOM"
NORTHWIND, CONTOSO = 1, 2
BACKEND, DATA, DESIGN, LOOSE, LOOSE_TOO = (
    Job(10, "Backend engineer, Northwind", client=NORTHWIND),
    Job(11, "Data engineer, Northwind", client=NORTHWIND),
    Job(12, "Designer, Contoso", client=CONTOSO),
    Job(13, "Cook"),
    Job(14, "Waiter"),
)
LISBON = Person("T0HOME", RITA, "Rita", "Europe/Lisbon")


def right(holder, job, expires=NOW + DAY, how="call", ended=None, at=NOW - 10 * DAY):
    id = hash((holder, job.id, how, expires)) % 1_000_000
    return Representation(id, 1, job.id, job.title, job.client, holder, at, "yes", how, holder, at, expires, ended)


def submitted(recruiter, job, stage=Stage.SUBMITTED):
    return Submission(job.id + 100, 1, job.id, job.title, recruiter, stage, NOW - DAY)


THROUGH, ASKS, STOPS = "through", "asks", "stops"


def outcome(found):
    return THROUGH if found is None else STOPS if found.stops else ASKS


@pytest.mark.parametrize(
    ("rights", "job", "rivals", "expected"),
    [
        pytest.param([], BACKEND, [], ASKS, id="nothing on record"),
        pytest.param([right(RITA, BACKEND)], BACKEND, [], THROUGH, id="her own right for the job"),
        pytest.param([right(RITA, DATA)], BACKEND, [], ASKS, id="her own right for another job there"),
        pytest.param([right(RITA, BACKEND, NOW)], BACKEND, [], ASKS, id="it expires at this moment"),
        pytest.param([right(RITA, BACKEND, ended=NOW - DAY)], BACKEND, [], ASKS, id="it was ended"),
        pytest.param([right(RITA, BACKEND, NOW, "without")], BACKEND, [], ASKS, id="she went on without, before"),
        pytest.param([right(TOM, BACKEND)], BACKEND, [], STOPS, id="a colleague's right for the job"),
        pytest.param([right(TOM, DATA)], BACKEND, [], STOPS, id="a colleague's right for another job there"),
        pytest.param([right(TOM, DESIGN)], BACKEND, [], ASKS, id="a colleague's right at another client"),
        pytest.param([right(TOM, DATA, NOW)], BACKEND, [], ASKS, id="a colleague's right that expired"),
        pytest.param([right(TOM, DATA, ended=NOW)], BACKEND, [], ASKS, id="a colleague's right that was ended"),
        pytest.param([right(TOM, DATA, NOW, "lifted")], BACKEND, [], ASKS, id="a colleague was let through once"),
        pytest.param([right(TOM, LOOSE)], LOOSE, [], STOPS, id="the same job without a client"),
        pytest.param([right(TOM, LOOSE)], LOOSE_TOO, [], ASKS, id="two jobs without a client are not one client"),
        pytest.param([right(TOM, LOOSE)], BACKEND, [], ASKS, id="a job without a client says nothing of another"),
        pytest.param([right(RITA, BACKEND), right(TOM, DATA)], BACKEND, [], THROUGH, id="both: her own first"),
        pytest.param([right(RITA, DATA), right(TOM, DATA)], BACKEND, [], STOPS, id="both, hers for another job"),
        pytest.param([], BACKEND, [submitted(TOM, DATA)], ASKS, id="a colleague has them there without a right"),
        pytest.param([right(RITA, BACKEND)], BACKEND, [submitted(TOM, DATA)], THROUGH, id="the right goes before"),
    ],
)
def test_who_may_put_them_forward(rights, job, rivals, expected):
    step = Step(1, job.id, Stage.SUBMITTED)
    assert outcome(representations.on_step(rights, step, None, job, RITA, NOW, rivals)) == expected


@pytest.mark.parametrize("stage", Stage)
def test_only_where_the_client_knows_of_them_is_anything_asked(stage):
    found = representations.on_step([right(TOM, BACKEND)], Step(1, 10, stage), None, BACKEND, RITA, NOW)
    knows = ("submitted", "interview", "offer", "accepted", "placed")
    assert outcome(found) == (STOPS if stage in knows else THROUGH)


@pytest.mark.parametrize(
    ("before", "rights", "by", "expected"),
    [
        pytest.param(Stage.SUBMITTED, [], RITA, THROUGH, id="known already: nothing is asked again"),
        pytest.param(Stage.SUBMITTED, [right(TOM, DATA)], RITA, THROUGH, id="nor is it stopped any more"),
        pytest.param(Stage.SUBMITTED, [right(RITA, BACKEND)], RITA, THROUGH, id="with her right"),
        pytest.param(Stage.SUBMITTED, [right(RITA, BACKEND, NOW)], RITA, ASKS, id="her right has expired"),
        pytest.param(Stage.OFFER, [right(RITA, BACKEND, ended=NOW)], RITA, ASKS, id="her right was ended"),
        pytest.param(
            Stage.SUBMITTED,
            [right(RITA, BACKEND, NOW, "without", at=NOW), right(RITA, BACKEND, NOW - DAY)],
            RITA,
            THROUGH,
            id="it has expired, and that was answered",
        ),
        pytest.param(Stage.SCREENING, [right(RITA, BACKEND)], TOM, THROUGH, id="hers, though a colleague moves it"),
        pytest.param(Stage.SCREENING, [right(TOM, BACKEND)], RITA, STOPS, id="a colleague's, though it is her own"),
        pytest.param(Stage.SCREENING, [right(TOM, BACKEND)], TOM, ASKS, id="whose right it is moves it"),
        pytest.param(Stage.REJECTED, [], RITA, ASKS, id="begun anew after an end"),
    ],
)
def test_who_may_move_them_on(before, rights, by, expected):
    moved = Submission(5, 1, BACKEND.id, BACKEND.title, RITA, before, NOW - DAY)
    step = Step(1, BACKEND.id, Stage.INTERVIEW, moved.id)
    assert outcome(representations.on_step(rights, step, moved, BACKEND, by, NOW)) == expected


@pytest.mark.parametrize(
    ("stage", "recruiter", "told"),
    [
        pytest.param(Stage.INTERVIEW, TOM, True, id="a colleague's that goes on"),
        pytest.param(Stage.SCREENING, TOM, False, id="not known to the client"),
        pytest.param(Stage.REJECTED, TOM, False, id="over"),
        pytest.param(Stage.INTERVIEW, RITA, False, id="her own"),
    ],
)
def test_a_submission_of_a_colleague_at_that_client_is_told(stage, recruiter, told):
    rival = submitted(recruiter, DATA, stage)
    step = Step(1, BACKEND.id, Stage.SUBMITTED)
    found = representations.on_step([], step, None, BACKEND, RITA, NOW, [rival])
    assert found
    assert found.rivals == ((rival,) if told else ())


def test_the_right_that_lasts_longest_is_named():
    short, long = right(TOM, BACKEND), right("U0MAYA", DATA, NOW + 9 * DAY)
    found = representations.on_submission([short, long], (RITA,), BACKEND, NOW)
    assert found
    assert found.right == long


@pytest.mark.parametrize(
    ("person", "lifts", "ends"),
    [
        pytest.param(Person("T", TOM, "Tom"), False, True, id="its holder"),
        pytest.param(Person("T", RITA, "Rita"), False, False, id="a colleague"),
        pytest.param(Person("T", "U0MAYA", "Maya", manager=True), True, True, id="a manager"),
        pytest.param(Person("T", TOM, "Tom", manager=True), False, True, id="a manager who holds it"),
    ],
)
def test_who_lifts_and_who_ends(person, lifts, ends):
    held = right(TOM, BACKEND)
    assert representations.may_lift(person, held) is lifts
    assert representations.may_end(person, held, NOW) is ends
    assert not representations.may_end(person, held, NOW + DAY)


def test_what_is_shown_is_the_last_of_each_holder_and_job_and_what_holds():
    old, renewed = right(RITA, BACKEND, NOW - DAY), right(RITA, BACKEND, NOW + DAY)
    without, valid = right(RITA, DATA, NOW, "without"), right(RITA, DATA)
    toms = right(TOM, DESIGN, NOW)
    shown = representations.current([without, renewed, toms, old, valid], NOW)
    assert shown == [valid, renewed, toms]


def days_of(on, until):
    """The moment they agreed, and the last day on which it holds where she is."""
    agreed = representations.agreed_at(on, LISBON, Policy(), NOW)
    expires = representations.expires_at(agreed, until, LISBON, Policy(), NOW)
    return agreed, calendar(LISBON, Policy()).local_day(expires - INSTANT)


@pytest.mark.parametrize(
    ("on", "until", "agreed", "last"),
    [
        pytest.param(None, None, NOW, date(2027, 5, 22), id="now, for half a year"),
        pytest.param(date(2026, 11, 23), None, NOW, date(2027, 5, 22), id="today"),
        pytest.param(
            date(2026, 11, 13), None, datetime(2026, 11, 13, 12, tzinfo=UTC), date(2027, 5, 12), id="ten days ago"
        ),
        pytest.param(None, date(2026, 11, 23), NOW, date(2026, 11, 23), id="until the end of today"),
    ],
)
def test_from_when_until_when(on, until, agreed, last):
    assert days_of(on, until) == (agreed, last)


@pytest.mark.parametrize(
    ("on", "until", "field"),
    [
        pytest.param(date(2026, 11, 24), None, "agreed_on", id="agreed tomorrow"),
        pytest.param(date(2026, 4, 1), None, "agreed_on", id="agreed too long ago to hold still"),
        pytest.param(None, date(2026, 11, 22), "until", id="until yesterday"),
    ],
)
def test_days_that_cannot_be(on, until, field):
    with pytest.raises(Refused) as refused:
        days_of(on, until)
    assert refused.value.field == field


@pytest.mark.parametrize("how", NotAgreed)
def test_what_was_not_agreed_to_never_holds(how):
    assert not right(RITA, BACKEND, NOW + DAY, how).valid(NOW)
