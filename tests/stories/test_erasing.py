"""Is a person erased as a manager confirms it, from what was sent as well, and again after an old backup?"""

import copy
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import answers, card, heard, redrawn, told
from tests.stories.desk import adds, logged, offered, picks_of_old
from tests.stories.house import MONDAY, House, house, running_in


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Ana and Zoë wait for an update, of which Rita was told on Wednesday; Zoë's note names Ana."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        rita = house_.slack.seat(story.RITA)
        await adds(rita, "Ána Sílva", contact="ana@example.com")
        await adds(rita, "Zoë Brandt")
        await rita.types("/touch Zoë Brandt - spoke, knows silva ana")
        await house_.move(MONDAY + timedelta(days=3))
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


@pytest.fixture
def maya(there) -> Seat:
    seat: Seat = there.slack.seat(story.MAYA)
    return seat


async def picks_erase(seat: Seat, name: str = "Ana Silva") -> None:
    await seat.picks(await card(seat, name), "More", "Erase for good …")


async def erases(there: House, seat: Seat, typed: str = "ana SILVA") -> dict[str, str]:
    await picks_erase(seat)
    await seat.fills({"Type their name to confirm": typed})
    wrong = await seat.submits()
    await redrawn(there)
    return wrong


async def test_the_window_says_what_goes_and_the_name_is_asked_for(there, maya):
    await picks_erase(maya)
    said = plain(maya.modal).splitlines()
    assert said[:2] == ["Erase for good", "Ána Sílva will be erased. This cannot be undone."]
    assert "Their record with 1 submission and 1 address, and all that was noted about them" in said[2]
    assert "Their full name and addresses in notes about others; not a nickname or half a name" in said[3]
    assert "Slack takes them away at its next start." in plain(maya.modal)
    await maya.fills({"Type their name to confirm": "Ana"})
    assert await maya.submits() == {
        "Type their name to confirm": "That is not their name. Type it as it stands above, or close this window to "
        "keep them."
    }


async def test_they_are_gone_and_what_was_sent_is_redacted(there, rita, maya):
    assert any("Ána Sílva" in words for words in heard(rita))
    assert await erases(there, maya) == {}
    assert plain(maya.modal).splitlines()[0] == "Being erased"
    assert not [words for words in heard(rita) if "Sílva" in words or "ana@example.com" in words]
    assert any("Zoë Brandt" in words for words in heard(rita))
    assert "I know nobody called" in await answers(rita, "/candidate ana silva")
    assert "knows [erased]" in await answers(rita, "/candidate zoë")
    done = heard(maya)[-1]
    assert done.startswith("The erasure you asked for at ")
    assert "Erased: their record with 1 submission and 1 address." in done
    assert "1 other place named them; it now says [erased]." in done
    assert "being redacted." in done
    assert there.slack.refused == []


async def test_a_message_about_nobody_else_says_so(there, rita, maya):
    await erases(there, maya)
    await maya.closes()
    await maya.picks(await card(maya, "Zoë"), "More", "Erase for good …")
    await maya.fills({"Type their name to confirm": "zoe brandt"})
    assert await maya.submits() == {}
    await redrawn(there)
    assert heard(rita)
    assert set(heard(rita)) == {"This was about someone who was erased."}


async def test_an_old_button_says_that_there_is_nobody(there, rita, maya):
    old = copy.deepcopy(told(rita)[-1])
    await erases(there, maya)
    said = await rita.clicks(old, "Log it", near="Ána Sílva")
    words = plain(said[-1]) if said else plain(rita.modal) if rita.modal else ""
    assert "Sílva" not in words


async def test_only_managers_may(there, rita):
    shown = await card(rita, "Ana Silva")
    assert "Erase for good …" not in offered(shown)
    answer = await picks_of_old(there, rita, shown, "erase")
    assert "Only a manager or an administrator can erase somebody." in answer


def put_back(old: Path, folder: Path) -> None:
    for left in folder.glob("rapport.db-*"):
        left.unlink()
    shutil.copy(old, folder / "rapport.db")


async def test_an_old_backup_brings_nobody_back(tmp_path: Path):
    url, old = f"sqlite:///{tmp_path / 'rapport.db'}", tmp_path / "old.db"
    async with house(url) as there:
        rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
        await adds(rita, "Ána Sílva", contact="ana@example.com")
        await there.bot.database.empty_log()
        shutil.copy(tmp_path / "rapport.db", old)
        assert await erases(there, maya) == {}
        await there.bot.ticker.stop()
        await there.bot.database.close()
        put_back(old, tmp_path)
        with logged() as log:
            async with running_in(there.slack, url, there.clock) as bot:
                assert "I know nobody called" in await answers(rita, "/candidate ana silva")
                there.clock.set(MONDAY + timedelta(days=3))
                await bot.ticker.tick()
                assert not [words for words in heard(rita) if "Sílva" in words]
        assert "erasing.came_back" in log.getvalue()
        assert "lva" not in log.getvalue()
