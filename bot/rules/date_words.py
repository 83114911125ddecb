"""In which words and shapes are days written?"""

from __future__ import annotations

import re
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What months are called by those who write to us from near by.
ALSO = {"mai": 5, "okt": 10, "oktober": 10, "dez": 12, "dezember": 12, "mär": 3, "märz": 3, "mrz": 3, "januar": 1,
        "februar": 2, "juni": 6, "juli": 7, "sept": 9}  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FEWEST_LETTERS = 3

INTRODUCING = re.compile(
    r"^(?:(?:by|on|until|till|til|within|before|due|deadline|latest|no later than|decides?|answer)\b:? *)+(?:the )?"
)
SOON = {
    "today": 0, "tdy": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tom": 1,
    "day after tomorrow": 2, "the day after tomorrow": 2,
}  # fmt: skip
END_OF = re.compile(
    r"(?:(?:the )?end of (?:the |this )?|eo|this )(?P<which>next )?(?P<what>week|month|year|w|m|y)"
    r"|(?:the )?(?P<whole>week|month|year)[ -]?end"
)
END_OF_MONTH = re.compile(r"(?:the )?end of (?P<month>[^\W\d]{3,9})\.?(?:,? (?P<year>\d{4}))?")
COUNT = rf"(?:in )?(?P<n>\d{{1,3}}|an?|{'|'.join(NUMBERS)}) ?"
FROM_NOW = r"(?: from (?:now|today))?"
COUNTED = re.compile(rf"{COUNT}(?P<what>wd|(?:working|business) days?|d|days?|w|weeks?|months?){FROM_NOW}")
COUNTED_HOURS = re.compile(rf"{COUNT}(?:h|hrs?|hours?){FROM_NOW}")
YEAR = r"(?P<year>\d{4}|\d{2})"
DATED = [
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})(?:\.|\. ?{YEAR})?"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? ?(?:of )?(?P<month>[^\W\d]{{3,9}})\.?,?(?: ?{YEAR})?"),
    re.compile(rf"(?P<month>[^\W\d]{{3,9}})\.? ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? {YEAR})?"),
    re.compile(rf"(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})(?:[/-]{YEAR})?"),
]


def weekday_of(word: str) -> int | None:
    """Tell which day of the week a word begins, from Monday, 0, on; by at least three letters."""
    word = word.rstrip(".,")
    return next((i for i, name in enumerate(WEEKDAYS) if _begins(word, name)), None)


def month_of(word: str) -> int | None:
    """Tell which month, from 1 to 12, a number is or a word begins."""
    if word.isdecimal():
        return int(word) if 1 <= int(word) <= len(MONTHS) else None
    if word in ALSO:
        return ALSO[word]
    return next((i for i, name in enumerate(MONTHS, 1) if _begins(word, name)), None)


def number_of(word: str) -> int:
    """Tell how many a number or "a" is."""
    return int(word) if word.isdecimal() else NUMBERS.index(word) if word in NUMBERS else 1


def has_year(found: dict[str, str]) -> bool:
    """Tell whether a day was written with all four digits of its year."""
    return len(found.get("year") or "") == len("2026")


def say_day(on: date, today: date) -> str:
    """Say a day as people do, with its year where that is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}{year}"


def _begins(word: str, name: str) -> bool:
    return len(word) >= FEWEST_LETTERS and (name.casefold().startswith(word) or word == f"{name.casefold()}s")
