"""How does an operator bring a file of any size in, by the command line?"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import click

import storage
from bot import intake, rules, sheets
from bot.errors import Misconfigured
from bot.facts import Counts, Field, Import, LineOutcome, Newcomer, ReadAs, Settled, SheetLine, Unreadable
from bot.policy import Policy
from bot.rules.sheets import NotASheet, Sheet
from bot.running import OTHER_VERSION
from bot.words import fold
from storage.database import Database, Db
from storage.key_file import Keys
from storage.migrate import is_at_head

BATCH = 500
RETURNED = frozenset((LineOutcome.HELD, LineOutcome.REFUSED))
WHY = {
    Unreadable.EMPTY: "holds no lines: it begins with headings, such as Name and E-mail.",
    Unreadable.WORKBOOK: "is a workbook: save it as CSV first.",
    Unreadable.NO_HEADINGS: "begins with a person: put a line of headings above, such as Name and E-mail.",
}
Back = Callable[[Sequence[SheetLine], Sequence[Settled]], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What an operator wants: which file, for which team, in whose name, and how it is read."""

    file: Path
    team: str
    by: str
    columns: str | None = None
    encoding: str | None = None
    region: str | None = None
    refused: Path | None = None
    dry_run: bool = False


def bring_in(url: str, keys: Keys, wish: Wish, now: Callable[[], datetime]) -> Counts:
    """Bring a file in line by line, with a progress bar, and count what became of its lines.

    Each batch is one transaction beside a running bot. Who is interrupted runs it again: what is there is unchanged.
    """
    if wish.refused and wish.refused.absolute() == wish.file.absolute():
        raise Misconfigured("The refused lines cannot go to the file that is read: choose another for --refused.")
    with _readable(wish.file) as file:
        sheet = _opened(file, wish)
        database = _beside(url, keys, wish)
        try:
            with _returned(wish, sheet.read_as) as back, _bar(wish.file, file) as moved:
                return _all(database, wish, sheet, back, moved, now)
        finally:
            database.close_now()


def summary(wish: Wish, counts: Counts) -> str:
    """Say what became of the lines, and what to do about those that came back."""
    told = ", ".join(f"{getattr(counts, outcome):,} {outcome}" for outcome in LineOutcome)
    first = f"{'Would be: ' if wish.dry_run else ''}{told}."
    if not counts.returned:
        return first
    if wish.refused:
        return f"{first}\nThe lines held and refused are in {wish.refused}; its last column says why."
    return f"{first}\nAdd --refused refused.csv to have the lines held and refused in a file, with the reason."


def _all(
    database: Database, wish: Wish, sheet: Sheet, back: Back, moved: Callable[[], None], now: Callable[[], datetime]
) -> Counts:
    policy = Policy(region=wish.region)
    region = database.run(intake.region_of, wish.team, wish.by, policy)
    of = None if wish.dry_run else database.run(_begun, wish, now())
    counts = Counts()
    while lines := list(islice(sheet.lines, BATCH)):
        # Read before the transaction, so that a running bot can write meanwhile.
        rows = rules.imports.understood(lines, sheet.read_as.columns, region)
        settled = database.run(_batch, of, wish, rows, policy, now())
        counts = _sum(counts, intake.counted(settled))
        back(lines, settled)
        moved()
    if of is not None:
        database.run(storage.imports.finish, of)
    return counts


def _batch(
    db: Db, of: Import | None, wish: Wish, rows: Sequence[Newcomer | Settled], policy: Policy, now: datetime
) -> list[Settled]:
    if of is None:
        return intake.weighed(db, wish.team, rows)
    policy = storage.terms.policy(db, wish.team, policy)
    settled = intake.take_in(db, wish.team, wish.by, of.id, rows, policy, now)
    storage.imports.count(db, of, intake.counted(settled))
    return settled


def _begun(db: Db, wish: Wish, now: datetime) -> Import:
    begun = storage.imports.one(db, wish.team, storage.imports.add(db, wish.team, wish.by, wish.file.name, now))
    assert begun is not None
    return begun


def _opened(file: BinaryIO, wish: Wish) -> Sheet:
    """Begin to read a file; raise `Misconfigured` where it is none, or no column of it tells a name."""
    try:
        sheet = rules.sheets.opened(file, wish.encoding)
    except NotASheet as error:
        raise Misconfigured(f"{wish.file} {WHY.get(error.why, 'is not a CSV file: save the table as CSV.')}") from None
    except LookupError:
        raise Misconfigured(f"{wish.encoding} is no encoding: write one like utf-8 or cp1252.") from None
    if wish.columns:
        sheet = replace(sheet, read_as=replace(sheet.read_as, columns=_columns(wish.columns, sheet.read_as)))
    if not {Field.NAME, Field.FIRST, Field.LAST} & set(sheet.read_as.columns):
        headings = ", ".join(filter(None, sheet.read_as.headings))
        raise Misconfigured(f"No column tells the name: say which with --columns “Naam=name”. There are {headings}.")
    return sheet


def _columns(wanted: str, read_as: ReadAs) -> tuple[Field | None, ...]:
    """Read `Naam=name,Tlf=phone`: what these columns hold; the others stay as they were recognised."""
    columns, places = list(read_as.columns), {fold(each): at for at, each in enumerate(read_as.headings)}
    for pair in wanted.split(","):
        heading, _, named = pair.rpartition("=")
        at = places.get(fold(heading))
        field = next((each for each in Field if fold(each) == fold(named)), None)
        if at is None or (field is None and named.strip()):
            fields = ", ".join(Field)
            raise Misconfigured(f"“{pair.strip()}” is no column: write heading=field, with a field of {fields}.")
        columns[at] = field
    return tuple(columns)


def _beside(url: str, keys: Keys, wish: Wish) -> Database:
    """Open the database beside a running bot; raise `Misconfigured` where it has no such team, or nobody of that id."""
    database = Database(url, keys.ring(), beside=True)
    try:
        if not database.run(is_at_head):
            raise Misconfigured(OTHER_VERSION)
        teams = database.run(storage.teams.installed)
        if wish.team not in teams:
            raise Misconfigured(f"{wish.team} is no team of this database; it has {', '.join(teams) or 'none'}.")
        person = database.run(storage.people.known, wish.team, wish.by)
        if person is None or not person.member:
            raise Misconfigured(f"{wish.by} is nobody I have met in {wish.team}: write the member id of a colleague.")
    except BaseException:
        database.close_now()
        raise
    return database


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise Misconfigured(f"{path} cannot be read ({error.strerror}).") from None
    with file:
        yield file


@contextlib.contextmanager
def _returned(wish: Wish, read_as: ReadAs) -> Iterator[Back]:
    """Write the lines that come back to a file that only its owner reads, as they are met."""
    if wish.refused is None:
        yield lambda _lines, _settled: None
        return
    try:
        wish.refused.touch(mode=0o600)
        out = wish.refused.open("wb")
    except OSError as error:
        raise Misconfigured(f"{wish.refused} cannot be written ({error.strerror}): choose another file.") from None
    headings = rules.sheets.own(read_as.headings)
    width = len(headings)
    with out:
        out.write(sheets.head([*headings, rules.sheets.REASON]))

        def back(lines: Sequence[SheetLine], settled: Sequence[Settled]) -> None:
            both = zip(lines, settled, strict=True)
            out.write(sheets.lines(line.row(width, told.reason) for line, told in both if told.outcome in RETURNED))

        yield back


@contextlib.contextmanager
def _bar(path: Path, file: BinaryIO) -> Iterator[Callable[[], None]]:
    """Show how much of a file has been read."""
    size = path.stat().st_size
    with click.progressbar(length=size, label=path.name, file=sys.stderr) as bar:
        yield lambda: bar.update(file.tell() - bar.pos)
        bar.update(size - bar.pos)


def _sum(one: Counts, more: Counts) -> Counts:
    others = asdict(more)
    return Counts(**{name: count + others[name] for name, count in asdict(one).items()})
