"""Is what is owed found by who owes it, when it falls due, and never in another team?"""

from dataclasses import replace

import storage
from bot.facts import Waiver
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, owed

KIND = "updates.owed"


async def test_a_promise_comes_back_as_it_was_written_and_is_written_over(database):
    first = owed(1, alone_at=NOW + DAY, step=2, said=3, snoozed_until=NOW, snoozes=1, waits_for="her boss")
    changed = replace(first, due_at=NOW + 2 * DAY, alone_at=None, waived=next(iter(Waiver)), waits_for=None)
    await database.transact(storage.promises.write, TEAM, [first, owed(1, whom=TOM)])
    assert await database.ask(storage.promises.one, TEAM, KIND, "1", RITA) == first
    await database.transact(storage.promises.write, TEAM, [changed])
    assert await database.ask(storage.promises.one, TEAM, KIND, "1", RITA) == changed
    assert len(await database.ask(storage.promises.of, TEAM, KIND, ["1", "2"])) == 2
    assert await database.ask(storage.promises.of, OTHER, KIND, ["1"]) == []
    await database.transact(storage.promises.strike, OTHER, [changed])
    await database.transact(storage.promises.strike, TEAM, [changed])
    assert await database.ask(storage.promises.one, TEAM, KIND, "1", RITA) is None
    assert len(await database.ask(storage.promises.of, TEAM, KIND, ["1"])) == 1


async def test_a_tick_looks_at_what_has_fallen_due_in_any_team_the_oldest_first(database):
    rows = {1: NOW, 2: NOW - DAY, 3: NOW + HOUR, 4: None}
    await database.transact(storage.promises.write, TEAM, [owed(n, alone_at=at) for n, at in rows.items()])
    await database.transact(storage.promises.write, OTHER, [owed(5, alone_at=NOW - HOUR)])
    told = await database.transact(storage.promises.due, NOW, 10)
    assert [(team, one.subject) for team, one in told] == [(TEAM, "2"), (OTHER, "5"), (TEAM, "1")]
    assert len(await database.transact(storage.promises.due, NOW, 2)) == 2
    assert await database.ask(storage.promises.next_moment) == NOW - DAY


async def test_a_morning_hears_what_its_person_is_nudged_about(database):
    rows = [
        owed(1, NOW + DAY, nudge_at=NOW + HOUR),
        owed(2, NOW, nudge_at=NOW),
        owed(3, NOW, nudge_at=None),
        owed(4, NOW, nudge_at=NOW + DAY),
        owed(5, NOW, nudge_at=NOW, heard_by=TOM),
        owed(RITA, NOW, kind=storage.promises.MORNING, nudge_at=NOW - DAY),
    ]
    await database.transact(storage.promises.write, TEAM, rows)
    told = await database.ask(storage.promises.waiting, TEAM, RITA, NOW + 2 * HOUR)
    assert [one.subject for one in told] == ["2", "1"]
    assert [one.subject for one in await database.ask(storage.promises.waiting, TEAM, TOM, NOW + DAY)] == ["5"]
    assert await database.ask(storage.promises.earliest, TEAM, RITA) == NOW
    assert await database.ask(storage.promises.earliest, OTHER, RITA) is None


async def test_a_nudge_is_counted_only_while_it_is_the_same_promise(database):
    await database.transact(storage.promises.write, TEAM, [owed(1)])
    await database.transact(storage.promises.count_said, TEAM, KIND, "1", RITA, NOW)
    await database.transact(storage.promises.count_said, TEAM, KIND, "1", RITA, NOW + HOUR)
    await database.transact(storage.promises.count_said, TEAM, KIND, "1", TOM, NOW)
    assert (await database.ask(storage.promises.one, TEAM, KIND, "1", RITA)).said == 1
