"""Is a job one by its title, linked to its client, described, closed and opened again?"""

import pytest

import storage
from bot.facts import Closing
from tests.storage.examples import HOUR, NOW, OTHER, RITA, TEAM, TOM


@pytest.fixture
async def north(database):
    """The client Northwind, which other teams do not know."""
    return await database.transact(storage.clients.named, TEAM, "Northwind", RITA, NOW)


@pytest.mark.parametrize(
    ("typed", "role", "title"),
    [
        pytest.param("Cook at Northwind", "Cook", "Cook, Northwind", id="at"),
        pytest.param("Cook, nórthwind", "Cook", "Cook, Northwind", id="after a comma, written otherwise"),
        pytest.param("Cook @ Northwind", "Cook", "Cook, Northwind", id="at, as a sign"),
        pytest.param("Cook - Northwind", "Cook", "Cook, Northwind", id="after a dash"),
        pytest.param("Cook at sea, Northwind", "Cook at sea", "Cook at sea, Northwind", id="only the end counts"),
        pytest.param("Cook at Southwind", None, "Cook at Southwind", id="a client nobody knows"),
        pytest.param("Northwind", None, "Northwind", id="no role"),
        pytest.param("Cook Northwind", None, "Cook Northwind", id="nothing between"),
    ],
)
async def test_a_title_that_ends_in_a_known_client_is_a_job_of_theirs(database, north, typed, role, title):
    job = await database.transact(storage.jobs.titled, TEAM, typed, RITA, NOW)
    assert (job.title, job.role, job.client) == (title, role or typed, north.id if role else None)
    assert await database.transact(storage.jobs.titled, TEAM, title, RITA, NOW) == job
    elsewhere = await database.transact(storage.jobs.titled, OTHER, typed, RITA, NOW)
    assert (elsewhere.title, elsewhere.client) == (typed, None)


async def test_many_titles_are_known_or_added_at_once(database, north):
    there = await database.transact(storage.jobs.titled, TEAM, "Cook", RITA, NOW)
    titles = ["COOK", "C++ developer", "C# developer", "C developer", "Waiter at Northwind", "Waiter, Northwind", "!!!"]
    jobs = await database.transact(storage.jobs.titled_many, TEAM, titles, TOM, NOW)
    assert list(jobs) == titles
    assert jobs["COOK"] == there
    assert jobs["Waiter at Northwind"] == jobs["Waiter, Northwind"]
    assert len({job.id for job in jobs.values()}) == 6
    for job in {job.id: job for job in jobs.values()}.values():
        on_record = await database.ask(storage.audit.entries, TEAM, "job", job.id)
        assert on_record == [("added", RITA if job == there else TOM, NOW)]
    assert await database.transact(storage.jobs.titled_many, TEAM, titles, TOM, NOW) == jobs
    assert await database.transact(storage.jobs.titled_many, TEAM, [], TOM, NOW) == {}


async def test_a_job_is_described_and_its_title_stays_its_own(database, north):
    job = await database.transact(storage.jobs.add, TEAM, "Cook", None, "", RITA, NOW)
    assert await database.transact(storage.jobs.add, TEAM, "COOK", None, "", RITA, NOW) is None
    described = await database.transact(storage.jobs.describe, TEAM, job, "Chef", north, "By the sea", TOM, NOW + HOUR)
    assert described == await database.ask(storage.jobs.job, TEAM, job.id)
    assert (described.title, described.role, described.client) == ("Chef, Northwind", "Chef", north.id)
    assert described.selling_points == "By the sea"
    other = await database.transact(storage.jobs.add, TEAM, "Waiter", north, "", RITA, NOW)
    assert await database.transact(storage.jobs.describe, TEAM, other, "Chef", north, "", TOM, NOW) is None
    told = await database.ask(storage.audit.entries, TEAM, "job", job.id)
    assert [(verb, by) for verb, by, _ in told] == [("added", RITA), ("described", TOM)]


async def test_a_closed_job_is_offered_no_more_until_it_is_opened_again(database):
    cook = await database.transact(storage.jobs.add, TEAM, "Cook", None, "", RITA, NOW)
    chef = await database.transact(storage.jobs.add, TEAM, "Cook, by night", None, "", RITA, NOW - HOUR)
    await database.transact(storage.jobs.close, TEAM, cook.id, Closing.CANCELLED, TOM, NOW + HOUR)
    closed = await database.ask(storage.jobs.job, TEAM, cook.id)
    assert (closed.closed_by, closed.closed_at, closed.closed_for) == (TOM, NOW + HOUR, Closing.CANCELLED)
    assert await database.ask(storage.jobs.found, TEAM, "cook") == [chef]
    assert await database.ask(storage.jobs.listed, TEAM) == [chef]
    known = await database.ask(lambda db: storage.jobs.found(db, TEAM, "cook", closed=True))
    assert known == [chef, closed], "open ones first, however old"
    assert await database.transact(storage.jobs.titled, TEAM, "cook", RITA, NOW) == closed
    await database.transact(storage.jobs.reopen, TEAM, cook.id, RITA, NOW + 2 * HOUR)
    assert await database.ask(storage.jobs.found, TEAM, "cook") == [cook, chef]
    told = await database.ask(storage.audit.entries, TEAM, "job", cook.id)
    assert [verb for verb, *_ in told] == ["added", "closed", "reopened"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        pytest.param("bakcend", ["Backend engineer"], id="swapped"),
        pytest.param("backend enginer", ["Backend engineer"], id="beside a word that fits"),
        pytest.param("C++ enginer", ["C++ engineer"], id="C++ is not C#"),
        pytest.param("wiater", [], id="a closed one"),
        pytest.param("bakend cook", [], id="a word that is not there"),
        pytest.param("plumbr", [], id="another team's"),
        pytest.param("?", [], id="a sign alone"),
        pytest.param("", [], id="nothing"),
    ],
)
async def test_a_job_is_meant_by_a_title_with_an_error(database, typed, titles):
    for title in ("Backend engineer", "C++ engineer", "C# engineer", "Waiter"):
        job = await database.transact(storage.jobs.add, TEAM, title, None, "", RITA, NOW)
    await database.transact(storage.jobs.close, TEAM, job.id, Closing.CANCELLED, TOM, NOW)
    await database.transact(storage.jobs.titled, OTHER, "Plumber", RITA, NOW)
    assert [job.title for job in await database.ask(storage.jobs.near, TEAM, typed)] == titles
    offered = await database.ask(storage.jobs.offered, TEAM, typed)
    assert [job.title for job in offered] == titles or not any(map(str.isalnum, typed))
    known = await database.ask(lambda db: storage.jobs.near(db, TEAM, "wiater", closed=True))
    assert [job.title for job in known] == ["Waiter"]


async def test_open_jobs_are_listed_a_page_at_a_time(database, north):
    made = [
        await database.transact(storage.jobs.add, TEAM, f"Cook {number}", north, "", RITA, NOW + HOUR * (number // 2))
        for number in range(5)
    ]
    await database.transact(storage.jobs.titled, OTHER, "Cook", RITA, NOW)
    first = await database.ask(storage.jobs.listed, TEAM, 2)
    second = await database.ask(storage.jobs.listed, TEAM, 2, first[-1].id)
    third = await database.ask(storage.jobs.listed, TEAM, 2, second[-1].id)
    assert first[0] == made[4]
    assert sorted(job.id for job in (*first, *second, *third)) == sorted(job.id for job in made)
    assert len(await database.ask(storage.jobs.of_client, TEAM, north.id)) == 5
    assert await database.ask(storage.jobs.of_client, OTHER, north.id) == ()
