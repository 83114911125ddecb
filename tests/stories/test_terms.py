"""Does a manager see what would follow before they agree on other terms, and does everybody go by them at once?"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

import storage
from bot.messages import terms as words
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, House, house

TEAM = "T0PRACTICE"
PERIOD = "An owner keeps a candidate for so many days"
POOL = "Candidates whom nobody owns go to"


@pytest.fixture
async def there(database_url) -> AsyncIterator[House]:
    async with house(database_url) as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Sourced")
        yield house_
        assert house_.slack.refused == []


async def agrees(seat: Seat, **filled: object) -> None:
    """A manager changes the terms, sees what follows, and saves."""
    await seat.types("/care ownership")
    await seat.fills(
        {{"period": PERIOD, "pool": POOL, "rota": "In turn"}[name]: value for name, value in filled.items()}
    )
    assert await seat.submits() == {}
    assert plain(open_form(seat)).startswith("What would change")
    assert await seat.submits() == {}


async def owner(there: House, name: str = "Ana Silva") -> str | None:
    def read(db):
        id = storage.candidates.named(db, TEAM, name)[0].id
        return storage.ownership.of(db, TEAM, id).owner

    found: str | None = await there.bot.database.ask(read)
    return found


async def test_a_manager_sees_who_would_lapse_goes_back_and_saves_another_number(there):
    maya = there.slack.seat(story.MAYA)
    await there.move(MONDAY + timedelta(days=40))
    await maya.types("/care ownership")
    await maya.fills({PERIOD: "30"})
    assert await maya.submits() == {}
    shown = plain(open_form(maya))
    assert "1 candidate would lapse." in shown
    assert "Ana Silva of @" in shown
    await maya.clicks(open_form(maya), "Change the numbers")
    assert plain(open_form(maya)).startswith("Owning candidates")
    held = next(iter(open_form(maya).values["own_days"].values()))
    assert held["value"] == "30"
    await maya.fills({PERIOD: "50"})
    assert await maya.submits() == {}
    assert "Nobody would lapse." in plain(open_form(maya))
    assert await maya.submits() == {}
    assert "An owner keeps a candidate for 50 days" in plain(open_form(maya))
    await maya.closes()
    assert maya.modal is None
    agreed = await there.bot.database.ask(storage.terms.of, TEAM)
    assert agreed["own_days"] == 50


async def test_what_is_delivered_three_times_is_saved_once_and_answered_alike(there):
    maya = there.slack.seat(story.MAYA)
    await maya.types("/care ownership")
    await maya.fills({PERIOD: "30"})
    assert await maya.submits() == {}
    there.slack.repeat(3)
    assert await maya.submits() == {}
    repeats = there.slack.repeated
    assert len(repeats) >= 2
    assert all(heard.body == repeats[0].body for heard in repeats)
    assert "I am going through all candidates now" in plain(open_form(maya))
    audit = await there.bot.database.ask(lambda db: db.execute(storage.audit.AUDIT.select()).mappings().all())
    assert [row["verb"] for row in audit].count("agreed") == 1


async def test_all_others_read_the_numbers_by_which_the_team_works(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await agrees(maya, period="60")
    await rita.types("/care ownership")
    shown = plain(open_form(rita))
    assert "An owner keeps a candidate for 60 days after they last spoke" in shown
    assert "Candidates whom nobody owns are free for whoever claims them first." in shown
    assert not open_form(rita).submit


async def test_a_shorter_period_counts_after_the_notice_and_a_longer_one_brings_back(there):
    maya = there.slack.seat(story.MAYA)
    await there.move(MONDAY + timedelta(days=40))
    await agrees(maya, period="30")
    await there.move(MONDAY + timedelta(days=53))
    assert await owner(there) == story.RITA
    await there.move(MONDAY + timedelta(days=56))
    assert await owner(there) is None
    await agrees(maya, period="120")
    await there.bot.ticker.tick()
    assert await owner(there) == story.RITA


@pytest.mark.parametrize(
    ("fills", "error"),
    [
        pytest.param(
            {POOL: "Each of us in turn"},
            {"In turn": "Choose who takes a turn: at least one colleague."},
            id="a turn of nobody’s",
        ),
        pytest.param(
            {POOL: "Each of us in turn", "In turn": ["Tom Becker"]}, {"In turn": words.NOT_MET}, id="never seen here"
        ),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(there, fills, error):
    maya = there.slack.seat(story.MAYA)
    await maya.types("/care ownership")
    await maya.fills(fills)
    assert await maya.submits() == error


async def test_of_a_manager_who_is_one_no_more_nothing_is_taken(there):
    maya = there.slack.seat(story.MAYA)
    await maya.types("/care ownership")
    await maya.fills({PERIOD: "30"})
    assert await maya.submits() == {}
    await there.bot.database.transact(storage.people.appoint, TEAM, [], [])
    await maya.submits()
    assert words.FOR_MANAGERS in plain(open_form(maya))
    assert await there.bot.database.ask(storage.terms.of, TEAM) == {}
