"""How do the README's pictures come about? By playing the story in the practice page and photographing it.

Run `python -m tests.pictures` after the page or the words have changed; the pictures land in docs/pictures.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Page, ViewportSize

from bot.practising import TO_MONDAY, workspace
from practice import page, story, story_offers, story_opening
from practice.shapes import Message
from practice.slack import Practice
from tests.browser import launched
from tests.stories.windows import picks

TARGET = Path(__file__).parent.parent / "docs" / "pictures"
Tick = Callable[[], Awaitable[None]]
THURSDAY = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
DESK, PHONE = ViewportSize(width=1180, height=760), ViewportSize(width=390, height=780)


async def main() -> None:
    """Play the opening of the practice and photograph what stands there on Monday."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pictures.db"
        async with workspace(url, THURSDAY - story_opening.BEFORE) as (slack, bot, move), launched() as browser:
            await story_opening.opening(slack, move)
            await move(THURSDAY + TO_MONDAY)
            address, stop = await page.serve(slack, move)
            desk = await browser.new_page(viewport=DESK, locale="en-GB")
            phone = await browser.new_page(viewport=PHONE, locale="en-GB", color_scheme="dark", device_scale_factor=2)
            await desk.goto(f"{address}?as={story.RITA}")
            await phone.goto(f"{address}?as={story.RITA}")
            await at_her_desk(slack, desk, phone)
            await desk.goto(f"{address}?as={story.TOM}")
            await taken(desk, "card", (await slack.seat(story.TOM).types("/candidate ana silva"))[-1])
            await desk.goto(f"{address}?as={story.MAYA}")
            await taken(desk, "case", await claimed(slack, bot.ticker.tick))
            await brought_in(slack, bot.ticker.tick, desk)
            await desk.goto(f"{address}?as={story.RITA}")
            await taken(desk, "own", await shared(slack, bot.ticker.tick))
            await at_the_last_bend(slack, desk)
            await stop()


async def at_her_desk(slack: Practice, desk: Page, phone: Page) -> None:
    """Rita's Monday: the morning message, a form of it, and a line typed."""
    rita = slack.seat(story.RITA)
    morning = rita.dm()[-1]
    await taken(desk, "morning", morning)
    await taken(phone, "phone", morning)
    await rita.clicks(morning, "Log it", near="Mariana Costa")
    form = desk.get_by_role("dialog", name="Log a touch")
    await picks(form, "How it went", "Call, spoke")
    await form.get_by_role("radio", name="Yes").check()
    await form.locator(".sheet-body").evaluate("(it) => it.scrollTo(0, 0)")
    await taken(desk, "form")
    await rita.closes()
    said = await rita.types("/touch Mariana Costa - spoke, told, the portfolio is lovely")
    await taken(desk, "touch", next(message for message in said if message.ephemeral_to))


async def claimed(slack: Practice, tick: Tick) -> Message:
    """The case that Maya has to settle: Tom claims Ana, and Rita has answered."""
    rita, tom = slack.seat(story.RITA), slack.seat(story.TOM)
    await tom.types("/touch Ana Silva - spoke, asks about the data team in Berlin")
    await tom.clicks((await tom.types("/own Ana Silva"))[-1], "Claim …")
    await tom.fills(
        {"Reason": "She wants to work in Berlin, where I know every team.", "Evidence": "Our call of today"}
    )
    await tom.submits()
    await tick()
    await rita.clicks(rita.dm()[-1], "Answer …")
    await rita.fills({"Your answer": "She is mid-process with Northwind, and I promised her word by today."})
    await rita.submits()
    await rita.closes()
    await tick()
    return slack.seat(story.MAYA).dm()[-1]


async def shared(slack: Practice, tick: Tick) -> Message:
    """What /own says of Ana once Maya has shared the credit."""
    maya, rita = slack.seat(story.MAYA), slack.seat(story.RITA)
    case = next(message for message in reversed(maya.dm()) if "The rules suggest" in message.text)
    await maya.clicks(case, "Share …")
    parts = {"The owner’s part": "60", "The part of whoever claims": "40"}
    await maya.fills(parts | {"Reasons": "Rita leads at Northwind, Tom opens Berlin for her."})
    await maya.submits()
    await tick()
    return (await rita.types("/own Ana Silva"))[-1]


async def at_the_last_bend(slack: Practice, desk: Page) -> None:
    """What Beatriz is offered, as Rita works with it, and side by side once the counter-offer is made."""
    rita = slack.seat(story.RITA)
    await rita.clicks((await rita.types(f"/candidate {story_offers.NAME}"))[-1], "Offers")
    await taken(desk, "offers")
    await rita.closes()
    read = (await rita.types(f"/offer {story_offers.NAME} counter 88k"))[-1]
    await rita.clicks(read, "Save")
    await taken(desk, "compare", (await rita.clicks(rita.dm()[-1], "Side by side"))[-1])


async def brought_in(slack: Practice, tick: Tick, desk: Page) -> None:
    """Maya's list from the meetup, shown before anything of it is brought in."""
    maya = slack.seat(story.MAYA)
    await maya.shares("lisbon meetup.csv", story.MEETUP)
    await tick()
    await taken(desk, "import", maya.dm()[-1])


async def taken(shown: Page, name: str, message: Message | None = None) -> None:
    """Take one picture, once the page has come to rest; a message is shown from its beginning."""
    await shown.wait_for_load_state("networkidle")
    await shown.wait_for_timeout(timedelta(seconds=1.5) / timedelta(milliseconds=1))
    if message:
        await shown.locator(f"[data-ts='{message.ts}']").evaluate("(it) => it.scrollIntoView({block: 'start'})")
    await shown.mouse.move(0, 0)
    await shown.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
