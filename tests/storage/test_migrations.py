"""Do the tables come, go and come again with data in them, and are they what the code believes?"""

import asyncio
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

import storage
from bot.errors import Misconfigured
from bot.facts import Direction, How, Kind, Outcome
from storage.migrate import is_at_head, migrate
from storage.tables import Base
from tests.storage.conftest import closing_now
from tests.storage.examples import HOUR, NOW, TEAM, touch, whole_story

ALL_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE name NOT LIKE '%alembic%'",
    "postgresql": """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        AND relname NOT LIKE '%alembic%'
        UNION ALL SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
}
OWN_NAMES = {
    "sqlite": {"audit_is_not_deleted", "audit_is_not_changed", "name_parts", "candidates_named"},
    "postgresql": {"ix_candidates_part", "refuse_change_of_audit"},
}


def names(db):
    return {row[0] for row in db.execute(text(ALL_NAMES[db.dialect.name]))}


def counts(db):
    return {name: db.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in Base.metadata.tables}


def differences(db):
    """What Alembic would change; PostgreSQL's index of parts is of a kind that SQLAlchemy does not describe."""

    def ours(_object, name, kind, _reflected, _compared):
        return not (kind == "index" and name == "ix_candidates_part") and not str(name).startswith("name_parts")

    context = MigrationContext.configure(db, opts={"compare_type": True, "include_object": ours})
    return compare_metadata(context, Base.metadata)


def test_tables_go_with_all_their_data_and_come_again(database_url):
    with closing_now(database_url) as database:
        assert migrate(database.engine) == (None, "0002")
        first = database.run(names)
        database.run(whole_story)
        assert all(database.run(counts).values()), "the story leaves a row in every table"
        assert migrate(database.engine, "base") == ("0002", None)
        assert database.run(names) == set()
        assert not database.run(is_at_head)
        assert migrate(database.engine, "0002") == (None, "0002")
        assert database.run(names) == first
        assert database.run(is_at_head)
        database.run(whole_story)
        assert [found.name for found in database.run(storage.candidates.found, TEAM, "ilva")] == ["Ána Sílva"]


def test_touches_of_before_count_as_those_since(database_url):
    wrote, called = How(Kind.EMAIL, Direction.IN, Outcome.REPLIED), How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
    with closing_now(database_url) as database:
        migrate(database.engine)
        ana = database.run(whole_story)
        for hours, how in enumerate([called, wrote, wrote], start=1):
            one = touch(ana, NOW + hours * HOUR, how=how, promised_on=NOW.date())
            database.run(storage.touches.log, TEAM, one)
        before = database.run(storage.updates.standings, TEAM, [ana])
        touches = database.run(storage.touches.latest, TEAM, ana)
        assert before[ana].heard_at == NOW + 2 * HOUR
        assert [one.kept_by for one in touches] == [None, None, None, touches[2].id]
        migrate(database.engine, "0001")
        migrate(database.engine)
        assert database.run(storage.updates.standings, TEAM, [ana]) == before
        assert database.run(storage.touches.latest, TEAM, ana) == touches


def test_the_tables_are_those_the_code_describes(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        assert database.run(differences) == []
        assert database.run(names) >= OWN_NAMES[database.dialect]


def test_every_table_is_kept_apart_by_team(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        look = inspect(database.engine)
        keys = {
            name: look.get_pk_constraint(name)["constrained_columns"][:1]
            for name in look.get_table_names()
            if not name.startswith(("alembic", "name_parts"))
        }
        assert [name for name, first in keys.items() if first != ["team"]] == []
        assert set(keys) == set(Base.metadata.tables)


def test_a_database_of_a_newer_version_is_left_alone(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(lambda db: db.execute(text("UPDATE alembic_version SET version_num = '0999'")))
        with pytest.raises(Misconfigured, match="at revision 0999, which this version does not know"):
            migrate(database.engine)
        assert not database.run(is_at_head)


def test_migrating_twice_changes_nothing_and_limits_are_back_afterwards(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(whole_story)
        before = database.run(counts)
        assert migrate(database.engine) == ("0002", "0002")
        assert database.run(counts) == before
        if database.dialect == "postgresql":
            with database.engine.connect() as connection:
                assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "5s"
                assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "2s"


SECOND = """
import sys
from storage.database import Database
from storage.migrate import migrate
from bot.errors import Misconfigured
try:
    database = Database(sys.argv[1])
    print(*migrate(database.engine))
    database.close_now()
except Misconfigured as error:
    print("refused:", error)
"""


async def test_processes_that_migrate_at_once_leave_one_set_of_tables(database_url):
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", SECOND, database_url, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    told = [await each.communicate() for each in started]
    assert [errors for _, errors in told] == [b"", b""]
    said = sorted(out.decode().strip() for out, _ in told)
    assert said.count("None 0002") == 1
    others = [words for words in said if words != "None 0002"]
    assert all(words == "0002 0002" or words.startswith("refused: another process already runs") for words in others)
    with closing_now(database_url) as database:
        assert database.run(is_at_head)
