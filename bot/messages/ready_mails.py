"""Which address opens a ready e-mail, in the program of whoever presses it?"""

from __future__ import annotations

from urllib.parse import quote as percent

# Slack refuses a button with a longer address.
MOST_LETTERS = 3_000
# Whom it goes to has so many of them; a longer one is left for the sender to fill in.
_MOST_OF_WHOM = 1_000


def opening(to: str | None, subject: str, body: str) -> str:
    """Give the address that opens an e-mail ready to be read over; what has no room is cut off the end of its body."""
    whom = percent(to or "", safe="@")
    start = f"mailto:{whom if len(whom) <= _MOST_OF_WHOM else ''}?subject={percent(subject, safe='')}&body="
    return start + _fitting(body, MOST_LETTERS - len(start))


def _fitting(body: str, room: int) -> str:
    """Write the body as an address can hold it; cut by whole letters where there is no room."""
    written = percent(body.replace("\n", "\r\n"), safe="")
    while body and len(written) > room:
        body = body[: -max(1, (len(written) - room) // 12)]
        written = percent(body.replace("\n", "\r\n"), safe="")
    return written
