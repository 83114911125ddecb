"""From where on is a part of a line in words, and whose is the last figure before them?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Choice, Part
from bot.rules import amount_questions as ask
from bot.rules.amount_asides import SURELY_MONEY
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import IN_WORDS, Role
from bot.rules.asking import Asked

# What stands after the digits of a figure and is still of it.
SIZES = frozenset({Role.TIMES, Role.PERCENT, Role.CURRENCY, Role.PERIOD})
# Nobody is paid a sum for these.
NEVER_A_SUM = frozenset({Part.FLEXIBILITY, Part.STARTS_ON})


def begins(text: str, clause: Sequence[Sense]) -> tuple[int, Sense | None]:
    """Tell from where on a clause is in words, and which label makes it so; raises Asked where that is not certain."""
    first = next((i for i, sense in enumerate(clause) if sense.part in IN_WORDS), None)
    if first is None:
        return len(clause), None
    before = clause[:first]
    numbers = [i for i, sense in enumerate(before) if sense.role is Role.NUMBER]
    names = [i for i, sense in enumerate(before) if _names(sense) and not (i and _same(sense, before[i - 1]))]
    return _at(text, clause, first, numbers, names), clause[first]


def _at(text: str, clause: Sequence[Sense], first: int, numbers: Sequence[int], names: Sequence[int]) -> int:
    """Tell where the words begin: at the last figure where that is theirs, after it where it is of the name before."""
    if not names:
        if len(numbers) > 1:
            return _start(clause, numbers[-1])
        return _end(clause, numbers[0]) if numbers and _is_sum_before(clause, numbers[0], first) else 0
    if not numbers or numbers[-1] < names[-1]:
        return names[-1] + 1
    named_first = names[0] < numbers[0]
    if len(numbers) > len(names) + (not named_first):
        return _start(clause, numbers[-1])
    if named_first or len(numbers) <= len(names) or _is_of_name(clause, first, numbers[-1], names[0]):
        return _end(clause, numbers[-1])
    if clause[names[0]].part is Part.BASE or Role.PERCENT in _sizes(clause, numbers[0]):
        return _start(clause, numbers[-1])
    raise _asked(text, clause, numbers, names[0])


def _is_of_name(clause: Sequence[Sense], first: int, last: int, name: int) -> bool:
    """Tell whether the last of "90k bonus 10k equity 5k" is the bonus: the words have a figure, or can have none."""
    follows = next((each.role for each in clause[first + 1 :] if each.role is not Role.CURRENCY), None)
    return follows is Role.NUMBER or clause[name].role is Role.WHOLE or _is_sum_before(clause, last, first)


def _is_sum_before(clause: Sequence[Sense], at: int, first: int) -> bool:
    """Tell whether a figure is a sum of money beside words that nobody is paid a sum for, as in "90k remote"."""
    sense = clause[at]
    signed = at > 0 and clause[at - 1].role is Role.CURRENCY
    slashed = any(each.role is Role.PERIOD and not each.text for each in clause[at + 1 : at + 2])
    large = bool(sense.values) and sense.values[0].value >= SURELY_MONEY
    sized = slashed or signed or large or bool(_sizes(clause, at) & {Role.TIMES, Role.CURRENCY})
    return clause[first].part in NEVER_A_SUM and sized


def _asked(text: str, clause: Sequence[Sense], numbers: Sequence[int], name: int) -> Asked:
    """Ask whether the first figure is the base, as in "90k bonus 10k car", or belongs to the name after it."""
    start, end = clause[_start(clause, numbers[0])].start, clause[_end(clause, numbers[0]) - 1].end
    figure, called, last = text[start:end], clause[name].text, clause[_start(clause, numbers[-1])].start
    base = Choice(f"{figure} is the base", f"{text[:end]} base{text[end:]}")
    other = Choice(f"{figure} is the {called}", f"{text[:last].rstrip()}, {text[last:]}")
    return ask.whose(figure, [base, other])


def _names(sense: Sense) -> bool:
    return sense.role in {Role.LABEL, Role.WHOLE}


def _same(sense: Sense, before: Sense) -> bool:
    return _names(before) and (sense.part, sense.whole) == (before.part, before.whole)


def _start(clause: Sequence[Sense], at: int) -> int:
    return at - 1 if at and clause[at - 1].role is Role.CURRENCY else at


def _end(clause: Sequence[Sense], at: int) -> int:
    end = at + 1
    while end < len(clause) and clause[end].role in SIZES:
        end += 1
    return end


def _sizes(clause: Sequence[Sense], at: int) -> set[Role]:
    return {each.role for each in clause[at + 1 : _end(clause, at)]}
