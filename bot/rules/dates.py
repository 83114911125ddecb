"""Which day did someone mean?"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.rules.hours import ONE_DAY, Calendar
from bot.words import clean

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FARTHEST = timedelta(days=5 * 366)

BEFORE = re.compile(r"^(?:by|on|until|till|within|before) (?:the )?")
SOON = {
    "today": 0,
    "tonight": 0,
    "eod": 0,
    "cob": 0,
    "end of day": 0,
    "end of the day": 0,
    "tomorrow": 1,
    "tmr": 1,
    "tmrw": 1,
}
END = re.compile(r"eo[wm]|(?:end of (?:the |this )?|this )(?:week|month)")
COUNT = rf"(?:in )?(?P<n>\d{{1,3}}|an?|{'|'.join(NUMBERS)}) ?"
COUNTED = re.compile(COUNT + r"(?P<what>wd|(?:working|business) days?|d|days?|w|weeks?|months?)")
WEEKDAY = re.compile(r"(?P<which>this |next )?(?P<day>[a-z]{3,9})")
SAID = re.compile(r"(?P<weekday>[a-z]{3,9})[.,]? (?P<rest>.*\d.*)")
YEAR = r"(?P<year>\d{4}|\d{2})"
DATED = [
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})(?:\.|\. ?{YEAR})?"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? ?(?:of )?(?P<month>[a-z]{{3,9}})\.?,?(?: ?{YEAR})?"),
    re.compile(rf"(?P<month>[a-z]{{3,9}})\.? ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {YEAR})?"),
    re.compile(rf"(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})(?:[/-]{YEAR})?"),
]

UNREAD = "That day could not be read. Write it like fri, tomorrow, in 2 wd, 24 dec or 2026-12-24."
NO_SUCH_DAY = "There is no such day. Check the day and the month."


def say_day(on: date, today: date) -> str:
    """Say a day as people do, with its year where that is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


def read_day(text: str, today: date, calendar: Calendar) -> date | None:
    """Read a day from today on, as it was typed; None where nothing was.

    Raises ValueError with a sentence for the person where the text is no day, is two days, or is past.
    """
    typed = BEFORE.sub("", clean(text).casefold(), count=1)
    if not typed:
        return None
    on = _soon(typed, today, calendar) or _counted(typed, today, calendar) or _weekday(typed, today)
    on = on or _dated(typed, today)
    if on is None:
        raise ValueError(UNREAD)
    if on < today:
        raise ValueError(f"{say_day(on, today)} is past. Write a day from today on.")
    if on > today + FARTHEST:
        raise ValueError(f"{say_day(on, today)} is more than five years ahead. Check the year.")
    return on


def _soon(typed: str, today: date, calendar: Calendar) -> date | None:
    """Read a day with a name of its own: today, the end of this week, the first working day of the next."""
    if typed in SOON:
        return today + SOON[typed] * ONE_DAY
    monday, first = today + (7 - today.weekday()) * ONE_DAY, _months_on(today.replace(day=1), 1)
    if typed in {"next week", "next month"}:
        return calendar.on_or_after(monday if typed == "next week" else first)
    if not END.fullmatch(typed):
        return None
    after = monday if typed.endswith(("w", "week")) else first
    left = [on for on in _days(today, after) if calendar.is_working_day(on)]
    if not left:
        raise ValueError("No working day is left in it. Write a day, such as next week or 24 dec.")
    return left[-1]


def _counted(typed: str, today: date, calendar: Calendar) -> date | None:
    """Read so many days, working days, weeks or months from today."""
    if not (counted := COUNTED.fullmatch(typed)):
        return None
    n = _number(counted["n"])
    what = counted["what"]
    if what.startswith(("wd", "work", "bus")):
        on = today
        for _ in range(n):
            on = calendar.next_working_day(on)
        return on
    if what.startswith("m"):
        return _months_on(today, n)
    return today + n * (7 if what.startswith("w") else 1) * ONE_DAY


def _weekday(typed: str, today: date) -> date | None:
    """Read the coming day of that name, or the one of this or the next calendar week."""
    named = WEEKDAY.fullmatch(typed.rstrip("."))
    weekday = _place(named["day"], WEEKDAYS) if named else None
    if not named or weekday is None:
        return None
    ahead = weekday - today.weekday()
    if named["which"]:
        return today + (ahead + (7 if named["which"] == "next " else 0)) * ONE_DAY
    if ahead == 0:
        name = WEEKDAYS[weekday]
        raise ValueError(f"Today is {name}. Write today, or next {name[:3].lower()} for the one in a week.")
    return today + ahead % 7 * ONE_DAY


def _dated(typed: str, today: date) -> date | None:
    """Read a day of a month; a weekday before it has to be the right one."""
    said = SAID.fullmatch(typed)
    weekday = _place(said["weekday"], WEEKDAYS) if said else None
    rest = typed if said is None or weekday is None else said["rest"]
    found = next((match.groupdict() for match in (form.fullmatch(rest) for form in DATED) if match), None)
    if found is None:
        return None
    on = _either(found, today) if "first" in found else _day(found, found["day"], found["month"], today)
    if on and weekday not in {None, on.weekday()}:
        raise ValueError(f"{on.day} {MONTHS[on.month - 1]} {on.year} is a {WEEKDAYS[on.weekday()]}. Check the day.")
    return on


def _either(found: dict[str, str], today: date) -> date | None:
    """Read two numbers of which one has to be too large for a month, or both the same."""
    first, second = found["first"], found["second"]
    if int(first) > 12 or first == second:
        return _day(found, first, second, today)
    if int(second) > 12:
        return _day(found, second, first, today)
    one, other = _day(found, first, second, today), _day(found, second, first, today)
    readings = [f"{on.day} {MONTHS[on.month - 1][:3].lower()}" for on in (one, other) if on]
    raise ValueError(f"That can be {readings[0]} or {readings[1]}. Write it in one of these ways.")


def _day(found: dict[str, str], day: str, month: str, today: date) -> date | None:
    """Find a day of a month, in the year that was written or the one in which it comes next."""
    place = int(month) - 1 if month.isdecimal() else _place(month, MONTHS)
    if place is None:
        return None
    if found["year"]:
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    else:
        year = today.year + ((place + 1, int(day)) < (today.month, today.day))
    try:
        return date(year, place + 1, int(day))
    except ValueError:
        raise ValueError(NO_SUCH_DAY) from None


def _months_on(on: date, n: int) -> date:
    """Go n months on; where that month is shorter, to its last day."""
    years, month = divmod(on.month - 1 + n, 12)
    for day in (on.day, 30, 29):
        try:
            return date(on.year + years, month + 1, day)
        except ValueError:
            continue
    return date(on.year + years, month + 1, 28)


def _place(typed: str, names: tuple[str, ...]) -> int | None:
    """Find which name begins with what was typed, by at least three letters."""
    return next((i for i, name in enumerate(names) if name.lower().startswith(typed)), None)


def _number(typed: str) -> int:
    if typed.isdecimal():
        return int(typed)
    return NUMBERS.index(typed) if typed in NUMBERS else 1


def _days(start: date, stop: date) -> list[date]:
    return [start + n * ONE_DAY for n in range((stop - start).days)]
