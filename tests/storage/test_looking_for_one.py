"""Is all about one person found by indexes, so that a million messages about others need not be looked through?"""

import re

import pytest
from sqlalchemy import String, cast, event, text

import storage
from bot.facts import AskedFile, Contact, Cover, FileKind, NewCandidate, SheetLine
from scheduler.erasing import KINDS
from scheduler.making import in_passing, made
from storage.columns import new_id
from storage.tables import (
    Approvals,
    Asks,
    Audit,
    Candidates,
    Lines,
    Merges,
    Outbox,
    Promises,
    Submissions,
    Touches,
    table,
)
from tests.storage.examples import DAY, NOW, RITA, TEAM, TOM, person, whole_story

MANY = 20_000
# Of whole tables only those may be read that hold few rows: colleagues, jobs, and what is swept within days.
LARGE = "lines|outbox|promises|audit|touches|submissions|contacts|candidates|asks|merges|approvals"


def many_others(db):
    """Others, whose rows are like hers."""
    tables = (Outbox, Lines, Promises, Audit, Asks, Merges, Touches, Submissions, Approvals)
    rows = {of: dict(db.execute(table(of).select()).mappings().first()) for of in tables}
    people = [
        (new_id(), f"Person {number}", [Contact("phone", f"+3519{number:08}", "")]) for number in range(MANY // 10)
    ]
    storage.candidates.add_many(db, TEAM, people, RITA, NOW)
    letters = [new_id() for _ in range(MANY)]
    others = [people[number % len(people)][0] for number in range(MANY)]
    db.execute(table(Outbox).insert(), [rows[Outbox] | {"id": id, "key": f"k{id}", "about": f"{id}"} for id in letters])
    news = [{"id": new_id(), "letter": id, "subject": f"{who}"} for id, who in zip(letters, others, strict=True)]
    db.execute(table(Lines).insert(), [rows[Lines] | new for new in news])
    db.execute(table(Asks).insert(), [rows[Asks] | {"id": new_id(), "line": new["id"]} for new in news])
    db.execute(table(Promises).insert(), [rows[Promises] | {"subject": f"{id}"} for id in letters])
    free = {"seal": None, "prev_hash": None, "hash": None}
    db.execute(table(Audit).insert(), [rows[Audit] | free | {"id": id, "subject": f"{id}"} for id in letters])
    db.execute(table(Merges).insert(), [rows[Merges] | {"id": id, "kept": id, "gone": id + 1} for id in letters])
    db.execute(table(Touches).insert(), [rows[Touches] | {"id": new_id(), "candidate": who} for who in others])
    decided = [{"id": new_id(), "candidate": who, "granted": True} for who in others]
    db.execute(table(Approvals).insert(), [rows[Approvals] | new for new in decided])
    forward = [{"id": new_id(), "candidate": who} for who, *_ in people]
    db.execute(table(Submissions).insert(), [rows[Submissions] | new for new in forward])


def look(db, ana):
    """All questions that are asked when all about her is written, or she is erased."""
    known = storage.known_as.known_as(db, TEAM, ana)
    assert storage.everything.about(db, TEAM, ana)
    storage.erasing.letters_about(db, TEAM, [ana], [], KINDS)
    storage.erasing.take_out(db, TEAM, known, KINDS, 0, NOW + DAY)


def toms(db):
    """All others are Tom's, put forward by many: Rita's are few, as is what nobody owns, or others hear for her."""
    ana = whole_story(db)
    many_others(db)
    for of, names in ((Candidates, ["owner"]), (Promises, ["whom", "heard_by"]), (Touches, ["by", "holds"])):
        db.execute(table(of).update().values(dict.fromkeys(names, TOM)))
    who = table(Candidates)
    db.execute(who.update().where(who.c.id == ana).values(owner=None))
    db.execute(who.update().where(who.c.id % 3 == 0).values(offers_new_at=NOW))
    forward = table(Submissions)
    one_of_many = "U0" + cast(forward.c.id % 100, String)
    db.execute(forward.update().where(forward.c.candidate != ana).values(recruiter=one_of_many))
    return ana


def look_who_owns(db, ana):
    """All questions about owners that are asked for a list, a count, or a cover."""
    cover = Cover(1, RITA, TOM, NOW.date(), NOW.date(), RITA, NOW, NOW)
    assert list(storage.ownership.pool(db, TEAM, 9)) == [ana]
    assert storage.ownership.count(db, TEAM, None, 1001) == 1
    storage.ownership.ending(db, TEAM, RITA, 3)
    storage.covers.meanwhile(db, TEAM, cover)
    storage.covers.waiting(db, TEAM, RITA, NOW)
    storage.covers.give_back(db, TEAM, RITA)
    storage.handovers.hear(db, TEAM, RITA, {ana: TOM})
    storage.approvals.count_undecided(db, TEAM, asked_by=RITA)
    storage.promises.count_waiting(db, TEAM, RITA, NOW)
    storage.terms.page(db, TEAM, -1, 5)
    storage.going_offers.undecided(db, TEAM, RITA)
    storage.going_offers.count(db, TEAM, RITA)
    storage.going_offers.unwritten(db, TEAM, RITA, 5)
    storage.going_offers.heard_of(db, TEAM, RITA, 5)


@pytest.mark.parametrize(
    ("filled", "look", "least"),
    [
        pytest.param(lambda db: [whole_story(db), many_others(db)][0], look, 50, id="all about one"),
        pytest.param(toms, look_who_owns, 10, id="who owns whom"),
    ],
)
async def test_nothing_large_is_read_through(database, filled, look, least):
    ana = await database.transact(filled)
    asked = []

    def note(_conn, _cursor, statement, parameters, _context, many):
        if not many and statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            asked.append((statement, parameters))

    def plans(db):
        if database.dialect == "postgresql":
            db.execute(text("ANALYZE"))
        event.listen(db, "before_cursor_execute", note)
        look(db, ana)
        event.remove(db, "before_cursor_execute", note)
        explain = "EXPLAIN " if database.dialect == "postgresql" else "EXPLAIN QUERY PLAN "
        for statement, parameters in list(asked):
            for row in db.exec_driver_sql(explain + statement, parameters):
                yield statement, str(row[-1])

    told = await database.transact(lambda db: list(plans(db)))
    assert len(told) > least
    through = re.compile(rf"(?:SCAN|Seq Scan on) (?:{LARGE})\b")
    assert [(statement, plan) for statement, plan in told if through.search(plan)] == []


async def test_what_names_her_for_days_only_is_counted(database):
    """By her name in any spelling, or by an id of hers."""
    ana = await database.transact(whole_story)
    touch = (await database.ask(storage.touches.latest, TEAM, ana))[0]

    def answered(_) -> str:
        return "logged: silva, ana"

    def passing(db):
        storage.drafts.keep(db, TEAM, RITA, touch, NOW)
        storage.drafts.keep(db, TEAM, RITA, NewCandidate("ANA SILVA"), NOW)
        storage.drafts.keep(db, TEAM, RITA, NewCandidate("Zoë"), NOW)
        storage.inbox.once(db, TEAM, "k/1", NOW, answered)
        of = storage.imports.one(db, TEAM, storage.imports.add(db, TEAM, RITA, "x.csv", NOW))
        assert of
        storage.imports.stage(db, of, [SheetLine(1, ("Ana", "Silva")), SheetLine(2, ("Zoë", "Brandt"))])

    await database.transact(passing)
    assert await in_passing(database, TEAM, ana) == {"drafts": 3, "inbox": 1, "import_lines": 1}
    await database.transact(storage.people.meet, person(RITA))
    asked = AskedFile(1, TEAM, RITA, NOW, FileKind.EVERYTHING, str(ana), (), NOW)
    (_, page), (_, read) = (await made(database, asked, NOW)).files
    assert b"Forms that a colleague has begun and not sent: 3." in page
    assert b'"import_lines": 1' in read
