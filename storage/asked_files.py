"""Which files did somebody ask for and does not have yet?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.facts import AskedFile, FileKind
from storage import files_sent
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.tables import AskedFiles, table

ASKED = table(AskedFiles)


def ask(db: Db, team: str, by: str, kind: FileKind, about: str, now: datetime) -> None:
    """Write down that someone wants a file; the ticker makes it and hands it over."""
    row = {"team": team, "id": new_id(), "by": by, "at": now, "kind": kind, "about": about, "next_at": now}
    db.execute(ASKED.insert(), row)
    db.info[WAKE] = True


def claim(db: Db, now: datetime, until: datetime) -> AskedFile | None:
    """Take the file that has waited longest; until then nobody else takes it."""
    first = select(ASKED.c.id).where(ASKED.c.next_at <= now).order_by(ASKED.c.next_at).limit(1)
    this = first.with_for_update(skip_locked=True).scalar_subquery()
    taken = update(ASKED).where(ASKED.c.id == this).values(next_at=until).returning(ASKED)
    row = db.execute(taken).mappings().first()
    return _asked(row) if row else None


def next_moment(db: Db) -> datetime | None:
    """Tell when the next file is to be made."""
    return db.execute(select(func.min(ASKED.c.next_at))).scalar()


def record_sent(db: Db, asked: AskedFile, files: Sequence[str], now: datetime) -> None:
    """Write down by which ids a file is about to be handed over, so that it is so once, and can be deleted again."""
    agreement = int(asked.about) if asked.kind is FileKind.AGREEMENT else None
    files_sent.record_sent(db, asked.team, asked.by, asked.kind, files, now, agreement)
    _change(db, asked, files="\n".join(files))


def put_off(db: Db, asked: AskedFile, until: datetime) -> None:
    """Try again later."""
    _change(db, asked, next_at=until)


def done(db: Db, asked: AskedFile) -> bool:
    """Let a file go that was handed over, or never will be; False where that was done meanwhile."""
    mine = (ASKED.c.team == asked.team, ASKED.c.id == asked.id)
    return db.execute(delete(ASKED).where(*mine).returning(ASKED.c.id)).scalar() is not None


def _change(db: Db, asked: AskedFile, **values: Any) -> None:
    db.execute(update(ASKED).where(ASKED.c.team == asked.team, ASKED.c.id == asked.id).values(**values))


def _asked(row: Any) -> AskedFile:
    files = tuple(row["files"].split())
    return AskedFile(
        row["id"], row["team"], row["by"], row["at"], FileKind(row["kind"]), row["about"], files, row["next_at"]
    )
