"""How does an operator go on who has lost a key of pay for good?"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

import storage
from bot.amounts import on
from bot.errors import Misconfigured
from bot.running import OTHER_VERSION
from storage.database import Database
from storage.giving_up import Instead
from storage.key_file import Keys
from storage.keyring import Keyring
from storage.migrate import is_at_head
from storage.tables import (
    Agreements,
    Bands,
    Base,
    Drafts,
    ImportLines,
    Inbox,
    Levers,
    Losses,
    OfferChanges,
    OfferRounds,
    Offers,
    TouchNotes,
)

NOT_ONE = "No key is missing, so there is nothing to give up."
NOT_TYPED = "That is not the key that is missing, so nothing was given up."
BEFORE = (
    "Look once more: the file of keys on the machine that ran before, its copy, PAY_KEYS of any process, a password "
    "safe.\nKeep a copy of the database as it is now, in case the key turns up later.\nStop every process of the bot. "
    "What is given up is lost, in this database, for good."
)
DONE = "{:,} records were given up. The bot encrypts with {} from the next start on: keep a copy of {}."
# What of a kind is lost, and what becomes of it.
_KINDS: dict[type[Base], str] = {
    Offers: "offers: why, and what was done for them; company, state and deadline stay",
    OfferRounds: "steps of talks: the figures, and who said them; that they were said stays",
    OfferChanges: "changes of offers: the reasons, and who said yes; the changes stay",
    Levers: "parts that may still move: how far",
    Agreements: "agreed terms: all they say, and their seal; that there were some stays",
    Losses: "losses: what was learned; the reason stays",
    TouchNotes: "notes on the pay expected",
    Bands: "bands: they go, so nothing is asked about their jobs until a manager writes them anew",
    Drafts: "forms that were being filled in: they go",
    Inbox: "answers to presses, remembered in case one comes twice: they go",
    ImportLines: "lines of files on their way in: they go, and whoever sent the file is told",
}


def foretold(url: str, keys: Keys) -> Iterator[str]:
    """Say which keys are missing, and what would be lost with them; raise `Misconfigured` where none is."""
    ring = keys.ring()
    ours = ring.fingerprints if ring else ()
    with _alone(url, ring) as database:
        missing = database.look(storage.pay_keys.missing, ours)
        counts = database.look(storage.giving_up.lost, ours)
    if not missing:
        raise Misconfigured(NOT_ONE)
    yield f"Missing: {' '.join(missing)}. Nobody can read what was encrypted with it:"
    yield from (f"{count:>9,} {_KINDS[of]}" for of, count in counts.items())
    yield f"{sum(counts.values()):>9,} in all"
    yield BEFORE


def give_up(url: str, keys: Keys, typed: str, now: datetime) -> Iterator[str]:
    """Go on without what cannot be read, once the missing key is typed; where there is no key at all, one is made."""
    ring = keys.ring()
    with _alone(url, ring) as database:
        missing = database.look(storage.pay_keys.missing, ring.fingerprints if ring else ())
        if not missing or sorted(typed.split()) != sorted(missing):
            raise Misconfigured(NOT_TYPED)
        ring = ring or keys.made()
        database.give_keys(ring)
        total = 0
        for count in storage.giving_up.give_up(database, _instead(missing, now)):
            total += count
            yield f"{total:,} given up"
    yield DONE.format(total, ring.first, keys.where)


def _instead(missing: list[str], now: datetime) -> Instead:
    day = on(now.date())
    words, figures = f"lost with its key, given up on {day}", f"the figures were lost with their key, given up on {day}"
    return Instead(" ".join(missing), words, figures, now)


@contextlib.contextmanager
def _alone(url: str, ring: Keyring | None) -> Iterator[Database]:
    """Open the database; a SQLite file that a bot holds is refused, since it would go on with the key that is lost."""
    database = Database(url, ring)
    try:
        if not database.look(is_at_head):
            raise Misconfigured(OTHER_VERSION)
        yield database
    finally:
        database.close_now()
