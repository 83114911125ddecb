"""Is it kept who is put forward for which job, how far they have come, and how they came there?"""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

import storage
from bot.facts import Stage
from storage.tables import StageChanges, table
from tests.storage.examples import HOUR, NOW, OTHER, RITA, TEAM, TOM


def ana(db, team=TEAM):
    return storage.candidates.add(db, team, "Ana Silva", [], RITA, NOW).id


def put(db, candidate, title, stage=Stage.SOURCED, by=RITA, at=NOW):
    job = storage.jobs.titled(db, TEAM, title, by, NOW)
    return storage.submissions.put_forward(db, TEAM, candidate, job.id, stage, by, at)


def changes(db):
    kept = table(StageChanges)
    rows = db.execute(select(kept.c.before, kept.c.after, kept.c.at, kept.c.by).order_by(kept.c.at))
    return [tuple(row) for row in rows]


async def test_each_move_is_kept_with_its_moment_and_who_made_it(database):
    candidate = await database.transact(ana)
    id = await database.transact(put, candidate, "Data engineer")
    before = await database.transact(storage.submissions.submission, TEAM, id, hold=True)
    assert (before.candidate, before.title, before.recruiter) == (candidate, "Data engineer", RITA)
    assert (before.stage, before.entered_at) == (Stage.SOURCED, NOW)
    await database.transact(storage.submissions.move, TEAM, before, Stage.INTERVIEW, TOM, NOW + HOUR)
    after = await database.ask(storage.submissions.submission, TEAM, id)
    assert (after.stage, after.entered_at, after.recruiter) == (Stage.INTERVIEW, NOW + HOUR, RITA)
    assert await database.ask(changes) == [
        (None, "sourced", NOW, RITA),
        ("sourced", "interview", NOW + HOUR, TOM),
    ]
    told = await database.ask(storage.audit.entries, TEAM, "submission", id)
    assert [(verb, by) for verb, by, _ in told] == [("moved", RITA), ("moved", TOM)]


async def test_the_one_moved_last_comes_first_and_another_team_sees_none(database):
    candidate = await database.transact(ana)
    first = await database.transact(put, candidate, "One")
    second = await database.transact(put, candidate, "Two", Stage.OFFER, TOM, NOW + HOUR)
    assert [one.id for one in await database.ask(storage.submissions.of, TEAM, candidate)] == [second, first]
    moved = await database.ask(storage.submissions.submission, TEAM, first)
    await database.transact(storage.submissions.move, TEAM, moved, Stage.OFFER, RITA, NOW + 2 * HOUR)
    assert [one.id for one in await database.ask(storage.submissions.of, TEAM, candidate)] == [first, second]
    assert await database.ask(storage.submissions.of, OTHER, candidate) == ()
    assert await database.ask(storage.submissions.submission, OTHER, first) is None
    assert await database.ask(storage.submissions.candidates_of, TEAM, TOM) == [candidate]
    assert await database.ask(storage.submissions.candidates_of, OTHER, TOM) == []


async def test_where_they_came_from_is_kept_and_a_corrected_end_changes_only_its_name(database):
    candidate = await database.transact(ana)
    id = await database.transact(put, candidate, "One", Stage.INTERVIEW)
    seen = []
    for hours, stage in enumerate([Stage.OFFER, Stage.DECLINED, Stage.WITHDRAWN, Stage.SCREENING], start=1):
        before = await database.ask(storage.submissions.submission, TEAM, id)
        await database.transact(storage.submissions.move, TEAM, before, stage, TOM, NOW + HOUR * hours)
        after = await database.ask(storage.submissions.submission, TEAM, id)
        seen.append((before.came_from, after.stage, after.came_from, after.entered_at))
    assert seen == [
        (None, Stage.OFFER, Stage.INTERVIEW, NOW + HOUR),
        (Stage.INTERVIEW, Stage.DECLINED, Stage.OFFER, NOW + 2 * HOUR),
        (Stage.OFFER, Stage.WITHDRAWN, Stage.OFFER, NOW + 2 * HOUR),
        (Stage.OFFER, Stage.SCREENING, Stage.WITHDRAWN, NOW + 4 * HOUR),
    ]
    assert [(before, after) for before, after, *_ in await database.ask(changes)] == [
        (None, "interview"),
        ("interview", "offer"),
        ("offer", "declined"),
        ("declined", "withdrawn"),
        ("withdrawn", "screening"),
    ]


async def test_many_are_put_forward_and_moved_at_once_and_who_is_there_is_left_alone(database):
    people = [await database.transact(ana) for _ in range(3)]
    there = await database.transact(put, people[0], "One", Stage.OFFER)
    job = (await database.transact(storage.jobs.titled, TEAM, "One", RITA, NOW)).id
    rows = [(candidate, job, Stage.SCREENING) for candidate in (*people, people[2])]
    many = storage.submissions.put_forward_many
    assert await database.transact(many, TEAM, rows, TOM, NOW + HOUR) == [(people[1], job), (people[2], job)]
    assert await database.transact(many, TEAM, rows, TOM, NOW + HOUR) == []
    assert await database.transact(many, TEAM, [], TOM, NOW + HOUR) == []
    assert await database.ask(storage.submissions.stages, TEAM, [job]) == {job: {Stage.OFFER: 1, Stage.SCREENING: 2}}
    assert await database.ask(storage.submissions.stages, OTHER, [job]) == {}
    assert await database.ask(storage.submissions.of_job, OTHER, job) == ()
    forward = await database.ask(storage.submissions.of_job, TEAM, job)
    assert {(each.name, each.submission.candidate) for each in forward} == {("Ana Silva", id) for id in people}
    moves = [(each.submission, Stage.REJECTED) for each in forward]
    await database.transact(storage.submissions.move_many, TEAM, moves, RITA, NOW + 2 * HOUR)
    after = await database.ask(storage.submissions.of_job, TEAM, job)
    came_from = {each.submission.id == there: each.submission.came_from for each in after}
    assert came_from == {True: Stage.OFFER, False: Stage.SCREENING}
    assert sorted(tuple(row)[:2] for row in await database.ask(changes) if row[0]) == [
        ("offer", "rejected"),
        ("screening", "rejected"),
        ("screening", "rejected"),
    ]


async def test_nobody_is_put_forward_twice_for_one_job_nor_for_another_teams(database):
    candidate = await database.transact(ana)
    await database.transact(put, candidate, "One")
    with pytest.raises(IntegrityError):
        await database.transact(put, candidate, "one")
    elsewhere = await database.transact(ana, OTHER)
    with pytest.raises(IntegrityError):
        await database.transact(put, elsewhere, "Two")
    assert len(await database.ask(storage.submissions.of, TEAM, candidate)) == 1


async def test_a_job_is_one_however_its_title_is_written_and_whoever_adds_it_meanwhile(database):
    told = await asyncio.gather(
        *(
            database.transact(storage.jobs.titled, TEAM, title, RITA, NOW)
            for title in ("Data Engineer", "data engineer", "DATA  ENGINEER!", "Dáta Engineer") * 4
        )
    )
    assert len({job.id for job in told}) == 1
    assert await database.ask(storage.jobs.job, TEAM, told[0].id) == told[0]
    assert await database.ask(storage.jobs.job, OTHER, told[0].id) is None


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("engineer", ["Site engineer", "Data engineer"]),
        ("data eng", ["Data engineer"]),
        ("gine DATA", ["Data engineer"]),
        ("100% remote", ["100% remote cook"]),
        ("%", ["Site engineer", "100% remote cook", "Data engineer"]),
        ("", ["Site engineer", "100% remote cook", "Data engineer"]),
        ("nothing", []),
    ],
)
async def test_a_job_is_found_by_any_part_of_its_title_the_newest_first(database, typed, titles):
    for hours, title in enumerate(["Data engineer", "100% remote cook", "Site engineer"]):
        await database.transact(storage.jobs.titled, TEAM, title, RITA, NOW + HOUR * hours)
    await database.transact(storage.jobs.titled, OTHER, "Data engineer", RITA, NOW)
    assert [job.title for job in await database.ask(storage.jobs.found, TEAM, typed)] == titles
    assert (
        await database.ask(storage.jobs.found, TEAM, typed, 1)
        == (await database.ask(storage.jobs.found, TEAM, typed))[:1]
    )
