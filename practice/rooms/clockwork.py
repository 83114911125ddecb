"""To which moments can the practice time be moved, and is it moving?"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

Move = Callable[[datetime], Awaitable[None]]
MORNING = time(8, 30)
SATURDAY = 5


class Clockwork:
    """Moves the bot's clock, once at a time; every window sees that it moves."""

    def __init__(self, now: Callable[[], datetime], move: Move) -> None:
        self.now, self._move = now, move
        self.moving = False
        self._watchers: list[Callable[[], None]] = []

    def watch(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Has `watcher` called when the clock starts or stops moving, until the returned function is called."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    async def move_to(self, moment: datetime) -> None:
        """Moves the clock, unless it is moving already."""
        if self.moving:
            return
        self._tell(moving=True)
        try:
            await self._move(moment.astimezone(UTC))
        finally:
            self._tell(moving=False)

    def _tell(self, moving: bool) -> None:
        self.moving = moving
        for watcher in tuple(self._watchers):
            watcher()


def next_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """The next 08:30 on a weekday in this zone."""
    here = now.astimezone(zone)
    day = here.date() if here.time() < MORNING else here.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, zone)


def later(now: datetime, zone: ZoneInfo, **much: int) -> datetime:
    """So many hours, or so many days on the person's wall clock, from now."""
    if "hours" in much:
        return now + timedelta(**much)
    return now.astimezone(zone) + timedelta(**much)
