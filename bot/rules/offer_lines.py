"""What does a line about an offer say: whose, by whom, how much, until when?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.facts import OfferKind, OfferLine
from bot.rules import dates
from bot.rules.amount_words import phrases
from bot.rules.hours import Calendar
from bot.rules.offer_line_words import (
    BYS,
    DEADLINES,
    DECIDED,
    DROPPED,
    KINDS,
    MOST_DAY_WORDS,
    OF_EMPLOYER,
    OURSELVES,
    STAGES,
    begins_amount,
    begins_rest,
    folded,
)
from bot.rules.quick import END_OF_NAME
from bot.words import clean, clean_note

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class _Here:
    """When and where somebody types."""

    now: datetime
    calendar: Calendar


def readings(text: str, now: datetime, calendar: Calendar) -> tuple[OfferLine, ...]:
    """Read a line such as `Ana Silva rival Acme 130k + 10% by fri`, in each way it can be; none where it names nobody.

    The name ends at a dash, or else at a word that begins the rest. Where no dash tells, there is a reading for each
    way to end it, the longest name first, for whoever finds nobody by that. Where the amount stands before the name,
    it is tried after it, too.
    """
    here, line = _Here(now, calendar), " ".join(clean_note(text).split("\n"))
    turned = [each for swapped in _name_first(line.split()) for each in _readings(swapped, here) if not each.rest]
    return (*turned, *_readings(line, here))


def _name_first(words: Sequence[str]) -> list[str]:
    """Put an amount that stands first, as in `90k + 10% Ana`, after the name; in each way the name can begin."""
    if not words or not begins_amount(words, 0):
        return []
    ends = next((i for i, word in enumerate(words) if not _of_amount(words, i) and word[0].isalpha()), len(words) - 1)
    begins = [i for i in range(1, ends + 1) if words[i][0].isalpha() and not begins_rest(words, i)]
    return [" ".join([*words[i:], " ".join(words[:i]).rstrip(" -–—:,;")]) for i in begins[:MOST_NAMES]]


def _of_amount(words: Sequence[str], i: int) -> bool:
    return begins_amount(words, i) or folded(words[i]) in phrases()


def _readings(line: str, here: _Here) -> tuple[OfferLine, ...]:
    """Read a line in each way in which its name can end."""
    words = line.split()
    first = next((i for i in range(1, len(words)) if begins_rest(words, i)), len(words))
    end = END_OF_NAME.search(line)
    if end and len(line[: end.start()].split()) <= first:
        name = clean(line[: end.start()])
        return (_read(name, line[end.end() :].split(), "", here),) if _names(name) else ()
    if first == len(words) > 1 and folded(words[-1]) in DECIDED:
        return tuple(OfferLine(" ".join(words[:at]), show=True) for at in (first, first - 1))
    ends = [*_longer(words, first), first, *range(first - 1, 0, -1)] if first < len(words) else [first]
    splits = [(" ".join(words[:at]), max(first, at), " ".join(words[at:first])) for at in ends[:MOST_NAMES]]
    return tuple(_read(name, words[at:], left, here) for name, at, left in splits if _names(name))


def _longer(words: Sequence[str], first: int) -> list[int]:
    """Tell where else a name can end: before a later word that says which kind of offer it is."""
    return [i for i in range(first + 1, len(words)) if folded(words[i]) in KINDS][::-1]


def _names(name: str) -> bool:
    return any(sign.isalnum() for sign in name)


def _read(name: str, words: list[str], left: str, here: _Here) -> OfferLine:
    """Read what stands after the name; `left` are words between the two that belong to neither."""
    if not words:
        return OfferLine(name, show=not left, rest=left)
    left = "" if folded(left) in OURSELVES else left
    words, deadline = _deadline(words, here)
    at = next((i for i in range(len(words)) if begins_amount(words, i) and not _is_company(words, i)), len(words))
    line = _said(OfferLine(name, deadline=deadline), words[:at])
    if left and line.kind is OfferKind.RIVAL and not line.company:
        line, left = replace(line, company=left), ""
    amount, kept = _afterwards(words[at:], line)
    rest = " ".join(part for part in (left, kept.rest) if part)
    return replace(kept, amount=amount.strip(" ,;"), rest=rest)


def _is_company(words: Sequence[str], i: int) -> bool:
    """Tell whether what looks like an amount is a company: it stands just after "rival", and another follows."""
    return (
        i > 0
        and KINDS.get(folded(words[i - 1])) is OfferKind.RIVAL
        and any(begins_amount(words, later) for later in range(i + 1, len(words)))
    )


def _said(line: OfferLine, words: Sequence[str]) -> OfferLine:
    """Read the words before the amount: which kind, who said it, how far it is, and otherwise the company."""
    named: list[str] = []
    for word in words:
        known = folded(word)
        if known in KINDS:
            line = replace(line, kind=KINDS[known])
        elif known in STAGES and line.kind is OfferKind.RIVAL:
            line = replace(line, stage_there=STAGES[known])
        elif known in BYS:
            line = replace(line, by=BYS[known])
        elif known not in DROPPED or named or (line.kind is OfferKind.COUNTER and known in OF_EMPLOYER):
            named.append(word)
    return _named(line, named)


def _named(line: OfferLine, words: Sequence[str]) -> OfferLine:
    """Tell what words are that no table knows: the company of a rival; of a counter-offer only after "from"."""
    while words and folded(words[-1]) in DROPPED:
        words = words[:-1]
    said = clean(" ".join(words)).strip(" ,:;-–—")
    if line.kind is OfferKind.RIVAL:
        return replace(line, company=said)
    if line.kind is OfferKind.COUNTER and words and folded(words[0]) in OF_EMPLOYER:
        return replace(line, company=clean(" ".join(words[1:])).strip(" ,:;-–—"))
    return replace(line, rest=said)


def _afterwards(words: Sequence[str], line: OfferLine) -> tuple[str, OfferLine]:
    """Take out of an amount what says how far a rival is: "130k, final round"."""
    if line.kind is not OfferKind.RIVAL:
        return " ".join(words), line
    stages = [STAGES[folded(word)] for word in words if folded(word) in STAGES and folded(word) != "offer"]
    if not stages:
        return " ".join(words), line
    kept = [word for word in words if folded(word) not in STAGES and folded(word) not in {"round", "stage"}]
    return " ".join(kept).strip(" ,;"), replace(line, stage_there=stages[-1])


def _deadline(words: list[str], here: _Here) -> tuple[list[str], str]:
    """Take the deadline out of a line: the longest words after "by" that name a day; without one, all to the end."""
    starts = [i for i, word in enumerate(words) if folded(word) in DEADLINES and i + 1 < len(words)]
    for start in reversed(starts):
        for end in range(min(len(words), start + 1 + MOST_DAY_WORDS), start + 1, -1):
            typed = " ".join(words[start + 1 : end]).strip(" ,;.")
            if dates.is_day(typed, here.now, here.calendar):
                return [*words[:start], *words[end:]], typed
    if not starts or any(begins_amount(words, i) for i in range(starts[-1] + 1, len(words))):
        return words, ""
    return words[: starts[-1]], " ".join(words[starts[-1] + 1 :])
