"""How is the practice workspace served to a browser?"""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from nicegui import app, ui

from practice.rooms.clockwork import Clockwork, Move
from practice.rooms.desk import Reading
from practice.rooms.shell import Shell
from practice.slack import Practice

LOOK = Path(__file__).parent / "rooms"
SHEETS = ("colours", "layout", "messages", "controls", "forms")


class House:
    """What all windows of one practice workspace share."""

    def __init__(self, slack: Practice, move: Move) -> None:
        self.slack = slack
        self.reading = Reading()
        self.clockwork = Clockwork(slack.workspace.now, move)


class _Server(uvicorn.Server):
    """A server on the loop of its owner, who is the one to hear signals."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


_street = FastAPI()
_houses: dict[int, House] = {}


@ui.page("/", title="Practice workspace", dark=None, language="en-GB")
def front(request: Request) -> None:
    """One window; `?as=U0RITA` says who sits there, `?in=C0GENERAL` where they look first."""
    house = _houses[request.scope["server"][1]]
    people = [person for person in house.slack.workspace.people.values() if not (person.is_bot or person.deleted)]
    me = next((person for person in people if person.id == request.query_params.get("as")), people[0])
    for sheet in SHEETS:
        ui.add_css(LOOK / f"{sheet}.css")
    Shell(house.slack, me, house.reading, house.clockwork, request.query_params.get("in", ""))


async def serve(slack: Practice, move: Move, port: int = 0) -> tuple[str, Callable[[], Awaitable[None]]]:
    """Serves the page on 127.0.0.1; returns its address and how to stop. Port 0 takes a free one.

    `move` moves the bot's clock to a moment in UTC and returns when all that falls due by then is done. One
    page at a time can be served in a process.
    """
    listening = socket.create_server(("127.0.0.1", port))
    port = listening.getsockname()[1]
    _houses[port] = House(slack, move)
    _furnish()
    # open windows hold their sockets for ever: they are not waited for
    config = uvicorn.Config(_street, log_config=None, log_level="critical", timeout_graceful_shutdown=0)
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))

    async def stop() -> None:
        server.should_exit = True
        await task
        del _houses[port]

    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0.01)
    return f"http://127.0.0.1:{port}/", stop


def _furnish() -> None:
    """Hangs the pages into the one application of this process, once."""
    if not app.config.has_run_config:
        ui.run_with(_street, title="Practice workspace", tailwind=False, show_welcome_message=False)
