"""Which two records have become one, and how are they made one?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.facts import Merge, Union
from storage import audit, candidates, merging_offers, merging_owners, touches
from storage import merging_rows as rows
from storage.columns import new_id
from storage.database import Db
from storage.merging_rows import CONTACTS, OWNED, POSITIONS, PROMISES, SUBMISSIONS, Owned, Row
from storage.tables import Candidates, Merges, table

CANDIDATES, MERGES = table(Candidates), table(Merges)
UNDONE_WITHIN = timedelta(days=7)
# How an item of a letter ends that was about a record that is another's now.
MERGED = "merged"


def present(db: Db, team: str, id: int) -> int:
    """Tell by which id a candidate is known now, however often their record was made one with another."""
    mine = (MERGES.c.team == team, MERGES.c.undone_at.is_(None))
    while (kept := db.execute(select(MERGES.c.kept).where(*mine, MERGES.c.gone == id)).scalar()) is not None:
        id = kept
    return id


def hold(db: Db, team: str, ids: Sequence[int]) -> set[int]:
    """Keep others from changing these candidates until we are done; give those that are there."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id.in_(list(ids)))
    return set(db.execute(select(CANDIDATES.c.id).where(*mine).order_by(CANDIDATES.c.id).with_for_update()).scalars())


def merge(db: Db, team: str, union: Union, by: str, now: datetime) -> Merge:
    """Make two records that are held one; the caller then plans what is owed about both, and carries their items over.

    What is owed about the one that goes stays written down until it is planned, so that every message hears of it.
    """
    body = _held(db, team, union)
    body["offers"] = merging_offers.join(db, team, union, by, now)
    _join_submissions(db, team, union)
    for owned in OWNED:
        if owned.of is not SUBMISSIONS:
            _join(db, team, owned, union, body["rows"][owned.of.name])
        rows.move(db, team, owned, union.gone, union.kept)
    rows.follow(db, team, [union.kept, union.gone])
    merging_offers.follow(db, team, [union.kept, union.gone])
    _carry_promises(db, union, body["promises"])
    candidates.take_out(db, team, union.gone)
    _keep_whole(db, team, union, body)
    body["passed"] = merging_owners.put_on_record(db, team, union, body["people"]["kept"]["owner"], by, now)
    touches.recount(db, team, [union.kept])
    made = Merge(new_id(), union.kept, union.gone, by, now)
    row = {"team": team, "id": made.id, "kept": made.kept, "gone": made.gone, "by": by, "at": now}
    names = "\n".join(sorted({person["name"] for person in body["people"].values()}))
    db.execute(MERGES.insert(), row | {"body": rows.written(body), "names": names})
    record(db, team, made, "merged", by, now)
    return made


def carry_lines(db: Db, team: str, merge: Merge) -> None:
    """Have what letters said about the record that is gone be about the one that is kept."""
    theirs, mine = (rows.lines_about(db, team, id) for id in (merge.gone, merge.kept))
    taken = {_of_line(line) for line in mine}
    rows.say_about(db, team, [line["id"] for line in theirs if _of_line(line) not in taken], merge.kept)


def hearers(db: Db, team: str, ids: Sequence[int]) -> list[str]:
    """List whose mornings speak of these candidates."""
    return sorted({row["heard_by"] for row in rows.promised(db, team, ids)})


def one(db: Db, team: str, id: int) -> Merge | None:
    """Give one merge of this team, or None."""
    row = db.execute(select(MERGES).where(MERGES.c.team == team, MERGES.c.id == id)).mappings().first()
    return _merge(row) if row else None


def newest(db: Db, team: str, candidate: int) -> Merge | None:
    """Give the last merge that a record was kept in and that has not been taken back."""
    mine = (MERGES.c.team == team, MERGES.c.kept == candidate, MERGES.c.undone_at.is_(None))
    row = db.execute(select(MERGES).where(*mine).order_by(MERGES.c.at.desc(), MERGES.c.id.desc())).mappings().first()
    return _merge(row) if row else None


def sweep(db: Db, now: datetime) -> None:
    """Forget how to undo what has stood for a week."""
    old = (MERGES.c.at < now - UNDONE_WITHIN, MERGES.c.body != "")
    db.execute(update(MERGES).where(*old).values(body=""))


def body_of(db: Db, team: str, merge: Merge) -> dict[str, Any]:
    """Give what undoing a merge needs; it must not have been forgotten."""
    body = db.execute(select(MERGES.c.body).where(MERGES.c.team == team, MERGES.c.id == merge.id)).scalar_one()
    kept: dict[str, Any] = json.loads(body)
    for owned in OWNED:
        kept["rows"].setdefault(owned.of.name, {"kept": [], "gone": []})
    return kept


def _held(db: Db, team: str, union: Union) -> dict[str, Any]:
    """Write down all that undoing will need."""
    sides = {"kept": union.kept, "gone": union.gone}
    both = select(CANDIDATES).where(CANDIDATES.c.team == team, CANDIDATES.c.id.in_(sides.values()))
    people = {row["id"]: dict(row) for row in db.execute(both).mappings()}
    return {
        "people": {side: people[id] for side, id in sides.items()},
        "rows": {
            owned.of.name: {side: rows.held(db, team, owned, id) for side, id in sides.items()} for owned in OWNED
        },
        "falls": [[each.stays.id, each.falls.id] for each in union.joined],
        "changes": rows.changes_of(db, team, [each.falls.id for each in union.joined]),
        "promises": rows.uncovered(db, team, rows.promised(db, team, list(sides.values()))),
        "lines": [line["id"] for line in rows.lines_about(db, team, union.gone)],
    }


def _join_submissions(db: Db, team: str, union: Union) -> None:
    """Leave one submission for a job, with all that happened to both."""
    changes = rows.changes_of(db, team, [each.falls.id for each in union.joined])
    for each in union.joined:
        rows.give_changes(db, team, changes[each.falls.id], each.stays.id)
    of = next(owned for owned in OWNED if owned.of is SUBMISSIONS)
    for side in (union.kept, union.gone):
        falls = [each.falls.id for each in union.joined if each.falls.candidate == side]
        rows.take_away(db, team, of, side, falls)


def _join(db: Db, team: str, owned: Owned, union: Union, held: Mapping[str, list[Row]]) -> None:
    """Let rows that both have be one; what only the one that goes says of it is kept."""
    mine = {owned.sameness(row): row for row in held["kept"]} if owned.whole else {}
    twins = [(mine[owned.sameness(row)], row) for row in held["gone"] if owned.whole and owned.sameness(row) in mine]
    for kept, gone in twins:
        if owned.of is CONTACTS and gone["shared"] and not kept["shared"]:
            change(db, team, owned, kept, shared=True)
        if owned.of is POSITIONS and gone["position"] and not kept["position"]:
            change(db, team, owned, kept, position=gone["position"])
    rows.take_away(db, team, owned, union.gone, [row[owned.key] for _, row in twins])


def change(db: Db, team: str, owned: Owned, row: Row, **values: Any) -> None:
    mine = (owned.of.c.team == team, owned.of.c.candidate == row["candidate"], owned.of.c[owned.key] == row[owned.key])
    db.execute(update(owned.of).where(*mine).values(**values))


def _carry_promises(db: Db, union: Union, owed: Sequence[Row]) -> None:
    """Let what was put off, or said before, of what only the record that goes was owed, hold for the one that stays."""
    mine = {(row["kind"], row["whom"]) for row in owed if row["subject"] == str(union.kept)}
    news = [row | {"subject": str(union.kept)} for row in owed if (row["kind"], row["whom"]) not in mine]
    rows.put_back(db, PROMISES, news)


def _keep_whole(db: Db, team: str, union: Union, body: dict[str, Any]) -> None:
    """Write what the one record says of the person as a whole, and note it, to know what was changed since."""
    kept, gone = body["people"]["kept"], body["people"]["gone"]
    first = min(kept, gone, key=lambda person: person["added_at"])
    stopped = kept if kept["do_not_contact"] is not None else gone
    met = kept if kept["connected_at"] else gone
    longest = max((kept, gone), key=lambda person: person["kept_until"] or first["added_at"])
    wrote = {
        "added_by": first["added_by"],
        "added_at": first["added_at"],
        "segment": union.segment,
        "do_not_contact": union.do_not_contact,
        "do_not_contact_by": stopped["do_not_contact_by"],
        "do_not_contact_at": stopped["do_not_contact_at"],
        "connected_by": met["connected_by"],
        "connected_at": met["connected_at"],
        "kept_until": longest["kept_until"],
        "kept_why": longest["kept_why"],
        **(merging_owners.written(union.ownership) if union.ownership else {}),
    }
    db.execute(update(CANDIDATES).where(CANDIDATES.c.team == team, CANDIDATES.c.id == union.kept).values(**wrote))
    if union.name != kept["name"]:
        candidates.rename(db, team, union.kept, union.name)
    body["wrote"] = {**wrote, "name": union.name}


def write(db: Db, team: str, id: int, values: Mapping[str, Any]) -> None:
    if values:
        db.execute(update(CANDIDATES).where(CANDIDATES.c.team == team, CANDIDATES.c.id == id).values(**values))


def _of_line(line: Row) -> tuple[Any, ...]:
    return tuple(line[name] for name in ("letter", "kind", "whom", "since", "step"))


def record(db: Db, team: str, merge: Merge, verb: str, by: str, now: datetime) -> None:
    audit.record(db, team, by, verb, "candidate", merge.kept, now, before=str(merge.gone))
    audit.record(db, team, by, verb, "candidate", merge.gone, now, after=str(merge.kept))


def _merge(row: Any) -> Merge:
    return Merge(row["id"], row["kept"], row["gone"], row["by"], row["at"], row["undone_at"], bool(row["body"]))
