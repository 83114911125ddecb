"""Is what is taken out as a file the same when it is brought in again?"""

import io

from hypothesis import given
from hypothesis import strategies as st

import storage
from bot import intake, rules, sheets
from bot.facts import Contact, Counts, Export, Newcomer, Stage
from bot.policy import Policy
from bot.words import clean
from storage.exports import BETWEEN, HEADINGS
from tests.storage.examples import NOW, OTHER, RITA, TEAM, person

LETTERS = st.text(st.sampled_from("aÁßłЖ李n'’-= +"), min_size=1, max_size=12)
# No name begins with what makes a formula; words that other systems write for "nothing" are none.
NAMES = LETTERS.map(lambda text: clean(f"A{text}")) | st.sampled_from(
    ["'t Hooft", "'Abd al-Rahman", "Li Na", "Na", "Null", 'A. "Bo" Lee', "Ana (Anna) Silva", "Ana/Bea"]
)
TAGS = (
    st.text(st.sampled_from("aC+=-@'\"# .é"), min_size=1, max_size=8)
    .map(storage.tags.tidied)
    .filter(lambda tag: tag.casefold() not in rules.imports.BLANKS)
)
EMAILS = st.sampled_from("ana@example.com =a@example.com +a@example.com -a@x.org 'a@x.org Zoë@example.com".split())
PHONES = st.sampled_from(["+351 912 345 678", "+49 1512 3456789", "+1 212-555-0123 ext. 5"])
PROFILES = st.sampled_from(["linkedin.com/in/ana-silva", "github.com/ana"])
STAGES = st.sampled_from(list(Stage))


@given(
    NAMES,
    st.lists(EMAILS, unique=True),
    st.lists(PHONES, unique=True),
    st.lists(PROFILES, unique=True),
    st.lists(TAGS, unique=True),
    STAGES,
)
def test_cells_of_a_file_taken_out_are_read_as_they_were(name, emails, phones, profiles, tags, stage):
    told = [BETWEEN.join(each) for each in (emails, phones, profiles, tags)]
    row = [name, *told, "Engineer", "Northwind", stage.value.replace("_", " "), *[""] * (len(HEADINGS) - 8)]
    sheet = rules.sheets.opened(io.BytesIO(sheets.head(HEADINGS) + sheets.lines([row])))
    (read,) = rules.imports.understood(list(sheet.lines), sheet.read_as.columns, None)
    assert isinstance(read, Newcomer), read
    shown = [[it.shown for it in read.contacts if it.kind == kind] for kind in ("email", "phone", "profile")]
    assert (read.name, shown, read.tags) == (name, [emails, phones, profiles], tuple(tags))
    assert (read.job, read.stage) == ("Engineer, Northwind", stage)


def some(db):
    """People with much and with little, two of one name, one at two jobs."""
    for team in (TEAM, OTHER):
        storage.people.meet(db, person(team=team))
    ana = [Contact("email", "ana@x.org", "Ana@x.org"), Contact("phone", "+351912345678", "+351 912 345 678")]
    profile = [Contact("profile", "https://github.com/bo", "github.com/bo")]
    people = [("Ána 't Hooft", ana), ("Bo Null", profile), ("Cy Lee", []), ("Dee", ana[1:]), ("Bo Null", [])]
    ids = [storage.candidates.add(db, TEAM, name, contacts, RITA, NOW).id for name, contacts in people]
    jobs = [storage.jobs.titled(db, TEAM, title, RITA, NOW).id for title in ("C++ engineer", "Clerk")]
    for job, stage in zip(jobs, (Stage.FELL_THROUGH, Stage.INTERVIEW), strict=True):
        storage.submissions.put_forward(db, TEAM, ids[0], job, stage, RITA, NOW)
    storage.tags.tag_many(db, TEAM, [(ids[0], "C++"), (ids[0], "=1+1"), (ids[1], "@home")], RITA, NOW)


def taken_out(db, team):
    rows, _ = storage.exports.page(db, team, Export())
    return rows


def brought_in(db, team, rows):
    """What becomes of rows that were taken out."""
    sheet = rules.sheets.opened(io.BytesIO(sheets.head(HEADINGS) + sheets.lines(rows)))
    understood = rules.imports.understood(list(sheet.lines), sheet.read_as.columns, None)
    return intake.counted(intake.take_in(db, team, RITA, 1, understood, Policy(), NOW))


async def test_who_is_taken_out_is_there_already(database):
    await database.transact(some)
    rows = await database.ask(taken_out, TEAM)
    assert await database.transact(brought_in, TEAM, rows) == Counts(unchanged=len(rows))


async def test_who_is_taken_out_of_one_team_is_the_same_in_another(database):
    await database.transact(some)
    rows = await database.ask(taken_out, TEAM)
    sure = [row for row in rows if row[1] or row[3]]
    counts = await database.transact(brought_in, OTHER, sure)
    again = await database.ask(taken_out, OTHER)
    assert counts == Counts(added=len(sure))
    assert sorted(row[:8] for row in again) == sorted(row[:8] for row in sure)
