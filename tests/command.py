"""How do tests run `python -m bot …` as an operator does: in a folder of their own, with settings, by signals?"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, and what it said in the ordinary way and as an error."""

    code: int
    out: str
    err: str


class Command:
    """A command that runs; signals reach it, and it is waited for."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._said: list[str] = []

    async def says(self, words: str) -> str:
        """Waits for a line with these words in it, and gives it."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while line := (await self._process.stdout.readline()).decode():
                self._said.append(line)
                if words in line:
                    return line.rstrip("\n")
        ended = await self.ends()
        raise AssertionError(f"it ended without saying {words!r}: {ended}")

    async def reads(self, line: str) -> None:
        """Types a line into it."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        await self._process.stdin.drain()

    def hears(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self._process.send_signal(number)

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.returncode is None

    async def ends(self) -> Ended:
        """Waits for the end."""
        async with asyncio.timeout(PATIENCE):
            out, err = await self._process.communicate()
        return Ended(self._process.returncode or 0, "".join(self._said) + out.decode(), err.decode())


@contextlib.asynccontextmanager
async def begun(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Command]:
    """Runs `python -m bot …`, or a module of the tests, in a folder; what is left of it at the end is killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *(arguments if arguments[0].startswith("tests.") else ("bot", *arguments)),
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Command(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def done(folder: Path, *arguments: str, **settings: str) -> Ended:
    """Runs `python -m bot …` to its end."""
    async with begun(folder, *arguments, **settings) as command:
        return await command.ends()
