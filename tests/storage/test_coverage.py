"""Is it counted exactly in how many talks candidates were asked about other offers?"""

import pytest

import storage
from bot.facts import Coverage, Direction, How, Kind, Offers, Outcome, Stage
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, person, touch

TRIED = How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
SINCE = NOW - 30 * DAY


def ana(db, *stages, team=TEAM):
    """Ana, who came to each of these stages a day after the one before, from ten days ago on."""
    for each in (RITA, TOM):
        storage.people.meet(db, person(each, team=team))
    id = storage.candidates.add(db, team, "Ana", [], RITA, NOW).id
    if stages:
        job = storage.jobs.titled(db, team, "Engineer", RITA, NOW)
        storage.submissions.put_forward(db, team, id, job.id, stages[0], RITA, NOW - 10 * DAY)
        for days, stage in enumerate(stages[1:], start=-9):
            before = storage.submissions.of(db, team, id)[0]
            storage.submissions.move(db, team, before, stage, RITA, NOW + days * DAY)
    return id


def log(db, *touches, team=TEAM):
    for one in touches:
        storage.touches.log(db, team, one)


@pytest.mark.parametrize(
    ("stages", "more", "counts"),
    [
        pytest.param([Stage.SCREENING], {"offers": Offers.NONE}, (1, 1), id="none"),
        pytest.param([Stage.SCREENING], {"offers": Offers.NEW}, (1, 1), id="a new one"),
        pytest.param([Stage.SCREENING], {"offers": Offers.NOT_ASKED}, (0, 1), id="did not ask"),
        pytest.param([Stage.SCREENING], {}, (0, 1), id="nothing said of it"),
        pytest.param([Stage.ACCEPTED], {"offers": Offers.NONE}, (1, 1), id="accepted"),
        pytest.param([Stage.SOURCED], {"offers": Offers.NONE}, None, id="too early to be asked"),
        pytest.param([Stage.PLACED], {"offers": Offers.NONE}, None, id="placed"),
        pytest.param([Stage.INTERVIEW, Stage.REJECTED], {"offers": Offers.NONE}, None, id="over"),
        pytest.param([], {"offers": Offers.NONE}, None, id="in process for nothing"),
        pytest.param([Stage.OFFER], {"how": TRIED, "two_way": False}, None, id="an attempt is no talk"),
        pytest.param([Stage.OFFER], {"at": NOW - 11 * DAY}, None, id="before they were put forward"),
        pytest.param([Stage.OFFER], {"at": NOW - 31 * DAY, "logged_at": NOW}, None, id="too long ago, logged late"),
        pytest.param([Stage.OFFER, Stage.REJECTED], {"at": NOW - 9.5 * DAY}, (0, 1), id="over since, not then"),
        pytest.param([Stage.SOURCED, Stage.OFFER], {"at": NOW - 9.5 * DAY}, None, id="far now, and not then"),
        pytest.param([Stage.SOURCED, Stage.SCREENING], {"at": NOW - 9 * DAY}, None, id="the very talk that moved them"),
    ],
)
async def test_a_talk_counts_by_how_far_they_had_come_then(database, stages, more, counts):
    id = await database.transact(ana, *stages)
    await database.transact(log, touch(id, **more))
    found = await database.ask(storage.coverage.coverage, TEAM, SINCE)
    assert found == ({RITA: Coverage(*counts)} if counts else {})


async def test_it_is_counted_by_who_spoke_within_the_team_and_not_after_a_deletion(database):
    id, other = await database.transact(ana, Stage.OFFER), await database.transact(ana, Stage.OFFER, team=OTHER)
    twice = await database.transact(ana, Stage.INTERVIEW)
    asked = [touch(id, NOW - hours * HOUR, offers=Offers.NONE, by=TOM) for hours in range(3)]
    await database.transact(log, *asked, touch(id, by=TOM), touch(id), touch(twice, offers=Offers.NEW))
    await database.transact(log, touch(other, offers=Offers.NONE), team=OTHER)
    assert await database.ask(storage.coverage.coverage, TEAM, SINCE) == {TOM: Coverage(3, 4), RITA: Coverage(1, 2)}
    assert await database.ask(storage.coverage.coverage, TEAM, SINCE, TOM) == {TOM: Coverage(3, 4)}
    await database.transact(storage.touches.delete, TEAM, asked[0], TOM, NOW)
    assert await database.ask(storage.coverage.coverage, TEAM, SINCE, TOM) == {TOM: Coverage(2, 3)}
    assert await database.ask(storage.coverage.coverage, OTHER, SINCE) == {RITA: Coverage(1, 1)}


async def test_two_jobs_make_one_talk_no_two(database):
    id = await database.transact(ana, Stage.OFFER)

    def forward(db):
        job = storage.jobs.titled(db, TEAM, "Painter", RITA, NOW)
        storage.submissions.put_forward(db, TEAM, id, job.id, Stage.INTERVIEW, RITA, NOW - 10 * DAY)

    await database.transact(forward)
    await database.transact(log, touch(id, offers=Offers.NONE))
    assert await database.ask(storage.coverage.coverage, TEAM, SINCE) == {RITA: Coverage(1, 1)}
