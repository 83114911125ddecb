"""How is a line about pay written anew, so that a choice reads as what it says?"""

from __future__ import annotations

import re

from bot.facts import Choice
from bot.rules.amount_senses import Sense

EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
NEXT_FIGURE = re.compile(r"\s*[€$£¥]?\s*\d")
INSIDE = re.compile(r"([(\[]) | ([)\]])")
LOOSE = " ,;:=+~"
# What led to words that are taken out: "at" before 80%, "of" after it.
LED = re.compile(r"(?:\b(?:at|for|on|of|with|to)|@)\s*$", re.IGNORECASE)
FOLLOWED = re.compile(r"^\s*(?:of|von|de)\b", re.IGNORECASE)


def tidy(line: str) -> str:
    """Clear a line of what is left where words were taken out: empty brackets, signs that join nothing."""
    return INSIDE.sub(r"\1\2", " ".join(EMPTY.sub(" ", line).split())).strip(LOOSE)


def without(text: str, *taken: Sense) -> Choice:
    """Take a line without some of its words."""
    line = text
    for sense in sorted(taken, key=lambda each: each.start, reverse=True):
        line = f"{line[: sense.start].rstrip('-')} {line[sense.end :].removeprefix('.')}"
    return Choice(tidy(line), tidy(line))


def named(text: str, end: int, name: str) -> str:
    """Write a line with a name after one of its figures, parted from a figure that follows."""
    return f"{text[:end]} {name}{',' if NEXT_FIGURE.match(text[end:]) else ''}{text[end:]}"


def moved_to_end(text: str, start: int, end: int, words: str) -> str:
    """Write a line with other words, after a +, for what stands at a place of it."""
    rest = tidy(f"{LED.sub('', text[:start])} {FOLLOWED.sub('', text[end:])}")
    return " + ".join(part for part in (rest, words) if part)


def with_benefits(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands at a place of a line, and the line that names it as benefits."""
    words = text[start:end].strip()
    before, after = text[:start].rstrip(f"{LOOSE}\n"), text[end:].lstrip()
    parted = f", {after}" if after[:1].isalnum() else after
    joined = f"{before} + benefits {words}" if before else f"benefits {words}"
    return words, f"{joined}{parted}"
