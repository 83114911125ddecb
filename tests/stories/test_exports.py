"""Do candidates, and all about one of them, come as files to those who may have them, and go again?"""

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

import handlers
import storage
from bot import sheets
from bot.facts import Contact
from practice import story
from practice.faults import Fault
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import card, files, heard, redrawn
from tests.stories.desk import adds, offered, picks_of_old
from tests.stories.house import MONDAY, House, house


@pytest.fixture
async def there(database_url) -> AsyncIterator[House]:
    """Ana, for two jobs, and someone whose name is a formula."""
    async with house(database_url) as house_:
        rita = house_.slack.seat(story.RITA)
        await adds(rita, "Ána Sílva", job="Engineer", contact="+351 912 345 678")
        await adds(rita, "=cmd|' /C calc'!A0", job="Clerk", stage="Interview")
        yield house_


def files_of(there: House, seat: Seat) -> dict[str, bytes]:
    """The files in someone's conversation with the bot."""
    kept = there.slack.workspace.files
    return {kept[id].title: kept[id].content for message in seat.dm() for id in message.files}


def table_of(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return [[sheets.restored(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


async def asks(seat: Seat, **chosen: object) -> dict[str, str]:
    await seat.types("/care export")
    await seat.fills(chosen)
    return await seat.submits()


async def exports(there: House, seat: Seat, **chosen: object) -> dict[str, str]:
    wrong = await asks(seat, **chosen)
    await redrawn(there)
    return wrong


async def met(fault: Fault) -> None:
    """Wait until a call of the bot's is held up."""
    while not fault.met:  # noqa: ASYNC110 - a fault tells nobody when it is met
        await asyncio.sleep(0.001)


async def arrived(seat: Seat) -> None:
    """Wait until a file is there that goes its way beside the rounds."""
    while not files(seat):  # noqa: ASYNC110 - a file tells nobody that it has come
        await asyncio.sleep(0.001)


async def test_a_manager_gets_a_table_and_it_is_gone_after_a_week(there):
    maya = there.slack.seat(story.MAYA)
    assert await exports(there, maya) == {}
    assert "A table of 2 candidates is on its way to your direct messages with me." in plain(maya.modal)
    ((name, content),) = files_of(there, maya).items()
    assert name == "candidates-2026-11-23.csv"
    assert content.startswith(b'\xef\xbb\xbf"Name","E-mail","Phone"')
    assert b"\"'=cmd|' /C calc'!A0\"" in content
    rows = {row[0]: row for row in table_of(content)[1:]}
    assert rows["Ána Sílva"][:9] == [
        "Ána Sílva",
        "",
        "+351 912 345 678",
        "",
        "",
        "Engineer",
        "",
        "screening",
        "Rita Reis",
    ]
    assert rows["=cmd|' /C calc'!A0"][7] == "interview"
    assert "I delete this file in a week" in heard(maya)[-1]
    await there.move(MONDAY + timedelta(days=7, minutes=1))
    assert files_of(there, maya) == {}
    assert [words for words in heard(maya) if words.startswith("I took this file back:")]
    assert not [words for words in heard(maya) if "I delete this file in a week" in words]
    assert there.slack.refused == []


async def test_only_those_who_are_chosen(there):
    maya = there.slack.seat(story.MAYA)
    assert await exports(there, maya, Stage="Interview", Job=("cler", "Clerk")) == {}
    (content,) = files_of(there, maya).values()
    assert [row[5] for row in table_of(content)[1:]] == ["Clerk"]
    await maya.closes()
    await exports(there, maya, Stage="Offer")
    assert "Nobody is chosen by this." in plain(maya.modal)


async def test_others_are_told_whom_to_ask(there):
    tom = there.slack.seat(story.TOM)
    said = await tom.types("/care export")
    assert "Only a manager or an administrator can export candidates." in plain(said[-1])


async def test_their_recruiter_gets_all_about_one_person(there):
    rita = there.slack.seat(story.RITA)
    await rita.types("/touch Ana Silva - spoke, worries about the commute")
    await rita.picks(await card(rita, "Ana Silva"), "More", "All about them")
    await redrawn(there)
    files = files_of(there, rita)
    assert set(files) == {"Ána Sílva.html", "Ána Sílva.json"}
    page, read = files["Ána Sílva.html"].decode(), json.loads(files["Ána Sílva.json"])
    assert "worries about the commute" in page
    assert "23 November 2026, 09:00" in page
    assert "cmd" not in page
    assert read["tables"]["touches"][0]["note"] == "worries about the commute"
    assert read["tables"]["submissions"][0]["job_title"] == "Engineer"


async def test_a_colleague_does_not(there):
    tom = there.slack.seat(story.TOM)
    shown = await card(tom, "Ana Silva")
    assert "All about them" not in offered(shown)
    answer = await picks_of_old(there, tom, shown, "everything")
    assert "Only who has put them forward or added them" in answer
    assert files_of(there, tom) == {}


async def test_whoever_added_them_gets_all_about_one_person_too(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await tom.types("/candidate add Ben Okafor")
    assert await tom.submits() == {}
    await tom.closes()
    assert "All about them" not in offered(await card(rita, "Ben Okafor"))
    await tom.picks(await card(tom, "Ben Okafor"), "More", "All about them")
    await redrawn(there)
    assert set(files_of(there, tom)) == {"Ben Okafor.html", "Ben Okafor.json"}


SLOW = ("files.getUploadURLExternal", "files.completeUploadExternal", "conversations.open")


@pytest.mark.parametrize("method", SLOW)
async def test_whoever_asks_is_answered_at_once_however_slow_slack_is(there, method):
    """The window is there within three seconds, the file when Slack goes on; colleagues are answered meanwhile."""
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    held = there.slack.faults.add(method, "late", only=lambda body: body.get("users") in (None, story.MAYA))
    assert await asks(maya) == {}
    assert plain(maya.modal).startswith("On its way")
    await met(held)
    assert files_of(there, maya) == {}
    assert "\u00c1na S\u00edlva" in plain(await card(rita, "Ana Silva"))
    held.release()
    await arrived(maya)
    assert len(files_of(there, maya)) == 1
    await there.move(MONDAY + timedelta(hours=1))
    assert len(files_of(there, maya)) == 1


FAULTS: dict[str, dict[str, Any]] = {
    "refused": {"kind": "refuse"},
    "done, not told": {"kind": "lose_reply"},
    "500": {"kind": "status", "status": 500},
    "500, done": {"kind": "status", "status": 500, "done": True},
    "an error": {"kind": "error", "code": "fatal_error"},
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_file_comes_once_whatever_slack_does(there, fault):
    maya = there.slack.seat(story.MAYA)
    for method in SLOW[:2]:
        there.slack.faults.add(method, **FAULTS[fault])
    assert await exports(there, maya) == {}
    await there.move(MONDAY + timedelta(minutes=10))
    assert len([message for message in maya.dm() if message.files]) == 1
    await there.move(MONDAY + timedelta(days=8))
    assert files_of(there, maya) == {}


async def test_whoever_waits_for_a_file_that_does_not_come_is_told(there):
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    there.slack.faults.add("files.completeUploadExternal", "status", times=99)
    assert await exports(there, maya) == {}
    await rita.picks(await card(rita, "Ana Silva"), "More", "All about them")
    await there.move(MONDAY + timedelta(minutes=40))
    assert heard(maya) == [
        "The table of candidates that you asked for did not reach you: Slack would not take it, though I tried "
        "for half an hour.\nAsk for it anew; if that fails too, tell whoever looks after Rapport."
    ]
    assert "All about one person, which you asked for, did not reach you" in heard(rita)[-1]


async def test_what_may_not_be_had_any_more_is_not_handed_over(there):
    """Between the press and the making: the person is erased, the manager manages no more."""
    maya, rita = there.slack.seat(story.MAYA), there.slack.seat(story.RITA)
    held = there.slack.faults.add("files.getUploadURLExternal", "error", times=2, code="fatal_error")
    await rita.picks(await card(rita, "Ana Silva"), "More", "All about them")
    assert await exports(there, maya) == {}
    assert held.met == 2
    ana = (await there.bot.database.ask(storage.candidates.found, there.bot.team, "Ana"))[0]
    await there.bot.database.transact(storage.erasures.ask, there.bot.team, ana.id, story.MAYA, there.clock.now())
    await there.bot.database.transact(storage.people.appoint, there.bot.team, [], [])
    await there.move(MONDAY + timedelta(minutes=5))
    assert files_of(there, maya) | files_of(there, rita) == {}
    assert any("The table of candidates that you asked for was not made." in words for words in heard(maya))
    assert any("All about one person, which you asked for, was not made." in words for words in heard(rita))


async def test_very_many_are_taken_out_by_the_command_line(there):
    maya, some = there.slack.seat(story.MAYA), handlers.exports.MOST - 1
    people: list[tuple[int, str, list[Contact]]] = [(id, f"Person {id}", []) for id in range(1, some + 1)]
    await there.bot.database.transact(storage.candidates.add_many, there.bot.team, people, story.RITA, MONDAY)
    assert await exports(there, maya) == {}
    said = plain(maya.modal)
    assert "These are 5,001 candidates; in Slack I hand over 5,000 at most." in said
    assert f"python -m bot export --team {there.bot.team} -o candidates.csv" in said
    assert files_of(there, maya) == {}


async def test_a_file_still_on_its_way_while_somebody_is_erased_goes_as_well(there):
    """Slack does not know a file yet whose upload is not complete: it is deleted once that is over."""
    maya, bot = there.slack.seat(story.MAYA), there.bot
    held = there.slack.faults.add("files.completeUploadExternal", "late", seconds=30)
    assert await asks(maya) == {}
    await met(held)
    ana = (await bot.database.ask(storage.candidates.found, bot.team, "Ana"))[0]
    await bot.database.transact(storage.erasures.ask, bot.team, ana.id, story.MAYA, there.clock.now())
    there.clock.set(MONDAY + timedelta(seconds=1))
    await bot.ticker.tick()
    held.release()
    await arrived(maya)
    await there.move(MONDAY + timedelta(hours=2))
    assert files_of(there, maya) == {}
