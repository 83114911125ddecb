"""Who hears what someone who is away owes, on both engines, and again when they are back?"""

from datetime import date

import pytest

import storage
from bot.facts import Cover, NewCover, Offer, OfferKind, OfferState, Passing, Stage
from storage.columns import new_id
from storage.database import Db
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, owed, person, touch

WEEK = NewCover(TOM, date(2026, 11, 23), date(2026, 11, 27))
LAPSE = "ownership.ends"


def settle(db: Db, team: str = TEAM) -> None:
    """Rita owes five things, one of which Maya has taken on; she has taken one on for Maya."""
    for id in (RITA, TOM, MAYA):
        storage.people.meet(db, person(id, team=team))
    storage.promises.write(
        db,
        team,
        [
            owed(1),
            owed(2, heard_by=MAYA),
            owed(3, whom=MAYA, heard_by=RITA),
            owed(4, kind=LAPSE),
            owed(5, whom=TOM, heard_by=TOM),
            owed(RITA, kind="morning"),
        ],
    )


def heard(db: Db, team: str = TEAM) -> dict[str, str]:
    there = storage.promises.about(db, team, ("updates.owed", LAPSE, "morning"), ["1", "2", "3", "4", "5", RITA])
    return {each.subject: each.heard_by for each in there}


AS_EVER = {"1": RITA, "2": MAYA, "3": RITA, "4": RITA, "5": TOM, RITA: RITA}
AWAY = {"1": TOM, "2": MAYA, "3": MAYA, "4": TOM, "5": TOM, RITA: RITA}
BACK = AS_EVER | {"3": MAYA}


async def test_what_is_owed_is_heard_by_the_cover_and_then_by_themselves_again(database):
    for team in (TEAM, OTHER):
        await database.transact(settle, team)
    assert await database.ask(heard) == AS_EVER
    assert await database.transact(storage.covers.stand_in, TEAM, RITA, TOM) == sorted({RITA, TOM, MAYA})
    assert await database.ask(heard) == AWAY
    assert (await database.ask(storage.people.known, TEAM, RITA)).cover == TOM
    assert await database.transact(storage.covers.stand_in, TEAM, RITA, TOM) == []
    await database.transact(storage.covers.stand_in, TEAM, RITA, MAYA)
    assert await database.ask(heard) == AWAY | {"1": MAYA, "4": MAYA}
    await database.transact(storage.covers.stand_in, TEAM, RITA, None)
    # What Maya had taken on while she covered comes back as well, since nothing tells the two apart.
    assert await database.ask(heard) == BACK | {"2": RITA}
    assert await database.ask(heard, OTHER) == AS_EVER
    assert (await database.ask(storage.people.known, TEAM, RITA)).cover is None


async def test_who_comes_back_hears_again_whoever_heard_it_meanwhile(database):
    await database.transact(settle)
    await database.transact(storage.covers.give_back, TEAM, RITA)
    assert await database.ask(heard) == AS_EVER | {"2": RITA}


async def test_a_cover_is_kept_as_it_was_arranged_changed_begun_and_ended(database):
    made: Cover = await database.transact(storage.covers.arrange, TEAM, RITA, WEEK, RITA, NOW)
    assert await database.ask(storage.covers.one, TEAM, made.id) == made
    assert await database.ask(storage.covers.one, OTHER, made.id) is None
    assert await database.ask(storage.covers.still_open, TEAM, TOM) == [made]
    assert await database.ask(storage.covers.still_open, TEAM, MAYA) == []
    assert await database.ask(storage.covers.still_open, OTHER) == []
    assert await database.ask(storage.covers.running, TEAM, [RITA]) == {}
    await database.transact(storage.covers.begin, TEAM, made, NOW)
    begun = await database.ask(storage.covers.one, TEAM, made.id)
    assert await database.ask(storage.covers.running, TEAM, [RITA, TOM]) == {RITA: WEEK.until_on}
    later = NewCover(MAYA, date(2026, 11, 25), date(2026, 11, 30))
    after = await database.transact(storage.covers.change, TEAM, begun, later, MAYA, NOW)
    assert (after.cover, after.from_on, after.until_on) == (MAYA, WEEK.from_on, later.until_on)
    await database.transact(storage.covers.end, TEAM, after, RITA, NOW + DAY)
    assert await database.ask(storage.covers.still_open, TEAM) == []
    told = await database.ask(storage.audit.entries, TEAM, "cover", made.id)
    assert sorted(verb for verb, _, _ in told) == ["cover_arranged", "cover_begun", "cover_changed", "cover_ended"]


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        pytest.param({}, (1, 1), id="by the cover, for who is away"),
        pytest.param({"by": MAYA}, (1, 1), id="by anybody, for who is away"),
        pytest.param({"by": RITA}, (0, 0), id="by themselves"),
        pytest.param({"holds": TOM}, (0, 0), id="for the cover"),
        pytest.param({"logged_at": NOW - HOUR}, (0, 0), id="before"),
        pytest.param({"logged_at": NOW + 3 * DAY}, (0, 0), id="after"),
    ],
)
async def test_what_is_done_meanwhile_is_counted(database, more, counted):
    def story(db: Db) -> tuple[int, int]:
        ana = storage.candidates.add(db, TEAM, "Ana", [], RITA, NOW).id
        storage.touches.log(db, TEAM, touch(ana, **({"by": TOM, "holds": RITA, "logged_at": NOW + HOUR} | more)))
        cover = storage.covers.arrange(db, TEAM, RITA, WEEK, RITA, NOW)
        storage.covers.begin(db, TEAM, cover, NOW)
        begun = storage.covers.one(db, TEAM, cover.id)
        assert begun
        ended = storage.covers.end(db, TEAM, begun, "", NOW + 2 * DAY)
        return storage.covers.meanwhile(db, TEAM, ended)

    assert await database.transact(story) == counted


async def test_who_is_responsible_for_a_candidate_is_named_with_who_covers_for_them(database):
    def story(db: Db) -> list[frozenset[str]]:
        for id in (RITA, TOM, MAYA):
            storage.people.meet(db, person(id))
        ana = storage.candidates.add(db, TEAM, "Ana", [], RITA, NOW).id
        job = storage.jobs.titled(db, TEAM, "Welder", RITA, NOW)
        found = [storage.covers.responsible(db, TEAM, ana)]
        storage.submissions.put_forward(db, TEAM, ana, job.id, Stage.SCREENING, RITA, NOW)
        found.append(storage.covers.responsible(db, TEAM, ana))
        storage.covers.stand_in(db, TEAM, RITA, TOM)
        found.append(storage.covers.responsible(db, TEAM, ana))
        before = storage.ownership.several(db, TEAM, [ana])
        storage.ownership.pass_on(db, TEAM, before, {ana: MAYA}, Passing.CLAIMED, MAYA, NOW)
        return [*found, storage.covers.responsible(db, TEAM, ana), storage.covers.responsible(db, OTHER, ana)]

    nobody, one, two, three, other = await database.transact(story)
    assert (nobody, one, two, three, other) == (set(), {RITA}, {RITA, TOM}, {RITA, TOM, MAYA}, set())


@pytest.mark.parametrize(
    ("stage", "made_at", "near"),
    [
        pytest.param(Stage.SOURCED, ..., {MAYA, RITA}, id="goes on"),
        pytest.param(Stage.PLACED, ..., {MAYA, RITA}, id="placed"),
        pytest.param(Stage.REJECTED, ..., {MAYA}, id="in vain"),
        pytest.param(Stage.FELL_THROUGH, ..., {MAYA}, id="fell through, with nothing written down"),
        pytest.param(Stage.DECLINED, NOW, {MAYA, RITA}, id="in vain, with an offer on the table"),
        pytest.param(Stage.REJECTED, None, {MAYA}, id="in vain, with one that nobody had made"),
    ],
)
async def test_whoever_put_them_forward_is_responsible_while_it_goes_on_or_was_offered(database, stage, made_at, near):
    def story(db: Db) -> frozenset[str]:
        ana = storage.candidates.add(db, TEAM, "Ana", [], MAYA, NOW).id
        before = storage.ownership.several(db, TEAM, [ana])
        storage.ownership.pass_on(db, TEAM, before, {ana: MAYA}, Passing.CLAIMED, MAYA, NOW)
        job = storage.jobs.titled(db, TEAM, "Welder", RITA, NOW)
        put = storage.submissions.put_forward(db, TEAM, ana, job.id, Stage.OFFER, RITA, NOW)
        if made_at is not ...:
            ours = (new_id(), ana, OfferKind.OURS, OfferState.EXPECTED, RITA, NOW)
            storage.offers.add(db, TEAM, Offer(*ours, submission=put, made_at=made_at))
        there = storage.submissions.submission(db, TEAM, put)
        assert there
        storage.submissions.move(db, TEAM, there, stage, RITA, NOW)
        return storage.covers.responsible(db, TEAM, ana)

    assert await database.transact(story) == near
