"""How do the tests open the page in a browser, and what do they show there?"""

import contextlib
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from playwright.async_api import Browser, Page

from practice import page
from practice.slack import Practice
from tests.practice import house

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


class Windows:
    """The served page: opens windows on it, and keeps the moments it moved the clock to."""

    def __init__(self, browser: Browser, address: str, moves: list[datetime]) -> None:
        self.browser, self.address, self.moves = browser, address, moves
        self.errors: list[str] = []

    async def open(self, person: str = "U0RITA", size: Any = DESK, **context: Any) -> Page:
        """A window in which that person acts, once it is drawn."""
        where = await self.browser.new_context(viewport=size, **context)
        window = await where.new_page()
        window.on("pageerror", lambda error: self.errors.append(str(error)))
        await window.goto(f"{self.address}?as={person}")
        await window.get_by_test_id("clock").filter(has_text=":").wait_for()
        return window


@contextlib.asynccontextmanager
async def served(slack: Practice, clock: house.Clock, browser: Browser) -> AsyncIterator[Windows]:
    """The page of this workspace, whose clock buttons move the lent clock."""
    moves: list[datetime] = []

    async def move(moment: datetime) -> None:
        moves.append(moment)
        clock.moment = moment

    address, stop = await page.serve(slack, move)
    windows = Windows(browser, address, moves)
    try:
        yield windows
    finally:
        await stop()
    assert windows.errors == [], "the page's own script failed"


def words(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def asked(label: str, kind: str, **more: Any) -> dict[str, Any]:
    """An input block that may be left empty; its ids are its label."""
    element = {"type": kind, "action_id": label, **more}
    return {"type": "input", "block_id": label, "label": words(label), "element": element, "optional": True}


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"text": words(text), "value": text.lower()} for text in texts]
