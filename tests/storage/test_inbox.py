"""Has the same press, form or event one effect and one answer, however often and at which moment it comes?"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

import storage
from bot.errors import Refused
from bot.facts import How, Kind, Stage, Waiver
from storage.inbox import KEPT_FOR
from tests.storage.examples import CALL, NOW, OTHER, RITA, TEAM


@dataclass(frozen=True)
class Inner:
    how: How
    at: datetime
    waiver: Waiver | None = None


@dataclass(frozen=True)
class Answer:
    stage: Stage
    parts: tuple[Inner, ...]
    day: date
    kinds: dict[str, Kind]


@dataclass(frozen=True)
class Choice:
    names: list[str]


def nothing(_db) -> None:
    return None


def a_number(_db) -> int | None:
    return 7


def nested(_db) -> Answer | Choice | None:
    inner = Inner(CALL, datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC), Waiver(next(iter(Waiver))))
    return Answer(Stage.OFFER, (inner, Inner(CALL, NOW)), date(2028, 2, 29), {"a": Kind.CALL})


def a_choice(_db) -> Answer | Choice | None:
    return Choice(["Ána \u202e", "☃"])


def several(_db) -> tuple[Stage, datetime | None, list[Choice]]:
    return Stage.PLACED, None, [Choice([])]


def add(db, name) -> int:
    return storage.candidates.add(db, TEAM, name, [], RITA, NOW).id


def add_and_refuse(db, name) -> int:
    add(db, name)
    raise Refused("no")


def how_many(db):
    return len(storage.candidates.named(db, TEAM, "Ana"))


@pytest.mark.parametrize("work", [nothing, a_number, nested, a_choice, several])
async def test_the_outcome_comes_back_as_it_was(database, work):
    first = await database.transact(storage.inbox.once, TEAM, "key", NOW, work)
    again = await database.transact(storage.inbox.once, TEAM, "key", NOW, work)
    assert (again, type(again)) == (first, type(first)) == (work(None), type(work(None)))


async def test_the_same_at_the_same_moment_has_one_effect_and_one_answer(database):
    told = await asyncio.gather(
        *(database.transact(storage.inbox.once, TEAM, "press", NOW, add, "Ana") for _ in range(20))
    )
    assert len(set(told)) == 1
    assert await database.ask(how_many) == 1


async def test_what_was_refused_is_tried_again(database):
    with pytest.raises(Refused):
        await database.transact(storage.inbox.once, TEAM, "press", NOW, add_and_refuse, "Ana")
    assert await database.ask(how_many) == 0
    await database.transact(storage.inbox.once, TEAM, "press", NOW, add, "Ana")
    assert await database.ask(how_many) == 1


async def test_another_key_or_team_is_another_thing(database):
    for team, key in [(TEAM, "1"), (TEAM, "2"), (OTHER, "1"), (TEAM, "1")]:
        await database.transact(storage.inbox.once, team, key, NOW, add, "Ana")
    assert await database.ask(how_many) == 3


async def test_what_is_too_old_to_come_again_is_forgotten(database):
    await database.transact(storage.inbox.once, TEAM, "press", NOW, add, "Ana")
    await database.transact(storage.inbox.sweep, NOW + KEPT_FOR)
    await database.transact(storage.inbox.once, TEAM, "press", NOW, add, "Ana")
    assert await database.ask(how_many) == 1
    await database.transact(storage.inbox.sweep, NOW + KEPT_FOR + timedelta(seconds=1))
    await database.transact(storage.inbox.once, TEAM, "press", NOW, add, "Ana")
    assert await database.ask(how_many) == 2
