"""Who is in an exported table, with what, however many they are?"""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select, update

import storage
from bot import intake, rules, sheets
from bot.facts import Contact, Export, Segment, Share, Stage
from bot.policy import Policy
from bot.words import fold_title
from storage.tables import Audit, Candidates, Submissions, table
from tests.storage.examples import DAY, MAYA, NOW, OTHER, RITA, TEAM, TOM, person


def three(db):
    """Ana, a silver medallist with a tag and two jobs; Bo with one, from Tom; Cy, added a day later."""
    for id in (RITA, TOM):
        storage.people.meet(db, person(id))
    reached = [Contact("email", "a@x.org", "a@x.org"), Contact("email", "b@x.org", "b@x.org")]
    ana = storage.candidates.add(db, TEAM, "Ana", reached, RITA, NOW).id
    bo = storage.candidates.add(db, TEAM, "Bo", [Contact("phone", "+351912345678", "+351 912 345 678")], TOM, NOW).id
    storage.candidates.add(db, TEAM, "Cy", [], RITA, NOW + DAY)
    storage.candidates.add(db, OTHER, "Di", [], RITA, NOW)
    engineer, clerk = (storage.jobs.titled(db, TEAM, title, RITA, NOW).id for title in ("Engineer", "Clerk"))
    storage.submissions.put_forward(db, TEAM, ana, engineer, Stage.INTERVIEW, RITA, NOW)
    storage.submissions.put_forward(db, TEAM, ana, clerk, Stage.SCREENING, TOM, NOW + timedelta(hours=1))
    storage.submissions.put_forward(db, TEAM, bo, clerk, Stage.INTERVIEW, TOM, NOW)
    storage.tags.tag_many(db, TEAM, [(ana, "java"), (ana, "sql")], RITA, NOW)
    mine = table(Candidates).c.id == ana
    db.execute(update(table(Candidates)).where(mine).values(segment=Segment.SILVER_MEDALLIST))
    tag = storage.tags.found(db, TEAM, "java")[0].id
    return {"engineer": engineer, "clerk": clerk, "java": tag}


def rows_of(db, chosen, team=TEAM):
    rows, after = [], None
    while True:
        some, after = storage.exports.page(db, team, chosen, after)
        rows += some
        if after is None:
            return rows


@pytest.mark.parametrize(
    ("chosen", "people"),
    [
        pytest.param({}, [("Ana", "Engineer; Clerk"), ("Bo", "Clerk"), ("Cy", "")], id="all"),
        pytest.param({"job": "clerk"}, [("Ana", "Clerk"), ("Bo", "Clerk")], id="a job"),
        pytest.param({"stage": Stage.INTERVIEW}, [("Ana", "Engineer"), ("Bo", "Clerk")], id="a stage"),
        pytest.param({"job": "clerk", "stage": Stage.INTERVIEW}, [("Bo", "Clerk")], id="both of one submission"),
        pytest.param({"recruiter": RITA}, [("Ana", "Engineer")], id="a recruiter"),
        pytest.param({"tag": "java"}, [("Ana", "Engineer; Clerk")], id="a tag"),
        pytest.param({"segment": Segment.WARM}, [], id="a segment of nobody"),
        pytest.param({"segment": Segment.SILVER_MEDALLIST, "job": "clerk"}, [("Ana", "Clerk")], id="a segment, a job"),
        pytest.param({"since": NOW + DAY}, [("Cy", "")], id="added since"),
    ],
)
async def test_those_who_are_chosen_are_in_it(database, chosen, people):
    ids = await database.transact(three)
    wanted = Export(**{name: ids.get(value, value) for name, value in chosen.items()})
    rows = await database.ask(rows_of, wanted)
    assert sorted((row[0], row[5]) for row in rows) == sorted(people)
    assert await database.ask(storage.exports.count, TEAM, wanted) == len({name for name, _ in people})


async def test_a_row_tells_what_an_import_wants_to_know(database):
    ids = await database.transact(three)
    (row,) = await database.ask(rows_of, Export(job=ids["engineer"]))
    assert dict(zip(storage.exports.HEADINGS, row, strict=True)) == {
        "Name": "Ana",
        "E-mail": "a@x.org; b@x.org",
        "Phone": "",
        "Profile": "",
        "Tags": "java; sql",
        "Job": "Engineer",
        "Client": "",
        "Stage": "interview",
        "Recruiter": "U0Rita",
        "Owner": "",
        "Credit": "",
        "Segment": "silver medallist",
        "Added on": "2026-11-23",
        "Last spoken on": "",
        "Do not contact": "",
    }


@pytest.mark.parametrize(
    ("owner", "shares", "says"),
    [
        (RITA, (), ("U0Rita", "U0Rita 100%")),
        (RITA, (Share(RITA, 60), Share(TOM, 40)), ("U0Rita", "U0Rita 60%, U0Tom 40%")),
        (MAYA, (), (MAYA, f"{MAYA} 100%")),
        (None, (), ("", "")),
    ],
)
async def test_a_row_tells_who_owns_them_and_whose_the_credit_is(database, owner, shares, says):
    ids = await database.transact(three)

    def owned(db):
        mine = table(Candidates).c.name == "Ana"
        written = storage.ownership.written(shares)
        db.execute(update(table(Candidates)).where(mine).values(owner=owner, owned_since=NOW, credit=written))

    await database.transact(owned)
    (row,) = await database.ask(rows_of, Export(job=ids["engineer"]))
    said = dict(zip(storage.exports.HEADINGS, row, strict=True))
    assert (said["Owner"], said["Credit"]) == says


@pytest.mark.parametrize(("why", "says"), [(None, ""), ("asked us", "asked us"), ("", "yes")])
async def test_who_may_not_be_contacted_is_marked_and_stages_read_as_words(database, why, says):
    def marked(db):
        ids = three(db)
        db.execute(update(table(Candidates)).values(do_not_contact=why))
        db.execute(update(table(Submissions)).values(stage=Stage.FELL_THROUGH))
        return ids

    ids = await database.transact(marked)
    (row,) = await database.ask(rows_of, Export(job=ids["engineer"]))
    said = dict(zip(storage.exports.HEADINGS, row, strict=True))
    assert (said["Do not contact"], said["Stage"]) == (says, "fell through")
    assert rules.headings.stage_of(said["Stage"]) is Stage.FELL_THROUGH


async def test_a_table_brings_everybody_back_into_another_team_and_into_their_own(database):
    """With all their jobs, whatever they can be reached by; who is there already is left as they are."""

    def several(db):
        ids = three(db)
        storage.people.meet(db, person(RITA, team=OTHER))
        client = storage.clients.named(db, TEAM, "Northwind", RITA, NOW)
        painter = storage.jobs.add(db, TEAM, "Painter; Decorator", client, "", RITA, NOW)
        assert painter
        for one in storage.candidates.found(db, TEAM, "Bo") + storage.candidates.found(db, TEAM, "Cy"):
            for job, stage in ((painter.id, Stage.FELL_THROUGH), (ids["engineer"], Stage.OFFER)):
                storage.submissions.put_forward(db, TEAM, one.id, job, stage, RITA, NOW + DAY)

    def of_all(db, team):
        found = [one for name in ("Ana", "Bo", "Cy") for one in storage.candidates.found(db, team, name)]
        return {
            one.name: (
                {(each.kind, each.value) for each in storage.candidates.contacts(db, team, one.id)},
                {each.name for each in storage.tags.of(db, team, one.id)},
                {(fold_title(each.title), each.stage) for each in storage.submissions.of(db, team, one.id)},
            )
            for one in found
        }

    def brought(db, team):
        file = sheets.head(storage.exports.HEADINGS) + sheets.lines(rows_of(db, Export()))
        sheet = rules.sheets.opened(io.BytesIO(file))
        rows = rules.imports.understood(list(sheet.lines), sheet.read_as.columns, "PT")
        return intake.take_in(db, team, RITA, 1, rows, Policy(), NOW)

    await database.transact(several)
    for team, outcome in ((OTHER, "added"), (OTHER, "unchanged"), (TEAM, "unchanged")):
        assert [(str(each.outcome), each.reason) for each in await database.transact(brought, team)] == [
            (outcome, None)
        ] * 3
    there = await database.ask(of_all, TEAM)
    assert len(there["Bo"][2]) == 3
    assert await database.ask(of_all, OTHER) == there


async def test_every_one_of_very_many_is_in_it_once(database):
    names: list[tuple[int, str, list[Contact]]] = [
        (id, f"Person {id}", []) for id in range(1, 2 * storage.exports.A_PAGE + 2)
    ]
    await database.transact(storage.candidates.add_many, TEAM, names, RITA, NOW)
    rows = await database.ask(rows_of, Export())
    assert [row[0] for row in rows] == [name for _, name, _ in names]


async def test_who_exported_whom_is_on_record(database):
    await database.transact(storage.exports.record, TEAM, MAYA, Export(stage=Stage.OFFER, since=NOW), 7, NOW)
    entry = await database.ask(lambda db: db.execute(select(table(Audit))).one())
    assert (entry.by, entry.verb, entry.after) == (MAYA, "exported", "7")
    assert entry.before == "stage=offer since=2026-11-23T09:00:00+00:00"
    assert storage.exports.said(Export()) == "all"
