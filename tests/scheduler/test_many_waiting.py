"""Is only so much looked at of thousands who wait for one person, and is all of it counted?"""

import pytest

import storage
from bot import items, letters, owners
from bot.facts import Contact, Passing
from bot.policy import Policy
from handlers.home import read_home
from handlers.listing import read_all
from scheduler.gather import gather
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.messages.samples import words
from tests.storage.examples import DAY, NOW, RITA, TEAM, owed, person

POLICY = Policy()
MANY = items.MOST + 60
# The morning on which they are first warned of.
MORNING = (NOW + 77 * DAY).replace(hour=8, minute=30)


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        made.run(team)
        yield made
    finally:
        await made.close()


def team(db):
    """Rita was given many candidates at one moment, and has spoken to none of them since."""
    storage.teams.install(db, TEAM, "Home", "U0BOT", "B0BOT", NOW)
    storage.people.meet(db, person(RITA))
    people: list[tuple[int, str, list[Contact]]] = [(id, f"Ana {id}", []) for id in range(1, MANY + 1)]
    storage.candidates.add_many(db, TEAM, people, RITA, NOW)
    owners.give(db, TEAM, dict.fromkeys(range(1, MANY + 1), RITA), Passing.ADDED, RITA, POLICY, NOW)


def test_a_morning_looks_at_the_first_and_counts_the_rest(database):
    ritas = database.run(storage.people.known, TEAM, RITA)
    shown, more, *_ = database.run(read_home, ritas, POLICY, MORNING)
    assert len(shown) + more == MANY
    while database.run(gather, POLICY, MORNING):
        pass
    letter = database.run(storage.outbox.newest, TEAM, RITA, letters.MORNING)
    assert len(database.run(storage.lines.of, TEAM, letter.id)) == POLICY.morning_lines
    said = words(database.run(letters.draw, letter, POLICY, MORNING).blocks)
    assert f"{MANY - POLICY.morning_lines + POLICY.morning_items} " in said
    listed, total = database.run(read_all, letter.id, ritas, POLICY, MORNING)
    assert (len(listed), total) == (45, MANY - POLICY.morning_lines)


def test_what_is_owed_to_the_first_besides_stands_in_their_line(database):
    def besides(db):
        late = [owed(id, NOW - DAY, kind="updates.owed", nudge_at=NOW) for id in range(1, MANY + 1)]
        rest = [owed(id, MORNING + DAY, kind="favours.thanks", nudge_at=NOW) for id in range(1, MANY + 1)]
        storage.promises.write(db, TEAM, late + rest)
        return items.waiting(db, person(RITA), POLICY, NOW + DAY)

    lines = database.run(besides)
    assert len(lines) == items.MOST
    assert {tuple(each.kind for each in line) for line in lines} == {("updates.owed", "favours.thanks")}
