"""Who may use a SQLite file, and who may read it?"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from bot.errors import Misconfigured

OWNER_ONLY = 0o600


class SoleUse:
    """Holds a SQLite file for one process; a second start is refused with a sentence."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock or raise `Misconfigured`."""
        path = self._database.with_name(self._database.name + ".lock")
        held = os.fdopen(_opened(path), "a")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            held.close()
            raise Misconfigured(
                f"another process already runs on {self._database.name}; stop it first, "
                "or use PostgreSQL, which serves many processes"
            ) from error
        self._file = held

    def release(self) -> None:
        """Let the file go; may be called again."""
        if self._file is not None:
            self._file.close()
            self._file = None


def private(database: Path) -> None:
    """Make a new SQLite file readable by its owner alone; what SQLite lays beside it follows."""
    os.close(_opened(database))


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_CREAT | os.O_RDWR, OWNER_ONLY)
    except OSError as error:
        raise Misconfigured(
            f"{path} cannot be written ({error.strerror}): check DATABASE_URL and the rights on its folder."
        ) from error
