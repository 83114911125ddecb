"""Who bears every one of some words, as they were typed or with a typing error in them?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, intersect, select, union_all

from storage import spellings
from storage.database import Db
from storage.tables import Candidates, NameWords, table

CANDIDATES, WORDS = table(Candidates), table(NameWords)
LONGEST_WORD = 100
# A word with fewer bearers is rare: each of their names is looked at.
RARE = 500
# Of each word, where all are common, so many bearers are compared: it bounds what a single letter costs.
COMPARED = 20_000
# Somebody may have two words that begin alike.
TWICE = 2
# A shorter word is not forgiven at all.
SHORTEST_PART = 2
LAST = "\U0010ffff"
# Chinese, Japanese and Korean names are written without a space between their parts.
UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_FOLDED = select(CANDIDATES.c.id, CANDIDATES.c.folded).where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A typed word, which begins the one that was meant, with other words that may have been meant by it."""

    typed: str
    meant: frozenset[str] = frozenset()

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether it may be meant by one of the words."""
        return any(word.startswith(self.typed) or word in self.meant for word in words)


def words_of(folded: str) -> list[str]:
    """List the words that a name can be found by the beginning of."""
    words = set(folded.split())
    within = {word[at:] for word in words if UNSPACED.search(word) for at in range(1, len(word))}
    return sorted({word[:LONGEST_WORD] for word in words | within})


def bearing(db: Db, team: str, words: Sequence[str], most: int) -> list[int]:
    """List candidates of whose name each word begins a word."""
    return _all_borne(db, team, [Reading(word[:LONGEST_WORD]) for word in words], most)


def forgiven(db: Db, team: str, words: Sequence[str], most: int) -> list[int]:
    """List candidates who are meant if there is a typing error in each of the longer words.

    Where nobody is, one of the short words may have the error, if it is the only one.
    """
    near = {word: frozenset(spellings.near(db, team, word)) for word in words if len(word) >= SHORTEST_PART}
    long = {word: near[word] for word in near if len(word) >= spellings.SHORTEST_FORGIVEN}
    ids = _meant(db, team, words, long, most)
    for short in near.keys() - long.keys() if len(words) > 1 else ():
        ids = ids or _meant(db, team, words, {short: near[short]}, most)
    return ids


def _meant(db: Db, team: str, words: Sequence[str], near: Mapping[str, frozenset[str]], most: int) -> list[int]:
    if not any(near.values()):
        return []
    return _all_borne(db, team, [Reading(word[:LONGEST_WORD], near.get(word, frozenset())) for word in words], most)


def _all_borne(db: Db, team: str, readings: Sequence[Reading], most: int) -> list[int]:
    """Look at the names of those who bear a rare word; where there is none, compare who bears each."""
    if len(readings) == 1:
        return list(dict.fromkeys(db.execute(_bearers(team, readings[0], TWICE * most)).scalars()))[:most]
    for reading in sorted(readings, key=lambda each: len(each.typed), reverse=True):
        ids = list(db.execute(_bearers(team, reading, RARE)).scalars())
        if len(ids) < RARE:
            named = db.execute(_FOLDED, {"team_": team, "ids": sorted(set(ids))}) if ids else ()
            borne = {row.id: words_of(row.folded) for row in named}
            return [id for id, words in borne.items() if all(each.fits(words) for each in readings)][:most]
    each = [select(_bearers(team, reading, COMPARED).subquery()) for reading in readings]
    return list(db.execute(intersect(*each).limit(most)).scalars())


def _bearers(team: str, reading: Reading, most: int) -> Select[int]:
    of = select(WORDS.c.candidate).where(WORDS.c.team == team)
    begins = of.where(WORDS.c.word >= reading.typed, WORDS.c.word < reading.typed + LAST).limit(most)
    if not reading.meant:
        return begins
    meant = of.where(WORDS.c.word.in_(sorted(reading.meant))).limit(most)
    either = union_all(select(begins.subquery()), select(meant.subquery())).subquery()
    return select(either.c.candidate).limit(most)
