"""Which hour of the day did somebody mean?"""

from __future__ import annotations

import re
from datetime import time

from bot.facts import Choice
from bot.rules.asking import Asked

HALF, NOON, MIDNIGHT = 12, "noon", "midnight"
# An hour before or after the day it belongs to: 17:00, 5pm, 5.30 pm, 17h30, at 17, noon.
HOUR = re.compile(
    r"(?:(?:at|@|before|by) *)?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))? *(?P<half>[ap]\.?m\b\.?|h\b|uhr\b)"
    r"|(?:(?:at|@|before|by) *)?(?P<hour2>\d{1,2})[:h](?P<minute2>\d{2})(?!\d)"
    r"|(?:at|@) *(?P<hour3>\d{1,2})(?![\d.:/-])"
    r"|(?:(?:at|by|before) *)?(?P<word>noon|midday|midnight|morning|lunch|afternoon|evening|tonight)"
)
# The end of the working day is what a day means anyhow.
CLOSE = re.compile(
    r"\b(?:eod|cob|eob|(?:the )?end of (?:the |business )?day|close of (?:business|play)|close)\b"
    r"|\b(?:the )?end of (?=(?:today|tomorrow|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b)"
)
LOOSE = {"morning": (9, 12), "lunch": (12, 13), "afternoon": (15, 17), "evening": (18, 20), "tonight": (18, 20)}


def parted(typed: str) -> tuple[str, re.Match[str] | None, bool]:
    """Part the hour from the day: the words of the day, the hour if there is one, and whether the close was named."""
    without = CLOSE.sub(" ", typed)
    ends = without != typed
    hour = HOUR.search(without)
    if hour is None or (hour.start() and without[hour.start() - 1].isalnum()):
        return _tidy(without), None, ends
    return _tidy(f"{without[: hour.start()]} {without[hour.end() :]}"), hour, ends


def at_of(hour: re.Match[str] | None, day: str) -> time | None:
    """Tell which hour was written beside a day; one that can be two is asked about."""
    if hour is None:
        return None
    if word := hour["word"]:
        return _named(word, day)
    number = int(hour["hour"] or hour["hour2"] or hour["hour3"])
    minute = int(hour["minute"] or hour["minute2"] or 0)
    half = (hour["half"] or "").replace(".", "")
    if half in {"am", "pm"} and 1 <= number <= HALF:
        number = number % HALF + (HALF if half == "pm" else 0)
    elif half in {"am", "pm"} or number > 23 or minute > 59:
        raise Asked(f"“{hour[0].strip()}” is no hour. Write it like 17:00 or 5 pm.")
    elif hour["hour3"] and number < HALF:
        choices = [_choice(day, time(number + more)) for more in (HALF, 0) if number + more]
        raise Asked(f"“{hour[0].strip()}”: in the morning, or in the afternoon?", choices)
    return time(number, minute)


def say_time(at: time) -> str:
    """Say an hour: `17:00`."""
    return f"{at:%H:%M}"


def _named(word: str, day: str) -> time:
    """Read noon; of longer parts of a day the hour is asked."""
    if word in {NOON, "midday"}:
        return time(HALF)
    if word == MIDNIGHT:
        question = "Midnight is between two days. Write the last minute of the day, like fri 23:59."
        raise Asked(question, [_choice(day, time(23, 59))])
    raise Asked(f"“{word.capitalize()}” has no hour yet. By which one?", [_choice(day, time(at)) for at in LOOSE[word]])


def _choice(day: str, at: time) -> Choice:
    return Choice(f"{day} {say_time(at)}", f"{day} {say_time(at)}")


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;@")
