"""What follows when something owed is put off or too late, and in which order is it told?"""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.facts import Line, Owed, Owing, Shade, Stage, Waiver
from bot.rules import owed as rules
from bot.rules import updates
from bot.rules.people import calendar
from tests.rules.owing import MONDAY, PEOPLE, POLICY, RITA, TOM, put, standing, utc


@pytest.mark.parametrize(
    ("step", "heard"),
    [
        pytest.param(0, "26T12:00", id="first: twelve working hours after"),
        pytest.param(1, "30T18:00", id="then every twenty-four, over a weekend"),
        pytest.param(5, None, id="five are enough"),
    ],
)
def test_a_manager_hears_by_steps(step, heard):
    assert rules.escalation_at(utc("24T18:00"), step, RITA, POLICY) == (utc(heard) if heard else None)


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
    assert rules.written("updates.owed", due, "7", before, RITA, POLICY) == owed(**kept)


@pytest.mark.parametrize("now", [pytest.param("27T12:00", id="in time"), pytest.param("27T12:30", id="a little late")])
def test_the_next_step_follows_24_working_hours_later(now):
    after = rules.escalated(owed(), RITA, POLICY, utc(now))
    assert after.alone_at
    hours = calendar(RITA, POLICY).hours_between(owed().due_at, after.alone_at)
    assert (after.step, hours) == (1, 12 + 24)


def test_steps_missed_in_a_downtime_are_not_made_up():
    late = rules.escalated(owed(), RITA, POLICY, datetime(2026, 12, 9, 10, tzinfo=UTC))
    assert late.step > 2
    assert late.alone_at
    assert late.alone_at > datetime(2026, 12, 9, 10, tzinfo=UTC)


def test_after_the_last_step_nobody_is_told_any_more():
    last = rules.escalated(owed(step=4), RITA, POLICY, utc("30T10:00"))
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
    assert rules.shade(utc("25T18:00"), utc("23T09:00"), RITA, POLICY, utc(now)) is shade


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
    assert rules.put_off(choice, person, POLICY, utc(now)) == utc(until)


def test_next_week_begins_after_a_holiday():
    # 30 November is a Monday; on Tuesday the first of December Portugal rests.
    assert rules.put_off("tomorrow", RITA, POLICY, utc("30T10:00")) == datetime(2026, 12, 2, 8, 30, tzinfo=UTC)


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
    assert "".join(each.subject for each in rules.in_order(listed, NOW)) == order


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
    assert rules.stands(replace(LINE, **line), owed(**promise)) is stands


@pytest.mark.parametrize(
    ("before", "snoozes"),
    [
        pytest.param({"snoozed_until": TOMORROW, "snoozes": 2, "waits_for": "holiday"}, 1, id="put off by mistake"),
        pytest.param({"waived": Waiver.ON_HOLD, "snoozes": 2}, 2, id="waived by mistake"),
    ],
)
def test_what_was_put_off_by_mistake_does_not_count(before, snoozes):
    after = rules.put_on(owed(**before))
    assert (after.snoozed_until, after.waived, after.waits_for, after.snoozes) == (None, None, None, snoozes)


@pytest.mark.parametrize(
    ("items", "order"),
    [
        pytest.param(
            [("late", Owing.UPDATES, "25T18:00", Stage.OFFER), ("broken", Owing.PROMISED, "25T23:59", Stage.SOURCED)],
            "broken late",
            id="a broken promise before all that is late",
        ),
        pytest.param(
            [
                ("early", Owing.LAST_WORDS, "24T18:00", Stage.SUBMITTED),
                ("update", Owing.UPDATES, "25T18:00", Stage.INTERVIEW),
                ("far", Owing.LAST_WORDS, "25T18:00", Stage.OFFER),
            ],
            "far update early",
            id="last words stand among the late, by the stage they left",
        ),
        pytest.param(
            [("reply", Owing.REPLIES, "24T18:00", Stage.OFFER), ("late", Owing.UPDATES, "25T18:00", Stage.SCREENING)],
            "late reply",
            id="what is late before a reply, though it is late too",
        ),
        pytest.param(
            [("soon", Owing.UPDATES, "26T09:00", Stage.OFFER), ("reply", Owing.REPLIES, "26T18:00", None)],
            "reply soon",
            id="a reply before what is not late",
        ),
        pytest.param(
            [
                ("update", Owing.UPDATES, "26T09:00", Stage.OFFER),
                ("record", Owing.RETENTION, "25T18:00", None),
                ("lapse", Owing.OWNERSHIP, "30T00:00", None),
                ("reply", Owing.REPLIES, "26T18:00", None),
                ("late", Owing.UPDATES, "25T18:00", Stage.SOURCED),
            ],
            "late reply lapse update record",
            id="a lapse after what is late and replies, before what has time; old records last",
        ),
        pytest.param(
            [("promise", Owing.PROMISED, "26T23:59", None), ("word", Owing.LAST_WORDS, "26T18:00", None)],
            "word promise",
            id="the rest by what is due first",
        ),
    ],
)
def test_kinds_have_their_order(items, order):
    listed = [(owed(subject=name, kind=kind, due_at=utc(due)), stage) for name, kind, due, stage in items]
    assert " ".join(each.subject for each in rules.in_order(listed, NOW)) == order


def test_what_one_person_owes_a_candidate_stands_together_where_the_most_pressing_is():
    first, second, other = owed(), owed(kind=Owing.REPLIES), owed(subject="8")
    toms = owed(kind=Owing.REPLIES, whom="TOM")
    assert rules.together([first, other, toms, second]) == [(first, second), (other,), (toms,)]
