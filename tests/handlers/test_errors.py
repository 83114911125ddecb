"""Is what goes wrong on our side told with a reference that an operator finds, and nothing else?"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.messages import candidates, teams
from practice.reading import plain
from practice.seat import Seat
from tests.stories.desk import adds, logged, open_form, sent
from tests.stories.house import House, house

BROKEN = re.compile(
    r"Something went wrong on our side \(reference ([0-9a-f]{6})\), and nothing was saved\. "
    r"Please try again; if it happens again, tell whoever looks after Rapport the reference\."
)
KEPT = re.compile(
    r"Something went wrong on our side \(reference ([0-9a-f]{6})\), and what you did may be saved already\. "
    r"Look at the Home tab or the candidate’s card before you do it again\."
)
PRIVATE = ("Ana", "Silva", "secret", "Traceback", "no such table", "SELECT", "INSERT")
Deed = Callable[[House, Seat], Awaitable[str]]


def lose_a_table(db: Any) -> None:
    """Takes away what every question about candidates needs, as a broken database would."""
    db.exec_driver_sql("ALTER TABLE candidates RENAME TO lost")


async def a_command(there: House, rita: Seat) -> str:
    return plain((await rita.types("/touch Ana Silva - spoke, secret"))[-1])


async def a_press(there: House, rita: Seat) -> str:
    return plain((await rita.clicks(sent(there, rita, candidates.OPEN, 1), "Press"))[-1])


async def a_press_at_home(there: House, rita: Seat) -> str:
    home = rita.workspace.home("U0RITA")
    assert home is not None
    await rita.clicks(home, "Log it", near="Ana Silva")
    return plain(open_form(rita))


async def a_press_in_a_form(there: House, rita: Seat) -> str:
    await rita.clicks(open_form(rita), "More")
    return plain(open_form(rita))


async def a_form(there: House, rita: Seat) -> str:
    await rita.fills({"How it went": "Call, spoke", "Note": "secret"})
    await rita.submits()
    said = plain(open_form(rita))
    await rita.closes()
    assert "secret" in plain(open_form(rita))
    return said


@pytest.mark.parametrize("deed", [a_command, a_press, a_press_at_home, a_press_in_a_form, a_form])
async def test_the_unexpected_has_a_reference_that_is_in_the_log_and_no_more(tmp_path, deed):
    with logged() as log:
        async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
            rita = there.slack.seat("U0RITA")
            await begun(there, rita)
            await there.bot.database.transact(lose_a_table)
            told = BROKEN.search(await deed(there, rita))
            assert there.slack.refused == []
            assert rita.notices == []
    written = log.getvalue()
    assert told is not None
    assert f"event='handler.failed' reference='{told[1]}'" in written
    assert "error='OperationalError'" in written
    assert not [word for word in PRIVATE if word in written]


async def begun(there: House, rita: Seat) -> None:
    """Ana is owed an update, on the Home tab too; a form about her is open."""
    await adds(rita, "Ana Silva", stage="Interview")
    await there.move(there.clock.now().replace(day=25))
    await rita.opens_home()
    await rita.types("/touch Ana Silva")


async def test_a_search_that_fails_finds_nobody(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita = there.slack.seat("U0RITA")
        await begun(there, rita)
        await there.bot.database.transact(lose_a_table)
        assert await rita.suggestions("Candidate", "ana") == []
        assert rita.notices == []


@pytest.fixture
async def there(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as it:
        await adds(it.slack.seat("U0RITA"), "Ana Silva")
        yield it


@pytest.mark.parametrize(
    ("way", "fault"),
    [
        pytest.param("http", {"status": 500}, id="500"),
        pytest.param("http", {"status": 500, "done": True}, id="500 although done"),
        pytest.param("http", {"status": 429, "retry_after": 1}, id="429"),
        pytest.param("socket", {"status": 500}, id="500, by a socket"),
    ],
)
async def test_an_event_that_failed_is_brought_again_and_then_done(tmp_path, way, fault):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}", way) as there:
        there.slack.gateway.answer_within = 2.0
        there.slack.faults.add("users.info", "status", **fault)
        home = await there.slack.seat("U0TOM").opens_home()
        assert "Nobody is waiting to hear from you." in plain(home)


@pytest.mark.parametrize("kind", ["lose_reply", "refuse", "garbage"])
async def test_who_cannot_be_looked_up_is_told_that_it_was_our_fault(there, kind):
    there.slack.faults.add("users.info", kind, times=2)  # a connection that is cut is tried once more by itself
    tom = there.slack.seat("U0TOM")
    assert BROKEN.match(plain((await tom.types("/candidate ana"))[-1]))
    there.slack.faults.clear()
    assert plain((await tom.types("/candidate ana"))[-1]).startswith("Ana Silva")


async def test_a_form_that_slack_did_not_wait_for_is_asked_to_be_opened_again(there):
    there.slack.tickets.trigger_seconds = -1.0
    rita = there.slack.seat("U0RITA")
    for line in ("/touch", "/touch Ana Silva", "/candidate add Zoe", "/care me"):
        assert plain((await rita.types(line))[-1]).startswith(teams.TOO_SLOW)
    card = (await rita.types("/candidate ana"))[-1]
    assert [plain(said) for said in await rita.clicks(card, "Log a touch")] == [teams.TOO_SLOW]
    await rita.uses_shortcut("Log a touch")
    assert rita.modal is None
    assert rita.notices == []


async def test_what_was_saved_is_never_said_not_to_be(there):
    rita = there.slack.seat("U0RITA")
    said = (await rita.types("/touch Ana Silva - hm"))[-1]
    await rita.clicks(said, "Open the form")
    await rita.fills({"How it went": "Call, spoke"})
    await rita.submits()
    there.slack.faults.add("views.update", "error", code="internal_error")
    await rita.clicks(open_form(rita), "Undo")
    assert KEPT.search(plain(open_form(rita)))
    card = plain((await rita.types("/candidate ana"))[-1])
    assert "Nobody has spoken with them yet" in card


async def test_a_page_that_two_presses_turned_is_turned_once_and_nobody_is_alarmed(there):
    rita = there.slack.seat("U0RITA")
    await rita.types("/touch Ana Silva")
    form = open_form(rita)
    form.hash = "an older one"
    await rita.clicks(form, "More")
    form.hash = "a newer one"
    there.slack.faults.add("views.update", "error", code="hash_conflict")
    await rita.clicks(form, "Back")
    assert len(rita.workspace.modals("U0RITA")) == 1
    assert rita.notices == []
