"""Does a colleague hear what someone who is away owes, from the first day until the last, and nobody else?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, at, card, heard, redrawn, told
from tests.stories.desk import open_form
from tests.stories.house import House, house

DAYS = "from Wednesday 25 November until Friday 27 November"


@pytest.fixture
async def there(database_url) -> AsyncIterator[House]:
    async with house(database_url) as house_:
        yield await met(house_)
        assert house_.slack.refused == []


@pytest.fixture
async def quick(tmp_path) -> AsyncIterator[House]:
    """The same on SQLite alone, for what the engine has no part in."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        yield await met(house_)
        assert house_.slack.refused == []


async def met(there: House) -> House:
    for id in (story.RITA, story.TOM, story.MAYA):
        await there.slack.seat(id).types("/care help")
    return there


async def covers(
    seat: Seat, colleague: str, first: str = "2026-11-25", last: str = "2026-11-27", **more: str
) -> dict[str, str]:
    """Arranges a cover; what is refused, by field. What is said then is left open."""
    await seat.types("/care cover")
    if "Arrange cover" in plain(open_form(seat)):
        await seat.clicks(open_form(seat), "Arrange cover")
    days = {"Who covers": colleague, "First day away": first, "Last day away": last}
    await seat.fills(days | ({"Who is away": more["away"]} if more else {}))
    return await seat.submits()


async def leaves_alone(seat: Seat) -> str:
    """Reads what stands in the window, and closes all of them."""
    said = plain(open_form(seat))
    while seat.modal:
        await seat.closes()
    return said


async def test_while_someone_is_away_a_colleague_hears_and_then_they_hear_again(there):
    rita, tom, maya = (there.slack.seat(id) for id in (story.RITA, story.TOM, story.MAYA))
    await adds(rita, "Ana Silva", "Screening")
    assert await covers(rita, "tom") == {}
    assert (await leaves_alone(rita)).splitlines()[1:3] == [
        f"@U0TOM covers for you {DAYS}.",
        "What you owe comes to @U0TOM in the morning. It begins and ends by itself.",
    ]
    await there.move(at("24T12:00"))
    assert [said.splitlines()[0] for said in heard(tom)] == [f"You cover for @U0RITA {DAYS}."]
    await there.move(at("25T09:00"))
    assert "for @U0RITA, who is away until Friday 27 November" in heard(tom)[-1]
    assert heard(rita) == []
    assert "Owned by @U0RITA" in plain(await card(tom, "Ana"))
    # It goes to the managers as ever, with whoever owes it in its words.
    await there.move(at("27T13:00"))
    assert "with @U0RITA, who is away until Friday 27 November; @U0TOM hears of it" in heard(maya)[-1]
    await tom.clicks(told(tom)[-1], "Log it")
    await tom.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    assert await tom.submits() == {}
    await there.move(at("30T12:00"))
    assert heard(tom)[-1].splitlines() == [
        "You no longer cover for @U0RITA. Thank you.",
        "Logged meanwhile: 1 touch with 1 candidate. What is left comes to @U0RITA again.",
    ]
    assert heard(rita)[-1].splitlines() == [
        f"Welcome back. @U0TOM covered for you {DAYS}.",
        "Logged meanwhile: 1 touch with 1 candidate. Nobody waits to hear from you.",
    ]
    # The first of December is a holiday in Portugal.
    await there.move(at("2026-12-02T12:00"))
    assert "1 candidate is owed an update today: Ana Silva" in heard(rita)[-1]


async def test_a_cover_is_changed_and_ended_before_its_last_day(there):
    rita, tom, maya = (there.slack.seat(id) for id in (story.RITA, story.TOM, story.MAYA))
    await adds(rita, "Ana Silva", "Screening")
    await covers(rita, "tom")
    await leaves_alone(rita)
    await there.move(at("25T09:00"))
    await maya.types("/care cover")
    await maya.clicks(open_form(maya), "Change")
    assert "First day away" not in plain(open_form(maya))
    await maya.fills({"Who covers": "maya"})
    assert await maya.submits() == {}
    await leaves_alone(maya)
    await redrawn(there)
    assert heard(tom)[0] == "You need not cover for @U0RITA: @U0MAYA does."
    assert heard(maya)[-1].startswith(f"You cover for @U0RITA {DAYS}.")
    await there.move(at("26T09:00"))
    assert "for @U0RITA, who is away until Friday 27 November" in heard(maya)[-1]
    await rita.types("/care cover")
    await rita.clicks(open_form(rita), "End it now")
    assert "Over: what you owe comes to you again." in await leaves_alone(rita)
    await redrawn(there)
    assert heard(rita)[-1].startswith("Welcome back. @U0MAYA covered for you")
    await there.move(at("27T09:00"))
    assert "Ana Silva" in heard(rita)[-1]


async def test_a_cover_that_is_called_off_was_never_one(quick):
    rita, tom = quick.slack.seat(story.RITA), quick.slack.seat(story.TOM)
    await covers(rita, "tom")
    await leaves_alone(rita)
    await quick.move(at("24T12:00"))
    await rita.types("/care cover")
    await rita.clicks(open_form(rita), "Call it off")
    assert "Called off: nobody covers for you" in await leaves_alone(rita)
    await quick.move(at("28T12:00"))
    assert heard(tom) == [f"You were to cover for @U0RITA {DAYS}. It was called off."]
    assert heard(rita) == []


TWICE = "There is a cover for some of these days already. Change that one: /care cover."
UNMET = "They have not used Rapport yet. Choose somebody else, or ask them to type /care help once."
AWAY = "They are away themselves then. Choose somebody else, or other days."
PAST = "That day is past. Choose the last day away, today or later."
LATER = ("2026-12-07", "2026-12-08")


@pytest.mark.parametrize(
    ("who", "colleague", "days", "more", "errors"),
    [
        pytest.param(
            story.RITA,
            "rita",
            (),
            {},
            {"Who covers": "Nobody covers for themselves. Choose a colleague."},
            id="oneself",
        ),
        pytest.param(story.RITA, "maya", (), {}, {"Who covers": AWAY}, id="away then"),
        pytest.param(story.TOM, "gus", LATER, {}, {"Who covers": UNMET}, id="never met"),
        pytest.param(story.MAYA, "rita", (), {"away": "maya"}, {"First day away": TWICE}, id="twice"),
        pytest.param(story.RITA, "tom", ("2026-11-20", "2026-11-22"), {}, {"Last day away": PAST}, id="past"),
    ],
)
async def test_a_cover_that_cannot_be_is_refused_at_its_field(quick, who, colleague, days, more, errors):
    maya = quick.slack.seat(story.MAYA)
    await covers(maya, "tom", away="maya")
    await leaves_alone(maya)
    assert await covers(quick.slack.seat(who), colleague, *days, **more) == errors


async def test_who_covers_and_leaves_covers_no_longer_and_all_concerned_hear(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await adds(rita, "Ana Silva", "Screening")
    await covers(rita, "tom")
    await leaves_alone(rita)
    await there.move(at("25T09:00"))
    await there.slack.change_person(story.TOM, deleted=True)
    await redrawn(there)
    assert heard(rita)[0].splitlines()[:2] == [
        "@U0TOM has left, so nobody covers for you.",
        "What you owe comes to you again.",
    ]
    assert heard(maya)[0].startswith("@U0TOM has left, so nobody covers for @U0RITA.")
    await there.move(at("26T09:00"))
    assert "Ana Silva" in heard(rita)[-1]
    await maya.clicks(told(maya)[0], "Choose somebody else")
    await maya.fills({"Who covers": "maya", "Last day away": "2026-11-27"})
    assert await maya.submits() == {}


async def test_of_who_is_covered_for_and_leaves_the_cover_hears_once(quick):
    rita, tom = quick.slack.seat(story.RITA), quick.slack.seat(story.TOM)
    await covers(rita, "tom")
    await leaves_alone(rita)
    await quick.move(at("25T09:00"))
    await quick.slack.change_person(story.RITA, deleted=True)
    await quick.move(at("25T12:00"))
    assert heard(tom)[1:] == ["@U0RITA has left, so you no longer cover for them."]


async def test_who_covers_and_goes_away_covers_no_longer_from_then_on(quick):
    rita, tom = quick.slack.seat(story.RITA), quick.slack.seat(story.TOM)
    await adds(rita, "Ana Silva", "Screening")
    await covers(rita, "tom")
    await leaves_alone(rita)
    assert await covers(tom, "maya", "2026-11-26", "2026-11-26") == {}
    assert f"You cover for @U0RITA {DAYS}: that ends then." in await leaves_alone(tom)
    await quick.move(at("26T09:00"))
    assert "@U0TOM is away too, so nobody covers for you." in "\n".join(heard(rita))
    assert "You are away too, so you no longer cover for @U0RITA." in "\n".join(heard(tom))
    await quick.move(at("27T09:00"))
    assert "Ana Silva" in heard(rita)[-1]


async def test_nobody_arranges_cover_for_a_colleague_but_a_manager(quick):
    rita, tom, maya = (quick.slack.seat(id) for id in (story.RITA, story.TOM, story.MAYA))
    await tom.types("/care cover")
    assert "Who is away" not in plain(open_form(tom))
    await leaves_alone(tom)
    assert await covers(maya, "tom", away="rita") == {}
    await leaves_alone(maya)
    await tom.types("/care cover")
    assert "Change" not in plain(open_form(tom))
    await leaves_alone(tom)
    await rita.types("/care me")
    await rita.clicks(open_form(rita), "Cover while I am away …")
    assert "Change" in plain(open_form(rita))
