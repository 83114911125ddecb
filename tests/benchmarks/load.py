"""How do sixteen connections ask a server as fast as it answers, without taking its time for themselves?"""

import asyncio
from collections import deque
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

from practice.posted import form_of, signed
from tests.benchmarks.measures import share

CONNECTIONS = 16
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Answered:
    """What came back in one round: requests a second, and the median time of one in milliseconds."""

    rate: float
    p50: float


class _Line(asyncio.Protocol):
    """One connection that sends the next request as soon as the last is answered."""

    def __init__(self, requests: deque[bytes], expected: bytes, times: list[float], until: float) -> None:
        self._requests, self._expected, self._times, self._until = requests, expected, times, until
        self._read = b""
        self._sent = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def begin(self) -> None:
        """Send the first request."""
        self._send()

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, end, body = self._read.partition(END_OF_HEAD)
        if not end or len(body) < _length(head):
            return
        self._times.append(perf_counter() - self._sent)
        if not head.startswith(b"HTTP/1.1 200") or self._expected not in body:
            self.done.set_exception(RuntimeError(f"an unexpected answer: {self._read[:500]!r}"))
            self._transport.close()
            return
        self._read = b""
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(error or ConnectionError("the server hung up"))

    def _send(self) -> None:
        self._sent = perf_counter()
        if self._sent < self._until and self._requests:
            self._transport.write(self._requests.popleft())
        else:
            self.done.set_result(None)
            self._transport.close()


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def asked(address: str, requests: list[bytes], expected: bytes, seconds: float) -> Answered:
    """Send these requests over all connections, until they are over or the time is; each answer must be right."""
    return asyncio.run(_asked(address, deque(requests), expected, seconds))


async def _asked(address: str, requests: deque[bytes], expected: bytes, seconds: float) -> Answered:
    host, port = urlsplit(address).hostname or "", urlsplit(address).port or 0
    times: list[float] = []
    until = perf_counter() + seconds
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: _Line(requests, expected, times, until), host, port)
        for _ in range(CONNECTIONS)
    ]
    began = perf_counter()
    for _, line in opened:
        line.begin()
    await asyncio.gather(*(line.done for _, line in opened))
    return Answered(len(times) / (perf_counter() - began), share(times, 0.5) * 1000)


def request(address: str, secret: str, fields: dict[str, str]) -> bytes:
    """A signed slash command, as the bytes that go over the wire."""
    at, form = urlsplit(address), form_of("slash_commands", fields)
    headers = {"Host": at.netloc, "Content-Length": str(len(form.body)), **signed(form, secret)}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST {at.path} HTTP/1.1\r\n{head}\r\n".encode() + form.body
