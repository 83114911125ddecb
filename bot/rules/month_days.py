"""Which day of a month did somebody mean, and of which year?

A day without its year is the next one of that name, where that is within half a year; "2 dec" on 5 December is rather a
slip than a year from now, and refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time, timedelta

from bot.facts import Choice
from bot.rules.asking import Asked, NoDay
from bot.rules.date_words import DATED, END_OF_MONTH, INTRODUCING, WEEKDAYS, month_of, say_day, weekday_of
from bot.rules.hours import Calendar
from bot.rules.times import say_time

SOONEST_YEAR = timedelta(days=182)
EXAMPLES = "Write it like fri, tomorrow 17:00, in 3 days, 2 dec or 2026-12-02."
_NUMBERED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
NO_SUCH_DAY = "There is no such day. Check the day and the month."
# In these countries the month is written first, 12/1 for 1 December.
MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "BZ"})


def dated(words: str, today: date, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    """Read a day of a month; a weekday before it has to be the right one."""
    name, _, rest = words.partition(" ")
    weekday = weekday_of(name.rstrip(".,"))
    typed = rest if weekday is not None and rest else words
    typed = INTRODUCING.sub("", typed).removeprefix("the ")
    if ends := END_OF_MONTH.fullmatch(typed):
        return _end_of(ends["month"], ends["year"], today, calendar)
    found = next((match.groupdict() for match in (form.fullmatch(typed) for form in DATED) if match), None)
    coming = _coming(typed, today) if found is None else None
    if coming and weekday is None and coming.month != today.month:
        raise Asked(f"“{_short(words)}” has no month. Is that the one of the next?", [choice(coming, today)])
    if coming and weekday in {None, coming.weekday()}:
        return coming, ()
    if found is None:
        raise NoDay(f"“{_short(words)}” could not be read as a day. {EXAMPLES}")
    on, assumed = _either(found, today, calendar) if "first" in found else _named(found, today)
    if weekday not in {None, on.weekday()}:
        raise Asked(f"{say_day(on, today)}, not {WEEKDAYS[weekday or 0]}. Check the day.", [choice(on, today)])
    return on, assumed


def _coming(typed: str, today: date) -> date | None:
    """Read the coming day of that number, `27th`: in this month, or else in the next that has it."""
    if not (numbered := _NUMBERED.fullmatch(typed)):
        return None
    first = today.replace(day=1)
    days = (_in_year(str(each.year), each.month, int(numbered[1]), today) for each in _months(first))
    return next((on for on in days if on and on >= today), None)


def _months(first: date) -> list[date]:
    """Give this month and the two after it: of two in a row one has 31 days."""
    return [months_on(first, ahead) for ahead in range(3)]


def _either(found: dict[str, str], today: date, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    """Read two numbers: one has to be too large for a month, or both the same; else it is asked which is the month."""
    first, second = int(found["first"]), int(found["second"])
    ways = [_in_year(found["year"], month, day, today) for day, month in ((first, second), (second, first))]
    days = list(dict.fromkeys(on for on in ways if on))
    if not days:
        raise Asked(NO_SUCH_DAY)
    if len(days) == 1:
        return days[0], _next_year(days[0], found["year"], today)
    if (calendar.country or "")[:2] in MONTH_FIRST:
        days.reverse()
    to_come = [choice(on, today) for on in days if on >= today]
    raise Asked(f"“{first}/{second}” can be two days. Which number is the month?", to_come)


def _named(found: dict[str, str], today: date) -> tuple[date, tuple[str, ...]]:
    """Read a day whose month is certain."""
    month = month_of(found["month"])
    if month is None:
        raise NoDay(f"“{_short(found['month'])}” is no month. {EXAMPLES}")
    on = _in_year(found["year"], month, int(found["day"]), today)
    if on is None:
        raise Asked(NO_SUCH_DAY)
    return on, _next_year(on, found["year"], today)


def _end_of(name: str, year: str | None, today: date, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    """Read the last working day of a month that is named."""
    month = month_of(name)
    if month is None:
        raise NoDay(f"“{_short(name)}” is no month. {EXAMPLES}")
    first = _in_year(year, month, 28, today)
    ends = first and calendar.on_or_before(last_day(first))
    if ends is None:
        raise Asked(NO_SUCH_DAY)
    return ends, _next_year(ends, year, today)


def last_day(on: date) -> date:
    """Give the last day of the month of a day."""
    return on.replace(day=monthrange(on.year, on.month)[1])


def _in_year(year: str | None, month: int, day: int, today: date) -> date | None:
    """Find a day of a month in the year that was written, else in the one meant; None where there is no such day."""
    if year:
        return day_of(int(year) + (2000 if len(year) == 2 else 0), month, day)
    on, later = day_of(today.year, month, day), day_of(today.year + 1, month, day)
    passed = on is None or on < today
    return later if passed and later and later - today <= SOONEST_YEAR else on


def choice(on: date, today: date, at: time | None = None) -> Choice:
    """Offer a day, and its hour where there is one."""
    hour = f" {say_time(at)}" if at else ""
    return Choice(f"{say_day(on, today)}{hour}", f"{on.isoformat()}{hour}")


def day_of(year: int, month: int, day: int) -> date | None:
    """Give a day of a month; None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_on(on: date, n: int) -> date:
    """Go n months on; where that month is shorter, to its last day."""
    years, month = divmod(on.month - 1 + n, 12)
    return next(found for day in (on.day, 30, 29, 28) if (found := day_of(on.year + years, month + 1, day)))


def _next_year(on: date, year: str | None, today: date) -> tuple[str, ...]:
    return (f"in {on.year}",) if on.year != today.year and not year else ()


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
