"""Can candidates be added, found, told apart, put forward and moved, and is what happened kept?"""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from practice import story
from practice.reading import plain
from practice.seat import Seat
from storage.database import Db
from storage.tables import StageChanges, table
from tests.stories.deeds import adds, answers, at, card, goes_on, moves, puts_forward, the_job
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Ana Silva and José Álvarez, with addresses, in process for one job each."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        rita = house_.slack.seat(story.RITA)
        for name, contact in [("Ana Silva", "ana.silva@example.com"), ("José Álvarez", "+351 912 345 678")]:
            await rita.types(f"/candidate add {name}")
            job = await the_job(rita, "Backend engineer")
            await rita.fills({"Contact": contact, "Job": job, "Stage": "Screening"})
            assert await rita.submits() == {}
            await rita.closes()
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


# ---------------------------------------------------------------- C1: adding


async def test_a_form_of_four_adds_and_says_what_to_do_next(rita):
    await rita.types("/candidate add Zoë Brandt")
    assert plain(rita.modal).splitlines() == [
        "Add a candidate",
        "Name",
        "Zoë Brandt",
        "Contact",
        "An e-mail, a phone number or the address of a profile; one on each line.",
        "Job",
        "Type a few letters of the job",
        "Leave it empty if there is none yet.",
        "Stage",
        "Sourced",
        "Add",
        "Cancel",
    ]
    await rita.fills({"Contact": "linkedin.com/in/zoe-brandt/?x=1", "Job": await the_job(rita, "Data analyst")})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == [
        "Added",
        "Zoë Brandt is added · sourced for Data analyst · linkedin.com/in/zoe-brandt · "
        "yours until Sunday 21 February 2027",
        "Log a touch | Move | Put forward | More",
    ]


@pytest.mark.parametrize(
    ("answers_", "errors"),
    [
        pytest.param({"Name": "..."}, {"Name": "Type a name with at least one letter."}, id="no name"),
        pytest.param(
            {"Name": "Ana Santos", "Contact": "ana@example.com, 12"},
            {
                "Contact": "“12”: That phone number does not look complete. Write one number with its country code, "
                "like +351 912 345 678."
            },
            id="one contact of two",
        ),
        pytest.param(
            {"Name": "Ana Santos", "Stage": "Interview"},
            {"Job": "Name the job for which they are at interview, or leave the stage at Sourced."},
            id="a stage without a job",
        ),
    ],
)
async def test_what_cannot_be_added_is_said_at_its_field(rita, answers_, errors):
    await rita.types("/candidate")
    await rita.fills(answers_)
    assert await rita.submits() == errors
    assert answers_["Name"] in plain(rita.modal)


# ---------------------------------------------------------------- C1: finding

ANA, JOSE = (
    "Ana Silva · screening for Backend engineer · Rita Reis",
    "José Álvarez · screening for Backend engineer · Rita Reis",
)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("a", [ANA, JOSE, "Add “a”"], id="from the first letter, of any word"),
        pytest.param("sil", [ANA, "Add “sil”"], id="the beginning of a word"),
        pytest.param("varez", [JOSE, "Add “varez”"], id="a part of a word"),
        pytest.param("jose alv", [JOSE, "Add “jose alv”"], id="without accents"),
        pytest.param("ÁNA", [ANA, "Add “ÁNA”"], id="with accents that are not there"),
        pytest.param("silva ana", [ANA, "Add “silva ana”"], id="in another order"),
        pytest.param("ana silva", [ANA], id="the whole name: nothing to add"),
        pytest.param("ana.silva@", [ANA], id="an e-mail"),
        pytest.param("Zed Young", ["Add “Zed Young”"], id="nobody"),
    ],
)
async def test_a_few_letters_find_them(rita, typed, offered):
    await rita.types("/touch")
    assert sorted(await rita.suggestions("Candidate", typed)) == sorted(offered)


async def test_a_phone_number_finds_them(rita):
    for typed in ("912345678", "912 345", "+351912345", "00351 912"):
        assert "José Álvarez" in await answers(rita, f"/candidate {typed}")
    await rita.types("/touch")
    assert (await rita.suggestions("Candidate", "912 34"))[0] == JOSE


async def test_two_of_one_name_are_told_apart(there, rita):
    tom = there.slack.seat(story.TOM)
    await adds(tom, "Ana Silva", "Offer", "Data analyst")
    await tom.types("/touch")
    offered = await tom.suggestions("Candidate", "ana")
    assert sorted(offered[:2]) == ["Ana Silva · offer for Data analyst · Tom Becker", ANA]
    which = (await rita.types("/candidate ana silva"))[-1]
    assert plain(which).splitlines()[0] == "Which “ana silva” do you mean?"
    await rita.clicks(which, "Ana Silva · offer for Data analyst · Tom Becker")
    assert "offer for Data analyst, since today · with @U0TOM" in plain(rita.dm()[-1])


async def test_two_with_all_the_same_are_told_apart_by_their_address(rita):
    await adds(rita, "Ana Silva")
    await rita.types("/touch")
    offered = await rita.suggestions("Candidate", "ana silva")
    assert len(set(offered)) == 2
    assert "Ana Silva · ana.silva@example.com · screening for Backend engineer" in offered


async def test_a_job_is_found_or_added_in_the_same_way(rita):
    await rita.types("/candidate add Zed Young")
    assert await rita.suggestions("Job", "engin") == ["Backend engineer", "Add “engin”"]
    assert await rita.suggestions("Job", "backend engineer") == ["Backend engineer"]
    assert await rita.suggestions("Job", "Painter") == ["Add “Painter”"]


async def test_whom_nobody_knows_is_added_from_the_answer(rita):
    answer = (await rita.types("/candidate Zed Young"))[-1]
    assert plain(answer).splitlines() == [
        "I know nobody called “Zed Young”.",
        "Try part of the name, an e-mail or a phone number, or add them.",
        "Add them",
    ]
    await rita.clicks(answer, "Add them")
    assert plain(rita.modal).splitlines()[:3] == ["Add a candidate", "Name", "Zed Young"]


async def test_a_candidate_is_found_from_anywhere(rita):
    await rita.uses_shortcut("Find a candidate")
    await rita.fills({"Candidate": ("jose", "José")})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == ["Before you call", "José Álvarez", "+351 912 345 678"]
    await rita.clicks(rita.modal, "Log a touch")
    await rita.fills({"How it went": "Call, spoke"})
    assert await rita.submits() == {}
    assert "Logged for José Álvarez: Call, spoke." in plain(rita.modal)


async def test_somebody_new_is_added_from_anywhere(rita):
    await rita.uses_shortcut("Find a candidate")
    await rita.fills({"Candidate": ("Zed Young", "Add “Zed Young”")})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == ["Add a candidate", "Name", "Zed Young"]


# ---------------------------------------------------------------- C3: how far they have come


async def test_a_move_is_confirmed_and_kept_with_its_moment(there, rita):
    await there.move(at("24T10:00"))
    await rita.clicks(await card(rita, "Ana"), "Move")
    assert plain(rita.modal).splitlines()[:2] == [
        "Move",
        "Ana Silva · screening for Backend engineer, since yesterday",
    ]
    await rita.fills({"New stage": "Interview"})
    assert await rita.submits() == {}
    await goes_on(rita)
    assert plain(rita.modal).splitlines()[1] == "Ana Silva moved from screening to interview for Backend engineer."
    await rita.closes()
    await there.move(at("25T10:00"))
    await moves(rita, "Ana", "Rejected")
    assert there.bot.database.run(history) == [
        (None, "screening", at("23T09:00")),
        ("screening", "interview", at("24T10:00")),
        ("interview", "rejected", at("25T10:00")),
    ]


def history(db: Db) -> list[tuple]:
    """How the first submission went, oldest first."""
    changes = table(StageChanges)
    first = select(changes.c.submission).order_by(changes.c.at, changes.c.id).limit(1)
    of_ana = select(changes.c.submission).where(changes.c.after == "rejected").scalar_subquery()
    assert db.execute(first).scalar() is not None
    rows = db.execute(select(changes).where(changes.c.submission == of_ana).order_by(changes.c.at)).mappings()
    return [(row["before"], row["after"], row["at"]) for row in rows]


async def test_only_moves_that_can_be_are_offered(rita):
    await rita.clicks(await card(rita, "Ana"), "Move")
    (stage,) = [block for block in rita.modal.blocks if block["type"] == "input"]
    (group,) = stage["element"]["option_groups"]
    assert [option["text"]["text"] for option in group["options"]] == [
        "Sourced",
        "Submitted",
        "Interview",
        "Offer",
        "Accepted",
        "Rejected",
        "Withdrawn",
    ]


async def test_a_move_that_another_made_first_is_said_at_the_field(there, rita):
    await rita.clicks(await card(rita, "Ana"), "Move")
    await rita.fills({"New stage": "Interview"})
    await moves(there.slack.seat(story.TOM), "Ana", "Interview")
    assert await rita.submits() == {
        "New stage": "They are at interview already. Choose another stage, or close the form."
    }


@pytest.mark.parametrize(
    ("end", "says"),
    [
        pytest.param("Rejected", "They should hear it from us, and soon.", id="rejected"),
        pytest.param("Withdrawn", "They told us; say goodbye, and that the door stays open.", id="withdrawn"),
    ],
)
async def test_an_end_asks_for_the_word_that_fits_it(rita, end, says):
    await rita.clicks(await card(rita, "Ana"), "Move")
    await rita.fills({"New stage": end})
    await rita.submits()
    assert says in plain(rita.modal)
    await rita.closes()
    assert "Last word due by" in plain(await card(rita, "Ana"))


async def test_a_candidate_is_put_forward_for_another_job_once(there, rita):
    tom = there.slack.seat(story.TOM)
    await puts_forward(tom, "Ana Silva", "Data analyst", "Submitted")
    shown = plain(await card(rita, "Ana Silva"))
    assert "submitted for Data analyst, since today · with @U0TOM" in shown
    assert "screening for Backend engineer, since today · with @U0RITA" in shown
    await tom.clicks(await card(tom, "Ana Silva"), "Put forward")
    await tom.fills({"Job": ("Data", "Data analyst")})
    assert "They are put forward for this job already." in (await tom.submits())["Job"]


async def test_each_of_two_submissions_is_moved_by_itself(rita):
    await puts_forward(rita, "Ana Silva", "Data analyst", "Submitted")
    await rita.clicks(await card(rita, "Ana Silva"), "Move")
    (stage,) = [block for block in rita.modal.blocks if block["type"] == "input"]
    groups = stage["element"]["option_groups"]
    data = next(group for group in groups if group["label"]["text"] == "Data analyst")
    chosen = next(option for option in data["options"] if option["text"]["text"] == "Offer")
    await rita.enters(rita.modal, stage["block_id"], stage["element"]["action_id"], chosen)
    assert await rita.submits() == {}
    await goes_on(rita)
    shown = plain(await card(rita, "Ana Silva"))
    assert "offer for Data analyst" in shown
    assert "screening for Backend engineer" in shown


async def test_who_is_put_forward_for_nothing_cannot_be_moved(rita):
    await rita.types("/candidate add Zed Young")
    await rita.submits()
    await rita.closes()
    assert "Move" not in plain(await card(rita, "Zed"))
