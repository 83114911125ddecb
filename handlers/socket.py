"""How does Slack reach us by a connection of our own?"""

from __future__ import annotations

import asyncio
import contextlib

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.lent import Client
from handlers.underway import Underway

LOOKS_EVERY = 5.0


class Socket(AsyncSocketModeHandler):
    """A Socket Mode connection that counts the requests it is answering, and comes back whenever it is lost."""

    def __init__(self, app: AsyncApp, app_token: str, client: Client, underway: Underway) -> None:
        super().__init__(app, app_token, web_client=client, ping_interval=LOOKS_EVERY)
        self._underway = underway
        self._renewal: asyncio.Task[None] | None = None

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answer one request."""
        with self._underway:
            await super().handle(client, req)

    async def connect(self) -> None:
        """Begin to hear Slack; while it cannot be reached this is tried again and again."""
        await self.client.connect()  # type: ignore[no-untyped-call]
        self._renewal = asyncio.create_task(self._renew_links())

    async def close(self) -> None:
        """Hear Slack no more."""
        if self._renewal is not None:
            self._renewal.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._renewal
        await self.close_async()  # type: ignore[no-untyped-call]

    async def is_connected(self) -> bool:
        """Tell whether Slack can reach us now."""
        return bool(await self.client.is_connected())

    async def _renew_links(self) -> None:
        """Have a fresh link asked for while we are not connected: each is good once, and the client keeps its own."""
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            if not await self.is_connected():
                self.client.wss_uri = None
