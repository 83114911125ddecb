"""Which day, and which hour, did somebody mean?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from bot.facts import Choice, ReadDay, Unclear
from bot.rules.asking import Asked, NoDay
from bot.rules.date_words import (
    COUNTED,
    DATED,
    END_OF,
    INTRODUCING,
    SOON,
    WEEKDAYS,
    has_year,
    month_of,
    number_of,
    say_day,
    weekday_of,
)
from bot.rules.days_gone import gone
from bot.rules.hours import ONE_DAY, Calendar
from bot.rules.hours_ahead import ahead
from bot.rules.month_days import EXAMPLES, choice, dated, months_on
from bot.rules.times import at_of, parted, say_time
from bot.words import clean

FARTHEST = timedelta(days=5 * 366)
NOTHING = f"There is no day yet. {EXAMPLES}"
NONE_LEFT = "No working day is left in it. Write a day, like next fri or 24 dec."


def read(text: str, now: datetime, calendar: Calendar) -> ReadDay | Unclear:
    """Read a day that is still to come, and its hour where one was typed, in the zone of whoever typed it.

    Where two days have sense both are offered; a day or hour that has passed is refused with a sentence.
    """
    try:
        return _read(clean(text).casefold(), now, calendar)
    except Asked as asked:
        return asked.unclear


def is_day(text: str, now: datetime, calendar: Calendar) -> bool:
    """Tell whether words name a day, be it one that has passed, or one of which more is to be asked."""
    try:
        _read(clean(text).casefold(), now, calendar)
    except NoDay:
        return False
    except Asked:
        return True
    return True


def moment(day: ReadDay, calendar: Calendar) -> datetime:
    """Tell by which moment that is: its hour, or else the close of that day."""
    return calendar.end_of(day.on) if day.at is None else calendar.morning(day.on, day.at)


def written_out(text: str) -> date | None:
    """Read a day that was written with its whole year; None for anything else."""
    typed = INTRODUCING.sub("", clean(text).casefold())
    try:
        found = next((match.groupdict() for match in (form.fullmatch(typed) for form in DATED) if match), None)
        if found is None or "first" in found or not has_year(found):
            return None
        month = month_of(found["month"])
        return date(int(found["year"]), month, int(found["day"])) if month else None
    except ValueError:
        return None


def _read(typed: str, now: datetime, calendar: Calendar) -> ReadDay:
    """Read the hour, then the day, and see that it is still to come."""
    today = calendar.local_day(now)
    if then := ahead(typed, now, calendar):
        return ReadDay(then.date(), then.time().replace(second=0, microsecond=0))
    words, hour, ends = parted(INTRODUCING.sub("", typed))
    at = at_of(hour, words or "today")
    words = INTRODUCING.sub("", words)
    if not words and hour is None and not ends:
        raise NoDay(NOTHING)
    try:
        on, assumed = _day(words, today, calendar) if words else (today, ("today",))
    except NoDay:
        raise
    except Asked as asked:
        raise _at(asked, at) from None
    _check(on, at, now, today, calendar)
    return ReadDay(on, at, assumed)


def _at(asked: Asked, at: time | None) -> Asked:
    """Keep the hour that was typed in what is offered."""
    offered = asked.unclear
    hour = f" {say_time(at)}" if at else ""
    return Asked(offered.question, [Choice(each.words + hour, each.typed + hour) for each in offered.choices])


def _day(words: str, today: date, calendar: Calendar) -> tuple[date, tuple[str, ...]]:
    """Read a day in whichever way it was written."""
    ways: Sequence[Callable[[str, date, Calendar], date | None]] = (gone, _soon, _end_of, _counted, _weekday)
    for way in ways:
        if on := way(words, today, calendar):
            return on, ()
    return dated(words, today, calendar)


def _soon(words: str, today: date, calendar: Calendar) -> date | None:
    """Read a day with a name of its own; of a week or a month it is asked which."""
    if words in SOON:
        return today + SOON[words] * ONE_DAY
    if words == "next week":
        monday = today + (7 - today.weekday()) * ONE_DAY
        first, last = calendar.on_or_after(monday), calendar.on_or_before(monday + 4 * ONE_DAY)
        days = [on for on in dict.fromkeys((first, last)) if on >= monday]
        raise Asked("Which day of next week?", [choice(on, today) for on in days])
    if words in {"next month", "this month", "next year", "this year"}:
        raise Asked(f"Which day of {words}? Write it like 2 dec.")
    return None


def _end_of(words: str, today: date, calendar: Calendar) -> date | None:
    """Read the last working day of this week, month or year, or of the next."""
    if not (ends := END_OF.fullmatch(words)):
        return None
    ahead, what = 1 if ends["which"] == "next " else 0, (ends["what"] or ends["whole"])[0]
    if what == "w":
        begins = today + (7 * ahead - today.weekday()) * ONE_DAY
        after = begins + 7 * ONE_DAY
    else:
        first, months = (today.replace(day=1), 1) if what == "m" else (today.replace(month=1, day=1), 12)
        begins = months_on(first, months * ahead)
        after = months_on(begins, months)
    last = calendar.on_or_before(after - ONE_DAY)
    if last < max(begins, today):
        raise Asked(NONE_LEFT)
    return last


def _counted(words: str, today: date, calendar: Calendar) -> date | None:
    """Read so many days, working days, weeks or months from today."""
    if not (counted := COUNTED.fullmatch(words)):
        return None
    n, what = number_of(counted["n"]), counted["what"]
    if what.startswith(("wd", "work", "bus")):
        on = today
        for _ in range(n):
            on = calendar.next_working_day(on)
        return on
    if what.startswith("m"):
        return months_on(today, n)
    return today + n * (7 if what.startswith("w") else 1) * ONE_DAY


def _weekday(words: str, today: date, _: Calendar) -> date | None:
    """Read the coming day of that name; on that very day, and of the "next" one, it is asked which."""
    which, _space, name = words.rpartition(" ")
    weekday = weekday_of(name)
    if weekday is None or which not in {"", "this", "next", "coming", "this coming"}:
        return None
    coming = today + (weekday - today.weekday()) % 7 * ONE_DAY
    if which == "next" and coming != today:
        raise Asked(f"“Next {WEEKDAYS[weekday]}” can be two days.", _both(coming, today))
    if coming == today and which == "":
        raise Asked(f"Today is {WEEKDAYS[weekday]}. Is it today, or in a week?", _both(coming, today))
    return coming + 7 * ONE_DAY if coming == today and which == "next" else coming


def _both(coming: date, today: date) -> list[Choice]:
    return [choice(coming, today), choice(coming + 7 * ONE_DAY, today)]


def _check(on: date, at: time | None, now: datetime, today: date, calendar: Calendar) -> None:
    """Refuse what has passed, and what is too far."""
    if on > today + FARTHEST:
        raise Asked(f"{say_day(on, today)} is more than five years ahead. Check the year.")
    if on < today:
        raise Asked(f"{say_day(on, today)} is past. Write a day to come, with its year if it is not this year.")
    if moment(ReadDay(on, at), calendar) > now:
        return
    tomorrow = choice(on + ONE_DAY, today, at)
    if at is None:
        question = f"Today's work ends at {say_time(calendar.closes)}, which is past. Write an hour, like today 21:00."
        raise Asked(question, [tomorrow])
    raise Asked(f"{say_time(at)} today is past. Write an hour that is still to come, or another day.", [tomorrow])
