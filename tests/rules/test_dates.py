"""Is a day read as people write it, and said back as they say it?"""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.dates import NO_SUCH_DAY, UNREAD, read_day, say_day
from bot.rules.hours import Calendar

LISBON = Calendar(ZoneInfo("Europe/Lisbon"), "PT")
WEDNESDAY = date(2026, 11, 18)


def nov(day: int) -> date:
    return date(2026, 11, day)


def dec(day: int, year: int = 2026) -> date:
    return date(year, 12, day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", nov(18)),
        ("EOD", nov(18)),
        ("by end of the day", nov(18)),
        ("tomorrow", nov(19)),
        ("  Tmrw ", nov(19)),
        ("fri", nov(20)),
        ("by Friday", nov(20)),
        ("Fri.", nov(20)),
        ("thurs", nov(19)),
        ("mon", nov(23)),
        ("tue", nov(24)),
        ("this fri", nov(20)),
        ("this wed", nov(18)),
        ("next wed", nov(25)),
        ("next mon", nov(23)),
        ("next friday", nov(27)),
        ("in 2 wd", nov(20)),
        ("2wd", nov(20)),
        ("in 3 working days", nov(23)),
        ("in one business day", nov(19)),
        ("in 10 wd", dec(3)),
        ("in 3 days", nov(21)),
        ("in three days", nov(21)),
        ("within 3 days", nov(21)),
        ("in a week", nov(25)),
        ("2 weeks", dec(2)),
        ("in a month", dec(18)),
        ("in 0 days", nov(18)),
        ("next week", nov(23)),
        ("eow", nov(20)),
        ("by the end of the week", nov(20)),
        ("next month", dec(2)),
        ("eom", nov(30)),
        ("24 dec", dec(24)),
        ("24 December", dec(24)),
        ("24th of Dec.", dec(24)),
        ("24. dec", dec(24)),
        ("dec 24", dec(24)),
        ("Dec 24th, 2026", dec(24)),
        ("24 dec 27", dec(24, 2027)),
        ("24dec", dec(24)),
        ("on 24 Dec 2027", dec(24, 2027)),
        ("24.12.", dec(24)),
        ("24.12", dec(24)),
        ("3.4.", date(2027, 4, 3)),
        ("24. 12. 2026", dec(24)),
        ("24.12.26", dec(24)),
        ("24/12", dec(24)),
        ("12/24", dec(24)),
        ("24-12-2026", dec(24)),
        ("4/4", date(2027, 4, 4)),
        ("2026-12-24", dec(24)),
        ("2026/12/24", dec(24)),
        ("18 nov", nov(18)),
        ("17 nov", date(2027, 11, 17)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("1 sept", date(2027, 9, 1)),
        ("Fri 27 November", nov(27)),
        ("friday, 27.11.", nov(27)),
        ("fr\u200bi", nov(20)),
        ("٢٤.١٢.", dec(24)),
        ("", None),
        (" \u200b ", None),
    ],
)
def test_a_day_is_read_as_it_is_written(typed, day):
    assert read_day(typed, WEDNESDAY, LISBON) == day


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        pytest.param(date(2026, 12, 31), "tomorrow", date(2027, 1, 1), id="over a year's end"),
        pytest.param(date(2026, 12, 31), "in 1 wd", date(2027, 1, 4), id="over New Year"),
        pytest.param(date(2026, 12, 28), "next week", date(2027, 1, 4), id="next week is next year"),
        pytest.param(date(2026, 11, 27), "in 2 wd", dec(2), id="over a holiday"),
        pytest.param(date(2026, 11, 27), "next month", dec(2), id="the first is a holiday"),
        pytest.param(date(2026, 12, 22), "eow", dec(24), id="the week ends at Christmas"),
        pytest.param(date(2027, 1, 31), "in a month", date(2027, 2, 28), id="a shorter month"),
        pytest.param(date(2028, 1, 31), "in a month", date(2028, 2, 29), id="a leap year's February"),
        pytest.param(date(2026, 10, 31), "in 1 month", nov(30), id="to the thirtieth"),
        pytest.param(date(2027, 12, 1), "29 feb", date(2028, 2, 29), id="the leap day to come"),
        pytest.param(date(2026, 11, 22), "next mon", nov(23), id="a Sunday's next week"),
    ],
)
def test_a_day_is_read_from_any_day(today, typed, day):
    assert read_day(typed, today, LISBON) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", UNREAD),
        ("w", UNREAD),
        ("by", UNREAD),
        ("the 24th", UNREAD),
        ("24 foo", UNREAD),
        ("mo", UNREAD),
        ("next", UNREAD),
        ("fri or mon", UNREAD),
        ("2026-12", UNREAD),
        ("-", UNREAD),
        ("🎄", UNREAD),
        ("a" * 10_000, UNREAD),
        ("<!channel>", UNREAD),
        ("31 nov", NO_SUCH_DAY),
        ("29 feb", NO_SUCH_DAY),
        ("2026-13-01", NO_SUCH_DAY),
        ("32.12.", NO_SUCH_DAY),
        ("0/5", NO_SUCH_DAY),
        ("15/15", NO_SUCH_DAY),
        ("03/04", "That can be 3 apr or 4 mar. Write it in one of these ways."),
        ("3/4/2027", "That can be 3 apr or 4 mar. Write it in one of these ways."),
        ("11-12", "That can be 11 dec or 12 nov. Write it in one of these ways."),
        ("wed", "Today is Wednesday. Write today, or next wed for the one in a week."),
        ("this mon", "Monday 16 November is past. Write a day from today on."),
        ("2026-11-17", "Tuesday 17 November is past. Write a day from today on."),
        ("1 dec 2025", "Monday 1 December 2025 is past. Write a day from today on."),
        ("mon 27 nov", "27 November 2026 is a Friday. Check the day."),
        ("2062-12-24", "Sunday 24 December 2062 is more than five years ahead. Check the year."),
        ("in 999 weeks", "Wednesday 10 January 2046 is more than five years ahead. Check the year."),
    ],
)
def test_what_is_no_day_or_two_is_answered_with_what_to_write(typed, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_day(typed, WEDNESDAY, LISBON)


def test_a_week_without_a_working_day_left_is_not_guessed():
    with pytest.raises(ValueError, match="No working day is left"):
        read_day("eow", date(2026, 11, 21), LISBON)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (nov(27), "Friday 27 November"),
        (nov(1), "Sunday 1 November"),
        (date(2027, 1, 1), "Friday 1 January 2027"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_a_day_is_said_with_its_year_where_it_is_another(day, said):
    assert say_day(day, WEDNESDAY) == said


@settings(deadline=None)
@given(st.dates(date(2015, 1, 1), date(2034, 1, 1)), st.integers(0, 365 * 4))
def test_what_is_said_is_read_back(today, ahead):
    day = date.fromordinal(today.toordinal() + ahead)
    assert read_day(say_day(day, today), today, LISBON) == day
    assert read_day(f"in {ahead % 1000} days", today, LISBON) == date.fromordinal(today.toordinal() + ahead % 1000)
    assert read_day(day.isoformat(), today, LISBON) == day


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("0123456789./- inwdextfrmoa")))
def test_any_text_is_a_day_to_come_or_a_sentence(text):
    answer: date | str
    try:
        answer = read_day(text, WEDNESDAY, LISBON) or WEDNESDAY
    except ValueError as refused:
        answer = str(refused)
    assert re.fullmatch(r"[A-Z0-9].*\.", answer) if isinstance(answer, str) else answer >= WEDNESDAY
