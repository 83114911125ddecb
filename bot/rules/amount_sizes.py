"""How much is a figure, and for how long is it paid, where only one answer has any sense?"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from unicodedata import category

from bot import amounts
from bot.facts import Choice, Money, Period
from bot.rules import amount_questions as ask
from bot.rules import pay_sizes
from bot.rules.amount_figures import Figure
from bot.rules.amount_tokens import spelt
from bot.rules.asking import Asked

# In the order in which they are offered.
PERIODS = (Period.YEAR, Period.MONTH, Period.DAY, Period.HOUR, Period.WEEK)
MONTHS = 12
CURRENCY_SIGN = "Sc"
THOUSAND = Decimal(1_000)
# Beyond so many times what buys as much as a euro, an m is likelier a month than millions.
MILLIONS = Decimal(2_000_000)
MONTHS_PAY = 18


def of_base(
    text: str, figure: Figure, currency: str, before: Period | None, as_in: str
) -> tuple[Money, Period, tuple[str, ...]]:
    """Tell how much a base is and for how long, and what was assumed; `before` is the period of what is there."""
    _check_m(text, figure, currency)
    options = _options(figure, currency)
    period = figure.period or (_of_payments(text, figure, options, currency) if figure.payments else None)
    if period is not None:
        return _in_period(text, figure, options, currency, period), period, ()
    if before is not None and len(options) == 1 and pay_sizes.usual(options[0], currency, before):
        return _money(options[0], currency), before, (f"{amounts.PERIODS[before]}, as in {as_in}",)
    if len(options) == 1 and pay_sizes.surely_a_year(options[0], currency):
        return _money(options[0], currency), Period.YEAR, (amounts.PERIODS[Period.YEAR],)
    said = typed(text, figure)
    thousands = dict.fromkeys(option * THOUSAND for option in options if option < THOUSAND)
    if thousands and not _usual(text, figure, options, currency):
        raise ask.thousands_for_how_long(said, _usual(text, figure, thousands, currency))
    raise ask.for_how_long(said, _usual(text, figure, dict.fromkeys([*options, *thousands]), currency))


def typed(text: str, figure: Figure) -> str:
    """Give a figure as it was typed, with the sign of its currency where that stands just before it."""
    signed = text[figure.start - 1 : figure.start] if figure.start else ""
    return f"{signed if category(signed or ' ') == CURRENCY_SIGN else ''}{text[figure.start : figure.end]}"


def paid_once_or_yearly(text: str, figure: Figure, currency: str) -> Money:
    """Tell how much a bonus or a sign-on is."""
    _check_m(text, figure, currency)
    options = _options(figure, currency)
    fitting = [option for option in options if pay_sizes.possible(option, currency, None)]
    if not fitting:
        thousands = [option * THOUSAND for option in options]
        likely = [each for each in thousands if pay_sizes.possible(each, currency, None)]
        raise ask.hardly(_said(options[0], currency), (_choice(text, figure, each, currency) for each in likely))
    if len(fitting) > 1:
        raise ask.which_number(figure.text, (_choice(text, figure, each, currency) for each in fitting))
    return _money(fitting[0], currency)


def of_bonus(text: str, figure: Figure, currency: str) -> Money:
    """Tell how much a bonus is for a year; one of another period, or of months' pay, is asked about."""
    if figure.period is Period.MONTH and figure.bare and figure.values[0].value <= MONTHS_PAY:
        raise Asked(ask.MONTHS_BONUS)
    amount = paid_once_or_yearly(text, figure, currency)
    if figure.period in {None, Period.YEAR}:
        return amount
    yearly = amounts.exact(amount) * MONTHS
    choices = [_choice(text, figure, yearly, currency, "")] if figure.period is Period.MONTH else []
    raise ask.for_a_year(_said(yearly if choices else amounts.exact(amount), currency), choices)


def _check_m(text: str, figure: Figure, currency: str) -> None:
    """Raise Asked where the m of "4,500m" can be a month, since as millions it is more than nearly anybody is paid."""
    if not figure.letter_m or figure.period is not None:
        return
    months = [each.value for each in figure.values if pay_sizes.usual(each.value, currency, Period.MONTH)]
    sums = [each.value * figure.times for each in figure.values]
    years = [each for each in sums if pay_sizes.possible(each, currency, Period.YEAR)]
    if not months or any(each <= MILLIONS * pay_sizes.SCALE.get(currency, 1) for each in years):
        return
    choices = [_choice(text, figure, each, currency, Period.MONTH) for each in months]
    choices += [_choice(text, figure, each, currency, Period.YEAR) for each in years]
    raise ask.month_or_millions(typed(text, figure), choices)


def _of_payments(text: str, figure: Figure, options: list[Decimal], currency: str) -> Period:
    """Tell whether an amount is that of each payment, or of the year they add up to."""
    both = (Period.MONTH, Period.YEAR)
    fitting = [each for each in both if any(pay_sizes.usual(option, currency, each) for option in options)]
    if figure.spread and len(fitting) == 1:
        return fitting[0]
    if not figure.spread and fitting != [Period.YEAR]:
        return Period.MONTH
    said = typed(text, figure)
    raise ask.for_how_long(said, (_choice(text, figure, options[0], currency, each) for each in both))


def _in_period(text: str, figure: Figure, options: list[Decimal], currency: str, period: Period) -> Money:
    """Tell how much a figure is whose period is known."""
    fitting = [option for option in options if pay_sizes.possible(option, currency, period)]
    if len(fitting) == 1:
        return _money(fitting[0], currency)
    if fitting:
        raise ask.which_number(figure.text, (_choice(text, figure, each, currency) for each in fitting))
    thousands = [each * THOUSAND for each in options if pay_sizes.usual(each * THOUSAND, currency, period)]
    choices = [_choice(text, figure, each, currency) for each in thousands]
    choices += _usual(text, figure, options, currency) if not figure.payments else []
    raise ask.hardly(f"{_said(options[0], currency)} {amounts.PERIODS[period]}", choices)


def _options(figure: Figure, currency: str) -> list[Decimal]:
    """Tell which amounts a figure can be, exact to the smallest unit of the currency."""
    places = amounts.places(currency)
    if all(each.value == 0 for each in figure.values):
        raise Asked(ask.ZERO)
    sized = [(each.value * figure.times, each.decimals if figure.times == 1 else 0) for each in figure.values]
    sane = [(value, decimals) for value, decimals in sized if not pay_sizes.too_much(value, currency)]
    if not sane:
        raise ask.too_much(figure.text)
    exact = [value for value, decimals in sane if decimals <= places and _is_whole(value.scaleb(places))]
    if not exact:
        raise ask.too_fine(figure.text, currency)
    return exact


def _usual(text: str, figure: Figure, options: Iterable[Decimal], currency: str) -> list[Choice]:
    """Offer what is usual: for each period in which one of the amounts is."""
    return [
        _choice(text, figure, option, currency, period)
        for period in PERIODS
        for option in options
        if pay_sizes.usual(option, currency, period)
    ]


def _choice(text: str, figure: Figure, value: Decimal, currency: str, period: Period | str | None = None) -> Choice:
    """Write a line with a figure that is only this amount: with another period, with none (""), or with its own."""
    after = text[figure.end :]
    if period is not None:
        start, end = figure.period_at
        before = text[: figure.start] if start >= figure.end or end == 0 else text[:start] + text[end : figure.start]
        after = text[figure.end : start] + text[end:] if start >= figure.end else after
    else:
        before = text[: figure.start]
    slash = f"/{period}" if period else ""
    shown = period if isinstance(period, Period) else figure.period
    words = f"{_said(value, currency)} {amounts.PERIODS[shown]}" if shown and period != "" else _said(value, currency)
    return Choice(words, f"{before}{spelt(value)}{slash}{after}".strip())


def _said(value: Decimal, currency: str) -> str:
    return amounts.money(_money(value, currency))


def _money(value: Decimal, currency: str) -> Money:
    return Money(int(value.scaleb(amounts.places(currency))), currency)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()
