"""Is a share beside a base the bonus, or how much of full time somebody works?"""

from __future__ import annotations

from decimal import Decimal

from bot.facts import Choice
from bot.rules import amount_lines as lines
from bot.rules import amount_questions as ask
from bot.rules.amount_figures import Figure
from bot.rules.amount_tokens import spelt
from bot.rules.asking import Asked

LARGEST_SHARE = Decimal(200)
# From half on, a share that nothing names can be part-time; beyond the whole it cannot.
HALF, WHOLE = Decimal(50), Decimal(100)


def of_share(figure: Figure) -> Decimal:
    """Tell how many per cent a figure is."""
    said = f"{figure.text}%"
    if figure.times != 1:
        raise ask.unread(said)
    fitting = [each.value for each in figure.values if each.value <= LARGEST_SHARE]
    if not fitting:
        raise ask.share_too_large(said)
    if fitting[0] == 0:
        raise Asked(ask.ZERO)
    return Decimal(spelt(fitting[0]))


def check_named(text: str, figure: Figure) -> None:
    """Raise Asked where a share that stands without "bonus" can be part-time, as `90k, 80%` is for many."""
    if not any(HALF <= each.value <= WHOLE for each in figure.values):
        return
    share = text[figure.start : figure.end]
    works = "full time" if figure.values[0].value == WHOLE else "part time"
    ways = ((f"a bonus of {share}", f"{share} bonus"), (f"{works}, {share}", f"{share} {works}"))
    at = figure.start, figure.end
    raise ask.part_time(share, [Choice(words, lines.moved_to_end(text, *at, named)) for words, named in ways])
