"""Is everybody told at half past eight, in their own time zone, through changes of the clocks and a downtime?"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import storage
from bot import manifest, promises
from bot.clock import MovableClock
from bot.facts import Person, Stage
from bot.policy import Policy
from bot.running import Bot
from practice import shapes, story
from practice.reading import plain
from practice.slack import Practice
from scheduler.loop import EVERY, JITTER, next_moment
from storage.database import Db
from tests.stories.house import running_in

ZONES = (
    "Pacific/Auckland",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Europe/Berlin",
    "Europe/London",
    "America/St_Johns",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Honolulu",
)
EACH = 12
# Europe's clocks go back on 25 October, North America's on 1 November.
FROM, UNTIL = datetime(2026, 10, 22, 23, 45, tzinfo=UTC), datetime(2026, 11, 3, 0, 0, tzinfo=UTC)
LONG_AGO = FROM - timedelta(days=9)
DOWN_AT, DOWN_FOR = datetime(2026, 10, 28, 8, 25, tzinfo=UTC), timedelta(minutes=20)  # half past eight in London
DOWN_IN = "Europe/London"
HALF_PAST_EIGHT = time(8, 30)
A_MINUTE = timedelta(minutes=1)
AHEAD = timedelta(minutes=1)
TEAM = "T0PRACTICE"


@dataclass(frozen=True)
class Heard:
    """One morning message: who heard it in which zone, for which local day, how late, and in which words."""

    whom: str
    zone: str
    on: date
    late: timedelta
    words: str


def recruiters() -> dict[str, str]:
    return {f"U0{number}X{zone}": ZONES[zone] for zone in range(len(ZONES)) for number in range(EACH)}


def all_owe_an_update(db: Db, whom: dict[str, str], policy: Policy) -> None:
    """Each recruiter has a candidate in interview who has not been told anything for more than a week."""
    job = storage.jobs.titled(db, TEAM, "Backend engineer", story.MAYA, LONG_AGO)
    candidates = []
    for id, zone in whom.items():
        storage.people.meet(db, Person(TEAM, id, id, zone))
        candidates.append(storage.candidates.add(db, TEAM, f"Candidate of {id}", [], id, LONG_AGO).id)
        storage.submissions.put_forward(db, TEAM, candidates[-1], job.id, Stage.INTERVIEW, id, LONG_AGO)
    promises.plan(db, TEAM, candidates, policy, FROM)


def expected(whom: dict[str, str]) -> set[tuple[str, date]]:
    """Everybody on every weekday whose half past eight lies in the run."""
    days = [FROM.date() + timedelta(days=n) for n in range(-1, 14)]
    return {
        (id, day)
        for id, zone in whom.items()
        for day in days
        if day.weekday() < 5 and FROM < datetime.combine(day, HALF_PAST_EIGHT, ZoneInfo(zone)) <= UNTIL
    }


async def tick_by_tick(bot: Bot, clock: MovableClock, seed: random.Random) -> int:
    """Tick as the real ticker does, every 15 seconds or so of the moved time; it runs on while a tick works.

    Stretches in which nothing is planned are passed over; while the house is down, nobody ticks.
    """
    moment, ticks = FROM, 0
    while moment < UNTIL:
        clock.set(moment)
        await bot.ticker.tick()
        ticks += 1
        following = await bot.database.ask(next_moment)
        moment = max(moment + EVERY * seed.uniform(1 - JITTER, 1 + JITTER), clock.now())
        while following and moment < following - AHEAD:
            moment += EVERY
        if DOWN_AT < moment < DOWN_AT + DOWN_FOR:
            moment = DOWN_AT + DOWN_FOR
    return ticks


def mornings(slack: Practice, whom: dict[str, str]) -> Iterator[Heard]:
    for id, zone in whom.items():
        for message in slack.seat(id).dm():
            at = datetime.fromtimestamp(float(message.ts), ZoneInfo(zone))
            due = datetime.combine(at.date(), HALF_PAST_EIGHT, ZoneInfo(zone))
            yield Heard(id, zone, at.date(), at.astimezone(UTC) - due.astimezone(UTC), plain(message))


async def test_a_thousand_reminders_are_heard_in_time(database_url, capsys):
    whom = recruiters()
    people = [shapes.Person(id, id, id, zone) for id, zone in whom.items()]
    clock = MovableClock(FROM)
    workspace = Practice(manifest.read(), clock.now, story.people() + people, story.channels())
    async with workspace as slack, running_in(slack, database_url, clock) as bot:
        await bot.database.transact(all_owe_an_update, whom, Policy())
        ticks = await tick_by_tick(bot, clock, random.Random(830))
        heard = list(mornings(slack, whom))
        assert await bot.database.ask(storage.outbox.given_up) == []
    assert slack.refused == []

    assert len(heard) == len(expected(whom)) >= 1_000
    assert {(each.whom, each.on) for each in heard} == expected(whom)
    down = [each for each in heard if each.zone == DOWN_IN and each.on == DOWN_AT.date()]
    assert len(down) == EACH
    assert all("was due" in each.words for each in down)
    assert all(timedelta(0) <= each.late <= DOWN_FOR for each in down)

    up = [each for each in heard if each not in down]
    late = sorted(each.late.total_seconds() for each in up)
    with capsys.disabled():
        sys.stdout.write(figures(late, ticks, bot.database.dialect, len(down)))
    assert all(0 <= seconds < A_MINUTE.total_seconds() for seconds in late)
    assert late[len(late) * 99 // 100] <= 2 * EVERY.total_seconds()
    assert not any("was due" in each.words for each in up)


def figures(late: list[float], ticks: int, engine: str, down: int) -> str:
    p50, p99 = late[len(late) // 2], late[len(late) * 99 // 100]
    return (
        f"\n{engine}: {len(late)} reminders in {len(ZONES)} zones, {ticks} ticks; seconds after half past eight: "
        f"p50 {p50:.1f}, p99 {p99:.1f}, most {late[-1]:.1f}; {down} after a downtime, each saying so\n"
    )
