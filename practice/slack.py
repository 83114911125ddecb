"""How does one start a pretend Slack, and reach its parts?"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any, Literal, Self

from aiohttp import web

from practice import described
from practice.api import Api, Call
from practice.deeds import Deeds
from practice.faults import Faults
from practice.gateway import Gateway, Heard
from practice.refused import Refused
from practice.seat import Seat
from practice.shapes import App, Channel, Person
from practice.tickets import Tickets
from practice.workspace import Workspace


class Practice:
    """A pretend Slack on 127.0.0.1, from `async with` on until it is left.

    `manifest` is a dict as in Slack's manifest, `now` the bot's own clock.
    """

    def __init__(
        self,
        manifest: dict[str, Any],
        now: Callable[[], datetime],
        people: Iterable[Person] = (),
        channels: Iterable[Channel] = (),
        port: int = 0,
        app: App | None = None,
        team_id: str = "T0PRACTICE",
    ) -> None:
        self.app = app or App(manifest)
        self.workspace = Workspace(self.app, now, team_id)
        self.tickets, self.faults = Tickets(), Faults()
        self.gateway = Gateway(self.app)
        self.api = Api(self.workspace, self.tickets, self.faults, self.gateway.connect)
        self.deeds = Deeds(self.workspace, self.tickets, self.gateway)
        self._port = port
        self._seats: dict[str, Seat] = {}
        self._runner: web.AppRunner | None = None
        for person in people:
            self.workspace.join(person)
        for channel in channels:
            self.workspace.add_channel(channel)

    async def __aenter__(self) -> Self:
        served = web.Application(client_max_size=64 * 1024**2)
        served.add_routes([*self.api.routes(), web.get("/link/{link}", self.gateway.linked)])
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self.workspace.address = self.gateway.address = address
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.faults.clear()
        await self.gateway.stop()
        if self._runner:
            await self._runner.cleanup()

    # ---------------------------------------------------------------- what the bot is given

    @property
    def url(self) -> str:
        """The base url of the Web API, such as http://127.0.0.1:4123/api/."""
        return f"{self.workspace.address}/api/"

    @property
    def bot_token(self) -> str:
        """The bot's token."""
        return self.app.bot_token

    @property
    def app_token(self) -> str:
        """The token for Socket Mode."""
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        """What posts to the bot are signed with."""
        return self.app.signing_secret

    # ---------------------------------------------------------------- deliveries

    def deliver_by(self, way: Literal["socket", "http"], url: str = "") -> None:
        """Has everything delivered over the bot's sockets, or posted to its url."""
        if way == "http" and not url:
            raise ValueError("name the url of the bot that listens by HTTP")
        self.gateway.url = url if way == "http" else ""

    def repeat(self, times: int) -> None:
        """Has every payload delivered that many times at once; the first answer counts."""
        self.gateway.repeat = times

    @property
    def refused(self) -> list[Refused]:
        """The answers of the bot that Slack would not have taken."""
        return self.deeds.refused

    @property
    def repeated(self) -> list[Heard]:
        """The answers to the repeats."""
        return self.gateway.repeated

    @property
    def calls(self) -> list[Call]:
        """Every call of the Web API so far, and every post to a response url."""
        return self.api.calls

    async def connected(self, sockets: int = 1, within: float = 10.0) -> None:
        """Waits until the bot has that many sockets; TimeoutError when it does not come."""
        await self.gateway.connected(sockets, within)

    def sockets(self) -> int:
        """How many sockets the bot has."""
        return len(self.gateway.sockets)

    async def drop_sockets(self, gently: bool = False) -> None:
        """Cuts the bot's sockets; `gently` as Slack does every few hours, with a warning."""
        await self.gateway.drop(gently)

    async def tell(self, event: dict[str, Any]) -> Heard | None:
        """Delivers an event, if the manifest asks for its kind."""
        return await self.deeds.tell(event)

    # ---------------------------------------------------------------- people

    def seat(self, person_id: str) -> Seat:
        """Where that person sits; LookupError when there is nobody of that id."""
        if person_id not in self.workspace.people:
            raise LookupError(f"nobody here is {person_id}")
        return self._seats.setdefault(person_id, Seat(self.deeds, person_id))

    async def change_person(self, person_id: str, **fields: Any) -> Heard | None:
        """Changes a person's account, such as `tz` or `deleted`, and tells the bot with `user_change`."""
        person = self.workspace.join(replace(self.workspace.people[person_id], **fields))
        told = described.user(self.workspace, person, include_locale=True)
        return await self.tell({"type": "user_change", "user": told})

    async def uninstall(self) -> None:
        """Removes the app: its token is good no more, and it is told so by both events."""
        self.api.revoked = True
        await self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.app.bot_user]}})
        await self.tell({"type": "app_uninstalled"})
