"""Which figure, or which words, belong to which part of a package?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from bot.facts import Part
from bot.rules import amount_lines as lines
from bot.rules import amount_questions as ask
from bot.rules.amount_figures import Figure, figures
from bot.rules.amount_in_words import begins
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import OTE, TOTAL, Role
from bot.rules.asking import Asked

# A label is a part, or what the whole is called, or none where a figure stands alone.
Label = Part | str | None
MONEY_LIKE = (Role.TIMES, Role.CURRENCY, Role.PERCENT)
# What says of itself that it is a part, and is left out of the words of that part.
NAMES = {"equity", "benefits", "benefit", "flexibility", "development"}
NOT_SAID = "not said how much"
# What only tells in how many payments the part before it is paid.
PAID_IN = {(Role.NUMBER, Role.PAYMENTS), (Role.NUMBER, Role.CROSS), (Role.CROSS, Role.NUMBER)}
NAMES_OF_SUMS = frozenset({Part.BASE, Part.BONUS, Part.SIGN_ON, OTE, TOTAL})


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
    at, label = begins(text, clause)
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


def _clauses(text: str, meant: Sequence[Sense]) -> list[list[Sense]]:
    """Take a line apart at what stands between its parts; a + that nothing follows, or comes before, is asked about."""
    ends = [i for i, sense in enumerate(meant) if sense.role is Role.BETWEEN or _parts_two(meant, i)]
    clauses = [list(meant[a:b]) for a, b in zip([0, *(i + 1 for i in ends)], [*ends, len(meant)], strict=True)]
    if ends and not clauses[0] and text[meant[0].start] == "+":
        raise Asked(ask.MORE)
    if ends and not clauses[-1] and text[meant[ends[-1]].start] == "+":
        raise ask.vague("+", lines.without(text, meant[ends[-1]]))
    found: list[list[Sense]] = []
    for clause in filter(None, clauses):
        if found and tuple(each.role for each in clause if each.role is not Role.FILLER) in PAID_IN:
            found[-1] += clause
        else:
            found.append(clause)
    return found


def _parts_two(meant: Sequence[Sense], i: int) -> bool:
    """Tell whether a slash stands between two parts, as in `90k base/10% bonus`, and not between two amounts of one."""
    if meant[i].role is not Role.SLASH:
        return False
    left, right = _side(reversed(meant[:i])), _side(meant[i + 1 :])
    share, other = Role.PERCENT in left, Role.PERCENT in right
    if Role.NUMBER not in left or Role.NUMBER not in right:
        return False
    if share != other:
        return bool((right if share else left) & {Role.TIMES, Role.CURRENCY, Part.BASE})
    names, others = left & NAMES_OF_SUMS, right & NAMES_OF_SUMS
    return bool(names and others) and names != others


def _side(senses: Iterable[Sense]) -> set[Role | Part | str]:
    """Give the roles and names of what stands on one side of a slash."""
    some = list(takewhile(lambda each: each.role not in {Role.BETWEEN, Role.SLASH}, senses))
    return {each.role for each in some} | {each.part or each.whole for each in some}


def _goes_on(clause: Sequence[Sense]) -> bool:
    """Tell whether a clause only goes on with the words before it: "car, gym" and what else nobody has a name for."""
    roles = {sense.role for sense in clause}
    return Role.UNKNOWN in roles and not roles & {Role.LABEL, Role.WHOLE, *MONEY_LIKE}


def _words(text: str, words: Sequence[Sense], label: Sense) -> str:
    """Give the words of a part as they were typed, without the name of the part where it stands first or last."""
    start, end = words[0].start, words[-1].end
    named = label.text in NAMES or label.part is Part.STARTS_ON
    while len(words) > 1 and words[1].part is words[0].part is Part.STARTS_ON:
        words = words[1:]
        start, label = words[0].start, words[0]
    if named and label.start == start:
        start = label.end
    elif named and label.end == end:
        end = label.start
    said = text[start:end].strip(" :=,-")
    return (said.rstrip(")") if said.count(")") > said.count("(") else said) or NOT_SAID


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
