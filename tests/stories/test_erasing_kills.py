"""Is an erasure done, and told once, wherever the bot was killed, and whatever Slack does with the files?"""

from datetime import timedelta

import pytest
from sqlalchemy import select

import storage
from bot import manifest
from practice import story
from practice.reading import plain
from practice.slack import Practice
from storage.database import Database
from storage.ledger import Ledger
from storage.tables import Base, Erasures, table
from tests.keys import KEYS
from tests.scheduler.office import prepared
from tests.storage.erasing import naming, snapshot
from tests.storage.examples import DAY, NOW, owed, person, touch
from tests.stories.bot_process import nursery
from tests.stories.deeds import card, files, heard
from tests.stories.desk import adds
from tests.stories.house import MONDAY, house

# One after the other, as an erasure goes: noted, taken out of what is others', deleted, wiped, done, told.
STEPS = (
    "erasing.in_ledger",
    "erasing.redacted",
    "erasing.deleting",
    "erasing.deleted",
    "erasing.wiped",
    "erasing.done",
    "deliver.posting",
    "deliver.posted",
)


def to_erase(db, team, number):
    """Somebody with all that people have, named in the note of another, of whom Rita was told; Maya has her erased."""
    storage.people.meet(db, person(story.MAYA, team=team))
    name = f"Qwyneth Brzęczyk{'ski' * number}"
    id, other = (storage.candidates.add(db, team, each, [], story.RITA, NOW).id for each in (name, f"Zoë {number}"))
    storage.touches.log(db, team, touch(id, note="likes it"))
    storage.touches.log(db, team, touch(other, note=f"met {name.upper()}"))
    letter = storage.outbox.letter(db, team, f"old/{number}", "morning", story.RITA, NOW, NOW + DAY)
    assert letter
    storage.lines.add(db, team, letter, [owed(id)])
    assert storage.erasures.ask(db, team, id, story.MAYA, NOW + timedelta(minutes=number))
    return name, id


def beside(url, fn, *args):
    """Do something in the database of a bot that runs."""
    database = Database(url, KEYS, beside=True)
    try:
        return database.run(fn, *args)
    finally:
        database.close_now()


@pytest.mark.timeout(180)
async def test_an_erasure_is_done_and_told_once_wherever_the_bot_is_killed(database_url, tmp_path):
    database, ledger = prepared(database_url), tmp_path / "it.erasures"
    await database.close()
    now, erased = NOW, []
    async with Practice(manifest.read(), lambda: now, story.people()) as slack, nursery() as bot:
        await bot.start(slack, database_url, now, ledger=ledger)
        (team,) = beside(database_url, storage.teams.installed)
        for number, step in enumerate(STEPS):
            assert await bot.hit_at(step)
            erased.append(beside(database_url, to_erase, team, number))
            assert not await bot.tick(now)
            now += timedelta(minutes=10)
            await bot.start(slack, database_url, now, ledger=ledger)
            assert await bot.tick(now)
        now += timedelta(minutes=10)
        assert await bot.tick(now)
        await bot.stop()
        told = [plain(message) for message in slack.seat(story.MAYA).dm()]
    assert len(told) == len(STEPS)
    assert all("Erased: their record with 1 touch." in words for words in told)
    rows = beside(database_url, snapshot, team)
    assert [found for name, _ in erased for found in naming(rows, name)] == []
    assert sorted(row["note"] for row in rows["touches"].values()) == ["met [erased]"] * len(STEPS)
    assert [each.candidate for each in Ledger(ledger).read()] == [id for _, id in erased]


def put_back(db, old):
    """What an old backup has and the database has not, with no word of any erasure."""
    db.execute(table(Erasures).delete())
    for of in Base.metadata.sorted_tables:
        there = {tuple(row) for row in db.execute(select(*of.primary_key))}
        rows = [
            row
            for key, row in old.get(of.name, {}).items()
            if key not in there and of.name not in ("erasures", "audit")
        ]
        if rows:
            db.execute(of.insert(), rows)


async def test_an_old_backup_brings_nobody_back_at_the_start_or_later(database_url, tmp_path):
    """Only the ledger knows of the erasure then; whoever asked for it is not told again."""
    database, ledger = prepared(database_url), tmp_path / "it.erasures"
    await database.close()
    async with Practice(manifest.read(), lambda: NOW, story.people()) as slack, nursery() as bot:
        await bot.start(slack, database_url, NOW, ledger=ledger)
        (team,) = beside(database_url, storage.teams.installed)
        name, _ = beside(database_url, to_erase, team, 0)
        old = beside(database_url, snapshot, team)
        assert await bot.tick(NOW)
        await bot.stop()
        beside(database_url, put_back, old)
        assert naming(beside(database_url, snapshot, team), name)
        await bot.start(slack, database_url, NOW, ledger=ledger)
        assert naming(beside(database_url, snapshot, team), name) == []
        assert await bot.tick(NOW)
        beside(database_url, put_back, old)
        assert await bot.tick(NOW + timedelta(minutes=61))
        assert await bot.tick(NOW + timedelta(minutes=62))
        assert naming(beside(database_url, snapshot, team), name) == []
        await bot.stop()
        assert len(slack.seat(story.MAYA).dm()) == 1


async def test_a_file_that_slack_would_not_delete_is_deleted_later(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
        await adds(rita, "Ána Sílva", contact="ana@example.com")
        await rita.picks(await card(rita, "Ana Silva"), "More", "All about them")
        await there.bot.ticker.tick()
        came = files(rita)
        assert len(came) == 2
        for more in ({"kind": "status", "status": 500}, {"kind": "error", "code": "ratelimited"}):
            there.slack.faults.add("files.delete", **more)
        await maya.picks(await card(maya, "Ana Silva"), "More", "Erase for good …")
        await maya.fills({"Type their name to confirm": "ana silva"})
        assert await maya.submits() == {}
        await there.bot.ticker.tick()
        assert "2 files that I sent are being deleted." in heard(maya)[-1]
        assert files(rita) == came
        await there.move(MONDAY + timedelta(hours=2))
        assert files(rita) == []
