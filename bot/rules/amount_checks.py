"""What in a part of a line has to be asked about before its figures are looked at?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Choice
from bot.rules import amount_asides as asides
from bot.rules import amount_lines as lines
from bot.rules import amount_questions as ask
from bot.rules import amount_ranges as ranges
from bot.rules.amount_asides import SURELY_MONEY
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import Role
from bot.rules.asking import Asked

NEVER = {Role.MINUS: ask.NEGATIVE, Role.NET: ask.NET}
OPENING, CLOSING = frozenset("(["), frozenset(")]")


def check(text: str, clause: Sequence[Sense]) -> None:
    """Raise Asked about what makes a clause unreadable, negative, a range or vague."""
    for i, sense in enumerate(clause):
        if asked := _refused(text, clause, i):
            raise asked
        if sense.role is Role.NUMBER:
            asides.check(text, clause, i)
        if sense.role in {Role.DASH, Role.RANGE, Role.SLASH}:
            ranges.check(text, clause, i)
        if sense.role is Role.VAGUE and not ranges.leads(clause, i) and not asides.lasts(clause, i):
            raise ask.vague(text[sense.start : sense.end], _exact(text, clause, i) if _has_number(clause) else None)


def _refused(text: str, clause: Sequence[Sense], i: int) -> Asked | None:
    """Tell what is asked about a word that can never stand in an amount."""
    sense = clause[i]
    if sense.role is Role.UNKNOWN:
        return _unknown(text, clause, i)
    if sense.role is Role.UNTAXED:
        return ask.untaxed(text[sense.start : sense.end], lines.without(text, sense))
    if sense.role is Role.OTHER_PERIOD:
        return ask.other_period(text[sense.start : sense.end])
    if sense.role is Role.WITHIN:
        return ask.within(sense.text)
    return Asked(NEVER[sense.role]) if sense.role in NEVER else None


def _exact(text: str, clause: Sequence[Sense], i: int) -> Choice:
    """Take out what leaves an amount open; of brackets after an amount, as in "10k (max 20k)", all that is in them."""
    opens = next((at for at in range(i, -1, -1) if clause[at].text in OPENING), None)
    if opens is None or not _has_number(clause[:opens]):
        return lines.without(text, *(each for each in clause if each.role is Role.VAGUE))
    closes = next((at for at in range(i, len(clause)) if clause[at].text in CLOSING), len(clause) - 1)
    return lines.without(text, *clause[opens : closes + 1])


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
    if not any(sign.isdecimal() for sign in text[: clause[0].start]):
        if not numbers or numbers[0] > i or (len(numbers) == 1 and _is_pay(clause, numbers[0], i)):
            return None
    elif len(numbers) < 2:
        return clause[0].start
    if len(numbers) == 2 and numbers[1] > i:
        return clause[i].start
    last = numbers[-1]
    return clause[last - 1 if last and clause[last - 1].role is Role.CURRENCY else last].start


def _is_pay(clause: Sequence[Sense], at: int, unknown: int) -> bool:
    """Tell whether the first amount of a line is surely no benefit: by its size, its currency, or a unit to it."""
    currency = any(each.role is Role.CURRENCY for each in clause)
    return currency or clause[unknown].start == clause[at].end or _surely_money(clause, at)


def _surely_money(clause: Sequence[Sense], at: int) -> bool:
    times = clause[at + 1].times if len(clause) > at + 1 else None
    return not clause[at].values or clause[at].values[0].value * (times or 1) >= SURELY_MONEY


def _has_number(clause: Sequence[Sense]) -> bool:
    return any(sense.role is Role.NUMBER for sense in clause)
