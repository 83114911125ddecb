"""What in a part of a line has to be asked about before its figures are looked at?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.facts import Choice
from bot.rules import amount_questions as ask
from bot.rules.amount_currency import common
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import Role
from bot.rules.asking import Asked

SMALLER = Decimal(1_000)
# A line of words that begins with such an amount forgot to part it from them.
SURELY_MONEY = Decimal(20_000)


def check(text: str, clause: Sequence[Sense]) -> None:
    """Raise Asked about what makes a clause unreadable, negative, a range or vague."""
    for i, sense in enumerate(clause):
        before, after = clause[:i], clause[i + 1 :]
        if sense.role is Role.UNKNOWN:
            raise _unknown(text, clause, i)
        if sense.role is Role.MINUS:
            raise Asked(ask.NEGATIVE)
        if sense.role is Role.NET:
            raise Asked(ask.NET)
        if sense.role is Role.WITHIN:
            raise ask.within(sense.text)
        if sense.role in {Role.DASH, Role.RANGE, Role.SLASH}:
            _check_range(text, sense, before, after)
        if sense.role is Role.VAGUE:
            raise ask.vague(sense.text, ask.without(text, sense) if _has_number(clause) else None)


def _unknown(text: str, clause: Sequence[Sense], i: int) -> Asked:
    """Ask what a word is that no table knows; beside an amount, as in "5k travel", it may be a benefit."""
    named = not clause[i].text[:1].isalpha() or any(each.role in {Role.LABEL, Role.WHOLE} for each in clause)
    at = None if named else _begins(text, clause, i)
    if at is None:
        return ask.unread(clause[i].text)
    words, before = text[at : clause[-1].end], text[:at].rstrip()
    joined = "" if at == clause[0].start else "+ "
    choice = Choice(f"Benefits: {words}", f"{before} {joined}benefits {text[at:]}".strip())
    return ask.what_part(words, choice)


def _begins(text: str, clause: Sequence[Sense], i: int) -> int | None:
    """Tell where in a clause the words begin that may be a benefit; the base before them is none of it."""
    numbers = [at for at, sense in enumerate(clause) if sense.role is Role.NUMBER]
    if not text[: clause[0].start].strip():
        if not numbers or numbers[0] > i or (len(numbers) == 1 and _surely_money(clause, numbers[0])):
            return None
    elif len(numbers) < 2:
        return clause[0].start
    if len(numbers) == 2 and numbers[1] > i:
        return clause[i].start
    last = numbers[-1]
    return clause[last - 1 if last and clause[last - 1].role is Role.CURRENCY else last].start


def _surely_money(clause: Sequence[Sense], at: int) -> bool:
    times = clause[at + 1].times if len(clause) > at + 1 else None
    return not clause[at].values or clause[at].values[0].value * (times or 1) >= SURELY_MONEY


def _check_range(text: str, sense: Sense, before: Sequence[Sense], after: Sequence[Sense]) -> None:
    """Ask which of two figures is meant; a dash that only introduces a figure is passed over."""
    low = next((each for each in reversed(before) if each.role is Role.NUMBER), None)
    high = next((each for each in after if each.role is Role.NUMBER), None)
    follows = bool(before) and before[-1].role in {Role.NUMBER, Role.TIMES, Role.PERCENT, Role.PERIOD}
    follows = follows or (low is not None and bool(before) and before[-1].role is Role.CURRENCY)
    if low is not None and high is not None and (follows or sense.role is not Role.DASH):
        written = [each for each in (*before, *after) if each.role is Role.CURRENCY]
        if written:
            common(written)
        raise ask.which_of_range(*_both(text, low, sense, high, after, written))
    joins = bool(before) and before[-1].end == sense.start and before[-1].role is not Role.CURRENCY
    if sense.role is Role.DASH and sense.tight and high is not None and not joins:
        raise Asked(ask.NEGATIVE)
    if sense.role is not Role.DASH:
        raise ask.unread(sense.text)


def _both(
    text: str, low: Sense, sense: Sense, high: Sense, after: Sequence[Sense], written: Sequence[Sense]
) -> tuple[Choice, Choice]:
    """Write a line with the lower figure alone, and with the higher; "85-90k" are both thousands, and both of "€"."""
    at = list(after).index(high)
    tail = [each for each in after[at + 1 :] if each.role in {Role.TIMES, Role.PERCENT}][:1]
    end = tail[0].end if tail and text[high.end : tail[0].start].strip() == "" else high.end
    shared = text[low.end : sense.start].strip(" €$£¥") == "" and low.values and low.values[0].value < SMALLER
    lower = text[low.start : sense.start].strip() + (text[high.end : end] if shared else "")
    higher = text[high.start : end]
    if written and all(low.start <= each.start < end for each in written):
        sign = text[written[0].start : written[0].end]
        first = f"{sign} " if sign[-1].isalpha() else sign
        lower, higher = (each if sign in each else f"{first}{each}" for each in (lower, higher))
    return (
        Choice(_signed(text, low, end, lower, written), text[: low.start] + lower + text[end:]),
        Choice(_signed(text, low, end, higher, written), text[: low.start] + higher + text[end:]),
    )


def _signed(text: str, low: Sense, end: int, figure: str, written: Sequence[Sense]) -> str:
    """Give a figure of a range to choose with the currency that stands just before the range, or just after it."""
    before = next((each for each in written if not text[each.end : low.start].strip() and each.end <= low.start), None)
    after = next((each for each in written if each.start >= end and not text[end : each.start].strip()), None)
    first = text[before.start : low.start] if before else ""
    last = text[end : after.end] if after else ""
    if any(text[each.start : each.end] in figure for each in written):
        return figure
    return f"{first}{figure}{last}"


def _has_number(clause: Sequence[Sense]) -> bool:
    return any(sense.role is Role.NUMBER for sense in clause)
