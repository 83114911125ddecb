"""Which numbers, words and signs stand in what was typed, and what can each number be?"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.words import clean_note

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ´`′"), "'")
DASHES = dict.fromkeys(map(ord, "−–—‐‑‒―"), "-")
# These always part groups of digits, and this is always a decimal point.
PARTING, POINT = "'_٬ ", "٫"
SEPARATORS = ".,'_٬٫"
# Signs that are one with the letters before them: US$, CN¥.
JOINED = "$¥"
# Written without a space before or after.
ALONE = "万萬만円圓元원"


class Shape(StrEnum):
    """What a token is made of."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text, in small letters, with its place in it; `typed` has its capitals."""

    shape: Shape
    text: str
    start: int
    end: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One thing a written number can be, with how many decimals were written."""

    value: Decimal
    decimals: int = 0


def plain(text: str) -> str:
    """Spell a text with digits, spaces, dashes and apostrophes of one kind; its capitals stay."""
    signs = unicodedata.normalize("NFKC", text).translate(APOSTROPHES).translate(DASHES).replace("٪", "%")
    return clean_note("".join(map(_digit, signs)))


def tokens(text: str) -> list[Token]:
    """Take a text that `plain` spelt apart."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        end, shape = _end(text, at)
        piece = text[at:end]
        small = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in piece)
        found.append(Token(shape, small.replace(".", "") if shape is Shape.WORD else small, at, end, piece))
        at = end
    return found


def values(number: str) -> tuple[Value, ...]:
    """Tell what a written number can be: `85.000` is 85000, or 85 with three decimals; none where it is no number."""
    kinds = list(dict.fromkeys(sign for sign in number if not sign.isdecimal()))
    if not kinds:
        return (Value(Decimal(number)),)
    if len(kinds) > 2:
        return ()
    last = kinds[-1]
    head, _, tail = number.rpartition(last)
    if last in PARTING or (len(kinds) == 1 and number.count(last) > 1 and last != POINT):
        return _whole(number, kinds) if len(kinds) == 1 else ()
    if last in head or not tail.isdecimal():
        return ()
    if len(kinds) == 2:
        return tuple(_decimal(str(whole.value), tail) for whole in _whole(head, kinds[:1]))
    either = last != POINT and len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    return (Value(Decimal(head + tail)), _decimal(head, tail)) if either else (_decimal(head, tail),)


def spelt(value: Decimal) -> str:
    """Write a value so that it can only be read as that one."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    head, _, tail = f"{value:f}".rstrip("0").partition(".")
    return f"{head.zfill(4) if len(tail) == 3 else head}.{tail}"


def _decimal(head: str, tail: str) -> Value:
    return Value(Decimal(f"{head or 0}.{tail}"), len(tail))


def _whole(number: str, kinds: list[str]) -> tuple[Value, ...]:
    """Read groups of three digits, or of two and then three as in India."""
    groups = number.split(kinds[0])
    rest = groups[1:]
    thousands = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in rest)
    lakhs = 1 <= len(groups[0]) <= 2 and len(rest[-1]) == 3 and all(len(group) == 2 for group in rest[:-1])
    return (Value(Decimal("".join(groups))),) if thousands or lakhs else ()


def _end(text: str, at: int) -> tuple[int, Shape]:
    sign = text[at]
    if sign.isdecimal() or (sign in ".," and _digit_at(text, at + 1) and not (at and text[at - 1].isalnum())):
        return _number_end(text, at), Shape.NUMBER
    if sign.isalpha() and sign not in ALONE:
        return _word_end(text, at), Shape.WORD
    return at + 1, Shape.SIGN


def _number_end(text: str, at: int) -> int:
    end = at + 1
    while end < len(text):
        spaced = text[end] == " " and text[at:end].replace(" ", "").isdecimal() and _three_at(text, at, end)
        if not (text[end].isdecimal() or spaced or (text[end] in SEPARATORS and _digit_at(text, end + 1))):
            break
        end += 1
    return end


def _three_at(text: str, at: int, space: int) -> bool:
    """Tell whether a space parts groups of a number: up to three digits before it, just three after it."""
    before = text[at:space].split(" ")[-1]
    after = text[space + 1 : space + 5]
    return len(before) <= 3 and after[:3].isdecimal() and len(after[:3]) == 3 and not after[3:].isdecimal()


def _word_end(text: str, at: int) -> int:
    """Find where a word ends: a dot belongs to it between single letters, as in p.a., a $ as in US$."""
    end = at
    while end < len(text) and _is_letter(text[end]):
        end += 1
    if end < len(text) and text[end] in JOINED and end - at <= 3 and not (at and text[at - 1].isdecimal()):
        return end + 1
    while end - at in {1, 3} and text[end : end + 1] == "." and _is_letter(text[end + 1 : end + 2]):
        if _is_letter(text[end + 2 : end + 3]):
            break
        end += 2
    return end


def _is_letter(sign: str) -> bool:
    return bool(sign) and (sign.isalpha() or unicodedata.category(sign) == "Mn") and sign not in ALONE


def _digit_at(text: str, at: int) -> bool:
    return text[at : at + 1].isdecimal()


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
