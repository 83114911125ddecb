"""What do the people of the stories do again and again, and what have they heard?"""

from datetime import UTC, datetime

from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from tests.stories.house import House


def at(text: str) -> datetime:
    """A moment of November 2026 in UTC, of which the 23rd is a Monday: `25T08:30`; or one with its date in full."""
    return datetime.fromisoformat(text if len(text) > 12 else f"2026-11-{text}").replace(tzinfo=UTC)


async def adds(seat: Seat, name: str, stage: str = "Screening", job: str = "Backend engineer") -> None:
    """Adds a candidate and puts them forward for a job; where somebody is much alike, it is somebody else."""
    await seat.types(f"/candidate add {name}")
    await seat.fills({"Job": await the_job(seat, job), "Stage": stage})
    assert await seat.submits() == {}
    if seat.modal and plain(seat.modal).startswith("Is it one of these?"):
        await seat.fills({"Is it one of these?": "Somebody else: add them"})
        assert await seat.submits() == {}
    await goes_on(seat)
    await seat.closes()


async def goes_on(seat: Seat, why: str = "They agreed on the phone.") -> None:
    """Goes on without their consent on record, where that is asked."""
    if seat.modal and plain(seat.modal).startswith("Did they agree?"):
        await seat.fills({"Did they agree?": "Go on without, for a reason", "Their words, or your reason": why})
        assert await seat.submits() == {}


async def the_job(seat: Seat, title: str) -> tuple[str, str]:
    """What to type for a job, and what to choose: the one that is there, else to add it."""
    offered = await seat.suggestions("Job", title)
    return title, title if title in offered else f"Add “{title}”"


async def puts_forward(seat: Seat, name: str, job: str, stage: str = "Submitted") -> None:
    """Puts a candidate forward for another job."""
    await seat.clicks(await card(seat, name), "Put forward")
    await seat.fills({"Job": await the_job(seat, job), "Stage": stage})
    assert await seat.submits() == {}
    await goes_on(seat)
    await seat.closes()


async def moves(seat: Seat, name: str, stage: str) -> None:
    """Moves a candidate with one submission to another stage."""
    await seat.clicks(await card(seat, name), "Move")
    await seat.fills({"New stage": stage})
    assert await seat.submits() == {}
    await goes_on(seat)
    await seat.closes()


async def card(seat: Seat, name: str) -> Message:
    """Looks at a candidate's card."""
    return (await seat.types(f"/candidate {name}"))[-1]


async def answers(seat: Seat, line: str) -> str:
    """Types a command and reads the answer."""
    return plain((await seat.types(line))[-1])


def told(seat: Seat) -> list[Message]:
    """What the bot said to someone unasked, oldest first."""
    return [message for message in seat.dm() if message.ephemeral_to is None]


def heard(seat: Seat) -> list[str]:
    """The same as they read it."""
    return [plain(message) for message in told(seat)]


async def redrawn(there: House) -> None:
    """Lets the bot say what has changed."""
    await there.bot.ticker.tick()


def files(seat: Seat) -> list[str]:
    """The ids of the files in someone's conversation with the bot."""
    return [id for message in seat.dm() for id in message.files]
