"""What do the tests need that this machine lacks?

Run as a program, this brings it, or says in one sentence what is missing.
"""

import os
import shutil
import subprocess
import sys

from tests import browser, postgres


def main() -> None:
    """Brings PostgreSQL and Chromium, and leaves with one sentence when it cannot."""
    if not postgres.binaries() and not (installed("postgresql") and postgres.binaries()):
        sys.exit("The tests need PostgreSQL's initdb, pg_ctl and postgres: install the package `postgresql`.")
    if not browser.on_path() and not (installed("chromium") and browser.on_path()) and not from_playwright():
        sys.exit("The tests need a browser: put `chromium` or `google-chrome` on PATH.")


def installed(package: str) -> bool:
    """Whether the system's package could be installed; only tried as root on Debian and its kin."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing the system's package {package} for the tests", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return all(
        subprocess.run(["apt-get", *order], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0
        for order in (["-q", "update"], ["-q", "install", "--yes", package])
    )


def from_playwright() -> bool:
    """Whether Playwright has its own Chromium, or could fetch it."""
    print("Looking for Playwright's own Chromium for the tests", flush=True)
    order = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(order, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
