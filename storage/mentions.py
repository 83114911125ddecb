"""Where does free text name someone, in rows that are about others?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Table, select, tuple_, update

from bot.words import fold_tag, fold_title
from storage import encryption, known_as, pay_keys
from storage.database import Db
from storage.tables import (
    Approvals,
    Asks,
    Base,
    Candidates,
    ClientContacts,
    Clients,
    DisputeQuestions,
    Disputes,
    Drafts,
    Favours,
    ImportLines,
    Imports,
    Inbox,
    Jobs,
    KnownBefore,
    Levers,
    Losses,
    Merges,
    OfferChanges,
    OfferRounds,
    Offers,
    OwnerChanges,
    Promises,
    Representations,
    Submissions,
    Tags,
    Touches,
    TouchNotes,
    table,
)

A_PAGE = 1_000
# What people type, and what was kept of it, by table. A name with its folded spelling beside it is unique in its team.
FREE_TEXT: dict[type[Base], tuple[str, ...]] = {
    Touches: ("note",),
    TouchNotes: ("words",),
    Favours: ("words", "came_of_it"),
    ClientContacts: ("position",),
    Candidates: ("do_not_contact", "kept_why"),
    Jobs: ("role", "selling_points", "title"),
    Clients: ("name",),
    Tags: ("name",),
    Asks: ("note",),
    Promises: ("waits_for",),
    Imports: ("name", "read_as", "error"),
    ImportLines: ("body", "reason"),
    Drafts: ("body",),
    Inbox: ("result",),
    Merges: ("body",),
    KnownBefore: ("value", "shown"),
    OwnerChanges: ("note",),
    Disputes: ("reason", "evidence", "answer", "reasons"),
    DisputeQuestions: ("question", "answer"),
    Representations: ("words", "ended_for"),
    Approvals: ("reason", "about", "answer"),
    Offers: ("company", "encrypted"),
    OfferRounds: ("encrypted",),
    OfferChanges: ("encrypted",),
    Levers: ("encrypted",),
    Losses: ("encrypted",),
}
_JSON = {"body", "result", "read_as", "about", "encrypted"}
# What nobody reads: not counted as a place that named them.
_UNSEEN = (Inbox, Drafts, Merges, ImportLines, KnownBefore)
# What is swept within days; lines of files are kept until they are seen to.
PASSING: dict[str, type[Base]] = {"drafts": Drafts, "inbox": Inbox, "import_lines": ImportLines}
# What was typed in a record as it was before a merge; its names are its own, and undoing needs them.
_TYPED = ("do_not_contact", "kept_why", "position", "waits_for", "value", "shown")
_FOLDED = {Jobs: ("title", fold_title), Clients: ("name", fold_title), Tags: ("name", fold_tag)}


class Redacting(Protocol):
    """Takes someone out of texts."""

    def redacted(self, text: str, *, names: bool = True) -> str:
        """Give a text without them."""

    def redacted_json(self, body: str, *, names: bool = True) -> str:
        """Give JSON without them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row that names someone: of which table, and its key."""

    of: type[Base]
    key: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What rows that were rewritten are about, as their letters name it: candidates, and rows of their own."""

    mentions: int
    candidates: frozenset[int]
    rows: frozenset[int]


def look(
    db: Db, team: str, of: type[Base], after: tuple[Any, ...] | None, without: Redacting, namesakes: frozenset[int]
) -> tuple[list[Place], tuple[Any, ...] | None]:
    """Look through one page of a table for rows that name someone; give them, and where to look on, or None."""
    rows = db.execute(_page(team, table(of), FREE_TEXT[of], after)).mappings().all()
    keys = [column.name for column in table(of).primary_key]
    found = [Place(of, _key(row, keys)) for row in rows if _rewritten(db, of, row, without, namesakes)]
    return found, _key(rows[-1], keys) if len(rows) == A_PAGE else None


def redact(db: Db, team: str, places: Sequence[Place], without: Redacting, namesakes: frozenset[int]) -> Touched:
    """Rewrite rows without someone, as they read at this moment; tell which messages may show what was rewritten."""
    count, candidates, ids = 0, set[int](), set[int]()
    for place in places:
        of = table(place.of)
        mine = [of.c[column.name] == part for column, part in zip(of.primary_key, place.key, strict=True)]
        row = db.execute(select(of).where(*mine).with_for_update()).mappings().first()
        new = _rewritten(db, place.of, row, without, namesakes) if row else {}
        if row and new:
            db.execute(update(of).where(*mine).values(**(new | _refolded(db, team, place.of, new))))
            count += place.of not in _UNSEEN
            candidates |= set(_about(db, team, place.of, row))
            ids |= {row[name] for name in ("id", "touch", "dispute", "offer") if isinstance(row.get(name), int)}
    return Touched(count, frozenset(candidates), frozenset(ids))


def _page(team: str, of: Table, columns: Iterable[str], after: tuple[Any, ...] | None) -> Any:
    keys = list(of.primary_key)
    there = [of.c[name] for name in ("candidate", "kept") if name in of.c and not of.c[name].primary_key]
    chosen = select(*keys, *there, *(of.c[name] for name in columns)).where(of.c.team == team)
    if after is not None:
        chosen = chosen.where(tuple_(*keys) > tuple_(*after))
    return chosen.order_by(*keys).limit(A_PAGE)


def _key(row: Any, keys: Sequence[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in keys)


def _rewritten(db: Db, of: type[Base], row: Any, without: Redacting, namesakes: frozenset[int]) -> dict[str, str]:
    """Give the texts of a row that name someone as they are without, each encrypted again if it was."""
    secret = [name for name in FREE_TEXT[of] if row[name] and pay_keys.holds(of, name, row)]
    read = dict(row) | {name: encryption.in_clear(db, row[name]) for name in secret}
    new = _without(of, read, without, namesakes)
    return new | {name: encryption.rewritten(db, row[name], new[name]) for name in secret if name in new}


def _without(of: type[Base], row: Any, without: Redacting, namesakes: frozenset[int]) -> dict[str, str]:
    """Give the texts of a row that name someone as they are without; a namesake's own rows keep the name."""
    owner = row["id"] if of is Candidates else row["kept"] if of is Merges else row.get("candidate")
    names = owner not in namesakes
    if of is ImportLines:
        return _line_emptied(row, without)
    if of is Merges:
        return _before_merge(row["body"], without, names)
    told: dict[str, str] = {}
    for name in FREE_TEXT[of]:
        before = row[name]
        if before:
            after = (without.redacted_json if name in _JSON else without.redacted)(before, names=names)
            told |= {name: after} if after != before else {}
    return told


def _line_emptied(row: Any, without: Redacting) -> dict[str, str]:
    """Empty a line of a file that names someone, in whichever cells: first and last name may stand apart."""
    cells = json.loads(row["body"]) if row["body"] else []
    line = " ".join([*map(str, cells), row["reason"] or ""])
    return {"body": json.dumps([""] * len(cells)), "reason": ""} if without.redacted(line) != line else {}


def _before_merge(body: str, without: Redacting, names: bool) -> dict[str, str]:
    """Rewrite what was typed in the records of a merge, if any of it names someone."""
    records = known_as.read(body)
    texts = [(part, name) for part in known_as.parts(records) for name in _TYPED if isinstance(part.get(name), str)]
    new = [(part, name, without.redacted(part[name], names=names)) for part, name in texts]
    if all(part[name] == after for part, name, after in new):
        return {}
    for part, name, after in new:
        part[name] = after
    return {"body": json.dumps(records)}


def _refolded(db: Db, team: str, of: type[Base], new: dict[str, str]) -> dict[str, str]:
    """Give a name that was rewritten with its folded spelling, and a number where another has the same already."""
    named, fold = _FOLDED.get(of, ("", fold_title))
    if named not in new:
        return {}
    there = table(of)
    for spelt in _numbered(new[named]):
        taken = select(there.c.id).where(there.c.team == team, there.c.folded == fold(spelt))
        if db.execute(taken).first() is None:
            return {named: spelt, "folded": fold(spelt)}
    raise AssertionError("numbers do not end")


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name} {number}"
        number += 1


def _about(db: Db, team: str, of: type[Base], row: Any) -> list[int]:
    """Tell whose messages may show a row."""
    if of is Promises:
        return [int(row["subject"])] if str(row["subject"]).isdigit() else []
    if of is Candidates:
        return [row["id"]]
    if of in (Jobs, Clients):
        return _put_forward(db, team, of, row["id"])
    return [row["candidate"]] if row.get("candidate") is not None else []


def _put_forward(db: Db, team: str, of: type[Base], id: int) -> list[int]:
    jobs, submissions = table(Jobs), table(Submissions)
    mine = jobs.c.id == id if of is Jobs else jobs.c.client == id
    chosen = select(submissions.c.candidate).join(
        jobs, (jobs.c.team == submissions.c.team) & (jobs.c.id == submissions.c.job)
    )
    return list(db.execute(chosen.where(submissions.c.team == team, mine)).scalars())
