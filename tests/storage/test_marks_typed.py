"""What if somebody types what only stands before encrypted texts?"""

from dataclasses import replace

import pytest

import storage
from bot.facts import About, KnownAs
from bot.redaction import Redactor
from storage import mentions, turning
from storage.keyring import Keyring
from storage.migrate import migrate
from storage.tables import Candidates, Touches, TouchNotes
from tests.keys import KEY, KEYS
from tests.storage.conftest import closing_now
from tests.storage.examples import NOW, RITA, TEAM, person, touch

ANA = Redactor(KnownAs((1,), ("Ana Silva",), ()))
TYPED = ["enc1:hello", "enc1:", f"enc1:{KEYS.first}:gAAAAA", KEYS.encrypt("x")]


def typed_everywhere(db, words):
    """Somebody writes it into a note, into what worries Bo, and for a reason."""
    storage.people.meet(db, person(RITA))
    bo = storage.candidates.add(db, TEAM, "Bo Berg", [], RITA, NOW).id
    one = replace(touch(bo, NOW), note=words)
    storage.touches.log(db, TEAM, one)
    storage.notes.write(db, TEAM, one.id, bo, {About.WORRIES: words, About.PAY_EXPECTED: words})
    storage.marks.forbid(db, TEAM, bo, words, RITA, NOW)
    return bo, one.id


@pytest.mark.parametrize("words", TYPED)
def test_it_is_read_looked_through_counted_and_turned_as_the_letters_it_is(database_url, words):
    with closing_now(database_url) as database:
        migrate(database.engine)
        bo, one = database.run(typed_everywhere, words)
        for of in (Touches, TouchNotes, Candidates):
            places, _ = database.run(mentions.look, TEAM, of, None, ANA, frozenset())
            assert places == []
        assert set(database.run(storage.pay_keys.counted)) == {KEYS.first}
        database.give_keys(Keyring([Keyring.fresh(), KEY]))
        assert sum(turning.turn(database)) == 1
        notes = database.run(storage.notes.of_touch, TEAM, one)
        assert notes == {About.WORRIES: words, About.PAY_EXPECTED: words}
        told = database.run(storage.everything.about, TEAM, bo)
        assert told
        assert {row["words"] for row in told.tables["touch_notes"]} == {words}
