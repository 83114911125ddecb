"""Where in a line about an offer does the name end, and where does it begin?"""

from __future__ import annotations

from collections.abc import Sequence

from bot.rules.amount_words import phrases
from bot.rules.offer_line_words import DROPPED, KINDS, LEADING_IN, became, begins_amount, begins_rest, folded, is_figure

MOST_NAMES = 5
# Where nothing begins the rest, names of so many words are tried; one of a single word only where as many follow it.
UNSAID_NAMES, FEWEST_AFTER_ONE = (4, 3, 2), 4


def first_after(words: Sequence[str]) -> int:
    """Tell which word begins the rest: one that is known to, or else a figure in words; the end where none is."""
    known = (i for i in range(1, len(words)) if begins_rest(words, i))
    return next(known, next((i for i in range(1, len(words)) if is_figure(words, i)), len(words)))


def ends(words: Sequence[str], first: int) -> list[int]:
    """Tell in which ways a name can end, the longest first, if the rest begins at `first` or before it."""
    return [*_longer(words, first), first, *range(first - 1, 0, -1)][:MOST_NAMES]


def without_lead(words: Sequence[str]) -> Sequence[str]:
    """Give a line without what can stand before a name: "for Ana"."""
    at = next((i for i, word in enumerate(words) if folded(word) not in LEADING_IN), 0)
    return words[at:]


def name_first(words: Sequence[str]) -> list[str]:
    """Put an amount that stands first, as in `90k + 10% Ana`, after the name; in each way the name can begin."""
    if not words or not begins_amount(words, 0):
        return []
    ends = next((i for i, word in enumerate(words) if not _of_amount(words, i) and word[0].isalpha()), len(words) - 1)
    begins = [i for i in range(1, ends + 1) if words[i][0].isalpha() and not begins_rest(words, i)]
    return [" ".join([*words[i:], " ".join(words[:i]).rstrip(" -–—:,;")]) for i in begins[:MOST_NAMES]]


def _of_amount(words: Sequence[str], i: int) -> bool:
    return begins_amount(words, i) or folded(words[i]) in phrases()


def unsaid(words: Sequence[str]) -> list[int]:
    """Tell where a name can end if no word is known that begins the rest, or only one of what became of an offer."""
    decided = next((i for i in range(1, len(words)) if became(words, i) or folded(words[i]) == "offers"), None)
    if decided is not None:
        return [decided]
    one = (1,) if len(words) > FEWEST_AFTER_ONE else ()
    return [at for at in (*UNSAID_NAMES, *one) if at < len(words) and folded(words[at - 1]) not in DROPPED]


def _longer(words: Sequence[str], first: int) -> list[int]:
    """Tell where else a name can end: before a later word that says which kind of offer it is, after an initial."""
    initial = len(words[first].rstrip(".")) == 1 and words[first][0].isalpha() and first + 1 < len(words)
    return [i for i in range(first + 1, len(words)) if folded(words[i]) in KINDS or (initial and i == first + 1)][::-1]


def names(name: str) -> bool:
    """Tell whether there is a letter or digit in what may be a name."""
    return any(sign.isalnum() for sign in name)
