"""Is what was begun finished when the bot is told to stop, and does it come back when its connection is lost?"""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

import storage
from bot import letters, manifest
from bot.clock import Clock
from practice import shapes, story
from practice.reading import plain
from practice.slack import Practice
from scheduler.claims import AT_ONCE
from storage.database import Database, Db
from storage.migrate import migrate
from tests.command import Command, begun
from tests.keys import KEYS
from tests.stories.house import free_port, house

TEAM = "T0PRACTICE"
WAITING = AT_ONCE + 10
STOPPED = "stopped: everything that was begun is answered and saved"
HEARERS = [f"U0HEARER{number}" for number in range(WAITING)]


@pytest.fixture
async def slack() -> AsyncIterator[Practice]:
    people = [*story.people(), *(shapes.Person(id, id, id) for id in HEARERS)]
    async with Practice(manifest.read(), Clock().now, people, story.channels()) as it:
        yield it


@pytest.fixture(params=["socket", "http"])
def way(request):
    return request.param


@contextlib.asynccontextmanager
async def started(slack: Practice, folder: Path, way: str = "socket") -> AsyncIterator[Command]:
    """The bot as an operator runs it, on SQLite, ready to hear this workspace."""
    hears = {"SLACK_APP_TOKEN": slack.app_token}
    if way == "http":
        hears = {"SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(free_port())}
    address = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_API_URL": slack.url, "MANAGERS": story.MAYA}
    async with begun(folder, "run", **hears, **address) as command:
        line = await command.says("ready: connected to T0PRACTICE ")
        if way == "http":
            slack.deliver_by("http", f"{line.split()[-1]}/slack/events")
        yield command


async def until(met: Callable[[], bool]) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(30):
        while not met():  # noqa: ASYNC110 - what is waited for sends no word
            await asyncio.sleep(0.01)


def letters_wait(db: Db) -> None:
    """Something was given up, and many people are still to be told so, whose quiet hours nobody knows."""
    now = Clock().now() - timedelta(seconds=1)
    storage.teams.install(db, TEAM, "Practice", "U0BOT", "B0BOT", now)
    given_up = storage.outbox.letter(db, TEAM, "lost", letters.GIVEN_UP, story.MAYA, now, now)
    storage.outbox.claim(db, "token", now, now, 1)
    held = storage.outbox.held(db, TEAM, given_up or 0, "token")
    assert held is not None
    assert storage.outbox.bury(db, held, "token", "channel_not_found")
    for id in HEARERS:
        storage.outbox.letter(db, TEAM, id, letters.GIVEN_UP, id, now, now)


def remembered(db: Db) -> dict[str, tuple[bool, bool]]:
    """Of each hearer: whether their letter is recorded as said, and whether it is under somebody's claim."""
    newest = {id: storage.outbox.newest(db, TEAM, id, letters.GIVEN_UP) for id in HEARERS}
    free = storage.outbox.claim(db, "another", Clock().now(), Clock().now(), 1_000)
    return {
        id: (letter.shown is not None, letter.shown is None and (TEAM, letter.id) not in free)
        for id, letter in newest.items()
        if letter
    }


def on(url: str, work: Callable[[Db], object]) -> object:
    database = Database(url, KEYS)
    try:
        migrate(database.engine)
        return database.run(work)
    finally:
        database.close_now()


async def test_what_is_being_said_is_said_and_recorded_and_nothing_more_is_begun(tmp_path, slack):
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    on(url, letters_wait)
    late = slack.faults.add("chat.postMessage", "late", times=1_000, seconds=0.2)
    async with started(slack, tmp_path) as command:
        await until(lambda: late.met > 0)
        command.hears(signal.SIGTERM)
        command.hears(signal.SIGTERM)
        ended = await command.ends()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1] == STOPPED

    heard = {id for id in HEARERS if slack.seat(id).dm()}
    found = on(url, remembered)
    assert isinstance(found, dict)
    assert {id for id, (said, _) in found.items() if said} == heard
    assert 0 < len(heard) < AT_ONCE
    assert not any(claimed for _, claimed in found.values())
    assert all(len(slack.seat(id).dm()) == 1 for id in heard)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_who_is_being_answered_gets_the_answer(tmp_path, slack, way, number):
    rita = slack.seat(story.RITA)
    late = slack.faults.add("views.open", "late", seconds=0.7)
    async with started(slack, tmp_path, way) as command:
        asked = asyncio.create_task(rita.types("/candidate"))
        await until(lambda: late.met == 1)
        command.hears(number)
        await asked
        ended = await command.ends()
    assert (ended.code, ended.err) == (0, "")
    assert rita.notices == []
    assert rita.modal is not None


@pytest.mark.parametrize("gently", [pytest.param(True, id="as Slack does daily"), pytest.param(False, id="cut")])
async def test_a_lost_connection_comes_back_by_itself(tmp_path, gently):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        await there.slack.drop_sockets(gently)
        await there.slack.connected(within=20)
        assert "/touch" in plain((await there.slack.seat(story.RITA).types("/care help"))[-1])


async def test_a_connection_comes_back_after_a_link_that_led_nowhere(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        address, asked = there.slack.gateway.address, links_asked(there.slack)
        there.slack.gateway.address = "http://127.0.0.1:9"
        await there.slack.drop_sockets()
        await until(lambda: links_asked(there.slack) > asked)
        assert not (await there.bot.ready())["connected"]
        there.slack.gateway.address = address
        await there.slack.connected(within=30)
        assert "/touch" in plain((await there.slack.seat(story.RITA).types("/care help"))[-1])
        assert (await there.bot.ready())["connected"]


def links_asked(slack: Practice) -> int:
    return sum(call.method == "apps.connections.open" for call in slack.calls)
