"""How do the people of the stories work at the page, with their own hands?"""

import contextlib
import re
from collections.abc import AsyncIterator

from playwright.async_api import Browser, Locator, Page, expect

from practice import page
from tests.stories.house import House

# What the page shows comes sooner or later on a busy machine; waiting for longer costs nothing where it is there.
expect.set_options(timeout=15_000)


@contextlib.asynccontextmanager
async def window_of(there: House, browser: Browser, *people: str) -> AsyncIterator[list[Page]]:
    """Open one window for each person."""
    address, stop = await page.serve(there.slack, there.move)
    opened = []
    for person in people:
        window = await browser.new_page(viewport={"width": 1280, "height": 800})
        await window.goto(f"{address}?as={person}")
        await window.get_by_test_id("clock").filter(has_text=":").wait_for()
        opened.append(window)
    try:
        yield opened
    finally:
        await stop()


async def types(window: Page, line: str) -> None:
    """Type a line where messages are typed, and send it."""
    box = window.get_by_role("textbox", name="Message")
    await box.fill(line)
    await box.press("Enter")


async def attaches(place: Page | Locator, name: str, content: bytes) -> None:
    """Choose a file where the page or a form takes one, and wait until it is there."""
    await place.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    await place.get_by_role("button", name=f"Take {name} out").wait_for()


async def downloaded(window: Page, name: str) -> str:
    """What is in a file that the bot sent."""
    async with window.expect_download() as coming:
        await last(window).get_by_role("button", name=f"Download {name}").click()
    return (await (await coming.value).path()).read_bytes().decode("utf-8-sig")


async def goes_to(window: Page, place: str) -> None:
    """Go to a channel, or back to the bot."""
    await window.get_by_role("button", name=re.compile(rf"^{place}(, \d+ unread)?$")).click()
    await window.get_by_role("button", name=place, exact=True).and_(window.locator("[aria-current=page]")).wait_for()


def last(window: Page) -> Locator:
    """The newest message."""
    return window.get_by_test_id("message").last


async def looks_up(form: Locator, label: str, typed: str, chosen: str) -> None:
    """Type into an input that suggests, and choose."""
    box = form.get_by_role("combobox", name=label)
    await box.click()
    await box.press_sequentially(typed)
    await form.page.get_by_role("option", name=chosen).click()


async def picks(form: Locator, label: str, chosen: str) -> None:
    """Choose from a menu."""
    await form.get_by_role("combobox", name=label).click()
    await form.page.get_by_role("option", name=chosen, exact=True).click()


async def presses(form: Locator, name: str) -> None:
    """Press a button, by what stands on it or by what it is called."""
    shown = form.locator("button").filter(has_text=re.compile(rf"^{re.escape(name)}$"))
    await form.get_by_role("button", name=name, exact=True).or_(shown).click()


async def closes(form: Locator) -> None:
    """Close a form, and wait until it has gone."""
    await presses(form, "Close form")
    await form.wait_for(state="hidden")
