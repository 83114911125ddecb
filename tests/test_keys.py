"""Can an operator take a new key for pay, give the old one up, and be told when one is missing?"""

import signal
from pathlib import Path

import pytest
from sqlalchemy import insert

import storage
from bot import giving_up, operating, settings
from bot.errors import Misconfigured
from bot.running import opened
from storage import pay_keys
from storage.database import Database
from storage.key_file import Keys
from storage.keyring import Keyring, fingerprint
from storage.tables import Drafts, table
from tests.command import begun, done
from tests.keys import KEY
from tests.storage.examples import NOW, RITA, TEAM
from tests.stories.house import prepared


def file_in(folder):
    """The keys of the file that a bot started there makes."""
    return Keys((), folder / "rapport.keys")


def read(url, **more):
    """The settings of a bot, as far as its database needs them."""
    given = {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", "database_url": url, "_env_file": None}
    return settings.read(**given, **more)


def started(url, **more):
    """A bot starts, and stops at once."""
    opened(read(url, **more), NOW).close_now()


def keep(url, keys, count):
    """Drafts are kept, as many as are wanted."""

    def drafts(db):
        for id in range(count):
            words = storage.encryption.encrypt(db, TEAM, f"drafts/{id}", "{}")
            db.execute(insert(table(Drafts)), {"team": TEAM, "id": id, "by": RITA, "body": words, "at": NOW})

    database = Database(url, keys.ring())
    try:
        database.run(drafts)
    finally:
        database.close_now()


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PAY_KEYS", raising=False)
    url = f"sqlite:///{tmp_path / 'rapport.db'}"
    prepared(url)
    return url


async def test_a_key_is_taken_turned_and_given_up_while_the_bot_runs(url, tmp_path):
    where = {"DATABASE_URL": url}
    keys = file_in(tmp_path)
    await done(tmp_path, "migrate", **where)
    assert (await done(tmp_path, "keys", **where)).out == (
        f"There is no key yet: the first start of the bot makes one, in {keys.file}.\n"
    )
    started(url)
    old = keys.ring()
    keep(url, keys, 1_201)
    assert (await done(tmp_path, "keys", **where)).out == (
        f"{old.first}  encrypts; 1,201 encrypted with it\n1 in {keys.file}\n"
    )
    told = await done(tmp_path, "keys", "new", **where)
    both = keys.ring()
    assert both.fingerprints[1:] == old.fingerprints
    assert told.out.startswith(f"The new key {both.first} is first in {keys.file}. Copy that file, restart the bot")
    new, before = (line for line in keys.file.read_text().splitlines() if not line.startswith("#"))
    assert new not in told.out
    assert before not in told.out
    refused = await done(tmp_path, "keys", "turn", **where)
    assert (refused.code, refused.err.startswith(f"The bot does not know the key {both.first} yet")) == (2, True)
    runs = opened(read(url), NOW)
    async with begun(tmp_path, "keys", "turn", **where) as turning:
        await turning.says("500 encrypted anew")
        turning.hears(signal.SIGKILL)
        await turning.ends()
    assert (await done(tmp_path, "keys", "turn", **where)).out.splitlines()[-2:] == [
        operating.UNUSED.format(old.first, keys.file),
        f"All pay is encrypted with {both.first}.",
    ]
    runs.close_now()
    without = [line for line in keys.file.read_text().splitlines() if line.startswith("#")]
    keys.file.write_text("\n".join([*without, new]))
    started(url)
    left = await done(tmp_path, "keys", **where)
    assert left.out == f"{both.first}  encrypts; 1,201 encrypted with it\n1 in {keys.file}\n"


def test_whoever_writes_does_not_wait_until_all_is_counted(url, tmp_path):
    """It is counted while somebody else writes, so it takes nobody's turn."""
    started(url)
    keys = file_in(tmp_path)
    keep(url, keys, 3)
    database = Database(url, keys.ring())
    try:
        with database.engine.begin():
            listed = list(operating.keys(url, keys))
            unused = database.look(pay_keys.unused)
    finally:
        database.close_now()
    assert listed == [f"{keys.ring().first}  encrypts; 3 encrypted with it", f"1 in {keys.file}"]
    assert unused == []


async def test_keys_that_are_given_are_only_said_never_written(url, tmp_path):
    given = Keyring.fresh()
    told = await done(tmp_path, "keys", "new", DATABASE_URL=url, PAY_KEYS=given)
    new = told.out.splitlines()[1]
    assert fingerprint(new) != fingerprint(given)
    assert told.out.startswith("Write this key into PAY_KEYS of every process, with a comma after it")
    assert not list(tmp_path.glob("*.keys"))
    started(url, pay_keys=given)
    listed = await done(tmp_path, "keys", DATABASE_URL=url, PAY_KEYS=f"{new}, {given}")
    assert listed.out == (
        f"{fingerprint(new)}  encrypts; 0 encrypted with it\n"
        f"{fingerprint(given)}  decrypts; 0 encrypted with it\n2 in PAY_KEYS\n"
    )
    assert given not in listed.out


async def test_whoever_loses_the_file_is_told_and_no_other_is_made(url, tmp_path):
    started(url)
    keys = file_in(tmp_path)
    lost = keys.ring().first
    keys.file.rename(tmp_path / "elsewhere")
    with pytest.raises(Misconfigured) as refused:
        started(url)
    assert str(refused.value) == (
        f"Pay in this database is encrypted with the key {lost}, which is not in {keys.file}: put it back there, from "
        "the copy that you keep apart from the backups. Without it nobody can read that pay. If it is lost for good, "
        "`python -m bot keys give-up` goes on without what it encrypted."
    )
    assert not keys.file.exists()
    for more in ({}, {"PAY_KEYS": Keyring.fresh()}):
        new = await done(tmp_path, "keys", "new", DATABASE_URL=url, **more)
        assert (new.code, new.out) == (2, "")
        assert new.err == f"{pay_keys.MISSING.format(lost, 'PAY_KEYS' if more else keys.file)}\n"
    assert not keys.file.exists()
    assert (await done(tmp_path, "keys", DATABASE_URL=url)).out == (
        f"{lost}  is missing; 0 encrypted with it\n0 in {keys.where}\n{refused.value}\n"
    )
    started(url, pay_keys_file=tmp_path / "elsewhere")
    (tmp_path / "elsewhere").rename(keys.file)
    started(url)
    other = Keyring.fresh()
    keep(url, Keys((other,), keys.file), 1)
    assert pay_keys.MISSING.format(fingerprint(other), keys.file) in list(operating.keys(url, keys))
    assert not operating._check_keys(read(url)).fine
    with pytest.raises(Misconfigured, match=fingerprint(other)):
        started(url)


async def test_a_key_that_is_lost_for_good_is_given_up_once_it_is_typed(url, tmp_path):
    started(url)
    keys = file_in(tmp_path)
    with pytest.raises(Misconfigured, match="No key is missing"):
        list(giving_up.foretold(url, keys))
    lost = keys.ring().first
    keep(url, keys, 3)
    keys.file.unlink()
    with pytest.raises(Misconfigured, match="nothing was given up"):
        list(giving_up.give_up(url, keys, "yes", NOW))
    assert not keys.file.exists()
    async with begun(tmp_path, "keys", "give-up", DATABASE_URL=url) as command:
        await command.reads(lost)
        ended = await command.ends()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Missing: {lost}. Nobody can read what was encrypted with it:\n        3 forms")
    assert ended.out.endswith(giving_up.DONE.format(3, keys.ring().first, keys.file) + "\n")
    started(url)
    runs = opened(read(url), NOW)
    try:
        with pytest.raises(Misconfigured, match="another process already runs on"):
            list(giving_up.foretold(url, keys))
    finally:
        runs.close_now()


@pytest.mark.parametrize(("lost", "fine"), [(False, True), (True, False)])
def test_check_tells_which_key_encrypts_or_is_missing(url, tmp_path, lost, fine):
    started(url)
    keys = file_in(tmp_path)
    ring = keys.ring()
    if lost:
        keys.file.unlink()
    found = operating._check_keys(read(url))
    words = f"pay is encrypted with {ring.first}, in {keys.file}; keep a copy of it apart from the backups"
    missing = pay_keys.MISSING.format(ring.first, keys.file)
    assert (found.fine, found.words) == (fine, missing if lost else words)


def test_on_postgresql_the_file_stands_where_we_run(monkeypatch, tmp_path, postgres_url):
    monkeypatch.chdir(tmp_path)
    prepared(postgres_url)
    started(postgres_url)
    assert [each.name for each in tmp_path.iterdir()] == ["rapport.keys"]
    other = Keyring.fresh()
    with pytest.raises(Misconfigured, match="which is not in PAY_KEYS"):
        started(postgres_url, pay_keys=other)
    assert read(postgres_url, pay_keys_file=Path("there.keys")).keys == Keys((), Path("there.keys"))


@pytest.mark.parametrize("given", ["secret", f"{KEY},nonsense"])
def test_what_is_no_key_is_told_and_not_repeated(monkeypatch, tmp_path, given):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAY_KEYS", given)
    for asked in (settings.keys, lambda: read("sqlite:///rapport.db")):
        with pytest.raises(Misconfigured) as wrong:
            asked()
        assert str(wrong.value).startswith("PAY_KEYS is wrong: it holds something that is no key; one is 44 letters")
        assert not [part for part in given.split(",") if part in str(wrong.value)]
