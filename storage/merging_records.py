"""What do two records hold that may be one person's, and what would go back if they were made two again?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, func, select

from bot.facts import Merge, Record, Returning, Stage, Undoing
from storage import candidates, ownership, submissions
from storage import merging_rows as rows
from storage.database import Db
from storage.merging import body_of
from storage.merging_owners import given_back
from storage.merging_rows import CONTACTS, FAVOURS, OWNED, POSITIONS, SUBMISSIONS, TAGS, TOUCHES
from storage.tables import Candidates, Clients, Jobs, People, Tags, table

CANDIDATES, CLIENTS, JOBS, WORDS = table(Candidates), table(Clients), table(Jobs), table(Tags)
PEOPLE = table(People)


def records(db: Db, team: str, ids: Sequence[int]) -> dict[int, Record]:
    """Give the records of these candidates who are there, with all that a preview shows."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id.in_(list(ids)))
    return {row["id"]: _record(db, team, row) for row in db.execute(select(CANDIDATES).where(*mine)).mappings().all()}


def undoing(db: Db, team: str, merge: Merge) -> Undoing:
    """Say what taking back a merge would do, as things stand now."""
    body = body_of(db, team, merge)
    there = {owned.of: rows.held(db, team, owned, merge.kept) for owned in OWNED}
    keys = {owned.of: set(rows.keys(owned, there[owned.of])) for owned in OWNED}
    held = {owned.of: body["rows"][owned.of.name] for owned in OWNED}
    known = {row["id"] for side in held[TOUCHES].values() for row in side}
    stands = candidates.candidate(db, team, merge.kept)
    renamed = stands is not None and stands.name != body["wrote"]["name"]
    return Undoing(
        merge=merge,
        kept=stands.name if stands and renamed else body["people"]["kept"]["name"],
        gone=body["people"]["gone"]["name"],
        contacts=len(held[CONTACTS]["gone"]),
        touches=sum(row["id"] in keys[TOUCHES] for row in held[TOUCHES]["gone"]),
        tags=len(held[TAGS]["gone"]),
        submissions=_returning(db, team, body, there[SUBMISSIONS]),
        since=len(keys[TOUCHES] - known),
        owners=_owners(db, team, merge, body),
    )


def _owners(db: Db, team: str, merge: Merge, body: dict[str, Any]) -> tuple[str | None, str | None] | None:
    """Say who owns each of the two again, where it is not who owns the one."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == merge.kept)
    stands = db.execute(select(CANDIDATES).where(*mine)).mappings().one()
    kept, gone = rows.read(CANDIDATES, [body["people"]["kept"], body["people"]["gone"]])
    again = given_back(dict(stands), rows.read(CANDIDATES, [body["wrote"]])[0], kept)
    told = (again.get("owner", stands["owner"]), gone["owner"])
    return told if set(told) != {stands["owner"]} else None


def _returning(db: Db, team: str, body: dict[str, Any], there: Sequence[dict[str, Any]]) -> tuple[Returning, ...]:
    """List the submissions that go back, and those beside which another one stays that was moved since."""
    before = {row["id"]: row for side in body["rows"]["submissions"].values() for row in side}
    names = {body["people"][side]["id"]: body["people"][side]["name"] for side in ("kept", "gone")}
    now = {row["id"]: row for row in there}
    titles = _titles(db, team, [row["job"] for row in before.values()])
    gone, found = body["people"]["gone"]["id"], []
    joined = dict(body["falls"])
    for id, row in before.items():
        moved = id in now and now[id]["entered_at"].isoformat() != row["entered_at"]
        if id in joined:
            stage = Stage(before[joined[id]]["stage"])
            found.append(Returning(titles[row["job"]], stage, moved, names[row["candidate"]]))
        elif row["candidate"] == gone and id in now:
            found.append(Returning(titles[row["job"]], Stage(now[id]["stage"]), moved))
    return tuple(found)


def _titles(db: Db, team: str, jobs: Sequence[int]) -> dict[int, str]:
    mine = (JOBS.c.team == team, JOBS.c.id.in_(list(jobs)))
    return {row.id: row.title for row in db.execute(select(JOBS.c.id, JOBS.c.title).where(*mine))}


def _record(db: Db, team: str, row: Any) -> Record:
    id = row["id"]
    return Record(
        candidate=id,
        name=row["name"],
        added_at=row["added_at"],
        contacts=candidates.contacts(db, team, id),
        submissions=submissions.of(db, team, id),
        positions=_positions(db, team, id),
        tags=_tags(db, team, id),
        segment=row["segment"],
        do_not_contact=row["do_not_contact"],
        touches=_count(db, team, TOUCHES, id),
        favours=_count(db, team, FAVOURS, id),
        spoke_at=row["spoke_at"],
        ownership=ownership.of(db, team, id),
        owner=_name(db, team, row["owner"]),
    )


def _name(db: Db, team: str, person: str | None) -> str:
    named = select(PEOPLE.c.name).where(PEOPLE.c.team == team, PEOPLE.c.id == person)
    return (db.execute(named).scalar() or person) if person else ""


def _count(db: Db, team: str, of: Table, candidate: int) -> int:
    there = [of.c.deleted_at.is_(None)] if "deleted_at" in of.c else []
    mine = (of.c.team == team, of.c.candidate == candidate, *there)
    return db.execute(select(func.count()).select_from(of).where(*mine)).scalar_one()


def _tags(db: Db, team: str, candidate: int) -> tuple[str, ...]:
    theirs = TAGS.join(WORDS, (WORDS.c.team == TAGS.c.team) & (WORDS.c.id == TAGS.c.tag))
    mine = (TAGS.c.team == team, TAGS.c.candidate == candidate)
    chosen = select(WORDS.c.name).select_from(theirs).where(*mine).order_by(WORDS.c.folded)
    return tuple(db.execute(chosen).scalars())


def _positions(db: Db, team: str, candidate: int) -> tuple[str, ...]:
    theirs = POSITIONS.join(CLIENTS, (CLIENTS.c.team == POSITIONS.c.team) & (CLIENTS.c.id == POSITIONS.c.client))
    mine = (POSITIONS.c.team == team, POSITIONS.c.candidate == candidate)
    columns = select(POSITIONS.c.position, CLIENTS.c.name)
    found = db.execute(columns.select_from(theirs).where(*mine).order_by(CLIENTS.c.folded))
    return tuple(f"{row.position} at {row.name}" if row.position else f"at {row.name}" for row in found)
