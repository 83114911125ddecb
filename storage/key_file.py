"""Where do the keys stand that pay is encrypted with, and how does a new one come there?"""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import Misconfigured
from storage.files import OWNER_ONLY
from storage.keyring import Keyring, NotAKey

OTHERS = 0o077
HEADING = """\
# The keys by which Rapport encrypts pay: the first encrypts, each of them decrypts. Whoever has them and the database
# reads all pay. Keep a copy of this file apart from the backups: without it nobody can ever read the pay in them.
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Where an installation has its keys: in PAY_KEYS, else in a file, which the first start makes."""

    given: tuple[str, ...] = field(repr=False)
    file: Path

    @property
    def where(self) -> str:
        """Say where they stand."""
        return "PAY_KEYS" if self.given else str(self.file)

    def ring(self) -> Keyring | None:
        """Give the keys, or None where there are none yet; raise `Misconfigured` where the file cannot be used."""
        if self.given:
            return Keyring(self.given)
        keys = _read(self.file)
        return Keyring(keys) if keys else None

    def made(self) -> Keyring:
        """Make the file with one new key, unless somebody has made it at this moment; give what is in it."""
        _written(self.file, [Keyring.fresh()], anew=True)
        ring = self.ring()
        assert ring is not None
        return ring

    def add(self, key: str) -> None:
        """Put a new key first in the file, which is made if it is not there."""
        _written(self.file, [key, *_read(self.file)], anew=False)


def _read(file: Path) -> list[str]:
    """List the keys in a file, none where there is no file; one that others may read is refused."""
    try:
        if file.stat().st_mode & OTHERS:
            raise Misconfigured(f"{file} holds the keys to all pay, and others may read it: run `chmod 600 {file}`.")
        lines = [line.strip() for line in file.read_text(encoding="ascii").splitlines()]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise Misconfigured(f"{file} cannot be read ({why}): it holds the keys to all pay; put it back.") from None
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise Misconfigured(f"{file} holds no key: put it back from your copy, or remove it if no pay was ever kept.")
    try:
        Keyring(keys)
    except NotAKey as error:
        raise Misconfigured(f"{file} is wrong: {error}.") from None
    return keys


def _written(file: Path, keys: list[str], *, anew: bool) -> None:
    """Write a file that only its owner reads, whole or not at all; `anew` leaves one alone that is there already."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        made = _laid_beside(file, HEADING + "".join(f"{key}\n" for key in keys))
        try:
            if anew:
                with contextlib.suppress(FileExistsError):
                    file.hardlink_to(made)
            else:
                made.replace(file)
        finally:
            made.unlink(missing_ok=True)
        _kept(file.parent)
    except OSError as error:
        raise Misconfigured(
            f"{file} cannot be written ({error.strerror}): name another place for the keys in PAY_KEYS_FILE."
        ) from error


def _kept(folder: Path) -> None:
    """Have the names in a folder on the disk: what is encrypted next must never outlive its key."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _laid_beside(file: Path, text: str) -> Path:
    """Write a file of another name, which only its owner reads, beside one; it is on the disk when this returns."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    with os.fdopen(number, "w", encoding="ascii") as made:
        os.fchmod(number, OWNER_ONLY)
        made.write(text)
        made.flush()
        os.fsync(number)
    return Path(name)
