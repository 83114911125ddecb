"""What can an operator look at and mend, besides running the bot?"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import storage
from bot import manifest
from bot import settings as setting
from bot.credentials import client_of, may_connect, met, refused, who_we_are
from bot.errors import Misconfigured
from bot.running import OTHER_VERSION
from scheduler import places
from scheduler.places import Unfit
from storage.database import Database, Db
from storage.key_file import Keys
from storage.keyring import Keyring, fingerprint
from storage.migrate import is_at_head
from storage.migrate import migrate as bring_to

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient


CHANNEL = "managers’ channel"
UNFIT = {
    Unfit.PUBLIC: "MANAGERS_CHANNEL is public, so names may not be said in it: make it private, or choose another",
    Unfit.SHARED: "MANAGERS_CHANNEL is shared with another organisation or workspace: choose one that is yours alone",
    Unfit.ARCHIVED: "MANAGERS_CHANNEL is archived: bring it back, or choose another",
    Unfit.NOT_IN_IT: "Rapport is not in MANAGERS_CHANNEL: invite it there, or copy the channel’s id anew",
    Unfit.NOT_SHOWN: (
        "Slack does not let Rapport look whether MANAGERS_CHANNEL is private: choose a private channel, and install "
        "the app again with the scope groups:read"
    ),
}

NO_KEY_YET = "There is no key yet: the first start of the bot makes one, in {}."
RESTART = (
    "The bot does not know the key {} yet: restart each process of it, so that it can read what is encrypted with that "
    "key; then run this again."
)
PUT_FIRST = (
    "Write this key into PAY_KEYS of every process, with a comma after it, before those that are there:\n{}\n"
    "Where several processes run, write it last first, restart each, and only then put it first.\n"
    "Restart the bot, then run `python -m bot keys turn`."
)
UNUSED = (
    "Nothing is encrypted with {} any more. Once each process was restarted with the new key first, take that old one "
    "out of {} and restart each again; keep a copy of it until all have started."
)
IN_FILE = "The new key {} is first in {}. Copy that file, restart the bot, then run `python -m bot keys turn`."


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one part: whether it is fine, and in words, with the fix where it is not."""

    part: str
    fine: bool
    words: str


def migrate(url: str, revision: str) -> str:
    """Bring a database to a revision; say what was done."""
    database = Database(url)
    try:
        bring_to(database.engine, revision)
    except Misconfigured:
        raise
    except Exception as error:
        raise Misconfigured(
            f"The database cannot be brought to {revision} ({type(error).__name__}): it takes head, base, or the name "
            "of a revision in storage/migrations/versions."
        ) from None
    finally:
        database.close_now()
    return f"The database is at {revision}."


def outbox(url: str, retry: int | None, drop: int | None, now: datetime) -> Iterator[str]:
    """List what was given up, after retrying or dropping one; a running bot says a retried one at its next tick."""
    with _of_this_version(url) as database:
        if retry is not None:
            yield "It will be said again." if database.run(_retry, retry, now) else f"There is no message {retry}."
        if drop is not None:
            yield "It is off the list." if database.run(_drop, drop) else f"There is no message {drop}."
        dead = database.run(storage.outbox.given_up)
        for team, id, kind, recipient, error in dead:
            yield f"{id}  {team}  {kind} to {recipient}: {error}"
        yield f"{len(dead)} given up"


def keys(url: str, keys: Keys) -> Iterator[str]:
    """Tell each key that pay is encrypted with by its fingerprint, and how much is encrypted with it."""
    ring = keys.ring()
    with _of_this_version(url, ring) as database:
        counts, used = database.look(storage.pay_keys.counted), database.look(storage.pay_keys.used)
    ours = ring.fingerprints if ring else ()
    there = dict.fromkeys([*ours, *used, *counts])
    for each in there:
        does = "encrypts" if ring and each == ring.first else "decrypts"
        yield f"{each}  {does if each in ours else 'is missing'}; {counts.get(each, 0):,} encrypted with it"
    missing = [each for each in there if each not in ours]
    yield f"{len(ours)} in {keys.where}" if ring or missing else NO_KEY_YET.format(keys.file)
    if missing:
        yield storage.pay_keys.not_there(missing, keys)


def new_key(url: str, keys: Keys) -> str:
    """Make a new key, first in the file, or said for PAY_KEYS; refuse where one is missing, which it would hide."""
    with _beside(url) as database:
        if database.look(is_at_head):
            database.look(storage.pay_keys.suit, keys, keys.ring())
    key = Keyring.fresh()
    if keys.given:
        return PUT_FIRST.format(key)
    keys.add(key)
    return IN_FILE.format(fingerprint(key), keys.file)


def turn_keys(url: str, keys: Keys) -> Iterator[str]:
    """Encrypt all by the first key, beside a running bot; it may be stopped anywhere and run again."""
    ring = keys.ring()
    if ring is None:
        raise Misconfigured(NO_KEY_YET.format(keys.file))
    with _of_this_version(url, ring) as database:
        database.look(storage.pay_keys.suit, keys, ring)
        if ring.first not in database.look(storage.pay_keys.used):
            raise Misconfigured(RESTART.format(ring.first))
        total = 0
        for count in storage.turning.turn(database):
            total += count
            yield f"{total:,} encrypted anew"
        unused = database.look(storage.pay_keys.unused)
        database.run(storage.pay_keys.forget, unused)
        for each in unused:
            yield UNUSED.format(each, keys.where)
    yield f"All pay is encrypted with {ring.first}."


@contextlib.contextmanager
def _of_this_version(url: str, ring: Keyring | None = None) -> Iterator[Database]:
    with _beside(url, ring) as database:
        if not database.look(is_at_head):
            raise Misconfigured(OTHER_VERSION)
        yield database


@contextlib.contextmanager
def _beside(url: str, ring: Keyring | None = None) -> Iterator[Database]:
    """Open the database beside a running bot."""
    database = Database(url, ring, beside=True)
    try:
        yield database
    finally:
        database.close_now()


def _retry(db: Db, id: int, now: datetime) -> bool:
    return any(storage.outbox.retry(db, team, id, now) for team in storage.teams.installed(db))


def _drop(db: Db, id: int) -> bool:
    return any(storage.outbox.forget(db, team, id) for team in storage.teams.installed(db))


async def check() -> list[Finding]:
    """Check each part that can be wrong before the bot runs."""
    try:
        read = setting.read()
    except Misconfigured as error:
        return [Finding("settings", False, words) for words in str(error).splitlines()]
    way = "HTTP" if read.over_http else "Socket Mode"
    managers = "managers are set" if read.managers else "nobody hears of what is long overdue; set MANAGERS"
    if not read.administrators:
        managers += "; nobody hears of messages that could not be sent; set ADMINISTRATORS"
    found = [Finding("settings", True, f"complete, for {way}; {managers}"), _check_database(read.database_url)]
    found += [_check_keys(read)] if found[-1].fine else []
    async with client_of(read) as client:
        found += [finding async for finding in _check_slack(read, client)]
    return [*found, *_check_manifest(read)]


def _check_database(url: str) -> Finding:
    try:
        with _beside(url) as database:
            fine = database.run(is_at_head)
    except Misconfigured as error:
        return Finding("database", False, str(error))
    if fine:
        return Finding("database", True, f"{database.dialect}, with the tables of this version")
    if database.dialect == "sqlite":
        return Finding("database", True, "a SQLite file whose tables are made at the next start")
    return Finding("database", False, "has the tables of another version: run `python -m bot migrate`")


def _check_keys(read: setting.Settings) -> Finding:
    """Look whether we have the keys that pay is encrypted with."""
    try:
        ring = read.keys.ring()
        with _beside(read.database_url, ring) as database:
            if database.run(is_at_head):
                database.look(storage.pay_keys.suit, read.keys, ring)
    except Misconfigured as error:
        return Finding("keys", False, str(error))
    if ring is None:
        return Finding("keys", True, f"the next start makes {read.keys.file}; keep a copy of it apart from the backups")
    where = f"{ring.first}, in {read.keys.where}; keep a copy of it apart from the backups"
    return Finding("keys", True, f"pay is encrypted with {where}")


async def _check_slack(read: setting.Settings, client: AsyncWebClient) -> AsyncIterator[Finding]:
    try:
        home = await who_we_are(client)
    except Misconfigured as error:
        yield Finding("token", False, str(error))
        return
    yield Finding("token", True, f"accepted by the workspace {home['team_id']}")
    if read.slack_app_token is not None:
        yield await _finding("app token", "accepted", may_connect(client, read.slack_app_token.get_secret_value()))
    if read.managers_channel is not None:
        yield await _check_channel(read.managers_channel, client)
    named = dict.fromkeys(read.managers + read.administrators)
    for id in named:
        yield await _finding("people", f"{id} is known to Slack", met(client, home["team_id"], id))


async def _check_channel(channel: str, client: AsyncWebClient) -> Finding:
    """Look whether disputes may be settled in the managers' channel; else they go to each manager by themselves."""
    try:
        why = await places.unfit(client, channel)
    except Exception as error:
        return Finding(
            CHANNEL, False, refused(error, "MANAGERS_CHANNEL", "copy the id from below the channel’s details")
        )
    words = f"{UNFIT[why]}. Until then each manager hears by a direct message" if why else "private, and ours alone"
    return Finding(CHANNEL, why is None, words)


async def _finding(part: str, fine: str, asked: Awaitable[object]) -> Finding:
    try:
        await asked
    except Misconfigured as error:
        return Finding(part, False, str(error))
    return Finding(part, True, fine)


def _check_manifest(read: setting.Settings) -> list[Finding]:
    name = "manifest.http.yml" if read.over_http else "manifest.yml"
    wrong = manifest.differences(name)
    if wrong:
        return [Finding(name, False, words) for words in wrong]
    return [Finding(name, True, "names what the bot listens to")]
