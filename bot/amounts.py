"""How are money and packages said in words?

Whatever is said here can be typed again, and is then read as what it was (bot.rules.amounts). It is mere letters: who
draws it hands it to the blocks as a plain part of a sentence.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.facts import Money, Package, Part, Period

# Each currency has a sign of its own here: US$ and A$, never a mere $.
LOCALE = "en_GB"
MINUS = "−"
TIMES = "×"

# How many decimals the currencies have that do not have two (ISO 4217). Amounts are kept in the smallest unit, so this
# stands here and is never changed: tables of how amounts are shown differ, and change with each edition.
PLACES = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}

PERIODS = {
    Period.YEAR: "a year",
    Period.MONTH: "a month",
    Period.WEEK: "a week",
    Period.DAY: "a day",
    Period.HOUR: "an hour",
}
PARTS = {
    Part.BASE: "Base",
    Part.BONUS: "Bonus",
    Part.SIGN_ON: "Sign-on",
    Part.EQUITY: "Equity",
    Part.BENEFITS: "Benefits",
    Part.FLEXIBILITY: "Flexibility",
    Part.DEVELOPMENT: "Development",
    Part.STARTS_ON: "Start",
}


def places(currency: str) -> int:
    """Tell how many decimals a currency has: 2 for EUR, none for JPY, 3 for KWD."""
    return PLACES.get(currency, 2)


def exact(amount: Money) -> Decimal:
    """Tell an amount in whole units of its currency, exactly."""
    sign, digits, _ = Decimal(amount.minor).as_tuple()
    return Decimal((sign, digits, -places(amount.currency)))


def money(amount: Money) -> str:
    """Say an amount: `€85,000`, `US$120.50`, `CHF 120,000`; minor units are left out where there are none."""
    value = exact(amount)
    decimals = 0 if value == value.to_integral_value() else places(amount.currency)
    sign = _sign(amount.currency)
    return f"{MINUS if value < 0 else ''}{sign}{' ' if sign[-1].isalpha() else ''}{abs(value):,.{decimals}f}"


def percent(share: Decimal) -> str:
    """Say a share in per cent: `10%`, `12.5%`."""
    shown = f"{share:f}"
    return f"{shown.rstrip('0').rstrip('.') if '.' in shown else shown}%"


def base(package: Package) -> str:
    """Say a base with its period: `€85,000 a year`, `€2,500 a month × 14`; empty where there is none."""
    if package.base is None:
        return ""
    times = f" {TIMES} {package.payments}" if package.payments else ""
    return f"{money(package.base)} {PERIODS[package.period]}{times}"


def bonus(package: Package) -> str:
    """Say a bonus: `€5,000` or `10%`; empty where there is none."""
    if package.bonus is not None:
        return money(package.bonus)
    return percent(package.bonus_share) if package.bonus_share is not None else ""


def line(package: Package) -> str:
    """Say a whole package in one line: `€85,000 a year + 10% bonus + equity: 0.2%`; empty where nothing is in it."""
    shares = {"bonus": bonus(package), "sign-on": money(package.sign_on) if package.sign_on else ""}
    words = {
        "equity": package.equity,
        "benefits": package.benefits,
        "flexibility": package.flexibility,
        "development": package.development,
        "start": on(package.starts_on) if package.starts_on else "",
    }
    parts = [base(package)]
    parts += [f"{share} {name}" for name, share in shares.items() if share]
    parts += [f"{name}: {said}" for name, said in words.items() if said]
    return " + ".join(part for part in parts if part)


def pairs(package: Package) -> list[tuple[str, str]]:
    """Say each part of a package that was said, below its name: `("Base", "€85,000 a year")`."""
    said = {
        Part.BASE: base(package),
        Part.BONUS: f"{bonus(package)} of the base" if package.bonus is None and bonus(package) else bonus(package),
        Part.SIGN_ON: money(package.sign_on) if package.sign_on else "",
        Part.EQUITY: package.equity,
        Part.BENEFITS: package.benefits,
        Part.FLEXIBILITY: package.flexibility,
        Part.DEVELOPMENT: package.development,
        Part.STARTS_ON: on(package.starts_on) if package.starts_on else "",
    }
    return [(PARTS[part], words) for part, words in said.items() if words]


def on(day: date) -> str:
    """Say a day so that it can be read again: `12 February 2027`."""
    return f"{day.day} {day:%B} {day.year}"


@lru_cache(maxsize=512)
def currency(code: str) -> str:
    """Name a currency with its code: `euros (EUR)`, `Swedish kronor (SEK)`."""
    from babel.numbers import get_currency_name  # loaded when first asked, for a quick start

    return f"{get_currency_name(code, 2, locale=LOCALE)} ({code})"


@lru_cache(maxsize=512)
def _sign(code: str) -> str:
    """Give the sign of a currency, and its code where the sign is made of letters."""
    from babel.numbers import get_currency_symbol  # loaded when first asked, for a quick start

    sign = get_currency_symbol(code, locale=LOCALE)
    return code if sign[-1].isalnum() or sign[-1] == "." else sign
