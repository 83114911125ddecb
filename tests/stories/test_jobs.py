"""Can a team keep its clients, describe its jobs, and close one so that everybody hears of it?"""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select

import storage
from bot import forms, promises
from bot.facts import Closing, Stage
from bot.policy import Policy
from handlers import closing, submissions
from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from storage.database import Db
from storage.tables import Promises, StageChanges, table
from tests.stories.deeds import adds as adds_candidate
from tests.stories.deeds import answers, card, goes_on, moves, puts_forward
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, House, house

JOB = "Backend engineer, Northwind"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """A house that knows the client Northwind, with one job."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        rita = house_.slack.seat(story.RITA)
        await rita.types("/care client add Northwind")
        assert await rita.submits() == {}
        await rita.closes()
        await rita.types("/care job add Backend engineer")
        await rita.fills({"Client": "Northwind", "Selling points": "Remote first"})
        assert await rita.submits() == {}
        await rita.closes()
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def shows(seat: Seat, line: str) -> Message:
    """Types a command and gives the answer, to press on."""
    return (await seat.types(line))[-1]


async def turned(seat: Seat, message: Message, label: str) -> Message:
    """Presses something and gives what the message turned into."""
    await seat.clicks(message, label)
    return seat.dm()[-1]


# ---------------------------------------------------------------- clients


async def test_a_client_shows_who_is_there_what_is_open_and_who_spoke_last(rita):
    await rita.clicks(await shows(rita, "/care client northwind"), "Add a contact")
    await rita.fills({"Person": ("Ben Kramer", "Add “Ben Kramer”"), "Position": "CTO"})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:2] == ["Client", "Ben Kramer is a contact at Northwind now."]
    await rita.closes()
    await rita.types("/touch Ben Kramer - spoke, wants two more")
    await adds_candidate(rita, "Ana Silva", "Interview", JOB)
    shown = (await answers(rita, "/care client NORTH")).splitlines()
    assert shown[0] == "Northwind"
    assert shown[1].startswith("Last spoke with Ben Kramer at 09:00")
    assert "Backend engineer · 1 in process: 1 at interview" in shown[2]
    assert "Ben Kramer, CTO" in shown
    assert (await answers(rita, "/care clients")).splitlines()[:2] == [
        "Clients, newest first:",
        "Northwind · 1 open job · 1 in process · 1 contact",
    ]


async def test_a_contact_is_one_person_who_may_be_a_candidate_too(rita):
    await adds_candidate(rita, "Ana Silva")
    client = await shows(rita, "/care client northwind")
    await rita.clicks(client, "Add a contact")
    await rita.fills({"Person": ("Ana Silva", "Ana Silva · screening for Backend engineer · Rita Reis")})
    assert await rita.submits() == {}
    await rita.closes()
    shown = await shows(rita, "/care client northwind")
    assert "screening for Backend engineer" in plain(await turned(rita, shown, "Card"))
    removed = await turned(rita, await shows(rita, "/care client northwind"), "Remove")
    assert plain(removed).splitlines()[0] == "Ana Silva is no contact at Northwind any more."
    assert "screening for Backend engineer" in plain(await card(rita, "Ana Silva"))


async def test_a_second_person_of_one_name_is_never_added_unasked(rita):
    await adds_candidate(rita, "Ana Silva")
    await rita.clicks(await shows(rita, "/care client northwind"), "Add a contact")
    person = next(block for block in rita.modal.blocks if block["block_id"] == "candidate")
    typed = {"text": {"type": "plain_text", "text": "Add “Ana Silva”"}, "value": "add:Ana Silva"}
    await rita.enters(rita.modal, "candidate", person["element"]["action_id"], typed)
    assert (await rita.submits())["Person"].startswith("Somebody called Ana Silva is here already.")


async def test_a_client_is_renamed_with_the_titles_of_its_jobs(rita):
    await rita.types("/care client add Southwind")
    assert await rita.submits() == {}
    await rita.closes()
    await rita.clicks(await shows(rita, "/care client northwind"), "Rename")
    await rita.fills({"Name": "Southwind"})
    assert (await rita.submits())["Name"].startswith("There is a client “Southwind” already.")
    await rita.fills({"Name": "Eastwind"})
    assert await rita.submits() == {}
    await rita.closes()
    assert (await answers(rita, "/care job backend")).splitlines()[0] == "Backend engineer, Eastwind"


async def test_what_nobody_knows_is_added_from_the_answer(rita):
    await rita.clicks(await shows(rita, "/care client Westwind"), "Add it")
    assert plain(rita.modal).splitlines()[:3] == ["New client", "Name", "Westwind"]
    assert await rita.submits() == {}
    await rita.clicks(rita.modal, "New job")
    await rita.fills({"Job title": "Cook"})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == ["Job", "Added.", "Cook, Westwind"]
    await rita.closes()
    await rita.closes()
    await rita.clicks(await shows(rita, "/care job Waiter"), "Add it")
    assert plain(rita.modal).splitlines()[:3] == ["New job", "Job title", "Waiter"]


# ---------------------------------------------------------------- jobs


async def test_a_job_shows_what_speaks_for_it_and_how_far_everybody_is(rita):
    await adds_candidate(rita, "Ana Silva", "Screening", JOB)
    await adds_candidate(rita, "Ben Kramer", "Offer", JOB)
    assert (await answers(rita, "/care job backend")).splitlines() == [
        "Backend engineer, Northwind",
        "Open since today",
        "2 in process: 1 at offer, 1 at screening",
        "Remote first",
        f"Ben Kramer · offer, since today · with @{story.RITA}",
        f"Ana Silva · screening, since today · with @{story.RITA}",
        "Put someone forward | Edit | Close the job | Northwind",
    ]
    listed = await shows(rita, "/care jobs")
    assert plain(listed).splitlines()[:2] == [
        "Open jobs, newest first:",
        "Backend engineer, Northwind · 2 in process: 1 at offer, 1 at screening · since today",
    ]
    await rita.picks(listed, "Show a job", "Backend engineer, Northwind")
    shown = rita.dm()[-1]
    assert plain(shown).splitlines()[0] == "Backend engineer, Northwind"
    assert plain(await turned(rita, shown, "Northwind")).splitlines()[0] == "Northwind"


async def test_a_job_is_described_anew_and_a_title_is_one_jobs(rita):
    await rita.types("/care job add Waiter at Northwind")
    await rita.fills({"Client": "Northwind"})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == ["Job", "Added.", "Waiter, Northwind"]
    await rita.clicks(rita.modal, "Edit")
    await rita.fills({"Job title": "Backend engineer"})
    assert (await rita.submits())["Job title"].startswith("There is a job “Backend engineer, Northwind” already.")
    await rita.fills({"Job title": "Head waiter", "Selling points": "By the sea"})
    assert await rita.submits() == {}
    assert "By the sea" in await answers(rita, "/care job head")


async def test_a_title_typed_with_a_known_client_is_filed_there(rita):
    await adds_candidate(rita, "Ana Silva", "Screening", "Cook at Northwind")
    assert "screening for Cook, Northwind" in plain(await card(rita, "Ana"))
    assert "Cook · 1 in process" in await answers(rita, "/care client northwind")


async def test_a_job_added_with_the_name_of_a_client_is_filed_there_and_said_so(rita):
    await rita.types("/care job add Cook at Northwind")
    assert await rita.submits() == {}
    assert "The job is filed under the client Northwind." in plain(rita.modal)
    await rita.closes()
    assert "Cook · nobody yet" in await answers(rita, "/care client northwind")


async def test_somebody_is_put_forward_from_the_job(rita):
    await adds_candidate(rita, "Ana Silva")
    job = await shows(rita, "/care job northwind")
    await rita.clicks(job, "Put someone forward")
    await rita.fills({"Candidate": ("Ana", "Ana Silva · screening for Backend engineer · Rita Reis")})
    assert await rita.submits() == {}
    await goes_on(rita)
    assert f"submitted for {JOB}" in plain(rita.modal)
    await rita.closes()
    await rita.clicks(job, "Put someone forward")
    await rita.fills({"Candidate": ("Ana", (await rita.suggestions("Candidate", "Ana"))[0])})
    assert "They are put forward for this job already." in (await rita.submits())["Candidate"]
    await rita.fills({"Candidate": ("Zed Young", "Add “Zed Young”"), "Stage": "Interview"})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == ["Add a candidate", "Name", "Zed Young"]
    assert await rita.submits() == {}
    await goes_on(rita)
    assert f"interview for {JOB}" in plain(rita.modal)


async def test_a_title_typed_with_a_known_client_is_filed_there_and_said_so(rita):
    await adds_candidate(rita, "Ana Silva")
    await rita.clicks(await card(rita, "Ana"), "Put forward")
    await rita.fills({"Job": ("Cook at Northwind", "Add “Cook at Northwind”")})
    assert await rita.submits() == {}
    assert "The job is filed under the client Northwind." in plain(rita.modal)
    await goes_on(rita)
    assert "submitted for Cook, Northwind" in plain(rita.modal)


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        pytest.param("/care job help", "See, add or close a job:", id="help with jobs"),
        pytest.param("/care client help", "See, add or rename a client, and whom we know there:", id="with clients"),
        pytest.param("/care job", "Open jobs, newest first:", id="no job"),
        pytest.param("/care client", "Clients, newest first:", id="no client"),
        pytest.param("/care job n", "Which “n” do you mean?", id="several jobs"),
        pytest.param("/care client w", "Which “w” do you mean?", id="several clients"),
    ],
)
async def test_what_is_typed_is_answered(there, rita, typed, reads):
    team = there.slack.workspace.team_id
    await there.bot.database.transact(storage.jobs.titled, team, "Nurse", story.RITA, MONDAY)
    await there.bot.database.transact(storage.clients.named, team, "Southwind", story.RITA, MONDAY)
    assert (await answers(rita, typed)).splitlines()[0] == reads


# ---------------------------------------------------------------- closing


async def test_closing_a_job_leads_to_those_who_must_hear_late_stages_first(there, rita):
    tom = there.slack.seat(story.TOM)
    for seat, name, stage in [
        (rita, "Ana Silva", "Screening"),
        (tom, "Ben Kramer", "Offer"),
        (rita, "Eva Lind", "Accepted"),
        (rita, "Zed Young", "Interview"),
    ]:
        await adds_candidate(seat, name, stage, JOB)
    await rita.clicks(await shows(rita, "/care job northwind"), "Close the job")
    await rita.fills({"What came of it": "Filled by one of them"})
    assert (await rita.submits())["Who fills it"].startswith("Choose who fills the job")
    await rita.fills({"Who fills it": "Eva Lind · accepted"})
    assert await rita.submits() == {}
    assert [line for line in plain(rita.modal).splitlines() if line != "Log it"] == [
        "Closed",
        f"{JOB} is closed: filled by one of ours. Eva Lind is placed now.",
        "3 people still have to be told, late stages first. Each recruiter hears of theirs in the morning too.",
        f"Ben Kramer · was at offer · with @{story.TOM}",
        f"Zed Young · was at interview · with @{story.RITA}",
        f"Ana Silva · was at screening · with @{story.RITA}",
        "Close",
    ]
    assert f"placed for {JOB}" in plain(await card(rita, "Eva"))
    await rita.clicks(rita.modal, "Log it", near="Zed Young")
    await rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    assert await rita.submits() == {}
    await rita.closes()
    left = plain(open_form(rita))
    assert "2 people still have to be told" in left
    assert "Zed Young" not in left
    job = await shows(rita, "/care job northwind")
    assert "To be told (2) | Reopen | Edit | Northwind" in plain(job)
    told = plain(await turned(rita, job, "To be told (2)"))
    assert "Ben Kramer" in told
    assert "Zed Young" not in told


async def test_for_a_closed_job_nobody_is_put_forward_until_it_is_reopened(there, rita):
    await adds_candidate(rita, "Ana Silva")
    stale = await shows(rita, "/care job northwind")
    await rita.clicks(await shows(rita, "/care job northwind"), "Close the job")
    await rita.fills({"What came of it": "Cancelled by the client"})
    assert await rita.submits() == {}
    assert "Everybody who was put forward has been told." in plain(rita.modal)
    await rita.closes()
    await rita.clicks(await card(rita, "Ana"), "Put forward")
    assert await rita.suggestions("Job", "northwind") == ["Add “northwind”"]
    await rita.fills({"Job": (JOB, f"Add “{JOB}”")})
    closed = f"{JOB} is closed. Choose another job, or reopen it with /care job {JOB}."
    assert await rita.submits() == {"Job": closed}
    await rita.closes()
    said = await rita.clicks(stale, "Put someone forward")
    assert closed in plain(said[-1])
    opened = await turned(rita, await shows(rita, "/care job northwind"), "Reopen")
    assert plain(opened).splitlines()[0].startswith("Open again.")
    await puts_forward(rita, "Ana", JOB)


async def test_who_was_not_told_is_not_forgotten_when_a_job_is_reopened(rita):
    await adds_candidate(rita, "Ana Silva", "Offer", JOB)
    await rita.clicks(await shows(rita, "/care job northwind"), "Close the job")
    await rita.fills({"What came of it": "Cancelled by the client"})
    assert await rita.submits() == {}
    await rita.closes()
    opened = await turned(rita, await shows(rita, "/care job northwind"), "Reopen")
    assert "Put someone forward | To be told (1) | Edit" in plain(opened)
    listed = await turned(rita, opened, "To be told (1)")
    assert "1 person still has to be told." in plain(listed)
    await rita.clicks(listed, "Log it")
    await rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    assert await rita.submits() == {}
    await rita.closes()
    await rita.clicks(listed, "Log it")
    await rita.closes()
    assert "Everybody who was put forward has been told." in plain(rita.dm()[-1])
    assert "To be told" not in plain(await shows(rita, "/care job northwind"))


async def test_on_hold_everybody_stays_and_is_told_so(rita):
    await adds_candidate(rita, "Ana Silva", "Interview", JOB)
    await rita.clicks(await shows(rita, "/care job northwind"), "Close the job")
    await rita.fills({"What came of it": "On hold: everybody stays at their stage"})
    assert await rita.submits() == {}
    shown = plain(rita.modal).splitlines()
    assert shown[2] == ("1 person still has to be told. They stay at their stage, and updates stay owed to them.")
    assert shown[3] == f"Ana Silva · at interview · with @{story.RITA}"
    await rita.closes()
    assert f"interview for {JOB}" in plain(await card(rita, "Ana"))


async def test_a_move_by_mistake_is_taken_back_and_what_cannot_be_says_what_to_do(rita):
    await adds_candidate(rita, "Ana Silva", "Accepted", JOB)
    await moves(rita, "Ana", "Placed")
    await moves(rita, "Ana", "Accepted")
    await moves(rita, "Ana", "Fell through")
    await moves(rita, "Ana", "Accepted")
    assert f"accepted for {JOB}" in plain(await card(rita, "Ana"))


MANY = 200


def fill(db: Db, team: str) -> None:
    """Put very many forward for the job, all of whom are owed an update."""
    job = storage.jobs.found(db, team, "northwind")[0].id
    people = [storage.candidates.add(db, team, f"Person {n:03}", [], story.RITA, MONDAY).id for n in range(MANY)]
    rows = [(person, job, list(Stage)[n % 5]) for n, person in enumerate(people)]
    storage.submissions.put_forward_many(db, team, rows, story.RITA, MONDAY)
    promises.plan(db, team, people, Policy(), MONDAY)


def owed_updates(db: Db) -> int:
    """How many updates are owed."""
    kept = table(Promises)
    return db.execute(select(func.count()).where(kept.c.kind == "updates.owed")).scalar_one()


def turned_down(db: Db) -> set[tuple]:
    """Who was moved to rejected, by whom and when, as it is kept."""
    kept = table(StageChanges)
    rows = db.execute(select(kept.c.submission, kept.c.by, kept.c.at).where(kept.c.after == "rejected"))
    return {tuple(row) for row in rows}


async def test_a_job_of_very_many_is_closed_in_time_on_either_engine(database_url):
    async with house(database_url) as there:
        rita = there.slack.seat(story.RITA)
        await rita.types("/care job add Backend engineer")
        await rita.fills({"Client": ("Northwind", "Add “Northwind”")})
        assert await rita.submits() == {}
        await rita.closes()
        await there.bot.database.transact(fill, there.slack.workspace.team_id)
        assert await there.bot.database.ask(owed_updates) > MANY / 2
        await rita.clicks(await shows(rita, "/care job northwind"), "Close the job")
        await rita.fills({"What came of it": "Filled by somebody else"})
        began = time.monotonic()
        assert await rita.submits() == {}
        assert time.monotonic() - began < 3
        assert f"{MANY} people still have to be told" in plain(open_form(rita))
        await rita.clicks(open_form(rita), f"Next ({MANY - 20} more)")
        assert f"Next ({MANY - 40} more)" in plain(open_form(rita))
        assert await there.bot.database.ask(owed_updates) == 0
        moved = await there.bot.database.ask(turned_down)
        assert len(moved) == MANY
        assert {row[1:] for row in moved} == {(story.RITA, MONDAY)}
        assert there.slack.refused == []


async def test_nobody_slips_into_a_job_that_is_being_closed(database_url):
    """Somebody is put forward at the very moment the job is closed: they are moved with the others, or refused."""
    async with house(database_url) as there:
        rita, team, database = there.slack.seat(story.RITA), there.slack.workspace.team_id, there.bot.database
        await rita.types("/care jobs")
        person = await database.ask(storage.people.known, team, story.RITA)
        assert person
        for number in range(6):
            job = await database.transact(storage.jobs.titled, team, f"Job {number}", story.RITA, MONDAY)
            ana = await database.transact(storage.candidates.add, team, f"Ana {number}", [], story.RITA, MONDAY)
            wish = forms.candidates.PutForward(ana.id, job.id, None, Stage.OFFER)
            close = forms.jobs.Close(job.id, Closing.CANCELLED)
            await asyncio.gather(
                database.transact(closing.decide_close, close, person, Policy(), MONDAY),
                database.transact(submissions.decide_put_forward, wish, person, Policy(), MONDAY),
                return_exceptions=True,
            )
            forward = await database.ask(storage.submissions.of_job, team, job.id)
            assert {each.submission.stage for each in forward} <= {Stage.REJECTED}
            assert not await database.ask(storage.jobs.found, team, job.title)
