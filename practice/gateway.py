"""How does what a person did reach the bot, and how does its answer come back?"""

import asyncio
import contextlib
import json
import secrets
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
from aiohttp import web

from practice.posted import Form, form_of, signed, wrapped
from practice.shapes import App

Kind = Literal["slash_commands", "interactive", "events_api"]
Outcome = Literal["answered", "late", "unreachable", "failed"]
MOST_SOCKETS = 10


@dataclass(frozen=True)
class Heard:
    """The bot's answer to one delivery: what came of it, its body, and how many real seconds it took."""

    outcome: Outcome
    body: dict[str, Any]
    seconds: float


class Gateway:
    """Delivers to a bot over one of its sockets, or to its url once `url` is set.

    A delivery is given up after `answer_within` real seconds. Events that were not acknowledged are delivered
    again after each of `event_retries` seconds. With `repeat` above one each delivery is made that many times
    at once; the first answer counts, the others are kept in `repeated`.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.address = ""
        self.url = ""
        self.answer_within = 3.0
        self.event_retries = (0.0, 60.0, 300.0)
        self.repeat = 1
        self.repeated: list[Heard] = []
        self.sockets: dict[web.WebSocketResponse, asyncio.Transport | None] = {}
        self._links: set[str] = set()
        self._waiting: dict[str, deque[asyncio.Future[dict[str, Any]]]] = {}
        self._came = asyncio.Condition()
        self._turn = 0
        self._later: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    # ---------------------------------------------------------------- sockets

    def connect(self) -> str:
        """The address of a new socket, good for one connection."""
        link = secrets.token_hex(8)
        self._links.add(link)
        return f"{self.address.replace('http', 'ws', 1)}/link/{link}"

    async def linked(self, request: web.Request) -> web.StreamResponse:
        """Serves one socket for as long as it lives."""
        link = request.match_info["link"]
        if link not in self._links:
            return web.Response(status=404, text="this link was used")
        self._links.remove(link)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        if len(self.sockets) >= MOST_SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        await self._greet(socket)
        self.sockets[socket] = request.transport
        async with self._came:
            self._came.notify_all()
        try:
            async for message in socket:
                if message.type == aiohttp.WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            self.sockets.pop(socket, None)
        return socket

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        hello = {
            "type": "hello",
            "num_connections": len(self.sockets) + 1,
            "debug_info": {"host": "practice", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.app.id},
        }
        await socket.send_json(hello)

    async def connected(self, sockets: int = 1, within: float = 10.0) -> None:
        """Waits until the bot has that many sockets; TimeoutError when it does not come."""
        async with asyncio.timeout(within), self._came:
            await self._came.wait_for(lambda: len(self.sockets) >= sockets)

    async def drop(self, gently: bool = False) -> None:
        """Cuts all sockets; `gently` as Slack refreshes them, with a word of warning first."""
        for socket, transport in tuple(self.sockets.items()):
            self.sockets.pop(socket, None)
            if gently:
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
                await socket.close()
            elif transport is not None:
                transport.abort()

    def _acknowledged(self, answer: dict[str, Any]) -> None:
        waiting = self._waiting.get(answer.get("envelope_id", ""))
        if waiting:
            future = waiting.popleft()
            if not future.done():
                future.set_result(answer.get("payload") or {})

    # ---------------------------------------------------------------- deliveries

    async def deliver(self, kind: Kind, payload: dict[str, Any]) -> Heard:
        """Delivers a payload and waits for the answer."""
        envelope = secrets.token_hex(12)
        answers = await asyncio.gather(*(self._once(kind, payload, envelope) for _ in range(self.repeat)))
        self.repeated.extend(answers[1:])
        if kind == "events_api" and answers[0].outcome != "answered":
            task = asyncio.create_task(self._again(payload, envelope))
            self._later.add(task)
            task.add_done_callback(self._later.discard)
        return answers[0]

    async def _again(self, payload: dict[str, Any], envelope: str) -> None:
        for number, seconds in enumerate(self.event_retries, start=1):
            await asyncio.sleep(seconds)
            heard = await self._once("events_api", payload, envelope, number)
            if heard.outcome == "answered":
                return

    async def _once(self, kind: Kind, payload: dict[str, Any], envelope: str, retry: int = 0) -> Heard:
        began = time.monotonic()
        try:
            async with asyncio.timeout(self.answer_within):
                if self.url:
                    outcome, body = await self._post(form_of(kind, payload), retry)
                else:
                    outcome, body = await self._send(kind, payload, envelope, retry)
        except TimeoutError:
            outcome, body = "late", {}
        return Heard(outcome, body, time.monotonic() - began)

    async def _send(
        self, kind: Kind, payload: dict[str, Any], envelope: str, retry: int
    ) -> tuple[Outcome, dict[str, Any]]:
        if not self.sockets:
            return "unreachable", {}
        self._turn += 1
        socket = list(self.sockets)[self._turn % len(self.sockets)]
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.setdefault(envelope, deque())
        waiting.append(future)
        try:
            await socket.send_json(wrapped(kind, payload, envelope, retry))
            return "answered", await future
        except (ConnectionError, aiohttp.ClientError):
            return "unreachable", {}
        finally:
            with contextlib.suppress(ValueError):
                waiting.remove(future)
            if not waiting:
                self._waiting.pop(envelope, None)

    async def _post(self, form: Form, retry: int) -> tuple[Outcome, dict[str, Any]]:
        headers = signed(form, self.app.signing_secret)
        if retry:
            headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_timeout"}
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(self.url, data=form.body, headers=headers) as response:
                text = await response.text()
        except aiohttp.ClientError:
            return "unreachable", {}
        if not 200 <= response.status < 300:
            return "failed", {}
        if response.content_type != "application/json" or not text:
            return "answered", {"text": text} if text else {}
        try:
            body = json.loads(text)
        except ValueError:
            return "failed", {}
        return "answered", body if isinstance(body, dict) else {}

    async def stop(self) -> None:
        """Ends what is still going on."""
        later = tuple(self._later)
        for task in later:
            task.cancel()
        await asyncio.gather(*later, return_exceptions=True)
        await self.drop()
        if self._session:
            await self._session.close()
