"""What do the tests of merging do again and again, and what does a record hold, to the last row?"""

from datetime import datetime

from sqlalchemy import select

import handlers
import storage
from bot import promises
from bot.facts import Contact, Person, Stage
from bot.policy import Policy
from storage.columns import new_id
from storage.database import Db
from storage.tables import (
    Agreements,
    Approvals,
    Base,
    CandidateTags,
    ClientContacts,
    Contacts,
    Disputes,
    Favours,
    Losses,
    Merges,
    Offers,
    OwnerChanges,
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
from tests.storage.examples import NOW, RITA, TEAM, person, touch

POLICY = Policy()
OWNED = (
    *(Contacts, CandidateTags, ClientContacts, Submissions, Touches, TouchNotes, Favours),
    *(OwnerChanges, Disputes, Representations, Approvals),
    *(Offers, Agreements, Placements, Losses),
)


def met(db: Db, team: str = TEAM) -> Person:
    """Rita is known, so that what she owes has a calendar."""
    storage.people.meet(db, person(RITA, team=team))
    return person(RITA, team=team)


def add(db: Db, name: str, *contacts: Contact, team: str = TEAM, at: datetime = NOW) -> int:
    """Rita adds a candidate."""
    return storage.candidates.add(db, team, name, contacts, RITA, at).id


def log(db: Db, candidate: int, at: datetime, team: str = TEAM, **more) -> int:
    """Rita logs a touch."""
    one = touch(candidate, at, **more)
    storage.touches.log(db, team, one)
    promises.plan(db, team, [candidate], POLICY, at)
    return one.id


def put(db: Db, candidate: int, title: str, stage: Stage, at: datetime, by: str = RITA, team: str = TEAM) -> int:
    """Someone puts a candidate forward."""
    job = storage.jobs.titled(db, team, title, by, at)
    id = storage.submissions.put_forward(db, team, candidate, job.id, stage, by, at)
    promises.plan(db, team, [candidate], POLICY, at)
    return id


def tag(db: Db, candidate: int, id: int, team: str = TEAM) -> None:
    """A candidate is tagged."""
    if db.execute(select(table(Tags).c.id).where(table(Tags).c.team == team, table(Tags).c.id == id)).first() is None:
        db.execute(table(Tags).insert(), {"team": team, "id": id, "name": f"Tag {id}", "folded": f"tag {id}"})
    row = {"team": team, "candidate": candidate, "tag": id, "by": RITA, "at": NOW}
    db.execute(table(CandidateTags).insert(), row)


def reach(db: Db, candidate: int, kind: str, value: str, shared: bool = False, team: str = TEAM) -> None:
    """A candidate has one more address."""
    row = {"team": team, "id": new_id(), "candidate": candidate, "kind": kind, "value": value, "shown": value}
    db.execute(table(Contacts).insert(), row | {"shared": shared})


def merge(db: Db, kept: int, gone: int, by: Person, at: datetime) -> int:
    """Someone makes two records one."""
    return handlers.merging.decide_merge(db, kept, gone, by, POLICY, at).merge.id


def undo(db: Db, id: int, by: Person, at: datetime, with_kept: bool = True) -> None:
    """Someone takes it back."""
    handlers.unmerging.decide_undo(db, id, with_kept, by, POLICY, at)


def everything(db: Db, team: str, candidate: int) -> dict[str, list[dict]]:
    """All that a record is, in every table, in an order of its own."""
    found = {"candidates": rows(db, "candidates", team, "id", [candidate])}
    for of in OWNED:
        found[of.__tablename__] = rows(db, of.__tablename__, team, "candidate", [candidate])
    submissions = [row["id"] for row in found["submissions"]]
    found["stage_changes"] = rows(db, StageChanges.__tablename__, team, "submission", submissions)
    found["promises"] = rows(db, Promises.__tablename__, team, "subject", [str(candidate)])
    found["name_words"] = rows(db, "name_words", team, "candidate", [candidate])
    found["lines"] = rows(db, "lines", team, "subject", [str(candidate)])
    return found


def rows(db: Db, name: str, team: str, column: str, values: list) -> list[dict]:
    """The rows of a table that have one of these values in a column."""
    of = Base.metadata.tables[name]
    found = db.execute(select(of).where(of.c.team == team, of.c[column].in_(values))).mappings()
    return sorted((dict(row) for row in found), key=repr)


def merges(db: Db) -> list[dict]:
    """All merges there were."""
    return [dict(row) for row in db.execute(select(table(Merges)).order_by(table(Merges).c.at)).mappings()]
