"""What did a process acknowledge before it was killed in the middle of writing? Run as a program, kill after kill.

It imports once and forks for each kill: the child opens the file, writes with eight writers at a time and says each
write that has returned; the parent kills it after so many, and prints all that was said.
"""

import asyncio
import os
import random
import signal
import sys
from pathlib import Path

import storage
from storage.database import Database
from tests.keys import KEYS
from tests.storage.examples import NOW

WRITERS = 8


def install(db, team):
    storage.teams.install(db, team, "Home", "U0BOT", "B0BOT", NOW)


async def write(url, name, said):
    database = Database(url, KEYS)

    async def one(writer):
        turn = 0
        while True:
            team = f"{name}-{writer}-{turn}"
            await database.transact(install, team)
            os.write(said, f"{team}\n".encode())
            turn += 1

    await asyncio.gather(*(one(writer) for writer in range(WRITERS)))


def killed(url, name, after):
    """What a child said until it was killed, which happens when it has said `after` things."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        asyncio.run(write(url, name, said))
    os.close(said)
    with Path(f"/dev/fd/{heard}").open() as lines:
        os.close(heard)
        told = [next(lines) for _ in range(after)]
        os.kill(child, signal.SIGKILL)
        told += lines
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    return told


if __name__ == "__main__":
    chance = random.Random(2026)
    for number in range(int(sys.argv[2])):
        sys.stdout.writelines(killed(sys.argv[1], f"K{number}", chance.randrange(1, 150)))
