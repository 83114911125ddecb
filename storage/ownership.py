"""Who owns a candidate, who did, and whom does someone own?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, cast, func, select, text, type_coerce, update

from bot.facts import Owed, OwnerChange, Ownership, Passing, Share
from storage import audit, batches
from storage.asking import Asked
from storage.columns import Moment, new_id
from storage.database import Db
from storage.insert import insert
from storage.tables import Candidates, OwnerChanges, Promises, Turns, table

CANDIDATES, CHANGES, TURNS = table(Candidates), table(OwnerChanges), table(Turns)
PROMISES = table(Promises)
INSTANT = timedelta(microseconds=1)
# The columns of a candidate that say who owns them.
FIELDS = ("owner", "owned_since", "owned_how", "held_at", "held_by", "held_until", "dispute", "credit")
COLUMNS = tuple(CANDIDATES.c[name] for name in FIELDS)
# In the very words of the partial index, since a bound value would not be known to fit it.
_ENDS = text("kind = 'ownership.ends'")
_OF_TEAM = select(CANDIDATES.c.id, *COLUMNS).where(CANDIDATES.c.team == bindparam("team_"))
_OF = Asked(_OF_TEAM, CANDIDATES.c.id)
_HOLD = Asked(
    select(CANDIDATES.c.id).where(CANDIDATES.c.team == bindparam("team_")).order_by(CANDIDATES.c.id).with_for_update(),
    CANDIDATES.c.id,
)
_HELD = Asked(_OF_TEAM.order_by(CANDIDATES.c.id).with_for_update(), CANDIDATES.c.id)


def of(db: Db, team: str, candidate: int, *, hold: bool = False) -> Ownership:
    """Say who owns a candidate; `hold` keeps others from changing it until we are done."""
    return several(db, team, [candidate], hold=hold).get(candidate, Ownership())


def several(db: Db, team: str, candidates: Sequence[int], *, hold: bool = False) -> dict[int, Ownership]:
    """Say who owns each of these candidates, by id; `hold` keeps others from changing it until we are done."""
    return {row.id: read(row) for row in (_HELD if hold else _OF).of(db, team, candidates)}


def hold(db: Db, team: str, candidates: Sequence[int]) -> None:
    """Keep others from changing who owns these candidates until we are done; SQLite has one writer anyway."""
    if db.dialect.name == "postgresql":
        _HOLD.of(db, team, candidates)


def owned_by(db: Db, team: str, owner: str, most: int | None = None, after: int = -1) -> list[int]:
    """List the candidates someone owns, in the order of their ids."""
    theirs = select(CANDIDATES.c.id).where(CANDIDATES.c.team == team, CANDIDATES.c.owner == owner)
    return list(db.execute(theirs.where(CANDIDATES.c.id > after).order_by(CANDIDATES.c.id).limit(most)).scalars())


def count(db: Db, team: str, owner: str | None, most: int | None = None) -> int:
    """Count the candidates someone owns, those that nobody owns where it is none; no further than to `most`."""
    mine = CANDIDATES.c.owner.is_(None) if owner is None else CANDIDATES.c.owner == owner
    some = select(CANDIDATES.c.id).where(CANDIDATES.c.team == team, mine).limit(most).subquery()
    return db.execute(select(func.count()).select_from(some)).scalar_one()


def pool(db: Db, team: str, most: int, skip: int = 0) -> dict[int, datetime]:
    """List the candidates nobody owns, and since when: those first who came into the house pool last."""
    since = type_coerce(func.coalesce(CANDIDATES.c.owned_since, CANDIDATES.c.added_at), Moment())
    mine = select(CANDIDATES.c.id, since.label("since")).where(CANDIDATES.c.team == team, CANDIDATES.c.owner.is_(None))
    rows = db.execute(mine.order_by(since.desc(), CANDIDATES.c.id.desc()).offset(skip).limit(most))
    return {row.id: row.since for row in rows}


def pass_on(
    db: Db,
    team: str,
    before: Mapping[int, Ownership],
    to: Mapping[int, str | None],
    how: Passing,
    by: str,
    now: datetime,
    *,
    at: Mapping[int, datetime] | None = None,
    until: Mapping[int, datetime] | None = None,
    dispute: int | None = None,
) -> dict[int, Ownership]:
    """Give candidates, who are held and were owned as `before` says, to others, or to nobody; put it on record.

    `at` is when it came to pass, where that was before now; `until` a moment before which one does not lapse. Of two
    changes at one moment the second is an instant later, so that the record tells which was first. A credit that was
    divided is so no longer. Says how they are owned now; the caller plans for the candidates.
    """
    when = {id: _after(before[id], (at or {}).get(id, now)) for id in to}
    after = {id: _passed(before[id], owner, how, when[id], (until or {}).get(id)) for id, owner in to.items()}
    if after:
        batches.change(db, CANDIDATES, [_row(team, id, own) for id, own in after.items()])
        batches.add(db, CHANGES, [_change(team, id, before, to, how, by, when[id], dispute) for id in to])
        told = {id: (before[id].owner, owner) for id, owner in to.items()}
        audit.record_changes(db, team, by, f"owner_{how}", "candidate", told, now)
        divided = {id: (written(before[id].credit), None) for id in to if before[id].credit}
        audit.record_changes(db, team, by, "credit", "candidate", divided, now)
    return after


def share(db: Db, team: str, candidate: int, credit: Sequence[Share], by: str, now: datetime) -> None:
    """Divide the credit for a candidate whose row is held, on record; with no shares it is the owner's alone."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    db.execute(update(CANDIDATES).where(*mine).values(credit=written(credit)))
    audit.record(db, team, by, "credit", "candidate", candidate, now, after=written(credit))


def hold_until(db: Db, team: str, candidates: Sequence[int], until: datetime) -> None:
    """Have ownerships not lapse before a moment."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id.in_(list(candidates)))
    db.execute(update(CANDIDATES).where(*mine).values(held_until=until))


def mark_disputed(db: Db, team: str, candidate: int, dispute: int | None) -> None:
    """Say which dispute is open about a candidate, or none."""
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    db.execute(update(CANDIDATES).where(*mine).values(dispute=dispute))


def changes(db: Db, team: str, candidate: int) -> list[OwnerChange]:
    """List every change of a candidate's owner, oldest first."""
    mine = select(CHANGES).where(CHANGES.c.team == team, CHANGES.c.candidate == candidate)
    return [_read_change(row) for row in db.execute(mine.order_by(CHANGES.c.at, CHANGES.c.id)).mappings()]


def note(db: Db, team: str, candidate: int, to: str, words: str, at: datetime) -> None:
    """Keep what whoever has just handed a candidate over says to whoever has them since that moment."""
    mine = (CHANGES.c.team == team, CHANGES.c.candidate == candidate, CHANGES.c.after == to, CHANGES.c.at == at)
    db.execute(update(CHANGES).where(*mine).values(note=words))


def ending(db: Db, team: str, owner: str, most: int) -> list[Owed]:
    """List what is written down of the ownerships of someone that lapse: the soonest first, at one moment by name."""
    mine = (PROMISES.c.team == team, _ENDS, PROMISES.c.whom == owner)
    theirs = (CANDIDATES.c.team == PROMISES.c.team) & (CANDIDATES.c.id == cast(PROMISES.c.subject, BigInteger))
    chosen = select(*(PROMISES.c[name] for name in Owed.__slots__)).join(CANDIDATES, theirs).where(*mine)
    first = (PROMISES.c.due_at, CANDIDATES.c.folded, PROMISES.c.subject)
    rows = db.execute(chosen.order_by(*first).limit(most)).mappings()
    return [Owed(**row) for row in rows]


def turns(db: Db, team: str) -> list[str]:
    """Say who waits for a candidate of the house pool, in which order; held until we are done."""
    db.execute(insert(db, TURNS).on_conflict_do_nothing(), {"team": team, "waiting": ""})
    held = select(TURNS.c.waiting).where(TURNS.c.team == team).with_for_update()
    waiting: str = db.execute(held).scalar_one()
    return waiting.split()


def keep_turns(db: Db, team: str, waiting: Sequence[str]) -> None:
    """Keep who waits for a candidate of the house pool, whose turns are held."""
    db.execute(update(TURNS).where(TURNS.c.team == team).values(waiting="\n".join(waiting)))


def read(row: Any) -> Ownership:
    """Read who owns a candidate from their row."""
    return Ownership(
        owner=row.owner,
        since=row.owned_since,
        how=Passing(row.owned_how) if row.owned_how else None,
        held_at=row.held_at,
        held_by=row.held_by,
        held_until=row.held_until,
        dispute=row.dispute,
        credit=shares(row.credit),
    )


def shares(credit: str | None) -> tuple[Share, ...]:
    """Read how a credit is divided."""
    return tuple(Share(person, percent) for person, percent in json.loads(credit).items()) if credit else ()


def written(credit: Sequence[Share]) -> str | None:
    """Write down how a credit is divided."""
    return json.dumps({each.person: each.percent for each in credit}) if credit else None


def _after(before: Ownership, at: datetime) -> datetime:
    return max(at, before.since + INSTANT) if before.since else at


def _passed(before: Ownership, owner: str | None, how: Passing, since: datetime, until: datetime | None) -> Ownership:
    if owner is None:
        return Ownership(since=since, held_at=since, dispute=before.dispute)
    return Ownership(owner, since, how, held_at=since, held_until=until, dispute=before.dispute)


def _row(team: str, id: int, own: Ownership) -> dict[str, Any]:
    """Write how a candidate is owned whose owner changes."""
    owned = {"owner": own.owner, "owned_since": own.since, "owned_how": own.how, "credit": None}
    held = {"held_at": own.held_at, "held_by": None, "held_until": own.held_until}
    return {"team": team, "id": id} | owned | held


def _change(
    team: str,
    id: int,
    before: Mapping[int, Ownership],
    to: Mapping[int, str | None],
    how: Passing,
    by: str,
    at: datetime,
    dispute: int | None,
) -> dict[str, Any]:
    was = before[id]
    change = {"team": team, "id": new_id(), "candidate": id, "before": was.owner, "after": to[id], "how": how}
    return change | {"at": at, "by": by, "touch": was.held_by, "dispute": dispute}


def _read_change(row: Any) -> OwnerChange:
    fields = {name: row[name] for name in OwnerChange.__slots__}
    return OwnerChange(**{**fields, "how": Passing(row["how"])})
