"""Is only so much looked at of thousands who wait for one person, and is all of it counted?"""

from dataclasses import replace

import pytest

import storage
from bot import items, letters, owners, promises
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
    assert said.startswith(f"Good morning. {MANY} ownerships end soon: ")
    assert f"See all ({MANY})" in said
    listed, total = database.run(read_all, letter.id, ritas, POLICY, MORNING)
    assert (len(listed), total) == (45, MANY)
    assert len({each.candidate for each in listed}) == 45


def test_whoever_was_not_shown_is_named_by_see_all_and_warned_again_on_the_next_morning(database):
    """Three days before the end they are warned for the last time; a morning shows the first of them."""

    def eight_are_warned_for_the_last_time(db):
        ends = storage.promises.about(db, TEAM, promises.KINDS, [str(id) for id in range(1, MANY + 1)])
        storage.promises.strike(db, TEAM, ends[8:])
        last = [replace(each, step=1, nudge_at=MORNING, alone_at=each.due_at) for each in ends[:8]]
        storage.promises.write(db, TEAM, last)
        promises.plan_mornings(db, TEAM, [RITA], POLICY, MORNING)
        return {int(each.subject) for each in last}

    eight = database.run(eight_are_warned_for_the_last_time)
    ritas = database.run(storage.people.known, TEAM, RITA)
    for morning, warned in ((MORNING, 8), (MORNING + DAY, 3)):
        while database.run(gather, POLICY, morning):
            pass
        letter = database.run(storage.outbox.newest, TEAM, RITA, letters.MORNING)
        drawn = words(database.run(letters.draw, letter, POLICY, morning).blocks)
        assert drawn.startswith(f"Good morning. {warned} ownerships end soon: ")
        listed, total = database.run(read_all, letter.id, ritas, POLICY, morning)
        assert total == len(listed) == warned
        assert {each.candidate for each in listed} <= eight
    assert "See all" not in drawn


def test_what_is_owed_to_the_first_besides_stands_in_their_line(database):
    def besides(db):
        late = [owed(id, NOW - DAY, kind="updates.owed", nudge_at=NOW) for id in range(1, MANY + 1)]
        rest = [owed(id, MORNING + DAY, kind="favours.thanks", nudge_at=NOW) for id in range(1, MANY + 1)]
        storage.promises.write(db, TEAM, late + rest)
        return items.waiting(db, person(RITA), POLICY, NOW + DAY)

    lines = database.run(besides)
    assert len(lines) == items.MOST
    assert {tuple(each.kind for each in line) for line in lines} == {("updates.owed", "favours.thanks")}
