"""How else may a name be written in a record?"""

from __future__ import annotations

from bot.rules.names import plain_vowels, read
from bot.rules.nicknames import also_called
from bot.words import fold

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Whoever looks for the one is not shown the other, since a slip in the first letter is none that is forgiven.
_BEGINNINGS = (("chr", "kr"), ("kr", "chr"), ("c", "k"), ("k", "c"), ("ph", "f"), ("f", "ph"))


def spellings(name: str) -> list[str]:
    """List how else a name may be written in a record: by a short form, in Latin letters, with or without umlauts."""
    words = read(name).words
    whole = " ".join(words)
    written = [fold(name.casefold().translate(_UMLAUTS)), whole, " ".join(map(plain_vowels, words))]
    if len(words) > 1:
        written += [" ".join((words[0][0], *words[1:])), " ".join((words[0], words[-1])), "".join(words)]
        written += ["".join(words[:2]) + " " + " ".join(words[2:]), " ".join((*words[:-2], "".join(words[-2:])))]
    written += [begun + whole.removeprefix(begins) for begins, begun in _BEGINNINGS if whole.startswith(begins)]
    for at, word in enumerate(words):
        written += [" ".join((*words[:at], called, *words[at + 1 :])) for called in also_called(word)]
    return list(dict.fromkeys(each for each in map(str.strip, written) if each and each != fold(name)))
