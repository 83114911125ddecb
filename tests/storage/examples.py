"""Who and what do the tests of storage speak of? A small team, and a story that leaves a row in every table."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import storage
from bot.facts import Contact, Direction, How, Kind, Outcome, Owed, Person, Stage, Touch
from storage.columns import new_id
from storage.database import Db
from storage.tables import (
    CandidateTags,
    ClientContacts,
    Clients,
    Erasures,
    Favours,
    ImportLines,
    Imports,
    Merges,
    SentFiles,
    Spellings,
    Tags,
    TouchNotes,
    table,
)

TEAM, OTHER = "T0HOME", "T0OTHER"
RITA, TOM, MAYA = "U0RITA", "U0TOM", "U0MAYA"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CALL = How(Kind.CALL, Direction.OUT, Outcome.SPOKE)
EMAIL = Contact("email", "ana@example.com", "ana@example.com")


def person(id: str = RITA, **more) -> Person:
    return Person(**{"team": TEAM, "id": id, "name": id.title(), "zone": "Europe/Lisbon", "country": "PT"} | more)


def touch(candidate: int, at: datetime = NOW, **more) -> Touch:
    plain: dict[str, Any] = {"id": new_id(), "candidate": candidate, "how": CALL, "two_way": True}
    return Touch(**plain | {"at": at, "logged_at": at, "by": RITA, "credit": RITA} | more)


def owed(subject: str | int, due_at: datetime = NOW + DAY, **more) -> Owed:
    plain: dict[str, Any] = {"kind": "updates.owed", "subject": str(subject), "whom": RITA, "heard_by": RITA}
    return Owed(**plain | {"due_at": due_at, "nudge_at": due_at, "since": NOW} | more)


def whole_story(db: Db, team: str = TEAM) -> int:
    """Ana is added, spoken to, put forward and moved; Rita is told, and asks Tom: the id of Ana."""
    storage.teams.install(db, team, "Home", "U0BOT", "B0BOT", NOW)
    for id in (RITA, TOM, MAYA):
        storage.people.meet(db, person(id, team=team))
    storage.people.choose(db, team, RITA, time(8, 30), None)
    ana = storage.candidates.add(db, team, "Ána Sílva", [EMAIL], RITA, NOW).id
    job = storage.jobs.titled(db, team, "Backend engineer", RITA, NOW)
    submission = storage.submissions.put_forward(db, team, ana, job.id, Stage.SCREENING, RITA, NOW)
    logged = touch(ana, note="likes the role", told=True, promised_on=date(2026, 11, 27))
    storage.touches.log(db, team, logged)
    storage.submissions.move(db, team, storage.submissions.of(db, team, ana)[0], Stage.INTERVIEW, RITA, NOW + HOUR)
    assert storage.submissions.of(db, team, ana)[0].id == submission
    promise = owed(ana, alone_at=NOW + DAY)
    storage.promises.write(db, team, [promise])
    letter = storage.outbox.letter(db, team, "morning/1", "morning", RITA, NOW + DAY, NOW + DAY, about=ana)
    assert letter
    storage.lines.add(db, team, letter, [promise])
    line = storage.lines.of(db, team, letter)[0]
    storage.lines.ask(db, team, line.id, RITA, TOM, "are you free?", NOW)
    storage.lines.settle_one(db, team, line, "asked", RITA, NOW, colleague=TOM)
    storage.drafts.keep(db, team, RITA, promise, NOW)
    storage.inbox.once(db, team, "command/1", NOW, storage.teams.installed)
    storage.audit.seal(db)
    storage.audit.record(db, team, RITA, "looked", "candidate", ana, NOW)
    _more(db, team, ana, logged.id)
    return ana


def _more(db: Db, team: str, ana: int, touch: int) -> None:
    """Leave a row in each table that no order of this story writes to."""
    known = {"team": team, "id": 1, "by": RITA, "at": NOW, "name": "Northwind", "folded": "northwind"}
    rows: dict[Any, dict[str, Any]] = {
        Clients: {"added_by": RITA, "added_at": NOW},
        ClientContacts: {"client": 1, "candidate": ana, "position": "CTO", "added_by": RITA, "added_at": NOW},
        Tags: {},
        CandidateTags: {"candidate": ana, "tag": 1},
        Spellings: {"spelling": "sivla", "word": "silva"},
        Merges: {"kept": ana, "gone": 2, "body": "{}"},
        Erasures: {"candidate": 3},
        SentFiles: {"file": "F1", "recipient": RITA, "kind": "export"},
        Imports: {"state": "done"},
        ImportLines: {"of": 1, "number": 1},
        TouchNotes: {"touch": touch, "about": "worries", "candidate": ana, "words": "the commute"},
        Favours: {"candidate": ana, "kind": "cv_tip", "words": "shorter"},
    }
    for of, row in rows.items():
        columns = {column.name for column in table(of).columns}
        db.execute(table(of).insert(), {name: value for name, value in (known | row).items() if name in columns})
