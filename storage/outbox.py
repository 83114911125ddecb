"""Which messages are to be said, or to be said differently?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select, text, tuple_, update

from bot.facts import Letter
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.insert import unless_there
from storage.tables import Outbox, table

OUTBOX = table(Outbox)
OPEN, DROPPED, DEAD = "open", "dropped", "dead"
# In the very words of the partial indexes, since a bound value would not be known to fit them.
_IS_DEAD, _IS_TWICE = text("state = 'dead'"), text("possibly_twice")
_FIELDS = Letter.__slots__
_CHOSEN = (
    select(OUTBOX.c.team, OUTBOX.c.id)
    .where(OUTBOX.c.next_at <= bindparam("now_"))
    .where(or_(OUTBOX.c.lease_until.is_(None), OUTBOX.c.lease_until <= bindparam("now_")))
    .order_by(OUTBOX.c.next_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("chosen")
)
_CLAIM = (
    update(OUTBOX)
    .where(tuple_(OUTBOX.c.team, OUTBOX.c.id).in_(select(_CHOSEN.c.team, _CHOSEN.c.id)))
    .values(token=bindparam("token_"), lease_until=bindparam("lease_until_"))
    .returning(OUTBOX.c.team, OUTBOX.c.id, OUTBOX.c.next_at)
)
_OURS = (
    OUTBOX.c.team == bindparam("team_"),
    OUTBOX.c.id == bindparam("id_"),
    OUTBOX.c.token == bindparam("token_"),
)
_HELD = select(OUTBOX).where(*_OURS).with_for_update()
_TRYING = (
    update(OUTBOX)
    .where(*_OURS)
    .values(first_try_at=bindparam("first_try_at_"), channel=bindparam("channel_"))
    .returning(OUTBOX.c.id)
)
_SAID = (
    update(OUTBOX)
    .where(*_OURS)
    .values(
        channel=bindparam("channel_"),
        ts=bindparam("ts_"),
        shown=bindparam("shown_"),
        next_at=case((OUTBOX.c.version > bindparam("shown_"), OUTBOX.c.next_at), else_=None),
        attempt=0,
        error=None,
        token=None,
        lease_until=None,
    )
    .returning(OUTBOX.c.id)
)


def letter(
    db: Db,
    team: str,
    key: str,
    kind: str,
    recipient: str,
    due_at: datetime,
    next_at: datetime,
    *,
    about: int | str | None = None,
    by: str | None = None,
) -> int | None:
    """Put a new letter into the outbox and give its id; None where one of this key was there before."""
    row = {
        "team": team,
        "id": new_id(),
        "key": key,
        "kind": kind,
        "recipient": recipient,
        "about": None if about is None else str(about),
        "by": by,
        "due_at": due_at,
        "version": 1,
        "state": OPEN,
        "next_at": next_at,
        "attempt": 0,
        "possibly_twice": False,
    }
    added: int | None = db.execute(unless_there(db, OUTBOX, "id"), row).scalar()
    db.info[WAKE] = True
    return added


def redraw(db: Db, team: str, letters: Iterable[int], now: datetime) -> None:
    """Have letters shown as they now stand; one that was never shown will be drawn afresh anyway."""
    ids = sorted(set(letters))
    if ids:
        mine = (OUTBOX.c.team == team, OUTBOX.c.id.in_(ids), OUTBOX.c.state == OPEN)
        soonest = func.coalesce(OUTBOX.c.next_at, now)
        db.execute(update(OUTBOX).where(*mine).values(version=OUTBOX.c.version + 1, next_at=soonest))
        db.info[WAKE] = True


def claim(db: Db, token: str, now: datetime, lease_until: datetime, most: int) -> list[tuple[str, int]]:
    """Claim letters that are to be said, under a lease: team and id of each, the longest waiting first."""
    bound = {"now_": now, "most": most, "token_": token, "lease_until_": lease_until}
    rows = db.execute(_CLAIM, bound).all()
    return [(row.team, row.id) for row in sorted(rows, key=lambda row: (row.next_at, row.id))]


def held(db: Db, team: str, id: int, token: str) -> Letter | None:
    """Give a letter while its claim is ours, else None."""
    row = db.execute(_HELD, {"team_": team, "id_": id, "token_": token}).mappings().first()
    return _letter(row) if row else None


def by_id(db: Db, team: str, id: int) -> Letter | None:
    """Give a letter of this team, or None."""
    row = db.execute(select(OUTBOX).where(OUTBOX.c.team == team, OUTBOX.c.id == id)).mappings().first()
    return _letter(row) if row else None


def trying(db: Db, letter: Letter, token: str, now: datetime, channel: str | None) -> bool:
    """Write down that a letter is about to be said, and not yet shown; False where the claim was lost."""
    tried = {"first_try_at_": now, "channel_": channel}
    return db.execute(_TRYING, _claimed(letter, token) | tried).scalar() is not None


def count_try(db: Db, letter: Letter, token: str) -> bool:
    """Count one more try that failed."""
    return _kept(db, letter, token, attempt=OUTBOX.c.attempt + 1)


def said(db: Db, letter: Letter, token: str, channel: str, ts: str) -> bool:
    """Record what Slack now shows; the letter is owed again at once where it changed meanwhile."""
    shown = {"channel_": channel, "ts_": ts, "shown_": letter.version}
    return db.execute(_SAID, _claimed(letter, token) | shown).scalar() is not None


def put_off(db: Db, letter: Letter, token: str, until: datetime, error: str | None = None) -> bool:
    """Try again later; `error` is Slack's own word for why."""
    return _let_go(db, letter, token, next_at=until, error=error)


def never_reached(db: Db, letter: Letter, token: str) -> bool:
    """Forget the last try, when it is certain that Slack never took it; what was known of earlier ones stays."""
    return _kept(db, letter, token, first_try_at=letter.first_try_at)


def found_again(db: Db, letter: Letter, token: str, channel: str, ts: str, now: datetime) -> bool:
    """Record a message whose reply had been lost; it is drawn once more, as it may have changed since."""
    values = {"channel": channel, "ts": ts, "shown": 0, "next_at": now, "attempt": 0, "error": None}
    return _let_go(db, letter, token, **values)


def anew(db: Db, letter: Letter, token: str, now: datetime) -> bool:
    """Have a letter whose message was taken away be said as a new one."""
    values = {"ts": None, "shown": None, "first_try_at": None, "next_at": now, "attempt": 0, "error": None}
    return _let_go(db, letter, token, **values)


def drop(db: Db, letter: Letter, token: str) -> bool:
    """Let a letter go that has nothing left to say."""
    return _let_go(db, letter, token, state=DROPPED, next_at=None)


def bury(db: Db, letter: Letter, token: str, error: str) -> bool:
    """Give a letter up and put it on the operator's list."""
    return _let_go(db, letter, token, state=DEAD, next_at=None, error=error)


def mark_possibly_twice(db: Db, letter: Letter, token: str) -> bool:
    """Count a letter that could not be asked about."""
    return _kept(db, letter, token, possibly_twice=True)


def given_up(db: Db, team: str | None = None) -> list[tuple[str, int, str, str, str | None]]:
    """List what was given up: team, id, kind, recipient, Slack's error."""
    chosen = select(OUTBOX.c.team, OUTBOX.c.id, OUTBOX.c.kind, OUTBOX.c.recipient, OUTBOX.c.error)
    dead = chosen.where(_IS_DEAD, *([OUTBOX.c.team == team] if team else []))
    return [(row[0], row[1], row[2], row[3], row[4]) for row in db.execute(dead.order_by(OUTBOX.c.due_at))]


def retry(db: Db, team: str, id: int, now: datetime) -> bool:
    """Say a letter after all that was given up; False where there is none such.

    One that may have been said is asked about first, as ever.
    """
    revived = {"state": OPEN, "next_at": now, "attempt": 0, "error": None}
    db.info[WAKE] = True
    return _dead(db, team, id, **revived)


def forget(db: Db, team: str, id: int) -> bool:
    """Take a letter off the operator's list; False where there is none such."""
    return _dead(db, team, id, state=DROPPED)


def newest(db: Db, team: str, recipient: str, kind: str) -> Letter | None:
    """Give the newest letter of one kind to someone."""
    mine = (OUTBOX.c.team == team, OUTBOX.c.recipient == recipient, OUTBOX.c.kind == kind)
    chosen = select(OUTBOX).where(*mine).order_by(OUTBOX.c.due_at.desc()).limit(1)
    row = db.execute(chosen).mappings().first()
    return _letter(row) if row else None


def next_moment(db: Db) -> datetime | None:
    """Tell when something is next to be said, in any team."""
    return db.execute(select(func.min(OUTBOX.c.next_at)).where(OUTBOX.c.next_at.is_not(None))).scalar()


def figures(db: Db, now: datetime) -> dict[str, float]:
    """Count for the metrics page: what waits, how long the oldest has, what was given up, what may be twice."""
    waits = db.execute(select(func.count(), func.min(OUTBOX.c.next_at)).where(OUTBOX.c.next_at <= now)).one()
    dead = db.execute(select(func.count()).select_from(OUTBOX).where(_IS_DEAD)).scalar_one()
    twice = db.execute(select(func.count()).select_from(OUTBOX).where(_IS_TWICE)).scalar_one()
    oldest = (now - waits[1]).total_seconds() if waits[1] else 0.0
    return {"waiting": waits[0], "oldest_seconds": oldest, "given_up": dead, "possibly_twice": twice}


def _let_go(db: Db, letter: Letter, token: str, **values: Any) -> bool:
    """Change a letter while its claim is ours, and let the claim go."""
    return _kept(db, letter, token, **values, token=None, lease_until=None)


def _kept(db: Db, letter: Letter, mine: str, /, **values: Any) -> bool:
    """Change a letter while its claim is ours, and keep the claim; False where it was lost."""
    change = update(OUTBOX).where(*_OURS).values(**values).returning(OUTBOX.c.id)
    return db.execute(change, _claimed(letter, mine)).scalar() is not None


def _claimed(letter: Letter, token: str) -> dict[str, Any]:
    return {"team_": letter.team, "id_": letter.id, "token_": token}


def _dead(db: Db, team: str, id: int, **values: Any) -> bool:
    mine = (OUTBOX.c.team == team, OUTBOX.c.id == id, OUTBOX.c.state == DEAD)
    return db.execute(update(OUTBOX).where(*mine).values(**values).returning(OUTBOX.c.id)).scalar() is not None


def _letter(row: Any) -> Letter:
    return Letter(**{name: row[name] for name in _FIELDS})
