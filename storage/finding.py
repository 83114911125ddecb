"""Whom among very many candidates does someone mean by what they have typed so far?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, column, literal, select, text
from sqlalchemy import table as named

from bot.facts import Found, Stage
from bot.words import ADDRESS, NUMBER, fold, sort_contact
from storage.database import Db
from storage.tables import Candidates, Contacts, Jobs, NameWords, People, Submissions, table

CANDIDATES, CONTACTS, WORDS = table(Candidates), table(Contacts), table(NameWords)
SUBMISSIONS, JOBS, PEOPLE = table(Submissions), table(Jobs), table(People)
SHORTEST_PART = 3
LONGEST_WORD = 100
MOST_WORDS = 8
# Of those who bear one word so many are looked through for the other words: it bounds what a single letter costs.
LOOKED_THROUGH = 5_000
LAST = "\U0010ffff"
# Chinese, Japanese and Korean names are written without a space between their parts.
UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")

_BEGINS = (
    select(CANDIDATES.c.id)
    .where(CANDIDATES.c.team == bindparam("team_"))
    .where(CANDIDATES.c.folded >= bindparam("low"), CANDIDATES.c.folded < bindparam("high"))
    .order_by(CANDIDATES.c.folded)
    .limit(bindparam("most"))
)
_BEARERS = (
    select(WORDS.c.candidate)
    .where(WORDS.c.team == bindparam("team_"))
    .where(WORDS.c.word >= bindparam("low"), WORDS.c.word < bindparam("high"))
    .limit(LOOKED_THROUGH)
    .subquery()
)
_HAS_WORD = (
    select(CANDIDATES.c.id)
    .distinct()
    .join_from(_BEARERS, CANDIDATES, CANDIDATES.c.id == _BEARERS.c.candidate)
    .where(CANDIDATES.c.team == bindparam("team_"))
    .limit(bindparam("most"))
)
_PARTS = named("name_parts", column("rowid"))
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
    rows = told_apart(db, team, [*ids, *reached])
    ahead = set(reached) - set(ids) if _is_address(typed) else set()
    return sorted(rows, key=lambda row: (row.id not in ahead, *_rank(row, words)))[:most]


def words_of(folded: str) -> list[str]:
    """List the words that a name can be found by the beginning of."""
    words = set(folded.split())
    within = {word[at:] for word in words if UNSPACED.search(word) for at in range(1, len(word))}
    return sorted({word[:LONGEST_WORD] for word in words | within})


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
        )
        for row in rows
    ]


def _bearing(db: Db, team: str, whole: str, words: Sequence[str], most: int) -> list[int]:
    """Look by the cheapest index first, and only as far as there is room."""
    ids = list(db.execute(_BEGINS, _range(team, whole, most)).scalars())
    if len(ids) < most:
        ids += _by_word(db, team, words, most)
    if len(set(ids)) < most and len(max(words, key=len)) >= SHORTEST_PART:
        ids += _by_part(db, team, words, most)
    return ids


def _by_word(db: Db, team: str, words: Sequence[str], most: int) -> list[int]:
    """Take whom the longest word begins a word of, as it is likely the rarest, and of them who have the others."""
    longest = max(words, key=len)
    chosen = _HAS_WORD
    for other in words:
        if other != longest:
            chosen = chosen.where((literal(" ") + CANDIDATES.c.folded).like(f"% {other}%"))
    return list(db.execute(chosen, _range(team, longest[:LONGEST_WORD], most)).scalars())


def _by_part(db: Db, team: str, words: Sequence[str], most: int) -> list[int]:
    chosen = select(CANDIDATES.c.id).where(CANDIDATES.c.team == team).limit(most)
    if db.dialect.name == "sqlite":
        parts = " AND ".join(f'"{word}"' for word in words if len(word) >= SHORTEST_PART)
        chosen = chosen.join_from(_PARTS, CANDIDATES, CANDIDATES.c.id == _PARTS.c.rowid)
        chosen = chosen.where(text("name_parts MATCH :parts").bindparams(parts=parts))
    return list(db.execute(chosen.where(*(_has(word) for word in words))).scalars())


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
    """Put the whole name first, then names that begin so, then by how many words begin so."""
    folded, whole = fold(row.name), " ".join(words)
    begins = sum(any(part.startswith(word) for part in folded.split()) for word in words)
    if folded == whole:
        return 0, folded
    return (1 if folded.startswith(whole) else 2 + len(words) - begins), folded


def _described() -> Select[Any]:
    """A candidate with the submission that was moved last, and the first address."""
    newest = (
        select(SUBMISSIONS.c.id)
        .where(SUBMISSIONS.c.team == CANDIDATES.c.team, SUBMISSIONS.c.candidate == CANDIDATES.c.id)
        .order_by(SUBMISSIONS.c.entered_at.desc())
        .limit(1)
        .correlate(CANDIDATES)
        .scalar_subquery()
    )
    address = (
        select(CONTACTS.c.shown)
        .where(CONTACTS.c.team == CANDIDATES.c.team, CONTACTS.c.candidate == CANDIDATES.c.id)
        .order_by(CONTACTS.c.id)
        .limit(1)
        .correlate(CANDIDATES)
        .scalar_subquery()
    )
    joined = CANDIDATES.outerjoin(
        SUBMISSIONS, (SUBMISSIONS.c.team == CANDIDATES.c.team) & (SUBMISSIONS.c.id == newest)
    ).outerjoin(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    joined = joined.outerjoin(PEOPLE, (PEOPLE.c.team == SUBMISSIONS.c.team) & (PEOPLE.c.id == SUBMISSIONS.c.recruiter))
    return select(
        CANDIDATES.c.id,
        CANDIDATES.c.name,
        SUBMISSIONS.c.stage,
        PEOPLE.c.name.label("recruiter"),
        JOBS.c.title,
        address.label("contact"),
    ).select_from(joined)


_DESCRIBED = _described().where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id.in_(bindparam("ids", expanding=True))
)
