"""Are open disputes listed and counted in as many questions however many there are?"""

import pytest
from sqlalchemy import event

import storage
from bot.facts import Passing
from bot.messages.disputes import MOST_LISTED
from bot.policy import Policy
from handlers.cases import read_listed
from handlers.home import owning_of
from storage.database import Database
from storage.migrate import migrate
from tests.disputing import opened
from tests.keys import KEYS
from tests.messages.samples import words
from tests.storage.examples import MAYA, NOW, RITA, TEAM, TOM

POLICY = Policy()


@pytest.fixture
async def team(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(database.engine)
    yield opened(database)
    await database.close()


def claimed(team, *ids):
    """More candidates, all of them Rita's, and claimed by Tom."""

    def fill(db):
        storage.candidates.add_many(db, TEAM, [(id, f"Ana {id}", []) for id in ids], RITA, NOW)
        before = storage.ownership.several(db, TEAM, ids)
        storage.ownership.pass_on(db, TEAM, before, dict.fromkeys(ids, RITA), Passing.CLAIMED, RITA, NOW)

    team.database.run(fill)
    for id in ids:
        team.claims(candidate=id)


def asked(team, who, question, *given):
    """How many statements a question takes, and its answer."""
    counted = []

    def note(_conn, _cursor, statement, *_):
        counted.append(statement)

    def put(db):
        person = storage.people.known(db, TEAM, who)
        event.listen(db, "before_cursor_execute", note)
        answer = question(db, person, *given)
        event.remove(db, "before_cursor_execute", note)
        return answer

    return team.database.run(put), len(counted)


@pytest.mark.parametrize("who", [MAYA, RITA, TOM])
def test_many_disputes_take_no_more_questions_than_one(team, who):
    team.claims()
    listed, first = asked(team, who, read_listed, POLICY)
    (owning, _), shown = asked(team, who, owning_of, POLICY, NOW)
    assert "1 claim is open" in words(listed.blocks)
    assert owning.disputed == (who != MAYA)
    claimed(team, *range(100, 100 + MOST_LISTED + 5))
    listed, more = asked(team, who, read_listed, POLICY)
    (owning, _), still = asked(team, who, owning_of, POLICY, NOW)
    assert f"{MOST_LISTED + 6} claims are open" in words(listed.blocks)
    assert "And 6 more" in words(listed.blocks)
    assert owning.disputed == (0 if who == MAYA else MOST_LISTED + 6)
    assert (more, still) == (first, shown)
