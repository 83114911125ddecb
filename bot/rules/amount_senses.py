"""What does each word, sign and number in a line about pay mean?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.facts import Part, Period
from bot.rules import currencies, dates
from bot.rules.amount_tokens import Shape, Token, Value, tokens, values
from bot.rules.amount_words import (
    INDIAN,
    LAKH,
    LAKHS_A_YEAR,
    MOST_WORDS,
    THOUSAND,
    THOUSAND_OR_MILLION,
    Role,
    phrases,
    unit_after_slash,
)

# Where one part of a line ends.
PARTED = re.compile(r"[,;+\n]")
# As the French write it: 90ke.
EURO, EURO_AFTER_THOUSANDS = "euro", "e"
MONTHS = frozenset({"month", "months"})
# What stands between the two figures that "between" leads to.
AND = frozenset({"and", "und", "&"})


@dataclass(frozen=True, slots=True)
class Sense:
    """What a piece of a line means, and where it stands; only what belongs to its role is set.

    `tight` is whether it touches the number after it, as the dash in "-5k" does.
    """

    role: Role
    start: int
    end: int
    text: str = ""
    values: tuple[Value, ...] = ()
    times: Decimal | None = None
    currencies: tuple[str, ...] = ()
    period: Period | None = None
    part: Part | None = None
    whole: str = ""
    indian: bool = False
    tight: bool = False


def senses(text: str) -> list[Sense]:
    """Find what each piece of a text that was spelt plainly means, in its order."""
    pieces = _joined(tokens(text))
    found: list[Sense] = []
    at = 0
    while at < len(pieces):
        count, meant = _sense(pieces, at, found)
        found += meant
        at += count
    return [_among_others(text, found, i) for i in range(len(found))]


def _among_others(text: str, found: Sequence[Sense], i: int) -> Sense:
    """Give a word the sense it has from those beside it: "from" a day is a start, "and" after "between" is "to"."""
    sense = found[i]
    if sense.role is Role.VAGUE and sense.text == "from" and _is_start(text, found, i):
        return replace(sense, role=Role.LABEL, part=Part.STARTS_ON)
    if (
        sense.role is Role.BETWEEN
        and sense.text in AND
        and "between" in [each.text for each in found[max(i - 4, 0) : i]]
    ):
        return replace(sense, role=Role.RANGE)
    return sense


def _is_start(text: str, found: Sequence[Sense], i: int) -> bool:
    """Tell whether "from" leads to a day: one that is written out, or a word that no table knows, after an amount."""
    unknown = any(each.role is Role.UNKNOWN for each in found[i + 1 : i + 2])
    after_amount = any(each.role is Role.NUMBER for each in found[:i])
    return (unknown and after_amount) or dates.written_out(PARTED.split(text[found[i].end :])[0]) is not None


def _joined(pieces: list[Token]) -> list[Token]:
    """Leave out dashes within words, as in sign-on and 80-ish, the one for no cents: 85.000,-, and "month's"."""
    kept: list[Token] = []
    for i, piece in enumerate(pieces):
        before = pieces[i - 1] if i else None
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        if piece.text == "-" and before and after and _within_word(before, piece, after):
            continue
        if _is_possessive(pieces, i):
            continue
        if piece.text == "-" and _ends_amount(pieces, i):
            kept.pop()
            continue
        kept.append(piece)
    return kept


def _within_word(before: Token, dash: Token, after: Token) -> bool:
    touching = before.end == dash.start and dash.end == after.start
    return touching and after.shape is Shape.WORD and before.shape is not Shape.SIGN


def _is_possessive(pieces: list[Token], i: int) -> bool:
    """Tell whether it is the apostrophe of "months'" and "month's", or the s after it."""
    at = i - 1 if pieces[i].text == "s" else i
    if at < 1 or pieces[at].text != "'" or pieces[at - 1].end != pieces[at].start:
        return False
    return pieces[at - 1].text in MONTHS and (at == i or pieces[at].end == pieces[i].start)


def _ends_amount(pieces: list[Token], i: int) -> bool:
    if i < 2 or pieces[i - 1].text not in {".", ","} or pieces[i - 2].shape is not Shape.NUMBER:
        return False
    return pieces[i - 2].end == pieces[i - 1].start and pieces[i - 1].end == pieces[i].start


def _sense(pieces: list[Token], at: int, found: list[Sense]) -> tuple[int, list[Sense]]:
    """Tell how many tokens mean something together, and what."""
    piece = pieces[at]
    if piece.shape is Shape.NUMBER:
        return 1, [Sense(Role.NUMBER, piece.start, piece.end, piece.text, values(piece.text))]
    if piece.text == "-":
        return 1, [_dash(pieces, at)]
    if slashed := _slashed(pieces, at):
        return slashed[0], [slashed[1]]
    for count in range(MOST_WORDS, 0, -1):
        some = pieces[at : at + count]
        if len(some) == count and (count == 1 or all(each.shape is Shape.WORD for each in some)):
            words, typed = " ".join(each.text for each in some), " ".join(each.typed for each in some)
            meant = _meant(words, typed, some[0].start, some[-1].end)
            if meant:
                return count, [meant]
    return 1, _split(piece, found) or [Sense(Role.UNKNOWN, piece.start, piece.end, piece.typed)]


def _slashed(pieces: list[Token], at: int) -> tuple[int, Sense] | None:
    """Read what a slash makes one: a period, as in 500/day and p/m, and the "with" of w/."""
    piece, after = pieces[at], [each.text for each in pieces[at + 1 : at + 3]]
    if piece.text == "w" and after[:1] == ["/"]:
        return 2, Sense(Role.BETWEEN, piece.start, pieces[at + 1].end, "w/")
    count = 3 if piece.text == "p" and after[:1] == ["/"] else 2 if piece.text == "/" else 0
    period = unit_after_slash(pieces[at + count - 1].text) if count and at + count <= len(pieces) else None
    return (count, Sense(Role.PERIOD, piece.start, pieces[at + count - 1].end, period=period)) if period else None


def _dash(pieces: list[Token], at: int) -> Sense:
    piece, after = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    return Sense(Role.DASH, piece.start, piece.end, "-", tight=bool(after and after.start == piece.end))


def _meant(words: str, typed: str, start: int, end: int) -> Sense | None:
    if words == THOUSAND_OR_MILLION:
        return Sense(Role.TIMES, start, end, words)
    if known := phrases().get(words):
        role, value = known
        return Sense(
            role,
            start,
            end,
            words,
            times=value if isinstance(value, Decimal) else None,
            period=value if isinstance(value, Period) else None,
            part=value if isinstance(value, Part) else None,
            whole=value if role is Role.WHOLE and isinstance(value, str) else "",
            indian=words in INDIAN,
        )
    codes = currencies.named(words, typed)
    return Sense(Role.CURRENCY, start, end, words, currencies=codes) if codes else None


def _split(piece: Token, found: list[Sense]) -> list[Sense]:
    """Take a word apart that stands for two: LPA, and thousands as in kEUR or, after a number, 120kpa."""
    if piece.text == LAKHS_A_YEAR:
        times = Sense(Role.TIMES, piece.start, piece.end, piece.text, times=LAKH, indian=True)
        return [times, Sense(Role.PERIOD, piece.end, piece.end, period=Period.YEAR)]
    if piece.text[0] not in "kt" or len(piece.text) < 2 or not found or found[-1].role is not Role.NUMBER:
        return []
    unit = EURO if piece.text[1:] == EURO_AFTER_THOUSANDS else piece.text[1:]
    rest = _meant(unit, piece.typed[1:], piece.start + 1, piece.end)
    return [Sense(Role.TIMES, piece.start, piece.start + 1, times=THOUSAND), rest] if rest else []
