"""Do managers keep the pay that clients allow, and does nobody else?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from tests.stories.dealings import WHOSE, band
from tests.stories.deeds import adds
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        rita = house_.slack.seat(story.RITA)
        await rita.types("/care client add Northwind")
        await rita.submits()
        await rita.closes()
        await adds(rita, "Ana Silva", "Interview", "Backend engineer, Northwind")
        yield house_
        assert house_.slack.refused == []


async def test_a_band_is_set_read_back_changed_and_taken_away(there):
    maya = there.slack.seat(story.MAYA)
    assert await band(maya, "£450-550 a day", "Northwind") == {}
    await maya.types("/care bands")
    assert "Northwind (all jobs): £450 – £550 a day" in plain(maya.modal)
    await maya.clicks(maya.modal, "Change")
    assert "£450 – £550 a day" in plain(maya.modal)
    await maya.fills({"From – to": "500 - 520 a day"})
    assert await maya.submits() == {}
    assert "Saved for all jobs of Northwind: £500 – £520 a day in base pay." in plain(maya.modal)
    await maya.closes()
    assert "Northwind (all jobs): £500 – £520 a day" in plain(maya.modal)
    await maya.closes()
    again = {WHOSE: "Northwind has a band already. Close this, and press Change beside it in the list."}
    assert await band(maya, "80-90k €", "Northwind") == again
    await maya.closes()
    await maya.clicks(maya.modal, "Take away")
    assert "The band of Northwind is taken away." in plain(maya.modal)
    await maya.closes()
    await maya.types("/care bands")
    assert "There are no bands yet" in plain(maya.modal)


async def test_what_cannot_be_read_is_asked_at_its_field(there):
    maya = there.slack.seat(story.MAYA)
    assert "Type both ends" in (await band(maya, "80k", "Northwind"))["From – to"]


async def test_recruiters_are_told_whom_to_ask(there):
    (said,) = await there.slack.seat(story.RITA).types("/care bands")
    assert "Only managers see what a client allows." in plain(said)
