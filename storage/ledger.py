"""Who has been erased, by a file that stands apart from the database and outlives it?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.facts import Erasure


@dataclass(frozen=True)
class Ledger:
    """A file of one JSON object in each line, only ever added to: team, candidate, at, by; it names nobody."""

    path: Path

    def read(self) -> list[Erasure]:
        """List what stands in it; a line that was cut off while it was written says nothing."""
        if not self.path.exists():
            return []
        lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        return [erasure for erasure in map(_erasure, lines) if erasure]

    def add(self, erasures: Iterable[Erasure]) -> None:
        """Write those that are not in it yet; when this returns they are on the disk."""
        there = {(each.team, each.candidate) for each in self.read()}
        new = {(each.team, each.candidate): each for each in erasures if (each.team, each.candidate) not in there}
        if new:
            self._write("".join(_line(each) for each in new.values()))

    def _write(self, lines: str) -> None:
        begun = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(begun, "ab") as file:
            os.write(file.fileno(), (self._after_a_torn_line() + lines).encode())
            os.fsync(file.fileno())

    def _after_a_torn_line(self) -> str:
        held = self.path.read_bytes()
        return "\n" if held and not held.endswith(b"\n") else ""


def _line(erasure: Erasure) -> str:
    at = erasure.at.astimezone(UTC).isoformat()
    told = {"team": erasure.team, "candidate": erasure.candidate, "at": at, "by": erasure.by}
    return json.dumps(told) + "\n"


def _erasure(line: str) -> Erasure | None:
    try:
        read = json.loads(line)
        return Erasure(str(read["team"]), int(read["candidate"]), str(read["by"]), datetime.fromisoformat(read["at"]))
    except (ValueError, KeyError, TypeError):
        return None
