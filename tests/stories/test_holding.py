"""Is an owner warned, does the ownership lapse when care stops, and does everybody concerned hear of it in time?"""

from collections.abc import AsyncIterator

import pytest

import storage
from bot import owners
from bot.facts import Passing
from bot.policy import Policy
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, at, heard, redrawn, told
from tests.stories.desk import open_form
from tests.stories.house import House, house

TEAM = "T0PRACTICE"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        yield house_
        assert house_.slack.refused == []


async def adds_alone(seat: Seat, name: str) -> None:
    """Adds a candidate who is put forward for nothing."""
    await seat.types(f"/candidate add {name}")
    assert await seat.submits() == {}
    await seat.closes()


def owner(db, name="Ana Silva"):
    (found,) = storage.candidates.named(db, TEAM, name)
    return storage.ownership.of(db, TEAM, found.id).owner


async def who_owns(there: House, name="Ana Silva"):
    return await there.bot.database.ask(owner, name)


async def test_an_ownership_is_warned_of_twice_lapses_and_is_claimed_again_from_the_news(database_url):
    async with house(database_url) as there:
        rita: Seat = there.slack.seat(story.RITA)
        await adds_alone(rita, "Ana Silva")
        assert await who_owns(there) == story.RITA
        await rita.types("/touch Ana Silva - spoke, likes the role")
        # Held on 23 November by a call, for 90 days: until 21 February, a Sunday.
        await there.move(at("2027-02-08T08:29"))
        assert heard(rita) == []
        await there.move(at("2027-02-08T08:30"))
        first = heard(rita)[-1]
        assert first.startswith("Good morning. 1 ownership ends soon: Ana Silva.\n")
        assert "not spoken to" not in first
        assert "00:00" not in first
        assert "Yours until Sunday 21 February: held by “Call, spoke” of 23 November 2026" in first
        await there.move(at("2027-02-18T20:00"))
        assert len(heard(rita)) == 1
        await there.move(at("2027-02-19T08:30"))
        assert "Yours until Sunday 21 February" in heard(rita)[-1]
        assert len(heard(rita)) == 2
        await there.move(at("2027-02-21T23:59"))
        assert await who_owns(there) == story.RITA
        await there.move(at("2027-02-22T00:00"))
        assert await who_owns(there) is None
        assert len(heard(rita)) == 2, "it is night"
        await there.move(at("2027-02-22T08:30"))
        news = told(rita)[-1]
        assert plain(news).splitlines() == [
            "News of your candidates: 1 lapsed.",
            "In the house pool again, since you had not spoken with them for too long:",
            "Ana Silva · lapsed at the end of 21 February 2027",
            "Claim again",
        ]
        await rita.clicks(news, "Claim again")
        await redrawn(there)
        assert await who_owns(there) == story.RITA
        assert plain(told(rita)[-1]).endswith("\nAna Silva · lapsed at the end of 21 February 2027 · yours again")
        await there.move(at("2027-02-24T09:00"))
        assert len(heard(rita)) == 3
        assert there.slack.refused == []


async def test_one_whom_a_colleague_claimed_meanwhile_stays_theirs(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await adds_alone(rita, "Ana Silva")
    await tom.types("/care help")
    await there.move(at("2027-02-22T08:30"))
    news = told(rita)[-1]
    await there.bot.database.transact(claimed_by_tom)
    await rita.clicks(news, "Claim again")
    assert "Ana Silva has an owner meanwhile: @U0TOM." in plain(rita.dm()[-1])
    await redrawn(there)
    assert "· with @U0TOM now" in plain(told(rita)[-1])
    assert await who_owns(there) == story.TOM
    assert heard(tom) == []


def claimed_by_tom(db):
    (ana,) = storage.candidates.named(db, TEAM, "Ana Silva")
    now = at("2027-02-22T08:30")
    owners.give(db, TEAM, {ana.id: story.TOM}, Passing.CLAIMED, story.TOM, Policy(), now)


async def test_a_call_after_a_warning_settles_it_and_moves_the_end(there):
    rita = there.slack.seat(story.RITA)
    await adds_alone(rita, "Ana Silva")
    await there.move(at("2027-02-08T08:30"))
    assert "Yours until Sunday 21 February: you have not spoken with them yet" in heard(rita)[-1]
    await rita.types("/touch Ana Silva - voicemail")
    await redrawn(there)
    assert "Yours until Sunday 21 February" in heard(rita)[-1]
    await rita.types("/touch Ana Silva - spoke")
    await redrawn(there)
    assert ":white_check_mark: Call, spoke" in heard(rita)[-1]
    await there.move(at("2027-03-01T09:00"))
    assert await who_owns(there) == story.RITA
    assert len(heard(rita)) == 1


async def test_a_colleague_s_call_is_told_to_the_owner_the_next_morning_and_holds_nothing(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await adds_alone(rita, "Ana Silva")
    await tom.types("/touch Ana Silva - spoke, met at a fair")
    await tom.types("/touch Ana Silva - voicemail")
    await there.move(at("24T08:29"))
    assert heard(rita) == []
    await there.move(at("24T08:30"))
    assert heard(rita)[-1].splitlines()[:3] == [
        "News of your candidates: a colleague spoke with 1.",
        "Colleagues spoke with candidates of yours:",
        "Ana Silva · @U0TOM: Call, spoke, at 09:00 UTC on 23 Nov 2026",
    ]
    await rita.clicks(told(rita)[-1], "Card of Ana Silva")
    assert "met at a fair" in plain(open_form(rita))
    await rita.closes()
    await there.move(at("2027-02-22T00:00"))
    assert await who_owns(there) is None


async def test_a_colleague_s_call_that_was_taken_back_is_no_news(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await adds_alone(rita, "Ana Silva")
    said = (await tom.types("/touch Ana Silva - spoke"))[-1]
    await tom.clicks(said, "Undo")
    await there.move(at("24T12:00"))
    assert heard(rita) == []


async def test_whoever_adds_owns_but_nobody_by_joining_a_record_that_is_here(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await adds(rita, "Ana Silva")
    assert await who_owns(there) == story.RITA
    said = (await tom.types("/touch Ben Okafor - spoke"))[-1]
    await tom.clicks(said, "Add and log")
    assert await who_owns(there, "Ben Okafor") == story.TOM
    await there.bot.database.transact(released)
    await tom.types("/candidate add Ana Silva")
    await tom.submits()
    await tom.fills({"Is it one of these?": "Ana Silva · screening for Backend engineer · Rita Reis"})
    assert await tom.submits() == {}
    assert await who_owns(there) is None
    assert "Ana Silva" in await answers(rita, "/candidate Ana Silva")


def released(db):
    (ana,) = storage.candidates.named(db, TEAM, "Ana Silva")
    owners.give(db, TEAM, {ana.id: None}, Passing.RELEASED, story.RITA, Policy(), at("23T09:00"))
