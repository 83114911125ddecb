"""Has a thing that comes three times, or from many hands at once, one effect and the same answer?"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select, text

import storage
from bot.messages import touches
from handlers import touch_forms
from practice import payloads
from practice.posted import form_of, signed
from practice.reading import plain
from practice.seat import Seat
from tests.stories.desk import adds, logged, open_form, owed
from tests.stories.house import House, house

TABLES = ("candidates", "jobs", "submissions", "touches", "people", "lines", "asks", "drafts", "audit")
OVER = "Nothing is left to do here: Ana Silva was seen to, or stands in a newer message. Type /candidate Ana Silva."
DELETED = "That touch has been deleted already. Log it again with /touch if it did happen."
SPOKE = {"How it went": "Call, spoke"}
Deed = Callable[[House, Seat], Awaitable[Any]]


@pytest.fixture(params=[("sqlite", "socket"), ("postgresql", "http")], ids="-".join)
async def there(request, tmp_path):
    """A house with Ana in it, whatever happens there being expected, and nobody told that we did not answer."""
    engine, way = request.param
    url = f"sqlite:///{tmp_path / 'rapport.db'}" if engine == "sqlite" else request.getfixturevalue("postgres_url")
    with logged() as log:
        async with house(url, way) as it:
            await adds(it.slack.seat("U0RITA"), "Ana Silva", stage="Interview")
            yield it
            assert it.slack.refused == []
            assert it.slack.seat("U0RITA").notices == []
    assert "handler.failed" not in log.getvalue()


async def growth(there: House, *deeds: Awaitable[Any]) -> dict[str, int]:
    """By how many rows each table grew or shrank while these things were done at once."""
    before = await there.bot.database.ask(count_rows)
    await asyncio.gather(*deeds)
    after = await there.bot.database.ask(count_rows)
    return {name: after[name] - before[name] for name in TABLES if after[name] != before[name]}


def count_rows(db: storage.database.Db) -> dict[str, int]:
    tables = storage.tables.Base.metadata.tables
    return {name: db.execute(select(func.count()).select_from(tables[name])).scalar_one() for name in TABLES}


# ---------------------------------------------------------------- the same thing, delivered three times


def types(line: str) -> Deed:
    return lambda there, rita: _later(rita.types, line)


def clicks(message: Any, label: str) -> Deed:
    return lambda there, rita: _later(rita.clicks, message, label)


async def _later(does: Callable[..., Awaitable[Any]], *args: Any) -> Callable[[], Awaitable[Any]]:
    return lambda: does(*args)


def answered(line: str, label: str) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        said = (await rita.types(line))[-1]
        return lambda: rita.clicks(said, label)

    return prepare


def filled(line: str, fills: dict[str, Any], press: str | None = None) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        said = await rita.types(line)
        if press:
            await rita.clicks(said[-1], press)
        await rita.fills(fills)
        return rita.submits

    return prepare


def picked(choice: str, fills: dict[str, Any] | None = None) -> Deed:
    async def prepare(there: House, rita: Seat) -> Any:
        await there.slack.seat("U0TOM").types("/care help")
        morning = await owed(there, rita)
        if fills is None:
            return lambda: rita.picks(morning, "More", choice)
        await rita.picks(morning, "More", choice)
        await rita.fills(fills)
        return rita.submits

    return prepare


async def accepted(there: House, rita: Seat) -> Any:
    await (await picked("Ask a colleague …", {"Colleague": "U0TOM"})(there, rita))()
    await there.bot.ticker.tick()
    tom = there.slack.seat("U0TOM")
    return lambda: tom.clicks(tom.dm()[-1], "Accept")


async def turned(there: House, rita: Seat) -> Any:
    await rita.types("/touch Ana Silva")
    await rita.fills({"Note": "all of it"})
    return lambda: rita.clicks(open_form(rita), "More")


async def anywhere(there: House, rita: Seat) -> Any:
    return lambda: rita.uses_shortcut("Log a touch")


async def moved_away(there: House, rita: Seat) -> Any:
    return lambda: there.slack.change_person("U0RITA", tz="Asia/Kolkata")


async def a_first_home(there: House, rita: Seat) -> Any:
    return there.slack.seat("U0TOM").opens_home


@pytest.mark.parametrize(
    ("prepare", "effect"),
    [
        pytest.param(types("/touch Ana Silva - spoke, told"), {"touches": 1}, id="a quick line"),
        pytest.param(types("/touch Zoe Quill - spoke"), {"drafts": 1}, id="a line about nobody"),
        pytest.param(types("/candidate zoe"), {"drafts": 1}, id="a name of nobody"),
        pytest.param(types("/candidate ana"), {}, id="a card"),
        pytest.param(types("/touch Ana Silva"), {"drafts": 1}, id="a command that opens a form"),
        pytest.param(types("/candidate add Zoe"), {}, id="a command that opens another"),
        pytest.param(
            answered("/touch Zoe Quill - spoke", "Add and log"),
            {"candidates": 1, "touches": 1, "drafts": -1, "audit": 1},
            id="add and log",
        ),
        pytest.param(answered("/touch Ana Silva - hm", "Call, spoke"), {"touches": 1, "drafts": -1}, id="an outcome"),
        pytest.param(answered("/touch Ana Silva - spoke", "Yes, told them"), {"audit": 1}, id="an answer"),
        pytest.param(answered("/touch Ana Silva - spoke", "Undo"), {"audit": 1}, id="an undo"),
        pytest.param(answered("/touch Ana Silva - spoke", "Edit"), {"drafts": 1}, id="an edit begun"),
        pytest.param(filled("/touch Ana Silva", SPOKE), {"touches": 1, "drafts": -1}, id="the form of a touch"),
        pytest.param(
            filled("/touch Ana Silva - spoke", {"Note": "more"}, "Edit"), {"drafts": -1, "audit": 1}, id="an edit"
        ),
        pytest.param(
            filled("/candidate add Zoe Quill", {"Job": ("Cook", "Cook"), "Contact": "zoe@example.com"}),
            {"candidates": 1, "jobs": 1, "submissions": 1, "audit": 2},
            id="the form of a candidate",
        ),
        pytest.param(filled("/candidate ana", {"Choose a stage": "Offer"}, "Move"), {"audit": 1}, id="a move"),
        pytest.param(
            filled("/candidate ana", {"Job": ("Cook", "Cook")}, "Put forward"),
            {"jobs": 1, "submissions": 1, "audit": 1},
            id="another job",
        ),
        pytest.param(filled("/care me", {"Morning message at": "07:30"}), {"audit": 1}, id="the settings"),
        pytest.param(picked("No news: told them"), {"touches": 1}, id="no news"),
        pytest.param(picked("Tomorrow"), {}, id="tomorrow"),
        pytest.param(picked("Not needed: they withdrew"), {"audit": 1}, id="not needed"),
        pytest.param(picked("Waiting until …", {"Until": "2026-12-01", "Why": "Away"}), {}, id="waiting"),
        pytest.param(picked("Ask a colleague …", {"Colleague": "U0TOM"}), {"asks": 1, "lines": 1}, id="a colleague"),
        pytest.param(accepted, {}, id="a colleague who accepts"),
        pytest.param(turned, {}, id="a turned page"),
        pytest.param(anywhere, {"drafts": 1}, id="a shortcut"),
        pytest.param(moved_away, {}, id="an event"),
        pytest.param(a_first_home, {"people": 1}, id="a Home tab of someone never met"),
    ],
)
async def test_what_is_delivered_three_times_has_one_effect_and_one_answer(there, prepare, effect):
    rita = there.slack.seat("U0RITA")
    does = await prepare(there, rita)
    there.slack.repeat(3)
    assert await growth(there, does()) == effect
    repeats = there.slack.repeated
    assert len(repeats) >= 2
    assert {heard.outcome for heard in repeats} == {"answered"}
    assert all(heard.body == repeats[0].body for heard in repeats)
    assert len(rita.workspace.modals("U0RITA")) <= 1
    assert repeats[0].body.get("text", "") in [message.text for message in rita.dm()] + [""]


# ---------------------------------------------------------------- many hands at once


@pytest.mark.parametrize(
    ("choice", "effect"),
    [
        pytest.param("No news: told them", {"touches": 1}, id="no news"),
        pytest.param("Tomorrow", {}, id="tomorrow"),
        pytest.param("Not needed: they withdrew", {"audit": 1}, id="not needed"),
    ],
)
async def test_of_twenty_presses_on_an_item_one_counts_and_the_others_are_told(there, choice, effect):
    rita = there.slack.seat("U0RITA")
    morning = await owed(there, rita)
    answers: list[str] = []

    async def press() -> None:
        answers.extend(plain(said) for said in await rita.picks(morning, "More", choice))

    assert await growth(there, *(press() for _ in range(20))) == effect
    assert set(answers) == {OVER}
    promises = await there.bot.database.ask(storage.promises.waiting, there.bot.team, "U0RITA", there.clock.now())
    assert [owed.snoozes for owed in promises] in ([], [1])
    ephemeral = [message for message in rita.dm() if message.ephemeral_to and plain(message) == OVER]
    assert len(ephemeral) == 19


@pytest.mark.parametrize(
    ("line", "label", "effect", "told"),
    [
        pytest.param("/touch Ana Silva - spoke", "Undo", {"audit": 1}, DELETED, id="undo"),
        pytest.param(
            "/touch Zoe Quill - spoke",
            "Add and log",
            {"candidates": 1, "touches": 1, "drafts": -1, "audit": 1},
            touch_forms.TOO_OLD,
            id="add and log",
        ),
    ],
)
async def test_of_twenty_presses_on_an_answer_one_counts_and_the_others_are_told(there, line, label, effect, told):
    rita = there.slack.seat("U0RITA")
    said = (await rita.types(line))[-1]
    assert await growth(there, *(rita.clicks(said, label) for _ in range(20))) == effect
    assert [plain(message) for message in rita.dm()].count(told) == 19


async def test_a_recruiter_and_their_manager_press_the_same_thing_at_once(there):
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
    await owed(there, rita)
    await there.move(there.clock.now().replace(day=30))
    hers, overdue = rita.dm()[-1], maya.dm()[-1]
    pressed = [seat.picks(one, "More", "No news: told them") for seat, one in ((rita, hers), (maya, overdue))]
    assert await growth(there, *pressed) == {"touches": 1}
    told = [plain(said) for seat in (rita, maya) for said in seat.dm() if said.ephemeral_to]
    assert told.count(OVER) == 1
    await there.bot.ticker.tick()
    assert all("no news, and they were told" in plain(one) for one in (hers, overdue))


async def test_two_who_accept_and_decline_the_same_request_have_one_answer(there):
    rita, tom, maya = (there.slack.seat(id) for id in ("U0RITA", "U0TOM", "U0MAYA"))
    await (await picked("Ask a colleague …", {"Colleague": "U0TOM"})(there, rita))()
    await there.bot.ticker.tick()
    asked = tom.dm()[-1]
    await asyncio.gather(*(tom.clicks(asked, label) for label in ("Accept", "Decline") * 5))
    await there.bot.ticker.tick()
    heard = [plain(said) for said in rita.dm()]
    assert sum("will update Ana Silva" in said or "cannot update Ana Silva" in said for said in heard) == 1
    assert maya.dm() == []


# ---------------------------------------------------------------- the wire


async def posted(there: House, requests: Iterable[tuple[bytes, dict[str, str]]]) -> list[tuple[int, str]]:
    """What the bot answers to requests that come at once."""

    async def post(body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        async with session.post(f"{there.bot.address}/slack/events", data=body, headers=headers) as reply:
            return reply.status, await reply.text()

    async with aiohttp.ClientSession() as session:
        return list(await asyncio.gather(*(post(*request) for request in requests)))


@pytest.mark.parametrize("there", [("sqlite", "http"), ("postgresql", "http")], indirect=True, ids="-".join)
async def test_a_signed_request_that_is_replayed_has_one_effect_and_one_answer(there):
    slack, rita = there.slack, there.slack.seat("U0RITA")
    place = slack.workspace.im("U0RITA")
    line = payloads.command(
        slack.workspace, rita.person, place, "/touch", "Ana Silva - spoke", slack.tickets.trigger("U0RITA"), ""
    )
    form = form_of("slash_commands", line)
    request = (form.body, signed(form, slack.signing_secret))
    replies: list[tuple[int, str]] = []

    async def replay() -> None:
        replies.extend(await posted(there, [request] * 10))

    assert await growth(there, replay()) == {"touches": 1}
    assert await growth(there, replay()) == {}
    assert len(set(replies)) == 1
    assert replies[0][0] == 200
    assert touches.UNDO in replies[0][1]
    stale = (form.body, signed(form, slack.signing_secret, age=301))
    assert await posted(there, [stale]) == [(401, "unauthorized")]


async def test_a_payload_without_a_key_of_its_own_is_no_repeat_of_another(there):
    slack, rita = there.slack, there.slack.seat("U0RITA")
    for number in range(2):
        line = payloads.command(
            slack.workspace, rita.person, slack.workspace.im("U0RITA"), "/touch", f"Ana - spoke, {number}", "", ""
        )
        heard = await slack.gateway.deliver("slash_commands", line)
        assert heard.body["text"].splitlines()[1] == str(number)


def hold_ana(db: storage.database.Db, held: threading.Event, let_go: threading.Event) -> None:
    """Keeps everybody else from writing about Ana until told to let go."""
    db.execute(text("SELECT id FROM candidates FOR UPDATE"))
    held.set()
    let_go.wait(10)


def waiting(db: storage.database.Db) -> int:
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return int(db.execute(text(asked)).scalar_one())


@pytest.mark.parametrize("there", [("postgresql", "socket")], indirect=True, ids="-".join)
async def test_of_two_presses_that_meet_in_the_middle_one_waits_for_the_other(there):
    rita, maya = there.slack.seat("U0RITA"), there.slack.seat("U0MAYA")
    await owed(there, rita)
    await there.move(there.clock.now().replace(day=30))
    hers, overdue = rita.dm()[-1], maya.dm()[-1]
    held, let_go = threading.Event(), threading.Event()
    holding = asyncio.create_task(there.bot.database.transact(hold_ana, held, let_go))
    await asyncio.to_thread(held.wait, 10)
    pressed = [seat.picks(one, "More", "No news: told them") for seat, one in ((rita, hers), (maya, overdue))]

    async def meet() -> None:
        both = asyncio.gather(*pressed)
        while await there.bot.database.ask(waiting) < 2:
            continue
        let_go.set()
        await asyncio.gather(both, holding)

    assert await growth(there, meet()) == {"touches": 1}
