"""Where does the name of a company end, and what in it may be pay?

Many see a company, but only few what is paid.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.errors import Refused
from bot.facts import OfferLine
from bot.rules.offer_line_words import DECIDED, ENDING, PAYING, WITH_PAYING, begins_with_currency, folded, is_figure
from bot.words import clean

# What can stand between figures and what belongs to them, as in 90-95k+10% and 95k/year; 7-Eleven is one word.
_JOINTS = re.compile(r"[\s/+()]+|(?<=\d)[kK]?[-–—](?=\d)")
# After a comma, these still belong to the name.
_LEGAL = frozenset({"inc", "ltd", "llc", "llp", "gmbh", "corp", "co", "plc", "and", "&"})
# Some names begin so: 3M.
_OF_NAME = re.compile(r"\d[A-JL-SU-Z]")


PAY_IN_NAME = (
    "“{word}” looks like pay, and everybody sees the company’s name. Leave it out, and type what is paid as Pay. "
    "If it is the name, write it without the space, like Studio54."
)


def check(company: str) -> None:
    """Refuse a company's name, at its field, that holds what may be pay."""
    if word := pay_in(company):
        raise Refused(PAY_IN_NAME.format(word=word), field="company")


def pay_in(company: str) -> str:
    """Give the first word of a company's name that may be pay; empty where there is none."""
    words = [each for each in _JOINTS.split(company) if each]
    return next((each for i, each in enumerate(words) if _may_be_pay(words, i)), "")


def _may_be_pay(words: Sequence[str], i: int) -> bool:
    if i == 0 and _OF_NAME.fullmatch(words[i]):
        return False
    return is_figure(words, i) or begins_with_currency(words[i].lstrip("~<>≈"))


def of_company(line: OfferLine, words: Sequence[str], paid: bool) -> OfferLine:
    """Part a company from what stands after it; a figure is pay, if there is no other that is `paid`."""
    ends = next((i for i in range(len(words)) if _is_beyond_name(words, i, paid)), len(words))
    line = replace(line, company=plain(words[:ends]))
    begins = next((i for i in range(ends, len(words)) if folded(words[i]) not in PAYING | WITH_PAYING), len(words))
    if begins == len(words):
        return line if paid else replace(line, rest=plain(words[ends:]))
    if is_figure(words, begins) and not paid:
        return replace(line, amount=plain(words[begins:]))
    return replace(line, rest=plain(words[ends:]))


def _is_beyond_name(words: Sequence[str], i: int, paid: bool) -> bool:
    """Tell whether a word is a figure, or says what somebody does or what became of the offer; 3M is a name."""
    if i and words[i - 1].endswith(",") and folded(words[i]) not in _LEGAL:
        return True
    decided = folded(words[i]) in DECIDED and i == len(words) - 1
    return decided or (i > 0 and folded(words[i]) in PAYING | ENDING) or (is_figure(words, i) and not (paid and i == 0))


def plain(words: Sequence[str]) -> str:
    """Give words as a name is kept: on one line, without the signs that joined them."""
    return clean(" ".join(words)).strip(" ,:;-–—?")
