"""What does an operator read who brings a file in by the command line?"""

import csv

import pytest
from sqlalchemy import func, select

import storage
from storage.database import Database, Db
from storage.migrate import migrate
from storage.tables import Audit, Candidates, table
from tests.command import done
from tests.keys import KEYS
from tests.storage.conftest import closing_now
from tests.storage.examples import NOW, RITA, TEAM, person

FILE = 'Navn,E-mail,Phone\nAna Silva,ana@example.com,912 345 678\n"=HYPERLINK(""x"")",,\nBob Lee,,nobody\n'
WHO = ("--team", TEAM, "--by", RITA)


def team(db: Db) -> None:
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    storage.people.meet(db, person())


def ready(url: str) -> None:
    with closing_now(url) as database:
        migrate(database.engine)
        database.run(team)


@pytest.fixture
def url(database_url: str) -> str:
    ready(database_url)
    return database_url


@pytest.fixture
def here(tmp_path) -> str:
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    ready(url)
    return url


def how_many(url: str, of=Candidates) -> int:
    with closing_now(url) as database:
        return database.run(lambda db: db.execute(select(func.count()).select_from(table(of))).scalar_one())


async def test_a_file_is_brought_in_and_again_without_change(tmp_path, url):
    (tmp_path / "people.csv").write_text(FILE)
    ended = await done(tmp_path, "import", "people.csv", *WHO, "--refused", "back.csv", DATABASE_URL=url)
    told = "1 added, 0 joined, 0 unchanged, 0 held, 2 refused."
    assert (ended.code, ended.out.splitlines()[0], ended.err) == (3, told, "people.csv\n")
    assert ended.out.splitlines()[1] == "The lines held and refused are in back.csv; its last column says why."
    with (tmp_path / "back.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["Navn", "E-mail", "Phone", "reason"]
    assert rows[1][0] == '\'=HYPERLINK("x")'
    assert rows[2][:3] == ["Bob Lee", "", "nobody"]
    assert (tmp_path / "back.csv").stat().st_mode & 0o777 == 0o600
    again = await done(tmp_path, "import", "people.csv", *WHO, DATABASE_URL=url)
    assert again.out.splitlines() == [
        "0 added, 0 joined, 1 unchanged, 0 held, 2 refused.",
        "Add --refused refused.csv to have the lines held and refused in a file, with the reason.",
    ]
    assert how_many(url) == 1


async def test_it_works_beside_a_bot_that_holds_the_database(tmp_path, here):
    (tmp_path / "people.csv").write_text("Name\nAna Silva\n")
    holds = Database(here, KEYS)
    try:
        ended = await done(tmp_path, "import", "people.csv", *WHO, DATABASE_URL=here)
    finally:
        holds.close_now()
    assert (ended.code, ended.out) == (0, "1 added, 0 joined, 0 unchanged, 0 held, 0 refused.\n")


async def test_a_dry_run_changes_nothing(tmp_path, here):
    (tmp_path / "people.csv").write_text("Name\nAna Silva\n")
    ended = await done(tmp_path, "import", "people.csv", *WHO, "--dry-run", DATABASE_URL=here)
    assert (ended.code, ended.out) == (0, "Would be: 1 added, 0 joined, 0 unchanged, 0 held, 0 refused.\n")
    assert (how_many(here), how_many(here, Audit)) == (0, 0)


async def test_columns_can_be_named(tmp_path, here):
    (tmp_path / "people.csv").write_text("Wer;Woher\nAna Silva;ana@example.com\n")
    ended = await done(tmp_path, "import", "people.csv", *WHO, "--columns", "Wer=name,Woher=e-mail", DATABASE_URL=here)
    assert (ended.code, ended.out) == (0, "1 added, 0 joined, 0 unchanged, 0 held, 0 refused.\n")


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        (None, (), "people.csv cannot be read (No such file or directory)."),
        (b"PK\x03\x04", (), "people.csv is a workbook: save it as CSV first."),
        (b"%PDF-1.7", (), "people.csv is not a CSV file: save the table as CSV."),
        (b"", (), "people.csv holds no lines: it begins with headings, such as Name and E-mail."),
        (b"Wer\nAna\n", (), "No column tells the name: say which with --columns “Naam=name”. There are Wer."),
        (b"Wer\nAna\n", ("--columns", "Wo=name"), "“Wo=name” is no column: write heading=field, with a field of"),
        (b"Name\nAna\n", ("--team", "T0NONE"), "T0NONE is no team of this database; it has T0HOME."),
        (b"Name\nAna\n", ("--by", "U0NONE"), "U0NONE is nobody I have met in T0HOME"),
        (b"Name\nAna\n", ("--encoding", "klingon"), "klingon is no encoding: write one like utf-8 or cp1252."),
        (b"Name\nAna\n", ("--refused", "people.csv"), "The refused lines cannot go to the file that is read"),
    ],
)
async def test_what_is_wrong_is_said_with_the_fix(tmp_path, here, content, more, words):
    if content is not None:
        (tmp_path / "people.csv").write_bytes(content)
    ended = await done(tmp_path, "import", "people.csv", *WHO, *more, DATABASE_URL=here)
    assert ended.code == 2
    assert ended.err.startswith(words)
    assert how_many(here) == 0
