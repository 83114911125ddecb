"""Can an amount be somebody's pay, and is it what pay usually is?

Only orders of magnitude: they settle which of several readings has any sense, and never what somebody earns.
"""

from __future__ import annotations

from decimal import Decimal

from bot.facts import Period

# About how much of a currency buys what one euro buys; for a currency that is not here, any amount has sense.
SCALE = {
    code: Decimal(scale)
    for scale, line in {
        "0.3": "KWD BHD OMR",
        "0.7": "JOD",
        "1": "EUR USD GBP CHF GIP FKP SHP",
        "1.5": "AUD CAD NZD SGD BND BSD BBD GEL TND",
        "4": "AED SAR QAR ILS PLN RON BGN PEN MYR BRL CNY GTQ BAM AZN",
        "8": "DKK HKD GHS BOB MAD",
        "10": "SEK NOK ZAR MDL",
        "15": "MXN CZK TWD THB EGP NAD BWP",
        "30": "INR PHP TRY UYU DOP UAH NPR",
        "60": "RUB KES BDT PKR RSD MKD ALL",
        "120": "JPY ISK LKR HUF KZT AMD DZD",
        "400": "CRC NGN ARS XOF XAF CLP",
        "1000": "KRW IQD TZS RWF",
        "2000": "COP UGX PYG LBP",
        "7000": "IDR UZS KHR",
        "12000": "VND LAK",
    }.items()
    for code in line.split()
}
POSSIBLE = {
    Period.YEAR: (1_000, 20_000_000),
    Period.MONTH: (100, 1_500_000),
    Period.WEEK: (50, 400_000),
    Period.DAY: (20, 50_000),
    Period.HOUR: (3, 5_000),
}
USUAL = {
    Period.YEAR: (12_000, 1_000_000),
    Period.MONTH: (1_000, 30_000),
    Period.DAY: (80, 3_000),
    Period.HOUR: (8, 400),
    Period.WEEK: (300, 8_000),
}
# From here on, an amount without a period can only be for a year.
SURELY_A_YEAR = 40_000
ONCE = (100, 20_000_000)
BEYOND = Decimal(10) ** 12


def possible(value: Decimal, currency: str, period: Period | None) -> bool:
    """Tell whether an amount has any sense as the base of a period, or as what is paid once."""
    low, high = ONCE if period is None else POSSIBLE[period]
    return _within(value, currency, low, high)


def usual(value: Decimal, currency: str, period: Period) -> bool:
    """Tell whether an amount is what pay usually is."""
    return _within(value, currency, *USUAL[period])


def surely_a_year(value: Decimal, currency: str) -> bool:
    """Tell whether an amount without a period can only be for a year."""
    return currency in SCALE and value >= SURELY_A_YEAR * SCALE[currency]


def too_much(value: Decimal, currency: str) -> bool:
    """Tell whether an amount is more than anybody is paid."""
    return value >= BEYOND or value > ONCE[1] * SCALE.get(currency, BEYOND)


def _within(value: Decimal, currency: str, low: int, high: int) -> bool:
    if value >= BEYOND or value <= 0:
        return False
    return currency not in SCALE or low * SCALE[currency] <= value <= high * SCALE[currency]
