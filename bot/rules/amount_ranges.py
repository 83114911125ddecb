"""Which two figures stand for one thing, and what else can a dash or slash between figures mean?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.facts import Choice
from bot.rules import amount_lines as lines
from bot.rules import amount_questions as ask
from bot.rules.amount_currency import common
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import Role
from bot.rules.asking import Asked

SMALLER, WHOLE = Decimal(1_000), Decimal(100)
# What leads to the lower of two figures.
LEADING = frozenset({"from", "between"})
SIZES = frozenset({Role.TIMES, Role.PERCENT, Role.PERIOD, Role.CURRENCY})


@dataclass(frozen=True, slots=True)
class _Range:
    """Two figures of a clause, the sign or word between them, and the words for currencies beside them."""

    text: str
    before: Sequence[Sense]
    low: Sense
    sense: Sense
    high: Sense
    after: Sequence[Sense]
    written: Sequence[Sense]


def leads(clause: Sequence[Sense], i: int) -> bool:
    """Tell whether a word such as "from" only leads to the two figures of a range."""
    numbers = [at for at in range(i, len(clause)) if clause[at].role is Role.NUMBER]
    between = clause[numbers[0] : numbers[1]] if len(numbers) > 1 else ()
    return clause[i].text in LEADING and any(each.role in {Role.RANGE, Role.DASH} for each in between)


def check(text: str, clause: Sequence[Sense], i: int) -> None:
    """Ask which of two figures is meant; a dash that only introduces a figure is passed over."""
    before, sense, after = clause[:i], clause[i], clause[i + 1 :]
    low = next((each for each in reversed(before) if each.role is Role.NUMBER), None)
    high = next((each for each in after if each.role is Role.NUMBER), None)
    follows = bool(before) and before[-1].role in {Role.NUMBER, Role.TIMES, Role.PERCENT, Role.PERIOD}
    follows = follows or (low is not None and bool(before) and before[-1].role is Role.CURRENCY)
    if low is not None and high is not None and (follows or sense.role is not Role.DASH):
        written = [each for each in (*before, *after) if each.role is Role.CURRENCY]
        raise _asked(_Range(text, before, low, sense, high, after, written))
    joins = bool(before) and before[-1].end == sense.start and before[-1].role in {Role.LABEL, Role.WHOLE}
    if sense.role is Role.DASH and sense.tight and high is not None and not joins:
        raise Asked(ask.NEGATIVE)
    if sense.role is not Role.DASH:
        raise ask.unread(sense.text)


def _asked(found: _Range) -> Asked:
    """Tell what is asked: which of the two; or, where they are of different kinds, what the sign between them does."""
    sizes = [each.role for each in found.before[found.before.index(found.low) + 1 :] if each.role in SIZES]
    share = Role.PERCENT in [each.role for each in found.after[found.after.index(found.high) + 1 :][:1]]
    if found.sense.role is Role.SLASH and not sizes and not share and _is_split(found.low, found.high):
        return ask.split(found.text[found.low.start : found.high.end])
    if found.sense.role is Role.DASH and share and sizes and Role.PERCENT not in sizes:
        return _dash(found.text, found.sense)
    if found.written:
        common(found.written)
    return ask.which_of_range(*_both(found))


def _is_split(low: Sense, high: Sense) -> bool:
    bare = low.text.isdecimal() and high.text.isdecimal()
    return bare and low.values[0].value + high.values[0].value == WHOLE


def _dash(text: str, sense: Sense) -> Asked:
    """Ask about a dash between a sum and a share: tight to the share alone, it takes off."""
    if sense.tight and text[sense.start - 1] == " ":
        return Asked(ask.NEGATIVE)
    line = lines.tidy(f"{text[: sense.start].rstrip()} + {text[sense.end :].lstrip()}")
    return ask.dash(Choice(line, line))


def _both(found: _Range) -> tuple[Choice, Choice]:
    """Write a line with the lower figure alone, and with the higher; "85-90k" are both thousands, and both of "€"."""
    text, low, sense, high, written = found.text, found.low, found.sense, found.high, found.written
    at = list(found.after).index(high)
    tail = [each for each in found.after[at + 1 :] if each.role in {Role.TIMES, Role.PERCENT}][:1]
    end = tail[0].end if tail and text[high.end : tail[0].start].strip() == "" else high.end
    shared = text[low.end : sense.start].strip(" €$£¥") == "" and low.values and low.values[0].value < SMALLER
    lower = text[low.start : sense.start].strip() + (text[high.end : end] if shared else "")
    higher = text[high.start : end]
    if written and all(low.start <= each.start < end for each in written):
        sign = text[written[0].start : written[0].end]
        first = f"{sign} " if sign[-1].isalpha() else sign
        lower, higher = (each if sign in each else f"{first}{each}" for each in (lower, higher))
    head = _head(found)
    return (
        Choice(_signed(found, end, lower), head + lower + text[end:]),
        Choice(_signed(found, end, higher), head + higher + text[end:]),
    )


def _head(found: _Range) -> str:
    """Give what stands before a range, without the "from" or "between" that leads to it."""
    text, low = found.text, found.low
    led = next((each for each in found.before if each.role is Role.VAGUE and each.text in LEADING), None)
    return text[: led.start] + text[led.end : low.start].lstrip() if led else text[: low.start]


def _signed(found: _Range, end: int, figure: str) -> str:
    """Give a figure of a range to choose with the currency that stands just before the range, or just after it."""
    text, start, written = found.text, found.low.start, found.written
    before = next((each for each in written if not text[each.end : start].strip() and each.end <= start), None)
    after = next((each for each in written if each.start >= end and not text[end : each.start].strip()), None)
    first = text[before.start : start] if before else ""
    last = text[end : after.end] if after else ""
    if any(text[each.start : each.end] in figure for each in written):
        return figure
    return f"{first}{figure}{last}"
