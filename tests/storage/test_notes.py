"""Is what was learned of a candidate kept by touch, newest first, and out of sight with a deleted touch?"""

import storage
from bot.facts import About
from tests.storage.examples import DAY, NOW, OTHER, RITA, TEAM, touch


def told(db):
    """Ana is spoken with twice: she first worries, then no more; the second time she says what she expects."""
    ana = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW).id
    first, second = touch(ana), touch(ana, NOW + DAY)
    for one, notes in (
        (first, {About.WORRIES: "the commute", About.FITS: "the stack", About.PROMISE: ""}),
        (second, {About.WORRIES: "none any more", About.PAY_EXPECTED: "120k"}),
    ):
        storage.touches.log(db, TEAM, one)
        storage.notes.write(db, TEAM, one.id, ana, notes)
    return ana, first, second


def words(db, ana, team=TEAM):
    return {about: note.words for about, note in storage.notes.newest(db, team, ana).items()}


def test_the_newest_of_each_counts_and_an_empty_one_is_none(database):
    ana, first, second = database.run(told)
    assert database.run(words, ana) == {
        About.WORRIES: "none any more",
        About.FITS: "the stack",
        About.PAY_EXPECTED: "120k",
    }
    assert database.run(storage.notes.newest, TEAM, ana)[About.WORRIES].at == second.at
    assert database.run(storage.notes.of_touch, TEAM, first.id) == {
        About.WORRIES: "the commute",
        About.FITS: "the stack",
    }
    assert database.run(words, ana, OTHER) == {}


def test_what_a_deleted_touch_taught_counts_no_more(database):
    ana, _, second = database.run(told)
    database.run(storage.touches.delete, TEAM, second, RITA, NOW + DAY)
    assert database.run(words, ana) == {About.WORRIES: "the commute", About.FITS: "the stack"}


def test_a_correction_takes_the_place_of_what_was_there(database):
    ana, first, _ = database.run(told)
    database.run(storage.notes.write, TEAM, first.id, ana, {About.MUST_HAVES: "a garden"})
    assert database.run(storage.notes.of_touch, TEAM, first.id) == {About.MUST_HAVES: "a garden"}
