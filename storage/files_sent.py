"""Which files did we hand over in Slack, and until when do they stay there?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.columns import new_id
from storage.database import Db
from storage.tables import Erasures, SentFiles, table

SENT, ERASURES = table(SentFiles), table(Erasures)
STAYS_FOR = timedelta(days=7)


def record_sent(
    db: Db, team: str, recipient: str, kind: str, files: Sequence[str], now: datetime, agreement: int | None = None
) -> list[str]:
    """Write down files that are about to be handed over, by Slack's ids, so that each can be deleted; give the ids.

    `agreement` is the one of a page of agreed terms. What is in them was read since `now`: where somebody was erased
    meanwhile, who may be in them, they go at once.
    """
    meanwhile = (ERASURES.c.team == team, ERASURES.c.done_at > now)
    is_stale = db.execute(select(ERASURES.c.candidate).where(*meanwhile).limit(1)).first() is not None
    until = now if is_stale else now + STAYS_FOR
    row = {"team": team, "recipient": recipient, "kind": kind, "at": now, "delete_at": until, "agreement": agreement}
    db.execute(SENT.insert(), [{**row, "id": new_id(), "file": file} for file in files])
    return list(files)


def due(db: Db, now: datetime, most: int) -> list[tuple[str, int, str, datetime]]:
    """List files to be deleted in Slack by now: team, id of ours, id of Slack's, and when they were handed over."""
    over = select(SENT.c.team, SENT.c.id, SENT.c.file, SENT.c.at).where(SENT.c.delete_at <= now)
    rows = db.execute(over.order_by(SENT.c.delete_at).limit(most))
    return [(row.team, row.id, row.file, row.at) for row in rows]


def deleted(db: Db, team: str, id: int, _: datetime) -> None:
    """Forget a file that Slack has no more."""
    db.execute(delete(SENT).where(SENT.c.team == team, SENT.c.id == id))


def put_off(db: Db, team: str, id: int, until: datetime) -> None:
    """Try again later to have a file deleted."""
    db.execute(update(SENT).where(SENT.c.team == team, SENT.c.id == id).values(delete_at=until))
