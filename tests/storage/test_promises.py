"""Is what is owed found by who owes it, when it falls due, and never in another team?"""

import random
from dataclasses import replace

import storage
from bot import rules
from bot.facts import Owing, Waiver
from storage.promises import Waiting
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


def many(chance):
    """What two people hear about sixty candidates, of every kind, late and not, now and later."""
    for minutes in chance.sample(range(-300, 300), 240):
        more = {"kind": chance.choice(list(Owing)), "heard_by": chance.choice([RITA, RITA, TOM])}
        at, nudge_at = NOW + minutes * HOUR / 60, chance.choice([NOW, NOW, NOW + DAY, None])
        yield owed(chance.randrange(60), at, since=at, nudge_at=nudge_at, **more)


async def test_of_much_that_waits_the_most_pressing_is_listed_and_all_is_counted(database):
    there = {(one.kind, one.subject): one for one in many(random.Random(4))}.values()
    await database.transact(storage.promises.write, TEAM, there)
    mine = [one for one in there if one.heard_by == RITA and one.nudge_at == NOW]
    whole = rules.owed.in_order([(one, None) for one in mine], NOW)
    for most in (7, 500):
        first = await database.ask(storage.promises.foremost, TEAM, RITA, NOW + HOUR, rules.owed.RANKS, NOW, most)
        assert first == whole[:most]
    asides = (Owing.OWNERSHIP, Owing.RETENTION)
    for but in ([], ["3", "4", "5"]):
        left = [one for one in mine if one.subject not in but]
        others = {one.subject for one in left if one.kind not in asides}
        ends = {one.subject for one in left if one.kind == Owing.OWNERSHIP} - others
        questions = {one.subject for one in left if one.kind == Owing.RETENTION}
        counted = (len({one.subject for one in left}), len(others), len(questions), len(ends))
        assert min(counted) > 2
        assert await database.ask(storage.promises.count_waiting, TEAM, RITA, NOW + HOUR, but) == Waiting(*counted)
    assert (await database.ask(storage.promises.count_waiting, OTHER, RITA, NOW + HOUR)).lines == 0
