"""Are many added as well as one, and do a new name and a candidate who goes leave nothing of the old one behind?"""

import asyncio

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

import storage
from bot.facts import Candidate, Contact
from storage.database import Database
from storage.migrate import migrate
from storage.tables import NameWords, Spellings, table
from tests.keys import KEYS
from tests.storage.examples import NOW, OTHER, RITA, TEAM

MAIL, PHONE = (
    Contact("email", "ana@example.com", "Ana@example.com"),
    Contact("phone", "+351912345678", "+351 912 345 678"),
)
PEOPLE = [(1, "Ána Sílva", [MAIL, PHONE]), (2, "Ben Silva", [PHONE]), (3, "王小明", []), (4, "…", [])]


def words(db, team=TEAM):
    """By which words each can be found, and which words are forgiven."""
    of, known = table(NameWords), table(Spellings)
    borne = {(row.word, row.candidate) for row in db.execute(select(of).where(of.c.team == team))}
    return borne, set(db.execute(select(known.c.word).where(known.c.team == team)).scalars())


async def test_many_are_added_with_names_and_contacts(database):
    await database.transact(storage.candidates.add_many, TEAM, PEOPLE, RITA, NOW)
    borne, known = await database.ask(words)
    assert borne == {("ana", 1), ("silva", 1), ("ben", 2), ("silva", 2), ("王小明", 3), ("小明", 3), ("明", 3)}
    assert known == {word for word, _ in borne}
    assert set(await database.ask(storage.candidates.contacts, TEAM, 1)) == {MAIL, PHONE}
    assert await database.ask(storage.candidates.contacts, TEAM, 2) == (PHONE,)
    for typed, ids in {"silva": [1, 2], "ana@ex": [1], "sliva": [1, 2], "ilv": [1, 2], "小": [3]}.items():
        found = await database.ask(storage.candidates.found, TEAM, typed)
        assert [one.id for one in found] == ids, typed
    await database.transact(storage.candidates.add_many, TEAM, [], RITA, NOW)


async def test_an_address_that_is_taken_refuses_the_batch(database):
    await database.transact(storage.candidates.add_many, TEAM, PEOPLE, RITA, NOW)
    with pytest.raises(IntegrityError):
        await database.transact(storage.candidates.add_many, TEAM, [(8, "Zoe", []), (9, "Ana", [MAIL])], RITA, NOW)
    assert await database.ask(storage.candidates.candidate, TEAM, 8) is None
    assert "zoe" not in (await database.ask(words))[1]
    await database.transact(storage.candidates.add_many, OTHER, [(8, "Zoe", [MAIL])], RITA, NOW)


async def test_many_are_added_as_quickly_late_as_early(database):
    """PostgreSQL is told that a table it believed empty no longer is; SQLite needs no telling."""
    for batch in range(3):
        people: list[tuple[int, str, list[Contact]]]
        people = [(batch * 200 + each + 1, f"Ana Nr{batch}{each}", []) for each in range(200)]
        await database.transact(storage.candidates.add_many, TEAM, people, RITA, NOW)
    if database.dialect == "postgresql":
        size = text("SELECT reltuples FROM pg_class WHERE relname = 'candidates'")
        assert await database.ask(lambda db: db.execute(size).scalar()) >= 200


async def test_a_new_name_is_found_and_the_old_one_is_not(database):
    await database.transact(storage.candidates.add_many, TEAM, PEOPLE, RITA, NOW)
    await database.transact(storage.candidates.add_many, OTHER, [(1, "Ana Silva", [])], RITA, NOW)
    await database.transact(storage.candidates.rename, TEAM, 1, "Ana Pereira")
    wanted = {"ana": 1, "perei": 1, "reir": 1, "pereria": 1, "silva": 2, "sliva": 2}
    for typed, id in wanted.items():
        assert [one.id for one in await database.ask(storage.candidates.found, TEAM, typed)] == [id], typed
    assert await database.ask(storage.candidates.candidate, TEAM, 1) == Candidate(1, "Ana Pereira")
    await database.transact(storage.candidates.rename, TEAM, 2, "Ben Okoro")
    borne, known = await database.ask(words)
    assert known == {"ana", "pereira", "ben", "okoro", "王小明", "小明", "明"} == {word for word, _ in borne}
    assert (await database.ask(words, OTHER))[1] == {"ana", "silva"}


async def test_a_word_that_somebody_is_being_named_by_is_not_let_go_of(postgres_url):
    """One who is added bears a word that another loses at this moment: neither sees what the other does."""
    database = Database(postgres_url, KEYS)
    migrate(database.engine)
    ana = (await database.transact(storage.candidates.add, TEAM, "Zbigniew Alpha", [], RITA, NOW)).id
    with database.engine.connect() as adding:
        storage.candidates.add(adding, TEAM, "Zbigniew Beta", [], RITA, NOW)
        losing = asyncio.create_task(database.transact(storage.candidates.rename, TEAM, ana, "Alpha Gamma"))
        await asyncio.wait([losing], timeout=0.3)
        adding.commit()
        await losing
    assert [one.name for one in await database.ask(storage.candidates.found, TEAM, "Zbignjew")] == ["Zbigniew Beta"]
    await database.close()


async def test_somebody_without_a_letter_in_their_name_is_found_by_their_address(database):
    reached = Contact("email", "ana@example.com", "ana@example.com")
    await database.transact(storage.candidates.add, TEAM, "\U0001f600", [reached], RITA, NOW)
    found = await database.ask(storage.candidates.found, TEAM, "ana@example.com")
    assert [one.name for one in found] == ["\U0001f600"]


async def test_who_is_taken_out_leaves_no_word_behind(database):
    await database.transact(storage.candidates.add_many, TEAM, PEOPLE[1:3], RITA, NOW)
    await database.transact(
        storage.candidates.add_many, TEAM, [(5, "Eva Silva", []), (6, "Lone Zapf", [MAIL])], RITA, NOW
    )
    await database.transact(storage.candidates.take_out, TEAM, 5)
    borne, known = await database.ask(words)
    assert known & {"eva", "silva"} == {"silva"}
    assert {word for word, id in borne if id == 5} == set()
    assert await database.ask(storage.candidates.candidate, TEAM, 5) is None
    assert [one.id for one in await database.ask(storage.candidates.found, TEAM, "silva")] == [2]
    assert await database.ask(storage.candidates.found, TEAM, "eva") == []
    await database.transact(storage.candidates.take_out, OTHER, 2)
    assert await database.ask(storage.candidates.candidate, TEAM, 2) is not None
    with pytest.raises(IntegrityError):
        await database.transact(storage.candidates.take_out, TEAM, 6)
    assert [one.name for one in await database.ask(storage.candidates.found, TEAM, "zpaf")] == ["Lone Zapf"]
