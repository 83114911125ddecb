"""What is all that is kept about one person, from every table?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select

from bot.facts import AllAbout, KnownAs
from storage import encryption, kinds, known_as
from storage.database import Db
from storage.notes import SECRET
from storage.tables import (
    Agreements,
    Approvals,
    Asks,
    Audit,
    Base,
    Candidates,
    CandidateTags,
    ClientContacts,
    Clients,
    Contacts,
    DisputeQuestions,
    Disputes,
    Erasures,
    Evidence,
    Favours,
    Jobs,
    KnownBefore,
    Levers,
    Lines,
    Losses,
    Merges,
    NameWords,
    OfferChanges,
    OfferRounds,
    Offers,
    Outbox,
    OwnerChanges,
    People,
    Placements,
    Promises,
    Representations,
    StageChanges,
    Submissions,
    Tags,
    Touches,
    TouchNotes,
    table,
)

CANDIDATES, PEOPLE = table(Candidates), table(People)
TOUCHES, SUBMISSIONS, FAVOURS, LINES = table(Touches), table(Submissions), table(Favours), table(Lines)
# Rows that name the candidate in a column of their own.
BY_CANDIDATE: tuple[type[Base], ...] = (
    *(Contacts, KnownBefore, NameWords, CandidateTags, ClientContacts, Submissions, Touches, TouchNotes, Favours),
    *(OwnerChanges, Disputes, Representations, Approvals, Erasures),
    *(Offers, Agreements, Placements, Losses),
)
# Rows that name an offer of the candidate.
BY_OFFER: tuple[type[Base], ...] = (OfferRounds, OfferChanges, Levers)
# Of which nobody reads what they say who may not see pay.
_OF_PAY: tuple[type[Base], ...] = (Offers, Agreements, Losses, *BY_OFFER)
PAY = frozenset(table(of).name for of in _OF_PAY)
# What a row is named by, where letters, promises and the record of who changed what are about such rows.
SUBJECTS = ("touches", "submissions", "favours", "disputes", "representations", "approvals", "offers", "agreements")
# Tables with nothing about one person: of the team as a whole, or named above beside the ids of it. What is typed and
# not sent, or was answered lately, is swept within days.
KEPT_APART: Sequence[str] = (
    *("teams", "people", "jobs", "clients", "tags", "imports", "import_lines", "spellings", "drafts", "inbox"),
    *("sent_files", "asked_files", "terms", "covers", "handovers", "turns", "bands", "rates", "pay_keys"),
)
# What a column of ids stands for, so that it can be read: the column, the table it names, and the name there.
_READS = (("job", Jobs, "title"), ("client", Clients, "name"), ("tag", Tags, "name"))


def about(db: Db, team: str, candidate: int) -> AllAbout | None:
    """Read all about one person, also from records that were merged into theirs; None where there is no such person."""
    known = known_as.known_as(db, team, candidate)
    mine = _rows(db, CANDIDATES, CANDIDATES.c.team == team, CANDIDATES.c.id.in_(known.ids))
    if not mine:
        return None
    found = {"candidates": mine}
    for of in map(table, BY_CANDIDATE):
        found[of.name] = _rows(db, of, of.c.team == team, of.c.candidate.in_(known.ids))
    offered = [row["id"] for row in found["offers"]]
    for of in map(table, BY_OFFER):
        found[of.name] = _rows(db, of, of.c.team == team, of.c.offer.in_(offered))
    found |= _by_subject(db, team, known, found)
    read = {name: [_readable(db, team, name, row) for row in rows] for name, rows in found.items()}
    colleagues = {str(row.id): str(row.name) for row in db.execute(select(PEOPLE).where(PEOPLE.c.team == team))}
    named = {value for rows in read.values() for row in rows for value in row.values() if isinstance(value, str)}
    return AllAbout(candidate, mine[0]["name"], read, {id: name for id, name in colleagues.items() if id in named})


def _by_subject(
    db: Db, team: str, known: KnownAs, found: dict[str, list[dict[str, Any]]]
) -> dict[str, list[dict[str, Any]]]:
    """Read what names the person, or something of theirs, as its subject."""
    ids = [*known.ids, *(row["id"] for name in SUBJECTS for row in found[name])]
    subjects = [str(id) for id in ids]
    changes, promises, outbox, asks = table(StageChanges), table(Promises), table(Outbox), table(Asks)
    audit, merges = table(Audit), table(Merges)
    submitted = [row["id"] for row in found["submissions"]]
    lines = _rows(db, LINES, LINES.c.team == team, LINES.c.subject.in_(subjects), kinds.of_any(db, team, LINES.c.kind))
    asked = _rows(db, asks, asks.c.team == team, asks.c.line.in_([row["id"] for row in lines]))
    evidence, questions = table(Evidence), table(DisputeQuestions)
    disputed = [row["id"] for row in found["disputes"]]
    put = _rows(db, questions, questions.c.team == team, questions.c.dispute.in_(disputed))
    about = subjects + [str(row["id"]) for row in (*asked, *put)]
    letters = or_(outbox.c.id.in_({row["letter"] for row in lines}), outbox.c.about.in_(about))
    of_promises, of_audit = (kinds.of_any(db, team, of) for of in (promises.c.kind, audit.c.subject_kind))
    either = or_(merges.c.kept.in_(known.ids), merges.c.gone.in_(known.ids))
    return {
        changes.name: _rows(db, changes, changes.c.team == team, changes.c.submission.in_(submitted)),
        evidence.name: _rows(db, evidence, evidence.c.team == team, evidence.c.dispute.in_(disputed)),
        questions.name: put,
        promises.name: _rows(db, promises, promises.c.team == team, promises.c.subject.in_(subjects), of_promises),
        LINES.name: lines,
        asks.name: asked,
        outbox.name: _rows(db, outbox, outbox.c.team == team, letters),
        audit.name: _rows(db, audit, audit.c.team == team, audit.c.subject.in_(subjects), of_audit),
        merges.name: _rows(db, merges, merges.c.team == team, either),
    }


def _rows(db: Db, of: Table, *chosen: ColumnElement[bool]) -> list[dict[str, Any]]:
    rows = db.execute(select(of).where(and_(*chosen)).order_by(*of.primary_key)).mappings()
    return [{name: value for name, value in row.items() if name != "team"} for row in rows]


def _readable(db: Db, team: str, name: str, row: dict[str, Any]) -> dict[str, Any]:
    """Put beside an id what it stands for, and in place of what is encrypted what it says."""
    told: dict[str, Any] = {}
    for column, of, called in _READS:
        if isinstance(row.get(column), int):
            there = table(of)
            chosen = select(there.c[called]).where(there.c.team == team, there.c.id == row[column])
            told[f"{column}_{called}"] = db.execute(chosen).scalar()
    if "encrypted" in row:
        told["words"] = json.loads(encryption.decrypted(db, team, name, row["encrypted"]))
    if name == "touch_notes" and row["about"] in SECRET:
        told["words"] = encryption.decrypted(db, team, name, row["words"])
    return {column: value for column, value in {**row, **told}.items() if column != "encrypted"}
