"""How are two records that had become one made two again?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from bot.facts import Merge
from storage import candidates, known_as, lines, merging_offers, merging_owners, touches
from storage import merging_rows as rows
from storage.database import Db
from storage.insert import or_change
from storage.known_as import BEFORE
from storage.merging import CANDIDATES, MERGED, MERGES, body_of, change, record, write
from storage.merging_rows import CONTACTS, OWNED, POSITIONS, PROMISES, SUBMISSIONS, Owned, Row

# What is written when a name is, and what is counted from the touches.
_NOT_AS_IT_WAS = {
    "team",
    "id",
    "name",
    "folded",
    "first_spoke_at",
    "spoke_at",
    "updated_at",
    "heard_at",
    "heard_by",
    "answered_at",
    "attempted_at",
    "offers_asked_at",
    "offers_new_at",
    "dealing",
}


def undo(db: Db, team: str, merge: Merge, since_to: int, by: str, now: datetime) -> None:
    """Make two records of one again, as they were; what was added since is `since_to`'s.

    What somebody has changed or taken away since stays so. The caller then plans what is owed about both, and opens
    again what the merge had settled.
    """
    body = body_of(db, team, merge)
    _revive(db, team, merge, body, by, now)
    for owned in OWNED:
        held = {side: rows.read(owned.of, body["rows"][owned.of.name][side]) for side in ("kept", "gone")}
        _part(db, team, owned, merge, held, since_to, body)
    _part_known_before(db, team, merge, body)
    rows.follow(db, team, [merge.kept, merge.gone])
    merging_offers.part(db, team, merge, merging_offers.body_of(body), now)
    merging_offers.follow(db, team, [merge.kept, merge.gone])
    _owe_again(db, team, merge, rows.read(PROMISES, body["promises"]))
    rows.say_about(db, team, _there_still(db, team, merge.kept, body["lines"]), merge.gone)
    touches.recount(db, team, [merge.kept, merge.gone])
    mine = (MERGES.c.team == team, MERGES.c.id == merge.id)
    db.execute(update(MERGES).where(*mine).values(undone_at=now, body="", names=""))
    record(db, team, merge, "unmerged", by, now)


def reopen(db: Db, team: str, merge: Merge, now: datetime) -> None:
    """Open the items again that a merge had settled and that are owed again."""
    for id in (merge.kept, merge.gone):
        owed = {(row["kind"], row["whom"], row["since"]) for row in rows.promised(db, team, [id])}
        for row in rows.lines_about(db, team, id):
            is_owed = (row["kind"], row["whom"], row["since"]) in owed and not row["retired"]
            line = lines.line(db, team, row["id"]) if is_owed and row["outcome"] == MERGED else None
            if line and line.at == merge.at:
                lines.reopen(db, team, line, now)


def _revive(db: Db, team: str, merge: Merge, body: Mapping[str, Any], by: str, now: datetime) -> None:
    """Write the record that was gone again, and give the other back what the merge had changed."""
    kept, gone = rows.read(CANDIDATES, [body["people"]["kept"], body["people"]["gone"]])
    candidates.add_many(db, team, [(merge.gone, gone["name"], ())], by, now)
    write(db, team, merge.gone, {name: value for name, value in gone.items() if name not in _NOT_AS_IT_WAS})
    wrote = rows.read(CANDIDATES, [body["wrote"]])[0]
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == merge.kept)
    stands = db.execute(select(CANDIDATES).where(*mine)).mappings().one()
    apart = ("name", *merging_owners.OWNING)
    unchanged = (name for name in wrote if name not in apart and stands[name] == wrote[name])
    write(db, team, merge.kept, {name: kept[name] for name in unchanged})
    owning = merging_owners.given_back(dict(stands), wrote, kept)
    write(db, team, merge.kept, owning)
    if owning:
        merging_owners.take_back(db, team, merge, body)
    if stands["name"] == wrote["name"] != kept["name"]:
        candidates.rename(db, team, merge.kept, kept["name"])


def _part(
    db: Db,
    team: str,
    owned: Owned,
    merge: Merge,
    held: Mapping[str, list[Row]],
    since_to: int,
    body: Mapping[str, Any],
) -> None:
    """Give each record its rows of one table back."""
    now_there = rows.held(db, team, owned, merge.kept)
    before = set(rows.keys(owned, held["kept"])) | set(rows.keys(owned, held["gone"]))
    falls = {falls for _, falls in body["falls"]}
    mine = {owned.sameness(row) for row in held["kept"]} if owned.whole else set()
    if owned.of is SUBMISSIONS:
        theirs = [row for row in held["gone"] if row["id"] not in falls]
    else:
        theirs = [row for row in held["gone"] if not owned.whole or owned.sameness(row) not in mine]
    going = rows.keys(owned, theirs)
    if since_to == merge.gone and not owned.stays:
        going += [key for key in rows.keys(owned, now_there) if key not in before]
    rows.move(db, team, owned, merge.kept, merge.gone, going)
    if owned.of is SUBMISSIONS:
        _part_submissions(db, team, held, body)
    elif owned.whole:
        _part_twins(db, team, owned, held, now_there)


def _part_submissions(db: Db, team: str, held: Mapping[str, list[Row]], body: Mapping[str, Any]) -> None:
    """Write the submissions again that had fallen to others, each with its own changes of stage."""
    falls = {falls for _, falls in body["falls"]}
    rows.put_back(db, SUBMISSIONS, [row for side in held.values() for row in side if row["id"] in falls])
    for id, changes in body["changes"].items():
        rows.give_changes(db, team, changes, int(id))


def _part_twins(db: Db, team: str, owned: Owned, held: Mapping[str, list[Row]], now_there: Sequence[Row]) -> None:
    """Write again what both had, where it was not taken away since, and take back what the merge made of it."""
    mine = {owned.sameness(row): row for row in held["kept"]}
    there = {owned.sameness(row): row for row in now_there}
    twins = [row for row in held["gone"] if owned.sameness(row) in mine and owned.sameness(row) in there]
    for row in twins:
        kept, stands = mine[owned.sameness(row)], there[owned.sameness(row)]
        if owned.of is CONTACTS and _is_taken(db, team, kept):
            row["shared"] = True
        elif owned.of is CONTACTS and row["shared"]:
            change(db, team, owned, stands, shared=kept["shared"])
        if owned.of is POSITIONS and not kept["position"] and stands["position"] == row["position"]:
            change(db, team, owned, stands, position="")
    rows.put_back(db, owned.of, twins)


def _part_known_before(db: Db, team: str, merge: Merge, body: Mapping[str, Any]) -> None:
    """Let what was given up since, a name or an address, be known of whoever of the two had it."""
    before = [row["id"] for side in body["rows"][BEFORE.name].values() for row in side]
    since = (BEFORE.c.team == team, BEFORE.c.candidate.in_([merge.kept, merge.gone]), BEFORE.c.id.not_in(before))
    for row in db.execute(select(BEFORE).where(*since)).all():
        had = [body["people"][side]["id"] for side in ("kept", "gone") if _had(body, side, row)]
        for id in had:
            known_as.remember(db, team, id, row.kind, row.value, row.shown)
        if had and row.candidate not in had:
            db.execute(delete(BEFORE).where(BEFORE.c.team == team, BEFORE.c.id == row.id))


def _had(body: Mapping[str, Any], side: str, row: Any) -> bool:
    if row.kind == known_as.NAME:
        return bool(body["people"][side]["name"] == row.shown)
    return any((each["kind"], each["value"]) == (row.kind, row.value) for each in body["rows"][CONTACTS.name][side])


def _is_taken(db: Db, team: str, contact: Row) -> bool:
    """Tell whether somebody else has an address as their own by now."""
    same = [CONTACTS.c[name] == contact[name] for name in ("kind", "value")]
    others = (CONTACTS.c.team == team, *same, CONTACTS.c.id != contact["id"], ~CONTACTS.c.shared)
    return db.execute(select(CONTACTS.c.id).where(*others)).first() is not None


def _owe_again(db: Db, team: str, merge: Merge, owed: Sequence[Row]) -> None:
    """Write down what was owed about both, as it was put off or said before; the caller plans from there."""
    stands = {(row["kind"], row["whom"]): row["since"] for row in rows.promised(db, team, [merge.kept])}
    for row in owed:
        if row["subject"] == str(merge.gone) or stands.get((row["kind"], row["whom"])) != row["since"]:
            db.execute(or_change(db, PROMISES), row)


def _there_still(db: Db, team: str, candidate: int, ids: Sequence[int]) -> list[int]:
    return [line["id"] for line in rows.lines_about(db, team, candidate) if line["id"] in set(ids)]
