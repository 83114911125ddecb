"""Which words of a line about an offer are its deadline?"""

from __future__ import annotations

from datetime import datetime

from bot.rules import dates
from bot.rules.date_words import weekday_of
from bot.rules.hours import Calendar
from bot.rules.offer_line_words import (
    DAY_ENDS,
    DEADLINES,
    FOLLOWING,
    KINDS,
    LEADING,
    MOST_DAY_WORDS,
    OF_ANOTHER_DAY,
    begins_amount,
    folded,
)


def deadline_of(words: list[str], now: datetime, calendar: Calendar) -> tuple[list[str], str]:
    """Take the deadline out of a line: the longest words after "by" that name a day; without one, all to the end."""
    starts = [i for i, word in enumerate(words) if folded(word) in DEADLINES and i + 1 < len(words)]
    for start in reversed(starts):
        if found := _day_from(words, start, _begins(words, start), now, calendar):
            return found
    if not starts:
        return _day_end(words, now, calendar) or _unled(words, now, calendar) or (words, "")
    if any(begins_amount(words, i) for i in range(starts[-1] + 1, len(words))):
        return words, ""
    return before(words, starts[-1]), " ".join(words[_begins(words, starts[-1]) :])


def before(words: list[str], start: int) -> list[str]:
    """Give the words before a deadline, without what only leads to it: "to be decided"; a company keeps its name."""
    while start and folded(words[start - 1]) in LEADING and not (start > 1 and folded(words[start - 2]) in KINDS):
        start -= 1
    return words[:start]


def _day_from(
    words: list[str], start: int, first: int, now: datetime, calendar: Calendar
) -> tuple[list[str], str] | None:
    """Take out the longest day whose words begin at `first`, with what introduces it from `start` on."""
    for end in range(min(len(words), first + MOST_DAY_WORDS), first, -1):
        typed = _typed(words[first:end])
        if dates.is_day(typed, now, calendar):
            return [*before(words, start), *words[end:]], typed
    return None


def _begins(words: list[str], start: int) -> int:
    """Tell where the day begins after what introduces it: "extend to friday"."""
    first = start + 1
    while first + 1 < len(words) and folded(words[first]) in FOLLOWING:
        first += 1
    return first


def _unled(words: list[str], now: datetime, calendar: Calendar) -> tuple[list[str], str] | None:
    """Take out a deadline that stands after "on", or is a mere weekday, unless something else is on that day."""
    if any(folded(word) in OF_ANOTHER_DAY for word in words):
        return None
    for at, word in enumerate(words):
        led = folded(word) == "on" and at + 1 < len(words)
        if at and (led or weekday_of(folded(word)) is not None) and folded(words[at - 1]) != "from":
            return _day_from(words, at, at + led, now, calendar)
    return None


def _day_end(words: list[str], now: datetime, calendar: Calendar) -> tuple[list[str], str] | None:
    """Take out a deadline that no "by" introduces, as in "95k eod fri" and "95k fri eod"."""
    at = next((i for i, word in enumerate(words) if i and folded(word) in DAY_ENDS), None)
    if at is None:
        return None
    for start, end in ((at - 1, at + 1), (at, at + 2), (at, at + 1)):
        typed = _typed(words[start:end])
        if dates.is_day(typed, now, calendar):
            return [*words[:start], *words[end:]], typed
    return None


def _typed(words: list[str]) -> str:
    return " ".join(words).strip(" ,;.!?")
