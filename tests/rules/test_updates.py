"""Who is owed an update, until when, in which order, and what follows when it is put off or too late?"""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.facts import Line, Owed, Person, Shade, Stage, Standing, Submission, Waiver
from bot.policy import Policy
from bot.rules import updates
from bot.rules.people import calendar

POLICY = Policy()
RITA = Person("T0", "RITA", "Rita Reis", "Europe/Lisbon", "PT")
TOM = Person("T0", "TOM", "Tom Becker", "Europe/Berlin", "DE")
PEOPLE = {"RITA": RITA, "TOM": TOM}


def utc(text: str) -> datetime:
    """A moment of November 2026, of which the 23rd is a Monday: `23T10:00`."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=UTC)


MONDAY = utc("23T10:00")


def put(stage: Stage, entered_at: datetime = MONDAY, recruiter: str = "RITA", id: int = 1) -> Submission:
    return Submission(id, 7, id, f"Job {id}", recruiter, stage, entered_at)


def standing(*submissions: Submission, **more) -> Standing:
    return Standing(7, "Ana Silva", submissions, **more)


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


@pytest.mark.parametrize(
    ("step", "heard"),
    [
        pytest.param(0, "26T12:00", id="first: twelve working hours after"),
        pytest.param(1, "30T18:00", id="then every twenty-four, over a weekend"),
        pytest.param(5, None, id="five are enough"),
    ],
)
def test_a_manager_hears_by_steps(step, heard):
    assert updates.escalation_at(utc("24T18:00"), step, RITA, POLICY) == (utc(heard) if heard else None)


def owed(**more) -> Owed:
    """Rita owes Ana an update by Wednesday evening."""
    plain = Owed("updates.owed", "7", "RITA", "RITA", utc("25T18:00"), utc("25T00:00"), MONDAY)
    return replace(plain, **{"alone_at": utc("27T12:00"), **more})


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        pytest.param(None, {}, id="nothing was written"),
        pytest.param(
            owed(since=utc("20T10:00"), said=2, snoozes=3, waived=Waiver.ON_HOLD, heard_by="TOM", step=2),
            {},
            id="counted from another fact: a new promise",
        ),
        pytest.param(
            owed(said=2, snoozes=1, heard_by="TOM"), {"said": 2, "snoozes": 1, "heard_by": "TOM"}, id="the same promise"
        ),
        pytest.param(
            owed(snoozed_until=utc("27T08:30"), snoozes=1),
            {"snoozed_until": utc("27T08:30"), "snoozes": 1, "nudge_at": utc("27T08:30"), "alone_at": utc("27T12:00")},
            id="put off: only the nudge moves",
        ),
        pytest.param(
            owed(snoozed_until=utc("30T08:30"), snoozes=1),
            {"snoozed_until": utc("30T08:30"), "snoozes": 1, "nudge_at": utc("30T08:30"), "alone_at": utc("30T08:30")},
            id="put off for longer: the manager waits as well",
        ),
        pytest.param(
            owed(waived=Waiver.ON_HOLD, nudge_at=None, alone_at=None),
            {"waived": Waiver.ON_HOLD, "nudge_at": None, "alone_at": None},
            id="waived: silent",
        ),
        pytest.param(
            owed(due_at=utc("26T18:00"), nudge_at=utc("26T00:00")), {}, id="a calendar has changed: planned afresh"
        ),
    ],
)
def test_a_promise_stays_what_it_was_while_it_counts_from_the_same_fact(before, kept):
    (due,) = updates.updates_due(standing(put(Stage.INTERVIEW)), PEOPLE, POLICY)
    assert updates.written(due, "7", before, RITA, POLICY) == owed(**kept)


@pytest.mark.parametrize("now", [pytest.param("27T12:00", id="in time"), pytest.param("27T12:30", id="a little late")])
def test_the_next_step_follows_24_working_hours_later(now):
    after = updates.escalated(owed(), RITA, POLICY, utc(now))
    assert after.alone_at
    hours = calendar(RITA, POLICY).hours_between(owed().due_at, after.alone_at)
    assert (after.step, hours) == (1, 12 + 24)


def test_steps_missed_in_a_downtime_are_not_made_up():
    late = updates.escalated(owed(), RITA, POLICY, datetime(2026, 12, 9, 10, tzinfo=UTC))
    assert late.step > 2
    assert late.alone_at
    assert late.alone_at > datetime(2026, 12, 9, 10, tzinfo=UTC)


def test_after_the_last_step_nobody_is_told_any_more():
    last = updates.escalated(owed(step=4), RITA, POLICY, utc("30T10:00"))
    assert (last.step, last.alone_at) == (5, None)


@pytest.mark.parametrize(
    ("now", "shade"),
    [
        pytest.param("23T10:00", Shade.GREEN, id="at once"),
        pytest.param("25T12:35", Shade.GREEN, id="before four fifths"),
        pytest.param("25T12:36", Shade.AMBER, id="from four fifths on"),
        pytest.param("25T18:00", Shade.AMBER, id="at the due moment"),
        pytest.param("25T18:01", Shade.RED, id="after it"),
    ],
)
def test_amber_comes_before_red(now, shade):
    assert updates.shade(utc("25T18:00"), utc("23T09:00"), RITA, POLICY, utc(now)) is shade


@pytest.mark.parametrize(
    ("choice", "person", "now", "until"),
    [
        pytest.param("tomorrow", RITA, "23T10:00", "24T08:30", id="tomorrow"),
        pytest.param("tomorrow", RITA, "27T10:00", "30T08:30", id="tomorrow, on a Friday"),
        pytest.param("tomorrow", TOM, "23T10:00", "24T07:30", id="tomorrow in Berlin"),
        pytest.param("next_week", RITA, "23T10:00", "30T08:30", id="next week, on a Monday"),
        pytest.param("next_week", RITA, "29T10:00", "30T08:30", id="next week, on a Sunday"),
        pytest.param("tomorrow", replace(RITA, morning_at=time(7)), "23T10:00", "24T07:00", id="own hour"),
    ],
)
def test_it_is_put_off_to_a_morning_of_whoever_hears_it(choice, person, now, until):
    assert updates.put_off(choice, person, POLICY, utc(now)) == utc(until)


def test_next_week_begins_after_a_holiday():
    # 30 November is a Monday; on Tuesday the first of December Portugal rests.
    assert updates.put_off("tomorrow", RITA, POLICY, utc("30T10:00")) == datetime(2026, 12, 2, 8, 30, tzinfo=UTC)


NOW = utc("26T08:30")


@pytest.mark.parametrize(
    ("items", "order"),
    [
        pytest.param(
            [("a", "25T18:00", Stage.SCREENING), ("b", "25T18:00", Stage.OFFER), ("c", "25T18:00", Stage.INTERVIEW)],
            "bca",
            id="late: the furthest stage first",
        ),
        pytest.param(
            [("a", "25T18:00", Stage.OFFER), ("b", "24T18:00", Stage.OFFER)], "ba", id="late at one stage: the oldest"
        ),
        pytest.param(
            [("a", "26T18:00", Stage.ACCEPTED), ("b", "25T18:00", Stage.SOURCED)], "ba", id="late before not yet late"
        ),
        pytest.param(
            [("a", "26T18:00", Stage.SCREENING), ("b", "26T17:00", Stage.SOURCED), ("c", "26T18:00", Stage.OFFER)],
            "bac",
            id="not yet late: the oldest, whatever the stage",
        ),
        pytest.param([("a", "25T18:00", None), ("b", "25T18:00", Stage.SCREENING)], "ba", id="no stage is known"),
        pytest.param([], "", id="nothing"),
    ],
)
def test_what_is_late_and_far_along_comes_first(items, order):
    listed = [(owed(subject=name, due_at=utc(due)), stage) for name, due, stage in items]
    assert "".join(each.subject for each in updates.in_order(listed, NOW)) == order


LINE = Line(1, 2, "updates.owed", "7", "RITA", utc("25T18:00"), MONDAY, 0, 0)
TOMORROW = utc("26T08:30")


@pytest.mark.parametrize(
    ("line", "promise", "stands"),
    [
        pytest.param({"outcome": "snoozed", "until": TOMORROW}, {"snoozed_until": TOMORROW}, True, id="put off"),
        pytest.param({"outcome": "snoozed", "until": TOMORROW}, {}, False, id="taken back already"),
        pytest.param(
            {"outcome": "snoozed", "until": TOMORROW}, {"snoozed_until": utc("30T08:30")}, False, id="put off anew"
        ),
        pytest.param(
            {"outcome": "snoozed", "until": TOMORROW},
            {"snoozed_until": TOMORROW, "since": utc("24T10:00")},
            False,
            id="another promise",
        ),
        pytest.param(
            {"outcome": "waived", "waived": Waiver.ON_HOLD}, {"waived": Waiver.ON_HOLD}, True, id="not needed"
        ),
        pytest.param({"outcome": "waived", "waived": Waiver.ON_HOLD}, {}, False, id="needed again"),
        pytest.param({"outcome": "asked"}, {"snoozed_until": TOMORROW}, True, id="a colleague is asked"),
        pytest.param({"outcome": "asked"}, {"waived": Waiver.ON_HOLD}, False, id="not needed any more"),
    ],
)
def test_only_what_still_stands_is_taken_back(line, promise, stands):
    assert updates.stands(replace(LINE, **line), owed(**promise)) is stands


@pytest.mark.parametrize(
    ("before", "snoozes"),
    [
        pytest.param({"snoozed_until": TOMORROW, "snoozes": 2, "waits_for": "holiday"}, 1, id="put off by mistake"),
        pytest.param({"waived": Waiver.ON_HOLD, "snoozes": 2}, 2, id="waived by mistake"),
    ],
)
def test_what_was_put_off_by_mistake_does_not_count(before, snoozes):
    after = updates.put_on(owed(**before))
    assert (after.snoozed_until, after.waived, after.waits_for, after.snoozes) == (None, None, None, snoozes)
