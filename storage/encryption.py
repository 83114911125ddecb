"""How is pay kept, so that a copy of the database does not tell it?"""

from __future__ import annotations

from bot.errors import Misconfigured
from storage.database import KEYS, Db
from storage.keyring import MARK, NO_KEY, Keyring

# Between where a text belongs and the text itself.
_THEN = "\n"


def encrypt(db: Db, team: str, of: str, words: str) -> str:
    """Encrypt a text of one team; nowhere else can it be put and read.

    `of` says where it stands: a table, and of which row (`offers/12`).
    """
    return keyring(db).encrypt(f"{_place(team, of)}{_THEN}{words}")


def decrypted(db: Db, team: str, of: str, text: str) -> str:
    """Give back what was encrypted for this team and place; a text that was kept in clear comes as it is.

    Whoever names a table alone (`offers`) reads that of any of its rows. Raise `Misconfigured` where none of our keys
    fits, `ValueError` where it was put here from somewhere else.
    """
    if not text.startswith(MARK):
        return text
    place, words = _opened(db, text)
    if not f"{place}/".startswith(f"{_place(team, of)}/"):
        raise ValueError("an encrypted text that belongs elsewhere")
    return words


def in_clear(db: Db, text: str) -> str:
    """Give back a text wherever it belongs, for those who look through all of them."""
    return _opened(db, text)[1] if text.startswith(MARK) else text


def rewritten(db: Db, before: str, words: str) -> str:
    """Give other words that are to stand where a text stood: encrypted for that place, if it was."""
    if not before.startswith(MARK):
        return words
    return keyring(db).encrypt(f"{_opened(db, before)[0]}{_THEN}{words}")


def keyring(db: Db) -> Keyring:
    """Give our keys; raise `Misconfigured` where whoever opened the database has none."""
    keys: Keyring | None = db.get_execution_options().get(KEYS)
    if keys is None:
        raise Misconfigured(NO_KEY)
    return keys


def _place(team: str, of: str) -> str:
    return f"{team}/{of}".replace(_THEN, " ")


def _opened(db: Db, text: str) -> tuple[str, str]:
    place, _, words = keyring(db).decrypted(text).partition(_THEN)
    return place, words
