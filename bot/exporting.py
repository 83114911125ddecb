"""How does an operator take candidates out as a table, or have a person erased?"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import storage
from bot import messages, sheets
from bot.clock import Clock
from bot.errors import Misconfigured
from bot.facts import Export, Segment, Stage
from bot.policy import Policy
from bot.running import OTHER_VERSION
from handlers.erasing import is_confirmed
from scheduler.erasing import Eraser
from storage.database import Database, Db
from storage.key_file import Keys
from storage.ledger import Ledger
from storage.migrate import is_at_head

OPERATOR = "operator"


def export(url: str, keys: Keys, team: str, given: dict[str, Any], out: Path, now: datetime) -> str:
    """Write a table of candidates to a file, page by page; say how many they were."""
    database = _opened(url, keys, team)
    try:
        chosen = database.run(_chosen, team, **given)
        count = database.run(storage.exports.count, team, chosen)
        with _new(out).open("wb") as file, click.progressbar(length=count, label="Candidates") as bar:
            file.write(sheets.head(storage.exports.HEADINGS))
            after: int | None = None
            while True:
                rows, after = asyncio.run(database.ask(storage.exports.page, team, chosen, after))
                file.write(sheets.lines(rows))
                bar.update(storage.exports.A_PAGE if after else count - bar.pos)
                if after is None:
                    break
        database.run(storage.exports.record, team, OPERATOR, chosen, count, now)
        return f"{count:,} {'candidate is' if count == 1 else 'candidates are'} in {out}."
    finally:
        database.close_now()


def named(url: str, keys: Keys, team: str, candidate: int) -> str:
    """Tell the name of whom an operator wants to have erased."""
    database = _opened(url, keys, team)
    try:
        found = database.run(storage.candidates.candidate, team, candidate)
    finally:
        database.close_now()
    if found is None:
        raise Misconfigured(f"There is no candidate {candidate} in {team}.")
    return found.name


def erase(url: str, keys: Keys, ledger: Path, team: str, candidate: int, typed: str) -> str:
    """Erase a person whose name was typed; a running bot, or the next one to start, redacts what was sent."""
    database = _opened(url, keys, team)
    try:
        found = database.run(storage.candidates.candidate, team, candidate)
        if found is None or not is_confirmed(found.name, typed):
            raise Misconfigured("That is not their name, so nothing was erased.")
        clock = Clock()
        database.run(storage.erasures.ask, team, candidate, OPERATOR, clock.now())
        asyncio.run(Eraser(database, None, Policy(), clock, Ledger(ledger)).erase_all())
        told = database.run(storage.erasures.told, team, candidate)
    finally:
        database.close_now()
    return messages.erasing.summary(told[1]) if told else "They were erased by a running bot."


def _opened(url: str, keys: Keys, team: str) -> Database:
    """Open the database beside a running bot; raise `Misconfigured` where the team is none of its own."""
    database = Database(url, keys.ring(), beside=True)
    try:
        if not database.run(is_at_head):
            raise Misconfigured(OTHER_VERSION)
        teams = database.run(storage.teams.installed)
        if team not in teams:
            known = ", ".join(teams) or "none"
            raise Misconfigured(f"{team} is no team of this database; it has {known}.")
    except BaseException:
        database.close_now()
        raise
    return database


def _new(out: Path) -> Path:
    """Make a file that only its owner reads, since there are people in it."""
    try:
        out.touch(mode=0o600)
        if out.is_file():
            out.chmod(0o600)
    except OSError as error:
        raise Misconfigured(f"{out} cannot be written ({error.strerror}): choose another file.") from None
    return out


def _chosen(
    db: Db,
    team: str,
    *,
    job: str | None = None,
    stage: str | None = None,
    tag: str | None = None,
    segment: str | None = None,
    recruiter: str | None = None,
    since: datetime | None = None,
) -> Export:
    """Read a choice as an operator types it: a job and a tag by id or by name, a day as 2026-11-23."""
    return Export(
        job=_id("job", job, {each.title: each.id for each in storage.jobs.found(db, team, job, 500, closed=True)})
        if job
        else None,
        stage=Stage(stage) if stage else None,
        tag=_id("tag", tag, {each.name: each.id for each in storage.tags.found(db, team, tag, 500)}) if tag else None,
        segment=Segment(segment) if segment else None,
        recruiter=recruiter,
        since=since.replace(tzinfo=UTC) if since else None,
    )


def _id(kind: str, typed: str, named: dict[str, int]) -> int:
    if typed.isdigit():
        return int(typed)
    found = next((id for name, id in named.items() if name.casefold() == typed.strip().casefold()), None)
    if found is None:
        raise Misconfigured(f"There is no {kind} “{typed}”.")
    return found
