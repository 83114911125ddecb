"""What runs as one of several bots on one PostgreSQL, each with a clock that the test sets?

`python -m tests.stories.replica <moment>` reads its settings as the bot does. Each line it reads is a moment: its clock
is set to it, and the bot is woken, as by a commit. It ends by SIGTERM, like the bot.
"""

import asyncio
import signal
import sys
from datetime import datetime

from bot import logs, settings
from bot.clock import StillClock
from bot.running import running


async def run(start: datetime) -> None:
    logs.configure("error")
    stopped, clock = asyncio.Event(), StillClock(start)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    async with running(settings.read(), clock) as bot:

        def hear() -> None:
            if line := sys.stdin.readline().strip():
                clock.set(datetime.fromisoformat(line))
                bot.ticker.wake()

        loop.add_reader(sys.stdin, hear)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await stopped.wait()
        loop.remove_reader(sys.stdin)


if __name__ == "__main__":
    asyncio.run(run(datetime.fromisoformat(sys.argv[1])))
