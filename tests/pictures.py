"""How do the README's pictures come about? By playing the story in the practice page and photographing it.

Run `python -m tests.pictures` after the page or the words have changed; the pictures land in docs/pictures.
"""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Page, ViewportSize

from practice import page
from practice.seat import Seat
from tests.browser import launched
from tests.stories.house import House, house
from tests.stories.test_first_story import move_to_interview

TARGET = Path(__file__).parent.parent / "docs" / "pictures"
WEDNESDAY = datetime(2026, 11, 25, 8, 30, 20, tzinfo=UTC)
DESK, PHONE = ViewportSize(width=1180, height=760), ViewportSize(width=390, height=780)
CANDIDATES = [
    ("Ana Silva", "ana.silva@example.com", "Backend engineer, Northwind", "Screening"),
    ("Jonas Weber", "+49 30 901820", "Data engineer, Northwind", "Submitted"),
    ("Mariana Costa", "linkedin.com/in/mariana-costa", "Product designer, Contoso", "Screening"),
]


async def main() -> None:
    """Play the story and photograph its moments."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with house(f"sqlite:///{folder}/pictures.db") as there, launched() as browser:
            address, stop = await page.serve(there.slack, there.move)
            desk = await browser.new_page(viewport=DESK)
            phone = await browser.new_page(viewport=PHONE, color_scheme="dark", device_scale_factor=2)
            await desk.goto(f"{address}?as=U0RITA")
            await photograph(there, desk, phone, address)
            await stop()


async def photograph(there: House, desk: Page, phone: Page, address: str) -> None:
    """Take the pictures in the order of the story."""
    rita = there.slack.seat("U0RITA")
    for who in CANDIDATES:
        await add(rita, *who)
    await rita.types("/touch Ana Silva - spoke, told, likes the role")
    await taken(desk, "touch")
    await move_to_interview(rita)
    await there.move(WEDNESDAY)
    await rita.types("/candidate ana")
    await taken(desk, "morning")
    await rita.clicks(next(message for message in rita.dm() if message.metadata), "Log it", near="Ana Silva")
    await taken(desk, "form")
    await rita.closes()
    await phone.goto(f"{address}?as=U0RITA")
    await taken(phone, "phone")


async def add(rita: Seat, name: str, contact: str, job: str, stage: str) -> None:
    """Add one candidate by the form."""
    await rita.types("/candidate")
    await rita.fills({"Name": name, "Contact": contact, "Job": (job, f"Add “{job}”"), "Stage": stage})
    assert await rita.submits() == {}
    await rita.closes()


async def taken(shown: Page, name: str) -> None:
    """Take one picture, once the page has come to rest."""
    await shown.wait_for_load_state("networkidle")
    await shown.wait_for_timeout(timedelta(seconds=1.5) / timedelta(milliseconds=1))
    await shown.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
