"""Is what stood before a mistake told again, where it is still said?"""

import pytest

import storage
from bot.facts import Stage
from tests.storage.examples import DAY, HOUR, NOW, RITA, TEAM, TOM, owed

PROMISE = owed(1)


def letter(db, kind, at, became="moved", when=NOW):
    """A letter in which it stands what became of something owed."""
    id = storage.outbox.letter(db, TEAM, f"{kind}/{at}", kind, RITA, at, at)
    assert id
    storage.lines.add(db, TEAM, id, [PROMISE])
    storage.lines.settle(db, TEAM, PROMISE, became, TOM, when)
    return id


def outcome(db, id):
    (line,) = storage.lines.of(db, TEAM, id)
    return line.outcome


def says(db, kind):
    return storage.offer_letters.says(db, TEAM, RITA, kind, PROMISE)


@pytest.mark.parametrize(
    ("became", "when", "still_owed", "again"),
    [
        pytest.param("moved", NOW, True, None, id="settled by the mistake"),
        pytest.param("decided", NOW, True, None, id="settled by a decision that moved nobody"),
        pytest.param("moved", NOW - HOUR, True, "moved", id="by a move before"),
        pytest.param("logged", NOW, True, "logged", id="by a touch"),
        pytest.param("moved", NOW, False, "moved", id="owed no longer"),
    ],
)
async def test_what_a_mistake_had_settled_is_open_again(database, became, when, still_owed, again):
    def scene(db):
        id = letter(db, "morning", NOW - HOUR, became, when)
        storage.promises.write(db, TEAM, [PROMISE] if still_owed else [])
        assert not says(db, "morning")
        storage.reopening.items(db, TEAM, 1, NOW, NOW + HOUR)
        return outcome(db, id), says(db, "morning")

    assert await database.transact(scene) == (again, again is None)


async def test_a_morning_that_a_newer_one_has_followed_is_left_as_it_is(database):
    def scene(db):
        old, urgent = letter(db, "morning", NOW - DAY), letter(db, "offers.urgent", NOW - DAY)
        new = storage.outbox.letter(db, TEAM, "new", "morning", RITA, NOW, NOW)
        storage.promises.write(db, TEAM, [PROMISE])
        storage.reopening.items(db, TEAM, 1, NOW, NOW + HOUR)
        assert new
        return outcome(db, old), outcome(db, urgent), says(db, "morning"), says(db, "offers.urgent")

    assert await database.transact(scene) == ("moved", None, False, True)


@pytest.mark.parametrize(
    "moves",
    [
        pytest.param((Stage.DECLINED,), id="to an end"),
        pytest.param((Stage.DECLINED, Stage.REJECTED), id="to an end that was corrected"),
        pytest.param((Stage.ACCEPTED,), id="further"),
    ],
)
@pytest.mark.parametrize("moment", [HOUR, 0 * HOUR], ids=["later", "at one moment"])
async def test_whoever_is_moved_back_has_never_been_moved(database, moves, moment):
    def scene(db):
        ana = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW).id
        job = storage.jobs.titled(db, TEAM, "Cook", RITA, NOW)
        id = storage.submissions.put_forward(db, TEAM, ana, job.id, Stage.INTERVIEW, RITA, NOW)
        move(db, id, Stage.OFFER, NOW + moment)
        before = there(db, id), storage.updates.standings(db, TEAM, [ana])
        for place, stage in enumerate(moves, start=1):
            move(db, id, stage, NOW + place * moment)
        storage.reopening.move_back(db, TEAM, there(db, id), TOM, NOW + DAY)
        assert (there(db, id), storage.updates.standings(db, TEAM, [ana])) == before
        storage.reopening.move_back(db, TEAM, there(db, id), TOM, NOW + DAY)
        return there(db, id), storage.audit.entries(db, TEAM, "submission", id)

    first, record = await database.transact(scene)
    assert (first.stage, first.came_from, first.entered_at) == (Stage.INTERVIEW, None, NOW)
    assert [verb for verb, _, _ in record] == ["moved"] * (2 + len(moves)) + ["move_taken_back"] * 2


def there(db, id):
    found = storage.submissions.submission(db, TEAM, id)
    assert found
    return found


def move(db, id, stage, at):
    storage.submissions.move(db, TEAM, there(db, id), stage, RITA, at)
