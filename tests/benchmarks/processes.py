"""How is a server run in a process of its own, from its first line to its end?"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]
SECRET = "a-signing-secret"


@dataclass(frozen=True)
class Process:
    """A process that is ready: what its first line said, and how many seconds it took to say it."""

    said: str
    seconds: float
    pid: int

    @property
    def address(self) -> str:
        """The address in what it said."""
        return next(word for word in self.said.split() if word.startswith("http"))

    def megabytes(self) -> float:
        """How much memory it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


@contextmanager
def running(*module: str, **settings: str) -> Iterator[Process]:
    """Run a module until the block is left; entered once it has said that it is ready."""
    env = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    order = [sys.executable, "-m", *module]
    began = perf_counter()
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(order, env=env, stdout=subprocess.PIPE, stderr=complaints, text=True, cwd=ROOT) as process,
    ):
        assert process.stdout is not None
        try:
            said = process.stdout.readline()
            if not said.startswith("ready"):
                complaints.seek(0)
                raise RuntimeError(f"{' '.join(module)} did not start: {said}{complaints.read()}")
            yield Process(said, perf_counter() - began, process.pid)
        finally:
            process.terminate()
            process.communicate()
