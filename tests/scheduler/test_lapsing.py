"""Do ownerships lapse at their moment, go on by the rule of the house pool, and does each owner hear of it once?"""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, func, select

import storage
from bot import letters, owners, promises
from bot.facts import Passing, Pool, Stage
from bot.policy import Policy
from practice.reading import plain
from practice.shapes import Message
from scheduler.gather import gather
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Candidates, Lines, Outbox, OwnerChanges, table
from tests.keys import KEYS
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, person, touch

CANDIDATES, CHANGES, OUTBOX, LINES = table(Candidates), table(OwnerChanges), table(Outbox), table(Lines)
ROTA = (TOM, MAYA, "U0ZOE")
FREE, TURN = Policy(), Policy(pool=Pool.TURN, rota=ROTA)
# Ninety days after the Monday on which they were added; they end with that day in Lisbon, a Sunday.
ENDS = datetime.fromisoformat("2027-02-22T00:00:00+00:00")
MONDAY_MORNING = datetime.fromisoformat("2027-02-22T08:30:00+00:00")


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        made.run(team)
        yield made
    finally:
        await made.close()


def team(db):
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    for id in (RITA, *ROTA):
        storage.people.meet(db, person(id))


def owned(db, count=1, owner=RITA, policy=FREE, name="Ana"):
    """Candidates whom someone owns since the Monday: their ids."""
    names = [f"{name} {number:03}" if count > 1 else name for number in range(count)]
    ids = [storage.columns.new_id() for _ in names]
    storage.candidates.add_many(db, TEAM, [(id, each, []) for id, each in zip(ids, names, strict=True)], owner, NOW)
    owners.give(db, TEAM, dict.fromkeys(ids, owner), Passing.ADDED, owner, policy, NOW)
    return ids


def all_gathered(db, policy, now):
    while gather(db, policy, now):
        pass


def owner_of(db, id):
    return storage.ownership.of(db, TEAM, id).owner


def news(db, recipient, now=MONDAY_MORNING, policy=FREE):
    """What the news of someone say, one entry for each letter that has something to say."""
    mine = select(OUTBOX.c.id).where(OUTBOX.c.recipient == recipient, OUTBOX.c.kind == letters.NEWS)
    theirs = [storage.outbox.by_id(db, TEAM, id) for id in db.execute(mine).scalars()]
    drawn = [letters.draw(db, each, policy, now) for each in theirs if each]
    return [read(each) for each in drawn if each]


def read(said):
    """A message as it is read once Slack has numbered its blocks."""
    blocks = [{"block_id": str(number)} | block for number, block in enumerate(said.blocks)]
    return plain(Message("1", "D", "U0BOT", said.text, blocks))


async def test_it_lapses_at_its_moment_and_not_before(database):
    (ana,) = await database.transact(owned)
    await database.transact(all_gathered, FREE, ENDS - timedelta(seconds=1))
    assert await database.ask(owner_of, ana) == RITA
    assert await database.ask(storage.promises.next_moment) <= ENDS
    await database.transact(all_gathered, FREE, ENDS)
    last = (await database.ask(storage.ownership.changes, TEAM, ana))[-1]
    assert (last.before, last.after, last.how, last.at, last.by) == (RITA, None, Passing.LAPSED, ENDS, "")
    assert [verb for verb, *_ in await database.ask(storage.audit.entries, TEAM, "candidate", ana)] == [
        "owner_added",
        "owner_lapsed",
    ]


async def test_after_a_downtime_it_lapsed_when_it_was_due_and_the_news_say_so(database):
    (ana,) = await database.transact(owned)
    late = ENDS + 3 * DAY + 11 * HOUR
    await database.transact(all_gathered, FREE, late)
    assert (await database.ask(storage.ownership.changes, TEAM, ana))[-1].at == ENDS
    (said,) = await database.transact(news, RITA, late + DAY)
    assert "Ana · was to lapse at the end of 21 February 2027, and did when I could look, at" in said


@pytest.mark.parametrize(
    ("happens", "lapses"),
    [
        pytest.param("nothing", True, id="nothing"),
        pytest.param("call", False, id="the owner spoke with them"),
        pytest.param("dispute", False, id="a dispute is open"),
        pytest.param("live", False, id="the owner's submission is live"),
        pytest.param("dummy", True, id="a submission that nobody spoke about"),
        pytest.param("colleague", True, id="a colleague spoke with them"),
    ],
)
async def test_facts_are_looked_at_again_before_it_lapses(database, happens, lapses):
    """Facts change behind the back of what was planned, as where a transaction was lost."""
    (ana,) = await database.transact(owned)

    def change(db):
        if happens in ("call", "colleague"):
            by = RITA if happens == "call" else TOM
            storage.touches.log(db, TEAM, touch(ana, ENDS - 30 * DAY, by=by))
        elif happens == "dispute":
            storage.ownership.mark_disputed(db, TEAM, ana, 1)
        elif happens in ("live", "dummy"):
            job = storage.jobs.titled(db, TEAM, "Engineer", RITA, NOW)
            at = ENDS - 10 * DAY
            storage.submissions.put_forward(db, TEAM, ana, job.id, Stage.SUBMITTED, RITA, at)
            if happens == "live":
                submission = storage.submissions.of(db, TEAM, ana)[0]
                storage.submissions.move(db, TEAM, submission, Stage.INTERVIEW, RITA, at)

    await database.transact(change)
    await database.transact(all_gathered, FREE, ENDS)
    assert await database.ask(owner_of, ana) == (None if lapses else RITA)


@pytest.mark.parametrize(
    ("policy", "loser", "gone", "owner", "hears"),
    [
        pytest.param(FREE, RITA, (), None, (), id="free to claim"),
        pytest.param(Policy(pool=Pool.ASSIGNED), RITA, (), None, (), id="a manager assigns"),
        pytest.param(Policy(keeper=MAYA), RITA, (), None, (MAYA,), id="a keeper hears of them"),
        pytest.param(Policy(keeper=RITA), RITA, (), None, (), id="a keeper who lost them hears it once"),
        pytest.param(Policy(keeper=MAYA), RITA, (MAYA,), None, (), id="a keeper who has left does not"),
        pytest.param(TURN, RITA, (), TOM, (TOM,), id="the first in turn"),
        pytest.param(TURN, TOM, (), MAYA, (MAYA,), id="not who lost them"),
        pytest.param(TURN, RITA, (TOM,), MAYA, (MAYA,), id="not who has left"),
        pytest.param(TURN, RITA, ROTA, None, (), id="nobody of the rota is here"),
        pytest.param(Policy(pool=Pool.TURN, keeper=MAYA), RITA, (), None, (MAYA,), id="nobody is on the rota"),
    ],
)
async def test_who_lapses_goes_on_by_the_rule_of_the_house_pool(database, policy, loser, gone, owner, hears):
    (ana,) = await database.transact(owned, owner=loser, policy=policy)
    for id in gone:
        await database.transact(storage.people.meet, person(id, active=False))
    await database.transact(all_gathered, policy, ENDS)
    assert await database.ask(owner_of, ana) == owner
    assert (await database.ask(storage.ownership.changes, TEAM, ana))[1].how is Passing.LAPSED
    heard = {each for each in (RITA, *ROTA) if await database.transact(news, each)}
    assert heard == ({loser} - set(gone)) | set(hears)


@pytest.mark.parametrize(
    ("policy", "gone", "hears"),
    [
        pytest.param(Policy(pool=Pool.ASSIGNED), (), True, id="each day what is to be assigned"),
        pytest.param(Policy(pool=Pool.ASSIGNED, keeper=TOM), (), False, id="not where a keeper looks after it"),
        pytest.param(Policy(pool=Pool.ASSIGNED, keeper=TOM), (TOM,), True, id="where the keeper has left"),
        pytest.param(FREE, (), False, id="not what is free to claim"),
    ],
)
async def test_managers_hear_who_waits_to_be_assigned(database, policy, gone, hears):
    await database.transact(owned, policy=policy)
    for id in gone:
        await database.transact(storage.people.meet, person(id, active=False))
    await database.transact(storage.people.appoint, TEAM, [MAYA], [])
    await database.transact(all_gathered, policy, ENDS)
    heard = await database.transact(news, MAYA)
    assert ["1 is new in the house pool" in each for each in heard] == [True] * hears


async def test_turns_are_fair_whatever_fits_into_one_look(database):
    ids = await database.transact(owned, 250, policy=TURN)
    assert await database.transact(gather, TURN, ENDS) < len(ids)
    await database.transact(all_gathered, TURN, ENDS)

    def counts(db):
        each = select(CANDIDATES.c.owner, func.count()).where(CANDIDATES.c.id.in_(ids)).group_by(CANDIDATES.c.owner)
        return {row[0]: row[1] for row in db.execute(each)}

    shares = await database.ask(counts)
    assert set(shares) == set(ROTA)
    assert max(shares.values()) - min(shares.values()) <= 1


async def test_many_lapses_are_one_letter_to_each_owner_and_few_questions(database):
    ids = await database.transact(owned, 190)
    ids += await database.transact(owned, 190, owner=TOM, name="Ben")
    asked = []

    def count(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    looks = 0
    while await database.transact(gather, FREE, ENDS):
        looks += 1
    event.remove(database.engine, "before_cursor_execute", count)
    assert len(asked) < 45 * looks
    for owner, name in ((RITA, "Ana"), (TOM, "Ben")):
        (said,) = await database.transact(news, owner)
        assert said.startswith("News of your candidates: 190 lapsed.")
        assert said.count(f"{name} 0") == 10
        assert "and 180 more" in said
    rows = await database.ask(lambda db: db.execute(select(OUTBOX.c.due_at, OUTBOX.c.kind)).all())
    assert [(row.due_at, row.kind) for row in rows] == [(MONDAY_MORNING, letters.NEWS)] * 2
    assert await database.ask(lambda db: db.execute(select(func.count()).select_from(CHANGES)).scalar()) == 2 * len(ids)


def logs(db, candidate, by, at, **more):
    saved = storage.touches.log(db, TEAM, touch(candidate, at, by=by, **more)).touch
    owners.spoke(db, TEAM, saved, RITA, FREE, at)
    promises.plan(db, TEAM, [candidate], FREE, at)
    return saved


async def test_the_news_of_a_day_are_what_is_still_so_in_the_morning(database):
    ana, ben, cleo, dora, eve = await database.transact(owned, 5)
    later = NOW + 10 * HOUR  # in the evening

    def day(db):
        owners.give(db, TEAM, {ana: TOM, ben: TOM}, Passing.GIVEN, MAYA, FREE, later)
        owners.give(db, TEAM, {ben: RITA}, Passing.GIVEN, MAYA, FREE, later + HOUR)
        storage.ownership.note(db, TEAM, ana, TOM, "Call her about Porto", later)
        storage.ownership.note(db, TEAM, ben, RITA, "<!here> He asked for you", later + HOUR)
        logs(db, cleo, TOM, later)
        logs(db, cleo, TOM, later + HOUR)
        taken_back = logs(db, dora, TOM, later)
        storage.touches.delete(db, TEAM, taken_back, TOM, later)
        logs(db, eve, RITA, later)
        logs(db, eve, TOM, later, two_way=False)

    await database.transact(day)
    morning = NOW + 24 * HOUR
    (said,) = await database.transact(news, RITA, morning)
    assert said.splitlines()[0] == (
        "News of your candidates: 1 is not yours any more; 1 is yours now; a colleague spoke with 1."
    )
    assert "Ana 000 · with @U0TOM now · handed over by @U0MAYA" in said
    assert "Ana 001 · given to you by @U0MAYA · “<!here> He asked for you”" in said
    assert said.count("@U0TOM: Call, spoke") == 1
    (toms,) = await database.transact(news, TOM, morning)
    assert toms.splitlines()[0] == "News of your candidates: 1 is yours now."
    assert "Ana 000 · given to you by @U0MAYA · “Call her about Porto”" in toms
    assert await database.transact(news, MAYA, morning) == []


async def test_what_is_done_by_oneself_or_told_otherwise_is_no_news(database):
    ana, ben = await database.transact(owned, 2)

    def deeds(db):
        owners.give(db, TEAM, {ana: None}, Passing.RELEASED, RITA, FREE, NOW)
        owners.give(db, TEAM, {ana: TOM}, Passing.CLAIMED, TOM, FREE, NOW)
        owners.give(db, TEAM, {ben: TOM}, Passing.RULED, MAYA, FREE, NOW, dispute=4)
        owners.give(db, TEAM, {ana: MAYA}, Passing.ASSIGNED, TOM, FREE, NOW, told=(MAYA,))

    await database.transact(deeds)
    assert [await database.transact(news, each) for each in (RITA, TOM, MAYA)] == [[], [], []]


@pytest.mark.parametrize(
    ("at", "said_at"),
    [
        pytest.param("2026-11-24T06:00", "2026-11-24T08:30", id="before the morning: today"),
        pytest.param("2026-11-24T15:00", "2026-11-25T08:30", id="after it: tomorrow"),
        pytest.param("2026-11-27T15:00", "2026-11-30T08:30", id="on a Friday: on Monday"),
        pytest.param("2026-11-30T15:00", "2026-12-02T08:30", id="before a holiday: the day after it"),
    ],
)
async def test_news_wait_for_the_next_working_morning(database, at, said_at):
    (ana,) = await database.transact(owned)
    moment = datetime.fromisoformat(f"{at}:00+00:00")
    await database.transact(owners.give, TEAM, {ana: TOM}, Passing.GIVEN, MAYA, FREE, moment)
    rows = await database.ask(lambda db: db.execute(select(OUTBOX.c.recipient, OUTBOX.c.next_at)).all())
    expected = datetime.fromisoformat(f"{said_at}:00+00:00")
    assert sorted(tuple(row) for row in rows) == [(RITA, expected), (TOM, expected)]


async def test_who_is_claimed_again_is_not_offered_any_more_in_what_was_said(database):
    (ana,) = await database.transact(owned)
    await database.transact(all_gathered, FREE, ENDS)

    def shown(db, by):
        row = db.execute(select(OUTBOX)).mappings().one()
        db.execute(OUTBOX.update().values(shown=row["version"], next_at=None))
        owners.give(db, TEAM, {ana: by}, Passing.CLAIMED, by, FREE, MONDAY_MORNING)
        return db.execute(select(OUTBOX.c.next_at).where(OUTBOX.c.id == row["id"])).scalar()

    assert "Claim again" in (await database.transact(news, RITA))[0]
    assert await database.transact(shown, RITA) == MONDAY_MORNING
    said = (await database.transact(news, RITA))[0]
    assert "yours again" in said
    assert "Claim again" not in said


async def test_a_team_s_lapses_leave_another_s_alone(database):
    await database.transact(owned)
    await database.transact(all_gathered, FREE, ENDS)
    teams = await database.ask(lambda db: set(db.execute(select(LINES.c.team)).scalars()))
    assert teams == {TEAM}
    assert await database.transact(storage.ownership.turns, OTHER) == []


async def test_what_is_written_of_somebody_who_is_gone_is_struck(database):
    def gone(db):
        (ends,) = storage.promises.of(db, TEAM, "ownership.ends", [str(owned(db)[0])])
        left = replace(ends, subject="70")
        storage.promises.write(db, TEAM, [left])
        owners.lapse(db, TEAM, [left], FREE, ENDS)
        return storage.promises.of(db, TEAM, "ownership.ends", ["70"])

    assert (await database.transact(gone)) == [], "else every tick would look at it again"
