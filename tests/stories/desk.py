"""What do stories do again and again at someone's desk?"""

import contextlib
import io
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import structlog

from bot import logs
from bot.blocks import Block, actions, button, menu, option
from bot.messages.candidates import LOG, MORE
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message, View
from tests.stories.deeds import goes_on
from tests.stories.house import MONDAY, House, house

# What people type in these stories and whom they mean; it must never be in a log.
PRIVATE = ("Ana", "Silva", "Zoe", "likes the role", "evil", "AAAA", "secret", "ana@example.com")


async def adds(seat: Seat, name: str, job: str = "Engineer", stage: str = "Screening", contact: str = "") -> None:
    """Adds a candidate by the form."""
    await seat.types("/candidate")
    filled = {"Name": name, "Job": (job, job), "Stage": stage}
    await seat.fills(filled | ({"Contact": contact} if contact else {}))
    assert await seat.submits() == {}
    await goes_on(seat)
    await seat.closes()


def open_form(seat: Seat) -> View:
    """The form on top, which must be there."""
    assert seat.modal is not None
    return seat.modal


def sent(there: House, seat: Seat, action_id: str, value: object) -> Message:
    """A message of the bot with one button "Press", as an older version might have sent it."""
    return sent_with(there, seat, button("Press", action_id, value))


def sent_with(there: House, seat: Seat, element: Block) -> Message:
    """A message of the bot with one thing to press or pick."""
    workspace = there.slack.workspace
    block = actions(element) | {"block_id": "old"}
    return workspace.post(workspace.im(seat.person_id).id, workspace.app.bot_user, "An old message", [block])


def value_of(message: Message | View, action_id: str) -> str:
    """What a button of a message carries."""
    elements = [element for block in message.blocks for element in block.get("elements", [])]
    return next(str(each["value"]) for each in elements if each.get("action_id") == action_id)


async def presses(there: House, seat: Seat, action_id: str, value: str) -> str:
    """What someone is answered who presses a button that was not meant for them."""
    said = await seat.clicks(sent(there, seat, action_id, value), "Press")
    return plain(said[-1]) if said else plain(seat.modal) if seat.modal else plain(seat.dm()[-1])


@contextlib.contextmanager
def logged() -> Iterator[io.StringIO]:
    """Has everything logged as in a real run, down to the last detail, and gives what was written."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    with contextlib.redirect_stderr(written):
        logs.configure("debug")
    try:
        yield written
    finally:
        structlog.reset_defaults()
        logging.captureWarnings(False)
        root.handlers[:] = handlers
        root.setLevel(level)


@contextlib.asynccontextmanager
async def with_ana(url: str) -> AsyncIterator[House]:
    """A house with Ana in it; in its log is nothing of hers, nor anything that was typed, nor anything unexpected."""
    with logged() as log:
        async with house(url) as there:
            await adds(there.slack.seat("U0RITA"), "Ana Silva", contact="ana@example.com")
            yield there
            assert there.slack.refused == []
    written = log.getvalue()
    assert "handler.failed" not in written
    assert not [word for word in PRIVATE if word in written]


async def owed(there: House, seat: Seat) -> Message:
    """The morning message, two days on, that says Ana is owed an update."""
    await there.move(MONDAY + timedelta(days=2))
    return seat.dm()[-1]


def is_form(seat: Seat, title: str, **given: str | None) -> bool:
    """Whether a form of this title is open, with these answers in it."""
    form = open_form(seat)
    read = {name: next(iter(held.values())).get("value") for name, held in form.values.items()}
    return plain(form).startswith(title) and given.items() <= read.items()


async def picks_of_old(there: House, seat: Seat, shown: Message, choice: str) -> str:
    """What someone is answered who picks from the menu of a card as an older one offered it, by the choice's name."""
    old = menu(MORE, "More", [("Old", [option("It", f"{choice}/{value_of(shown, LOG)}")])])
    said = await seat.picks(sent_with(there, seat, old), "More", "It")
    return plain(seat.modal) if seat.modal else plain(said[-1] if said else seat.dm()[-1])


def offered(shown: Message) -> list[str]:
    """What the menu of a card offers."""
    elements = [element for block in shown.blocks for element in block.get("elements", [])]
    more = next(each for each in elements if each.get("action_id") == MORE)
    return [each["text"]["text"] for group in more["option_groups"] for each in group["options"]]
