"""Who are the candidates, and how are they found?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, bindparam, func, select, text

from bot.facts import Candidate, Contact, Found, Stage
from bot.words import fold
from storage import audit
from storage.columns import new_id
from storage.database import Db
from storage.tables import Candidates, Contacts, Jobs, NameWords, People, Submissions, table

CANDIDATES, CONTACTS, WORDS = table(Candidates), table(Contacts), table(NameWords)
SUBMISSIONS, JOBS, PEOPLE = table(Submissions), table(Jobs), table(People)
SHORTEST_PART = 3
_NAMED = select(CANDIDATES.c.id, CANDIDATES.c.name).where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.folded == bindparam("folded_")
)
_BY_WORD = (
    select(WORDS.c.candidate)
    .distinct()
    .where(WORDS.c.team == bindparam("team_"), WORDS.c.word >= bindparam("low"), WORDS.c.word < bindparam("high"))
    .limit(bindparam("most"))
)
_BY_PART_SQLITE = text(
    "SELECT candidates.id FROM name_parts JOIN candidates ON candidates.id = name_parts.rowid "
    "WHERE name_parts MATCH :quoted AND candidates.team = :team_ LIMIT :most"
)
_BY_PART_POSTGRES = text("SELECT id FROM candidates WHERE team = :team_ AND folded LIKE :like LIMIT :most")


def add(db: Db, team: str, name: str, contacts: Sequence[Contact], by: str, now: datetime) -> Candidate:
    """Add a candidate with the words their name can be found by."""
    id, folded = new_id(), fold(name)
    row = {"team": team, "id": id, "name": name, "folded": folded, "added_by": by, "added_at": now}
    db.execute(CANDIDATES.insert(), row)
    words = [{"team": team, "word": word[:100], "candidate": id} for word in sorted(set(folded.split()))]
    if words:
        db.execute(WORDS.insert(), words)
    for contact in contacts:
        db.execute(
            CONTACTS.insert(),
            {
                "team": team,
                "id": new_id(),
                "candidate": id,
                "kind": contact.kind,
                "value": contact.value,
                "shown": contact.shown,
            },
        )
    audit.record(db, team, by, "added", "candidate", id, now)
    return Candidate(id, name)


def candidate(db: Db, team: str, id: int) -> Candidate | None:
    """Give one candidate of this team, or None."""
    chosen = select(CANDIDATES.c.id, CANDIDATES.c.name).where(CANDIDATES.c.team == team, CANDIDATES.c.id == id)
    row = db.execute(chosen).first()
    return Candidate(row.id, row.name) if row else None


def named(db: Db, team: str, name: str) -> list[Candidate]:
    """List those who bear exactly this name, accents and capitals aside."""
    rows = db.execute(_NAMED, {"team_": team, "folded_": fold(name)})
    return [Candidate(row.id, row.name) for row in rows]


def bearers(db: Db, team: str, name: str) -> list[Candidate]:
    """List those whom a name means: who bears exactly it, else who has each of its words in their name."""
    exact = named(db, team, name)
    if exact:
        return exact
    words = fold(name).split()
    near = [row for row in found(db, team, name) if words and set(words) <= set(fold(row.name).split())]
    return [Candidate(row.id, row.name) for row in near]


def contacts(db: Db, team: str, id: int) -> tuple[Contact, ...]:
    """List the addresses of a candidate."""
    chosen = select(CONTACTS).where(CONTACTS.c.team == team, CONTACTS.c.candidate == id).order_by(CONTACTS.c.id)
    return tuple(Contact(row.kind, row.value, row.shown) for row in db.execute(chosen))


def reached_by(db: Db, team: str, contact: Contact) -> Candidate | None:
    """Tell who already has this e-mail or profile address; None also for a phone, which may be shared."""
    if contact.kind == "phone":
        return None
    same = (CONTACTS.c.team == team, CONTACTS.c.value == contact.value, CONTACTS.c.kind == contact.kind)
    id = db.execute(select(CONTACTS.c.candidate).where(*same)).scalar()
    return candidate(db, team, id) if id is not None else None


def found(db: Db, team: str, typed: str, most: int = 20) -> list[Found]:
    """Find candidates by the beginning of any word of the name, a part of it, an e-mail or a phone.

    The best come first: the whole name, names that begin so, words that begin so, then parts. Each word typed has to
    be in the name.
    """
    words = fold(typed).split()
    if not words:
        return _recent(db, team, most)
    ids = _by_words(db, team, words, most)
    if len(ids) < most and max(map(len, words)) >= SHORTEST_PART:
        ids += [id for id in _by_part(db, team, max(words, key=len), most * 5) if id not in ids]
    ids += [id for id in _by_contact(db, team, typed, most) if id not in ids]
    rows = [row for row in _shown(db, team, ids) if _fits(row, words, typed)]
    return sorted(rows, key=lambda row: _rank(row, words))[:most]


def briefly(db: Db, team: str, ids: Sequence[int]) -> list[Found]:
    """Give candidates as a list tells them apart, in the order asked for."""
    by_id = {row.id: row for row in _shown(db, team, ids)}
    return [by_id[id] for id in ids if id in by_id]


def _by_words(db: Db, team: str, words: Sequence[str], most: int) -> list[int]:
    """Take the rarest-looking (longest) word's bearers, enough of them to choose from."""
    word = max(words, key=len)
    bound = {"team_": team, "low": word, "high": word + "\U0010ffff", "most": most * 10}
    return list(db.execute(_BY_WORD, bound).scalars())


def _by_part(db: Db, team: str, part: str, most: int) -> list[int]:
    if db.dialect.name == "sqlite":
        bound = {"team_": team, "quoted": f'"{part}"', "most": most}
        return list(db.execute(_BY_PART_SQLITE, bound).scalars())
    return list(db.execute(_BY_PART_POSTGRES, {"team_": team, "like": f"%{part}%", "most": most}).scalars())


def _by_contact(db: Db, team: str, typed: str, most: int) -> list[int]:
    begun = typed.strip().lower().replace(" ", "")
    if len(begun) < SHORTEST_PART:
        return []
    low, high = CONTACTS.c.value >= begun, CONTACTS.c.value < begun + "\U0010ffff"
    return list(
        db.execute(select(CONTACTS.c.candidate).where(CONTACTS.c.team == team, low, high).limit(most)).scalars()
    )


def _recent(db: Db, team: str, most: int) -> list[Found]:
    latest = func.coalesce(CANDIDATES.c.spoke_at, CANDIDATES.c.added_at).desc()
    chosen = select(CANDIDATES.c.id).where(CANDIDATES.c.team == team).order_by(latest).limit(most)
    return briefly(db, team, list(db.execute(chosen).scalars()))


def _described() -> Select[tuple[int, str, str, str | None, str | None, str | None]]:
    """A candidate with the submission that was moved last."""
    newest = (
        select(SUBMISSIONS.c.id)
        .where(SUBMISSIONS.c.team == CANDIDATES.c.team, SUBMISSIONS.c.candidate == CANDIDATES.c.id)
        .order_by(SUBMISSIONS.c.entered_at.desc())
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
        CANDIDATES.c.folded,
        SUBMISSIONS.c.stage,
        PEOPLE.c.name.label("recruiter"),
        JOBS.c.title,
    ).select_from(joined)


_DESCRIBED = _described().where(
    CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id.in_(bindparam("ids", expanding=True))
)


def _shown(db: Db, team: str, ids: Sequence[int]) -> list[Found]:
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
        )
        for row in rows
    ]


def _fits(row: Found, words: Sequence[str], typed: str) -> bool:
    folded = fold(row.name)
    looks_like_contact = any(letter in typed for letter in "@/") or any(letter.isdigit() for letter in typed)
    return looks_like_contact or all(word in folded for word in words)


def _rank(row: Found, words: Sequence[str]) -> tuple[int, str]:
    folded, whole = fold(row.name), " ".join(words)
    begins = sum(any(part.startswith(word) for part in folded.split()) for word in words)
    if folded == whole:
        return 0, folded
    return (1 if folded.startswith(whole) else 2 + len(words) - begins), folded
