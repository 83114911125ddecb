"""Who and what do the tests of storage speak of? A small team, and a story that leaves a row in every table."""

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import storage
from bot.facts import (
    Contact,
    Counts,
    Direction,
    Erasure,
    Export,
    Favour,
    FavourKind,
    FileKind,
    How,
    Kind,
    LineOutcome,
    Outcome,
    Owed,
    Person,
    Settled,
    SheetLine,
    Stage,
    Touch,
    Union,
    Why,
)
from storage.columns import new_id
from storage.database import Db
from storage.encryption import encrypt
from storage.tables import (
    Agreements,
    Approvals,
    Bands,
    Covers,
    DisputeQuestions,
    Disputes,
    Evidence,
    Handovers,
    Levers,
    Losses,
    OfferChanges,
    OfferRounds,
    Offers,
    OwnerChanges,
    PayKeys,
    Placements,
    Rates,
    Representations,
    Terms,
    TouchNotes,
    Turns,
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
    by = more.get("by", RITA)
    return Touch(**plain | {"at": at, "logged_at": at, "by": by, "credit": RITA, "holds": by} | more)


def owed(subject: str | int, due_at: datetime = NOW + DAY, **more) -> Owed:
    plain: dict[str, Any] = {"kind": "updates.owed", "subject": str(subject), "whom": RITA, "heard_by": RITA}
    return Owed(**plain | {"due_at": due_at, "nudge_at": due_at, "since": NOW} | more)


def whole_story(db: Db, team: str = TEAM) -> int:
    """Ana is added, spoken to, put forward, moved and merged; Rita is told, and asks Tom: the id of Ana."""
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
    twin = storage.candidates.add(db, team, "Ana", [], TOM, NOW).id
    storage.merging.merge(db, team, Union(ana, twin, "Ána Sílva", Why.LONGER), RITA, NOW)
    storage.asks.ask(db, team, line.id, RITA, TOM, "are you free?", NOW)
    storage.lines.settle_one(db, team, line, "asked", RITA, NOW, colleague=TOM)
    storage.drafts.keep(db, team, RITA, promise, NOW)
    storage.inbox.once(db, team, "command/1", NOW, storage.teams.installed)
    storage.audit.seal(db)
    storage.audit.record(db, team, RITA, "looked", "candidate", ana, NOW)
    storage.tags.tag_many(db, team, [(ana, "Kotlin")], RITA, NOW)
    _brought(db, team)
    storage.files_sent.record_sent(db, team, RITA, "refused", ["F1"], NOW)
    storage.asked_files.ask(db, team, RITA, FileKind.EXPORT, storage.exports.written(Export()), NOW)
    _more(db, team, ana, logged.id, job.id)
    return ana


def _brought(db: Db, team: str) -> None:
    """Rita has brought a file in, of which a line came back."""
    of = storage.imports.one(db, team, storage.imports.add(db, team, RITA, "people.csv", NOW, file="F1"))
    assert of
    storage.imports.stage(db, of, [SheetLine(1, ("???",))])
    storage.imports.settle(db, of, [Settled(1, LineOutcome.REFUSED, "why")], Counts(refused=1))


def _more(db: Db, team: str, ana: int, touch: int, job: int) -> None:
    """Leave a row in each table that no order of this story writes to."""
    storage.erasures.bring_in(db, [Erasure(team, 3, RITA, NOW)])
    known = {"team": team, "id": 1, "by": RITA, "at": NOW, "name": "Northwind", "folded": "northwind"}
    client = storage.clients.named(db, team, "Northwind", RITA, NOW)
    storage.favours.add(db, team, Favour(4, ana, FavourKind.CV_TIP, "shorter", RITA, NOW), NOW)
    storage.clients.add_contact(db, team, client.id, ana, "CTO", RITA, NOW)
    storage.known_as.remember(db, team, ana, "name", "Anita", "Anita")
    rows: dict[Any, dict[str, Any]] = {
        TouchNotes: {"touch": touch, "about": "worries", "candidate": ana, "words": "the commute"},
        OwnerChanges: {"candidate": ana, "after": RITA, "how": "added"},
        Disputes: {"candidate": ana, "owner": RITA, "claimant": TOM, "opened_at": NOW, "state": "ended"}
        | {"reason": "I met her", "evidence": "a call", "answer_by": NOW, "rule_by": NOW, "asked": 0, "step": 0},
        Evidence: {"dispute": 1, "touch": touch, "kind": "call", "direction": "out", "outcome": "spoke"}
        | {"two_way": True, "told": False, "logged_at": NOW, "holds": RITA, "backdated": False},
        DisputeQuestions: {"dispute": 1, "asked_by": MAYA, "asked_of": TOM, "question": "when?"},
        Representations: {"candidate": ana, "job": job, "holder": RITA, "agreed_at": NOW, "words": "yes, do"}
        | {"how": "call", "recorded_by": RITA, "recorded_at": NOW, "expires_at": NOW + 180 * DAY},
        Approvals: {"kind": "more_time", "candidate": ana, "asked_by": RITA, "reason": "ill", "about": "{}"},
        Covers: {"away": RITA, "cover": TOM, "from_on": NOW.date(), "until_on": NOW.date()},
        Handovers: {"source": RITA, "takers": TOM, "total": 1, "done": 0},
        Terms: {"body": "{}"},
        Turns: {"waiting": RITA},
        Rates: {"of": "EUR", "to": "USD", "rate": "1.08", "on": NOW.date()},
        PayKeys: {"fingerprint": f"of {team}", "since": NOW},
    }
    rows |= _offered(db, team, ana, job)
    for of, row in rows.items():
        columns = {column.name for column in table(of).columns}
        db.execute(table(of).insert(), {name: value for name, value in (known | row).items() if name in columns})


def _offered(db: Db, team: str, ana: int, job: int) -> dict[Any, dict[str, Any]]:
    """Rows about an offer to Ana that was accepted, of which most is encrypted."""

    def kept(of: str, **words: Any) -> dict[str, Any]:
        return {"encrypted": encrypt(db, team, of, json.dumps(words))}

    submission = storage.submissions.of(db, team, ana)[0].id
    base = {"minor": 9_999_900, "currency": "EUR"}
    said = {"package": {"base": base, "period": "year", "equity": "0.2 % of it"}, "who": "Petra of Northwind"}
    side = {"who": "Petra", "on": "2026-11-23", "how": "by_phone"}
    terms = {"package": said["package"], "by_candidate": side, "by_client": side, "words": "as said", "salt": "s"}
    about = {"candidate": ana, "offer": 1, "submission": submission}
    return {
        Offers: about
        | {"kind": "ours", "state": "accepted", "raised_by": RITA, "raised_at": NOW, "company": "Backend engineer"}
        | {"made_at": NOW, "version": 0, **kept("offers/1", why="she likes the team", done_for_it="")},
        OfferRounds: about
        | {"number": 1, "by": "offered", "logged_by": RITA, "logged_at": NOW, **kept("offer_rounds/1", **said)},
        OfferChanges: about
        | {"state": "open", "version": 1, **kept("offer_changes/1", reason="more time", said_yes="Petra")},
        Levers: about | {"part": "bonus", **kept("levers", words="up to 15 %")},
        Agreements: about | {"version": 1, "digest": "d", **kept("agreements", **terms)},
        Placements: about | {"job": job, "accepted_at": NOW, "guarantee_days": 90},
        Losses: about | {"reason": "pay", **kept("losses", learned="they wanted more")},
        Bands: {"client": 1, "period": "year", **kept("bands", low=base | {"minor": 1}, high=base | {"minor": 2})},
    }
