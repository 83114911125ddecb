"""How many hours from now did somebody mean, and where is that an hour of the day instead?"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from bot.facts import Choice
from bot.rules.asking import Asked
from bot.rules.date_words import COUNTED_HOURS, INTRODUCING, number_of
from bot.rules.hours import ONE_DAY, Calendar
from bot.rules.month_days import choice

# Without "in", an h can be the hour of the day, as the French and the Portuguese write it.
EITHER = re.compile(r"(?P<n>\d{1,2}) ?h")
WITHIN = re.compile(r"\bwithin\b")
NOON, HOURS = 12, 24


def ahead(typed: str, now: datetime, calendar: Calendar) -> datetime | None:
    """Tell to which moment so many hours lead; None where no hours are counted, or by 17h the hour is meant."""
    words = INTRODUCING.sub("", typed)
    if not (counted := COUNTED_HOURS.fullmatch(words)):
        return None
    either = None if WITHIN.search(typed) else EITHER.fullmatch(words)
    hours = number_of(counted["n"])
    if either and hours < HOURS:
        if hours > NOON:
            return None
        raise _asked(hours, now, calendar)
    return (now + timedelta(hours=hours)).astimezone(calendar.zone)


def _asked(hours: int, now: datetime, calendar: Calendar) -> Asked:
    """Ask whether an hour of the morning is meant, today or tomorrow, or so many hours from now."""
    today, at = calendar.local_day(now), time(hours)
    on = today if calendar.morning(today, at) > now else today + ONE_DAY
    counted = [Choice(f"{hours} hours from now", f"in {hours}h")] if hours else []
    return Asked(
        f"“{hours}h”: is that an hour of the day, or so many hours from now?", [choice(on, today, at), *counted]
    )
