"""Is someone known by every name and address they ever had, and by nobody else's?"""

from datetime import timedelta

import pytest

import storage
from bot.clock import StillClock
from bot.facts import Contact
from bot.policy import Policy
from handlers.marks import decide_name
from scheduler.erasing import Eraser
from storage.known_as import known_as
from storage.ledger import Ledger
from tests.storage.examples import DAY, MAYA, NOW, RITA, TEAM
from tests.storage.merging import add, log, merge, met, undo


@pytest.fixture
def eraser(database, tmp_path):
    return Eraser(database, None, Policy(), StillClock(NOW + DAY), Ledger(tmp_path / "rapport.erasures"))


def two(db):
    """Ana twice."""
    return met(db), add(db, "Ana Silva"), add(db, "Ana Maria Silva")


async def test_names_and_addresses_of_before_are_taken_out_too(database, eraser):
    def changed(db):
        rita, reached = met(db), Contact("email", "anita@old.example", "anita@old.example")
        ana, twin, zoe = add(db, "Ana Silva"), add(db, "Anita Souza", reached), add(db, "Zoë Brandt")
        decide_name(db, twin, "Ana M Silva", rita, NOW)
        storage.contacts.remove(db, TEAM, twin, list(storage.contacts.listed(db, TEAM, twin)), RITA, NOW)
        merge(db, ana, twin, rita, NOW)
        storage.merging.sweep(db, NOW + timedelta(days=8))
        log(db, zoe, NOW, note="met souza anita (Anita@old.example), now Ana M. Silva, ana silva")
        return ana, zoe

    ana, zoe = await database.transact(changed)
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    await eraser.erase_all()
    (note,) = [each.note for each in await database.ask(storage.touches.latest, TEAM, zoe)]
    assert note == "met [erased] ([erased]), now [erased], [erased]"


async def test_a_namesake_in_a_merge_is_parted_again_as_they_were(database, eraser):
    """One Ana Silva is erased while another is merged with Ana Maria: nothing of hers, or of the merge, goes."""
    rita, ana, twin = await database.transact(two)
    other = await database.transact(add, "Ana Silva")

    def marked(db):
        storage.marks.forbid(db, TEAM, other, "as ána silva (ana@zz.example) asked", rita.id, NOW)
        storage.contacts.add(db, TEAM, ana, [Contact("email", "ana@zz.example", "ana@zz.example")], RITA, NOW)
        made = merge(db, twin, other, rita, NOW)
        log(db, twin, NOW, note="Ana Silva, not ana@zz.example")
        return made

    made = await database.transact(marked)
    await database.transact(storage.erasures.ask, TEAM, ana, MAYA, NOW)
    await eraser.erase_all()
    await database.transact(undo, made, rita, NOW)
    assert (await database.ask(storage.candidates.candidate, TEAM, other)).name == "Ana Silva"
    assert (
        await database.ask(storage.candidates.candidate, TEAM, other)
    ).do_not_contact == "as ána silva ([erased]) asked"
    assert [each.note for each in await database.ask(storage.touches.latest, TEAM, twin)] == ["Ana Silva, not [erased]"]


async def test_what_was_parted_again_is_known_as_it_was(database):
    """The name that a record bore before goes with it, there and back."""
    rita, ana, twin = await database.transact(two)
    await database.transact(decide_name, twin, "Anita Souza", rita, NOW)
    made = await database.transact(merge, ana, twin, rita, NOW)
    assert set((await database.ask(known_as, TEAM, ana)).names) == {"Ana Silva", "Ana Maria Silva", "Anita Souza"}
    await database.transact(undo, made, rita, NOW)
    assert (await database.ask(known_as, TEAM, ana)).names == ("Ana Silva",)
    assert (await database.ask(known_as, TEAM, twin)).names == ("Anita Souza", "Ana Maria Silva")


@pytest.mark.parametrize("with_kept", [True, False])
async def test_what_was_given_up_in_between_is_known_of_whose_it_was(database, with_kept):
    rita, ana, twin = await database.transact(two)

    def given_up(db):
        for id, name in ((ana, "ana"), (twin, "twin")):
            storage.contacts.add(db, TEAM, id, [Contact("email", f"{name}@zz.example", name)], RITA, NOW)
        made = merge(db, ana, twin, rita, NOW)
        stands = storage.candidates.candidate(db, TEAM, ana)
        assert stands
        assert stands.name == "Ana Maria Silva"
        storage.contacts.remove(db, TEAM, ana, list(storage.contacts.listed(db, TEAM, ana)), RITA, NOW)
        decide_name(db, ana, "Anita Souza", rita, NOW)
        undo(db, made, rita, NOW, with_kept)

    await database.transact(given_up)
    one, other = [await database.ask(known_as, TEAM, id) for id in (ana, twin)]
    assert [each.value for each in one.contacts] == ["ana@zz.example"]
    assert [each.value for each in other.contacts] == ["twin@zz.example"]
    assert "Ana Maria Silva" in other.names
    assert "Ana Maria Silva" not in one.names
