"""Does a file of candidates come in, whoever sends it and however, once and no more?"""

import asyncio
import contextlib
import copy
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import manifest, messages
from bot.clock import StillClock
from bot.policy import Policy
from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Change, Message
from practice.slack import Practice
from scheduler.imports import Importer
from storage.database import Db
from storage.tables import Candidates, CandidateTags, Contacts, ImportLines, Imports, Submissions, table
from tests.command import Command, begun
from tests.storage.conftest import closing_now
from tests.stories.bot_process import nursery
from tests.stories.deeds import redrawn, told
from tests.stories.desk import presses, value_of
from tests.stories.house import MONDAY, House, house, prepared

FILE = "\r\n".join(
    [
        "Vorname;Nachname;E-Mail;Telefon;Skills;Stelle;Status;Bemerkung",
        "Zoë;Müller;zoe@example.com;+49 1512 3456789;Python, Go;Backend engineer;Phone screen;nett",
        "Ana;Silva;ana@example.com;;;;;",
        "Bruno;Dias;;nobody;;;;",
        "Carla;Reis;;+49 1512 3456789;;;;",
    ]
).encode("cp1252")


@pytest.fixture
async def there(database_url) -> AsyncIterator[House]:
    async with house(database_url) as house_:
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


def count(db: Db, of) -> int:
    return db.execute(select(func.count()).select_from(table(of))).scalar_one()


async def shown(there: House, seat: Seat) -> Message:
    """The newest message of the bot, once it has caught up."""
    await there.bot.ticker.tick()
    return [message for message in told(seat) if message.user != seat.person_id][-1]


async def brought_in(there: House, seat: Seat) -> str:
    """What the message says once the file is brought in."""
    await seat.clicks(await shown(there, seat), "Import")
    return plain(await shown(there, seat))


async def test_a_file_sent_to_the_bot_is_shown_brought_in_and_changes_nothing_the_second_time(there, rita):
    await rita.shares("kandidaten.csv", FILE)
    preview = plain(await shown(there, rita))
    assert "kandidaten.csv is ready to be brought in" in preview
    assert "4 lines · Windows, Western Europe, separated by semicolons" in preview
    assert "I read Vorname as first name, Nachname as last name, E-Mail as e-mail" in preview
    assert "Left out: Bemerkung." in preview
    assert "2 will be added" in preview
    assert await there.bot.database.ask(count, Candidates) == 0
    first = await brought_in(there, rita)
    assert "kandidaten.csv is brought in" in first
    assert [words for words in ("2 added", "1 held back", "1 refused") if words not in first] == []
    figures = [await there.bot.database.ask(count, of) for of in (Candidates, CandidateTags, Submissions)]
    assert figures == [2, 2, 1]
    assert "screening for Backend engineer" in plain((await rita.types("/candidate zoe"))[-1])
    await rita.shares("kandidaten.csv", FILE)
    again = await brought_in(there, rita)
    assert "added" not in again
    assert [words for words in ("2 were here already", "1 held back", "1 refused") if words not in again] == []
    assert [await there.bot.database.ask(count, of) for of in (Candidates, CandidateTags, Submissions)] == figures


async def test_the_lines_that_come_back_are_a_file_with_the_reasons(there, rita):
    await rita.shares("kandidaten.csv", FILE)
    await brought_in(there, rita)
    await rita.clicks(await shown(there, rita), "Refused lines")
    await redrawn(there)
    handed = [there.slack.workspace.files[name] for name in rita.dm()[-1].files]
    assert [file.name for file in handed] == ["kandidaten refused.csv"]
    lines = handed[0].content.decode("utf-8-sig").splitlines()
    assert lines[0].endswith('"Bemerkung","reason"')
    assert lines[1].startswith('"Bruno","Dias","","nobody"')
    assert "That phone number does not look complete." in lines[1]
    assert lines[2].startswith('"Carla","Reis","","\'+49 1512 3456789"')
    assert "Somebody else here has this phone number." in lines[2]


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[House]:
    """A house for what is the same on both engines."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        yield house_


@pytest.fixture
def tom(here) -> Seat:
    seat: Seat = here.slack.seat(story.TOM)
    return seat


async def test_a_file_is_taken_in_a_form(here, tom):
    await tom.types("/care import")
    await tom.fills({"File": ("people.csv", b"Name\nAna Silva\nBruno Dias\n")})
    assert await tom.submits() == {}
    assert "I am reading people.csv." in plain(tom.modal)
    assert "2 will be added" in plain(await shown(here, tom))
    assert "2 added" in await brought_in(here, tom)


async def test_a_file_on_a_message_is_taken_by_a_shortcut(here, tom):
    note = here.slack.workspace.post("C0GENERAL", story.RITA, "the list", files=[attached(here, tom)])
    said = await tom.uses_shortcut("Import this file", note)
    assert "I am reading people.csv." in plain(said[-1])
    assert "1 added" in await brought_in(here, tom)
    bare = here.slack.workspace.post("C0GENERAL", story.RITA, "no list")
    assert "There is no file on this message." in plain((await tom.uses_shortcut("Import this file", bare))[-1])


def attached(there: House, seat: Seat) -> str:
    name: str = seat.attaches("people.csv", b"Name\nAna Silva\n")["id"]
    return name


async def test_what_columns_hold_can_be_said(here, tom):
    await tom.shares("people.csv", b"Navnet;Notater;Epost\nAna Silva;nice;ana@example.com\n")
    message = await shown(here, tom)
    assert "No column tells the name. Press “Columns …” to say which one does." in plain(message)
    with pytest.raises(LookupError):
        await tom.clicks(message, "Import")
    await tom.clicks(message, "Columns …")
    await tom.fills({"Name": "Navnet", "E-mail": ["Epost"], "First name": "Navnet"})
    assert await tom.submits() == {"First name": "This column is chosen as name already. Choose another."}
    await tom.fills({"First name": None})
    assert await tom.submits() == {}
    await tom.fills({"Tags": ["Notater"]})
    assert await tom.submits() == {}
    assert tom.modal is None
    assert "I read Navnet as name, Notater as tags, Epost as e-mail." in plain(await shown(here, tom))
    assert "1 added" in await brought_in(here, tom)


async def test_a_file_can_be_let_go_and_then_nothing_of_it_can_be_pressed(here, tom):
    await tom.shares("people.csv", b"Name\nAna Silva\n")
    message = await shown(here, tom)
    before = copy.deepcopy(message)
    await tom.clicks(message, "Cancel")
    assert "Nothing of it was brought in" in plain(await shown(here, tom))
    assert "This file is not waiting any more." in plain((await tom.clicks(before, "Import"))[-1])
    assert await here.bot.database.ask(count, ImportLines) == 0


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("people.xlsx", b"PK\x03\x04\x14\x00", "This is a workbook, not a CSV file. Save it as CSV first"),
        ("people.pdf", b"%PDF-1.7 ...", "This is not a CSV file"),
        ("people.csv", b"", "There are no lines in this file."),
        ("people.csv", b"Name,E-mail\n", "There are no lines in this file."),
        ("people.csv", b"Ana Silva,ana@example.com\n", "The first line holds a person, not headings."),
        ("people.csv", b"Name\n" + b"x" * 10_500_000, "python -m bot import candidates.csv --team T… --by U…"),
        ("people.csv", b"Name\n" + b"x" * 30_000_000, "python -m bot import candidates.csv --team T… --by U…"),
    ],
    ids=["xlsx", "pdf", "empty", "only headings", "no headings", "over 10 MB", "30 MB"],
)
async def test_a_file_that_cannot_be_brought_in_says_why_and_what_to_do(here, tom, name, content, words):
    await tom.shares(name, content)
    said = plain(await shown(here, tom))
    assert f"{name} could not be brought in" in said
    assert words in said


async def test_a_file_over_10_mb_is_refused_at_the_form_and_stays_there(here, tom):
    await tom.types("/care import")
    await tom.fills({"File": ("people.csv", b"Name\n" + b"x" * 10_500_000)})
    errors = await tom.submits()
    assert "python -m bot import" in errors["File"]


async def test_a_file_is_read_in_quiet_hours_too(here, tom):
    await here.move(MONDAY + timedelta(hours=13))
    await tom.shares("people.csv", b"Name\nAna Silva\n")
    assert "1 will be added" in plain(await shown(here, tom))


async def test_who_writes_without_a_file_hears_once_what_can_be_typed(here, tom):
    here.slack.repeat(2)
    await tom.types("Good morning!")
    await here.bot.ticker.tick()
    said = [plain(message) for message in told(tom) if message.user != tom.person_id]
    assert len(said) == 1
    assert "/touch Ana Silva - spoke" in said[0]
    assert "Send me a CSV file here" in said[0]


async def test_a_file_delivered_twice_is_one_import(here, tom):
    here.slack.repeat(2)
    await tom.shares("people.csv", b"Name\nAna Silva\n")
    await shown(here, tom)
    assert await here.bot.database.ask(count, Imports) == 1


async def test_nobody_else_decides_about_a_file(here, tom):
    await tom.shares("people.csv", b"Name\nAna Silva\n")
    message = await shown(here, tom)
    rita = here.slack.seat(story.RITA)
    id = value_of(message, messages.imports.BEGIN)
    for action in (messages.imports.BEGIN, messages.imports.CANCEL, messages.imports.RETURNED):
        assert "Only the person this was sent to" in await presses(here, rita, action, id)
    assert "1 will be added" in plain(await shown(here, tom))


async def test_lines_nobody_asked_for_are_thrown_away_after_a_week(here, tom):
    await tom.shares("people.csv", b"Name,Phone\nAna Silva,nobody\n")
    assert "1 refused" in await brought_in(here, tom)
    await tom.shares("other.csv", b"Name\nBruno Dias\n")
    await shown(here, tom)
    await here.move(MONDAY + timedelta(days=8))
    await here.bot.ticker.tick()
    said = [plain(message) for message in told(tom) if message.user != tom.person_id]
    assert "These lines are thrown away after a week." in said[0]
    assert "other.csv was cancelled" in said[1]
    assert await here.bot.database.ask(count, ImportLines) == 0


async def test_a_file_that_one_bot_has_read_is_not_given_up_by_another_that_comes_too_late(here, tom):
    slow = here.slack.faults.add("files.info", "late")
    await tom.shares("people.csv", b"Name\nZoe Quill\n")
    while not slow.met:  # noqa: ASYNC110 - a fault tells nobody when it is met
        await asyncio.sleep(0.001)
    database, client = here.bot.database, here.bot.client
    assert await Importer(database, client, Policy(), here.clock).step()
    here.slack.workspace.files.clear()
    slow.release()
    assert "Zoe Quill" in plain(await shown(here, tom))
    assert "1 added" in await brought_in(here, tom)


async def test_progress_is_told_and_other_messages_are_not_held_up(here, tom):
    seen = set()

    def note(change: Change) -> None:
        found = change.channel and here.slack.workspace.message(change.channel, change.ts or "")
        if found and "is being brought in" in plain(found):
            seen.update(plain(found).splitlines())

    here.slack.workspace.listen(note)
    lines = "".join(f"Person {number:05d},p{number}@example.com\n" for number in range(2_100))
    await tom.shares("people.csv", f"Name,E-mail\n{lines}".encode())
    assert "Of the first 2,000 lines:" in plain(await shown(here, tom))
    assert "2,100 added" in await brought_in(here, tom)
    assert {"500 of 2,100 lines", "1,000 of 2,100 lines", "2,000 of 2,100 lines"} <= seen


MANY = 3_000
PEOPLE = "Name,E-mail\n" + "".join(f"Person {number:05d},p{number}@example.com\n" for number in range(MANY))


def settled(url: str) -> tuple[int, int, int]:
    """How many candidates there are, how many addresses of theirs, and how many lines are still waiting."""
    with closing_now(url) as database:
        candidates, contacts, lines = (database.run(count, of) for of in (Candidates, Contacts, ImportLines))
    return candidates, contacts, lines


async def test_who_is_killed_in_the_middle_goes_on_and_nothing_comes_twice(database_url):
    moment = MONDAY
    prepared(database_url)
    async with Practice(manifest.read(), lambda: moment, story.people(), story.channels()) as slack, nursery() as bot:
        await bot.start(slack, database_url, moment)
        await slack.connected()
        seat = slack.seat(story.RITA)
        await seat.shares("people.csv", PEOPLE.encode())
        assert await bot.tick(moment)
        await bot.hit_at("imports.brought", 2)
        with contextlib.suppress(TimeoutError):
            await seat.clicks([m for m in told(seat) if m.user != seat.person_id][-1], "Import")
        assert not await bot.tick(moment)
        assert 0 < settled(database_url)[0] < MANY
        await bot.start(slack, database_url, moment)
        assert await bot.tick(moment)
        said = plain([m for m in told(seat) if m.user != seat.person_id][-1])
        await bot.stop()
    assert "3,000 added" in said
    assert settled(database_url) == (MANY, MANY, 0)


async def test_of_two_bots_one_is_killed_in_the_middle_and_the_other_brings_in_the_rest(postgres_url, tmp_path):
    clock = StillClock(MONDAY)
    prepared(postgres_url)
    async with contextlib.AsyncExitStack() as stack:
        slack = await stack.enter_async_context(Practice(manifest.read(), clock.now, story.people(), story.channels()))
        given = {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token, "SLACK_API_URL": slack.url}
        start = ("tests.stories.replica", MONDAY.isoformat())
        settings = {**given, "DATABASE_URL": postgres_url}
        bots = [await stack.enter_async_context(begun(tmp_path, *start, **settings)) for _ in range(2)]
        for bot in bots:
            await bot.says("ready")
        await slack.connected(2)
        seat = slack.seat(story.RITA)
        await seat.shares("people.csv", PEOPLE.encode())
        await passes(bots, clock, lambda: "ready to be brought in" in last_said(seat))
        await seat.clicks([m for m in told(seat) if m.user != seat.person_id][-1], "Import")
        await passes((), clock, lambda: settled(postgres_url)[0] > 0)
        bots[0].hears(signal.SIGKILL)
        await bots[0].ends()
        assert settled(postgres_url)[0] < MANY
        await passes(bots[1:], clock, lambda: "3,000 added" in last_said(seat))
    assert settled(postgres_url) == (MANY, MANY, 0)


def last_said(seat: Seat) -> str:
    """The last message of the bot."""
    return plain(([m for m in told(seat) if m.user != seat.person_id] or told(seat))[-1])


async def passes(bots: Sequence[Command], clock: StillClock, met: Callable[[], bool]) -> None:
    """Let time pass for bots, a few seconds at once, until a condition is met."""
    async with asyncio.timeout(45):
        while not met():
            for bot in bots:
                clock.set(clock.now() + timedelta(seconds=5))
                await bot.reads(clock.now().isoformat())
            await asyncio.sleep(0.1 if bots else 0)
