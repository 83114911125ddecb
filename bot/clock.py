"""What time is it?"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """The real time: `now` is an aware UTC moment, `monotonic` counts seconds for limits and fences."""

    def now(self) -> datetime:
        """Tell the present moment in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Tell seconds that only ever go forward."""
        return time.monotonic()


class MovableClock(Clock):
    """A clock that runs like the real one from wherever it was last set; practice and tests move it."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = timedelta(0) if start is None else start - super().now()

    def now(self) -> datetime:
        """Tell the present moment of the practice world in UTC."""
        return super().now() + self._ahead

    def set(self, moment: datetime) -> None:
        """Go to a moment; time runs on from there."""
        self._ahead = moment - super().now()


class StillClock(Clock):
    """A clock that stands still until it is set; for tests that name exact moments."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Tell the moment it was last set to."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Go to a moment and stay there."""
        self._now = moment
