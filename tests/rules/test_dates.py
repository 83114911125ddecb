"""Is the day understood that somebody typed, where they are, and never one that has passed?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import ReadDay, Unclear
from bot.rules.dates import moment, read, written_out
from bot.rules.hours import Calendar

# Wednesday, ten in the morning where they are.
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HERE = Calendar(ZoneInfo("Europe/Berlin"), "DE")
THERE = Calendar(ZoneInfo("America/New_York"), "US")
WEDNESDAY, FRIDAY, DECEMBER = date(2026, 11, 25), date(2026, 11, 27), date(2026, 12, 2)


@pytest.mark.parametrize(
    ("typed", "on", "at"),
    [
        ("today", WEDNESDAY, None),
        ("tomorrow", date(2026, 11, 26), None),
        ("tmrw", date(2026, 11, 26), None),
        ("day after tomorrow", FRIDAY, None),
        ("eod", WEDNESDAY, None),
        ("COB", WEDNESDAY, None),
        ("end of day", WEDNESDAY, None),
        ("fri", FRIDAY, None),
        ("Friday", FRIDAY, None),
        ("by friday", FRIDAY, None),
        ("until Fri.", FRIDAY, None),
        ("this fri", FRIDAY, None),
        ("fri eod", FRIDAY, None),
        ("friday 27th", FRIDAY, None),
        ("fri the 27th 5pm", FRIDAY, time(17)),
        ("by the 27th", FRIDAY, None),
        ("thu 31st", date(2026, 12, 31), None),
        ("by the end of friday", FRIDAY, None),
        ("mon", date(2026, 11, 30), None),
        ("tuesday", date(2026, 12, 1), None),
        ("next wed", DECEMBER, None),
        ("eow", FRIDAY, None),
        ("end of the week", FRIDAY, None),
        ("end of next week", date(2026, 12, 4), None),
        ("eom", date(2026, 11, 30), None),
        ("end of the month", date(2026, 11, 30), None),
        ("by end of month", date(2026, 11, 30), None),
        ("month end", date(2026, 11, 30), None),
        ("end of november", date(2026, 11, 30), None),
        ("end of dec 12:00", date(2026, 12, 31), time(12)),
        ("end of january", date(2027, 1, 29), None),
        ("end of feb 2028", date(2028, 2, 29), None),
        ("eoy", date(2026, 12, 31), None),
        ("end of the year", date(2026, 12, 31), None),
        ("end of mon", date(2026, 11, 30), None),
        ("end of thursday", date(2026, 11, 26), None),
        ("end of next month", date(2026, 12, 31), None),
        ("in 3 days", date(2026, 11, 28), None),
        ("3 days", date(2026, 11, 28), None),
        ("in two days", FRIDAY, None),
        ("in a week", DECEMBER, None),
        ("2 weeks from now", date(2026, 12, 9), None),
        ("in 3 wd", date(2026, 11, 30), None),
        ("in 2 working days", FRIDAY, None),
        ("in a month", date(2026, 12, 25), None),
        ("in 48 hours", FRIDAY, time(10)),
        ("in 3h", WEDNESDAY, time(13)),
        ("in 17h", date(2026, 11, 26), time(3)),
        ("within 17h", date(2026, 11, 26), time(3)),
        ("17 hours", date(2026, 11, 26), time(3)),
        ("24h", date(2026, 11, 26), time(10)),
        ("by 17h", WEDNESDAY, time(17)),
        ("17 h", WEDNESDAY, time(17)),
        ("2 dec", DECEMBER, None),
        ("2 December", DECEMBER, None),
        ("dec 2", DECEMBER, None),
        ("Dec 2nd", DECEMBER, None),
        ("2nd of december", DECEMBER, None),
        ("on the 2nd of December 2026", DECEMBER, None),
        ("2. Dez", DECEMBER, None),
        ("2.12.", DECEMBER, None),
        ("02.12.2026", DECEMBER, None),
        ("02.12.26", DECEMBER, None),
        ("2026-12-02", DECEMBER, None),
        ("2026/12/02", DECEMBER, None),
        ("２０２６-１２-０２", DECEMBER, None),
        ("wed 2 dec", DECEMBER, None),
        ("Wednesday, 2 December", DECEMBER, None),
        ("25/12", date(2026, 12, 25), None),
        ("12/25", date(2026, 12, 25), None),
        ("12/12", date(2026, 12, 12), None),
        ("12 feb, 2027", date(2027, 2, 12), None),
        ("10 jan", date(2027, 1, 10), None),
        ("29 feb 2028", date(2028, 2, 29), None),
        ("fri 17:00", FRIDAY, time(17)),
        ("17:00 fri", FRIDAY, time(17)),
        ("fri at 17:30", FRIDAY, time(17, 30)),
        ("fri 5pm", FRIDAY, time(17)),
        ("fri 5.30 pm", FRIDAY, time(17, 30)),
        ("fri by 9 a.m.", FRIDAY, time(9)),
        ("fri 12am", FRIDAY, time(0)),
        ("fri noon", FRIDAY, time(12)),
        ("2 dec 17h", DECEMBER, time(17)),
        ("2 dec 17h30", DECEMBER, time(17, 30)),
        ("17 Uhr 2.12.", DECEMBER, time(17)),
        ("fri at 17", FRIDAY, time(17)),
        ("17:00", WEDNESDAY, time(17)),
    ],
)
def test_a_day_is_understood(typed, on, at):
    day = read(typed, NOW, HERE)
    assert isinstance(day, ReadDay), day
    assert (day.on, day.at) == (on, at)


@pytest.mark.parametrize(
    ("typed", "question", "choices"),
    [
        ("", "There is no day yet", []),
        ("soon", "could not be read as a day", []),
        ("yesterday", "Tuesday 24 November is past", []),
        ("by yesterday 17:00", "Tuesday 24 November is past", []),
        ("last fri", "Friday 20 November is past", []),
        ("last wed", "Wednesday 18 November is past", []),
        ("3 days ago", "Sunday 22 November is past", []),
        ("a month ago", "Sunday 25 October is past", []),
        ("end of october", "Friday 30 October is past", []),
        ("end of foo", "“foo” is no month", []),
        ("this year", "Which day of this year?", []),
        ("fri 17", "could not be read as a day", []),
        ("the 3rd", "no month", ["2026-12-03"]),
        ("<!channel>", "could not be read as a day", []),
        ("next week", "Which day of next week?", ["2026-11-30", "2026-12-04"]),
        ("next week 17:00", "Which day of next week?", ["2026-11-30 17:00", "2026-12-04 17:00"]),
        ("next month", "Which day of next month?", []),
        ("next fri", "“Next Friday” can be two days", ["2026-11-27", "2026-12-04"]),
        ("wed", "Today is Wednesday", ["2026-11-25", "2026-12-02"]),
        ("wed 17:00", "Today is Wednesday", ["2026-11-25 17:00", "2026-12-02 17:00"]),
        ("1/12", "Which number is the month?", ["2026-12-01", "2027-01-12"]),
        ("1/12/2026", "Which number is the month?", ["2026-12-01"]),
        ("tonight", "no hour yet", ["today 18:00", "today 20:00"]),
        ("fri morning", "no hour yet", ["fri 09:00", "fri 12:00"]),
        ("fri midnight", "Midnight is between two days", ["fri 23:59"]),
        ("fri at 5", "in the morning, or in the afternoon", ["fri 17:00", "fri 05:00"]),
        ("fri 25:00", "is no hour", []),
        ("fri 13pm", "is no hour", []),
        ("30 feb", "no such day", []),
        ("31/2", "no such day", []),
        ("29 feb", "no such day", []),
        ("24 nov", "Tuesday 24 November is past", []),
        ("24/11", "Tuesday 24 November is past", []),
        ("5 jun", "Friday 5 June is past", []),
        ("2025-12-02", "Tuesday 2 December 2025 is past", []),
        ("today 8:00", "08:00 today is past", ["2026-11-26 08:00"]),
        ("9:00", "09:00 today is past", ["2026-11-26 09:00"]),
        ("by 11h", "an hour of the day, or so many hours", ["2026-11-25 11:00", "in 11h"]),
        ("9h", "an hour of the day, or so many hours", ["2026-11-26 09:00", "in 9h"]),
        ("2 dec 2040", "more than five years ahead", []),
        ("fri 2 dec", "Wednesday 2 December, not Friday", ["2026-12-02"]),
    ],
)
def test_what_can_be_two_days_or_none_is_asked(typed, question, choices):
    asked = read(typed, NOW, HERE)
    assert isinstance(asked, Unclear), asked
    assert question in asked.question
    assert [choice.typed for choice in asked.choices] == choices
    assert all(isinstance(read(choice.typed, NOW, HERE), ReadDay) for choice in asked.choices)


def test_where_the_month_comes_first_it_is_offered_first():
    asked = read("1/12", NOW, THERE)
    assert isinstance(asked, Unclear)
    assert [choice.words for choice in asked.choices] == ["Tuesday 12 January 2027", "Tuesday 1 December"]


@pytest.mark.parametrize(("typed", "assumed"), [("10 jan", ("in 2027",)), ("17:00", ("today",)), ("fri", ())])
def test_what_was_assumed_is_said(typed, assumed):
    day = read(typed, NOW, HERE)
    assert isinstance(day, ReadDay)
    assert day.assumed == assumed


@pytest.mark.parametrize(
    ("hour", "on"),
    [(6, date(2026, 11, 26)), (16, date(2026, 11, 26)), (23, date(2026, 11, 27))],
)
def test_tomorrow_is_that_of_whoever_types(hour, on):
    east = Calendar(ZoneInfo("Pacific/Auckland"), "NZ")
    west = Calendar(ZoneInfo("Pacific/Honolulu"), "US")
    now = datetime(2026, 11, 25, hour, tzinfo=UTC)
    for there in (east, west):
        day = read("tomorrow", now, there)
        assert isinstance(day, ReadDay)
        assert day.on == now.astimezone(there.zone).date() + timedelta(days=1)
    assert read("today 23:59", now, west) == ReadDay(now.astimezone(west.zone).date(), time(23, 59))
    assert read(f"{on.day} nov", now, west) == ReadDay(on)


def test_a_day_alone_ends_when_work_does_and_an_hour_is_that_hour():
    assert moment(ReadDay(FRIDAY), HERE) == datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    assert moment(ReadDay(FRIDAY, time(12)), HERE) == datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
    assert moment(ReadDay(FRIDAY), THERE) == datetime(2026, 11, 27, 23, 0, tzinfo=UTC)


def test_when_work_is_over_today_needs_an_hour():
    late = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
    asked = read("today", late, HERE)
    assert isinstance(asked, Unclear)
    assert "ends at 18:00, which is past" in asked.question
    assert read("today 21:00", late, HERE) == ReadDay(WEDNESDAY, time(21))


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("12 February 2027", date(2027, 2, 12)),
        ("Feb 12, 2027", date(2027, 2, 12)),
        ("on 2027-02-12", date(2027, 2, 12)),
        ("12.02.2027", date(2027, 2, 12)),
        ("12 February", None),
        ("12 feb 27", None),
        ("2/3/2027", None),
        ("30 February 2027", None),
        ("in spring", None),
    ],
)
def test_a_start_date_is_read_only_when_it_is_written_out(typed, on):
    assert written_out(typed) == on


@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered(typed):
    day = read(typed, NOW, HERE)
    assert isinstance(day, Unclear) or moment(day, HERE) > NOW


@given(
    st.integers(0, 6 * 366 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.sampled_from(["Asia/Kolkata", "Pacific/Kiritimati", "America/St_Johns", "Europe/London", "Pacific/Niue"]),
    st.integers(1, 400),
)
def test_a_day_written_out_is_that_day_in_every_zone(now, zone, ahead):
    there = Calendar(ZoneInfo(zone))
    on = there.local_day(now) + timedelta(days=ahead)
    for typed in (on.isoformat(), f"{on.day}.{on.month}.{on.year}", f"{on:%d %B %Y}", f"{on:%a} {on:%d %b %Y}"):
        day = read(typed, now, there)
        assert isinstance(day, ReadDay), (typed, day)
        assert day.on == on
        assert moment(day, there).astimezone(there.zone).date() == on
