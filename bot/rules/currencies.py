"""Which currencies can a word or sign stand for, and which one is a country's?"""

from __future__ import annotations

from functools import cache

DOLLARS = (
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "BBD", "BMD", "BND", "BSD", "BZD", "FJD", "GYD", "JMD", "KYD",
    "LRD", "NAD", "SBD", "SRD", "TTD", "XCD",
)  # fmt: skip
PESOS = ("MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP", "CUP")
SPELT: dict[tuple[str, ...], tuple[str, ...]] = {
    ("EUR",): ("€", "euro", "euros", "eu", "evro"),
    ("USD",): ("us$", "u$s", "us dollar", "us dollars", "usd$"),
    ("CAD",): ("c$", "ca$", "can$", "canadian dollars"),
    ("AUD",): ("a$", "au$", "australian dollars"),
    ("NZD",): ("nz$",),
    ("SGD",): ("s$", "sg$"),
    ("HKD",): ("hk$",),
    ("TWD",): ("nt$",),
    ("MXN",): ("mx$", "mex$"),
    ("XCD",): ("ec$",),
    ("GBP",): ("£", "pound", "pounds", "quid", "sterling", "pounds sterling", "₤"),
    ("CHF",): ("sfr", "franken", "stutz"),
    ("JPY",): ("jp¥", "yen", "円"),
    ("CNY",): ("cn¥", "yuan", "rmb", "renminbi"),
    ("JPY", "CNY"): ("¥", "圓"),
    ("CNY", "TWD"): ("元",),
    ("INR",): ("₹", "indian rupees"),
    ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"): ("rs", "rupee", "rupees", "₨"),
    ("SEK",): ("skr", "swedish kronor"),
    ("NOK",): ("nkr", "norwegian kroner"),
    ("DKK",): ("dkr", "danish kroner"),
    ("SEK", "NOK", "DKK", "ISK"): ("kr", "krona", "kronor", "krone", "kroner", "crowns"),
    ("PLN",): ("zł", "zl", "złoty", "złotych", "zloty", "zlotys"),
    ("CZK",): ("kč", "kc", "koruna", "korun", "koruny"),
    ("HUF",): ("ft", "forint", "forints"),
    ("RON", "MDL"): ("lei", "leu"),
    ("BGN",): ("лв", "лева", "leva"),
    ("RSD",): ("дин",),
    ("UAH",): ("₴", "грн", "hryvnia", "hryvnias"),
    ("RUB", "BYN"): ("руб", "рублей", "rouble", "roubles", "ruble", "rubles"),
    ("RUB",): ("₽",),
    ("TRY",): ("₺", "tl"),
    ("ILS",): ("₪", "nis", "shekel", "shekels"),
    ("KRW",): ("₩", "원"),
    ("KRW", "KPW"): ("won",),
    ("VND",): ("₫", "dong", "đ"),
    ("PHP",): ("₱", "php$"),
    ("THB",): ("฿", "baht"),
    ("NGN",): ("₦", "naira"),
    ("GHS",): ("₵", "gh₵", "cedi", "cedis"),
    ("KZT",): ("₸", "tenge"),
    ("GEL",): ("₾", "lari"),
    ("AMD",): ("֏", "dram"),
    ("BRL",): ("r$", "real", "reais"),
    ("ZAR",): ("r", "rand", "rands"),
    ("MYR",): ("rm", "ringgit"),
    ("IDR",): ("rp", "rupiah"),
    ("KES",): ("ksh", "kes", "kshs"),
    ("AED",): ("dhs", "dh"),
    ("AED", "MAD"): ("dirham", "dirhams"),
    ("SAR",): ("sr",),
    ("SAR", "QAR", "OMR", "YER"): ("riyal", "riyals", "rial", "rials"),
    ("KWD", "BHD", "JOD", "IQD", "TND", "DZD", "LYD", "RSD"): ("dinar", "dinars"),
    ("CHF", "XOF", "XAF"): ("fr", "franc", "francs", "francs suisses"),
    ("XOF", "XAF"): ("fcfa", "cfa"),
    ("EGP", "LBP", "SYP", "SDG"): ("egyptian pounds",),
    DOLLARS: ("dollar", "dollars", "bucks"),
    (*DOLLARS, *PESOS): ("$",),
    PESOS: ("peso", "pesos"),
}  # fmt: skip
# Codes that are words as well count in capitals only.
IN_CAPITALS = frozenset({"all", "bam", "cup", "gel", "lak", "mad", "mop", "mur", "pen", "ron", "sos", "top", "try"})
# What has been adopted since the tables were made.
ADOPTED = {"BG": ("EUR",)}


@cache
def by_word() -> dict[str, tuple[str, ...]]:
    """Give each word or sign, in small letters, with the currencies it can stand for, the likeliest first."""
    return {word: codes for codes, words in SPELT.items() for word in words}


@cache
def codes() -> frozenset[str]:
    """Give the codes of all currencies that are legal tender somewhere."""
    return frozenset(code for country in _tender() for code in of_country(country))


def named(word: str, typed: str) -> tuple[str, ...]:
    """Tell which currencies a word stands for; `typed` is the word with its capitals, `word` without."""
    if found := by_word().get(word):
        return found
    is_code = word.upper() in codes() and (word not in IN_CAPITALS or typed.isupper())
    return (word.upper(),) if is_code else ()


def of_country(country: str | None) -> tuple[str, ...]:
    """Tell which currencies are legal tender in a country (ISO 3166, with or without its region)."""
    code = (country or "")[:2].upper()
    return ADOPTED.get(code) or tuple(
        currency for currency, _, until, tender in _tender().get(code, ()) if tender and until is None
    )


@cache
def _tender() -> dict[str, list[tuple[str, object, object, bool]]]:
    from babel.core import get_global  # loaded when first asked, for a quick start

    return dict(get_global("territory_currencies"))
