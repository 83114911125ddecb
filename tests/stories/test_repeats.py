"""Has a thing that comes three times, or is replayed, one effect and the same answer?"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import aiohttp
import pytest

from bot.messages import touches
from practice import payloads
from practice.posted import form_of, signed
from practice.seat import Seat
from tests.stories.desk import open_form
from tests.stories.house import House
from tests.stories.repeats import BOTH, Deed, growth, picked, repeating

SPOKE = {"How it went": "Call, spoke"}


@pytest.fixture(params=BOTH, ids="-".join)
async def there(request, tmp_path):
    """A house in which things are done more than once."""
    async with repeating(request, tmp_path) as it:
        yield it


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


async def gone_on(there: House, rita: Seat) -> Any:
    await (await filled("/candidate ana", {"Job": ("Cook", "Cook")}, "Put forward")(there, rita))()
    await rita.fills({"Did they agree?": "Go on without, for a reason", "Their words, or your reason": "On a flight"})
    return rita.submits


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
            {"candidates": 1, "owner_changes": 1, "touches": 1, "drafts": -1, "audit": 2},
            id="add and log",
        ),
        pytest.param(answered("/touch Ana Silva - hm", "Call, spoke"), {"touches": 1, "drafts": -1}, id="an outcome"),
        pytest.param(answered("/touch Ana Silva - spoke", "Yes, told them"), {"audit": 1}, id="an answer"),
        pytest.param(answered("/touch Ana Silva - spoke", "A new offer"), {"audit": 1}, id="an answer about offers"),
        pytest.param(answered("/touch Ana Silva - spoke", "Undo"), {"audit": 1}, id="an undo"),
        pytest.param(answered("/touch Ana Silva - spoke", "Edit"), {"drafts": 1}, id="an edit begun"),
        pytest.param(filled("/touch Ana Silva", SPOKE), {"touches": 1, "drafts": -1}, id="the form of a touch"),
        pytest.param(
            filled("/touch Ana Silva - spoke", {"Note": "more"}, "Edit"), {"drafts": -1, "audit": 1}, id="an edit"
        ),
        pytest.param(
            filled("/candidate add Zoe Quill", {"Job": ("Cook", "Cook"), "Contact": "zoe@example.com"}),
            {"candidates": 1, "owner_changes": 1, "contacts": 1, "jobs": 1, "submissions": 1, "audit": 4},
            id="the form of a candidate",
        ),
        pytest.param(filled("/candidate ana", {"Choose a stage": "Offer"}, "Move"), {"audit": 1}, id="a move"),
        pytest.param(
            filled("/candidate ana", {"Job": ("Cook", "Cook")}, "Put forward"),
            {"jobs": 1, "drafts": 1, "audit": 1},
            id="another job, of which they are asked",
        ),
        pytest.param(gone_on, {"submissions": 1, "representations": 1, "drafts": -1, "audit": 2}, id="their consent"),
        pytest.param(filled("/care me", {"Morning message at": "07:30"}), {"audit": 1}, id="the settings"),
        pytest.param(picked("No news: told them"), {"touches": 1}, id="no news"),
        pytest.param(picked("Tomorrow"), {}, id="tomorrow"),
        pytest.param(picked("Not needed: they withdrew"), {"audit": 1}, id="not needed"),
        pytest.param(picked("Waiting until …", {"Until": "2026-12-01", "Why": "Away"}), {}, id="waiting"),
        pytest.param(
            picked("Ask a colleague …", {"Colleague": "U0TOM"}), {"asks": 1, "lines": 1, "outbox": 1}, id="a colleague"
        ),
        pytest.param(accepted, {"outbox": 1}, id="a colleague who accepts"),
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
