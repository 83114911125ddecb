"""Do lines of a file become candidates as they should, on both engines, and once?"""

from sqlalchemy import func, select

import storage
from bot import intake
from bot.facts import (
    Contact,
    Counts,
    Field,
    ImportState,
    Known,
    LineOutcome,
    Newcomer,
    ReadAs,
    Settled,
    SheetLine,
    Stage,
    Unreadable,
)
from bot.policy import Policy
from storage.database import Db
from storage.tables import Audit, ImportLines, Promises, StageChanges, table
from tests.storage.examples import DAY, NOW, OTHER, RITA, TEAM, person

LINES, AUDIT = table(ImportLines), table(Audit)
SHEET = [SheetLine(1, ("Ana Silva",)), SheetLine(2, ("=x()",)), SheetLine(3, ("Bruno Dias",), "broken")]
READ = ReadAs("utf-8", ",", ("Name",), (Field.NAME,))


def mail(local: str) -> Contact:
    return Contact("email", f"{local}@example.com", f"{local}@example.com")


def phone(last: int = 8) -> Contact:
    return Contact("phone", f"+35191234567{last}", f"+351 912 345 67{last}")


def take(db: Db, *rows: Newcomer | Settled, team: str = TEAM) -> list[str]:
    settled = intake.take_in(db, team, RITA, 1, rows, Policy(), NOW)
    assert [each.number for each in settled] == [each.number for each in rows]
    return [each.outcome.value for each in settled]


ANA = Newcomer(1, "Ana Silva", (mail("ana"), phone()), ("Python",), "Engineer", Stage.SCREENING)


async def test_a_newcomer_is_added_with_all_that_the_line_tells(database):
    await database.transact(storage.people.meet, person())
    assert await database.transact(take, ANA) == ["added"]
    [ana] = await database.ask(storage.candidates.found, TEAM, "ana silva")
    assert (ana.stage, ana.job) == (Stage.SCREENING, "Engineer")
    assert set(await database.ask(storage.candidates.contacts, TEAM, ana.id)) == set(ANA.contacts)
    assert [tag.name for tag in await database.ask(storage.tags.of, TEAM, ana.id)] == ["Python"]

    def kept(db: Db) -> tuple[int, int, str]:
        told = db.execute(select(AUDIT.c.after).where(AUDIT.c.verb == "imported")).scalar_one()
        changes, promises = (db.execute(select(func.count()).select_from(table(of))) for of in (StageChanges, Promises))
        return changes.scalar_one(), promises.scalar_one(), told

    changes, promised, audited = await database.ask(kept)
    assert (changes, audited) == (1, "added=1 joined=0 unchanged=0 held=0 refused=0")
    assert promised > 0


async def test_the_same_lines_again_change_nothing(database):
    rows = [
        ANA,
        Newcomer(2, "Bruno Dias"),
        Newcomer(3, "Carla Reis", (phone(),)),
        Newcomer(4, "Dora Lima", (phone(9),), ("Go",)),
        Newcomer(5, "Agency One", (mail("info"),)),
        Newcomer(6, "Agency Two", (mail("info"),)),
        Settled(7, LineOutcome.REFUSED, "why"),
        Newcomer(8, "Eva Sá", (mail("eva"),), (), "Engineer at Northwind"),
    ]
    first = await database.transact(take, *rows)
    assert first == ["added", "added", "held", "added", "added", "held", "refused", "added"]
    again = await database.transact(take, *rows)
    assert again == ["unchanged" if each == "added" else each for each in first]


async def test_what_is_new_of_somebody_who_is_here_is_joined(database):
    await database.transact(take, ANA)
    more = Newcomer(1, "Ána Sílva", (mail("ana"), mail("silva")), ("Go", "python"), "Analyst")
    assert await database.transact(take, more) == ["joined"]
    [ana] = await database.ask(storage.candidates.found, TEAM, "ana silva")
    assert set(await database.ask(storage.candidates.contacts, TEAM, ana.id)) == {*ANA.contacts, mail("silva")}
    assert [tag.name for tag in await database.ask(storage.tags.of, TEAM, ana.id)] == ["Go", "Python"]
    assert await database.transact(take, more) == ["unchanged"]


async def test_lines_of_one_batch_know_those_before_them(database):
    told = await database.transact(
        take,
        Newcomer(1, "Ana Silva", (mail("ana"),)),
        Newcomer(2, "Ána Silva", (mail("ana"), phone())),
        Newcomer(3, "Ana Silva", (mail("ana"),)),
        Newcomer(4, "Bruno Dias", (mail("bruno"),)),
        Newcomer(5, "Ana Silva", (mail("bruno"),)),
        Newcomer(6, "Bruno Dias", (mail("ana"),)),
        Newcomer(7, "Carla Reis", (phone(),)),
    )
    assert told == ["added", "joined", "unchanged", "added", "held", "held", "held"]


def of_one_name(count: int) -> list[Newcomer]:
    """So many of one name, each with an address of their own; then one with nothing but the name, and one twin."""
    named = [Newcomer(number, "Ana Silva", (mail(f"ana{number}"),)) for number in range(1, count + 1)]
    return [*named, Newcomer(count + 1, "Silva Ana"), Newcomer(count + 2, "Ana Silva", (mail(f"ana{count}"),))]


async def test_very_many_of_one_name_are_not_all_compared_with_each_other(database):
    many = of_one_name(3 * intake.MOST_COMPARED)
    outcomes = await database.transact(take, *many)
    assert outcomes == ["added"] * (len(many) - 2) + ["held", "unchanged"]
    assert await database.transact(take, *many) == ["unchanged"] * (len(many) - 2) + ["held", "unchanged"]
    known = [Known(each.number, each.name, each.contacts) for each in many]
    met = intake.Acquaintance(known, {each.id: set() for each in known})
    assert [len(met.alike(each)) for each in (many[0], many[-2], many[-1])] == [1, intake.MOST_COMPARED, 2]


async def test_a_twin_is_found_among_very_many_who_share_a_phone_or_a_name(database):
    sharing = [Known(number, f"Person {number}", (phone(),)) for number in range(1, 200)]
    namesakes = [Known(number, "Ana Silva", (phone(7),)) for number in range(200, 400)]
    twin = Known(400, "Ana Silva", (phone(),))
    met = intake.Acquaintance([*sharing, *namesakes, twin], {number: set() for number in range(1, 401)})
    assert twin in met.alike(Newcomer(1, "Ana Silva", (phone(),)))


async def test_another_team_is_another_world(database):
    await database.transact(take, ANA)
    assert await database.transact(take, ANA, team=OTHER) == ["added"]


async def test_foretelling_changes_nothing(database):
    lines = [SheetLine(1, ("Ana Silva",)), SheetLine(2, ("Ana Silva",)), SheetLine(3, ("",))]
    counts = await database.ask(intake.foretold, TEAM, lines, (Field.NAME,), None)
    assert counts == Counts(added=1, unchanged=1, refused=1)
    assert await database.ask(storage.candidates.found, TEAM, "ana silva") == []


def staged(db: Db, lines=SHEET) -> int:
    id = storage.imports.add(db, TEAM, RITA, "people.csv", NOW, file="F1")
    of = storage.imports.one(db, TEAM, id)
    assert of is not None
    storage.imports.stage(db, of, lines)
    storage.imports.stage(db, of, lines)
    storage.imports.read(db, of, READ, len(lines), Counts(added=1, refused=2))
    return id


async def test_a_file_goes_from_reading_to_done_and_keeps_what_comes_back(database):
    id = await database.transact(staged)
    of = await database.ask(storage.imports.one, TEAM, id)
    assert (of.state, of.read_as, of.total, of.done) == (ImportState.SHOWN, READ, 3, 3)
    assert await database.ask(storage.imports.due, NOW) is None
    await database.transact(storage.imports.begin, of, NOW)
    of = await database.ask(storage.imports.due, NOW)
    assert (of.id, of.done, of.counts) == (id, 0, Counts())
    assert await database.ask(storage.imports.lines, of, 0, 2) == SHEET[:2]
    settled = [Settled(1, LineOutcome.ADDED), Settled(2, LineOutcome.REFUSED, "a formula")]
    of = await database.transact(storage.imports.settle, of, settled, intake.counted(settled))
    assert (of.state, of.done) == (ImportState.RUNNING, 2)
    settled = [Settled(3, LineOutcome.HELD, "who is it?")]
    of = await database.transact(storage.imports.settle, of, settled, intake.counted(settled))
    assert (of.state, of.done, of.counts) == (ImportState.DONE, 3, Counts(added=1, held=1, refused=1))
    back = await database.ask(storage.imports.returned, of)
    assert [(line.cells, line.broken) for line in back] == [(("=x()",), "a formula"), (("Bruno Dias",), "who is it?")]
    assert await database.ask(storage.imports.due, NOW + DAY) is None


async def test_two_processes_do_not_bring_in_one_batch_twice(database):
    id = await database.transact(staged)
    of = await database.ask(storage.imports.one, TEAM, id)
    await database.transact(storage.imports.begin, of, NOW)

    def both(db: Db) -> bool:
        mine = storage.imports.claimed(db, of)
        if db.dialect.name == "sqlite":
            return mine is not None
        with db.engine.connect() as other:
            return mine is not None and storage.imports.claimed(other, of) is None

    assert await database.transact(both)


async def test_who_cancels_or_fails_leaves_no_lines(database):
    for over in (storage.imports.cancel, lambda db, of: storage.imports.fail(db, of, Unreadable.EMPTY)):
        id = await database.transact(staged)
        await database.transact(over, await database.ask(storage.imports.one, TEAM, id))
        assert await database.ask(lambda db: db.execute(select(func.count()).select_from(LINES)).scalar()) == 0
