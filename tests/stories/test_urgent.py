"""Does somebody hear at once of a deadline that cannot wait for their morning, once, and what became of it?"""

from collections.abc import AsyncIterator

import pytest

from bot.facts import OfferState
from practice import story
from practice.reading import plain
from tests.stories import counting
from tests.stories.deeds import adds, at, heard, redrawn, told
from tests.stories.desk import open_form
from tests.stories.house import House, house

URGENT = "A deadline that cannot wait"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Candidates of Rita's, on a Monday morning when today's message is said."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Interview")
        yield house_
        assert house_.slack.refused == []


async def test_a_rival_that_a_colleague_heard_of_is_told_at_once_and_once(there):
    rita = there.slack.seat(story.RITA)
    await counting.offered(there, "Ana Silva", at("24T18:00"), story.TOM, "Acme")
    message = told(rita)[-1]
    assert plain(message).splitlines()[0] == f"{URGENT}: speak with Ana Silva before it."
    assert "Acme’s offer is to be decided by 18:00" in plain(message)
    assert "Acme" in message.text
    for _ in range(2):
        await redrawn(there)
    assert len([each for each in heard(rita) if URGENT in each]) == 1
    await rita.clicks(message, "Log it")
    assert plain(open_form(rita)).startswith("Log a touch")


async def test_what_became_of_it_is_said_in_the_message_itself(there):
    rita = there.slack.seat(story.RITA)
    offer = await counting.offered(there, "Ana Silva", at("24T18:00"), story.TOM, "Acme")
    await counting.became(there, offer, OfferState.DECLINED)
    assert plain(told(rita)[-1]).startswith("This could not wait, and is seen to.")


async def test_whoever_wrote_it_down_and_whose_morning_says_it_hear_nothing_more(there):
    rita = there.slack.seat(story.RITA)
    await counting.offered(there, "Ana Silva", at("24T18:00"), story.RITA, "Acme")
    assert not [each for each in heard(rita) if URGENT in each]
    await there.move(at("24T07:00"))
    await counting.offered(there, "Ana Silva", at("25T12:00"), story.TOM, "Globex")
    await there.move(at("24T09:00"))
    assert not [each for each in heard(rita) if URGENT in each]
    assert "Globex’s offer is to be decided by" in heard(rita)[-1]


async def test_in_quiet_hours_only_what_would_be_over_before_they_end_is_said(there):
    rita = there.slack.seat(story.RITA)
    await there.move(at("23T20:00"))
    await counting.offered(there, "Ana Silva", at("24T18:00"), story.TOM, "Acme")
    assert not [each for each in heard(rita) if URGENT in each]
    await counting.offered(there, "Ana Silva", at("24T08:00"), story.TOM, "Globex")
    assert "Globex’s offer is to be decided by 08:00" in heard(rita)[-1]
