"""Are candidates with offers that are not decided found, for whoever cares for them, who decides soonest first?"""

import pytest
from sqlalchemy import event, select

import storage
from bot.facts import Coverage, Offer, OfferKind, OfferState, Placement, Stage
from handlers.going_offers import read_going
from storage.columns import new_id
from storage.tables import Candidates, People, table
from tests.dealt import POLICY
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, person, touch


def candidate(db, owner=None, recruiter=None, stage=Stage.OFFER, team=TEAM):
    """Somebody whom one owns, and whom one has put forward."""
    id = storage.candidates.add(db, team, "Ana", [], RITA, NOW).id
    who = table(Candidates)
    db.execute(who.update().where(who.c.id == id).values(owner=owner))
    if recruiter:
        job = storage.jobs.titled(db, team, "Engineer", recruiter, NOW)
        storage.submissions.put_forward(db, team, id, job.id, stage, recruiter, NOW)
    return id


def offered(db, candidate, days=None, state=OfferState.OPEN, kind=OfferKind.RIVAL, team=TEAM):
    by = None if days is None else NOW + days * DAY
    storage.offers.add(db, team, Offer(new_id(), candidate, kind, state, RITA, NOW, company="Acme", decide_by=by))


async def test_who_decides_soonest_comes_first_and_each_once(database):
    first, second, open_, over = [await database.transact(candidate) for _ in range(4)]
    other = await database.transact(candidate, team=OTHER)
    await database.transact(offered, open_)
    await database.transact(offered, second, 3)
    await database.transact(offered, first, 5)
    await database.transact(offered, first, 1, kind=OfferKind.COUNTER, state=OfferState.EXPECTED)
    await database.transact(offered, first, kind=OfferKind.OURS, state=OfferState.WAITING)
    for state in (OfferState.ACCEPTED, OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN, OfferState.OVER):
        await database.transact(offered, over, 1, state=state)
    await database.transact(offered, other, 1, team=OTHER)
    assert await database.ask(storage.going_offers.undecided, TEAM) == [first, second, open_]
    assert await database.ask(storage.going_offers.undecided, TEAM, None, 2) == [first, second]
    assert await database.ask(storage.going_offers.count, TEAM) == 3
    assert await database.ask(storage.going_offers.undecided, OTHER) == [other]


async def test_whoever_is_at_offer_with_none_written_down_is_named_to_their_recruiter_alone(database):
    def met(db):
        for id in (RITA, TOM):
            storage.people.meet(db, person(id))
        bare, written = (candidate(db, recruiter=RITA) for _ in range(2))
        candidate(db, recruiter=RITA, stage=Stage.INTERVIEW)
        (at,) = storage.submissions.of(db, TEAM, written)
        ours = Offer(new_id(), written, OfferKind.OURS, OfferState.OPEN, RITA, NOW, at.id, "Engineer")
        storage.offers.add(db, TEAM, ours)
        return bare

    await database.transact(met)
    assert await database.ask(storage.going_offers.unwritten, TEAM, RITA, 5) == ["Ana"]
    assert await database.ask(storage.going_offers.unwritten, TEAM, TOM, 5) == []
    assert await database.ask(storage.going_offers.unwritten, OTHER, RITA, 5) == []


async def test_whoever_told_of_a_new_offer_is_listed_for_their_recruiter_once_while_in_process(database):
    def told(db):
        for id in (RITA, TOM):
            storage.people.meet(db, person(id))
        first, last, over, _ = (candidate(db, recruiter=RITA) for _ in range(4))
        storage.submissions.put_forward(
            db, TEAM, last, storage.jobs.titled(db, TEAM, "Cook", RITA, NOW).id, Stage.SOURCED, RITA, NOW
        )
        (gone,) = storage.submissions.of(db, TEAM, over)
        storage.submissions.move(db, TEAM, gone, Stage.WITHDRAWN, RITA, NOW)
        who = table(Candidates)
        for days, id in enumerate((first, last, over)):
            db.execute(who.update().where(who.c.id == id).values(offers_new_at=NOW + days * DAY))
        return [last, first]

    there = await database.transact(told)
    assert await database.ask(storage.going_offers.heard_of, TEAM, RITA, 5) == there
    assert await database.ask(storage.going_offers.heard_of, TEAM, RITA, 1) == there[:1]
    assert await database.ask(storage.going_offers.heard_of, TEAM, TOM, 5) == []
    assert await database.ask(storage.going_offers.heard_of, OTHER, RITA, 5) == []


@pytest.mark.parametrize(
    ("more", "theirs"),
    [
        pytest.param({"owner": RITA}, True, id="owned"),
        pytest.param({"recruiter": RITA}, True, id="put forward"),
        pytest.param({"recruiter": RITA, "stage": Stage.REJECTED}, False, id="put forward, and over"),
        pytest.param({"owner": TOM, "recruiter": TOM}, False, id="a colleague’s"),
        pytest.param({"owner": TOM, "recruiter": RITA}, True, id="a colleague’s whom one has in process"),
        pytest.param({"owner": MAYA}, True, id="owned by whom one covers for"),
        pytest.param({"recruiter": MAYA}, True, id="put forward by whom one covers for"),
        pytest.param({}, False, id="nobody’s"),
    ],
)
async def test_ones_own_are_those_one_cares_for(database, more, theirs):
    def met(db):
        for id in (RITA, TOM, MAYA):
            storage.people.meet(db, person(id))
        who = table(People)
        db.execute(who.update().where(who.c.id == MAYA).values(cover=RITA))

    await database.transact(met)
    id = await database.transact(candidate, **more)
    await database.transact(offered, id)
    assert await database.ask(storage.going_offers.undecided, TEAM, RITA) == ([id] if theirs else [])
    assert await database.ask(storage.going_offers.count, TEAM, RITA) == (1 if theirs else 0)
    assert await database.ask(storage.going_offers.count, TEAM) == 1


@pytest.mark.parametrize(
    ("stage", "newer", "found"),
    [
        pytest.param(Stage.OFFER, None, True, id="until somebody sees to it"),
        pytest.param(Stage.ACCEPTED, None, True, id="moved on by hand"),
        pytest.param(Stage.REJECTED, None, False, id="they are in process no more"),
        pytest.param(Stage.OFFER, OfferState.OPEN, True, id="a newer one is open"),
        pytest.param(Stage.OFFER, OfferState.WITHDRAWN, False, id="a newer one was taken back"),
    ],
)
async def test_what_ran_out_is_found_until_it_is_seen_to(database, stage, newer, found):
    def ran_out(db):
        id = candidate(db, recruiter=RITA, stage=stage)
        (there,) = storage.submissions.of(db, TEAM, id)
        for days, state in ((0, OfferState.EXPIRED), (1, newer)):
            raised = NOW + days * DAY
            made = Offer(new_id(), id, OfferKind.OURS, state, RITA, raised, there.id) if state else None
            storage.offers.add(db, TEAM, made) if made else None
        going = storage.dealing.of(db, TEAM, [id]).get(id)
        marked = db.execute(select(table(Candidates).c.dealing).where(table(Candidates).c.id == id)).scalar_one()
        return id, [each.state for each in going.offers] if going else [], marked

    id, going, marked = await database.transact(ran_out)
    assert await database.ask(storage.going_offers.undecided, TEAM) == ([id] if found else [])
    assert await database.ask(storage.going_offers.count, TEAM, RITA) == (1 if found else 0)
    assert going == ([newer] if newer is OfferState.OPEN else [] if newer else [OfferState.EXPIRED])
    assert marked


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        pytest.param(Stage.ACCEPTED, True, id="who said yes can still be lost"),
        pytest.param(Stage.PLACED, False, id="who has started is here"),
        pytest.param(Stage.FELL_THROUGH, False, id="it came to nothing"),
    ],
)
async def test_who_said_yes_is_found_until_they_start(database, stage, found):
    def said_yes(db):
        id, sooner = candidate(db, recruiter=RITA), candidate(db)
        offered(db, sooner, 3)
        (there,) = storage.submissions.of(db, TEAM, id)
        made = Offer(new_id(), id, OfferKind.OURS, OfferState.ACCEPTED, RITA, NOW, there.id)
        storage.offers.add(db, TEAM, made)
        storage.placements.add(db, TEAM, Placement(there.id, id, there.job, made.id, NOW, RITA, 90), NOW)
        storage.submissions.move(db, TEAM, there, Stage.ACCEPTED, RITA, NOW)
        (there,) = storage.submissions.of(db, TEAM, id)
        if stage is not Stage.ACCEPTED:
            storage.submissions.move(db, TEAM, there, stage, RITA, NOW + DAY)
        return id, sooner

    id, sooner = await database.transact(said_yes)
    assert await database.ask(storage.going_offers.undecided, TEAM) == [sooner, *([id] if found else [])]
    assert await database.ask(storage.going_offers.undecided, TEAM, RITA) == ([id] if found else [])
    assert await database.ask(storage.going_offers.count, TEAM, RITA) == (1 if found else 0)


async def test_those_that_are_decided_are_not_even_looked_at(database):
    """SQLite knows the index of the others by its very words."""
    asked = []

    def plans(db):
        event.listen(db, "before_cursor_execute", lambda *it: asked.append((it[2], it[3])))
        storage.going_offers.undecided(db, TEAM)
        storage.going_offers.count(db, TEAM)
        explain = "EXPLAIN " if db.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
        questions = list(asked)
        return ["\n".join(str(row[-1]) for row in db.exec_driver_sql(explain + one, more)) for one, more in questions]

    found = await database.ask(plans)
    assert len(found) == 2
    assert [plan for plan in found if "ix_offers_going" not in plan] == []


async def test_those_at_high_risk_come_first_then_those_at_risk_then_who_decides_next(database):
    def filled(db):
        storage.people.meet(db, person(MAYA))
        later, next_ = sorted(candidate(db) for _ in range(2))
        risky, high = (candidate(db, recruiter=RITA) for _ in range(2))
        offered(db, later, 3)
        offered(db, next_, 1)
        offered(db, risky, 10, state=OfferState.EXPECTED, kind=OfferKind.COUNTER)
        offered(db, high, kind=OfferKind.COUNTER)
        return [high, risky, next_, later]

    order = await database.transact(filled)
    going = await database.ask(lambda db: read_going(db, person(MAYA, manager=True), POLICY, NOW, team=True))
    assert [each.candidate for each in going.shown] == order
    assert (going.total, going.high) == (4, 1)


async def test_beneath_it_the_talks_of_the_last_thirty_days_are_counted(database):
    def talked(db):
        storage.people.meet(db, person())
        id = candidate(db, recruiter=RITA)
        for at in (NOW + HOUR, NOW + 2 * HOUR):
            storage.touches.log(db, TEAM, touch(id, at))

    await database.transact(talked)
    then = NOW + 30 * DAY + HOUR
    counts = [(await database.ask(read_going, person(), POLICY, now)).coverage for now in (then, then + HOUR / 2)]
    assert counts == [{RITA: Coverage(0, 2)}, {RITA: Coverage(0, 1)}]
