"""Can an operator take candidates out, and have one erased, by the command line?"""

import asyncio
import tracemalloc

import storage
from bot import exporting
from bot.facts import Contact
from storage.migrate import migrate
from tests.command import begun, done
from tests.keys import AT_HAND
from tests.storage.conftest import closing_now
from tests.storage.examples import NOW, RITA, TEAM


def with_ana(url):
    """A database with Ána Sílva in it: her id."""
    with closing_now(url) as database:
        migrate(database.engine)
        database.run(storage.teams.install, TEAM, "Home", "U0BOT", "B0BOT", NOW)
        reached = [Contact("email", "ana@example.com", "ana@example.com")]
        return database.run(storage.candidates.add, TEAM, "Ána Sílva", reached, RITA, NOW).id


async def test_an_export_writes_a_file_that_only_its_owner_reads(tmp_path, database_url):
    with_ana(database_url)
    (tmp_path / "out.csv").touch(mode=0o644)
    ended = await done(tmp_path, "export", "--team", TEAM, "-o", "out.csv", DATABASE_URL=database_url)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("1 candidate is in out.csv.\n")
    file = tmp_path / "out.csv"
    assert '"Ána Sílva","ana@example.com"' in file.read_text(encoding="utf-8-sig")
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_export_of_many_needs_no_more_memory_than_one_of_few(tmp_path, database_url):
    with_ana(database_url)
    peaks = []
    for many in (1_000, 5_000):
        people: list[tuple[int, str, list[Contact]]] = [(many * 10 + id, f"Person {id}", []) for id in range(many)]
        with closing_now(database_url) as database:
            database.run(storage.candidates.add_many, TEAM, people, RITA, NOW)
        tracemalloc.start()
        assert "candidates are in" in exporting.export(database_url, AT_HAND, TEAM, {}, tmp_path / "out.csv", NOW)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert len((tmp_path / "out.csv").read_bytes().splitlines()) == 6_002
    assert peaks[1] < 2 * peaks[0], "six times as many, and not held at once"


async def test_what_cannot_be_exported_is_said(tmp_path):
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    with_ana(url)
    cases = {
        ("--team", "T1", "-o", "out.csv"): f"T1 is no team of this database; it has {TEAM}.\n",
        ("--team", TEAM, "--job", "Clerk", "-o", "out.csv"): "There is no job “Clerk”.\n",
        ("--team", TEAM, "-o", "no/out.csv"): "no/out.csv cannot be written (No such file or directory): "
        "choose another file.\n",
    }
    ended = await asyncio.gather(*(done(tmp_path, "export", *given, DATABASE_URL=url) for given in cases))
    assert [(each.code, each.err) for each in ended] == [(2, said) for said in cases.values()]


async def test_an_erasure_asks_for_the_name(tmp_path, database_url):
    ana = with_ana(database_url)
    settings = {"DATABASE_URL": database_url, "ERASURES": str(tmp_path / "it.erasures")}
    given = ("erase", "--team", TEAM, "--candidate", str(ana))
    async with begun(tmp_path, *given, **settings) as command:
        await command.reads("Ana")
        ended = await command.ends()
    assert (ended.code, ended.err) == (2, "That is not their name, so nothing was erased.\n")
    async with begun(tmp_path, *given, **settings) as command:
        await command.reads("ana silva")
        ended = await command.ends()
    assert ended.code == 0, ended.err
    assert "Erased: their record with 1 address." in ended.out
    assert str(ana) in (tmp_path / "it.erasures").read_text()
    ended = await done(tmp_path, *given, **settings)
    assert (ended.code, ended.err) == (2, f"There is no candidate {ana} in {TEAM}.\n")
