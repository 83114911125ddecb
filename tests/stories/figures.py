"""Which pay does a database hold, of whom, and in which ways could it be written?"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import Any

from babel.numbers import get_currency_precision, get_currency_symbol
from sqlalchemy import text
from sqlalchemy.engine import Connection

from storage.encryption import decrypted

# A bare number below this could be anything: it counts as pay only beside its currency.
LEAST, LEAST_BARE = 1_000, 10_000
# Words of this many letters, of more than one word, are nobody's by chance.
LONG_WORDS = 12
PAY_IN_WORDS = re.compile(r"\d[\d.,’' \u00a0\u202f]*(?:k\b|lpa\b)?", re.IGNORECASE)
PERIODS = {"month": 12, "week": 52}
# What stands encrypted, and how its candidate is found; of a band it is whoever is put forward for that job or client.
OF_OFFER = "SELECT r.team, r.encrypted, o.candidate FROM {0} r JOIN offers o ON o.team = r.team AND o.id = r.offer"
OWN = "SELECT team, encrypted, candidate FROM {0}"
BANDS = (
    "SELECT b.team, b.encrypted, s.candidate FROM bands b JOIN jobs j ON j.team = b.team"
    " AND (j.id = b.job OR (b.job IS NULL AND j.client = b.client))"
    " JOIN submissions s ON s.team = j.team AND s.job = j.id"
)
NOTES = "SELECT team, words, candidate FROM touch_notes WHERE about = 'pay_expected'"
SOURCES = {
    "offers": OWN,
    "agreements": OWN,
    "losses": OWN,
    "offer_rounds": OF_OFFER,
    "offer_changes": OF_OFFER,
    "levers": OF_OFFER,
}
# What of those words is no pay: who said it, and what is told in clear elsewhere.
NAMES = ("who", "said_yes", "by_candidate", "by_client", "salt", "period", "starts_on", "currency", "on", "how", "part")


@dataclass
class Pay:
    """The pay a database has held: each way to write it, with the candidates it is about."""

    ways: dict[str, set[int]] = field(default_factory=dict)
    _alike: list[frozenset[str]] = field(default_factory=list)
    _amounts: dict[int, set[tuple[int, str, str]]] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)

    def found_in(self, said: str) -> dict[str, set[int]]:
        """Give what of it stands in a text, and whose it is."""
        folded = plainly(said)
        found = {way: whose for way, whose in self.ways.items() if way in folded}
        return {way: whose for way, whose in found.items() if re.search(_alone(way), folded)}

    def known_to(self, typed: str) -> set[str]:
        """Give every way to write what somebody has typed themselves, in whichever way."""
        mine = self.found_in(typed).keys()
        return {way for alike in self._alike if alike & mine for way in alike}

    def look(self, db: Connection) -> None:
        """Add what a database holds at this moment; what is taken back later stays known."""
        for of, asked in SOURCES.items():
            for team, encrypted, candidate in db.execute(text(asked.format(of))):
                self._take(db, team, of, encrypted, candidate)
        for team, encrypted, candidate in db.execute(text(BANDS)):
            self._take(db, team, "bands", encrypted, candidate)
        for team, words, candidate in db.execute(text(NOTES)):
            if f"{candidate}/{words}" not in self._read:
                self._read.add(f"{candidate}/{words}")
                self._words(decrypted(db, team, "touch_notes", words), candidate)

    def _take(self, db: Connection, team: str, of: str, encrypted: str, candidate: int) -> None:
        if f"{candidate}/{encrypted}" in self._read:
            return
        self._read.add(f"{candidate}/{encrypted}")
        kept = json.loads(decrypted(db, team, of, encrypted))
        period = next((value for name, value in _leaves(kept) if name == "period"), "year")
        for name, value in _leaves(kept):
            if isinstance(value, dict):
                self._money(value, name, PERIODS.get(period, 1), candidate)
            elif isinstance(value, str) and name == "bonus_share":
                self._share(value, candidate)
            elif isinstance(value, str) and name not in NAMES:
                self._words(value, candidate)

    def _money(self, amount: dict[str, Any], name: str, times: int, candidate: int) -> None:
        """Take an amount, what it comes to in a year, and by how much it differs from others of this candidate."""
        minor, currency = amount["minor"], amount["currency"]
        self._add(written(minor, currency) | written(minor * times, currency), candidate)
        known = self._amounts.setdefault(candidate, set())
        known.add((minor, currency, name))
        for one, other in combinations(known, 2):
            gap = abs(one[0] - other[0])
            if one[1] == other[1] and one[2] == other[2] and gap:
                self._add(beside_currency(gap, one[1]), candidate)

    def _share(self, share: str, candidate: int) -> None:
        shown = f"{Decimal(share).normalize():f}"
        self._add({f"+ {shown} %", f"+ {shown}%", f"{shown} % bonus", f"{shown}% bonus"}, candidate)

    def _words(self, words: str, candidate: int) -> None:
        """Take words, and the amounts in them; short ones are too common to be told apart."""
        if len(words) >= LONG_WORDS and len(words.split()) > 1:
            self._add({plainly(words)}, candidate)
        for found in PAY_IN_WORDS.findall(words):
            with_unit = found.strip().lower()
            times = 1_000 if with_unit.endswith("k") else 100_000 if with_unit.endswith("lpa") else 1
            try:
                amount = Decimal(re.sub(r"[^\d.]", "", with_unit.replace(",", ""))) * times
            except InvalidOperation:
                continue
            if amount >= LEAST_BARE:
                self._add(bare(int(amount)), candidate)

    def _add(self, ways: set[str], candidate: int) -> None:
        self._alike.append(frozenset(way.casefold() for way in ways))
        for way in ways:
            self.ways.setdefault(way.casefold(), set()).add(candidate)


def written(minor: int, currency: str) -> set[str]:
    """Give the ways in which people and programs write an amount."""
    digits = get_currency_precision(currency)
    major = minor // 10**digits
    ways = beside_currency(minor, currency)
    if major >= LEAST:
        ways |= bare(major)
        ways |= {str(minor)} if digits and minor >= LEAST_BARE * 10**digits else set()
    return ways


def beside_currency(minor: int, currency: str) -> set[str]:
    """Give the ways in which an amount is written beside its currency."""
    digits = get_currency_precision(currency)
    major = minor // 10**digits
    marks = {currency.lower(), get_currency_symbol(currency, "en").lower()}
    amounts = {str(major), *_grouped(major)} | (_thousands(major) if major >= LEAST else set())
    ways = {f"{mark}{gap}{amount}" for mark in marks for amount in amounts for gap in ("", " ")}
    return ways | {f"{amount}{gap}{mark}" for mark in marks for amount in amounts for gap in ("", " ")}


def bare(major: int) -> set[str]:
    """Give the ways in which an amount is written without its currency."""
    ways = _grouped(major) | _thousands(major)
    return ways | ({str(major)} if major >= LEAST_BARE else set())


def _grouped(major: int) -> set[str]:
    if major < LEAST:
        return set()
    western = f"{major:,}"
    rest = str(major)[:-3]
    lakhs = re.sub(r"(?<=\d)(?=(\d\d)+$)", ",", rest) + "," + str(major)[-3:]
    return {western.replace(",", mark) for mark in (",", ".", " ", "'")} | {lakhs}


def _thousands(major: int) -> set[str]:
    """Give the short ways: 130k, 1.2m, 18 lpa."""
    ways: set[str] = set()
    for unit, worth in (("k", 1_000), ("m", 1_000_000), ("lpa", 100_000), ("lakh", 100_000)):
        short = f"{(Decimal(major) / worth).normalize():f}"
        if major >= worth and len(short) <= 6:
            ways |= {f"{each}{gap}{unit}" for each in (short, short.replace(".", ",")) for gap in ("", " ")}
    return ways


def plainly(said: str) -> str:
    """Write a text so that ways to write the same are the same: small letters, one kind of space and apostrophe."""
    said = said.translate({0xA0: " ", 0x202F: " ", 0x2009: " ", 0x2019: "'"}).casefold()
    return re.sub(r"[ \t]+", " ", said)


def _alone(way: str) -> str:
    """Find a way to write an amount that is not a part of a longer number or word."""
    before = r"(?<!\w)(?<!\d[.,'])" if way[0].isalnum() else ""
    after = r"(?!\d|[.,']\d{3})" if way[-1].isdigit() else r"(?!\w)" if way[-1].isalnum() else ""
    return before + re.escape(way) + after


def _leaves(kept: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Give every value by its name; an amount of money is one."""
    if isinstance(kept, dict) and kept.keys() == {"minor", "currency"}:
        yield name, kept
    elif isinstance(kept, dict):
        for key, value in kept.items():
            if key not in ("by_candidate", "by_client"):
                yield from _leaves(value, key)
    elif isinstance(kept, list):
        for value in kept:
            yield from _leaves(value, name)
    elif kept is not None:
        yield name, kept
