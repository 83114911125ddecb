"""How does a moment read on the reader's own clock?"""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from practice.rooms.reader import Reader

ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
TOKEN = re.compile(r"\{(\w+)\}")


def clock_time(moment: datetime, reader: Reader) -> str:
    """The time of day: 8:30 AM for American English, 08:30 for all others."""
    if reader.me.locale.replace("_", "-") == "en-US":
        return f"{moment:%I:%M %p}".lstrip("0")
    return f"{moment:%H:%M}"


def day_name(moment: datetime, reader: Reader) -> str:
    """Today, Yesterday, Tomorrow, or the weekday with its date."""
    return _near(moment, reader) or f"{moment:%A} {moment.day} {moment:%B}{_year(moment, reader)}"


def date_token(seconds: str, pattern: str, reader: Reader) -> str:
    """Slack's `<!date^seconds^pattern|…>` in words; unknown tokens stay as they are written."""
    moment = datetime.fromtimestamp(int(seconds), UTC).astimezone(reader.zone)

    def word(found: re.Match[str]) -> str:
        name = found[1]
        plain = name.removesuffix("_pretty")
        if plain not in FORMS:
            return found[0]
        near = _near(moment, reader) if name.endswith("_pretty") else ""
        if near:
            return near if found.start() == 0 else near.lower()
        return FORMS[plain](moment, reader)

    return TOKEN.sub(word, pattern)


def _near(moment: datetime, reader: Reader) -> str:
    away = (moment.date() - reader.now.date()).days
    return {0: "Today", -1: "Yesterday", 1: "Tomorrow"}.get(away, "")


def _year(moment: datetime, reader: Reader) -> str:
    return "" if moment.year == reader.now.year else f" {moment.year}"


def _long_day(moment: datetime) -> str:
    return f"{moment:%B} {moment.day}{ORDINALS.get(moment.day, 'th')}, {moment.year}"


def _ago(moment: datetime, reader: Reader) -> str:
    seconds = (reader.now - moment).total_seconds()
    size, unit = next(
        ((size, unit) for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")) if abs(seconds) >= size),
        (1, "second"),
    )
    count = int(abs(seconds) // size)
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{words} ago" if seconds >= 0 else f"in {words}"


FORMS: dict[str, Callable[[datetime, Reader], str]] = {
    "date_num": lambda moment, _: f"{moment:%Y-%m-%d}",
    "date_slash": lambda moment, _: f"{moment:%m/%d/%Y}",
    "date": lambda moment, _: _long_day(moment),
    "date_short": lambda moment, _: f"{moment:%b} {moment.day}, {moment.year}",
    "date_long": lambda moment, _: f"{moment:%A}, {_long_day(moment)}",
    "day_divider": lambda moment, _: f"{moment:%A}, {_long_day(moment)}",
    "time": clock_time,
    "time_secs": lambda moment, _: f"{moment:%H:%M:%S}",
    "ago": _ago,
}
