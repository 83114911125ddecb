"""What can an operator look at and mend, besides running the bot?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import storage
from bot import manifest
from bot import settings as setting
from bot.errors import Misconfigured
from bot.running import client_of, who_we_are
from storage.database import Database, Db
from storage.migrate import is_at_head
from storage.migrate import migrate as bring_to


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
    finally:
        database.close_now()
    return f"The database is at {revision}."


def outbox(url: str, retry: int | None, drop: int | None, now: datetime) -> Iterator[str]:
    """List what was given up, after retrying or dropping one; a running bot says a retried one at its next tick."""
    database = Database(url)
    try:
        if retry is not None:
            yield "It will be said again." if database.run(_retry, retry, now) else f"There is no message {retry}."
        if drop is not None:
            yield "It is off the list." if database.run(_drop, drop) else f"There is no message {drop}."
        dead = database.run(storage.outbox.given_up)
        for team, id, kind, recipient, error in dead:
            yield f"{id}  {team}  {kind} to {recipient}: {error}"
        yield f"{len(dead)} given up"
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
    managers = "nobody hears of what is long overdue; set MANAGERS" if not read.managers else "managers are set"
    found = [Finding("settings", True, f"complete, for {way}; {managers}"), _check_database(read.database_url)]
    return [*found, await _check_token(read), *_check_manifest(read)]


def _check_database(url: str) -> Finding:
    try:
        database = Database(url)
    except Misconfigured as error:
        return Finding("database", False, str(error))
    try:
        fine = database.run(is_at_head)
    except Exception as error:
        return Finding("database", False, f"cannot be reached ({type(error).__name__}): check DATABASE_URL")
    finally:
        database.close_now()
    if fine:
        return Finding("database", True, f"{database.dialect}, with the tables of this version")
    if database.dialect == "sqlite":
        return Finding("database", True, "a SQLite file whose tables are made at the next start")
    return Finding("database", False, "has the tables of another version: run `python -m bot migrate`")


async def _check_token(read: setting.Settings) -> Finding:
    async with client_of(read) as client:
        try:
            home = await who_we_are(client)
        except Misconfigured as error:
            return Finding("token", False, str(error))
    return Finding("token", True, f"accepted by the workspace {home['team_id']}")


def _check_manifest(read: setting.Settings) -> list[Finding]:
    name = "manifest.http.yml" if read.over_http else "manifest.yml"
    wrong = manifest.differences(name)
    if wrong:
        return [Finding(name, False, words) for words in wrong]
    return [Finding(name, True, "names what the bot listens to")]
