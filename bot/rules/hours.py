"""When are people at work, and when may they be spoken to?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.rules.holidays import days_off

MORNING = time(8, 30)
MONDAY_TO_FRIDAY = frozenset(range(5))
ONE_DAY = timedelta(days=1)
ONE_HOUR = timedelta(hours=1)
NOTHING = timedelta(0)


@dataclass(frozen=True)
class Calendar:
    """The working time of one person or team.

    Moments go in aware and come out in UTC; days and wall times are local to `zone`. `country` is an ISO 3166
    code whose public holidays are kept; `weekdays` counts from Monday, 0. A wall time that the clocks skip is
    taken as much later as they skip, one that comes twice is taken the first time. Quiet hours are apart from
    working hours; there are none where they begin as they end.
    """

    zone: ZoneInfo
    country: str | None = None
    opens: time = time(9)
    closes: time = time(18)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    quiet_from: time = time(18, 30)
    quiet_to: time = time(8, 30)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"Working hours must close after they open; {self.opens}-{self.closes} do not.")
        if not self.weekdays & set(range(7)):
            raise ValueError("At least one weekday (0 to 6) must be a working day.")

    def local_day(self, moment: datetime) -> date:
        """Tell which day it is here at a moment."""
        if moment.tzinfo is None:
            raise ValueError(f"{moment} is not a moment: it names no time zone.")
        return moment.astimezone(self.zone).date()

    def is_working_day(self, on: date) -> bool:
        """Tell whether people work on a day: it is one of the weekdays and no holiday."""
        if on.weekday() not in self.weekdays:
            return False
        return self.country is None or on not in days_off(self.country, on.year)

    def on_or_after(self, on: date) -> date:
        """Tell the first working day that is not before a day."""
        while not self.is_working_day(on):
            on += ONE_DAY
        return on

    def on_or_before(self, on: date) -> date:
        """Tell the last working day that is not after a day."""
        while not self.is_working_day(on):
            on -= ONE_DAY
        return on

    def next_working_day(self, on: date) -> date:
        """Tell the first working day after a day."""
        return self.on_or_after(on + ONE_DAY)

    def end_of(self, on: date) -> datetime:
        """Tell the moment working hours close on a day."""
        return _moment(self.zone, on, self.closes)

    def add_days(self, since: datetime, n: int) -> datetime:
        """Tell the due moment of a limit of n working days: the end of the nth working day after.

        The day of `since` itself never counts. With no days at all it is that day's end, or the next working
        day's.
        """
        if n < 0:
            raise ValueError(f"A limit of {n} working days is none.")
        day = self.local_day(since)
        if n == 0:
            return self.end_of(self.on_or_after(day))
        for _ in range(n):
            day = self.next_working_day(day)
        return self.end_of(day)

    def add_hours(self, since: datetime, wh: float) -> datetime:
        """Tell the moment by which so many working hours have passed; they run only while people are at work.

        What ends just as the day closes ends on that day; no hours at all end at the next moment of work.
        """
        left = timedelta(hours=wh)
        if left < NOTHING:
            raise ValueError(f"A limit of {wh} working hours is none.")
        spans = self._spans(since)
        while True:
            opening, closing = next(spans)
            begin = max(opening, since)
            if begin < closing and left <= closing - begin:
                return begin.astimezone(UTC) + left
            left -= max(closing - begin, NOTHING)

    def hours_between(self, since: datetime, until: datetime) -> float:
        """Tell how many working hours lie between two moments; none where `until` is not the later."""
        total = NOTHING
        for opening, closing in self._spans(since):
            if opening >= until:
                break
            total += max(min(closing, until) - max(opening, since), NOTHING)
        return total / ONE_HOUR

    def morning(self, on: date, at: time = MORNING) -> datetime:
        """Tell the moment of a wall time on a day, by default that of the morning message."""
        return _moment(self.zone, on, at)

    def next_morning(self, after: datetime, at: time = MORNING) -> datetime:
        """Tell the first morning of a working day that is later than a moment."""
        day = self.on_or_after(self.local_day(after))
        morning = self.morning(day, at)
        return morning if morning > after else self.morning(self.next_working_day(day), at)

    def is_quiet(self, moment: datetime) -> bool:
        """Tell whether a moment lies in the quiet hours; their end does not, nor does a weekend's noon."""
        day = self.local_day(moment)
        begin, end = _moment(self.zone, day, self.quiet_from), _moment(self.zone, day, self.quiet_to)
        if self.quiet_from > self.quiet_to:
            return moment < end or moment >= begin
        return begin <= moment < end

    def after_quiet(self, moment: datetime) -> datetime:
        """Tell when something may be said: now, on a working day, else when quiet hours next end on one."""
        if self.is_working_day(self.local_day(moment)) and not self.is_quiet(moment):
            return moment.astimezone(UTC)
        return self.next_morning(moment, self.quiet_to)

    def _spans(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Go through the working days from a moment's day on: when each opens, when it closes."""
        day = self.on_or_after(self.local_day(since))
        while True:
            yield _moment(self.zone, day, self.opens), _moment(self.zone, day, self.closes)
            day = self.next_working_day(day)


@lru_cache(maxsize=65_536)
def _moment(zone: ZoneInfo, on: date, wall: time) -> datetime:
    return datetime.combine(on, wall, tzinfo=zone).astimezone(UTC)
