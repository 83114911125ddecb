"""Is it kept who may represent a candidate, with the moment it was written down and how it ended?"""

import pytest

import storage
from bot.facts import Stage
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM


def there(db):
    """Ana, and two jobs at Northwind and one elsewhere."""
    northwind = storage.clients.named(db, TEAM, "Northwind", RITA, NOW)
    jobs = [storage.jobs.add(db, TEAM, role, northwind, "", RITA, NOW) for role in ("Cook", "Baker")]
    return storage.candidates.add(db, TEAM, "Ana", [], RITA, NOW).id, [
        *jobs,
        storage.jobs.titled(db, TEAM, "X", RITA, NOW),
    ]


def agreed(db, ana, job, holder=RITA, at=NOW, how="call"):
    return storage.representations.record(
        db, TEAM, ana, job, holder, at - DAY, "yes, do", how, holder, at, at + 180 * DAY if how == "call" else at
    )


async def test_what_is_written_down_is_read_back_the_newest_first(database):
    ana, (cook, baker, _) = await database.transact(there)
    first = await database.transact(agreed, ana, cook)
    second = await database.transact(agreed, ana, baker, TOM, NOW + HOUR, "without")
    assert await database.ask(storage.representations.of, TEAM, ana) == [second, first]
    assert (first.title, first.client, first.words) == ("Cook, Northwind", cook.client, "yes, do")
    assert await database.ask(storage.representations.of, OTHER, ana) == []
    assert await database.ask(storage.representations.one, OTHER, first.id) is None
    told = await database.ask(storage.audit.entries, TEAM, "representation", second.id)
    assert [(verb, by) for verb, by, _ in told] == [("represented_without", TOM)]


@pytest.mark.parametrize(
    ("moment", "holds"),
    [
        pytest.param(NOW - HOUR, False, id="before it was written down, though they had agreed"),
        pytest.param(NOW, True, id="as it was written down"),
        pytest.param(NOW + 2 * DAY, True, id="before it was ended"),
        pytest.param(NOW + 3 * DAY, False, id="as it was ended"),
        pytest.param(NOW + 200 * DAY, False, id="after it expired"),
    ],
)
async def test_what_held_at_a_moment(database, moment, holds):
    ana, (cook, *_) = await database.transact(there)
    right = await database.transact(agreed, ana, cook)
    await database.transact(storage.representations.end, TEAM, right, "they withdrew", RITA, NOW + 3 * DAY)
    held = await database.ask(storage.representations.valid_at, TEAM, ana, moment)
    assert [each.id for each in held] == ([right.id] if holds else [])


async def test_an_end_is_kept_with_its_reason_and_on_record_by_a_hash(database):
    ana, (cook, *_) = await database.transact(there)
    right = await database.transact(agreed, ana, cook)
    await database.transact(storage.representations.end, TEAM, right, "they withdrew", TOM, NOW + DAY)
    ended = await database.ask(storage.representations.one, TEAM, right.id)
    assert (ended.ended_at, ended.ended_by, ended.ended_for) == (NOW + DAY, TOM, "they withdrew")
    told = await database.ask(storage.audit.entries, TEAM, "representation", right.id)
    assert [(verb, by) for verb, by, _ in told] == [("agreed_to_represent", RITA), ("ended", TOM)]


async def test_submissions_are_counted_by_client(database):
    ana, (cook, baker, other) = await database.transact(there)
    for job in (cook, other):
        await database.transact(storage.submissions.put_forward, TEAM, ana, job.id, Stage.SUBMITTED, TOM, NOW)
    found = await database.ask(storage.representations.at_client, TEAM, ana, baker.client)
    assert [(each.job, each.recruiter, each.title) for each in found] == [(cook.id, TOM, "Cook, Northwind")]
    assert await database.ask(storage.representations.at_client, OTHER, ana, baker.client) == ()
