"""Is a touch that is logged while the tick writes the morning seen by that morning?"""

import asyncio
import threading

import storage
from bot import promises
from bot.facts import Stage, TouchDraft
from bot.policy import Policy
from handlers import touches
from scheduler import claims
from scheduler.gather import gather
from scheduler.turns import Limits, Turn
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import CALL, NOW, RITA, TEAM, person

POLICY = Policy()


def begin(db) -> int:
    storage.people.meet(db, person())
    ana = storage.candidates.add(db, TEAM, "Ana", [], RITA, NOW)
    job = storage.jobs.titled(db, TEAM, "Engineer", RITA, NOW)
    storage.submissions.put_forward(db, TEAM, ana.id, job.id, Stage.SCREENING, RITA, NOW)
    promises.plan(db, TEAM, [ana.id], POLICY, NOW)
    return ana.id


async def test_a_touch_logged_meanwhile_settles_the_item_that_was_just_written(postgres_url):
    database = Database(postgres_url, KEYS)
    await asyncio.to_thread(migrate, database.engine)
    ana = await database.transact(begin)
    due = await database.ask(storage.promises.next_moment)
    assert due is not None
    written, let_go = threading.Event(), threading.Event()

    def gathers(db):
        gather(db, POLICY, due)
        written.set()
        assert let_go.wait(20)

    def logs(db):
        candidate = touches.candidate_of(db, TEAM, ana)
        touches.log(db, candidate, TouchDraft(how=CALL, told=True), person(), POLICY, due)

    try:
        gathering = asyncio.ensure_future(database.transact(gathers))
        assert await asyncio.to_thread(written.wait, 20)
        logging = asyncio.ensure_future(database.transact(logs))
        await asyncio.wait([logging], timeout=0.3)
        let_go.set()
        await asyncio.gather(gathering, logging)
        claimed, looked_at = await database.transact(claims.claim, Turn("t", POLICY, Limits()), {}, due)
        assert (claimed, looked_at) == ([], 1)
    finally:
        let_go.set()
        await database.close()
