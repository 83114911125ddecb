"""What goes into a file that somebody asked for, and may they have it now?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

import storage
from bot import messages, rules, sheets
from bot.blocks import one_line
from bot.errors import Refused
from bot.facts import About, AllAbout, AskedFile, FileKind, Import, Person
from bot.redaction import Redactor
from scheduler.agreement_files import agreed
from storage.database import Database, Db
from storage.mentions import PASSING

Named = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """Files with their names, the comment they come under, and when what is in them was read."""

    files: tuple[Named, ...]
    comment: str
    at: datetime


async def made(database: Database, asked: AskedFile, now: datetime) -> Made:
    """Make what was asked for as things stand; raise `Refused` where it is there no more, or not theirs to have."""
    person = await database.ask(storage.people.known, asked.team, asked.by)
    if person is None or not person.member:
        raise Refused(messages.exports.NOT_NOW)
    if asked.kind is FileKind.EXPORT:
        return Made((await _table(database, asked, person, now),), messages.exports.COMMENT, now)
    if asked.kind is FileKind.REFUSED:
        of, content = await database.ask(returned, asked, person)
        name = f"{PurePath(of.name).stem[:60]} refused.csv"
        return Made(((name, content),), messages.imports.returned(of), now)
    if asked.kind is FileKind.AGREEMENT:
        return Made((await database.ask(agreed, asked, person),), messages.agreements.COMMENT, now)
    about = await database.ask(about_one, person, int(asked.about))
    about = replace(about, in_passing=await in_passing(database, asked.team, about.candidate))
    page = (f"{one_line(about.name)}.html", messages.everything.page(about, person.zone, now).encode())
    read = (f"{one_line(about.name)}.json", messages.everything.as_json(about).encode())
    return Made((page, read), messages.exports.ABOUT_ONE, now)


async def _table(database: Database, asked: AskedFile, person: Person, now: datetime) -> Named:
    """Write a table page by page; nobody waits for it who writes."""
    if not rules.rights.may_take_out(person):
        raise Refused(messages.exports.NOT_ALLOWED)
    chosen, after = storage.exports.read(asked.about), None
    table = [sheets.head(storage.exports.HEADINGS)]
    while True:
        rows, after = await database.ask(storage.exports.page, asked.team, chosen, after)
        table.append(sheets.lines(rows))
        if after is None:
            return f"candidates-{now:%Y-%m-%d}.csv", b"".join(table)


def about_one(db: Db, person: Person, candidate: int) -> AllAbout:
    """Read all about one person, for someone who may have it."""
    id = storage.merging.present(db, person.team, candidate)
    submissions = storage.submissions.of(db, person.team, id)
    if not rules.rights.may_have_all(person, submissions, storage.candidates.added_by(db, person.team, id)):
        raise Refused(messages.exports.NOT_THEIRS)
    found = storage.everything.about(db, person.team, id)
    if found is None:
        raise Refused(messages.exports.NOT_NOW)
    near = storage.covers.responsible(db, person.team, id)
    return found if rules.pay.may_see(person, near) else _without_pay(found)


async def in_passing(database: Database, team: str, candidate: int) -> dict[str, int]:
    """Count what is kept for days only and names someone, page by page: forms not sent, answers, lines of files."""
    known = await database.ask(storage.known_as.known_as, team, candidate)
    without = Redactor(known)
    found: dict[str, set[tuple[Any, ...]]] = {}
    for name, of in PASSING.items():
        found[name], after = set(), None
        while True:
            places, after = await database.ask(storage.mentions.look, team, of, after, without, frozenset())
            found[name] |= {place.key for place in places}
            if after is None:
                break
    found["drafts"] |= {(team, id) for id in await database.ask(storage.erasing.drafts_about, team, known)}
    return {name: len(keys) for name, keys in found.items() if keys}


def returned(db: Db, asked: AskedFile, person: Person) -> tuple[Import, bytes]:
    """Write the lines of an import that came back as a file, each with the reason."""
    of = storage.imports.one(db, asked.team, int(asked.about))
    rows = storage.imports.returned(db, of) if of else []
    if of is None or of.by != person.id or not rows or of.read_as is None:
        raise Refused(messages.imports.LINES_GONE)
    headings = rules.sheets.own(of.read_as.headings)
    written = sheets.lines(line.row(len(headings), line.broken) for line in rows)
    return of, sheets.head([*headings, rules.sheets.REASON]) + written


def _without_pay(found: AllAbout) -> AllAbout:
    """Leave out what was said of pay, which an administrator may not see: a manager can be asked for it."""
    unseen = {"words": messages.exports.PAY_LEFT_OUT}
    told = {name: [{**row, **unseen} for row in found.tables.get(name, [])] for name in storage.everything.PAY}
    learned = found.tables.get("touch_notes", [])
    notes = [{**row, **unseen} if row["about"] == About.PAY_EXPECTED else row for row in learned]
    return replace(found, tables={**found.tables, **told, "touch_notes": notes})
