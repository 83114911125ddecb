"""What, of all that was typed for a name, is the name, and what are addresses?"""

from __future__ import annotations

import re

from bot.words import ADDRESS, FEWEST_DIGITS, LABEL, clean

_LABELLED = rf"(?:(?<!\w){LABEL.pattern.removeprefix('^')})?"
_PART = r"[^\s,;|<>()]"
_WRITTEN = re.compile(
    rf"{_LABELLED}(?P<address>{_PART}+@{_PART}*|(?<![\w.-]){ADDRESS.pattern.replace('(?:/|$)', '/')}{_PART}*)",
    re.IGNORECASE,
)
_DIALLED = re.compile(
    rf"{_LABELLED}(?<![\w@])(?P<address>[+(]?\d[\d\s()./–-]*\d(?:\s*(?:ext\.?|x|\#)\s*\d+)?)(?!\w)\)?",
    re.IGNORECASE,
)
_AROUND = " \t,;:|<>–—-"


def parted(typed: str) -> tuple[str, str]:
    """Tell a name from the addresses that stand with it: the name, and the addresses, one on each line.

    What looks like an address is one, also where a letter of it is wrong: whoever reads it says so.
    """
    found: list[str] = []

    def take(hit: re.Match[str]) -> str:
        address = hit["address"].strip(_AROUND + ".")
        if hit.re is _DIALLED and sum(sign.isdigit() for sign in address) < FEWEST_DIGITS:
            return hit[0]
        found.append(address)
        return " "

    rest = _DIALLED.sub(take, _WRITTEN.sub(take, clean(typed)))
    if not found:
        return clean(typed), ""
    return clean(rest.replace("< >", " ").replace("( )", " ")).strip(_AROUND), "\n".join(found)
