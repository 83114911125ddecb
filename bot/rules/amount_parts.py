"""Which figure, or which words, belong to which part of a package?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.facts import Part
from bot.rules import amount_questions as ask
from bot.rules.amount_figures import Figure, figures
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import IN_WORDS, Role
from bot.rules.asking import Asked

# A label is a part, or what the whole is called, or none where a figure stands alone.
Label = Part | str | None
MONEY_LIKE = (Role.TIMES, Role.CURRENCY, Role.PERCENT)
# What says of itself that it is a part, and is left out of the words of that part.
NAMES = {"equity", "benefits", "benefit", "flexibility", "development"}
NOT_SAID = "not said how much"


@dataclass
class Parts:
    """What was found in a line: figures with their labels in order, their currencies, and the parts that are words."""

    figures: list[tuple[Label, Figure]] = field(default_factory=list)
    currencies: list[Sense] = field(default_factory=list)
    words: dict[Part, str] = field(default_factory=dict)

    def add_words(self, part: Part, words: str) -> None:
        """Add to the words of a part."""
        self.words[part] = f"{self.words[part]}, {words}" if part in self.words else words


def parts(text: str, meant: Sequence[Sense]) -> Parts:
    """Find the parts of a package in a line; raises Asked where something has to be asked."""
    found = Parts()
    words_end, last_part = 0, None
    for clause in _clauses(text, meant):
        goes_on = last_part is not None and _goes_on(clause)
        if goes_on and last_part is not None:
            gap = text[words_end : clause[0].start]
            found.words[last_part] += f"{gap}{text[clause[0].start : clause[-1].end]}"
        else:
            last_part = _add(text, clause, found)
        words_end = clause[-1].end
    return found


def _add(text: str, clause: Sequence[Sense], found: Parts) -> Part | None:
    """Add what a clause holds, up to what it says there is not; tells which part its words belong to, if it has any."""
    clause = _without_none(text, clause)
    at, label = _words_from(clause)
    money, words = clause[:at], clause[at:]
    if money:
        found.figures += _pairs(figures(text, money))
        found.currencies += [sense for sense in money if sense.role is Role.CURRENCY]
    if label is None or label.part is None:
        return None
    found.add_words(label.part, _words(text, words, label))
    return label.part


def _without_none(text: str, clause: Sequence[Sense]) -> Sequence[Sense]:
    """Leave out of a clause what there is not: "no bonus", "85k without equity"."""
    at = next((i for i, sense in enumerate(clause) if sense.role is Role.NONE), None)
    if at is None:
        return clause
    if any(sense.role is Role.NUMBER for sense in clause[at:]):
        raise ask.unread(text[clause[0].start : clause[-1].end])
    return clause[:at] if any(sense.role is Role.NUMBER for sense in clause[:at]) else ()


def _clauses(text: str, meant: Sequence[Sense]) -> Iterable[list[Sense]]:
    """Take a line apart at what stands between its parts; a + that nothing follows, or comes before, is asked about."""
    ends = [i for i, sense in enumerate(meant) if sense.role is Role.BETWEEN]
    clauses = [list(meant[a:b]) for a, b in zip([0, *(i + 1 for i in ends)], [*ends, len(meant)], strict=True)]
    if ends and not clauses[0] and text[meant[0].start] == "+":
        raise Asked(ask.MORE)
    if ends and not clauses[-1] and text[meant[ends[-1]].start] == "+":
        last = meant[ends[-1]]
        raise ask.vague("+", ask.without(text, last))
    return [clause for clause in clauses if clause]


def _goes_on(clause: Sequence[Sense]) -> bool:
    """Tell whether a clause only goes on with the words before it: "car, gym" and what else nobody has a name for."""
    roles = {sense.role for sense in clause}
    return Role.UNKNOWN in roles and not roles & {Role.LABEL, Role.WHOLE, *MONEY_LIKE}


def _words_from(clause: Sequence[Sense]) -> tuple[int, Sense | None]:
    """Tell from where on a clause is in words, and which label makes it so; figures before it stand for themselves."""
    first = next((i for i, sense in enumerate(clause) if sense.part in IN_WORDS), None)
    if first is None:
        return len(clause), None
    before = clause[:first]
    labels = [i for i, sense in enumerate(before) if sense.role in {Role.LABEL, Role.WHOLE}]
    numbers = [i for i, sense in enumerate(before) if sense.role is Role.NUMBER]
    if len(numbers) > len(labels) + 1 or (labels and numbers and numbers[-1] > labels[-1] > numbers[0]):
        start = numbers[-1]
        return (start - 1 if before[start - 1].role is Role.CURRENCY else start), clause[first]
    if labels and not (numbers and numbers[-1] > labels[-1]):
        return labels[-1] + 1, clause[first]
    return (0 if not labels else first), clause[first]


def _words(text: str, words: Sequence[Sense], label: Sense) -> str:
    """Give the words of a part as they were typed, without the name of the part where it stands first or last."""
    start, end = words[0].start, words[-1].end
    named = label.text in NAMES or label.part is Part.STARTS_ON
    if named and label.start == start:
        start = label.end
    elif named and label.end == end:
        end = label.start
    return text[start:end].strip(" :=,") or NOT_SAID


def _pairs(items: list[Figure | Part | str]) -> list[tuple[Label, Figure]]:
    """Join each label with its figure: it stands before it or after it, alike for all of a clause."""
    pairs: list[tuple[Label, Figure]] = []
    at = 0
    while at < len(items):
        item, after = items[at], items[at + 1] if at + 1 < len(items) else None
        if not isinstance(item, Figure):
            if not isinstance(after, Figure):
                raise ask.nothing_of(_name(item))
            pairs.append((item, after))
            at += 2
        elif after is not None and not isinstance(after, Figure) and _labels_follow(items[at:]):
            pairs.append((after, item))
            at += 2
        else:
            pairs.append((None, item))
            at += 1
    return pairs


def _labels_follow(items: Sequence[Figure | Part | str]) -> bool:
    """Tell whether labels stand after their figures here: as long as both take turns, the last one is a label."""
    turns = 1
    while turns < len(items) and isinstance(items[turns], Figure) != isinstance(items[turns - 1], Figure):
        turns += 1
    return turns % 2 == 0


def _name(label: Part | str) -> str:
    return label.value.replace("_", "-") if isinstance(label, Part) else "whole"
