"""How does Slack reach us by a connection of our own?"""

from __future__ import annotations

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.lent import Client
from handlers.underway import Underway


class Socket(AsyncSocketModeHandler):
    """A Socket Mode connection that counts the requests it is answering."""

    def __init__(self, app: AsyncApp, app_token: str, client: Client, underway: Underway) -> None:
        super().__init__(app, app_token, web_client=client)
        self._underway = underway

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answer one request."""
        with self._underway:
            await super().handle(client, req)

    async def connect(self) -> None:
        """Begin to hear Slack."""
        await self.client.connect()  # type: ignore[no-untyped-call]

    async def is_connected(self) -> bool:
        """Tell whether Slack can reach us now."""
        return bool(await self.client.is_connected())
