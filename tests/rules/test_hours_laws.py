"""Do the laws of the working-time calendar hold in every zone, as the clocks change, at a year's end?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    "UTC",
)
DAY = timedelta(days=1)

calendars = st.sampled_from([Calendar(ZoneInfo(name), country_of(name)) for name in ZONES])
days = st.dates(date(2015, 1, 1), date(2034, 12, 31))
times = st.timedeltas(timedelta(0), DAY)
moments = st.builds(lambda on, apart: datetime.combine(on, time(0), tzinfo=UTC) + apart, days, times)
spans = st.timedeltas(timedelta(0), timedelta(days=40))
working_hours = st.integers(0, 12_000).map(lambda hundredths: hundredths / 100)
near_a_change = st.sampled_from(
    [
        datetime(2026, 3, 29, 1, tzinfo=UTC),  # Lisbon forward
        datetime(2026, 10, 25, 1, tzinfo=UTC),  # Lisbon back
        datetime(2026, 3, 8, 7, tzinfo=UTC),  # New York forward
        datetime(2026, 11, 1, 6, tzinfo=UTC),  # New York back
        datetime(2026, 4, 4, 15, tzinfo=UTC),  # Lord Howe back, by half an hour
        datetime(2026, 10, 3, 15, 30, tzinfo=UTC),  # Lord Howe forward
        datetime(2017, 10, 15, 3, tzinfo=UTC),  # Sao Paulo forward, at midnight
        datetime(2018, 2, 18, 2, tzinfo=UTC),  # Sao Paulo back, at midnight
        datetime(2028, 2, 29, 12, tzinfo=UTC),  # a leap day
        datetime(2027, 1, 1, 0, tzinfo=UTC),  # a new year
    ]
).flatmap(lambda odd: st.timedeltas(timedelta(days=-3), timedelta(days=3)).map(lambda apart: odd + apart))
any_moment = moments | near_a_change
thorough = settings(deadline=None, max_examples=300)


@thorough
@given(calendars, any_moment, st.integers(1, 30))
def test_a_limit_leaves_exactly_its_working_days(calendar, since, n):
    due = calendar.add_days(since, n)
    day, last = calendar.local_day(since), calendar.local_day(due)
    between = [day + DAY * i for i in range(1, (last - day).days + 1)]
    assert sum(map(calendar.is_working_day, between)) == n
    assert calendar.is_working_day(last)
    assert due == calendar.end_of(last)
    assert due.astimezone(calendar.zone).time() == calendar.closes
    assert due.utcoffset() == timedelta(0)


@thorough
@given(calendars, any_moment, st.integers(0, 30), spans)
def test_more_days_or_a_later_start_are_never_earlier(calendar, since, n, later):
    due = calendar.add_days(since, n)
    assert calendar.add_days(since, n + 1) > due or n == 0
    assert calendar.add_days(since, n + 1) >= due
    assert calendar.add_days(since + later, n) >= due


@thorough
@given(calendars, any_moment, st.integers(0, 10), st.integers(0, 10))
def test_days_add_up(calendar, since, n, more):
    assert calendar.add_days(calendar.add_days(since, n), more) == calendar.add_days(since, n + more) or n == 0


@thorough
@given(calendars, any_moment, working_hours)
def test_hours_added_are_the_hours_between(calendar, since, hours):
    until = calendar.add_hours(since, hours)
    assert until >= since
    assert calendar.hours_between(since, until) == pytest.approx(hours)
    assert calendar.is_working_day(calendar.local_day(until))
    assert calendar.opens <= until.astimezone(calendar.zone).time() <= calendar.closes


@thorough
@given(calendars, any_moment, working_hours, working_hours)
def test_hours_add_up_and_never_go_back(calendar, since, hours, more):
    until = calendar.add_hours(since, hours)
    assert calendar.add_hours(since, hours + more) >= until
    assert calendar.hours_between(since, calendar.add_hours(until, more)) == pytest.approx(hours + more)


@thorough
@given(calendars, any_moment, spans, spans)
def test_hours_between_are_split_anywhere(calendar, start, first, second):
    middle, end = start + first, start + first + second
    parts = calendar.hours_between(start, middle) + calendar.hours_between(middle, end)
    assert calendar.hours_between(start, end) == pytest.approx(parts)
    assert 0 <= calendar.hours_between(start, end) <= (end - start) / timedelta(hours=1)


@thorough
@given(calendars, days)
def test_every_working_day_has_nine_hours(calendar, on):
    start, end = calendar.morning(on, time(0)), calendar.morning(on + DAY, time(0))
    assert calendar.hours_between(start, end) == (9 if calendar.is_working_day(on) else 0)


@settings(deadline=None, max_examples=60)
@given(
    calendars,
    st.sampled_from([date(2026, 3, 20), date(2026, 10, 20), date(2026, 12, 20), date(2028, 2, 20)]) | days,
    st.sampled_from([time(8, 30), time(0), time(0, 30), time(1, 30), time(2, 15), time(23, 59)]),
)
def test_each_working_day_has_exactly_one_morning(calendar, first, at):
    last = first + 21 * DAY
    heard, moment = [], calendar.morning(first, time(0)) - timedelta(microseconds=1)
    while calendar.local_day(moment := calendar.next_morning(moment, at)) < last:
        heard.append(calendar.local_day(moment))
    worked = [on for on in (first + DAY * i for i in range(21)) if calendar.is_working_day(on)]
    assert heard == worked


@thorough
@given(calendars, any_moment)
def test_what_waits_for_quiet_to_end_is_said_once_it_ended(calendar, moment):
    said = calendar.after_quiet(moment)
    assert said >= moment
    assert not calendar.is_quiet(said)
    assert calendar.is_working_day(calendar.local_day(said))
    assert calendar.after_quiet(said) == said
    assert said == moment or said.astimezone(calendar.zone).time() == calendar.quiet_to


@thorough
@given(calendars, days)
def test_a_working_day_on_or_after_skips_only_days_off(calendar, on):
    first = calendar.on_or_after(on)
    assert calendar.is_working_day(first)
    assert not any(calendar.is_working_day(on + DAY * i) for i in range((first - on).days))
    assert calendar.next_working_day(on) == calendar.on_or_after(on + DAY)
