"""What becomes of all that someone had who goes, and can a manager hand it over and see it first?"""

from collections.abc import AsyncIterator

import pytest

import storage
from bot.facts import Passing
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, at, card, heard, redrawn, told
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, House, house

TEAM = "T0PRACTICE"


@pytest.fixture
async def there(database_url) -> AsyncIterator[House]:
    async with house(database_url) as house_:
        for id in (story.RITA, story.TOM, story.MAYA):
            await house_.slack.seat(id).types("/care help")
        yield house_
        assert house_.slack.refused == []


async def hands_over(seat: Seat, takers: list[str], **source: str) -> str:
    """Fills in the form that is open; what is shown before it is confirmed."""
    await seat.fills({"To": takers} | ({"From": source["source"]} if source else {}))
    assert await seat.submits() == {}
    return plain(open_form(seat))


def owners(db) -> dict[str, str | None]:
    """Who owns whom, by name."""
    found = {}
    for name in ("Ana Silva", "Ben Okafor", "Zoe Hart"):
        for one in storage.candidates.named(db, TEAM, name):
            found[name] = storage.ownership.of(db, TEAM, one.id).owner
    return found


async def test_who_leaves_owns_nobody_and_a_manager_hands_over_what_is_left(there):
    rita, tom, maya = (there.slack.seat(id) for id in (story.RITA, story.TOM, story.MAYA))
    await adds(rita, "Ana Silva", "Interview")
    await adds(rita, "Ben Okafor", "Interview")
    await adds(tom, "Zoe Hart", "Interview")
    await there.slack.change_person(story.RITA, deleted=True)
    await redrawn(there)
    assert await there.bot.database.ask(owners) == {
        "Ana Silva": None,
        "Ben Okafor": None,
        "Zoe Hart": story.TOM,
    }
    left = told(maya)[0]
    assert plain(left).splitlines()[0] == (
        "@U0RITA has left: 2 candidates went to the house pool, and 2 submissions in process still name them."
    )
    await maya.clicks(left, "Hand over …")
    assert await hands_over(maya, ["tom", "maya"]) == "\n".join(
        [
            "Hand over",
            "2 candidates of @U0RITA go to @U0TOM and @U0MAYA in turn, each with all that belongs to them.",
            "2 candidates owned",
            "2 submissions in process",
            "something owed to 2 candidates",
            "Ana Silva, Ben Okafor",
            "What was logged stays in the name of whoever logged it. Everybody concerned is told.",
            "Hand over",
            "Cancel",
        ]
    )
    assert await maya.submits() == {}
    assert "On its way: 2 candidates of @U0RITA to @U0TOM and @U0MAYA." in plain(open_form(maya))
    await maya.closes()
    await redrawn(there)
    owned = await there.bot.database.ask(owners)
    assert sorted([owned["Ana Silva"], owned["Ben Okafor"]]) == [story.MAYA, story.TOM]
    mine = next(name for name in ("Ana Silva", "Ben Okafor") if owned[name] == story.TOM)
    assert "with @U0TOM" in plain(await card(tom, mine))
    assert heard(maya)[-1] == "Done: 2 candidates of @U0RITA are now with @U0TOM (1) and @U0MAYA (1)."
    assert "0 submissions" not in plain(told(maya)[0])
    assert heard(tom)[-1].splitlines()[0] == "You now have 1 candidate of @U0RITA."
    await there.move(at("25T09:00"))
    assert mine in heard(tom)[-1]


async def test_who_comes_back_before_it_is_done_loses_nobody(there):
    rita = there.slack.seat(story.RITA)
    await adds(rita, "Ana Silva", "Interview")
    async with there.bot.ticker._one:
        await there.slack.change_person(story.RITA, deleted=True)
        await there.slack.change_person(story.RITA, deleted=False)
    await redrawn(there)
    assert (await there.bot.database.ask(owners))["Ana Silva"] == story.RITA
    await there.move(at("25T09:00"))
    assert "Ana Silva" in heard(rita)[-1]


async def test_someone_hands_over_their_own_and_the_owner_hears_of_nothing_else(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await adds(rita, "Ana Silva", "Interview")
    await rita.types("/touch Ana Silva - spoke, likes the role")
    await rita.types("/care hand over")
    assert "1 candidate of @U0RITA goes to @U0TOM." in await hands_over(rita, ["tom"])
    assert await rita.submits() == {}
    await rita.closes()
    await redrawn(there)
    assert heard(rita) == ["Done: 1 candidate of @U0RITA is now with @U0TOM."]
    assert "Call, spoke" in plain(await card(tom, "Ana"))
    assert (await there.bot.database.ask(owners))["Ana Silva"] == story.TOM
    await there.move(at("26T09:00"))
    assert "Ana Silva" in heard(tom)[-1]
    assert len(heard(rita)) == 1
    await rita.types("/care hand over")
    await rita.fills({"To": ["tom"]})
    assert list(await rita.submits()) == ["To"]


async def test_until_it_is_handed_over_the_owner_hears_what_a_leaver_owed(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await adds(rita, "Ana Silva", "Interview")

    def give(db):
        ana = storage.candidates.named(db, TEAM, "Ana Silva")[0].id
        storage.ownership.pass_on(
            db, TEAM, storage.ownership.several(db, TEAM, [ana]), {ana: story.TOM}, Passing.CLAIMED, story.TOM, MONDAY
        )

    await there.bot.database.transact(give)
    await there.slack.change_person(story.RITA, deleted=True)
    await there.move(at("25T09:00"))
    assert "Ana Silva" in heard(tom)[-1]
    assert "with @U0RITA" in heard(tom)[-1]
