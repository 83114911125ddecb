"""Do the tables come, go and come again with data in them, and are they what the code believes?"""

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

import storage
from bot.clock import Clock
from bot.errors import Misconfigured
from bot.facts import About, Direction, How, Kind, Outcome, Passing, Stage
from bot.policy import Policy
from scheduler.gather import gather
from storage.columns import new_id
from storage.migrate import is_at_head, migrate
from storage.tables import Base
from tests.storage.conftest import closing_now
from tests.storage.examples import HOUR, MAYA, NOW, RITA, TEAM, TOM, owed, person, touch, whole_story

INES, GUS = "U0INES", "U0GUS"

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


def test_tables_go_with_all_their_data_and_come_again(empty_url):
    with closing_now(empty_url) as database:
        assert migrate(database.engine) == (None, "0004")
        first = database.run(names)
        database.run(whole_story)
        assert all(database.run(counts).values()), "the story leaves a row in every table"
        assert migrate(database.engine, "base") == ("0004", None)
        assert database.run(names) == set()
        assert not database.run(is_at_head)
        assert migrate(database.engine, "0004") == (None, "0004")
        assert database.run(names) == first
        assert database.run(is_at_head)
        database.run(whole_story)
        assert [found.name for found in database.run(storage.candidates.found, TEAM, "ilva")] == ["Ána Sílva"]


def test_touches_of_before_count_as_those_since(empty_url):
    wrote, called = How(Kind.EMAIL, Direction.IN, Outcome.REPLIED), How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
    with closing_now(empty_url) as database:
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
        after = database.run(storage.updates.standings, TEAM, [ana])
        assert {id: replace(each, ownership=before[id].ownership) for id, each in after.items()} == before
        assert database.run(storage.touches.latest, TEAM, ana) == touches


# Ines has left and Gus is a guest. Who added them, each (recruiter, stage) since, and whether they were added alone.
BEFORE = [
    ("added by one who is here", RITA, [], True, RITA),
    ("added by one who has left", INES, [], True, None),
    ("came with a file", RITA, [], False, None),
    ("came with a file, put forward since", RITA, [(TOM, Stage.SUBMITTED)], False, TOM),
    ("put forward by another", RITA, [(TOM, Stage.SCREENING)], True, TOM),
    ("what goes on counts, not what ended later", RITA, [(TOM, Stage.OFFER), (MAYA, Stage.REJECTED)], True, TOM),
    ("the later of two that go on", RITA, [(TOM, Stage.OFFER), (MAYA, Stage.SOURCED)], True, MAYA),
    ("what was last, where nothing goes on", RITA, [(MAYA, Stage.REJECTED), (TOM, Stage.PLACED)], True, TOM),
    ("their recruiter has left", RITA, [(INES, Stage.OFFER)], True, RITA),
    ("a guest was their recruiter, and they came with a file", RITA, [(GUS, Stage.OFFER)], False, None),
]


def before_owners(db):
    """Candidates as they were before owners were written down; their ids by how they came."""
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    here = {INES: {"active": False}, GUS: {"guest": True}}
    for id in (RITA, TOM, MAYA, INES, GUS):
        storage.people.meet(db, person(id, **here.get(id, {})))
    ids = {}
    for name, by, submissions, alone, _ in BEFORE:
        ids[name] = storage.candidates.add(db, TEAM, name, [], by, NOW).id if alone else new_id()
        if not alone:
            storage.candidates.add_many(db, TEAM, [(ids[name], name, [])], by, NOW)
        for hours, (recruiter, stage) in enumerate(submissions):
            job = storage.jobs.titled(db, TEAM, f"Job {hours}", by, NOW)
            storage.submissions.put_forward(db, TEAM, ids[name], job.id, stage, recruiter, NOW + hours * HOUR)
    return ids


def test_who_was_responsible_before_owns_them_now(empty_url):
    with closing_now(empty_url) as database:
        migrate(database.engine)
        ids = database.run(before_owners)
        spoken, called = ids["added by one who is here"], ids["came with a file"]
        for id, by, hours in ((spoken, RITA, 2), (spoken, TOM, 5), (called, TOM, 1)):
            database.run(storage.touches.log, TEAM, touch(id, NOW + hours * HOUR, by=by))
        last = database.run(storage.touches.latest, TEAM, spoken)[1]
        migrate(database.engine, "0002")
        migrate(database.engine)
        owned = database.run(storage.ownership.several, TEAM, list(ids.values()))
        assert {name: owned[id].owner for name, id in ids.items()} == {name: owner for name, *_, owner in BEFORE}
        assert (owned[spoken].held_at, owned[spoken].held_by) == (NOW + 2 * HOUR, last.id)
        for id, each in owned.items():
            written = [(one.before, one.after, one.how) for one in database.run(storage.ownership.changes, TEAM, id)]
            assert written == ([(None, each.owner, Passing.STANDING)] if each.owner else [])
            assert not each.owner or (each.held_until and each.held_until > Clock().now() + timedelta(days=29))
        planned = database.run(storage.promises.about, TEAM, ["terms.replan"], ["-1"])
        assert [(each.whom, each.heard_by, each.nudge_at) for each in planned] == [("", "", None)]
        assert planned[0].alone_at is not None


def test_who_is_in_process_is_asked_about_other_offers_though_nothing_else_is_owed_to_them(empty_url):
    def nobodys(db):
        """Put forward by Rita, owned by nobody, and nobody has looked at what is owed since."""
        for id in (RITA, TOM):
            storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
            storage.people.meet(db, person(id))
        ana, ben = (new_id() for _ in range(2))
        storage.candidates.add_many(db, TEAM, [(ana, "Ana", []), (ben, "Ben", [])], RITA, NOW)
        job = storage.jobs.titled(db, TEAM, "Welder", RITA, NOW)
        storage.submissions.put_forward(db, TEAM, ana, job.id, Stage.INTERVIEW, RITA, NOW)
        storage.submissions.put_forward(db, TEAM, ben, job.id, Stage.REJECTED, RITA, NOW)
        db.execute(text("UPDATE candidates SET owner = NULL"))
        return ana

    with closing_now(empty_url) as database:
        migrate(database.engine)
        ana = database.run(nobodys)
        migrate(database.engine, "0003")
        migrate(database.engine)
        assert database.run(storage.terms.page, TEAM, -1, 5) == ([ana], None)
        database.run(gather, Policy(), Clock().now())
        asked = database.run(storage.promises.about, TEAM, ["offers.check_in"], [str(ana)])
        assert [(each.whom, each.since) for each in asked] == [(RITA, NOW)]
        assert database.run(storage.promises.about, TEAM, ["terms.replan"], ["-1"]) == []


def kinds_in(db, of):
    return {row[0] for row in db.execute(text(f"SELECT kind FROM {of}"))}


def test_the_version_before_finds_nothing_that_it_does_not_know(empty_url):
    with closing_now(empty_url) as database:
        migrate(database.engine)
        ana = database.run(whole_story)
        for kind in ("ownership.news", "disputes.case", "updates.asked"):
            letter = database.run(storage.outbox.letter, TEAM, kind, kind, RITA, NOW, NOW)
            ends = owed(ana, kind="ownership.ends")
            assert letter
            database.run(storage.lines.add, TEAM, letter, [ends, owed(ana, whom=TOM)])
            database.run(storage.promises.write, TEAM, [ends])
        migrate(database.engine, "0002")
        kinds = {of: database.run(kinds_in, of) for of in ("outbox", "lines", "promises")}
        assert kinds == {
            "outbox": {"morning", "updates.asked"},
            "lines": {"updates.owed"},
            "promises": {"updates.owed"},
        }


def test_pay_that_was_noted_outlives_the_version_before(empty_url):
    """It is encrypted and stays so; what is typed and not sent, and answers that are remembered, go."""

    def noted(db):
        one = touch(whole_story(db))
        storage.touches.log(db, TEAM, one)
        storage.notes.write(db, TEAM, one.id, one.candidate, {About.PAY_EXPECTED: "120k", About.WORRIES: "far"})
        return one.id

    with closing_now(empty_url) as database:
        migrate(database.engine)
        id = database.run(noted)
        migrate(database.engine, "0003")
        left = ", ".join(f"(SELECT count(*) FROM {of})" for of in ("drafts", "inbox", "import_lines"))
        assert tuple(database.run(lambda db: db.execute(text(f"SELECT {left}")).one())) == (0, 0, 0)
        migrate(database.engine)
        found = database.run(storage.notes.of_touch, TEAM, id)
        assert found == {About.PAY_EXPECTED: "120k", About.WORRIES: "far"}


# Of an index of an expression, SQLite tells no more than that it is there.
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index:UserWarning")
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection:sqlalchemy.exc.SAWarning")
def test_the_tables_are_those_the_code_describes(empty_url):
    with closing_now(empty_url) as database:
        migrate(database.engine)
        assert database.run(differences) == []
        assert database.run(names) >= OWN_NAMES[database.dialect]


def test_every_table_is_kept_apart_by_team(empty_url):
    with closing_now(empty_url) as database:
        migrate(database.engine)
        look = inspect(database.engine)
        keys = {
            name: look.get_pk_constraint(name)["constrained_columns"][:1]
            for name in look.get_table_names()
            if not name.startswith(("alembic", "name_parts"))
        }
        # Keys are those of the whole installation.
        assert [name for name, first in keys.items() if first != ["team"]] == ["pay_keys"]
        assert set(keys) == set(Base.metadata.tables)


def test_a_database_of_a_newer_version_is_left_alone(empty_url):
    with closing_now(empty_url) as database:
        migrate(database.engine)
        database.run(lambda db: db.execute(text("UPDATE alembic_version SET version_num = '0999'")))
        with pytest.raises(Misconfigured, match="at revision 0999, which this version does not know"):
            migrate(database.engine)
        assert not database.run(is_at_head)


def test_migrating_twice_changes_nothing_and_limits_are_back_afterwards(empty_url):
    with closing_now(empty_url) as database:
        migrate(database.engine)
        database.run(whole_story)
        before = database.run(counts)
        assert migrate(database.engine) == ("0004", "0004")
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


async def test_processes_that_migrate_at_once_leave_one_set_of_tables(empty_url):
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", SECOND, empty_url, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    told = [await each.communicate() for each in started]
    assert [errors for _, errors in told] == [b"", b""]
    said = sorted(out.decode().strip() for out, _ in told)
    assert said.count("None 0004") == 1
    others = [words for words in said if words != "None 0004"]
    assert all(words == "0004 0004" or words.startswith("refused: another process already runs") for words in others)
    with closing_now(empty_url) as database:
        assert database.run(is_at_head)
