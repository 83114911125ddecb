"""Who is asked about an old record, for how long does the question stand, and when does it go further?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.facts import Person, Silent, Stage, Standing, Submission
from bot.policy import Policy
from bot.rules import retention

POLICY = Policy()
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
THEN = NOW - 800 * DAY
RITA, TOM, MAYA = (Person("T0", id, id, "Europe/Lisbon", "PT") for id in ("RITA", "TOM", "MAYA"))
HERE = {"RITA": RITA, "TOM": TOM}
GONE = {"RITA": replace(RITA, active=False), "TOM": replace(TOM, guest=True)}
ANA = Silent(7, THEN, "TOM", "RITA")


@pytest.mark.parametrize(
    ("silent", "known", "in_charge", "whom"),
    [
        pytest.param(ANA, HERE, [MAYA], "RITA", id="who put them forward last"),
        pytest.param(replace(ANA, recruiter=None), HERE, [MAYA], "TOM", id="else who added them"),
        pytest.param(ANA, HERE | {"RITA": GONE["RITA"]}, [MAYA], "TOM", id="the recruiter has left"),
        pytest.param(ANA, GONE, [MAYA, RITA], "MAYA", id="both have left: who is in charge"),
        pytest.param(ANA, {}, [], None, id="nobody is left"),
    ],
)
def test_the_one_who_knows_them_best_is_asked(silent, known, in_charge, whom):
    assert retention.asked_of(silent, known, in_charge) == whom


def test_a_question_is_in_the_next_morning_and_goes_further_after_thirty_days():
    owed = retention.asked(ANA, RITA, POLICY, NOW)
    assert (owed.kind, owed.subject, owed.whom, owed.heard_by) == ("retention.asked", "7", "RITA", "RITA")
    assert (owed.nudge_at, owed.since) == (NOW, THEN)
    assert owed.due_at == owed.alone_at == datetime(2026, 12, 24, 0, 0, tzinfo=UTC)
    further = retention.unanswered(owed, POLICY, owed.due_at)
    assert (further.step, further.nudge_at, further.due_at) == (1, None, owed.due_at)
    assert further.alone_at == owed.due_at + 30 * DAY


def stands(stage: Stage | None = None, entered: datetime = NOW, spoke: datetime | None = THEN) -> bool:
    submissions = (Submission(1, 7, 1, "Engineer", "RITA", stage, entered),) if stage else ()
    return retention.still_asked(
        retention.asked(ANA, RITA, POLICY, NOW), Standing(7, "Ana", submissions, spoke_at=spoke), POLICY, NOW
    )


@pytest.mark.parametrize(
    ("more", "still"),
    [
        pytest.param({}, True, id="nothing has happened"),
        pytest.param({"spoke": None}, True, id="the last touch was taken back"),
        pytest.param({"spoke": NOW - 20 * DAY}, False, id="somebody spoke with them"),
        pytest.param({"stage": Stage.SOURCED}, False, id="put forward anew"),
        pytest.param({"stage": Stage.REJECTED}, True, id="an end is no process"),
        pytest.param({"stage": Stage.PLACED, "entered": NOW - 300 * DAY}, False, id="in their first year"),
        pytest.param({"stage": Stage.PLACED, "entered": NOW - 400 * DAY}, True, id="placed long ago"),
    ],
)
def test_a_question_stands_until_somebody_speaks_with_them_or_puts_them_forward(more, still):
    assert stands(**more) is still


def test_the_oldest_come_first_and_so_many_a_day():
    some = [Silent(id, THEN + id % 5 * DAY, "TOM") for id in range(20)]
    assert [each.candidate for each in retention.oldest(some, 6)] == [0, 5, 10, 15, 1, 6]


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param(NOW, datetime(2028, 11, 23, 7, 0, tzinfo=UTC), id="the same day"),
        pytest.param(datetime(2028, 2, 29, tzinfo=UTC), datetime(2030, 2, 28, tzinfo=UTC), id="a day that is none"),
    ],
)
def test_a_record_is_kept_for_whole_years(now, until):
    assert retention.kept_until(2, now) == until
