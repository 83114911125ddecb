"""How does a story do things again, or many at once, and count what came of it?"""

import asyncio
import contextlib
import copy
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import storage
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from tests.stories.deeds import at, told
from tests.stories.desk import adds, logged, open_form
from tests.stories.house import House, house

BOTH = [("sqlite", "socket"), ("postgresql", "http")]
TABLES = (
    *("candidates", "jobs", "submissions", "touches", "people", "lines", "asks", "drafts", "audit"),
    *("contacts", "clients", "client_contacts", "tags", "candidate_tags", "favours", "merges", "erasures"),
    *("imports", "sent_files", "outbox", "representations"),
    *("offers", "offer_rounds", "offer_changes", "agreements", "placements", "losses", "bands", "levers", "rates"),
    *("owner_changes", "approvals", "disputes", "dispute_questions", "evidence", "covers", "handovers"),
)
Deed = Callable[[House, Seat], Awaitable[Any]]


@contextlib.asynccontextmanager
async def repeating(request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[House]:
    """Give a house with Ana in it, whatever happens there being expected, and nobody told that we did not answer."""
    engine, way = request.param
    url = f"sqlite:///{folder / 'rapport.db'}" if engine == "sqlite" else request.getfixturevalue("postgres_url")
    with logged() as log:
        async with house(url, way) as it:
            await adds(it.slack.seat("U0RITA"), "Ana Silva", stage="Interview")
            yield it
            assert it.slack.refused == []
            assert it.slack.seat("U0RITA").notices == []
    assert "handler.failed" not in log.getvalue()


async def growth(there: House, *deeds: Awaitable[Any]) -> dict[str, int]:
    """By how many rows each table grew or shrank while these things were done at once."""
    before = await there.bot.database.ask(count_rows)
    await asyncio.gather(*deeds)
    after = await there.bot.database.ask(count_rows)
    return {name: after[name] - before[name] for name in TABLES if after[name] != before[name]}


def count_rows(db: storage.database.Db) -> dict[str, int]:
    tables = storage.tables.Base.metadata.tables
    return {name: db.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in TABLES}


async def owed(there: House, rita: Seat) -> Message:
    """The morning message, two days on, that says Ana is owed an update, and nothing else."""
    await there.move(at("24T12:00"))
    await rita.types("/touch Ana Silva - spoke, offers none")
    await there.move(at("25T09:00"))
    return told(rita)[-1]


def picked(choice: str, fills: dict[str, Any] | None = None) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        await there.slack.seat("U0TOM").types("/care help")
        morning = await owed(there, rita)
        if fills is None:
            return lambda: rita.picks(morning, "More", choice)
        await rita.picks(morning, "More", choice)
        await rita.fills(fills)
        return rita.submits

    return prepare


@dataclass
class Steps:
    """Does one thing after the other, each delivered three times at once, and then once more as it stood before.

    Where something follows by the ticker, as a file does, `ticks` has that counted as well.
    """

    there: House
    seat: Seat
    ticks: bool = False

    async def sends(self, fills: dict[str, Any] | None = None, **effect: int) -> None:
        """Sends the form on top."""
        await self.seat.fills(fills or {})
        old = copy.deepcopy(open_form(self.seat))
        said = await self._does(effect, self.seat.submits)
        await self._again(lambda: self.seat.deeds.submit(self.seat.person, old))
        assert old.errors == {}
        assert plain(open_form(self.seat)) == said if said else self.seat.modal is None

    async def presses(self, where: Message | View, label: str, near: str | None = None, **effect: int) -> None:
        """Presses a button, and then once more where it stood."""
        old = copy.deepcopy(where)
        await self._does(effect, lambda: self.seat.clicks(where, label, near))
        await self._again(lambda: self.seat.clicks(old, label, near))

    async def once(self, does: Callable[[], Awaitable[Any]], **effect: int) -> None:
        """Does what is another thing when it is done again."""
        await self._does(effect, does)

    async def _does(self, effect: dict[str, int], does: Callable[[], Awaitable[Any]]) -> str:
        slack = self.there.slack
        slack.gateway.repeated.clear()
        slack.repeat(3)
        assert await growth(self.there, self._with_what_follows(does)) == effect
        slack.repeat(1)
        assert len(slack.repeated) >= 2
        assert {heard.outcome for heard in slack.repeated} == {"answered"}
        assert all(heard.body == slack.repeated[0].body for heard in slack.repeated[:2])
        return plain(self.seat.modal) if self.seat.modal else ""

    async def _again(self, does: Callable[[], Awaitable[Any]]) -> None:
        assert await growth(self.there, self._with_what_follows(does)) == {}

    async def _with_what_follows(self, does: Callable[[], Awaitable[Any]]) -> None:
        await does()
        if self.ticks:
            await self.there.bot.ticker.tick()

    async def card(self, name: str = "ana") -> Message:
        """Looks at a card, with no form open."""
        self.there.slack.workspace.close(self.seat.person_id)
        return (await self.seat.types(f"/candidate {name}"))[-1]

    async def picks(self, choice: str, name: str = "ana") -> None:
        """Picks from the menu of a card."""
        await self.seat.picks(await self.card(name), "More", choice)

    async def types(self, line: str) -> Message:
        """Types a command, with no form open."""
        self.there.slack.workspace.close(self.seat.person_id)
        return (await self.seat.types(line) or [None])[-1]  # type: ignore[list-item]


async def met(there: House) -> list[Steps]:
    """Rita, Tom and Maya, who have all used the bot."""
    for id in ("U0TOM", "U0MAYA"):
        await there.slack.seat(id).types("/care help")
    return [Steps(there, there.slack.seat(id)) for id in ("U0RITA", "U0TOM", "U0MAYA")]


def last(steps: Steps) -> Message:
    """The newest message to someone that is not an answer to them."""
    return told(steps.seat)[-1]
