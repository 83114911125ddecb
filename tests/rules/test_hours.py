"""Does the working-time calendar count as people do? (Its laws are in test_hours_laws.)"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.rules.holidays import country_of
from bot.rules.hours import Calendar

ZONES = (
    "Europe/Lisbon",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Kathmandu",
)
CALENDARS = {name: Calendar(ZoneInfo(name), country_of(name)) for name in ZONES}
LISBON, NEW_YORK = CALENDARS["Europe/Lisbon"], CALENDARS["America/New_York"]
LORD_HOWE, SAO_PAULO = CALENDARS["Australia/Lord_Howe"], CALENDARS["America/Sao_Paulo"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "since", "n", "due"),
    [
        pytest.param("Europe/Lisbon", "2026-11-19T10:00", 2, "2026-11-23T18:00", id="over a weekend"),
        pytest.param("Europe/Lisbon", "2026-11-16T10:00", 2, "2026-11-18T18:00", id="within a week"),
        pytest.param("Europe/Lisbon", "2026-11-27T10:00", 2, "2026-12-02T18:00", id="over a holiday"),
        pytest.param("Europe/Lisbon", "2026-11-30T10:00", 1, "2026-12-02T18:00", id="a holiday at the end"),
        pytest.param("Europe/Lisbon", "2026-12-01T10:00", 1, "2026-12-02T18:00", id="since a holiday"),
        pytest.param("Europe/Lisbon", "2026-11-28T10:00", 1, "2026-11-30T18:00", id="since a Saturday"),
        pytest.param("Europe/Lisbon", "2026-11-28T10:00", 0, "2026-11-30T18:00", id="no days, on a Saturday"),
        pytest.param("Europe/Lisbon", "2026-11-27T10:00", 0, "2026-11-27T18:00", id="no days"),
        pytest.param("Europe/Lisbon", "2026-11-27T23:30", 1, "2026-11-30T18:00", id="late at night"),
        pytest.param("Europe/Lisbon", "2026-12-23T10:00", 3, "2026-12-29T18:00", id="over Christmas"),
        pytest.param("Europe/Lisbon", "2026-12-30T10:00", 2, "2027-01-04T18:00", id="over a year's end"),
        pytest.param("Europe/Lisbon", "2028-02-28T10:00", 1, "2028-02-29T18:00", id="to a leap day"),
        pytest.param("Europe/Lisbon", "2028-02-28T10:00", 2, "2028-03-01T18:00", id="over a leap day"),
        pytest.param("Europe/Lisbon", "2026-10-22T10:00", 1, "2026-10-23T17:00", id="before winter time"),
        pytest.param("Europe/Lisbon", "2026-10-22T10:00", 2, "2026-10-26T18:00", id="as the clocks go back"),
        pytest.param("Europe/Lisbon", "2027-03-25T10:00", 2, "2027-03-30T17:00", id="Easter, summer time"),
        pytest.param("America/New_York", "2026-03-06T15:00", 1, "2026-03-09T22:00", id="New York in spring"),
        pytest.param("America/New_York", "2026-10-30T15:00", 1, "2026-11-02T23:00", id="New York in autumn"),
        pytest.param("America/New_York", "2026-11-25T15:00", 1, "2026-11-27T23:00", id="Thanksgiving"),
        pytest.param("America/New_York", "2026-07-02T03:30", 1, "2026-07-02T22:00", id="Wednesday there"),
        pytest.param("Asia/Kolkata", "2026-11-20T20:00", 1, "2026-11-23T12:30", id="already Saturday there"),
        pytest.param("Asia/Kathmandu", "2026-06-05T05:00", 1, "2026-06-08T12:15", id="a quarter of an hour"),
        pytest.param("Australia/Lord_Howe", "2026-04-02T00:00", 1, "2026-04-07T07:30", id="Easter"),
        pytest.param("Pacific/Apia", "2026-11-20T12:00", 1, "2026-11-23T05:00", id="a day ahead"),
        pytest.param("America/Sao_Paulo", "2026-11-19T12:00", 1, "2026-11-23T21:00", id="a Friday off in Brazil"),
    ],
)
def test_a_limit_ends_with_the_nth_working_day_after(zone, since, n, due):
    assert CALENDARS[zone].add_days(utc(since), n) == utc(due)


@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        pytest.param("2026-11-16T10:00", 2, "2026-11-16T12:00", id="within a day"),
        pytest.param("2026-11-16T10:00", 8, "2026-11-16T18:00", id="to the day's last moment"),
        pytest.param("2026-11-16T10:00", 12, "2026-11-17T13:00", id="over a night"),
        pytest.param("2026-11-20T17:30", 1.5, "2026-11-23T10:00", id="over a weekend"),
        pytest.param("2026-11-30T17:00", 2, "2026-12-02T10:00", id="over a holiday"),
        pytest.param("2026-11-21T12:00", 1, "2026-11-23T10:00", id="since a Saturday"),
        pytest.param("2026-11-20T18:00", 1, "2026-11-23T10:00", id="since the close of a Friday"),
        pytest.param("2026-11-20T05:00", 1, "2026-11-20T10:00", id="since before the day opens"),
        pytest.param("2026-11-21T12:00", 0, "2026-11-23T09:00", id="no hours, on a Saturday"),
        pytest.param("2026-11-20T12:00", 0, "2026-11-20T12:00", id="no hours, at work"),
        pytest.param("2026-11-20T18:00", 0, "2026-11-23T09:00", id="no hours, at the close"),
        pytest.param("2026-10-23T16:00", 2, "2026-10-26T10:00", id="as the clocks go back"),
        pytest.param("2026-12-31T17:00", 10, "2027-01-04T18:00", id="over a year's end"),
    ],
)
def test_working_hours_run_only_at_work(since, hours, until):
    assert LISBON.add_hours(utc(since), hours) == utc(until)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        pytest.param("2026-11-16T10:00", "2026-11-16T12:30", 2.5, id="within a day"),
        pytest.param("2026-11-16T10:00", "2026-11-18T18:00", 26, id="a limit of two days"),
        pytest.param("2026-11-20T12:00", "2026-11-23T12:00", 9, id="over a weekend"),
        pytest.param("2026-11-30T12:00", "2026-12-02T12:00", 9, id="over a holiday"),
        pytest.param("2026-11-21T00:00", "2026-11-22T23:00", 0, id="within a weekend"),
        pytest.param("2026-11-16T12:00", "2026-11-16T10:00", 0, id="backwards"),
        pytest.param("2026-11-16T12:00", "2026-11-16T12:00", 0, id="at once"),
    ],
)
def test_the_hours_between_are_those_at_work(since, until, hours):
    assert LISBON.hours_between(utc(since), utc(until)) == hours


@pytest.mark.parametrize(
    ("calendar", "on", "at", "moment"),
    [
        pytest.param(LISBON, date(2026, 11, 20), time(8, 30), "2026-11-20T08:30", id="winter"),
        pytest.param(LISBON, date(2026, 7, 20), time(8, 30), "2026-07-20T07:30", id="summer"),
        pytest.param(LISBON, date(2026, 3, 29), time(1, 30), "2026-03-29T01:30", id="a time the clocks skip"),
        pytest.param(LISBON, date(2026, 10, 25), time(1, 30), "2026-10-25T00:30", id="a time that comes twice"),
        pytest.param(NEW_YORK, date(2026, 3, 8), time(2, 30), "2026-03-08T07:30", id="skipped in New York"),
        pytest.param(NEW_YORK, date(2026, 11, 1), time(1, 30), "2026-11-01T05:30", id="twice in New York"),
        pytest.param(LORD_HOWE, date(2026, 10, 4), time(2, 15), "2026-10-03T15:45", id="by half an hour"),
        pytest.param(SAO_PAULO, date(2017, 10, 15), time(0), "2017-10-15T03:00", id="no midnight"),
    ],
)
def test_a_wall_time_is_one_moment(calendar, on, at, moment):
    assert calendar.morning(on, at) == utc(moment)


@pytest.mark.parametrize(
    ("after", "morning"),
    [
        pytest.param("2026-11-18T08:29", "2026-11-18T08:30", id="a minute before"),
        pytest.param("2026-11-18T08:30", "2026-11-19T08:30", id="that very moment"),
        pytest.param("2026-11-20T09:00", "2026-11-23T08:30", id="on a Friday"),
        pytest.param("2026-11-21T05:00", "2026-11-23T08:30", id="on a Saturday"),
        pytest.param("2026-11-30T09:00", "2026-12-02T08:30", id="before a holiday"),
        pytest.param("2026-10-23T09:00", "2026-10-26T08:30", id="as the clocks go back"),
        pytest.param("2026-03-27T09:00", "2026-03-30T07:30", id="as the clocks go forward"),
    ],
)
def test_the_next_morning_is_later_and_worked(after, morning):
    assert LISBON.next_morning(utc(after)) == utc(morning)


@pytest.mark.parametrize(
    ("moment", "quiet", "said"),
    [
        pytest.param("2026-11-18T08:29", True, "2026-11-18T08:30", id="before the morning"),
        pytest.param("2026-11-18T08:30", False, "2026-11-18T08:30", id="at the morning"),
        pytest.param("2026-11-18T18:29", False, "2026-11-18T18:29", id="after work, not yet quiet"),
        pytest.param("2026-11-18T18:30", True, "2026-11-19T08:30", id="as quiet begins"),
        pytest.param("2026-11-20T22:00", True, "2026-11-23T08:30", id="a Friday night"),
        pytest.param("2026-11-21T12:00", False, "2026-11-23T08:30", id="a Saturday's noon"),
        pytest.param("2026-11-21T03:00", True, "2026-11-23T08:30", id="a Saturday's night"),
        pytest.param("2026-12-01T12:00", False, "2026-12-02T08:30", id="a holiday's noon"),
    ],
)
def test_nothing_is_said_in_quiet_hours_or_on_days_off(moment, quiet, said):
    assert (LISBON.is_quiet(utc(moment)), LISBON.after_quiet(utc(moment))) == (quiet, utc(said))


@pytest.mark.parametrize(
    ("quiet_from", "quiet_to", "moment", "said"),
    [
        pytest.param(time(0), time(7), "2026-11-18T06:59", "2026-11-18T07:00", id="from midnight"),
        pytest.param(time(0), time(7), "2026-11-18T23:00", "2026-11-18T23:00", id="until midnight"),
        pytest.param(time(13), time(14), "2026-11-18T13:00", "2026-11-18T14:00", id="at lunch"),
        pytest.param(time(9), time(9), "2026-11-18T03:00", "2026-11-18T03:00", id="never"),
    ],
)
def test_quiet_hours_may_lie_anywhere(quiet_from, quiet_to, moment, said):
    calendar = Calendar(ZoneInfo("UTC"), quiet_from=quiet_from, quiet_to=quiet_to)
    assert calendar.after_quiet(utc(moment)) == utc(said)


def test_a_week_may_be_any_days():
    calendar = Calendar(ZoneInfo("Asia/Dubai"), weekdays=frozenset({6, 0, 1, 2, 3}))
    assert calendar.next_working_day(date(2026, 11, 19)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"opens": time(18), "closes": time(9)}, id="closed before open"),
        pytest.param({"opens": time(9), "closes": time(9)}, id="never open"),
        pytest.param({"weekdays": frozenset()}, id="no working day"),
        pytest.param({"weekdays": frozenset({7})}, id="no such weekday"),
    ],
)
def test_a_calendar_without_working_time_is_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        Calendar(ZoneInfo("UTC"), **wrong)


def test_limits_below_nothing_and_moments_without_zone_are_refused():
    with pytest.raises(ValueError, match="-1 working days"):
        LISBON.add_days(utc("2026-11-18T10:00"), -1)
    with pytest.raises(ValueError, match="-1 working hours"):
        LISBON.add_hours(utc("2026-11-18T10:00"), -1)
    with pytest.raises(ValueError, match="names no time zone"):
        LISBON.add_days(utc("2026-11-18T10:00").replace(tzinfo=None), 1)
