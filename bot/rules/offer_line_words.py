"""Which words begin what a line says after the name?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import OfferKind, RoundBy, StageThere
from bot.rules import currencies
from bot.rules.amount_words import Role, phrases

KINDS = {
    "rival": OfferKind.RIVAL, "rivals": OfferKind.RIVAL, "competing": OfferKind.RIVAL, "competitor": OfferKind.RIVAL,
    "counter": OfferKind.COUNTER, "counteroffer": OfferKind.COUNTER, "counter-offer": OfferKind.COUNTER,
    "ours": OfferKind.OURS, "our": OfferKind.OURS,
}  # fmt: skip
BYS = {
    "asked": RoundBy.ASKED, "asks": RoundBy.ASKED, "asking": RoundBy.ASKED, "wants": RoundBy.ASKED,
    "wanted": RoundBy.ASKED, "expects": RoundBy.ASKED,
    "offered": RoundBy.OFFERED, "offers": RoundBy.OFFERED, "offering": RoundBy.OFFERED, "offer": RoundBy.OFFERED,
}  # fmt: skip
STAGES = {
    "talks": StageThere.TALKS, "talking": StageThere.TALKS,
    "interviews": StageThere.INTERVIEWS, "interview": StageThere.INTERVIEWS, "interviewing": StageThere.INTERVIEWS,
    "final": StageThere.FINAL, "finals": StageThere.FINAL, "final-round": StageThere.FINAL,
    "offer": StageThere.OFFER, "offered": StageThere.OFFER, "offers": StageThere.OFFER,
}  # fmt: skip
DEADLINES = frozenset({"by", "until", "till", "deadline", "before", "due", "decide", "decides", "extend"})
# What only joins the others.
DROPPED = frozenset(
    {
        "from", "at", "with", "of", "in", "has", "is", "an", "a", "for", "the", "round", "stage", "expected", "likely",
        "-", "–", "—", ":", ",",
    }
)  # fmt: skip
# What became of an offer is not typed: all offers are shown, with a button for it.
DECIDED = frozenset(
    {"accepted", "accepts", "declined", "declines", "withdrawn", "resigned", "extend", "extended", "expired", "offers"}
)
# What whoever types says of themselves tells nothing that "our offer" does not.
OURSELVES = frozenset({"we", "i", "us"})
# After these stands who makes a counter-offer.
OF_EMPLOYER = frozenset({"from", "at"})
MOST_DAY_WORDS = 6
INTRODUCING = frozenset({Role.LABEL, Role.WHOLE, Role.VAGUE, Role.MINUS, Role.PERIOD})


def folded(word: str) -> str:
    """Spell a word as the tables do."""
    return word.casefold().strip(",:;.") or word


def begins_rest(words: Sequence[str], i: int) -> bool:
    """Tell whether what a line says besides the name can begin with a word."""
    word = folded(words[i])
    if word in KINDS or word in BYS:
        return True
    if word in DEADLINES:
        return i + 1 < len(words)
    return begins_amount(words, i)


def begins_amount(words: Sequence[str], i: int) -> bool:
    """Tell whether an amount begins with a word: digits, a sign, or what stands before digits, as "EUR" or "base"."""
    word = words[i].lstrip("(~<>≈+-−–")
    if word[:1].isdecimal():
        return True
    if _has_sign(word):
        return True
    known = phrases().get(folded(word))
    before = (known is not None and known[0] in INTRODUCING) or bool(currencies.named(folded(word), word.strip(",:;.")))
    return before and i + 1 < len(words) and begins_amount(words, i + 1)


def _has_sign(word: str) -> bool:
    """Tell whether a word begins with a currency and goes on with digits: €85k, CHF120'000, US$90k."""
    digits = next((at for at, sign in enumerate(word) if sign.isdecimal()), 0)
    return bool(digits) and bool(currencies.named(word[:digits].casefold().rstrip("."), word[:digits]))
