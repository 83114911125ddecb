"""How is someone's name, e-mail, phone or profile address taken out of a text, however it is spelt there?"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from bot.facts import Contact, KnownAs
from bot.words import fold

ERASED = "[erased]"
# A name of one word is taken out as it is written, capitals and all, since "may" and "rose" are words as well.
SHORTEST_SINGLE = 3
# Chinese, Japanese and Korean names stand within a text without a space on either side.
_UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_BETWEEN_DIGITS = r"[\s().+/\u00a0\u2010-\u2015-]{0,3}"

Word = tuple[str, int, int]


class Redactor:
    """Takes one person out of texts: their full name with any accents, capitals and order, and their addresses."""

    def __init__(self, known: KnownAs) -> None:
        self._single = [_plain(name) for name in known.names if len(fold(name).split()) == 1]
        self._names = {tuple(sorted(fold(name).split())) for name in known.names if len(fold(name).split()) > 1}
        self._unspaced = [_unspaced(name) for name in known.names if _UNSPACED.search(name) and len(name) > 1]
        self._numbers = [
            pattern for contact in known.contacts if contact.kind == "phone" for pattern in _patterns(contact)
        ]
        self._parts = [tuple(fold(name).split()) for name in known.names if fold(name)]
        self._parts += [
            (part.lower(),) for contact in known.contacts if contact.kind != "phone" for part in _plainly(contact)
        ]
        self._addresses = [pattern for contact in known.contacts for pattern in _patterns(contact)]

    def redacted(self, text: str, *, names: bool = True) -> str:
        """Give the text without them; `names` False leaves their name, where it is a namesake's as well."""
        if self._cannot_name(text):
            return text
        for pattern in self._addresses:
            text = pattern.sub(ERASED, text)
        return self._without_names(text) if names else text

    def _cannot_name(self, text: str) -> bool:
        """Tell at once of most texts that they do not name them: plain letters, in which some part of each is missing.

        Looking closely takes ten times as long, and there may be a million texts.
        """
        if not (text.isascii() and text.replace("\n", " ").isprintable()):
            return False
        plain = text.lower()
        named = any(all(part in plain for part in parts) for parts in self._parts)
        return not named and not any(number.search(text) for number in self._numbers)

    def redacted_json(self, body: str, *, names: bool = True) -> str:
        """Give JSON without them, its shape unchanged; what is no JSON is a text."""
        try:
            read = json.loads(body)
        except ValueError:
            return self.redacted(body, names=names)
        written = self._within(read, names)
        return body if written == read else json.dumps(written, ensure_ascii=False)

    def _within(self, read: Any, names: bool) -> Any:
        if isinstance(read, str):
            return self.redacted(read, names=names)
        if isinstance(read, list):
            return [self._within(each, names) for each in read]
        if isinstance(read, dict):
            return {self.redacted(key, names=names): self._within(each, names) for key, each in read.items()}
        return read

    def _without_names(self, text: str) -> str:
        for pattern in self._unspaced:
            text = pattern.sub(ERASED, text)
        folded = f" {fold(text)} "
        if any(all(word in folded for word in name) for name in self._names):
            for name in sorted(self._names, key=len, reverse=True):
                text = _cut_out(text, list(_found(_words(text), name)))
        if any(fold(single) in folded for single in self._single):
            spans = [(start, end) for _, start, end in _words(text) if _plain(text[start:end]) in self._single]
            text = _cut_out(text, spans)
        return text


def _found(words: Sequence[Word], name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Find a name's words beside one another, in any order."""
    at = 0
    while at + len(name) <= len(words):
        here = words[at : at + len(name)]
        if tuple(sorted(word for word, _, _ in here)) == name:
            yield here[0][1], here[-1][2]
            at += len(name)
        else:
            at += 1


def _cut_out(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + ERASED + text[end:]
    return text


def _words(text: str) -> list[Word]:
    """List the folded words of a text with where each stands in it."""
    found: list[Word] = []
    start: int | None = None
    for at, sign in enumerate(text + " "):
        if _parts(sign):
            if start is not None:
                found += [(word, start, at) for word in fold(text[start:at]).split()]
            start = None
        elif start is None:
            start = at
    return found


@lru_cache(maxsize=4096)
def _parts(sign: str) -> bool:
    """Tell whether a sign stands between words: an accent or a sign that nobody sees does not."""
    return len(fold(f"a{sign}b").split()) > 1


def _plain(word: str) -> str:
    """Spell one word without accents, its capitals kept."""
    marks = (sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    plain = unicodedata.normalize("NFC", "".join(marks)).strip()
    return plain if len(plain) >= SHORTEST_SINGLE or _UNSPACED.search(plain) else word


def _unspaced(name: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(re.escape(sign) for sign in name if not sign.isspace()))


def _patterns(contact: Contact) -> list[re.Pattern[str]]:
    made = {"email": _email, "phone": _phone, "profile": _profile}.get(contact.kind, _letters)
    return [re.compile(spelt, re.IGNORECASE) for spelt in dict.fromkeys(made(contact)) if spelt]


def _letters(contact: Contact) -> list[str]:
    return [re.escape(each) for each in (contact.value, contact.shown) if each.strip()]


def _email(contact: Contact) -> list[str]:
    return [rf"(?<![\w.+-]){each}(?![\w-]|\.\w)" for each in _letters(contact)]


def _phone(contact: Contact) -> list[str]:
    """Spell a number with and without its country code, with whatever people put between digits."""
    digits = re.sub(r"\D", "", contact.value)
    code, national = _country_apart(contact.value, digits)
    whole = _BETWEEN_DIGITS.join(national)
    before = rf"(?:(?:(?:\+|00){_BETWEEN_DIGITS})?{_BETWEEN_DIGITS.join(code)}{_BETWEEN_DIGITS})?" if code else ""
    spelt = rf"(?<!\d)\(?{before}(?:0{_BETWEEN_DIGITS})?{whole}(?!\d)"
    return [spelt, *_letters(contact)] if len(national) >= 5 else _letters(contact)


def _country_apart(value: str, digits: str) -> tuple[str, str]:
    import phonenumbers  # loaded when first asked, for a quick start

    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return "", digits
    code = str(number.country_code)
    return code, digits.removeprefix(code)


def _profile(contact: Contact) -> list[str]:
    """Find the page on any of its site's hosts, with whatever stands behind it."""
    return [
        rf"(?:https?://)?(?:[\w-]+\.)*{re.escape(place)}(?:[/?#][^\s<>|\"]*)?(?![\w-])" for place in _plainly(contact)
    ]


def _plainly(contact: Contact) -> set[str]:
    """Spell an address in the ways of which one stands in every text that holds it."""
    if contact.kind != "profile":
        return {each for each in (contact.value, contact.shown) if each.strip()}
    places = {re.sub(r"^https?://", "", each.rstrip("/")) for each in (contact.value, contact.shown)}
    return places | {unquote(place) for place in places}
