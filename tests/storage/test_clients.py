"""Is it kept who gives us roles to fill, and whom we know there?"""

import asyncio
from functools import partial

import pytest
from sqlalchemy import update

import storage
from bot.facts import Client, ClientContact, ClientLine, Position, Stage
from storage.tables import Jobs, table
from tests.storage.examples import HOUR, NOW, OTHER, RITA, TEAM, TOM


@pytest.fixture
def named(database):
    """Gives a client by its name, added where there is none."""

    async def give(name, team=TEAM, at=NOW):
        return await database.transact(storage.clients.named, team, name, RITA, at)

    return give


@pytest.fixture
def person(database):
    """Adds a person, and gives their id."""

    async def give(name, team=TEAM):
        return (await database.transact(storage.candidates.add, team, name, [], RITA, NOW)).id

    return give


async def test_a_client_is_one_however_it_is_written_and_whoever_adds_it_meanwhile(database, named):
    told = await asyncio.gather(*(named(name) for name in ("Northwind", "NORTHWIND!", " Nórthwind") * 4))
    assert len({client.id for client in told}) == 1
    assert (await named("Northwind", OTHER)).id != told[0].id
    assert await database.ask(storage.clients.client, OTHER, told[0].id) is None
    added = await database.ask(storage.audit.entries, TEAM, "client", told[0].id)
    assert [(verb, by) for verb, by, _ in added] == [("added", RITA)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("north", ["North", "Northwind", "Great North"], id="whole, then begun so, then a part"),
        pytest.param("WIND nórth", ["Northwind"], id="each word, in any order"),
        pytest.param("100%", ["100% Pure"], id="nothing typed is a pattern"),
        pytest.param("nothing", [], id="nothing"),
    ],
)
async def test_a_client_is_found_by_any_part_of_the_name(database, named, typed, names):
    for name in ("Great North", "Northwind", "North", "100% Pure"):
        await named(name)
    await named("Northern", OTHER)
    assert [client.name for client in await database.ask(storage.clients.found, TEAM, typed)] == names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("northwnd", ["Northwind", "Northwind Traders"], id="a letter missing, the newest first"),
        pytest.param("NÓRTHWIDN trade", ["Northwind Traders"], id="beside a word begun"),
        pytest.param("taders northwimd", ["Northwind Traders"], id="one in each of two words"),
        pytest.param("nrothwnd", [], id="two in one word"),
        pytest.param("ame", [], id="a short word"),
        pytest.param("southwnd", [], id="another team's"),
        pytest.param("?!", [], id="signs alone"),
        pytest.param("", [], id="nothing"),
    ],
)
async def test_a_client_is_meant_by_a_name_with_an_error(database, named, typed, names):
    for hours, name in enumerate(("Northwind Traders", "Northwind", "Acme")):
        await named(name, at=NOW + HOUR * hours)
    await named("Southwind", OTHER)
    assert [client.name for client in await database.ask(storage.clients.near, TEAM, typed)] == names
    assert (await database.ask(storage.clients.near, TEAM, typed, 1)) == (
        await database.ask(storage.clients.near, TEAM, typed)
    )[:1]


async def test_what_is_forgiven_is_offered_where_nothing_fits(database, named):
    for name in ("Northwind", "Nortwind Traders"):
        await named(name)
    for typed, names in {"northwind": ["Northwind"], "traiders": ["Nortwind Traders"], "acme": []}.items():
        assert [client.name for client in await database.ask(storage.clients.offered, TEAM, typed)] == names


async def test_a_person_at_a_client_is_one_record_with_a_position_at_each(database, named, person):
    north, south, ben = await named("Northwind"), await named("Southwind"), await person("Ben Kramer")
    add = partial(database.transact, storage.clients.add_contact, TEAM)
    await add(north.id, ben, "CFO", RITA, NOW)
    await add(north.id, ben, "CTO", TOM, NOW)
    await add(south.id, ben, "", TOM, NOW + HOUR)
    assert await database.ask(storage.clients.contacts, TEAM, north.id) == (ClientContact(ben, "Ben Kramer", "CTO"),)
    positions = (Position(south.id, "Southwind", ""), Position(north.id, "Northwind", "CTO"))
    assert await database.ask(storage.clients.positions, TEAM, ben) == positions
    assert await database.ask(storage.clients.positions, OTHER, ben) == ()
    assert not await database.transact(storage.clients.remove_contact, OTHER, north.id, ben, RITA, NOW)
    assert await database.transact(storage.clients.remove_contact, TEAM, north.id, ben, RITA, NOW)
    assert not await database.transact(storage.clients.remove_contact, TEAM, north.id, ben, RITA, NOW)
    assert await database.ask(storage.clients.positions, TEAM, ben) == positions[:1]


async def test_a_name_belongs_to_one_client_and_the_titles_of_its_jobs_follow(database, named):
    north, south = await named("Northwind"), await named("Southwind")
    job = await database.transact(storage.jobs.add, TEAM, "Cook", north, "", RITA, NOW)
    assert await database.transact(storage.clients.rename, TEAM, north, "SOUTHWIND", RITA, NOW) is None
    renamed = await database.transact(storage.clients.rename, TEAM, north, "Eastwind", RITA, NOW)
    assert renamed == Client(north.id, "Eastwind")
    assert await database.transact(storage.jobs.retitle, TEAM, renamed) is None
    assert (await database.ask(storage.jobs.job, TEAM, job.id)).title == "Cook, Eastwind"
    assert [each.id for each in await database.ask(storage.jobs.found, TEAM, "eastwind")] == [job.id]
    again = await database.transact(storage.clients.rename, TEAM, renamed, "EASTWIND", RITA, NOW)
    assert again == Client(north.id, "EASTWIND"), "its own name may be written otherwise"
    assert south == await database.ask(storage.clients.client, TEAM, south.id)


async def test_a_title_that_is_taken_stops_the_renaming(database, named):
    north = await named("Northwind")
    await database.transact(storage.jobs.add, TEAM, "Cook", north, "", RITA, NOW)
    await database.transact(storage.jobs.titled, TEAM, "Cook, Eastwind", RITA, NOW)
    clash = await database.transact(storage.jobs.retitle, TEAM, Client(north.id, "Eastwind"))
    assert clash == "Cook, Eastwind"
    assert [job.title for job in await database.ask(storage.jobs.of_client, TEAM, north.id)] == ["Cook, Northwind"]


async def test_two_jobs_of_one_client_never_get_one_title(database, named):
    """Two roles may read alike once somebody they named was erased."""
    north = await named("Northwind")
    for role in ("Cook", "Chef"):
        await database.transact(storage.jobs.add, TEAM, role, north, "", RITA, NOW)
    await database.transact(lambda db: db.execute(update(table(Jobs)).values(role="[erased]")))
    clash = await database.transact(storage.jobs.retitle, TEAM, Client(north.id, "Eastwind"))
    assert clash == "[erased], Eastwind"
    titles = [job.title for job in await database.ask(storage.jobs.of_client, TEAM, north.id)]
    assert sorted(titles) == ["Chef, Northwind", "Cook, Northwind"]


async def test_clients_are_listed_a_page_at_a_time_with_what_goes_on_there(database, named, person):
    made = [await named(f"Client {number}", at=NOW + HOUR * (number // 2)) for number in range(5)]
    await named("Elsewhere", OTHER)
    ana, ben = await person("Ana Silva"), await person("Ben Kramer")
    busy = made[4]
    jobs = [await database.transact(storage.jobs.add, TEAM, role, busy, "", RITA, NOW) for role in ("Cook", "Waiter")]
    await database.transact(storage.jobs.close, TEAM, jobs[1].id, "cancelled", RITA, NOW)
    rows = [(ana, jobs[0].id, Stage.OFFER), (ben, jobs[0].id, Stage.REJECTED)]
    await database.transact(storage.submissions.put_forward_many, TEAM, rows, RITA, NOW)
    await database.transact(storage.clients.add_contact, TEAM, busy.id, ben, "", RITA, NOW)
    first = await database.ask(storage.clients.listed, TEAM, 2)
    assert first[0] == ClientLine(busy, jobs=1, in_process=1, contacts=1)
    second = await database.ask(storage.clients.listed, TEAM, 2, first[-1].client.id)
    third = await database.ask(storage.clients.listed, TEAM, 2, second[-1].client.id)
    seen = [line.client.id for line in (*first, *second, *third)]
    assert sorted(seen) == sorted(client.id for client in made)
    assert {line.client.id for line in third} < {made[0].id, made[1].id}
