"""By which keys is pay encrypted?"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken

from bot.errors import Misconfigured

# What stands before an encrypted text, so that one kept in clear by an older version is told apart; then comes by which
# key it was encrypted.
MARK = "enc1:"
NO_KEY = "There is no key to encrypt pay with: write one into PAY_KEYS, or into the file that PAY_KEYS_FILE names."
NOT_A_KEY = "it holds something that is no key; one is 44 letters and signs, as `python -m bot keys new` makes them"
UNREADABLE = (
    "Some pay was encrypted with the key {}, which is not among ours: give it in PAY_KEYS, or in the file of keys."
)


class NotAKey(ValueError):
    """What was given as a key is none."""


class Keyring:
    """The keys of an installation (Fernet, 32 bytes in URL-safe base64): the first encrypts, any of them decrypts.

    A key is told by its `fingerprints`, from which nobody can guess it; a text says by which it was encrypted.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise Misconfigured(NO_KEY)
        self._of = {fingerprint(key): Fernet(key) for key in keys}
        self.fingerprints = tuple(self._of)

    @property
    def first(self) -> str:
        """The fingerprint of the key that encrypts."""
        return self.fingerprints[0]

    def encrypt(self, words: str) -> str:
        """Encrypt by the first key."""
        return f"{MARK}{self.first}:{self._of[self.first].encrypt(words.encode()).decode()}"

    def decrypted(self, text: str) -> str:
        """Give back what was encrypted by one of the keys.

        Raise `Misconfigured` where it was by none of them, `ValueError` where it was changed since.
        """
        by, _, token = text.removeprefix(MARK).partition(":")
        if by not in self._of:
            raise Misconfigured(UNREADABLE.format(by))
        try:
            return self._of[by].decrypt(token).decode()
        except InvalidToken:
            raise ValueError("an encrypted text that was changed") from None

    @classmethod
    def fresh(cls) -> str:
        """Draw a new key."""
        return Fernet.generate_key().decode()


def fingerprint(key: str) -> str:
    """Tell a key by 16 letters from which nobody can guess it; raise `NotAKey` where it is none."""
    try:
        read = base64.urlsafe_b64decode(key)
    except (binascii.Error, ValueError):
        raise NotAKey(NOT_A_KEY) from None
    if len(read) != 32:
        raise NotAKey(NOT_A_KEY)
    return hashlib.sha256(read).hexdigest()[:16]
