"""Can two names be one person's, and how surely?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.rules.nicknames import is_first_name, is_short_for, may_be_called
from bot.words import fold

# A younger or older bearer of the same name is somebody else.
_GENERATIONS = frozenset("jr sr junior senior filho neto sobrinho hijo fils pere ii iii iv 2nd 3rd".split())
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor herr frau ing dipl med phd msc mba bsc pmp cpa cfa csm llm llb acca".split()
)
_PARTICLES = frozenset(
    "da de do dos das di del della dei du des van von der den ter ten te la le los las el al bin ibn ben y e zu".split()
)
_LATIN = dict(
    zip(
        "абвгґдеєзиіїйклмнопрстуфцыэαβγδεζηικλμνξοπρστυφω",
        "a b v g g d e ie z i i i i k l m n o p r s t u f ts i e a v g d e z i i k l m n x o p r s t i f o".split(),
        strict=True,
    )
) | {"ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
_LATIN |= {"θ": "th", "χ": "ch", "ψ": "ps"}
_LETTERS = str.maketrans(_LATIN)
# Words of four letters may have one slip, of eight two.
_SLIP_FROM, _SLIPS_FROM = 4, 8
_SURELY_FROM = 5


class Match(IntEnum):
    """How well two words of names agree, the surest last."""

    NONE = 0
    NEAR = 1
    INITIAL = 2
    CALLED = 3
    SLIP = 4
    EQUAL = 5


class Names(IntEnum):
    """How well two names agree, the surest last.

    FIRST: the same first name, and another surname in place of one. SIMILAR may be one person's; ONE is, where
    something else says so as well; EQUAL has the same words, wherever it begins.
    """

    APART = 0
    CLASH = 1
    FIRST = 2
    SIMILAR = 3
    ONE = 4
    EQUAL = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: its words as they compare, first name first, and its generation."""

    words: tuple[str, ...]
    generation: frozenset[str]


@lru_cache(maxsize=4096)
def read(name: str) -> Name:
    """Take a name apart; what stands before a comma is the surname."""
    surname, comma, first = name.partition(",")
    turned = f"{first} {surname}" if comma and not _GENERATIONS.issuperset(fold(first).split()) else name
    turned = re.sub(r"\b([dlo]|mc|mac)(?:['’´`]|(?<=mc) |(?<=mac) )", r"\1", turned, flags=re.IGNORECASE)
    folded = fold(turned).split()
    kept = [word for at, word in enumerate(folded) if not (at and word in _GENERATIONS)]
    generation = frozenset(_generation(word) for word in folded[1:] if word in _GENERATIONS)
    called = [word for word in kept if word not in _TITLES] or kept
    words = [word for at, word in enumerate(called) if not (at and word in _PARTICLES)]
    return Name(tuple(word.translate(_LETTERS) for word in words), generation)


def compare(one: str, other: str) -> Names:
    """Tell how well two names agree."""
    left, right = read(one), read(other)
    if not left.words or not right.words:
        return Names.APART
    agree = _agree(*sorted((left.words, right.words), key=len))
    if agree >= Names.SIMILAR and left.generation != right.generation:
        return Names.CLASH
    return agree


def canonical(word: str) -> str:
    """Spell a word so that usual spellings of it are equal: Mueller and Müller, Stephan and Stefan, Anna and Ana."""
    word = plain_vowels(word).replace("ph", "f").replace("y", "i").replace("th", "t").replace("ck", "k")
    return _singly(re.sub(r"c(?!h)", "k", word).replace("w", "v"))


def _singly(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def plain_vowels(word: str) -> str:
    """Take umlauts that are written out for their vowels; Joe is not Jö."""
    return re.sub(r"aa", "a", re.sub(r"([aou])e", r"\1", word)) if len(word) > 3 else word


def _generation(word: str) -> str:
    return {"junior": "jr", "senior": "sr"}.get(word, word)


def _agree(fewer: tuple[str, ...], more: tuple[str, ...]) -> Names:
    """Compare two names, the one of fewer words first."""
    if _rotated(fewer) & _rotated(more):
        return Names.EQUAL
    agree = _judged(fewer, more)
    if agree < Names.ONE and len(fewer) == len(more) > 1:
        turned = (_judged((*fewer[1:], fewer[0]), more, turned=True), _judged(fewer, (*more[1:], more[0]), turned=True))
        agree = Names.ONE if Names.ONE in turned else agree
    return agree


def _judged(fewer: tuple[str, ...], more: tuple[str, ...], *, turned: bool = False) -> Names:
    """Compare two names word by word; where one of them is `turned`, nobody knows which word is the surname."""
    pairs = _paired(fewer, more, turned)
    found = [match for match, _ in pairs]
    if all(found):
        return _whole(found, pairs, fewer, more)
    if len(fewer) > 1 and _only_surname_differs(fewer, more):
        return Names.FIRST
    if len(fewer) > 1 and all(match >= Match.CALLED for match in (found[0], found[-1])):
        return Names.CLASH
    return Names.SIMILAR if _is_near("".join(fewer), "".join(more)) else Names.APART


def _whole(found: list[Match], pairs: list[tuple[Match, int]], fewer: tuple[str, ...], more: tuple[str, ...]) -> Names:
    """Judge names of which each word of the shorter stands in the longer."""
    if all(match is Match.INITIAL for match in found):
        return Names.APART
    if not _is_in_turn([at for _, at in pairs]):
        return Names.SIMILAR
    if min(found) is Match.EQUAL and len(fewer) == len(more):
        return Names.EQUAL
    first = next((match for match, at in pairs if at == 0), Match.NONE)
    sure = min(found) >= Match.INITIAL and first >= Match.INITIAL
    return Names.ONE if sure else Names.SIMILAR


def _is_in_turn(places: list[int]) -> bool:
    """Tell whether words follow each other alike, wherever one begins: Maria José is not José Maria."""
    return sum(after < at for at, after in zip(places, [*places[1:], places[0]], strict=True)) <= 1


def _paired(fewer: tuple[str, ...], more: tuple[str, ...], turned: bool) -> list[tuple[Match, int]]:
    """Give for each word of the shorter name the best of the longer that is left, and where it stands."""
    left, pairs = dict(enumerate(more)), []
    for place, word in enumerate(fewer):
        ranked = [
            (_match(word, other, turned or place == 0 or at == 0 or not _are_surnames(word, other, fewer[0])), -at)
            for at, other in left.items()
        ]
        match, at = max(ranked)
        pairs.append((match, -at if match else -1))
        if match:
            del left[-at]
    return pairs


def _are_surnames(one: str, other: str, first: str) -> bool:
    """Tell whether two words are surely no first names, since a first name stands before them."""
    return is_first_name(first) and not is_first_name(one) and not is_first_name(other)


def _match(one: str, other: str, first: bool) -> Match:
    """Compare two words; a `first` name allows of a short form, and of few slips, since Mario is not Maria."""
    if canonical(one) == canonical(other):
        return Match.EQUAL
    if min(len(one), len(other)) == 1:
        return Match.INITIAL if one[0] == other[0] else Match.NONE
    if first and is_short_for(one, other):
        return Match.CALLED
    if _is_near(one, other):
        return Match.SLIP if not first or _is_swap(one, other) else Match.NEAR
    return Match.NEAR if first and may_be_called(one, other) else Match.NONE


def _is_near(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter < _SLIP_FROM:
        return False
    return OSA.distance(one, other) <= (2 if shorter >= _SLIPS_FROM else 1)


def _is_swap(one: str, other: str) -> bool:
    """Tell whether two neighbouring letters inside changed places; at the end that makes Marian of Marina."""
    if sorted(one) != sorted(other) or len(one) < _SURELY_FROM or OSA.distance(one, other) > 1:
        return False
    return one[0] == other[0] and one[-1] == other[-1]


def _only_surname_differs(fewer: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """Tell whether all given names agree and the surname does not; a family's name may come first as well."""
    if len(fewer) != len(more) or not _are_surnames(fewer[-1], more[-1], fewer[0]):
        return False
    return all(_match(one, other, True) >= Match.CALLED for one, other in zip(fewer[:-1], more[:-1], strict=True))


def _rotated(words: tuple[str, ...]) -> set[str]:
    spelt = [canonical(word) for word in words]
    return {_singly("".join(spelt[at:] + spelt[:at])) for at in range(len(spelt))}
