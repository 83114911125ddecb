"""Which words of names may somebody have meant who made one typing error?

One error leaves one half of a word whole. So each word is kept once, forwards and backwards, and is looked for by the
beginning that was typed and by the end; of these few, those that are one error away are meant. An error is a letter
that is wrong, missing or too many, or two neighbours that changed places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Select, bindparam, delete, exists, func, select

from storage.database import Db
from storage.insert import unless_there
from storage.tables import NameWords, Spellings, table

SPELLINGS, WORDS = table(Spellings), table(NameWords)
# Shorter words are too much like each other: an error in one is forgiven where it is the only one.
SHORTEST_FORGIVEN = 4
# How many words a half that was typed may begin or end, before the rest of them is left out.
LOOKED_AT = 5_000
# From so many letters on, what was typed may be the beginning of a word.
SHORTEST_BEGUN = 5
LONGEST, MOST_MEANT = 100, 100
LAST = "\U0010ffff"

_BEGUN, _ENDED = (
    select(of)
    .where(SPELLINGS.c.team == bindparam("team_"), of >= bindparam("low"), of < bindparam("high"))
    .where(func.length(of).between(bindparam("shortest"), bindparam("longest")))
    .limit(LOOKED_AT)
    for of in (SPELLINGS.c.word, SPELLINGS.c.backwards)
)


def learn(db: Db, team: str, words: Iterable[str]) -> None:
    """Keep the words of new names, those that the team does not know yet.

    Those it knows are held, so that nobody lets go of them who does not see the new names yet.
    """
    wanted = sorted(set(words))
    held = set(db.execute(_held(team, wanted).with_for_update(read=True, key_share=True)).scalars()) if wanted else ()
    rows = [{"team": team, "word": word, "backwards": word[::-1]} for word in wanted if word not in held]
    if rows:
        db.execute(unless_there(db, SPELLINGS, "word"), rows)


def forget(db: Db, team: str, words: Iterable[str]) -> None:
    """Let go of those of the words that nobody's name has any more.

    They are held first: whoever is adding a name with one of them is then done, and seen.
    """
    gone = sorted(set(words))
    db.execute(_held(team, gone).with_for_update())
    borne = exists().where(WORDS.c.team == team, WORDS.c.word == SPELLINGS.c.word)
    db.execute(delete(SPELLINGS).where(SPELLINGS.c.team == team, SPELLINGS.c.word.in_(gone), ~borne))


def _held(team: str, words: Sequence[str]) -> Select[str]:
    mine = (SPELLINGS.c.team == team, SPELLINGS.c.word.in_(words))
    return select(SPELLINGS.c.word).where(*mine).order_by(SPELLINGS.c.word)


def near(db: Db, team: str, typed: str) -> list[str]:
    """List the words of the team's names that may have been meant, the likeliest first.

    They are one error away from what was typed. Where none is, what was typed may be the beginning of a word, with an
    error in its second half.
    """
    half = len(typed) // 2
    crossed = typed[: half - 1] + typed[half] + typed[half - 1]
    shortest, longest = len(typed) - 1, len(typed) + 1
    begun = db.execute(_BEGUN, _range(team, typed[:half], shortest, longest)).scalars()
    across = db.execute(_BEGUN, _range(team, crossed, shortest, longest)).scalars()
    ended = db.execute(_ENDED, _range(team, typed[: half - 1 : -1], shortest, longest)).scalars()
    far = _one_error(typed, [*begun, *across, *(word[::-1] for word in ended)])
    if not far and len(typed) >= SHORTEST_BEGUN:
        far = _begun_so(typed, list(db.execute(_BEGUN, _range(team, typed[:half], shortest, LONGEST)).scalars()))
    return sorted(far, key=lambda word: (far[word], word[0] != typed[0], word))[:MOST_MEANT]


def meant(words: Sequence[str], titles: Iterable[str]) -> list[bool]:
    """Tell of which titles each has all the words in it, if there is a typing error in each of the longer ones."""
    parted = [(title, title.split()) for title in titles]
    parts = list({part for _, each in parted for part in each})
    near = {word: set(_one_error(word, parts)) if len(word) >= SHORTEST_FORGIVEN else set() for word in words}
    return [all(word in title or not near[word].isdisjoint(each) for word in words) for title, each in parted]


def _begun_so(typed: str, words: Sequence[str]) -> dict[str, int]:
    """Choose the words whose beginning is one error away from what was typed."""
    begun: dict[str, list[str]] = {}
    for word in words:
        for letters in range(len(typed) - 1, len(typed) + 2):
            begun.setdefault(word[:letters], []).append(word)
    return {word: errors for beginning, errors in _one_error(typed, list(begun)).items() for word in begun[beginning]}


def _one_error(typed: str, words: Sequence[str]) -> dict[str, int]:
    near = process.extract(typed, words, scorer=OSA.distance, score_cutoff=1, limit=None)
    return {word: errors for word, errors, _ in near}


def _range(team: str, half: str, shortest: int, longest: int) -> dict[str, Any]:
    return {"team_": team, "low": half, "high": half + LAST, "shortest": shortest, "longest": longest}
