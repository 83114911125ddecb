"""Where many hands do the same thing at once, does one count, and hear the others so?"""

import asyncio
import threading

import pytest
from sqlalchemy import text

import storage
from handlers import touch_forms
from practice.reading import plain
from tests.stories.repeats import BOTH, growth, owed, picked, repeating

OVER = "Nothing is left to do here: Ana Silva was seen to, or stands in a newer message. Type /candidate Ana Silva."
DELETED = "That touch has been deleted already. Log it again with /touch if it did happen."


@pytest.fixture(params=BOTH, ids="-".join)
async def there(request, tmp_path):
    """A house in which things are done by many hands at once."""
    async with repeating(request, tmp_path) as it:
        yield it


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
            {"candidates": 1, "owner_changes": 1, "touches": 1, "drafts": -1, "audit": 2},
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
