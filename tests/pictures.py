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
from practice import page, story
from practice.shapes import Message
from practice.slack import Practice
from tests.browser import launched
from tests.stories.windows import picks

TARGET = Path(__file__).parent.parent / "docs" / "pictures"
THURSDAY = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
DESK, PHONE = ViewportSize(width=1180, height=760), ViewportSize(width=390, height=780)


async def main() -> None:
    """Play the opening of the practice and photograph what stands there on Monday."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/pictures.db"
        async with workspace(url, THURSDAY) as (slack, bot, move), launched() as browser:
            await story.opening(slack)
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
            await brought_in(slack, bot.ticker.tick, desk)
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
    await rita.types("/touch Mariana Costa - spoke, told, the portfolio is lovely")
    await taken(desk, "touch")


async def brought_in(slack: Practice, tick: Callable[[], Awaitable[None]], desk: Page) -> None:
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
