"""How does a test cut the wire to a database at the worst moment? A proxy that swallows the reply to a COMMIT."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

LAST_WORDS = b"COMMIT\0"


@dataclass
class Wire:
    """Passes bytes on until it is told to cut: then the reply to the next COMMIT goes nowhere, and the line is dead."""

    upstream: int
    port: int = 0
    cuts: int = 0
    cut: int = 0
    lines: set[asyncio.Task[Any]] = field(default_factory=set)

    async def carry(self, down: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        line = asyncio.current_task()
        assert line
        self.lines.add(line)
        up, forth = await asyncio.open_connection("127.0.0.1", self.upstream)
        dead = asyncio.Event()
        ways = [asyncio.create_task(self._forth(down, forth, dead)), asyncio.create_task(self._back(up, back, dead))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (forth, back):
                end.close()
                with contextlib.suppress(OSError):
                    await end.wait_closed()

    async def _forth(self, down: asyncio.StreamReader, up: asyncio.StreamWriter, dead: asyncio.Event) -> None:
        while said := await down.read(65_536):
            if LAST_WORDS in said and self.cut < self.cuts:
                self.cut += 1
                dead.set()
            up.write(said)
            await up.drain()

    async def _back(self, up: asyncio.StreamReader, down: asyncio.StreamWriter, dead: asyncio.Event) -> None:
        while said := await up.read(65_536):
            if dead.is_set():
                return
            down.write(said)
            await down.drain()


@contextlib.asynccontextmanager
async def wire_to(port: int) -> AsyncIterator[Wire]:
    """A wire to a port of 127.0.0.1, on a free port of its own."""
    wire = Wire(port)
    server = await asyncio.start_server(wire.carry, "127.0.0.1", 0)
    wire.port = server.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        server.close()
        await asyncio.gather(*wire.lines, return_exceptions=True)
        await server.wait_closed()
