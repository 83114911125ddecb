"""Which files are on their way in, and what became of each of their lines?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, exists, select, text, update

from bot.facts import Counts, Field, Import, ImportState, LineOutcome, ReadAs, Settled, SheetLine, Unreadable
from storage import outbox
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.encryption import decrypted, encrypt
from storage.insert import insert
from storage.tables import ImportLines, Imports, Outbox, table

IMPORTS, LINES, OUTBOX = table(Imports), table(ImportLines), table(Outbox)
KEPT_FOR = timedelta(days=7)
# After so many lines PostgreSQL is told to look how large its tables are now: as for small ones it would plan far too
# slow a way until it looks by itself, which may take minutes. Where they were large before it knows enough of them.
GROWN = (500, 2_000, 10_000, 100_000)
LARGE_BEFORE = 10
_TAKE_TIME = text("SET LOCAL statement_timeout = '60s'")
_BELIEVED = text("SELECT reltuples FROM pg_class WHERE oid = 'candidates'::regclass")
_LOOK_ANEW = text("ANALYZE candidates, contacts, name_words, spellings, candidate_tags, submissions")
_READ_AS = TypeAdapter(ReadAs)
_THIS = (IMPORTS.c.team == bindparam("team_"), IMPORTS.c.id == bindparam("id_"))
_ONE = select(IMPORTS).where(*_THIS)
_DUE = (
    select(IMPORTS)
    .where(IMPORTS.c.next_at <= bindparam("now_"), IMPORTS.c.next_at.is_not(None))
    .order_by(IMPORTS.c.next_at, IMPORTS.c.id)
    .limit(1)
)
_OUR_LINES = (LINES.c.team == bindparam("team_"), LINES.c.of == bindparam("id_"))
_NEXT_LINES = (
    select(LINES.c.number, LINES.c.body, LINES.c.reason)
    .where(*_OUR_LINES, LINES.c.number > bindparam("after"), LINES.c.number <= bindparam("until"))
    .order_by(LINES.c.number)
)
_RETURNED = (
    update(LINES)
    .where(*_OUR_LINES, LINES.c.number == bindparam("number_"))
    .values(outcome=bindparam("outcome_"), reason=bindparam("reason_"))
)


def add(
    db: Db, team: str, by: str, name: str, now: datetime, *, file: str | None = None, error: Unreadable | None = None
) -> int:
    """Write down a file that someone brought, and give its id.

    One in Slack is read at once; one without is brought in by hand, and one with an `error` not at all.
    """
    state = ImportState.FAILED if error else ImportState.READING if file else ImportState.RUNNING
    id = new_id()
    row = {"team": team, "id": id, "by": by, "at": now, "name": name[:200], "file": file, "state": state}
    counts = {"total": 0, "done": 0, **asdict(Counts())}
    next_at = now if state is ImportState.READING else None
    db.execute(IMPORTS.insert(), {**row, **counts, "error": error, "next_at": next_at})
    db.info[WAKE] = True
    return id


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Import | None:
    """Give an import of this team, or None; `hold` keeps others from going on with it meanwhile."""
    row = db.execute(_ONE.with_for_update() if hold else _ONE, {"team_": team, "id_": id}).mappings().first()
    return _read(row) if row else None


def due(db: Db, now: datetime) -> Import | None:
    """Give the import that has waited longest to be gone on with."""
    row = db.execute(_DUE, {"now_": now}).mappings().first()
    return _read(row) if row else None


def claimed(db: Db, of: Import) -> Import | None:
    """Hold an import while a batch of it is brought in; None where somebody else holds it at this moment."""
    chosen = _ONE.with_for_update(skip_locked=True)
    row = db.execute(chosen, {"team_": of.team, "id_": of.id}).mappings().first()
    return _read(row) if row else None


def stage(db: Db, of: Import, lines: Iterable[SheetLine]) -> None:
    """Keep lines of a file until they are brought in, encrypted; what is kept already stays as it is."""
    rows = [
        {
            "team": of.team,
            "of": of.id,
            "number": line.number,
            "body": encrypt(db, of.team, _place(of, line.number), json.dumps(line.cells, ensure_ascii=False)),
            "reason": line.broken,
        }
        for line in lines
    ]
    if rows:
        db.execute(insert(db, LINES).on_conflict_do_nothing(), rows)


def read(db: Db, of: Import, read_as: ReadAs, total: int, counts: Counts) -> None:
    """Write down that a file has been read, how, and what is foretold of its first lines."""
    values = {"read_as": _written(read_as), "total": total, "state": ImportState.SHOWN}
    _change(db, of, **values, **asdict(counts), done=counts.all, next_at=None)


def read_differently(db: Db, of: Import, columns: Sequence[Field | None], counts: Counts) -> None:
    """Write down that columns hold something else than was thought, and what is then foretold."""
    assert of.read_as is not None
    told = ReadAs(of.read_as.encoding, of.read_as.separator, of.read_as.headings, tuple(columns))
    _change(db, of, read_as=_written(told), **asdict(counts), done=counts.all)


def begin(db: Db, of: Import, now: datetime) -> None:
    """Begin to bring lines in."""
    begun = {"state": ImportState.RUNNING, "begun_at": now, "next_at": now, "done": 0}
    _change(db, of, **begun, **asdict(Counts()))
    db.info[WAKE] = True


def cancel(db: Db, of: Import) -> None:
    """Let a file go before anything of it was brought in."""
    _change(db, of, state=ImportState.CANCELLED, next_at=None)
    db.execute(delete(LINES).where(*_OUR_LINES), {"team_": of.team, "id_": of.id})


def fail(db: Db, of: Import, why: Unreadable) -> None:
    """Give a file up that cannot be read."""
    _change(db, of, state=ImportState.FAILED, error=why, next_at=None)
    db.execute(delete(LINES).where(*_OUR_LINES), {"team_": of.team, "id_": of.id})


def put_off(db: Db, of: Import, until: datetime) -> None:
    """Go on with an import later."""
    _change(db, of, next_at=until)


def lines(db: Db, of: Import, after: int, most: int) -> list[SheetLine]:
    """Give the next lines of a file, as they were read."""
    asked = {"team_": of.team, "id_": of.id, "after": after, "until": after + most}
    return _lines(db, of, db.execute(_NEXT_LINES, asked))


def settle(db: Db, of: Import, settled: Sequence[Settled], counts: Counts) -> Import:
    """Write down what became of the next lines; only those that come back are kept. Give how the import now stands."""
    count(db, of, counts)
    _keep_returned(db, of, settled)
    if of.done + len(settled) >= of.total:
        _change(db, of, state=ImportState.DONE, next_at=None)
    again = one(db, of.team, of.id)
    assert again is not None
    return again


def count(db: Db, of: Import, counts: Counts) -> None:
    """Add to what became of an import's lines."""
    more = {name: IMPORTS.c[name] + number for name, number in asdict(counts).items()}
    changed = update(IMPORTS).where(*_THIS).values(**more, done=IMPORTS.c.done + counts.all).returning(IMPORTS.c.done)
    done = db.execute(changed, {"team_": of.team, "id_": of.id}).scalar_one()
    if db.dialect.name == "postgresql" and any(done - counts.all < size <= done for size in GROWN):
        _look_anew(db, done)


def _look_anew(db: Db, done: int) -> None:
    if db.execute(_BELIEVED).scalar_one() < LARGE_BEFORE * done:
        db.execute(_TAKE_TIME)
        db.execute(_LOOK_ANEW)


def finish(db: Db, of: Import) -> None:
    """Write down that a file brought in by hand has come to its end."""
    _change(db, of, state=ImportState.DONE, total=IMPORTS.c.done)


def returned(db: Db, of: Import) -> list[SheetLine]:
    """List the lines that come back; why, they say instead of why they cannot be read."""
    chosen = select(LINES.c.number, LINES.c.body, LINES.c.reason).where(*_OUR_LINES, LINES.c.outcome.is_not(None))
    return _lines(db, of, db.execute(chosen.order_by(LINES.c.number), {"team_": of.team, "id_": of.id}))


def redraw(db: Db, of: Import, now: datetime) -> None:
    """Have the message about an import shown as things now stand."""
    theirs = select(OUTBOX.c.id).where(OUTBOX.c.team == of.team, OUTBOX.c.key == letter_key(of.id))
    outbox.redraw(db, of.team, db.execute(theirs).scalars(), now)


def letter_key(id: int) -> str:
    """Give the key of the one message about an import."""
    return f"imports/{id}"


def sweep(db: Db, now: datetime) -> None:
    """Throw away the lines of imports that are over, or that nobody began; their message then says so."""
    old = (IMPORTS.c.at < now - KEPT_FOR, IMPORTS.c.state.in_([ImportState.SHOWN, ImportState.DONE]))
    kept = exists().where(LINES.c.team == IMPORTS.c.team, LINES.c.of == IMPORTS.c.id)
    for row in db.execute(select(IMPORTS).where(*old, kept)).mappings().all():
        of = _read(row)
        db.execute(delete(LINES).where(*_OUR_LINES), {"team_": of.team, "id_": of.id})
        if of.state is ImportState.SHOWN:
            cancel(db, of)
        redraw(db, of, now)


def _lines(db: Db, of: Import, rows: Iterable[Any]) -> list[SheetLine]:
    read = ((row, decrypted(db, of.team, _place(of, row.number), row.body)) for row in rows)
    return [SheetLine(row.number, tuple(json.loads(body)), row.reason) for row, body in read]


def _place(of: Import, number: int) -> str:
    return f"import_lines/{of.id}/{number}"


def _keep_returned(db: Db, of: Import, settled: Sequence[Settled]) -> None:
    back = [each for each in settled if each.outcome in (LineOutcome.HELD, LineOutcome.REFUSED)]
    key = {"team_": of.team, "id_": of.id}
    if back:
        told = [{**key, "number_": each.number, "outcome_": each.outcome, "reason_": each.reason} for each in back]
        db.execute(_RETURNED, told)
    brought = (LINES.c.number > of.done, LINES.c.number <= of.done + len(settled), LINES.c.outcome.is_(None))
    db.execute(delete(LINES).where(*_OUR_LINES, *brought), key)


def _change(db: Db, of: Import, **values: Any) -> None:
    db.execute(update(IMPORTS).where(*_THIS).values(**values), {"team_": of.team, "id_": of.id})


def _written(read_as: ReadAs) -> str:
    return _READ_AS.dump_json(read_as).decode()


def _read(row: Any) -> Import:
    return Import(
        id=row["id"],
        team=row["team"],
        by=row["by"],
        at=row["at"],
        name=row["name"],
        state=ImportState(row["state"]),
        file=row["file"],
        read_as=_READ_AS.validate_json(row["read_as"]) if row["read_as"] else None,
        total=row["total"],
        done=row["done"],
        counts=Counts(*(row[outcome.value] for outcome in LineOutcome)),
        error=Unreadable(row["error"]) if row["error"] else None,
        begun_at=row["begun_at"],
    )
