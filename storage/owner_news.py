"""What is each owner told about their candidates in the next daily news?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, case, cast, func, or_, select, update

from bot.facts import Letter, News, OwnerNews, Passing, Touch
from storage import approvals, batches, outbox, touches
from storage.asking import one_of
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.insert import insert
from storage.tables import Candidates, Lines, Outbox, OwnerChanges, Touches, table

LINES, OUTBOX, CANDIDATES, TOUCHES = table(Lines), table(Outbox), table(Candidates), table(Touches)
CHANGES = table(OwnerChanges)
LOST = (News.LAPSED, News.TAKEN)
# The news of a letter, each with who owns the candidate now, and when they were first given and lost in it.
_THERE = (CANDIDATES.c.team == LINES.c.team) & (CANDIDATES.c.id == cast(LINES.c.subject, BigInteger))
_LOGGED = (TOUCHES.c.team == LINES.c.team) & (TOUCHES.c.id == LINES.c.touch)
_SINCE = {"given_at": LINES.c.kind == News.GIVEN, "lost_at": one_of(LINES.c.kind, LOST)}
_ABOUT = (
    select(
        LINES,
        CANDIDATES.c.name,
        CANDIDATES.c.folded,
        CANDIDATES.c.owner,
        *(
            func.min(case((of, LINES.c.since))).over(partition_by=LINES.c.subject).label(name)
            for name, of in _SINCE.items()
        ),
    )
    .select_from(LINES.join(CANDIDATES, _THERE).outerjoin(TOUCHES, _LOGGED))
    .where(LINES.c.team == bindparam("team_"), LINES.c.letter == bindparam("letter_"))
    .where(one_of(LINES.c.kind, News), ~LINES.c.retired)
    .where(or_(LINES.c.touch.is_(None), TOUCHES.c.two_way & TOUCHES.c.deleted_at.is_(None)))
    .subquery()
)
_THEIRS = func.coalesce(_ABOUT.c.owner, "") == bindparam("recipient_")
# What is still so: who was lost is not theirs, who was given is, and the pool has whom it had.
_IS_SO = or_(
    and_(one_of(_ABOUT.c.kind, LOST), ~_THEIRS),
    and_(one_of(_ABOUT.c.kind, (News.GIVEN, News.SPOKE)), _THEIRS),
    and_(_ABOUT.c.kind == News.POOLED, _ABOUT.c.owner.is_(None)),
)
_UNHEARD = one_of(_ABOUT.c.kind, LOST) & (_ABOUT.c.given_at <= _ABOUT.c.lost_at)
_GONE = select(_ABOUT.c.id).where(or_(~_IS_SO, _UNHEARD))
# The news of a letter, numbered within their kind, the oldest first; of the same about someone the newest counts.
_ALIKE = (_ABOUT.c.kind, _ABOUT.c.subject, _ABOUT.c.by)
_EACH = select(
    _ABOUT,
    func.row_number().over(partition_by=_ALIKE, order_by=(_ABOUT.c.since.desc(), _ABOUT.c.id)).label("same"),
).subquery()
_ORDER = (_EACH.c.due_at, _EACH.c.folded, _EACH.c.id)
_NUMBERED = (
    select(
        *(_EACH.c[name] for name in ("kind", "subject", "name", "due_at", "at", "by", "outcome", "owner", "touch")),
        func.row_number().over(partition_by=_EACH.c.kind, order_by=_ORDER).label("place"),
        func.count().over(partition_by=_EACH.c.kind).label("count"),
    )
    .where(_EACH.c.same == 1)
    .subquery()
)
_FIRST = select(_NUMBERED).where(_NUMBERED.c.place <= bindparam("most_")).order_by(_NUMBERED.c.place)


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of news for someone, before it is written down."""

    recipient: str
    kind: News
    candidate: int
    at: datetime
    by: str
    how: Passing | None = None
    touch: int | None = None


def letters(db: Db, team: str, kind: str, wanted: Mapping[str, tuple[str, datetime]], now: datetime) -> dict[str, int]:
    """Give the letter to each of these people, by its key and the moment it is said; one that is there is redrawn."""
    keys = {key: recipient for recipient, (key, _) in sorted(wanted.items())}
    rows = [_letter(team, kind, recipient, key, wanted[recipient][1]) for key, recipient in keys.items()]
    if not rows:
        return {}
    db.execute(insert(db, OUTBOX).on_conflict_do_nothing(), rows)
    there = select(OUTBOX.c.key, OUTBOX.c.id).where(OUTBOX.c.team == team, OUTBOX.c.key.in_(list(keys)))
    found = {keys[row.key]: row.id for row in db.execute(there)}
    outbox.redraw(db, team, found.values(), now)
    db.info[WAKE] = True
    return found


def write(db: Db, team: str, letters: Mapping[str, int], told: Iterable[Told], now: datetime) -> None:
    """Put news into letters; the same at the same moment is there once."""
    rows = [_line(team, letters[each.recipient], each, now) for each in told if each.recipient in letters]
    batches.add(db, LINES, rows, unless_there=True)


def redraw_lapsed(db: Db, team: str, candidates: Iterable[int], now: datetime) -> None:
    """Have the news redrawn that are shown and offer these candidates to be claimed again."""
    ids = [str(id) for id in candidates]
    if not ids:
        return
    # What was retired is not shown; without asking, SQLite would go through all lines of the team in another index.
    about = (LINES.c.team == team, LINES.c.kind == News.LAPSED, LINES.c.subject.in_(ids), ~LINES.c.retired)
    shown = (OUTBOX.c.team == team, OUTBOX.c.shown.is_not(None), OUTBOX.c.state == outbox.OPEN)
    offering = update(OUTBOX).where(*shown, OUTBOX.c.id.in_(select(LINES.c.letter).where(*about)))
    again = {"version": OUTBOX.c.version + 1, "next_at": func.coalesce(OUTBOX.c.next_at, now)}
    if db.execute(offering.values(**again).returning(OUTBOX.c.id)).first():
        db.info[WAKE] = True


def retire(db: Db, letter: Letter) -> None:
    """Take out of news that were never shown what is so no longer: who is theirs again did not lapse.

    Who was given and lost again before they heard of it is not told of either.
    """
    # Not as a part of the update, where PostgreSQL would look through the whole letter for each of its lines.
    gone = db.execute(_GONE, _of(letter) | {"recipient_": letter.recipient}).scalars().all()
    if gone:
        db.execute(update(LINES).where(LINES.c.team == letter.team, LINES.c.id.in_(gone)).values(retired=True))


def of(db: Db, letter: Letter, most: int) -> tuple[list[OwnerNews], dict[News, int]]:
    """List the news of a letter, so many of each kind, and count them; what was taken back is not among them."""
    rows = db.execute(_FIRST, _of(letter) | {"most_": most}).mappings().all()
    spoke = touches.several(db, letter.team, [row["touch"] for row in rows if row["touch"]])
    notes = _notes(db, letter, [int(row["subject"]) for row in rows if row["kind"] == News.GIVEN])
    lapsed = [int(row["subject"]) for row in rows if row["kind"] == News.LAPSED]
    asked = approvals.unanswered(db, letter.team, letter.recipient, lapsed) if lapsed else {}
    return [_read(row, spoke, notes, asked) for row in rows], {News(row["kind"]): row["count"] for row in rows}


def _of(letter: Letter) -> dict[str, Any]:
    return {"team_": letter.team, "letter_": letter.id}


def _notes(db: Db, letter: Letter, candidates: Sequence[int]) -> dict[tuple[int, datetime], str]:
    """Give what was said to the recipient about candidates who were handed over, by the moment of it."""
    if not candidates:
        return {}
    given = select(CHANGES.c.candidate, CHANGES.c.at, CHANGES.c.note).where(CHANGES.c.team == letter.team)
    given = given.where(CHANGES.c.candidate.in_(candidates), CHANGES.c.after == letter.recipient)
    return {(row.candidate, row.at): row.note for row in db.execute(given.where(CHANGES.c.note.is_not(None)))}


def _read(
    row: Any,
    spoke: Mapping[int, Touch],
    notes: Mapping[tuple[int, datetime], str],
    asked: Mapping[tuple[int, datetime | None], datetime],
) -> OwnerNews:
    return OwnerNews(
        kind=News(row["kind"]),
        candidate=int(row["subject"]),
        name=row["name"],
        at=row["due_at"],
        told_at=row["at"],
        by=row["by"] or "",
        how=Passing(row["outcome"]) if row["outcome"] in set(Passing) else None,
        owner=row["owner"],
        touch=spoke.get(row["touch"]) if row["touch"] else None,
        asked_at=asked.get((int(row["subject"]), row["at"])) if row["kind"] == News.LAPSED else None,
        note=notes.get((int(row["subject"]), row["due_at"])) if row["kind"] == News.GIVEN else None,
    )


def _letter(team: str, kind: str, recipient: str, key: str, at: datetime) -> dict[str, Any]:
    said = {"team": team, "id": new_id(), "key": key, "kind": kind, "recipient": recipient, "due_at": at, "next_at": at}
    return said | {"version": 1, "state": outbox.OPEN, "attempt": 0, "possibly_twice": False}


def _line(team: str, letter: int, told: Told, now: datetime) -> dict[str, Any]:
    about = {"kind": told.kind, "subject": str(told.candidate), "whom": told.recipient, "due_at": told.at, "since": now}
    became = {"outcome": told.how or "spoke", "by": told.by, "at": now, "touch": told.touch, "retired": False}
    return {"team": team, "id": new_id(), "letter": letter, "step": 0, "place": 0} | about | became
