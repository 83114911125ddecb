"""Is what was encrypted read where it was written and nowhere else, by our keys and no others?"""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import select, update

import storage
from bot.errors import Misconfigured
from bot.facts import About, Money, Offer, OfferKind, OfferRound, OfferState, Package, RoundBy
from storage.encryption import decrypted, encrypt, in_clear, rewritten
from storage.key_file import HEADING, Keys
from storage.keyring import MARK, Keyring, NotAKey, fingerprint
from storage.tables import OfferChanges, OfferRounds, Offers, TouchNotes, table
from tests.keys import KEY, KEYS
from tests.storage.examples import NOW, OTHER, RITA, TEAM, touch

SAID = "€85,000 + 10 %\nand a car"


def file_in(folder):
    """The keys of the file that a bot started there makes."""
    return Keys((), folder / "rapport.keys")


def test_a_text_says_by_which_key_it_was_encrypted_and_nothing_else():
    first, second = Keyring.fresh(), Keyring.fresh()
    text = Keyring([second, first]).encrypt(SAID)
    assert text.startswith(f"{MARK}{fingerprint(second)}:")
    assert Keyring([first, second]).decrypted(text) == SAID
    assert "85" not in text.removeprefix(MARK + fingerprint(second)).partition(":")[0]
    with pytest.raises(Misconfigured, match=fingerprint(second)):
        Keyring([first]).decrypted(text)


@pytest.mark.parametrize("given", ["", "secret", "A" * 44, "é" * 44, f"{KEY[:-4]}AAA"])
def test_what_is_no_key_is_refused(given):
    with pytest.raises(NotAKey):
        Keyring([given])


# Where it was written, and who reads it: of which team, at which place, and whether they may.
READERS = [
    (TEAM, "offers/12", True),
    (TEAM, "offers", True),
    (TEAM, "offers/1", False),
    (TEAM, "offers/13", False),
    (TEAM, "offer_rounds/12", False),
    (TEAM, "bands", False),
    (OTHER, "offers/12", False),
    (OTHER, "offers", False),
]


@pytest.mark.parametrize(("team", "of", "may"), READERS)
async def test_it_is_read_only_where_it_was_written(database, team, of, may):
    text = await database.ask(encrypt, TEAM, "offers/12", SAID)
    if may:
        assert await database.ask(decrypted, team, of, text) == SAID
    else:
        with pytest.raises(ValueError, match="belongs elsewhere"):
            await database.ask(decrypted, team, of, text)


async def test_whoever_changes_a_sign_of_it_is_noticed(database):
    text = await database.ask(encrypt, TEAM, "offers/12", SAID)
    for at in (30, len(text) // 2, len(text) - 8):
        changed = text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]
        with pytest.raises(ValueError, match="was changed"):
            await database.ask(decrypted, TEAM, "offers/12", changed)


async def test_other_words_stand_in_the_same_place(database):
    text = await database.ask(encrypt, TEAM, "offers/12", SAID)
    other = await database.ask(rewritten, text, "nothing")
    assert await database.ask(decrypted, TEAM, "offers/12", other) == "nothing"
    assert await database.ask(in_clear, other) == "nothing"
    with pytest.raises(ValueError, match="elsewhere"):
        await database.ask(decrypted, TEAM, "offers/13", other)
    assert await database.ask(rewritten, "in clear", "nothing") == "nothing"


async def test_a_note_about_pay_that_was_moved_to_another_touch_is_refused(database):
    def begin(db):
        ids = [storage.candidates.add(db, TEAM, name, [], RITA, NOW).id for name in ("Ana", "Ben")]
        touches = [touch(id) for id in ids]
        for one, words in zip(touches, ("120k", "90k"), strict=True):
            storage.touches.log(db, TEAM, one)
            storage.notes.write(db, TEAM, one.id, one.candidate, {About.PAY_EXPECTED: words, About.WORRIES: "far"})
        return touches

    def swapped(db):
        notes = table(TouchNotes)
        pay = notes.c.about == About.PAY_EXPECTED
        anas_words = db.execute(select(notes.c.words).where(notes.c.touch == anas.id, pay)).scalar()
        db.execute(update(notes).where(notes.c.touch == bens.id, pay).values(words=anas_words))

    anas, bens = await database.transact(begin)
    assert (await database.ask(storage.notes.newest, TEAM, bens.candidate))[About.PAY_EXPECTED].words == "90k"
    assert await database.ask(storage.notes.of_touch, TEAM, anas.id) == {
        About.PAY_EXPECTED: "120k",
        About.WORRIES: "far",
    }
    await database.transact(swapped)
    with pytest.raises(ValueError, match="elsewhere"):
        await database.ask(storage.notes.of_touch, TEAM, bens.id)


async def test_without_any_key_nothing_is_written(database):
    database.give_keys(None)
    with pytest.raises(Misconfigured, match="no key"):
        await database.transact(encrypt, TEAM, "offers/12", SAID)
    database.give_keys(KEYS)
    assert await database.transact(encrypt, TEAM, "offers/12", SAID)


# ---------------------------------------------------------------------- the file of keys


def test_the_first_start_makes_a_file_that_its_owner_alone_reads(tmp_path):
    keys = file_in(tmp_path / "new")
    assert keys.ring() is None
    made = keys.made()
    assert keys.file.stat().st_mode & 0o777 == 0o600
    assert keys.file.read_text().startswith(HEADING)
    assert [each.name for each in keys.file.parent.iterdir()] == ["rapport.keys"]
    assert keys.ring().fingerprints == made.fingerprints


def test_of_two_who_make_it_at_once_both_have_the_same_key(tmp_path):
    keys, found, together = file_in(tmp_path), [], threading.Barrier(8)

    def make():
        together.wait()
        found.append(keys.made().fingerprints)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [found[0]] * 8


def test_a_new_key_goes_first_and_the_others_stay(tmp_path):
    keys = file_in(tmp_path)
    old, new = keys.made(), Keyring.fresh()
    keys.add(new)
    assert keys.ring().fingerprints == (fingerprint(new), *old.fingerprints)
    assert keys.file.stat().st_mode & 0o777 == 0o600
    assert keys.ring().decrypted(old.encrypt(SAID)) == SAID


def test_given_keys_go_before_the_file_and_are_not_shown(tmp_path):
    given = Keyring.fresh()
    file = file_in(tmp_path)
    file.made()
    keys = replace(file, given=(given,))
    assert keys.ring().fingerprints == (fingerprint(given),)
    assert given not in repr(keys)
    assert (keys.where, file.where) == ("PAY_KEYS", str(keys.file))


def is_a_folder(file):
    file.mkdir(mode=0o700)


# How the file is spoilt, and what is said of it.
SPOILT = [
    (lambda file: file.write_text(""), "holds no key: put it back from your copy"),
    (lambda file: file.write_text(HEADING), "holds no key: put it back from your copy"),
    (lambda file: file.write_text("not a key\n"), "is wrong: it holds something that is no key"),
    (lambda file: file.write_bytes(b"\xff\xfe"), "cannot be read (it is no text)"),
    (is_a_folder, "cannot be read (Is a directory)"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILT)
def test_a_file_that_cannot_be_used_is_told_with_what_to_do(tmp_path, spoil, said):
    keys = file_in(tmp_path)
    spoil(keys.file)
    if keys.file.is_file():
        keys.file.chmod(0o600)
    with pytest.raises(Misconfigured) as refused:
        keys.ring()
    assert str(refused.value).startswith(f"{keys.file} {said}")


@pytest.mark.parametrize("mode", [0o640, 0o644, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(tmp_path, mode):
    keys = file_in(tmp_path)
    keys.made()
    keys.file.chmod(mode)
    with pytest.raises(Misconfigured, match=f"chmod 600 {keys.file}"):
        keys.ring()


def test_where_no_file_can_be_written_the_way_out_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Misconfigured, match=r"cannot be written .* PAY_KEYS_FILE"):
        Keys((), tmp_path / "file" / "rapport.keys").made()


async def test_the_pay_of_one_offer_cannot_be_shown_as_anothers(database):
    """Whoever may write to the database, and has no key, swaps what was offered."""

    def begin(db):
        ana = storage.candidates.add(db, TEAM, "Ana", [], RITA, NOW).id
        for id, minor in ((1, 8_000_000), (2, 9_000_000)):
            storage.offers.add(db, TEAM, Offer(id, ana, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW, why=f"{minor}"))
            package = Package(Money(minor, "EUR"))
            storage.offer_rounds.say(db, TEAM, OfferRound(id, id, 0, RoundBy.OFFERED, package, NOW, RITA, NOW))

    def swap(db, of):
        words = db.execute(select(table(of).c.encrypted).order_by(table(of).c.offer if of is not Offers else "id"))
        first, *_ = words.scalars()
        db.execute(update(table(of)).values(encrypted=first))

    await database.transact(begin)
    for of, asked in ((OfferRounds, storage.offer_rounds.rounds), (OfferChanges, storage.offers.changes)):
        assert len(await database.ask(asked, TEAM, [1, 2])) == 2
        await database.transact(swap, of)
        with pytest.raises(ValueError, match="elsewhere"):
            await database.ask(asked, TEAM, [2])
    await database.transact(swap, Offers)
    with pytest.raises(ValueError, match="elsewhere"):
        await database.ask(storage.offers.offer, TEAM, 2)
