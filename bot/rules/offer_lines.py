"""What does a line about an offer say: whose, by whom, how much, until when?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.facts import OfferKind, OfferLine, RoundBy
from bot.rules.hours import Calendar
from bot.rules.offer_line_companies import of_company, plain
from bot.rules.offer_line_days import before, deadline_of
from bot.rules.offer_line_names import ends, first_after, name_first, names, unsaid, without_lead
from bot.rules.offer_line_words import (
    BYS,
    COURTESIES,
    DEADLINES,
    DECIDED,
    DROPPED,
    EMPLOYERS,
    ENDING,
    JOINING,
    KINDS,
    OF_ANOTHER_DAY,
    OF_EMPLOYER,
    ORDINAL,
    OURSELVES,
    PAYING,
    PRONOUNS,
    STAGES,
    WITH_PAYING,
    became,
    begins_amount,
    folded,
    is_figure,
)
from bot.rules.quick import END_OF_NAME
from bot.words import clean, clean_note


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
    turned = [each for swapped in name_first(line.split()) for each in _readings(swapped, here) if not each.rest]
    led = " ".join(without_lead(line.split()))
    return (*turned, *_readings(line, here), *(_readings(led, here) if led != line else ()))


def _readings(line: str, here: _Here) -> tuple[OfferLine, ...]:
    """Read a line in each way in which its name can end."""
    words = line.split()
    first = first_after(words)
    end = END_OF_NAME.search(line)
    if end and len(line[: end.start()].split()) <= first:
        name = clean(line[: end.start()])
        return (_read(name, line[end.end() :].split(), "", here),) if names(name) else ()
    if first == len(words):
        return tuple(_shown(words, at) for at in (first, *unsaid(words)) if names(" ".join(words[:at])))
    splits = [(" ".join(words[:at]), max(first, at), " ".join(words[at:first])) for at in ends(words, first)]
    return tuple(_read(name, words[at:], left, here) for name, at, left in splits if names(name))


def _shown(words: Sequence[str], at: int) -> OfferLine:
    """Ask to see the offers to whom the first words name; the others were none that tell of an offer."""
    rest = words[at:]
    all_ = (became(rest, i) for i in range(len(rest)))
    return OfferLine(" ".join(words[:at]), rest=" ".join(rest), show=True, became=next(filter(None, all_), None))


def _read(name: str, words: list[str], left: str, here: _Here) -> OfferLine:
    """Read what stands after the name; `left` are words between the two that belong to neither."""
    if not words:
        return OfferLine(name, show=not left, rest=left)
    words = [word for word in words if folded(word) not in COURTESIES] or words
    left = "" if folded(left) in OURSELVES else left
    typed = [*left.split(), *words]
    if folded(words[0]) in DEADLINES:
        left = " ".join(before([*left.split(), words[0]], len(left.split())))
    words, deadline = deadline_of(words, here.now, here.calendar)
    left, at = _unjoined(left), _amount_at(words)
    line = _said(OfferLine(name, deadline=deadline), words[:at], at < len(words))
    if left and line.kind is OfferKind.RIVAL and not line.company:
        line, left = of_company(line, left.split(), at < len(words)), ""
    elif left and line.kind is OfferKind.COUNTER and not line.company:
        line, left = of_company(line, [word for word in left.split() if folded(word) not in EMPLOYERS], True), ""
    if _is_gone(line, left, words[at:]):
        return replace(_shown(typed, 0), name=name)
    paid, line = _from_whom(words[at:], line)
    amount, kept = _afterwards(paid, line)
    rest = " ".join(part for part in (left, kept.rest) if part)
    return replace(kept, amount=amount.strip(" ,;") or kept.amount, rest=rest)


def _unjoined(left: str) -> str:
    """Give words that belong to no part of a line without what only joined them to one."""
    words = left.split()
    if left.casefold().endswith("up to"):  # that leaves open how much it is
        return left
    told = [i for i, word in enumerate(words) if folded(word) not in JOINING | PAYING | WITH_PAYING]
    return " ".join(words[told[0] : told[-1] + 1]) if told else ""


def _amount_at(words: Sequence[str]) -> int:
    """Tell where the amount begins; a figure in words begins one where no other stands there, and no company."""
    there = (i for i in range(len(words)) if begins_amount(words, i) and not _is_company(words, i))
    ours = not any(KINDS.get(folded(word)) in (OfferKind.RIVAL, OfferKind.COUNTER) for word in words)
    spelt = (i for i in range(len(words)) if ours and is_figure(words, i))
    return next(there, next(spelt, len(words)))


def _is_gone(line: OfferLine, left: str, paid: Sequence[str]) -> bool:
    """Tell whether a line says what became of an offer: of ours with whatever else it says, of others with that alone.

    What says of ours neither how much nor until when says nothing of it that could be written down.
    """
    if line.kind is not OfferKind.OURS or line.by is RoundBy.ASKED:
        return folded(line.rest) in DECIDED and not (line.amount or line.deadline or paid)
    words = [*left.split(), *line.rest.split()]
    said = [*words, *paid]
    if words and folded(words[0]) in ENDING and not paid:
        return True
    return any(became(said, i) for i in range(len(said))) or not (left or line.deadline or paid)


def _is_company(words: Sequence[str], i: int) -> bool:
    """Tell whether what looks like an amount is a company: it stands just after "rival", and another follows."""
    return (
        i > 0
        and KINDS.get(folded(words[i - 1])) is OfferKind.RIVAL
        and any(begins_amount(words, later) for later in range(i + 1, len(words)))
    )


def _said(line: OfferLine, words: Sequence[str], paid: bool) -> OfferLine:
    """Read the words before the amount, if it is `paid`: which kind, who said it, how far it is, else the company."""
    named: list[str] = []
    for word, last in zip(words, ["", *words], strict=False):
        known = folded(word)
        if known in KINDS and (line.kind is OfferKind.OURS or KINDS[known] is not OfferKind.OURS):
            line = replace(line, kind=KINDS[known])
        elif known in STAGES and line.kind is OfferKind.RIVAL:
            line = replace(line, stage_there=STAGES[known])
        elif known in BYS:
            line = replace(line, by=BYS[known])
        elif _says_nothing(known, last, line.kind):
            continue
        elif known not in DROPPED or named or (line.kind is OfferKind.COUNTER and known in OF_EMPLOYER):
            named.append(word)
    return _named(line, named, paid)


def _says_nothing(word: str, last: str, kind: OfferKind) -> bool:
    """Tell whether a word is no part of a name: which interview it is, or to whom something is offered."""
    if kind is OfferKind.RIVAL and ORDINAL.fullmatch(word):
        return True
    return word in PRONOUNS and folded(last) in BYS.keys() | PAYING


def _named(line: OfferLine, words: Sequence[str], paid: bool) -> OfferLine:
    """Tell what words are that no table knows: the company of a rival; of a counter-offer only after "from"."""
    while words and folded(words[-1]) in DROPPED:
        words = words[:-1]
    if line.kind is OfferKind.RIVAL:
        return of_company(line, words, paid)
    if line.kind is OfferKind.COUNTER and words and folded(words[0]) in OF_EMPLOYER:
        return of_company(line, words[1:], paid)
    return replace(line, rest=plain(words))


def _from_whom(words: list[str], line: OfferLine) -> tuple[list[str], OfferLine]:
    """Take out of an amount, which is the first word, who pays it: "93k from Initech"."""
    at = next((i for i, word in enumerate(words) if i and folded(word) in OF_EMPLOYER), len(words))
    if line.kind is OfferKind.OURS or line.company or not words[at + 1 :] or folded(words[at - 1]) in OF_ANOTHER_DAY:
        return words, line
    company = of_company(line, words[at + 1 :], paid=True)
    return words[:at], company


def _afterwards(words: Sequence[str], line: OfferLine) -> tuple[str, OfferLine]:
    """Take out of an amount what says how far a rival is: "130k, final round"."""
    if line.kind is not OfferKind.RIVAL:
        return " ".join(words), line
    stages = [STAGES[folded(word)] for word in words if folded(word) in STAGES and folded(word) != "offer"]
    if not stages:
        return " ".join(words), line
    kept = [word for word in words if folded(word) not in STAGES and folded(word) not in {"round", "stage"}]
    return " ".join(kept).strip(" ,;"), replace(line, stage_there=stages[-1])
