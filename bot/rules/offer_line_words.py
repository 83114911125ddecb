"""Which words begin what a line says after the name?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.facts import Became, OfferKind, RoundBy, StageThere
from bot.rules import currencies
from bot.rules.amount_words import Role, phrases

KINDS = {
    "rival": OfferKind.RIVAL, "rivals": OfferKind.RIVAL, "competing": OfferKind.RIVAL, "competitor": OfferKind.RIVAL,
    "counter": OfferKind.COUNTER, "counteroffer": OfferKind.COUNTER, "counter-offer": OfferKind.COUNTER,
    "countered": OfferKind.COUNTER, "counters": OfferKind.COUNTER, "countering": OfferKind.COUNTER,
    "ours": OfferKind.OURS, "our": OfferKind.OURS,
}  # fmt: skip
BYS = {
    "asked": RoundBy.ASKED, "asks": RoundBy.ASKED, "asking": RoundBy.ASKED, "wants": RoundBy.ASKED,
    "accept": RoundBy.ASKED, "expecting": RoundBy.ASKED, "hopes": RoundBy.ASKED, "hoping": RoundBy.ASKED,
    "wanted": RoundBy.ASKED, "expects": RoundBy.ASKED,
    "offered": RoundBy.OFFERED, "offers": RoundBy.OFFERED, "offering": RoundBy.OFFERED, "offer": RoundBy.OFFERED,
}  # fmt: skip
STAGES = {
    "talks": StageThere.TALKS, "talking": StageThere.TALKS,
    "interviews": StageThere.INTERVIEWS, "interview": StageThere.INTERVIEWS, "interviewing": StageThere.INTERVIEWS,
    "final": StageThere.FINAL, "finals": StageThere.FINAL, "final-round": StageThere.FINAL,
    "offer": StageThere.OFFER, "offered": StageThere.OFFER, "offers": StageThere.OFFER,
}  # fmt: skip
DEADLINES = frozenset(
    {
        "by", "until", "till", "deadline", "before", "due", "decide", "decides", "extend", "extended", "expires",
        "expiring", "expiry",
    }
)  # fmt: skip
# What leads to those, as in "to be decided by" and "valid until", and what can follow them, as in "extend to".
LEADING = frozenset(
    {
        "to", "be", "is", "it", "must", "needs", "good", "valid", "open", "answer", "reply", "decision", "decided",
        "decide", "decides", "deadline", "extend", "extended", "due", "expires", "latest", "she", "he", "they",
        "has", "have", "needed", "required", "let", "us", "know",
    }
)  # fmt: skip
FOLLOWING = frozenset({"to", "is", "on", "it", "until", "till", "by"})
# After these, a day is no deadline: they begin then, or it was said then.
OF_ANOTHER_DAY = frozenset(
    {
        "start", "starts", "starting", "begin", "begins", "beginning", "since", "asked", "wanted", "offered",
        "said", "sent", "made", "joins", "joining",
    }
)  # fmt: skip
# What only joins the others.
DROPPED = frozenset(
    {
        "from", "at", "with", "of", "in", "has", "is", "an", "a", "for", "the", "round", "stage", "expected", "likely",
        "-", "–", "—", ":", ",",
    }
)  # fmt: skip
# What became of an offer is not typed: all offers are shown, with a button for it.
BECAME = {
    "accepted": Became.ACCEPTED, "accepts": Became.ACCEPTED, "signed": Became.ACCEPTED, "signs": Became.ACCEPTED,
    "declined": Became.DECLINED, "declines": Became.DECLINED, "rejected": Became.DECLINED, "rejects": Became.DECLINED,
    "withdrawn": Became.WITHDRAWN, "withdrew": Became.WITHDRAWN, "withdraws": Became.WITHDRAWN,
    "extend": Became.EXTENDED, "extended": Became.EXTENDED, "expired": Became.EXTENDED, "lapsed": Became.EXTENDED,
    "resigned": Became.RESIGNED, "resigns": Became.RESIGNED, "turned": Became.DECLINED, "turns": Became.DECLINED,
    "says yes": Became.ACCEPTED, "said yes": Became.ACCEPTED, "says no": Became.DECLINED, "said no": Became.DECLINED,
    "more time": Became.EXTENDED, "needs more": Became.EXTENDED, "need more": Became.EXTENDED,
}  # fmt: skip
DECIDED = BECAME.keys() | {"offers"}
# What employers do with pay; no word of a company's name, unless it is the first.
PAYING = frozenset(
    {
        "pay", "pays", "paid", "paying", "gives", "gave", "giving", "raise", "raises", "raised", "ups", "upped",
        "increases",
        "increased", "matches", "matched", "sends", "sent", "makes", "made", "promises", "promised", "proposes",
        "proposed", "says", "said", "goes", "went",
    }
)  # fmt: skip
# To whom something is offered; no word of a company's name where it stands after what says so.
PRONOUNS = frozenset({"her", "him", "them", "me", "us"})
# What can stand between those and an amount: "raised it to 95k".
WITH_PAYING = frozenset({"to", "up", "it", "her", "him", "them", "about"})
# What joins a name or a company to the rest: "got an offer from Acme", "would accept".
JOINING = DROPPED | {
    "got",
    "gets",
    "have",
    "had",
    "received",
    "would",
    "will",
    "she",
    "he",
    "could",
    "can",
    "now",
    "just",
    "also",
}
# Who makes a counter-offer, where no name is said.
EMPLOYERS = frozenset({"current", "present", "employer", "boss", "company", "her", "his", "their", "she", "he", "they"})
COURTESIES = frozenset({"pls", "plz", "please", "thx", "thanks", "ty"})
# What can stand before a name.
LEADING_IN = frozenset({"for", "to", "show", "about", "our", "ours", "offer", "offers", "of", "the"})
# What ends the name of a company: "Acme no figures yet", "Acme - tomorrow".
ENDING = frozenset({"no", "not", "but", "she", "he", "they", "-", "–", "—"})
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third")
# These name a day without any word before them.
DAY_ENDS = frozenset({"eod", "cob", "eob", "eow", "eom", "eoy"})
# Numbers in words: the large ones are figures, the small ones only before such a one, or a "k".
LARGE = frozenset(
    {
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
        "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "million",
    }
)  # fmt: skip
SMALL = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})
# Digits with what counts them on either side: 95k, k95.
DIGITS = re.compile(r"[kmt]?\d[\d.,']*[kmt]?%?")
# What whoever types says of themselves tells nothing that "our offer" does not.
OURSELVES = frozenset({"we", "i", "us"})
# After these stands who makes a counter-offer.
OF_EMPLOYER = frozenset({"from", "at"})
MOST_DAY_WORDS = 6
INTRODUCING = frozenset({Role.LABEL, Role.WHOLE, Role.VAGUE, Role.MINUS, Role.PERIOD})


def folded(word: str) -> str:
    """Spell a word as the tables do."""
    return word.casefold().strip(",:;.()") or word


def became(words: Sequence[str], i: int) -> Became | None:
    """Tell what became of an offer by a word, or by it and the next: "said no"."""
    word, pair = folded(words[i]), " ".join(folded(each) for each in words[i : i + 2])
    return BECAME.get(word) or BECAME.get(pair)


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
    if ORDINAL.fullmatch(folded(word)):
        return False
    if word[:1].isdecimal():
        return True
    if begins_with_currency(word):
        return True
    known = phrases().get(folded(word))
    before = (known is not None and known[0] in INTRODUCING) or bool(currencies.named(folded(word), word.strip(",:;.")))
    return before and i + 1 < len(words) and begins_amount(words, i + 1)


def is_figure(words: Sequence[str], i: int) -> bool:
    """Tell whether a word is a figure, be it in words, as "ninety-five" is."""
    word, after = folded(words[i]), folded(words[i + 1]) if i + 1 < len(words) else ""
    if DIGITS.fullmatch(word) or LARGE & set(word.split("-")):
        return True
    known = phrases().get(after)
    counted = after in LARGE or (known is not None and known[0] in {Role.TIMES, Role.PERCENT})
    return word in SMALL and counted


def begins_with_currency(word: str) -> bool:
    """Tell whether a word begins with a currency and goes on with digits: €85k, CHF120'000, US$90k."""
    digits = next((at for at, sign in enumerate(word) if sign.isdecimal()), 0)
    return bool(digits) and bool(currencies.named(word[:digits].casefold().rstrip("."), word[:digits]))
