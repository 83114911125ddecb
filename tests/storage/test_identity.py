"""Are those found who may be a newcomer, and does one person added twice at the same moment get one record?"""

import asyncio
from dataclasses import replace

import pytest

import storage
from bot.facts import Contact, NewCandidate
from bot.policy import Policy
from handlers import adding
from storage.database import Database
from storage.migrate import migrate
from tests.benchmarks.joining import RECALL, judged
from tests.keys import KEYS
from tests.storage.examples import EMAIL, NOW, OTHER, RITA, TEAM, TOM, person

PHONE = Contact("phone", "+351912345678", "+351 912 345 678")


def test_labelled_pairs_are_never_joined_wrongly_and_nearly_always_noticed(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    try:
        migrate(database.engine)
        found = judged(database, NOW)
    finally:
        database.close_now()
    assert found.pairs >= 300
    assert found.wrongly == []
    assert found.recall >= RECALL, found.missed
    assert found.joined >= 100


async def test_an_address_a_phone_or_a_name_in_any_order_finds_them(database):
    ana = await database.transact(storage.candidates.add, TEAM, "Ána da Silva", [EMAIL, PHONE], RITA, NOW)
    for contacts, names in [([EMAIL], []), ([PHONE], []), ([], ["SILVA da Ana"]), ([EMAIL], ["x"])]:
        (known,) = await database.ask(storage.identity.known_by, TEAM, contacts, names)
        assert (known.id, known.name, known.contacts) == (ana.id, "Ána da Silva", (EMAIL, PHONE))
    assert await database.ask(storage.identity.known_by, OTHER, [EMAIL, PHONE], ["Ána da Silva"]) == []
    assert await database.ask(storage.identity.known_by, TEAM, [], ["Ana"]) == []


async def test_hundreds_are_asked_about_at_once(database):
    people = [(number + 1, f"Person Number{number}", [address(number)]) for number in range(700)]
    await database.transact(storage.candidates.add_many, TEAM, people, RITA, NOW)
    by_address = await database.ask(storage.identity.known_by, TEAM, [address(n) for n in range(700)], [])
    by_name = await database.ask(storage.identity.known_by, TEAM, [], [f"Number{n} Person" for n in range(700)])
    assert {each.id for each in by_address} == {each.id for each in by_name} == set(range(1, 701))


def address(number):
    return Contact("email", f"p{number}@example.com", f"p{number}@example.com")


async def test_an_address_of_one_stays_theirs_until_it_is_marked_as_shared(database):
    ana = await database.transact(storage.candidates.add, TEAM, "Ana Silva", [EMAIL], RITA, NOW)
    assert await database.transact(storage.identity.add_unless_taken, TEAM, "Rui Silva", [EMAIL], RITA, NOW) is None
    rui = await database.transact(storage.candidates.add, TEAM, "Rui Silva", [], RITA, NOW)
    assert await database.transact(storage.contacts.add, TEAM, rui.id, [EMAIL], RITA, NOW) == []
    await database.transact(storage.contacts.mark, TEAM, [EMAIL], RITA, NOW)
    shared = replace(EMAIL, shared=True)
    assert await database.transact(storage.contacts.add, TEAM, rui.id, [shared], RITA, NOW) == [shared]
    (id,) = await database.ask(storage.contacts.listed, TEAM, ana.id)
    assert not await database.transact(storage.contacts.unmark, TEAM, id, RITA, NOW)
    (other,) = await database.ask(storage.contacts.listed, TEAM, rui.id)
    assert await database.transact(storage.contacts.remove, TEAM, rui.id, [other], RITA, NOW) == [EMAIL.shown]
    assert await database.transact(storage.contacts.unmark, TEAM, id, RITA, NOW)
    assert await database.ask(storage.candidates.contacts, TEAM, ana.id) == (EMAIL,)


async def test_a_change_of_contacts_is_on_record_and_none_of_another_teams_is_made(database):
    ana = await database.transact(storage.candidates.add, TEAM, "Ana Silva", [EMAIL], RITA, NOW)
    (id,) = await database.ask(storage.contacts.listed, TEAM, ana.id)
    await database.transact(storage.contacts.mark, OTHER, [EMAIL], TOM, NOW)
    assert await database.transact(storage.contacts.remove, OTHER, ana.id, [id], TOM, NOW) == []
    assert await database.ask(storage.contacts.listed, TEAM, ana.id) == {id: EMAIL}
    assert not await database.ask(storage.contacts.is_shared, OTHER, EMAIL)

    await database.transact(storage.contacts.add, TEAM, ana.id, [EMAIL, PHONE], RITA, NOW)
    await database.transact(storage.contacts.mark, TEAM, [EMAIL], RITA, NOW)
    assert await database.ask(storage.contacts.is_shared, TEAM, EMAIL)
    await database.transact(storage.contacts.unmark, OTHER, id, TOM, NOW)
    assert await database.ask(storage.contacts.is_shared, TEAM, EMAIL)
    await database.transact(storage.contacts.unmark, TEAM, id, RITA, NOW)
    await database.transact(storage.contacts.remove, TEAM, ana.id, [id], RITA, NOW)
    assert await database.ask(storage.candidates.contacts, TEAM, ana.id) == (PHONE,)
    told = await database.ask(storage.audit.entries, TEAM, "candidate", ana.id)
    changes = ("added", "contacts added", "contact shared", "contact own", "contacts removed")
    assert sorted((verb, by) for verb, by, _ in told) == sorted((verb, RITA) for verb in changes)


async def test_two_with_each_others_e_mail_stay_two(database):
    ben = Contact("email", "ben.okoro@example.com", "ben.okoro@example.com")
    await database.transact(storage.candidates.add, TEAM, "Ana Silva", [EMAIL], RITA, NOW)
    await database.transact(storage.candidates.add, TEAM, "Ben Okoro", [ben], RITA, NOW)
    crossed = [NewCandidate("Ana Silva", ben.shown), NewCandidate("Ben Okoro", EMAIL.shown)]
    both = [NewCandidate(name, f"{EMAIL.shown}, {ben.shown}") for name in ("Ana Silva", "Ben Okoro")]
    deeds = [database.transact(adding.decide_add, new, person(RITA), Policy(), NOW) for new in crossed + both]
    assert [each.tag for each in await asyncio.gather(*deeds)] == ["asked"] * 4


@pytest.mark.parametrize("contact", ["", "ana@example.com", "+351 912 345 678"], ids=["name", "e-mail", "phone"])
async def test_many_who_add_one_person_at_once_make_one_record(database, contact):
    new = NewCandidate("Ana Silva", contact)
    people = [person(RITA), person(TOM)] * 4
    came = await asyncio.gather(*(database.transact(adding.decide_add, new, each, Policy(), NOW) for each in people))
    assert sorted(each.tag for each in came) == ["added", *["here" if "@" in contact else "asked"] * 7]
    assert len(await database.ask(storage.candidates.named, TEAM, "Ana Silva")) == 1
