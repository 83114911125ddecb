"""What does each word, sign and number in a line about pay mean?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.facts import Part, Period
from bot.rules import currencies
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
    return found


def _joined(pieces: list[Token]) -> list[Token]:
    """Leave out dashes within words, as in sign-on and 80-ish, and the one that stands for no cents: 85.000,-."""
    kept: list[Token] = []
    for i, piece in enumerate(pieces):
        before = pieces[i - 1] if i else None
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        if piece.text == "-" and before and after and _within_word(before, piece, after):
            continue
        if piece.text == "-" and _ends_amount(pieces, i):
            kept.pop()
            continue
        kept.append(piece)
    return kept


def _within_word(before: Token, dash: Token, after: Token) -> bool:
    touching = before.end == dash.start and dash.end == after.start
    return touching and after.shape is Shape.WORD and before.shape is not Shape.SIGN


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
    if piece.text == "/" and at + 1 < len(pieces) and (period := unit_after_slash(pieces[at + 1].text)):
        return 2, [Sense(Role.PERIOD, piece.start, pieces[at + 1].end, period=period)]
    for count in range(MOST_WORDS, 0, -1):
        some = pieces[at : at + count]
        if len(some) == count and (count == 1 or all(each.shape is Shape.WORD for each in some)):
            words, typed = " ".join(each.text for each in some), " ".join(each.typed for each in some)
            meant = _meant(words, typed, some[0].start, some[-1].end)
            if meant:
                return count, [meant]
    return 1, _split(piece, found) or [Sense(Role.UNKNOWN, piece.start, piece.end, piece.typed)]


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
    rest = _meant(piece.text[1:], piece.typed[1:], piece.start + 1, piece.end)
    return [Sense(Role.TIMES, piece.start, piece.start + 1, times=THOUSAND), rest] if rest else []
