"""Whom among very many candidates does someone mean by what they have typed so far?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, Select, bindparam, column, func, select, text
from sqlalchemy import table as named

from bot.facts import Found, Stage
from bot.words import ADDRESS, NUMBER, fold, sort_contact
from storage import bearing
from storage.bearing import LAST
from storage.database import Db
from storage.submissions import FOREMOST
from storage.tables import Candidates, Contacts, Jobs, People, Submissions, table

CANDIDATES, CONTACTS = table(Candidates), table(Contacts)
SUBMISSIONS, JOBS, PEOPLE = table(Submissions), table(Jobs), table(People)
SHORTEST_PART = 3
MOST_WORDS = 8
# From so far on, a word is in a name only if there is an error in it.
ERROR = 2

_BEGINS = (
    select(CANDIDATES.c.id)
    .where(CANDIDATES.c.team == bindparam("team_"))
    .where(CANDIDATES.c.folded >= bindparam("low"), CANDIDATES.c.folded < bindparam("high"))
    .order_by(CANDIDATES.c.folded)
    .limit(bindparam("most"))
)
_PARTS, _MATCH = named("name_parts", column("rowid")), text("name_parts MATCH :parts")
_REACHED = (
    select(CONTACTS.c.candidate)
    .where(CONTACTS.c.team == bindparam("team_"))
    .where(CONTACTS.c.value >= bindparam("low"), CONTACTS.c.value < bindparam("high"))
    .order_by(CONTACTS.c.value)
    .limit(bindparam("most"))
)


def found(db: Db, team: str, typed: str, most: int) -> list[Found]:
    """Find and rank at most so many candidates."""
    words = list(dict.fromkeys(fold(typed).split()))[:MOST_WORDS]
    reached = _reached(db, team, typed, most)
    ids = _bearing(db, team, " ".join(words), words, most) if words else []
    rows = [_guessed(row, words, reached) for row in told_apart(db, team, [*ids, *reached])]
    ahead = set(reached) - set(ids) if _is_address(typed) else set()
    return sorted(rows, key=lambda row: (row.id not in ahead, *_rank(row, words)))[:most]


def told_apart(db: Db, team: str, ids: Sequence[int]) -> list[Found]:
    """Give candidates with what tells two of one name apart."""
    if not ids:
        return []
    rows = db.execute(_DESCRIBED, {"team_": team, "ids": list(dict.fromkeys(ids))})
    return [
        Found(
            id=row.id,
            name=row.name,
            stage=Stage(row.stage) if row.stage else None,
            job=row.title,
            recruiter=row.recruiter,
            contact=row.contact,
            do_not_contact=row.do_not_contact is not None,
        )
        for row in rows
    ]


def _bearing(db: Db, team: str, whole: str, words: Sequence[str], most: int) -> list[int]:
    """Look by the cheapest index first, and only as far as there is room; forgive where no word begins so."""
    ids = list(db.execute(_BEGINS, _range(team, whole, most)).scalars())
    if len(ids) < most:
        ids += bearing.bearing(db, team, words, most)
    begun = bool(ids)
    if len(set(ids)) < most and len(max(words, key=len)) >= SHORTEST_PART:
        ids += _by_part(db, team, words, most)
    if not begun and len(ids) < most:
        ids += bearing.forgiven(db, team, words, most)
    return ids


def _by_part(db: Db, team: str, words: Sequence[str], most: int) -> list[int]:
    """Take those in whose name the words are anywhere.

    Each engine is asked in a way that leaves it one plan, from the list of parts to the candidate: left to themselves,
    both now and then read through the whole team. PostgreSQL has no index of a team to which something is added.
    """
    mine = select(CANDIDATES.c.id).where(*(_has(word) for word in words))
    if db.dialect.name != "sqlite":
        return list(db.execute(mine.where(CANDIDATES.c.team + "" == team).limit(most)).scalars())
    parts = " AND ".join(f'"{word}"' for word in words if len(word) >= SHORTEST_PART)
    mine = mine.where(CANDIDATES.c.team == team, CANDIDATES.c.id == _PARTS.c.rowid)
    of_part = mine.correlate(_PARTS).scalar_subquery().label("id")
    listed = select(of_part).select_from(_PARTS).where(_MATCH.bindparams(parts=parts)).subquery()
    return list(db.execute(select(listed.c.id).where(listed.c.id.is_not(None)).limit(most)).scalars())


def _has(word: str) -> ColumnElement[bool]:
    """Folding leaves no sign that `LIKE` would take for another."""
    return CANDIDATES.c.folded.like(f"%{word}%")


def _reached(db: Db, team: str, typed: str, most: int) -> list[int]:
    begun = _address_begun(typed)
    if len(begun) < SHORTEST_PART:
        return []
    return list(db.execute(_REACHED, _range(team, begun, most)).scalars())


def _address_begun(typed: str) -> str:
    """Spell what may be the beginning of an address as addresses are kept."""
    plain = re.sub(r"^(?:mailto:|tel:)", "", "".join(typed.casefold().split()))
    if ADDRESS.match(plain):
        try:
            return sort_contact(plain).value
        except ValueError:
            return ""
    if NUMBER.fullmatch(plain):
        digits = re.sub(r"\D", "", plain)
        return "+" + (digits[2:] if digits.startswith("00") else digits)
    return plain


def _is_address(typed: str) -> bool:
    return "@" in typed or bool(NUMBER.fullmatch(typed.strip()) or ADDRESS.match(typed.strip()))


def _range(team: str, begun: str, most: int) -> dict[str, Any]:
    return {"team_": team, "low": begun, "high": begun + LAST, "most": most}


def _rank(row: Found, words: Sequence[str]) -> tuple[int, str]:
    """Put the whole name first, then names that begin so, then by how far the words are from being in the name."""
    folded, whole = fold(row.name), " ".join(words)
    if folded == whole:
        return 0, folded
    return (1 if folded.startswith(whole) else 2 + sum(_far(word, folded.split()) for word in words)), folded


def _guessed(row: Found, words: Sequence[str], reached: Sequence[int]) -> Found:
    """Mark whom neither an address nor each word led to as it was typed."""
    parts = fold(row.name).split()
    return row if row.id in reached or all(_far(word, parts) < ERROR for word in words) else replace(row, guessed=True)


def _far(word: str, parts: Sequence[str]) -> int:
    """Tell how far a typed word is from being in a name: it begins a word, is a part of one, or nearly one."""
    if any(part.startswith(word) for part in parts):
        return 0
    if any(word in part for part in parts):
        return 1
    return ERROR - 1 + min((OSA.distance(word, part, score_cutoff=1) for part in parts), default=2)


def _described() -> Select[Any]:
    """A candidate with where they stand, and the first address."""
    foremost = (
        select(SUBMISSIONS.c.id)
        .where(SUBMISSIONS.c.team == CANDIDATES.c.team, SUBMISSIONS.c.candidate == CANDIDATES.c.id)
        .order_by(*FOREMOST)
        .limit(1)
        .correlate(CANDIDATES)
        .scalar_subquery()
    )
    address = (
        select(CONTACTS.c.shown)
        .where(CONTACTS.c.team == CANDIDATES.c.team, CONTACTS.c.candidate == CANDIDATES.c.id)
        .order_by(CONTACTS.c.kind, CONTACTS.c.id)
        .limit(1)
        .correlate(CANDIDATES)
        .scalar_subquery()
    )
    joined = CANDIDATES.outerjoin(
        SUBMISSIONS, (SUBMISSIONS.c.team == CANDIDATES.c.team) & (SUBMISSIONS.c.id == foremost)
    ).outerjoin(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    whose = func.coalesce(CANDIDATES.c.owner, SUBMISSIONS.c.recruiter)
    joined = joined.outerjoin(PEOPLE, (PEOPLE.c.team == CANDIDATES.c.team) & (PEOPLE.c.id == whose))
    return select(
        CANDIDATES.c.id,
        CANDIDATES.c.name,
        CANDIDATES.c.do_not_contact,
        SUBMISSIONS.c.stage,
        PEOPLE.c.name.label("recruiter"),
        JOBS.c.title,
        address.label("contact"),
    ).select_from(joined)


_DESCRIBED = _described().where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id.in_(bindparam("ids", expanding=True))
)
