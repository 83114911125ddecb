"""Which number beside a sum is none itself: a length of time, or the name of a paper?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.facts import Choice
from bot.rules import amount_lines as lines
from bot.rules import amount_questions as ask
from bot.rules.amount_senses import Sense
from bot.rules.amount_words import Role
from bot.rules.asking import Asked

# From here on, a number with nothing beside it is a sum.
SURELY_MONEY = Decimal(20_000)
HUNDRED = Decimal(100)
LENGTHS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years", "hours"})
LEADING = frozenset({"for", "on", "in"})
# What a length or a paper is, said with these, changes nothing in what is paid.
BESIDE = frozenset({"for", "on"})
# Before a length these are no limit of what is paid.
LASTING = frozenset({"over", "within"})
OF_A_SUM = frozenset({Role.TIMES, Role.PERCENT, Role.CURRENCY, Role.CROSS, Role.PAYMENTS})
NAMING = frozenset({Role.LABEL, Role.WHOLE})


def check(text: str, clause: Sequence[Sense], i: int) -> None:
    """Raise Asked where a number, after "for" or before "months", only says how long or on what; never the first."""
    sense, before = clause[i], clause[i - 1] if i else None
    if not _is_bare(sense) or not any(sign.isdecimal() for sign in text[: sense.start]):
        return
    if before and before.role in OF_A_SUM - {Role.TIMES, Role.PERCENT} | NAMING:
        return
    rest = clause[i + 1 :]
    lasts = bool(rest) and rest[0].text.casefold() in LENGTHS
    follows = rest[lasts].role if len(rest) > lasts else None
    led = before is not None and (before.text in LEADING or (lasts and before.text in LASTING))
    if follows in OF_A_SUM | NAMING or not (lasts or (led and follows is not Role.PERIOD)):
        return
    raise _asked(text, clause, i - led, i)


def lasts(clause: Sequence[Sense], i: int) -> bool:
    """Tell whether a word such as "over" only leads to a length of time, as in "over 2 years"."""
    after = [each.text.casefold() for each in clause[i + 2 : i + 3]]
    return clause[i].text in LASTING and bool(LENGTHS & set(after)) and _is_bare(clause[i + 1])


def _is_bare(sense: Sense) -> bool:
    """Tell whether it is a small number, written without any separator, or with the point of "37.5"."""
    if sense.role is not Role.NUMBER or len(sense.values) != 1:
        return False
    limit = SURELY_MONEY if sense.text.isdecimal() else HUNDRED
    return sense.values[0].value < limit


def _asked(text: str, clause: Sequence[Sense], start: int, i: int) -> Asked:
    """Ask what the words are, up to the next number or name."""
    stop = next((at for at in range(i + 1, len(clause)) if clause[at].role in NAMING | {Role.NUMBER}), len(clause))
    words, line = lines.with_benefits(text, clause[start].start, clause[stop - 1].end)
    if start != i and clause[start].text not in BESIDE:
        return ask.no_part(words)
    rest = lines.without(text, *clause[start:stop])
    left_out = [Choice(f"Leave it out: {rest.words}", rest.typed)] if start != i else []
    return ask.what_part(words, *left_out, Choice(f"Benefits: {words}", line))
