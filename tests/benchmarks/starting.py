"""B10: how long from start to ready, and how much memory at rest?

Ours is the bot as an operator starts it, in Socket Mode, on a SQLite file that has its tables already. The peer is a
plain Bolt app in Socket Mode with one listener. Both speak to the practice workspace.
"""

import asyncio
from collections.abc import Callable
from threading import Event

from bot import manifest
from bot.clock import Clock
from practice import story
from practice.slack import Practice
from tests.benchmarks.measures import ROUNDS, Outcome, in_turn
from tests.benchmarks.processes import running
from tests.benchmarks.world import World

GOAL = 2.0


def against_a_plain_bot(world: World) -> Outcome:
    """B10: the worse of the two ratios, time and memory, counts."""
    return asyncio.run(_measured(world))


async def _measured(world: World) -> Outcome:
    url = world.empty("sqlite")
    async with Practice(manifest.read(), Clock().now, story.people(), story.channels()) as slack:
        told = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token, "SLACK_API_URL": slack.url}
        ours = Started(("bot", "run"), {**told, "DATABASE_URL": url})
        peer = Started(("tests.benchmarks.servers", "socket"), told)
        seconds = await asyncio.to_thread(in_turn, ours.begin, peer.begin, rounds=ROUNDS)
    time, memory = seconds[0] / seconds[1], ours.megabytes / peer.megabytes
    parts = {"time": time, "memory": memory, "MB of ours": ours.megabytes, "MB of the peer": peer.megabytes}
    words = "start to ready in seconds, and memory at rest, against a plain Bolt app in Socket Mode"
    worse = max(time, memory)
    return Outcome("B10", words, worse, GOAL, worse <= GOAL, seconds[0], seconds[1], "s", parts)


class Started:
    """A bot that is started anew each time, and the memory that it last held."""

    def __init__(self, module: tuple[str, ...], settings: dict[str, str]) -> None:
        self._module, self._settings = module, settings
        self.megabytes = 0.0

    def begin(self) -> float:
        """Start it, let it come to rest, stop it; seconds until it was ready."""
        with running(*self._module, **self._settings) as process:
            at_rest(process.megabytes)
            self.megabytes = process.megabytes()
            return process.seconds


def at_rest(megabytes: Callable[[], float]) -> None:
    """Wait until memory has stood still for a second, ten at most."""
    pause, held, still = Event(), 0.0, 0
    for _ in range(40):
        now = megabytes()
        still = still + 1 if abs(now - held) < 0.1 else 0
        held = now
        if still == 4:
            return
        pause.wait(0.25)
