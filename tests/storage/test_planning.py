"""Does someone's morning survive that two plan it at the same moment?"""

import asyncio
import threading

import storage
from bot import promises
from bot.policy import Policy
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.storage.examples import DAY, NOW, RITA, TEAM, owed, person


async def test_a_promise_written_while_the_last_one_is_struck_still_has_its_morning(postgres_url):
    database = Database(postgres_url, KEYS)
    await asyncio.to_thread(migrate, database.engine)
    last, new = owed(1, NOW + DAY, nudge_at=NOW), owed(2, NOW + DAY, nudge_at=NOW)
    struck, let_go = threading.Event(), threading.Event()

    def begin(db):
        storage.people.meet(db, person())
        storage.promises.write(db, TEAM, [last])
        promises.plan_mornings(db, TEAM, [RITA], Policy(), NOW)

    def strike(db):
        storage.promises.strike(db, TEAM, [last])
        promises.plan_mornings(db, TEAM, [RITA], Policy(), NOW)
        struck.set()
        assert let_go.wait(20)

    def write(db):
        storage.promises.write(db, TEAM, [new])
        promises.plan_mornings(db, TEAM, [RITA], Policy(), NOW)

    try:
        await database.transact(begin)
        striking = asyncio.ensure_future(database.transact(strike))
        assert await asyncio.to_thread(struck.wait, 20)
        writing = asyncio.ensure_future(database.transact(write))
        await asyncio.wait([writing], timeout=0.3)
        let_go.set()
        await asyncio.gather(striking, writing)
        assert await database.ask(storage.promises.next_moment) is not None
    finally:
        let_go.set()
        await database.close()
