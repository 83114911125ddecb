"""What stands in each cell where offers stand side by side?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot import amounts, offer_words
from bot.blocks import NAME, TEXT, Block, Sentence, bold, cut, line, one_line, when
from bot.facts import Column, Figure, Period, SideBySide
from bot.phrases import dated

NONE: Sentence = ["–"]
NO_FIGURES: Sentence = ["not known"]
# A table holds 10,000 letters in all.
CELL_LETTERS = 90
BONUS, IN_ALL = "Bonus a year", "A year in all"
NO_BONUS = ", with no bonus known"

Cells = tuple[str, list[Sentence]]


def rows_of(shown: SideBySide) -> list[Cells]:
    """Give the rows: the names first; a row that says nothing of anybody is left out."""
    columns = shown.columns
    rows = [(label, [say(each) for each in columns]) for label, say in _ROWS]
    unknown = [each is not shown.ours and _has_no_bonus(each) for each in columns]
    if any(each.bonus for each in columns) and any(unknown):
        rows = [(label, _less_a_bonus(label, cells, unknown)) for label, cells in rows]
    head: Cells = ("", [name(each) for each in columns])
    return [head, *(row for row in rows if any(cell != NONE for cell in row[1]))]


def _has_no_bonus(column: Column) -> bool:
    """Tell whether a base is known of another's offer, and no bonus: nobody may have asked yet."""
    return column.total is not None and column.bonus is None


def _less_a_bonus(label: str, cells: list[Sentence], unknown: list[bool]) -> list[Sentence]:
    """Say beside ours, which has a bonus, where none is known: what is paid in all may be more then."""
    if label == BONUS:
        return [NO_FIGURES if no else cell for cell, no in zip(cells, unknown, strict=True)]
    if label == IN_ALL:
        return [[*cell, NO_BONUS] if no else cell for cell, no in zip(cells, unknown, strict=True)]
    return cells


def name(column: Column) -> Sentence:
    """Name an offer at the head of its column."""
    return [bold(cut(offer_words.named(column.offer), NAME))]


def _stands(column: Column) -> Sentence:
    return [offer_words.state(column.offer)]


def _base(column: Column) -> Sentence:
    package = column.package
    if package is None or package.base is None or column.base is None:
        return NO_FIGURES if column.offer.undecided else NONE
    yearly = package.period is Period.YEAR and package.payments is None
    of_year = "" if yearly else f" = {amounts.money(column.base.said)} a year"
    return [f"{amounts.base(package)}{of_year}{_against(column, column.base)}"]


def _bonus(column: Column) -> Sentence:
    package = column.package
    if package is None or not amounts.bonus(package):
        return NONE
    if column.bonus is None:
        return [amounts.bonus(package)]
    share = f"{amounts.bonus(package)} = " if package.bonus is None else ""
    return [f"{share}{amounts.money(column.bonus.said)}{_against(column, column.bonus)}"]


def _total(column: Column) -> Sentence:
    return _money(column, column.total)


def _sign_on(column: Column) -> Sentence:
    return _money(column, column.sign_on)


def _money(column: Column, figure: Figure | None) -> Sentence:
    return [f"{amounts.money(figure.said)}{_against(column, figure)}"] if figure else NONE


def _against(column: Column, figure: Figure) -> str:
    """Say what an amount comes to in our currency, and how far from ours that is."""
    if column.rate_missing and figure.worth is None and figure.gap is None:
        return f" (no rate to {column.rate_missing})"
    worth = f" = {amounts.money(figure.worth)}" if figure.worth else ""
    if figure.gap is None:
        return worth
    if figure.gap.minor == 0:
        return f"{worth} · the same"
    size = replace(figure.gap, minor=abs(figure.gap.minor))
    share = f" ({amounts.percent(figure.share)})" if figure.share is not None else ""
    return f"{worth} · {amounts.money(size)}{share} {'more' if figure.gap.minor > 0 else 'less'}"


def _words(name: str) -> Callable[[Column], Sentence]:
    return lambda column: [one_line(str(getattr(column.package, name, "") or ""), CELL_LETTERS)]


def _starts(column: Column) -> Sentence:
    return [dated(column.package.starts_on)] if column.package and column.package.starts_on else NONE


def _decides(column: Column) -> Sentence:
    offer = column.offer
    if offer.decide_by is None or not offer.undecided:
        return NONE
    return [dated(offer.decide_on)] if offer.decide_on else [when(offer.decide_by)]


def _ranks(column: Column) -> Sentence:
    return [offer_words.RANKS[column.offer.rank]] if column.offer.rank else NONE


_ROWS: tuple[tuple[str, Callable[[Column], Sentence]], ...] = (
    ("How it stands", _stands),
    ("Base", _base),
    (BONUS, _bonus),
    (IN_ALL, _total),
    ("Sign-on, once", _sign_on),
    ("Equity", _words("equity")),
    ("Benefits", _words("benefits")),
    ("Flexibility", _words("flexibility")),
    ("Development", _words("development")),
    ("Starts", _starts),
    ("Decides by", _decides),
    ("They say", _ranks),
)


def cell(words: Sentence) -> Block:
    """Draw a cell: mere letters, or what Slack draws itself."""
    letters = [part for part in words if isinstance(part, str)]
    if len(letters) < len(words):
        return line(*words)
    return {"type": "raw_text", "text": cut("".join(letters), TEXT) or " "}
