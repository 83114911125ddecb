"""In which currency is an amount that somebody typed?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot import amounts
from bot.facts import Choice
from bot.rules import currencies
from bot.rules.amount_senses import Sense
from bot.rules.asking import Asked

COMMON = ("EUR", "USD", "GBP")
# Lakhs and crores are counted in these.
COUNTED_IN_LAKHS = ("INR", "PKR", "BDT", "NPR", "LKR")


def currency_of(
    text: str, written: Sequence[Sense], first: int, known: str | None, country: str | None, as_in: str, indian: bool
) -> tuple[str, tuple[str, ...]]:
    """Tell the currency of a line, and what was assumed to know it; raises Asked where it is not settled.

    `written` are the words for currencies in it, `first` is where its first amount begins. `known` is the currency of
    what is there already, called `as_in`; `country` the typist's. `indian` tells that it counts lakhs or crores.
    """
    home = currencies.of_country(country)
    if not written:
        return _unwritten(text, first, known, home, as_in, indian)
    codes = common(written)
    if len(codes) == 1:
        return codes[0], ()
    here = [code for code in home if code in codes]
    likely = list(dict.fromkeys([*([known] if known in codes else []), *here]))
    if len(likely) == 1:
        return likely[0], (_because(likely[0], known, as_in),)
    sign = min(written, key=lambda sense: len(sense.currencies))
    raise _which(
        text[sign.start : sign.end],
        [_choice(text, sign.start, sign.end, code) for code in dict.fromkeys([*likely, *codes])],
    )


def common(written: Sequence[Sense]) -> list[str]:
    """Tell which currencies all of the words for currencies can stand for; raises Asked where there is none."""
    codes = [code for code in written[0].currencies if all(code in sense.currencies for sense in written)]
    if not codes:
        raise _two(dict.fromkeys(sense.currencies[0] for sense in written))
    return codes


def _unwritten(
    text: str, first: int, known: str | None, home: tuple[str, ...], as_in: str, indian: bool
) -> tuple[str, tuple[str, ...]]:
    """Settle the currency of a line that names none."""
    if indian:
        return _rupees(text, first, known, home, as_in)
    if known:
        return known, (_because(known, known, as_in),)
    if len(home) == 1:
        return home[0], (_because(home[0], None, as_in),)
    raise _none(_choice(text, first, first, code) for code in home or COMMON)


def _rupees(text: str, first: int, known: str | None, home: tuple[str, ...], as_in: str) -> tuple[str, tuple[str, ...]]:
    """Settle which currency is counted in lakhs: one that is, or else rupees."""
    if known and known not in COUNTED_IN_LAKHS:
        raise _none(_choice(text, first, first, code) for code in (COUNTED_IN_LAKHS[0], known))
    code = known or next((code for code in home if code in COUNTED_IN_LAKHS), None)
    if code:
        return code, (_because(code, known, as_in),)
    return COUNTED_IN_LAKHS[0], (f"in {amounts.currency(COUNTED_IN_LAKHS[0])}, since lakhs and crores count those",)


def _because(code: str, known: str | None, as_in: str) -> str:
    why = f"as in {as_in}" if code == known else "the currency of your country"
    return f"in {amounts.currency(code)}, {why}"


def _choice(text: str, start: int, end: int, code: str) -> Choice:
    return Choice(amounts.currency(code), f"{text[:start]}{code} {text[end:]}")


def _two(codes: Iterable[str]) -> Asked:
    """Ask to write one line in one currency."""
    named = " and ".join(map(amounts.currency, codes))
    return Asked(f"There are two currencies: {named}. An offer is kept in one. Write all its amounts in that one.")


def _none(choices: Iterable[Choice]) -> Asked:
    """Ask for the currency."""
    return Asked("Which currency is it? Write it before the amount, like EUR 85k.", choices)


def _which(sign: str, choices: Iterable[Choice]) -> Asked:
    """Ask which of several currencies with one sign is meant."""
    question = f"“{sign}” is used for several currencies. Which one is it? Write its code, like CAD 85k."
    return Asked(question, choices)
