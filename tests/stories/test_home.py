"""Does the Home tab show what is owed and what was logged today, with ways to mend it?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import View
from tests.stories.deeds import adds, at, card
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Screening")
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def home(seat: Seat) -> list[str]:
    """What stands on someone's Home tab when they open it, above what they own."""
    return above(await seat.opens_home())


def above(view: View) -> list[str]:
    """What stands above what they own."""
    shown = plain(view).splitlines()
    return shown[: shown.index("Mine")] if "Mine" in shown else shown


EMPTY = [
    "Rapport",
    "Log a touch | Find a candidate | My settings",
    "Owed now",
    "Nobody is waiting to hear from you.",
    "Logged today",
    "Nothing yet.",
]


async def test_it_says_when_there_is_nothing(there, rita):
    assert await home(rita) == EMPTY
    assert await home(there.slack.seat(story.TOM)) == EMPTY


async def test_it_lists_what_is_owed_today_the_most_pressing_first(there, rita):
    await there.move(at("23T09:01"))
    await adds(rita, "Ben Okoro", "Offer")
    await there.move(at("24T15:00"))
    await rita.types("/touch Ben Okoro - spoke, offers none")
    await there.move(at("25T09:00"))
    shown = await home(rita)
    assert shown[2:10] == [
        "Owed now",
        "Ben Okoro · offer for Backend engineer",
        ":red_circle: Update late since 18:00 UTC on 24 Nov 2026",
        "Log it",
        "Ana Silva · screening for Backend engineer",
        ":large_orange_circle: Update due soon, by 18:00 UTC on 25 Nov 2026",
        "Log it",
        "Logged today",
    ]
    await rita.clicks(rita.workspace.home(story.RITA), "Log it", near="Ana Silva")
    assert plain(rita.modal).splitlines()[2].startswith("Ana Silva · screening")


async def test_what_was_logged_today_is_listed_and_taken_back_after_a_question(there, rita):
    await rita.types("/touch Ana Silva - spoke, told, likes the role")
    shown = await home(rita)
    assert shown[-2:] == [
        "Ana Silva · Call, spoke · told them where they stand · at 09:00 UTC on 23 Nov 2026",
        "Undo | Edit",
    ]
    await rita.clicks(rita.workspace.home(story.RITA), "Undo", confirm=False)
    assert (await home(rita))[-1] == "Undo | Edit"
    await rita.clicks(rita.workspace.home(story.RITA), "Undo")
    assert above(rita.workspace.home(story.RITA))[-1] == "Nothing yet."
    assert "Nobody has spoken with them yet" in plain(await card(rita, "Ana"))


async def test_what_was_logged_today_is_mended_from_there(rita):
    await rita.types("/touch Ana Silva - spoke, told, likes the rôle")
    await rita.opens_home()
    await rita.clicks(rita.workspace.home(story.RITA), "Edit")
    await rita.fills({"Note": "likes the role"})
    assert await rita.submits() == {}
    assert "likes the role" in plain(await card(rita, "Ana"))


async def test_today_ends_at_midnight_and_is_ones_own(there, rita):
    await rita.types("/touch Ana Silva - spoke, told, likes the role")
    assert (await home(there.slack.seat(story.TOM)))[-1] == "Nothing yet."
    await there.move(at("23T23:59"))
    assert (await home(rita))[-1] == "Undo | Edit"
    await there.move(at("24T00:00"))
    await rita.opens_home()
    assert above(rita.workspace.home(story.RITA))[-1] == "Nothing yet."


@pytest.mark.parametrize(
    ("button", "opens"),
    [
        pytest.param("Log a touch", "Log a touch", id="the form of a touch"),
        pytest.param("Find a candidate", "Find a candidate", id="the search"),
        pytest.param("My settings", "My settings", id="the settings"),
    ],
)
async def test_its_buttons_open_what_they_say(rita, button, opens):
    await rita.clicks(await rita.opens_home(), button)
    assert plain(rita.modal).splitlines()[0] == opens


@pytest.mark.parametrize("who", [story.GUS, story.OSCAR])
async def test_a_guest_or_an_outsider_sees_why_they_see_nothing(there, who):
    shown = await home(there.slack.seat(who))
    assert len(shown) == 2
    assert "Ana" not in shown[1]
