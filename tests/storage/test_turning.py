"""Is all pay encrypted by the first key in the end, whoever writes meanwhile and wherever it is killed?"""

import itertools
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, func, insert, select, text, update

import storage
from bot.errors import Misconfigured
from bot.facts import About, NewCandidate
from storage import turning
from storage.database import Database
from storage.encryption import in_clear
from storage.giving_up import Instead
from storage.key_file import Keys
from storage.keyring import Keyring, fingerprint
from storage.migrate import migrate
from storage.tables import Agreements, Base, Drafts, Inbox, TouchNotes, table
from tests.keys import AT_HAND, KEY
from tests.storage.conftest import closing_now
from tests.storage.examples import NOW, RITA, TEAM, touch, whole_story

NOWHERE = Path("unused.keys")


def given_keys(*keys):
    return Keys(keys, NOWHERE)


def told(_) -> str:
    return "90k"


def written(db, key="k", words="120k"):
    """A note about pay, a draft and an answer that is remembered."""
    ana = storage.candidates.add(db, TEAM, f"Ana {key}", [], RITA, NOW).id
    one = touch(ana)
    storage.touches.log(db, TEAM, one)
    storage.notes.write(db, TEAM, one.id, ana, {About.PAY_EXPECTED: words, About.WORRIES: "the commute"})
    draft = storage.drafts.keep(db, TEAM, RITA, NewCandidate(f"{words} {key}"), NOW)
    storage.inbox.once(db, TEAM, key, NOW, told)
    return one.id, draft


def run(db, statement):
    db.execute(statement)


def begin(db, key):
    storage.pay_keys.begin(db, given_keys(key), NOW)


def texts(db):
    """All that is encrypted, as it stands and as it reads, by table and key."""
    found = {}
    for of, name in storage.pay_keys.ENCRYPTED.items():
        for row in db.execute(table(of).select()).mappings():
            key = (table(of).name, *(row[each.name] for each in table(of).primary_key))
            found[key] = (row[name], in_clear(db, row[name]))
    return found


def test_what_is_encrypted_is_known():
    named = {of.name for of in Base.metadata.sorted_tables if "encrypted" in of.c}
    known = {table(of).name for of, name in storage.pay_keys.ENCRYPTED.items() if name == "encrypted"}
    assert named == known
    assert all(isinstance(table(of).c[name].type, Text) for of, name in storage.pay_keys.ENCRYPTED.items())


def test_all_is_turned_to_the_first_key_and_the_old_one_forgotten(database_url):
    old, new = KEY, Keyring.fresh()
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(storage.pay_keys.begin, AT_HAND, NOW)
        database.run(whole_story)
        database.run(written)
        before = database.run(texts)
        assert set(database.run(storage.pay_keys.counted)) == {fingerprint(old)}
        database.give_keys(Keyring([new, old]))
        database.run(
            lambda db: db.execute(table(storage.tables.PayKeys).delete().where(text("fingerprint LIKE 'of%'")))
        )
        database.run(storage.pay_keys.begin, given_keys(new, old), NOW)
        assert sum(turning.turn(database)) == sum(stands.startswith("enc1:") for stands, _ in before.values())
        assert database.look(storage.pay_keys.unused) == [fingerprint(old)]
        database.run(storage.pay_keys.forget, [fingerprint(old)])
        database.give_keys(Keyring([new]))
        after = database.run(texts)
        assert {key: read for key, (_, read) in after.items()} == {key: read for key, (_, read) in before.items()}
        assert set(database.run(storage.pay_keys.counted)) == {fingerprint(new)}
        assert list(turning.turn(database)) == []
        database.run(storage.pay_keys.suit, given_keys(new), Keyring([new]))
        _written_by_another(database, Keyring([old, new]))
        with pytest.raises(Misconfigured, match=f"with the key {fingerprint(old)}, which is not in"):
            database.look(storage.pay_keys.suit, given_keys(new), Keyring([new]))
        database.give_keys(Keyring([new, old]))
        assert sum(turning.turn(database)) == 3
        database.look(storage.pay_keys.suit, given_keys(new), Keyring([new]))


def _written_by_another(database, keys):
    """A process that was not restarted yet writes on by the key that was turned away from."""
    database.give_keys(keys)
    database.run(written, "later")


def test_an_agreement_can_be_turned_and_nothing_else_of_it_changed(database_url):
    of = table(Agreements)
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(whole_story)
        database.give_keys(Keyring([Keyring.fresh(), KEY]))
        piece = database.look(turning.turned, Agreements, None)
        assert (len(piece.texts), piece.go_on) == (1, None)
        database.run(turning.write, piece)
        database.run(lambda db: db.execute(update(of).values(candidate_told_at=NOW)))
        for name, value in {"offer": 2, "version": 2, "at": NOW, "by": "U0X", "digest": "x"}.items():
            changed = update(of).values({name: value})
            with pytest.raises(Exception, match="an agreement is not changed; a new version follows"):
                database.run(run, changed)


DEEDS = st.lists(
    st.sampled_from(["write", "new key", "turn a little", "turn all", "restart", "take out", "lose the rest"]),
    max_size=12,
)


def held(url, deeds):
    """Whatever is done, everything reads as it was written at each moment, but for what a lost key takes with it.

    No key that something was encrypted with is forgotten, so that whoever starts without it is told.
    """
    keys, numbers = [Keyring.fresh()], itertools.count()
    said: dict[int, str] = {}
    database = Database(url, Keyring(keys))
    try:
        migrate(database.engine)
        database.run(storage.pay_keys.begin, given_keys(*keys), NOW)
        for deed in [*deeds, "restart", "turn all", "take out"]:
            if deed == "write":
                number = next(numbers)
                id, draft = database.run(written, f"{number}", f"{number}k")
                said |= {id: f"{number}k", draft: f"{number}k {number}"}
            elif deed == "new key":
                keys = [Keyring.fresh(), *keys]
            elif deed == "restart":
                database.give_keys(Keyring(keys))
                database.run(storage.pay_keys.begin, given_keys(*keys), NOW)
            elif deed == "take out":
                database.run(storage.pay_keys.forget, database.look(storage.pay_keys.unused))
                used = database.look(storage.pay_keys.used)
                keys = [key for place, key in enumerate(keys) if fingerprint(key) in used or not place]
            elif deed == "lose the rest":
                keys = keys[:1]
                said = _given_up(database, keys[0], said)
            else:
                turned = turning.turn(database)
                for _ in itertools.islice(turned, 1) if deed == "turn a little" else turned:
                    pass
            assert set(database.look(storage.pay_keys.counted)) <= set(database.look(storage.pay_keys.used))
            assert _reads(database, said) == said
        first = Keyring(keys[:1])
        assert database.look(storage.pay_keys.used) == [first.first]
        database.run(storage.pay_keys.suit, given_keys(keys[0]), first)
        database.give_keys(first)
        assert _reads(database, said) == said
        for number in range(next(numbers)):
            assert database.run(storage.inbox.once, TEAM, f"{number}", NOW, told) == "90k"
    finally:
        database.run(lambda db: [db.execute(of.delete()) for of in reversed(Base.metadata.sorted_tables) if _loose(of)])
        database.close_now()


def _reads(database, said):
    """What stands now in notes and drafts, by their id."""
    found = {}
    for id in said:
        notes = database.look(storage.notes.of_touch, TEAM, id)
        draft = database.look(storage.drafts.kept, TEAM, RITA, id, NewCandidate)
        found[id] = notes[About.PAY_EXPECTED] if notes else draft and draft.name
    return found


def _given_up(database, key, said):
    """All keys but one are lost for good: what becomes of what was encrypted with them, and the rest as it was."""
    ring = Keyring([key])
    of, by_it = table(TouchNotes), f"enc1:{ring.first}:"
    pay = select(of.c.touch, of.c.words).where(of.c.about == About.PAY_EXPECTED)
    notes = database.look(lambda db: dict(db.execute(pay).all()))
    drafts = database.look(lambda db: dict(db.execute(select(table(Drafts).c.id, table(Drafts).c.body)).all()))
    database.give_keys(ring)
    for _ in storage.giving_up.give_up(database, Instead("some keys", "lost", "lost", NOW)):
        pass
    database.run(storage.pay_keys.begin, given_keys(key), NOW)
    lost = {id for id, words in notes.items() if words.startswith("enc1:") and not words.startswith(by_it)}
    gone = {id for id, words in drafts.items() if not words.startswith(by_it)}
    return {id: "lost" if id in lost else None if id in gone else words for id, words in said.items()}


def _loose(of):
    return of.name in ("touch_notes", "drafts", "inbox", "pay_keys")


def test_keys_may_change_at_any_time(database_url):
    few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    whatever = given(DEEDS)(lambda deeds: held(database_url, deeds))
    for deeds in (["turn a little", "take out"], ["turn a little", "lose the rest"]):
        whatever = example(["write", "new key", "restart", "write", *deeds])(whatever)
    few(whatever)()


def test_what_a_version_before_kept_in_clear_is_encrypted_once(database_url, tmp_path):
    """Also what such a version writes later, after a step back."""

    def in_clear_before(db):
        one, draft = written(db)
        other, _ = written(db, "j", "secretly 77k")
        notes = table(TouchNotes)
        pay = (notes.c.touch == one, notes.c.about == About.PAY_EXPECTED)
        db.execute(update(notes).where(*pay).values(words="veiled 120k"))
        db.execute(update(table(Drafts)).where(table(Drafts).c.id == draft).values(body='{"name": "veiled 130k"}'))
        db.execute(update(table(Inbox)).where(table(Inbox).c.key == "k").values(result='"veiled 140k"'))
        return one, draft, other

    with closing_now(database_url) as database:
        migrate(database.engine)
        one, draft, other = database.run(in_clear_before)
        assert database.run(storage.notes.of_touch, TEAM, one)[About.PAY_EXPECTED] == "veiled 120k"
        assert turning.encrypt_all(database) == 3
        assert turning.encrypt_all(database) == 0
        notes = [database.run(storage.notes.of_touch, TEAM, id)[About.PAY_EXPECTED] for id in (one, other)]
        assert notes == ["veiled 120k", "secretly 77k"]
        assert database.run(storage.drafts.kept, TEAM, RITA, draft, NewCandidate) == NewCandidate("veiled 130k")
        assert database.run(storage.inbox.once, TEAM, "k", NOW, told) == "veiled 140k"
        plain = database.run(lambda db: [db.execute(of.select()).all() for of in Base.metadata.sorted_tables])
        assert "veiled" not in str(plain)
        assert "the commute" in str(plain)
        files = tmp_path.glob("rapport.db*")
        assert not [file.name for file in files if b"veiled" in file.read_bytes()]


def test_more_than_one_piece_is_turned_to_the_end(database_url):
    def many(db):
        row = {"team": TEAM, "by": RITA, "body": "{}", "at": NOW}
        db.execute(insert(table(Drafts)), [row | {"id": id} for id in range(1, 1_202)])

    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(many)
        assert turning.encrypt_all(database) == 1_201
        counted = database.run(lambda db: db.execute(select(func.count()).select_from(table(Drafts))).scalar())
        assert sum(database.run(storage.pay_keys.counted).values()) == counted == 1_201
        database.give_keys(Keyring([Keyring.fresh(), KEY]))
        assert list(turning.turn(database)) == [500, 500, 201]


def test_what_somebody_writes_at_this_moment_is_left_as_they_wrote_it(database_url):
    """Between a piece being read and written, a note was changed."""

    def changed(db, touch):
        ana = db.execute(select(notes.c.candidate).where(notes.c.touch == touch)).scalar()
        storage.notes.write(db, TEAM, touch, ana, {About.PAY_EXPECTED: "125k"})

    notes = table(TouchNotes)
    with closing_now(database_url) as database:
        migrate(database.engine)
        one, _ = database.run(written)
        database.give_keys(Keyring([Keyring.fresh(), KEY]))
        piece = database.look(turning.turned, TouchNotes, None)
        database.run(changed, one)
        database.run(turning.write, piece)
        assert len(piece.texts) == 1
        assert database.run(storage.notes.of_touch, TEAM, one)[About.PAY_EXPECTED] == "125k"


def test_who_writes_waits_for_no_text_to_be_encrypted(database_url):
    """All but the writing of a piece is done beside whoever writes, and a piece is written at once."""
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(written)
        database.give_keys(Keyring([Keyring.fresh(), KEY]))
        with database.engine.begin() as busy:
            busy.execute(update(table(Drafts)).values(at=NOW))
            assert len(database.look(turning.turned, Drafts, None).texts) == 1


# Which keys a start has, after a first start with `a` and, where there is one, a second with these: what it is told.
a, b = Keyring.fresh(), Keyring.fresh()
STARTS = [
    ([(a,)], (a,), None),
    ([(a,)], (b, a), None),
    ([(a,)], (a, b), None),
    ([(a,)], (b,), [a]),
    ([(a,), (b, a)], (a,), [b]),
    ([(a,), (b, a)], (b,), [a]),
    ([(a,), (a, b)], (a,), None),
]


@pytest.mark.parametrize(("before", "now", "missing"), STARTS)
def test_a_start_without_a_key_that_was_used_is_refused_and_told_which(database_url, before, now, missing):
    with closing_now(database_url) as database:
        migrate(database.engine)
        for keys in before:
            database.give_keys(Keyring(keys))
            database.run(storage.pay_keys.begin, given_keys(*keys), NOW)
        database.give_keys(Keyring(now))
        if missing is None:
            database.run(storage.pay_keys.begin, given_keys(*now), NOW)
            return
        with pytest.raises(Misconfigured) as refused:
            database.run(storage.pay_keys.begin, given_keys(*now), NOW)
        assert [each in str(refused.value) for each in map(fingerprint, missing)] == [True] * len(missing)
        assert "which is not in PAY_KEYS: put it back there" in str(refused.value)
        assert not [key for key in (a, b) if key in str(refused.value)]


def test_of_two_that_start_first_with_different_keys_one_is_refused(postgres_url):
    houses = [Database(postgres_url, Keyring([key])) for key in (a, b)]
    try:
        migrate(houses[0].engine)
        begun = [house._writes.submit(partial(begin, key=key)) for house, key in zip(houses, (a, b), strict=True)]
        ended = [each.exception() for each in begun]
        assert sorted(type(each).__name__ for each in ended) == ["Misconfigured", "NoneType"]
        assert len(houses[0].run(storage.pay_keys.used)) == 1
    finally:
        for house in houses:
            house.close_now()
