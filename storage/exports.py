"""Which candidates, and what of each, go into a table that is taken out?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Select, exists, func, select

from bot.facts import Export, Share
from storage import audit, ownership
from storage.database import Db
from storage.tables import Candidates, CandidateTags, Clients, Contacts, Jobs, People, Submissions, Tags, table

CANDIDATES, CONTACTS, SUBMISSIONS, JOBS = table(Candidates), table(Contacts), table(Submissions), table(Jobs)
TAGS, BORNE, CLIENTS, PEOPLE = table(Tags), table(CandidateTags), table(Clients), table(People)
A_PAGE = 500
_BY_TIME = (SUBMISSIONS.c.entered_at, JOBS.c.folded)
# As imports know them; what they do not know they leave out. Pay is never among them.
HEADINGS = (
    *("Name", "E-mail", "Phone", "Profile", "Tags", "Job", "Client", "Stage"),
    *("Recruiter", "Owner", "Credit", "Segment", "Added on", "Last spoken on", "Do not contact"),
)
BETWEEN = "; "
Row = tuple[str, ...]
_CODEC = TypeAdapter(Export)


def count(db: Db, team: str, chosen: Export) -> int:
    """Count the candidates who are chosen."""
    return db.execute(select(func.count()).select_from(CANDIDATES).where(*_chosen(team, chosen))).scalar_one()


def page(db: Db, team: str, chosen: Export, after: int | None = None) -> tuple[list[Row], int | None]:
    """Give the rows of some candidates, one of each, and after whom to go on, or None.

    Who is put forward for several jobs has them listed in one cell, and in the same order their clients and stages.
    """
    there = select(CANDIDATES).where(*_chosen(team, chosen)).order_by(CANDIDATES.c.id).limit(A_PAGE)
    if after is not None:
        there = there.where(CANDIDATES.c.id > after)
    people = db.execute(there).all()
    ids = [person.id for person in people]
    names = _names(db, team, people)
    contacts, tags, submissions = _contacts(db, team, ids), _tags(db, team, ids), _submissions(db, team, ids, chosen)
    rows = [
        (
            person.name,
            *(BETWEEN.join(contacts[person.id, kind]) for kind in ("email", "phone", "profile")),
            BETWEEN.join(tags[person.id]),
            *_listed(submissions[person.id]),
            names.get(person.owner, person.owner or ""),
            _credit(person, names),
            _words(person.segment or ""),
            _day(person.added_at),
            _day(person.spoke_at),
            "" if person.do_not_contact is None else person.do_not_contact or "yes",
        )
        for person in people
    ]
    return rows, ids[-1] if len(ids) == A_PAGE else None


def record(db: Db, team: str, by: str, chosen: Export, rows: int, now: datetime) -> None:
    """Keep on record who took out whom: by which choice, and how many."""
    audit.record(db, team, by, "exported", "team", team, now, before=said(chosen), after=str(rows))


def written(chosen: Export) -> str:
    """Write a choice down until its table is made."""
    return _CODEC.dump_json(chosen, exclude_none=True).decode()


def read(chosen: str) -> Export:
    """Read a choice that was written down."""
    return _CODEC.validate_json(chosen)


def said(chosen: Export) -> str:
    """Say a choice in ids and words of ours."""
    told = {name: getattr(chosen, name) for name in Export.__slots__}
    words = [f"{name}={value.isoformat() if isinstance(value, datetime) else value}" for name, value in told.items()]
    return " ".join(word for word, value in zip(words, told.values(), strict=True) if value is not None) or "all"


def _chosen(team: str, chosen: Export) -> Iterator[ColumnElement[bool]]:
    yield CANDIDATES.c.team == team
    if chosen.segment is not None:
        yield CANDIDATES.c.segment == chosen.segment.value
    if chosen.since is not None:
        yield CANDIDATES.c.added_at >= chosen.since
    if chosen.tag is not None:
        yield exists().where(BORNE.c.team == team, BORNE.c.candidate == CANDIDATES.c.id, BORNE.c.tag == chosen.tag)
    if chosen.job is not None or chosen.stage is not None or chosen.recruiter is not None:
        yield exists().where(SUBMISSIONS.c.candidate == CANDIDATES.c.id, *_meant(team, chosen))


def _meant(team: str, chosen: Export) -> Iterator[ColumnElement[bool]]:
    """Choose submissions, where the choice is about them."""
    yield SUBMISSIONS.c.team == team
    if chosen.job is not None:
        yield SUBMISSIONS.c.job == chosen.job
    if chosen.stage is not None:
        yield SUBMISSIONS.c.stage == chosen.stage.value
    if chosen.recruiter is not None:
        yield SUBMISSIONS.c.recruiter == chosen.recruiter


def _contacts(db: Db, team: str, ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    mine = select(CONTACTS).where(CONTACTS.c.team == team, CONTACTS.c.candidate.in_(ids)).order_by(CONTACTS.c.value)
    for row in db.execute(mine):
        found[row.candidate, row.kind].append(row.shown)
    return found


def _tags(db: Db, team: str, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    named = (TAGS.c.team == BORNE.c.team) & (TAGS.c.id == BORNE.c.tag)
    joined = select(BORNE.c.candidate, TAGS.c.name).join(TAGS, named)
    for row in db.execute(joined.where(BORNE.c.team == team, BORNE.c.candidate.in_(ids)).order_by(TAGS.c.folded)):
        found[row.candidate].append(row.name)
    return found


def _submissions(db: Db, team: str, ids: Sequence[int], chosen: Export) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    mine = _put().where(SUBMISSIONS.c.candidate.in_(ids), *_meant(team, chosen)).order_by(*_BY_TIME)
    for row in db.execute(mine):
        found[row.candidate].append((row.role or row.title, row.client or "", _words(row.stage), row.recruiter))
    return found


def _names(db: Db, team: str, people: Sequence[Any]) -> dict[str, str]:
    """Name those who own these candidates, or have a share of the credit for them."""
    shared = {share.person for each in people for share in ownership.shares(each.credit)}
    ids = shared | {each.owner for each in people if each.owner}
    named = select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.team == team, PEOPLE.c.id.in_(sorted(ids)))
    return {row.id: row.name for row in db.execute(named)} if ids else {}


def _credit(candidate: Any, names: dict[str, str]) -> str:
    """Say whose the credit is, as `Rita 60%, Tom 40%`; where it is not divided, it is the owner's."""
    undivided = [Share(candidate.owner, 100)] if candidate.owner else []
    shares = ownership.shares(candidate.credit) or undivided
    return ", ".join(f"{names.get(share.person, share.person)} {share.percent}%" for share in shares)


def _listed(put: Sequence[Row]) -> Row:
    """List jobs, clients, stages and recruiters, each in one cell; a recruiter who is that of all stands once."""
    if not put:
        return ("",) * 4
    jobs, clients, stages, recruiters = ([cell.replace(";", ",") for cell in cells] for cells in zip(*put, strict=True))
    if len(set(recruiters)) == 1:
        recruiters = recruiters[:1]
    listed = (jobs, clients if any(clients) else [], stages, recruiters)
    return tuple(BETWEEN.join(cells) for cells in listed)


def _put() -> Select[Any]:
    joined = (
        SUBMISSIONS.join(JOBS, (JOBS.c.team == SUBMISSIONS.c.team) & (JOBS.c.id == SUBMISSIONS.c.job))
        .outerjoin(CLIENTS, (CLIENTS.c.team == JOBS.c.team) & (CLIENTS.c.id == JOBS.c.client))
        .outerjoin(PEOPLE, (PEOPLE.c.team == SUBMISSIONS.c.team) & (PEOPLE.c.id == SUBMISSIONS.c.recruiter))
    )
    return select(
        SUBMISSIONS.c.candidate,
        SUBMISSIONS.c.stage,
        func.coalesce(PEOPLE.c.name, SUBMISSIONS.c.recruiter).label("recruiter"),
        JOBS.c.role,
        JOBS.c.title,
        CLIENTS.c.name.label("client"),
    ).select_from(joined)


def _words(kept: str) -> str:
    """Write a stage or a segment as people read it."""
    return kept.replace("_", " ")


def _day(at: datetime | None) -> str:
    return at.date().isoformat() if at else ""
