"""Which package does a typed line mean, and what is asked back where that is not certain?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.facts import Choice, Money, Package, Part, Period, Unclear, Understood
from bot.rules import amount_lines as lines
from bot.rules import amount_questions as ask
from bot.rules import amount_shares as shares
from bot.rules import amount_sizes as sizes
from bot.rules import dates
from bot.rules.amount_asides import SURELY_MONEY
from bot.rules.amount_currency import common, currency_of
from bot.rules.amount_figures import Figure
from bot.rules.amount_parts import Parts, parts
from bot.rules.amount_senses import Sense, senses
from bot.rules.amount_tokens import plain
from bot.rules.amount_words import OTE, TOTAL, Role
from bot.rules.asking import Asked

MOST_LETTERS = 500
NOT_KEPT = "however it is paid out, so {payments} payments are not kept"
ABOVE_BASE = "the bonus is what the on-target earnings are above the base"

Reading = Understood | Unclear


@dataclass
class _Sorted:
    """The figures of a line, each at its part."""

    named: dict[Part | str, Figure] = field(default_factory=dict)
    share: Figure | None = None


def read(
    text: str,
    currency: str | None = None,
    country: str | None = None,
    *,
    period: Period | None = None,
    as_in: str = "the offer so far",
) -> Reading:
    """Read a package from what was typed, or tell what to ask back; nothing is guessed where two answers have sense.

    `currency` and `period` are those of what is there already, called `as_in`; `country` (ISO 3166) is the typist's.
    """
    typed = plain(text)
    if not typed:
        return Unclear(ask.NOTHING)
    if len(typed) > MOST_LETTERS:
        return Unclear(ask.TOO_LONG)
    try:
        meant = senses(typed)
        found = parts(typed, meant)
        if not found.figures:
            return Understood(_in_words(typed, meant, found))
        return _read(typed, meant, found, (currency, country, period, as_in))
    except Asked as asked:
        return asked.unclear


def _read(
    text: str, meant: list[Sense], found: Parts, known: tuple[str | None, str | None, Period | None, str]
) -> Understood:
    """Read a line that has figures in it."""
    currency, country, period, as_in = known
    if found.currencies:
        common(found.currencies)
    kept = _sorted(text, found)
    amounts = list(kept.named.values())
    assumed: tuple[str, ...] = ()
    package = Package(bonus_share=shares.of_share(kept.share) if kept.share else None)
    if amounts:
        indian = any(sense.indian for sense in meant)
        first = min(figure.start for figure in amounts)
        code, assumed = currency_of(text, found.currencies, first, currency, country, as_in, indian)
        package, more = _with_amounts(text, kept, package, code, period, as_in)
        assumed = (*more, *assumed)
    return Understood(_with_words(package, found), assumed)


def _sorted(text: str, found: Parts) -> _Sorted:
    """Put each figure to its part; one that could be of two is asked about."""
    kept = _Sorted()
    alone: list[Figure] = []
    for label, figure in found.figures:
        if label is None and not figure.percent:
            alone.append(figure)
        elif label in {None, Part.BONUS} and figure.percent:
            if label is None:
                shares.check_named(text, figure)
            _keep_share(kept, figure)
        elif label is not None:
            _keep(kept, label, figure)
    if alone and Part.BASE not in kept.named:
        kept.named[Part.BASE] = alone.pop(0)
    if alone:
        names = (("bonus", "a bonus, each year"), ("sign-on", "a sign-on, once"))
        raise ask.bonus_or_sign_on(
            sizes.typed(text, alone[0]),
            (Choice(words, lines.named(text, alone[0].end, name)) for name, words in names),
        )
    _check(text, kept, found)
    return kept


def _keep(kept: _Sorted, label: Part | str, figure: Figure) -> None:
    name = label.replace("_", "-")
    if label in kept.named:
        raise ask.twice(name)
    if figure.percent:
        raise ask.no_share(name)
    kept.named[label] = figure


def _keep_share(kept: _Sorted, figure: Figure) -> None:
    if kept.share is not None:
        raise ask.twice(Part.BONUS.value)
    kept.share = figure


def _check(text: str, kept: _Sorted, found: Parts) -> None:
    """Ask where parts do not go together."""
    wholes = [label for label in (OTE, TOTAL) if label in kept.named]
    bonuses = [*wholes, *([Part.BONUS] if Part.BONUS in kept.named else []), *([kept.share] if kept.share else [])]
    if wholes and (Part.BASE not in kept.named or wholes == [TOTAL]):
        raise ask.what_of_it_is_base(())
    if len(bonuses) > 1:
        raise ask.twice(Part.BONUS.value)
    unlabelled = any(figure is kept.share and label is None for label, figure in found.figures)
    if kept.share and unlabelled and Part.BASE not in kept.named:
        raise ask.of_what(text[kept.share.start : kept.share.end])


def _with_amounts(
    text: str, kept: _Sorted, package: Package, currency: str, period: Period | None, as_in: str
) -> tuple[Package, tuple[str, ...]]:
    """Tell how much each figure is."""
    assumed: tuple[str, ...] = ()
    if figure := kept.named.get(Part.BASE):
        base, lasts, assumed = sizes.of_base(text, figure, currency, period, as_in)
        package = replace(package, base=base, period=lasts)
        if lasts is Period.MONTH:
            package = replace(package, payments=figure.payments)
        elif figure.payments:
            assumed += (NOT_KEPT.format(payments=figure.payments),)
    if figure := kept.named.get(Part.BONUS):
        package = replace(package, bonus=sizes.of_bonus(text, figure, currency))
    if (figure := kept.named.get(OTE)) and package.base:
        whole = sizes.paid_once_or_yearly(text, figure, currency)
        package = replace(package, bonus=_above(whole, package.base, package.period))
        assumed += (ABOVE_BASE,)
    if figure := kept.named.get(Part.SIGN_ON):
        if figure.period:
            raise ask.once("sign-on")
        package = replace(package, sign_on=sizes.paid_once_or_yearly(text, figure, currency))
    return package, assumed


def _above(whole: Money, base: Money, period: Period) -> Money:
    """Tell what a whole is above its base."""
    if period is not Period.YEAR or whole.minor <= base.minor:
        raise ask.what_of_it_is_base(())
    return Money(whole.minor - base.minor, whole.currency)


def _in_words(text: str, meant: list[Sense], found: Parts) -> Package:
    """Read a line that has no figures of its own, but parts in words."""
    if not found.words:
        raise Asked(ask.NOTHING)
    first = next((sense for sense in meant if sense.role is not Role.CURRENCY), None)
    if first and first.role is Role.NUMBER and first.values:
        times = meant[meant.index(first) + 1].times if len(meant) > meant.index(first) + 1 else None
        if first.values[0].value * (times or 1) >= SURELY_MONEY:
            raise Asked(ask.BETWEEN)
    return _with_words(Package(), found)


def _with_words(package: Package, found: Parts) -> Package:
    """Add the parts that are words, and the start date."""
    words = found.words
    starts = words.get(Part.STARTS_ON)
    starts_on = dates.written_out(starts) if starts else None
    if starts and starts_on is None:
        raise ask.start_day()
    return replace(
        package,
        equity=words.get(Part.EQUITY, ""),
        benefits=words.get(Part.BENEFITS, ""),
        flexibility=words.get(Part.FLEXIBILITY, ""),
        development=words.get(Part.DEVELOPMENT, ""),
        starts_on=starts_on,
    )
