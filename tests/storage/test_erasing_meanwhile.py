"""Does an erasure find whom it means, whatever is done with the records, the files and the other erasures meanwhile?"""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

import handlers
import storage
from bot.clock import MovableClock
from bot.errors import Refused
from bot.policy import Policy
from handlers.erasing import decide_erase, kept_about
from scheduler.erasing import Eraser
from storage.ledger import Ledger
from storage.tables import ImportLines, Touches, table
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, person, touch, whole_story
from tests.storage.merging import add, log, merge, met, undo


@pytest.fixture
def clock():
    return MovableClock(NOW + DAY)


@pytest.fixture
def eraser(database, tmp_path, clock):
    return Eraser(database, None, Policy(), clock, Ledger(tmp_path / "rapport.erasures"))


def manager():
    return person(MAYA, manager=True)


def two(db):
    """Ana twice, with a touch each."""
    rita = met(db)
    ana, twin = add(db, "Ana Silva"), add(db, "Ana Maria Silva")
    log(db, ana, NOW)
    log(db, twin, NOW)
    return rita, ana, twin


async def test_who_was_merged_while_the_window_was_open_is_erased_where_they_are_now(database, eraser):
    rita, ana, twin = await database.transact(two)
    await database.transact(merge, ana, twin, rita, NOW)
    whom, kept = await database.ask(kept_about, manager(), twin)
    assert (whom.id, "2 touches" in kept) == (ana, True)
    await database.transact(decide_erase, twin, whom.name, manager(), NOW)
    await eraser.erase_all()
    assert await database.ask(storage.candidates.candidate, TEAM, ana) is None


async def test_records_of_whom_is_being_erased_are_neither_merged_nor_parted(database, eraser):
    rita, ana, twin = await database.transact(two)
    other = await database.transact(add, "Rui Costa")
    made = await database.transact(merge, ana, twin, rita, NOW)
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    for kept, gone in ((other, ana), (ana, other)):
        with pytest.raises(Refused, match="erased"):
            await database.transact(merge, kept, gone, rita, NOW)
    with pytest.raises(Refused, match="erased"):
        await database.transact(undo, made, rita, NOW)
    await eraser.erase_all()
    assert await database.ask(storage.candidates.candidate, TEAM, ana) is None
    assert await database.ask(storage.candidates.candidate, TEAM, other)


async def test_whoever_is_merged_and_erased_at_one_moment_is_gone_or_kept_and_never_hidden(database, eraser):
    """One of the two comes first: the merge is refused, or the erasure is, since that record is gone."""
    for _ in range(6):
        rita, ana, twin = await database.transact(two)
        outcomes = await asyncio.gather(
            database.transact(merge, ana, twin, rita, NOW),
            database.transact(storage.erasures.ask, TEAM, twin, MAYA, NOW),
            return_exceptions=True,
        )
        merged, asked = not isinstance(outcomes[0], Exception), outcomes[1] is True
        assert merged != asked
        await eraser.erase_all()
        assert (await database.ask(storage.candidates.candidate, TEAM, ana) is not None) is True
        await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
        await eraser.erase_all()


async def test_the_name_of_a_record_merged_long_ago_is_taken_out_too(database, eraser):
    rita, ana, twin = await database.transact(two)
    zoe = await database.transact(add, "Zoë Brandt")
    await database.transact(storage.touches.log, TEAM, touch(zoe, note="knows Ana Silva well"))
    await database.transact(merge, ana, twin, rita, NOW)
    await database.transact(storage.merging.sweep, NOW + timedelta(days=8))
    assert (await database.ask(storage.merging.newest, TEAM, ana)).can_be_undone is False
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    await eraser.erase_all()
    notes = await database.ask(lambda db: list(db.execute(select(table(Touches).c.note)).scalars()))
    assert notes == ["knows [erased] well"]


async def test_names_that_were_rewritten_are_found_as_such_names_are(database, eraser):
    ana = await database.transact(add, "Ana Silva")

    def named(db):
        storage.tags.tag_many(db, TEAM, [(add(db, "Zoë"), "C++ by Ana Silva")], RITA, NOW)
        storage.jobs.titled(db, TEAM, "C# after Ana Silva", RITA, NOW)
        storage.clients.named(db, TEAM, "Ana Silva C++", RITA, NOW)

    await database.transact(named)
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    await eraser.erase_all()
    assert list(await database.ask(storage.clients.known_as, TEAM, ["[erased] C++"])) == ["erased c plus plus"]
    assert list(await database.ask(storage.tags.named, TEAM, ["C++ by [erased]"])) == ["c plus plus by erased"]
    assert [job.title for job in await database.ask(storage.jobs.found, TEAM, "C# after")] == ["C# after [erased]"]
    assert (await database.transact(storage.jobs.titled, TEAM, "C# after [erased]", RITA, NOW)).added_at == NOW
    assert len(await database.ask(storage.jobs.found, TEAM, "")) == 1


async def test_one_that_cannot_be_erased_holds_nobody_else_up(database, eraser, clock):
    """A line of a file that was written by nobody of ours cannot be read, in another team."""

    def broken(db):
        whole_story(db, OTHER)
        db.execute(update(table(ImportLines)).values(body="{"))
        storage.erasures.ask(db, OTHER, add(db, "Eva Roth", team=OTHER), MAYA, NOW - HOUR)
        ana = add(db, "Ana Silva")
        storage.erasures.ask(db, TEAM, ana, MAYA, NOW)
        return ana

    ana = await database.transact(broken)
    with pytest.raises(ValueError, match="property name"):
        await eraser.erase_all()
    assert await database.ask(storage.candidates.candidate, TEAM, ana) is None


async def test_whoever_waits_sees_that_a_long_look_gets_on(database, eraser):
    ana = await database.transact(add, "Ana Silva")
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    pages: list[int] = []
    eraser.on_page = lambda: pages.append(1)
    await eraser.erase_all()
    assert len(pages) >= len(storage.mentions.FREE_TEXT)


async def test_a_file_that_was_read_before_an_erasure_and_handed_over_after_it_goes_at_once(database, eraser, clock):
    began = clock.now()
    ana = await database.transact(add, "Ana Silva")
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, began)
    await eraser.erase_all()
    later = clock.now()
    for file, now in (("FSTALE", began), ("FFRESH", later)):
        await database.transact(storage.files_sent.record_sent, TEAM, RITA, "export", [file], now)
    due = await database.ask(storage.files_sent.due, clock.now(), 10)
    assert [file for _, _, file, _ in due] == ["FSTALE"]


async def test_who_leaves_the_contacts_of_a_client_leaves_as_who_they_are_now(database):
    rita, ana, twin = await database.transact(two)
    client = await database.transact(storage.clients.named, TEAM, "Northwind", RITA, NOW)
    await database.transact(storage.clients.add_contact, TEAM, client.id, twin, "CTO", RITA, NOW)
    await database.transact(merge, ana, twin, rita, NOW)
    saved = await database.transact(handlers.client_contacts.decide_remove, client.id, twin, rita, NOW)
    assert "is no contact at Northwind any more" in saved.said
    assert await database.ask(storage.clients.contacts, TEAM, client.id) == ()
