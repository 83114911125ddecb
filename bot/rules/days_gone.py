"""Which day that has passed did somebody name, be it yesterday or last Friday, so that it can be told to be past?"""

from __future__ import annotations

import re
from datetime import date

from bot.rules.date_words import COUNT, number_of, weekday_of
from bot.rules.hours import ONE_DAY, Calendar
from bot.rules.month_days import months_on

NAMED = {"yesterday": 1, "day before yesterday": 2}
COUNTED_BACK = re.compile(rf"{COUNT}(?P<what>d|days?|w|weeks?|months?) ago")
LAST = re.compile(r"last (?P<name>[^\W\d]{3,9})\.?")


def gone(words: str, today: date, _: Calendar) -> date | None:
    """Read a day that has passed, by a name of its own or counted back; None for all other words."""
    if words in NAMED:
        return today - NAMED[words] * ONE_DAY
    if counted := COUNTED_BACK.fullmatch(words):
        n, what = number_of(counted["n"]), counted["what"]
        if what.startswith("m"):
            return months_on(today, -n)
        return today - n * (7 if what.startswith("w") else 1) * ONE_DAY
    last = LAST.fullmatch(words)
    weekday = weekday_of(last["name"]) if last else None
    return None if weekday is None else today - ((today.weekday() - weekday - 1) % 7 + 1) * ONE_DAY
