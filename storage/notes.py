"""What was learned of a candidate, sorted by what it is about?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from bot.facts import About, Note
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Touches, TouchNotes, table

NOTES, TOUCHES = table(TouchNotes), table(Touches)
# What is encrypted.
SECRET = frozenset({About.PAY_EXPECTED})
_OF_TOUCHES = select(NOTES.c.touch, NOTES.c.about, NOTES.c.words).where(
    NOTES.c.team == bindparam("team_"), NOTES.c.touch.in_(bindparam("touches_", expanding=True))
)
_RANKED = (
    select(
        NOTES.c.about,
        NOTES.c.words,
        NOTES.c.touch,
        TOUCHES.c.at,
        TOUCHES.c.credit,
        func.row_number()
        .over(partition_by=NOTES.c.about, order_by=(TOUCHES.c.at.desc(), TOUCHES.c.logged_at.desc()))
        .label("place"),
    )
    .join_from(NOTES, TOUCHES, (TOUCHES.c.team == NOTES.c.team) & (TOUCHES.c.id == NOTES.c.touch))
    .where(NOTES.c.team == bindparam("team_"), NOTES.c.candidate == bindparam("candidate_"))
    .where(TOUCHES.c.deleted_at.is_(None))
    .subquery()
)
_NEWEST = select(_RANKED).where(_RANKED.c.place == 1)


def write(db: Db, team: str, touch: int, candidate: int, notes: Mapping[About, str]) -> None:
    """Keep exactly these notes of a touch; an empty one is none."""
    db.execute(delete(NOTES).where(NOTES.c.team == team, NOTES.c.touch == touch))
    rows: Sequence[dict[str, Any]] = [
        {
            "team": team,
            "touch": touch,
            "about": about,
            "candidate": candidate,
            "words": _kept(db, team, touch, about, words),
        }
        for about, words in notes.items()
        if words
    ]
    if rows:
        db.execute(NOTES.insert(), rows)


def of_touch(db: Db, team: str, touch: int) -> dict[About, str]:
    """Give the notes of one touch."""
    return of_touches(db, team, [touch]).get(touch, {})


def of_touches(db: Db, team: str, touches: Sequence[int]) -> dict[int, dict[About, str]]:
    """Give the notes of these touches, by touch."""
    found: dict[int, dict[About, str]] = {}
    for row in db.execute(_OF_TOUCHES, {"team_": team, "touches_": list(touches)}) if touches else ():
        about = About(row.about)
        found.setdefault(row.touch, {})[about] = _read(db, team, row.touch, about, row.words)
    return found


def promised(db: Db, team: str, touches: Sequence[int]) -> dict[int, str]:
    """Give the words of what was promised in these touches, where there are any."""
    mine = (NOTES.c.team == team, NOTES.c.touch.in_(list(touches)), NOTES.c.about == About.PROMISE)
    rows = db.execute(select(NOTES.c.touch, NOTES.c.words).where(*mine)) if touches else ()
    return {row.touch: row.words for row in rows}


def newest(db: Db, team: str, candidate: int) -> dict[About, Note]:
    """Give what was last learned of a candidate, about each thing."""
    rows = db.execute(_NEWEST, {"team_": team, "candidate_": candidate})
    found: dict[About, Note] = {}
    for row in rows:
        about = About(row.about)
        found[about] = Note(about, _read(db, team, row.touch, about, row.words), row.touch, row.at, row.credit)
    return found


def _kept(db: Db, team: str, touch: int, about: About, words: str) -> str:
    return encrypt(db, team, f"touch_notes/{touch}/{about}", words) if about in SECRET else words


def _read(db: Db, team: str, touch: int, about: About, words: str) -> str:
    return decrypted(db, team, f"touch_notes/{touch}/{about}", words) if about in SECRET else words
