"""Which figures stand in a part of a line, each with its thousands, period and payments?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.facts import Choice, Part, Period
from bot.rules import amount_questions as ask
from bot.rules.amount_checks import check
from bot.rules.amount_senses import Sense
from bot.rules.amount_tokens import Value
from bot.rules.amount_words import Role
from bot.rules.asking import Asked

FEWEST_PAYMENTS, MOST_PAYMENTS = 12, 18
BESIDE = (Role.CURRENCY, Role.FILLER, Role.TIMES, Role.PERCENT)


@dataclass
class Figure:
    """A number of a line and what stands with it.

    From `start` to `end` are the digits and their thousands; `period_at` is where the words for its period stand.
    `spread` tells that its payments were only counted, as in "85k in 14 payments", and may be parts of it. `letter_m`
    tells that its thousands are an "m", which can be a month.
    """

    text: str
    values: tuple[Value, ...]
    start: int
    end: int
    times: Decimal = Decimal(1)
    percent: bool = False
    period: Period | None = None
    period_at: tuple[int, int] = (0, 0)
    payments: int | None = None
    spread: bool = False
    letter_m: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a small whole number with nothing beside it."""
        return self.times == 1 and not self.percent and self.values[0].decimals == 0 and len(self.values) == 1


Item = Figure | Part | str
CROSS = "x"


def figures(text: str, clause: Sequence[Sense]) -> list[Item]:
    """Give the figures and labels of a clause in their order; raises Asked where something has to be asked."""
    check(text, clause)
    items: list[Item] = []
    waiting: Sense | None = None
    payments: int | None = None
    for i, sense in enumerate(clause):
        last = next((item for item in reversed(items) if isinstance(item, Figure)), None)
        if sense.role is Role.NUMBER:
            items.append(_figure(sense, waiting))
            waiting = None
        elif sense.role is Role.PERIOD:
            waiting = _period(sense, last, waiting)
        elif sense.role is Role.PAYMENTS:
            payments = _count(last, sense)
            items = [item for item in items if item is not last]
        elif sense.role in {Role.LABEL, Role.WHOLE}:
            items = _labelled(items, sense.part or sense.whole)
        elif sense.role is Role.CROSS:
            items.append(CROSS)
        elif sense.role in {Role.TIMES, Role.PERCENT}:
            _sized(text, sense, clause[i - 1] if i else None, last)
    found = _crossed(items)
    _leftover(found, waiting, payments)
    return found


def _figure(sense: Sense, period: Sense | None) -> Figure:
    if not sense.values:
        raise ask.no_number(sense.text)
    figure = Figure(sense.text, sense.values, sense.start, sense.end)
    if period:
        _last_for(figure, period)
    return figure


def _period(sense: Sense, last: Figure | None, waiting: Sense | None) -> Sense | None:
    """Give a period to the figure before it; one that stands first, or second, waits for its figure."""
    if waiting and waiting.period is not sense.period:
        raise Asked(ask.BETWEEN)
    if last is None or last.period not in {None, sense.period}:
        return sense
    if not last.percent:
        _last_for(last, sense)
    return waiting


def _last_for(figure: Figure, sense: Sense) -> None:
    figure.period, figure.period_at = sense.period, (sense.start, sense.end)


def _labelled(items: list[Item], label: Part | str) -> list[Item]:
    """Add a label; one that says the same as the one just before it, as "salary" after "base", adds nothing."""
    return items if items and items[-1] == label else [*items, label]


def _sized(text: str, sense: Sense, before: Sense | None, last: Figure | None) -> None:
    """Give a figure its thousands or its per cent."""
    if last is None or before is None or before.role not in {Role.NUMBER, *BESIDE}:
        raise ask.unread(text[sense.start : sense.end])
    if sense.role is Role.PERCENT:
        last.percent = True
    elif sense.times is None:
        names = (("k", "thousand"), ("m", "million"))
        raise ask.thousand_or_million(
            Choice(f"{last.text} {name}", text[: sense.start] + short + text[sense.end :]) for short, name in names
        )
    else:
        last.times *= sense.times
        last.letter_m = sense.text == "m"
    last.end = max(last.end, sense.end if before.role is not Role.CURRENCY else last.end)


def _crossed(items: list[Item]) -> list[Item]:
    """Join `2500 x 14`, whichever comes first, to one figure with its payments."""
    while CROSS in items:
        at = items.index(CROSS)
        first, last = _beside(items, at)
        pay, count = (first, last) if _counts(last) or not _less(first, last) else (last, first)
        pay.spread = items[at - 1] is last
        pay.payments = _count(count, None)
        if pay.period is None:
            pay.period, pay.period_at = count.period, count.period_at
        items = [each for place, each in enumerate(items) if place != at and each is not count]
    return items


def _beside(items: list[Item], at: int) -> tuple[Figure, Figure]:
    """Give the figures on both sides of a cross; in "3.800 a month, 14x" both stand before it."""
    around = (items[at - 1 : at] + items[at + 1 : at + 2]) if at else []
    if len(around) == 1 and at > 1:
        around = items[at - 2 : at]
    figures_ = [each for each in around if isinstance(each, Figure)]
    if len(figures_) < 2:
        raise ask.unread(CROSS)
    return figures_[0], figures_[1]


def _less(figure: Figure, other: Figure) -> bool:
    """Tell whether a figure rather counts the other: as a bare number beside thousands, or else as the smaller one."""
    if (figure.times == 1) != (other.times == 1):
        return figure.times == 1
    return figure.values[0].value < other.values[0].value


def _counts(figure: Figure) -> bool:
    return figure.bare and FEWEST_PAYMENTS <= figure.values[0].value <= MOST_PAYMENTS


def _count(figure: Figure | None, sense: Sense | None) -> int:
    if figure is None:
        raise ask.unread(sense.text if sense else CROSS)
    if not _counts(figure):
        raise ask.how_many_payments(figure.text)
    return int(figure.values[0].value)


def _leftover(items: list[Item], waiting: Sense | None, payments: int | None) -> None:
    """Give what stood apart to the only figure there is."""
    if waiting is None and payments is None:
        return
    only = [item for item in items if isinstance(item, Figure) and not item.percent]
    if len(only) != 1 or (waiting and only[0].period not in {None, waiting.period}):
        raise Asked(ask.BETWEEN)
    if waiting:
        _last_for(only[0], waiting)
    if payments:
        only[0].payments, only[0].spread = payments, True
