"""Where do the tests get a real browser from, and how is it started?"""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A headless Chromium for the length of an `async with`: the system's, else Playwright's own."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=on_path(), args=[*QUIET, *sandbox])
        try:
            yield browser
        finally:
            await browser.close()


def on_path() -> str | None:
    """The system's Chromium or Chrome that really starts; some systems ship a stub of that name."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path and starts(path)), None)


def starts(path: str) -> bool:
    return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0
