"""Which entries does each source have for the list of what has happened with a candidate?

Each source is asked by an index for as many entries as fit a page, beyond the key (moment, id) of the entry where the
page before ended. What nobody has many of is read whole and sorted out here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from bot.facts import IMPORTED, Entry, Happened
from bot.words import fold
from storage import happened_offers, representations, touches
from storage.database import Db
from storage.tables import (
    Audit,
    Candidates,
    CandidateTags,
    Disputes,
    Favours,
    Jobs,
    Merges,
    OwnerChanges,
    StageChanges,
    Submissions,
    Tags,
    Touches,
    TouchNotes,
    table,
)

CANDIDATES, TOUCHES, NOTES, AUDIT = table(Candidates), table(Touches), table(TouchNotes), table(Audit)
CHANGES, SUBMISSIONS, JOBS = table(StageChanges), table(Submissions), table(Jobs)
TAGS, BORNE, MERGES, FAVOURS = table(Tags), table(CandidateTags), table(Merges), table(Favours)
OWNERS, DISPUTES = table(OwnerChanges), table(Disputes)
MOST_OF_A_KIND = 500
# What of the audit is told here; the rest stands in rows of its own.
TAGGED, UNTAGGED = "tagged", "untagged"
CONTACTS = ("contacts added", "contacts removed", "contact shared", "contact own")
TOLD = (UNTAGGED, "segmented", "forbade", "allowed", "renamed", "connected", "disconnected", "kept", *CONTACTS)
Key = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose entries are read, beyond which key, in which direction; `today` is the day of whoever looks.

    `disputes` are those that they may see; what else changed the owner is said without why, and by whom.
    """

    team: str
    candidate: int
    key: Key | None
    later: bool
    today: date
    most: int
    disputes: frozenset[int] = frozenset()

    def within(self, at: ColumnElement[Any], id: ColumnElement[Any]) -> ColumnElement[bool]:
        """Choose what lies beyond the key."""
        if self.key is None:
            return true()
        moment, last = self.key
        if self.later:
            return and_(at >= moment, or_(at > moment, id > last))
        return and_(at <= moment, or_(at < moment, id < last))

    def ordered(self, chosen: Select[Any], at: Any, id: Any) -> Select[Any]:
        """Take the nearest, as many as fit a page and one more."""
        nearest = (at.asc(), id.asc()) if self.later else (at.desc(), id.desc())
        return chosen.where(self.within(at, id)).order_by(*nearest).limit(self.most + 1)

    def holds(self, entry: Entry) -> bool:
        """Tell whether an entry lies beyond the key."""
        return self.key is None or (entry.key > self.key if self.later else entry.key < self.key)


def entries(db: Db, reach: Reach) -> Iterator[Entry]:
    """Give of each source what lies beyond the key, the nearest first, as much as fits a page and one more."""
    yield from _touches(db, reach)
    yield from _moves(db, reach)
    yield from _kept(db, reach)
    yield from _changes(db, reach)
    yield from _favours(db, reach)
    yield from _owners(db, reach)
    read_whole = (_broken, _tagged, _merged, _disputed, _rights, _added)
    yield from filter(reach.holds, (entry for read in read_whole for entry in read(db, reach)))
    yield from filter(reach.holds, happened_offers.entries(db, reach.team, reach.candidate))


def _touches(db: Db, reach: Reach) -> Iterator[Entry]:
    theirs = select(TOUCHES.c.id).where(TOUCHES.c.team == reach.team, TOUCHES.c.candidate == reach.candidate)
    ids = list(db.execute(reach.ordered(theirs, TOUCHES.c.at, TOUCHES.c.id)).scalars())
    for touch in touches.several(db, reach.team, ids).values():
        yield Entry(Happened.TOUCH, touch.at, touch.id, touch.credit, touch)


def _moves(db: Db, reach: Reach) -> Iterator[Entry]:
    changes = CHANGES.join(SUBMISSIONS, (SUBMISSIONS.c.team == reach.team) & (SUBMISSIONS.c.id == CHANGES.c.submission))
    with_titles = changes.join(JOBS, (JOBS.c.team == reach.team) & (JOBS.c.id == SUBMISSIONS.c.job))
    columns = (CHANGES.c.id, CHANGES.c.at, CHANGES.c.by, CHANGES.c.before, CHANGES.c.after, JOBS.c.title)
    theirs = select(*columns).select_from(with_titles).where(CHANGES.c.team == reach.team)
    theirs = theirs.where(SUBMISSIONS.c.team == reach.team, SUBMISSIONS.c.candidate == reach.candidate)
    for row in db.execute(reach.ordered(theirs, CHANGES.c.at, CHANGES.c.id)):
        yield Entry(Happened.MOVED, row.at, row.id, row.by, words=row.title, before=row.before, after=row.after)


def _kept(db: Db, reach: Reach) -> Iterator[Entry]:
    columns = (TOUCHES.c.id, TOUCHES.c.kept_at, TOUCHES.c.promised_on, TOUCHES.c.credit)
    theirs = select(*columns).where(*_of(reach), TOUCHES.c.kept_at.is_not(None), TOUCHES.c.kept_by.is_not(None))
    for row in db.execute(reach.ordered(theirs, TOUCHES.c.kept_at, TOUCHES.c.id)):
        yield Entry(Happened.KEPT, row.kept_at, row.id, row.credit, on=row.promised_on)


def _favours(db: Db, reach: Reach) -> Iterator[Entry]:
    theirs = select(FAVOURS).where(FAVOURS.c.team == reach.team, FAVOURS.c.candidate == reach.candidate)
    for row in db.execute(reach.ordered(theirs, FAVOURS.c.at, FAVOURS.c.id)):
        yield Entry(Happened.FAVOUR, row.at, row.id, row.by, words=row.words, before=row.kind, after=row.came_of_it)


def _owners(db: Db, reach: Reach) -> Iterator[Entry]:
    columns = (OWNERS.c[name] for name in ("id", "at", "by", "how", "before", "after", "dispute"))
    theirs = select(*columns).where(OWNERS.c.team == reach.team, OWNERS.c.candidate == reach.candidate)
    for row in db.execute(reach.ordered(theirs, OWNERS.c.at, OWNERS.c.id)):
        told = row.dispute is None or row.dispute in reach.disputes
        by, how = (row.by, row.how) if told else ("", "")
        yield Entry(Happened.OWNED, row.at, row.id, by, words=how, before=row.before, after=row.after)


def _disputed(db: Db, reach: Reach) -> Iterator[Entry]:
    """Read who claimed them and how that was settled, without what either side said."""
    theirs = select(DISPUTES).where(DISPUTES.c.team == reach.team, DISPUTES.c.candidate == reach.candidate)
    seen = theirs.where(DISPUTES.c.id.in_(sorted(reach.disputes))).order_by(DISPUTES.c.opened_at.desc())
    for row in db.execute(seen.limit(MOST_OF_A_KIND)) if reach.disputes else ():
        sides = {"before": row.owner, "after": row.claimant}
        yield Entry(Happened.DISPUTED, row.opened_at, row.id, row.claimant, **sides)
        if row.ended_at and row.ruling:
            yield Entry(Happened.SETTLED, row.ended_at, row.id, row.ruled_by or "", words=row.ruling, **sides)


def _rights(db: Db, reach: Reach) -> Iterator[Entry]:
    """Read who got the right to represent them, or put them forward without, and which rights were ended early."""
    for right in representations.of(db, reach.team, reach.candidate):
        yield Entry(Happened.RIGHT, right.recorded_at, right.id, right.recorded_by, right=right)
        if right.ended_at:
            yield Entry(Happened.RIGHT_ENDED, right.ended_at, right.id, right.ended_by or "", right=right)


def _broken(db: Db, reach: Reach) -> Iterator[Entry]:
    """Read what was promised by a day that is over, and not done; it stands at the end of that day."""
    columns = (TOUCHES.c.id, TOUCHES.c.promised_on, TOUCHES.c.credit)
    theirs = select(*columns).where(*_of(reach), TOUCHES.c.promised_on < reach.today, TOUCHES.c.kept_at.is_(None))
    for row in db.execute(theirs.order_by(TOUCHES.c.promised_on.desc()).limit(MOST_OF_A_KIND)):
        over = datetime.combine(row.promised_on + timedelta(days=1), time(), UTC)
        yield Entry(Happened.BROKEN, over, row.id, row.credit, on=row.promised_on)


def _tagged(db: Db, reach: Reach) -> Iterator[Entry]:
    """Read which tags they bear or once bore, those given at one moment together."""
    theirs = select(BORNE.c.at, BORNE.c.by, BORNE.c.tag)
    theirs = theirs.where(BORNE.c.team == reach.team, BORNE.c.candidate == reach.candidate)
    borne = db.execute(theirs.order_by(BORNE.c.at.desc()).limit(MOST_OF_A_KIND))
    once = select(AUDIT.c.at, AUDIT.c.by, AUDIT.c.after).where(*_on_record(reach), AUDIT.c.verb == TAGGED)
    given = db.execute(once.order_by(AUDIT.c.at.desc()).limit(MOST_OF_A_KIND))
    rows = sorted({tuple(row) for row in borne} | {(row.at, row.by, int(row.after)) for row in given})
    names = _names(db, reach.team, {tag for _, _, tag in rows})
    for (at, by), alike in groupby(rows, key=lambda row: row[:2]):
        ids = [tag for _, _, tag in alike]
        words = ", ".join(sorted((names[id] for id in ids if id in names), key=fold)) or "a tag"
        yield Entry(Happened.TAGGED, at, ids[0], by, words=words)


def _merged(db: Db, reach: Reach) -> Iterator[Entry]:
    theirs = select(MERGES).where(MERGES.c.team == reach.team, MERGES.c.kept == reach.candidate)
    for row in db.execute(theirs.order_by(MERGES.c.at.desc()).limit(MOST_OF_A_KIND)):
        yield Entry(Happened.MERGED, row.at, row.id, row.by)
        if row.undone_at:
            yield Entry(Happened.PARTED, row.undone_at, row.id)


def _added(db: Db, reach: Reach) -> Iterator[Entry]:
    who = select(CANDIDATES.c.added_at, CANDIDATES.c.added_by)
    row = db.execute(who.where(CANDIDATES.c.team == reach.team, CANDIDATES.c.id == reach.candidate)).first()
    if row:
        # Whoever is added one by one is on record; a file is on record as a whole.
        alone = db.execute(select(AUDIT.c.id).where(*_on_record(reach), AUDIT.c.verb == "added").limit(1)).first()
        words = "" if alone else IMPORTED
        yield Entry(Happened.ADDED, row.added_at, reach.candidate, row.added_by, words=words)


def _changes(db: Db, reach: Reach) -> Iterator[Entry]:
    """Read what else is on record: a tag taken away, another segment, a mark, a new name, an address, a longer time."""
    columns = (AUDIT.c.id, AUDIT.c.at, AUDIT.c.by, AUDIT.c.verb, AUDIT.c.before, AUDIT.c.after)
    theirs = select(*columns).where(*_on_record(reach))
    rows = db.execute(reach.ordered(theirs.where(AUDIT.c.verb.in_(TOLD)), AUDIT.c.at, AUDIT.c.id)).all()
    names = _names(db, reach.team, {int(row.before) for row in rows if row.verb == UNTAGGED})
    for row in rows:
        before = names.get(int(row.before)) if row.verb == UNTAGGED else row.before
        yield Entry(Happened.CHANGED, row.at, row.id, row.by, words=row.verb, before=before, after=row.after)


def _names(db: Db, team: str, ids: Collection[int]) -> dict[int, str]:
    named = select(TAGS.c.id, TAGS.c.name).where(TAGS.c.team == team, TAGS.c.id.in_(sorted(ids)))
    return {row.id: row.name for row in db.execute(named)} if ids else {}


def _on_record(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    return AUDIT.c.team == reach.team, AUDIT.c.subject_kind == "candidate", AUDIT.c.subject == str(reach.candidate)


def _of(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    """Choose the touches that count."""
    return TOUCHES.c.team == reach.team, TOUCHES.c.candidate == reach.candidate, TOUCHES.c.deleted_at.is_(None)
