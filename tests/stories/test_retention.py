"""Is somebody asked about records that have long been silent, and does nothing go but by a person's word?"""

import copy
from datetime import timedelta

import pytest

import storage
from bot import owners
from bot.facts import Passing
from bot.policy import Policy
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, at, card, goes_on, heard, redrawn, told
from tests.stories.desk import open_form, presses
from tests.stories.house import MONDAY, House, house

ASKED, MORNING = at("2028-11-24T08:00"), at("2028-11-24T08:30")
GREETING = "Good morning. 1 old record waits for your decision: Ana Silva."
QUESTION = "Ana Silva · added in November 2026, and nobody has spoken with them since. Keep their record, or erase it?"


def release(db, name):
    """Nobody owns them, so that nobody hears that an ownership lapses."""
    (found,) = storage.candidates.named(db, "T0PRACTICE", name)
    owners.give(db, "T0PRACTICE", {found.id: None}, Passing.RELEASED, story.RITA, Policy(), MONDAY)


async def asked(there: House, name: str = "Ana Silva") -> Seat:
    """Rita adds Ana, and releases her; two years later she is asked about her."""
    rita: Seat = there.slack.seat(story.RITA)
    await rita.types(f"/candidate add {name}")
    assert await rita.submits() == {}
    await rita.closes()
    await there.bot.database.transact(release, name)
    await there.move(ASKED)
    await there.move(MORNING)
    return rita


async def keeps(seat: Seat, where, years: str = "Two more years") -> None:
    await seat.clicks(where, "Keep")
    await seat.fills({"Keep it for": years, "Why": "asked us to call again"})
    assert await seat.submits() == {}
    await seat.closes()


async def forward(rita: Seat) -> None:
    await rita.clicks(await card(rita, "Ana"), "Put forward")
    await rita.fills({"Job": ("Engineer", "Add “Engineer”")})
    assert await rita.submits() == {}
    await goes_on(rita)
    await rita.closes()


async def test_whoever_added_them_is_asked_once_two_years_have_passed_and_keeps_them(database_url):
    async with house(database_url) as there:
        rita = await asked(there)
        assert heard(rita)[-1].splitlines() == [GREETING, QUESTION, "Keep | Ask to erase | Card"]
        assert "Keep or erase their record: answer by" in plain(await card(rita, "Ana"))
        await rita.clicks(told(rita)[-1], "Keep")
        await rita.fills({"Keep it for": "Two more years"})
        assert "Why" in await rita.submits()
        await rita.fills({"Why": "asked us to call again"})
        assert await rita.submits() == {}
        assert plain(open_form(rita)).splitlines()[1] == "The record of Ana Silva is kept until November 2030."
        await rita.closes()
        await redrawn(there)
        assert ":white_check_mark: their record is kept until November 2030 · by @U0RITA" in heard(rita)[-1]
        assert heard(rita)[-1].startswith("Good morning. Everything in this message is seen to.")
        await rita.picks(await card(rita, "Ana"), "More", "Time line")
        assert "Their record is kept until November 2030 · by @U0RITA" in plain(open_form(rita))
        await there.move(MORNING + timedelta(days=700))
        assert len(heard(rita)) == 1
        await there.move(MORNING + timedelta(days=731))
        await there.move(MORNING + timedelta(days=732))
        assert heard(rita)[-1].splitlines()[:2] == [GREETING, QUESTION]
        assert there.slack.refused == []


async def test_who_may_not_erase_asks_those_who_may(database_url):
    async with house(database_url) as there:
        rita = await asked(there)
        old = copy.deepcopy(told(rita)[-1])
        await rita.clicks(told(rita)[-1], "Ask to erase")
        assert plain(open_form(rita)).splitlines()[1] == "I have asked @U0MAYA to erase the record of Ana Silva."
        await rita.closes()
        await redrawn(there)
        assert "Ana Silva · asked to have their record erased · by @U0RITA" in heard(rita)[-1]
        maya = there.slack.seat(story.MAYA)
        assert heard(maya)[-1].splitlines() == [
            "@U0RITA asks you to erase the record of Ana Silva.",
            QUESTION,
            "Keep | Erase … | Card",
        ]
        await there.move(MORNING + timedelta(days=4))
        assert len(heard(rita)) == 1
        await maya.clicks(told(maya)[-1], "Erase …")
        await maya.fills({"Type their name to confirm": "ana silva"})
        assert await maya.submits() == {}
        await redrawn(there)
        assert "I know nobody called" in await answers(maya, "/candidate ana")
        assert heard(rita) == ["This was about someone who was erased."]
        assert heard(maya)[0] == "This was about someone who was erased."
        await rita.clicks(old, "Keep")
        assert "Ana" not in plain(rita.dm()[-1])
        assert there.slack.refused == []


async def test_what_nobody_answers_goes_to_the_administrators_every_thirty_days(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita, maya = await asked(there), there.slack.seat(story.MAYA)
        await there.move(at("2028-12-24T23:00"))  # then come two holidays
        assert heard(maya) == []
        await there.move(at("2028-12-27T09:00"))
        (first,) = heard(maya)
        assert first.splitlines() == [
            "1 record has been silent for years, and whoever was asked has not answered. The decision is yours.",
            QUESTION,
            "Keep | Erase … | Card",
            "asked: @U0RITA",
        ]
        mornings = len(heard(rita))
        await there.move(at("2029-01-25T09:00"))
        assert len(heard(maya)) == 2
        assert len(heard(rita)) == mornings
        await keeps(maya, told(maya)[-1], "One more year")
        await redrawn(there)
        assert all("their record is kept until January 2030" in said for said in heard(maya))
        await there.move(at("2029-03-25T09:00"))
        assert len(heard(maya)) == 2


@pytest.mark.parametrize(
    ("does", "says"),
    [
        pytest.param(
            lambda rita: rita.types("/touch Ana Silva - spoke, still there"),
            ":white_check_mark: Call, spoke, so their record is kept · by @U0RITA",
            id="a talk",
        ),
        pytest.param(forward, "nothing is left to decide about their record", id="put forward for a job"),
    ],
)
async def test_who_is_spoken_with_or_put_forward_is_asked_about_no_more(tmp_path, does, says):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita = await asked(there)
        old = copy.deepcopy(told(rita)[-1])
        await does(rita)
        await redrawn(there)
        assert says in heard(rita)[0]
        await rita.clicks(old, "Keep")
        assert "This was answered meanwhile" in plain(rita.dm()[-1])


async def test_old_records_come_after_those_who_wait_to_hear_and_stand_in_the_home_tab(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        rita = await asked(there)
        await adds(rita, "Ben Okafor", "Screening")
        await there.move(at("2028-11-28T08:30"))
        said = heard(rita)[-1].splitlines()
        assert said[0] == (
            "Good morning. 1 candidate is owed an update today: Ben Okafor (screening). "
            "Besides, 1 old record waits for your decision."
        )
        assert said[-2:] == [QUESTION, "Keep | Ask to erase | Card"]
        home = await rita.opens_home()
        assert QUESTION in plain(home)
        await keeps(rita, home)
        await redrawn(there)
        assert heard(rita)[-1].splitlines()[0] == (
            "Good morning. 1 candidate is owed an update today: Ben Okafor (screening)."
        )


async def test_nobody_else_may_decide(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as there:
        await asked(there)
        tom = there.slack.seat(story.TOM)
        found = there.bot.database.run(storage.candidates.found, there.bot.team, "Ana Silva")
        for action in ("retention_keep", "retention_ask"):
            assert "Only whoever was asked" in await presses(there, tom, action, str(found[0].id))
        assert "Only a manager or an administrator" in await presses(there, tom, "retention_erase", str(found[0].id))
