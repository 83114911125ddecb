"""Which words and signs do people write around an amount, and what does each of them mean?"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import cache

from bot.facts import Part, Period


class Role(StrEnum):
    """What a word or sign does in a line about pay."""

    TIMES = "times"
    CURRENCY = "currency"
    PERIOD = "period"
    LABEL = "label"
    WHOLE = "whole"
    BETWEEN = "between"
    RANGE = "range"
    SLASH = "slash"
    CROSS = "cross"
    PAYMENTS = "payments"
    PERCENT = "percent"
    VAGUE = "vague"
    WITHIN = "within"
    NET = "net"
    UNTAXED = "untaxed"
    OTHER_PERIOD = "other period"
    MINUS = "minus"
    NONE = "none"
    FILLER = "filler"
    NUMBER = "number"
    DASH = "dash"
    UNKNOWN = "unknown"


# What stands for "the whole of it" (on-target earnings) beside the base.
OTE = "ote"
TOTAL = "total"

THOUSAND, MILLION, BILLION = Decimal(1_000), Decimal(1_000_000), Decimal(1_000_000_000)
LAKH, CRORE, MYRIAD = Decimal(100_000), Decimal(10_000_000), Decimal(10_000)
TIMES = {
    "k": THOUSAND, "t": THOUSAND, "thousand": THOUSAND, "thsd": THOUSAND, "tsd": THOUSAND, "tausend": THOUSAND,
    "grand": THOUSAND, "mille": THOUSAND, "тыс": THOUSAND, "тысяч": THOUSAND, "tys": THOUSAND, "bin": THOUSAND,
    "к": THOUSAND,
    "m": MILLION, "mm": MILLION, "mn": MILLION, "mln": MILLION, "mio": MILLION, "million": MILLION,
    "millions": MILLION, "millionen": MILLION, "млн": MILLION,
    "juta": MILLION, "jt": MILLION, "tr": MILLION, "triệu": MILLION,
    "b": BILLION, "bn": BILLION, "billion": BILLION, "billions": BILLION,
    "trillion": BILLION * 1_000, "trillions": BILLION * 1_000, "tn": BILLION * 1_000,
    "l": LAKH, "lakh": LAKH, "lakhs": LAKH, "lac": LAKH, "lacs": LAKH, "cr": CRORE, "crore": CRORE, "crores": CRORE,
    "万": MYRIAD, "萬": MYRIAD, "만": MYRIAD,
}  # fmt: skip
# Thousand in Spanish and Portuguese, short for million in English.
THOUSAND_OR_MILLION = "mil"
LAKHS_A_YEAR = "lpa"
# These count rupees.
INDIAN = frozenset({"lakh", "lakhs", "lac", "lacs", "lpa", "cr", "crore", "crores", "l"})

UNITS = {
    Period.YEAR: ("year", "years", "yr", "yrs", "annum", "jahr", "an", "année", "ano", "año", "anno", "jaar", "år",
                  "året", "rok", "年"),
    Period.MONTH: ("month", "months", "mo", "mth", "monat", "mois", "mes", "mês", "mese", "maand", "måned", "månad",
                   "månaden", "måneden", "mån", "mnd", "md", "mies", "miesiąc", "měsíc", "мес", "месяц", "bulan", "月"),
    Period.WEEK: ("week", "weeks", "wk", "woche", "semaine", "semana", "settimana"),
    Period.DAY: ("day", "days", "tag", "jour", "día", "dia", "giorno", "dag"),
    Period.HOUR: ("hour", "hours", "hr", "hrs", "stunde", "std", "heure", "hora", "ora", "uur", "timme", "time",
                  "timmen"),
}  # fmt: skip
# These only mean a unit after a slash.
AFTER_SLASH = {
    "y": Period.YEAR, "a": Period.YEAR, "pa": Period.YEAR,
    "m": Period.MONTH, "w": Period.WEEK, "d": Period.DAY, "h": Period.HOUR,
    "kk": Period.MONTH, "u": Period.HOUR,
}  # fmt: skip
EACH = ("per", "a", "an", "each", "every", "pro", "je", "im", "am", "in der", "par", "por", "al", "il", "i", "om", "på")
PERIODS = {
    Period.YEAR: ("pa", "p a", "yearly", "annual", "annually", "annualised", "yr", "year", "jährlich", "jahresgehalt",
                  "anual", "annuel", "annuels", "annuo", "bruttojahresgehalt", "jahresbrutto", "py",
                  "anuales", "anuais", "annui", "annue", "ral", "年収", "年俸"),
    Period.MONTH: ("pm", "p m", "pcm", "monthly", "month", "months", "mtl", "monatlich", "monatsgehalt", "mensual",
                   "mensuel", "mensuels", "mensal", "mensile", "mo", "mensuales", "mensais", "mensili", "monatsbrutto",
                   "月給", "月収"),
    Period.WEEK: ("pw", "p w", "weekly", "week", "wk", "wöchentlich"),
    Period.DAY: ("pd", "p d", "daily", "day", "days", "day rate", "daily rate", "tagessatz", "täglich", "tjm"),
    Period.HOUR: ("ph", "p h", "hourly", "hour", "hours", "hr", "hour rate", "hourly rate", "stundensatz", "stündlich",
                  "時給"),
}  # fmt: skip
PAYMENTS = ("payments", "payment", "salaries", "gehälter", "gehältern", "monatsgehälter", "monatsgehältern", "pagas",
            "mensilità", "mois", "instalments", "installments", "paydays", "monthly payments",
            "monthly salaries")  # fmt: skip

LABELS: dict[Part, tuple[str, ...]] = {
    Part.BASE: ("base", "base pay", "base salary", "basic", "basic salary", "fixed", "fix", "fixum", "salary", "basis",
                "fixed salary", "fixe", "fijo", "fisso", "grundgehalt", "gehalt", "pay", "rate", "wage", "wages"),
    Part.BONUS: ("bonus", "bonuses", "annual bonus", "yearly bonus", "target bonus", "performance bonus", "variable",
                 "variable pay", "variabel", "var", "commission", "commissions", "bonus target", "tantieme"),
    Part.SIGN_ON: ("sign on", "signon", "signing", "sign on bonus", "signing bonus", "sign on fee", "joining bonus",
                   "welcome bonus", "starting bonus", "golden hello", "signing fee", "start bonus"),
    Part.EQUITY: ("equity", "share", "shares", "option", "options", "stock", "stock options", "rsu", "rsus", "esop",
                  "vsop", "esops", "phantom shares", "carry", "vesting", "warrants"),
    Part.BENEFITS: ("benefit", "benefits", "pension", "car", "company car", "car allowance", "allowance", "holiday",
                    "holidays", "vacation", "leave", "insurance", "health", "healthcare", "medical", "dental", "gym",
                    "lunch", "meal vouchers", "relocation", "visa", "phone", "laptop", "commuting", "travel card",
                    "jobticket", "bike", "pto", "days off", "401k", "k match", "superannuation", "super", "childcare"),
    Part.FLEXIBILITY: ("flexibility", "flexible", "flexible hours", "flexitime", "remote", "hybrid", "home office",
                       "homeoffice", "wfh", "from home", "on site", "onsite", "in the office", "in office",
                       "day week", "part time", "full time"),
    Part.DEVELOPMENT: ("development", "training", "training budget", "course", "courses", "conference", "conferences",
                       "coaching", "certification", "certifications", "learning", "mentoring", "mba"),
    Part.STARTS_ON: ("start", "starts", "starting", "start date", "starts on", "starting on",
                     "as of", "as from", "effective"),
}  # fmt: skip
IN_WORDS = frozenset({Part.EQUITY, Part.BENEFITS, Part.FLEXIBILITY, Part.DEVELOPMENT, Part.STARTS_ON})

WORDS: dict[Role, tuple[str, ...]] = {
    Role.BETWEEN: ("and", "plus", "with", "und", "y", "et", "&", "+", ",", ";", "\n", "|", "•", "、",
                   "zzgl", "zuzüglich", "og", "och", "più", "mais"),
    Role.RANGE: ("to", "bis", "or", "oder", "till", "until", "à"),
    Role.CROSS: ("x", "×", "*", "times", "✕"),
    Role.SLASH: ("/",),
    Role.PERCENT: ("%", "percent", "per cent", "pct", "prozent", "pc", "‰"),
    Role.VAGUE: ("ish", "around", "about", "circa", "ca", "c", "approx", "approximately", "roughly", "some", "nearly",
                 "almost", "at least", "at most", "minimum", "min", "max", "maximum", "up to", "upto", "from", "over",
                 "under", "above", "below", "more than", "less than", "between", "high", "mid", "low", "maybe",
                 "perhaps", "probably", "ab", "etwa", "ungefähr", "rund", "environ", "or so", "~", "≈", ">", "<", "≥",
                 "≤", "?", "or more", "or less", "neg", "negotiable", "doe", "depending on experience", "vb", "s"),
    Role.WITHIN: ("incl", "including", "inkl", "inclusive", "inc", "of which", "includes", "davon"),
    Role.NET: ("net", "netto", "after tax", "take home", "nett"),
    Role.UNTAXED: ("tax free", "untaxed", "steuerfrei"),
    Role.OTHER_PERIOD: ("biweekly", "bi weekly", "fortnightly", "fortnight", "a fortnight", "per fortnight",
                        "quarterly", "semi monthly", "semimonthly", "bimonthly", "per quarter", "a quarter"),
    Role.MINUS: ("minus", "negative", "less"),
    Role.NONE: ("no", "without", "ohne", "kein", "keine", "none"),
    Role.FILLER: ("brutto", "gross", "bruto", "brut", "bruts", "brutos", "bruttó",
                  "lordo", "lordi", "sur", "en", "of", "for", "the", "is", "at", ":", "=", "(", ")", "[", "]",
                  "on", "target", "in", "a", "de", "offer", "offered", "before tax", "rate of", "salary of", ".", "\"",
                  "“", "”", "!", "top", "on top", "of base", "of the base", "of salary", "once", "one off", "total of",
                  "guaranteed"),
}  # fmt: skip
WHOLES = {
    OTE: ("ote", "on target earnings", "on target"),
    TOTAL: ("total", "tc", "total comp", "total compensation", "total package", "package", "all in", "ctc", "tcc",
            "gesamt", "comp", "compensation", "total cash"),
}  # fmt: skip
MOST_WORDS = 3


@cache
def phrases() -> dict[str, tuple[Role, object]]:
    """Give each phrase, in small letters and with single spaces, with its role and what it stands for."""
    found: dict[str, tuple[Role, object]] = {}
    for role, words in WORDS.items():
        found |= dict.fromkeys(words, (role, None))
    for word, times in TIMES.items():
        found[word] = (Role.TIMES, times)
    for period, words in PERIODS.items():
        found |= dict.fromkeys(words, (Role.PERIOD, period))
    for period, units in UNITS.items():
        found |= {f"{each} {unit}": (Role.PERIOD, period) for each in EACH for unit in units}
    for part, words in LABELS.items():
        found |= dict.fromkeys(words, (Role.LABEL, part))
    for whole, words in WHOLES.items():
        found |= dict.fromkeys(words, (Role.WHOLE, whole))
    return found | dict.fromkeys(PAYMENTS, (Role.PAYMENTS, None))


@cache
def unit_after_slash(word: str) -> Period | None:
    """Tell which period a word names after a slash, as in `500/day` or `65/h`."""
    named = {unit: period for period, units in UNITS.items() for unit in units} | AFTER_SLASH
    return named.get(word)
