"""Who is owed an update, by whom, and until when?"""

from datetime import UTC, datetime

import pytest

from bot.facts import Stage, Standing
from bot.rules import updates
from tests.rules.owing import PEOPLE, POLICY, put, standing, utc


def due_of(standing: Standing) -> list[tuple[str, datetime]]:
    return sorted((due.whom, due.at) for due in updates.updates_due(standing, PEOPLE, POLICY))


@pytest.mark.parametrize(
    ("stage", "due"),
    [
        pytest.param(Stage.SCREENING, "25T18:00", id="screening: two working days"),
        pytest.param(Stage.SUBMITTED, "26T18:00", id="submitted: three"),
        pytest.param(Stage.INTERVIEW, "25T18:00", id="interview: two"),
        pytest.param(Stage.OFFER, "24T18:00", id="offer: one"),
        pytest.param(Stage.ACCEPTED, "30T18:00", id="accepted: five"),
        pytest.param(Stage.SOURCED, None, id="sourced owes none before the first two-way touch"),
        pytest.param(Stage.PLACED, None, id="placed owes none"),
        pytest.param(Stage.REJECTED, None, id="rejected owes none"),
        pytest.param(Stage.WITHDRAWN, None, id="withdrawn owes none"),
        pytest.param(Stage.DECLINED, None, id="declined owes none"),
        pytest.param(Stage.FELL_THROUGH, None, id="fallen through owes none"),
    ],
)
def test_each_stage_has_its_limit(stage, due):
    assert due_of(standing(put(stage))) == ([("RITA", utc(due))] if due else [])


@pytest.mark.parametrize(
    ("entered", "updated", "due", "since"),
    [
        pytest.param("23T10:00", None, "25T18:00", "23T10:00", id="never told: counted from the entry"),
        pytest.param("23T10:00", "23T11:00", "25T18:00", "23T11:00", id="told on the day of entry"),
        pytest.param("23T10:00", "24T11:00", "26T18:00", "24T11:00", id="told later"),
        pytest.param("25T10:00", "23T11:00", "26T18:00", "25T10:00", id="new in the stage: one day is left"),
        pytest.param("24T10:00", "23T11:00", "25T18:00", "24T10:00", id="both the same: the entry counts"),
        pytest.param("27T10:00", "27T11:00", "01T18:00", "27T11:00", id="over a weekend"),
    ],
)
def test_it_is_due_at_the_later_of_update_and_entry(entered, updated, due, since):
    told_at = utc(updated) if updated else None
    found = updates.updates_due(standing(put(Stage.INTERVIEW, utc(entered)), updated_at=told_at), PEOPLE, POLICY)
    expected = datetime(2026, 12, 2, 18, tzinfo=UTC) if due.startswith("01") else utc(due)
    assert [(one.at, one.since) for one in found] == [(expected, utc(since))]


def test_sourced_is_counted_from_the_first_two_way_touch():
    spoken = standing(put(Stage.SOURCED), first_spoke_at=utc("25T10:00"), spoke_at=utc("26T10:00"))
    assert due_of(spoken) == [("RITA", utc("30T18:00"))]


@pytest.mark.parametrize(
    ("submissions", "due"),
    [
        pytest.param(
            [put(Stage.SUBMITTED), put(Stage.OFFER, id=2)], [("RITA", utc("24T18:00"))], id="one line, the tightest"
        ),
        pytest.param(
            [put(Stage.INTERVIEW), put(Stage.INTERVIEW, recruiter="TOM", id=2)],
            [("RITA", utc("25T18:00")), ("TOM", utc("25T17:00"))],
            id="each recruiter has their own, in their own hours",
        ),
        pytest.param(
            [put(Stage.REJECTED), put(Stage.SUBMITTED, id=2)], [("RITA", utc("26T18:00"))], id="an end owes nothing"
        ),
        pytest.param(
            [put(Stage.OFFER, recruiter="GONE")], [("GONE", utc("24T18:00"))], id="someone never met lives in UTC"
        ),
    ],
)
def test_each_submission_has_its_own_clock(submissions, due):
    assert due_of(standing(*submissions)) == due


def test_the_nudge_comes_on_the_morning_of_the_due_day_and_names_its_submission():
    (due,) = updates.updates_due(standing(put(Stage.SUBMITTED), put(Stage.OFFER, id=2)), PEOPLE, POLICY)
    assert due.submission
    assert (due.nudge_at, due.submission.title) == (utc("24T00:00"), "Job 2")
