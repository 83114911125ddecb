"""Do managers hear what has waited too long, by steps, in their own hours, and can they act on it?"""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, at, card, heard, puts_forward, redrawn, told
from tests.stories.house import House, house

FIRST = at("27T12:00")  # Twelve working hours after Wednesday, 18:00.


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rapport.db'}"


@pytest.fixture
async def there(url) -> AsyncIterator[House]:
    """On Monday Rita puts Ana forward; then nothing more happens."""
    async with house(url) as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Screening")
        yield house_


def overdue(seat: Seat) -> list[str]:
    return [said for said in heard(seat) if said.startswith("Overdue")]


async def test_a_manager_hears_after_twelve_working_hours_then_every_twenty_four_and_five_times_at_most(there):
    maya = there.slack.seat(story.MAYA)
    steps = [at("27T12:00"), at("2026-12-02T18:00"), at("2026-12-07T15:00"), at("2026-12-11T12:00")]
    steps.append(at("2026-12-15T18:00"))
    for step, moment in enumerate(steps):
        await there.move(moment.replace(hour=moment.hour - 1, minute=59))
        assert len(overdue(maya)) == step
        await there.move(moment)
        assert len(overdue(maya)) == step + 1
    await there.move(at("2027-01-20T12:00"))
    assert len(overdue(maya)) == 5
    assert overdue(maya)[0].splitlines() == [
        "Overdue: Ana Silva (screening) has waited too long for an update.",
        "Ana Silva · screening for Backend engineer",
        ":red_circle: Update late since 18:00 UTC on 25 Nov 2026",
        f"Not spoken to yet · with @{story.RITA}",
        "Log it | More",
    ]


async def test_all_that_is_overdue_at_one_moment_is_one_message(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await adds(rita, "Ben Okoro", "Screening")
    await there.move(FIRST)
    assert len(overdue(maya)) == 1
    assert overdue(maya)[0].splitlines()[0] == (
        "Overdue: Ana Silva (screening) and Ben Okoro (screening) have waited too long for an update."
    )


async def test_an_update_in_between_keeps_the_manager_out_of_it(there):
    await there.move(at("27T11:00"))
    await there.slack.seat(story.RITA).types("/touch Ana Silva - spoke, told, sorry for the wait")
    await there.move(at("27T18:00"))
    assert heard(there.slack.seat(story.MAYA)) == []


async def test_the_managers_message_shows_what_the_recruiter_did(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await there.move(FIRST)
    await rita.types("/touch Ana Silva - spoke, told, sorry for the wait")
    await redrawn(there)
    assert overdue(maya)[-1].splitlines()[0] == "Overdue updates: all of them are seen to."
    assert f":white_check_mark: Call, spoke · by @{story.RITA}" in overdue(maya)[-1]


async def test_a_manager_in_quiet_hours_hears_in_the_morning_and_is_not_told_that_it_is_late(url):
    people = [replace(one, tz="Asia/Tokyo") if one.id == story.MAYA else one for one in story.people()]
    async with house(url, people=people) as there:
        maya = there.slack.seat(story.MAYA)
        await adds(there.slack.seat(story.RITA), "Ana Silva", "Screening")
        await there.move(FIRST)  # 21:00 on a Friday in Tokyo
        assert heard(maya) == []
        await there.move(at("29T23:29"))
        assert heard(maya) == []
        await there.move(at("29T23:30"))
        assert len(heard(maya)) == 1
        assert "was due" not in heard(maya)[0]


async def test_an_escalation_missed_in_a_downtime_is_said_once_and_says_when_it_was_due(there):
    maya = there.slack.seat(story.MAYA)
    there.clock.set(at("2026-12-09T10:00"))
    await redrawn(there)
    assert len(overdue(maya)) == 1
    assert "This message was due at 12:00 UTC on 27 Nov 2026." in overdue(maya)[0]
    await there.move(at("2026-12-11T11:59"))
    assert len(overdue(maya)) == 1


async def test_a_manager_who_owes_an_update_is_not_told_on_herself(url):
    async with house(url) as there:
        maya = there.slack.seat(story.MAYA)
        await adds(maya, "Ana Silva", "Screening")
        await there.move(at("2026-12-04T12:00"))
        assert overdue(maya) == []
        assert len(heard(maya)) > 3


async def test_without_an_active_manager_only_the_recruiter_hears(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await there.slack.change_person(story.MAYA, deleted=True)
    await there.move(at("2026-12-04T12:00"))
    assert heard(maya) == []
    assert len(heard(rita)) == 7


@pytest.mark.parametrize(
    ("choice", "form", "reads"),
    [
        pytest.param("No news: told them", {}, "no news, and they were told", id="she told them"),
        pytest.param("Tomorrow", {}, "put off until 07:00 UTC on 30 Nov 2026", id="to the recruiter's own morning"),
        pytest.param(
            "Waiting until …",
            {"Until": "2026-12-04", "Why": "the client is silent"},
            "waiting until 07:00 UTC on 4 Dec 2026: the client is silent",
            id="waiting, until the recruiter's own morning",
        ),
        pytest.param("Not needed: the job is on hold", {}, "not needed: the job is on hold", id="not needed"),
    ],
)
async def test_a_manager_acts_for_the_recruiter_and_both_messages_say_so(url, choice, form, reads):
    async with house(url) as there:
        rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
        await rita.types("/care me")
        await rita.fills({"Morning message at": "07:00"})
        await rita.submits()
        await adds(rita, "Ana Silva", "Screening")
        await there.move(FIRST)
        await maya.picks(told(maya)[-1], "More", choice)
        if form:
            await maya.fills(form)
            assert await maya.submits() == {}
        await redrawn(there)
        for seat in (rita, maya):
            assert f"{reads} · by @{story.MAYA} at 12:00" in heard(seat)[-1]
        assert len(overdue(maya)) == 1


async def test_a_manager_logs_a_touch_and_it_is_hers(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await there.move(FIRST)
    await maya.clicks(told(maya)[-1], "Log it")
    await maya.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    assert await maya.submits() == {}
    await redrawn(there)
    assert f":white_check_mark: Call, spoke · by @{story.MAYA}" in heard(rita)[-1]
    assert f"Last spoke at 12:00 UTC on 27 Nov 2026 with @{story.MAYA}" in plain(await card(rita, "Ana"))


async def test_taking_an_update_back_does_not_tell_the_manager_again(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await there.move(FIRST)
    answer = (await rita.types("/touch Ana Silva - spoke, told, sorry for the wait"))[-1]
    await there.move(at("27T12:05"))
    await rita.clicks(answer, "Undo")
    await there.move(at("27T12:10"))
    assert len(overdue(maya)) == 1
    assert "Log it | More" in overdue(maya)[0]
    await there.move(at("2026-12-02T18:00"))
    assert len(overdue(maya)) == 2


async def test_a_deactivated_helper_gives_the_item_back(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await tom.types("/care help")
    await there.move(at("25T08:30"))
    await rita.picks(told(rita)[-1], "More", "Ask a colleague …")
    await rita.fills({"Colleague": "tom"})
    await rita.submits()
    await redrawn(there)
    await tom.clicks(told(tom)[-1], "Accept")
    await redrawn(there)
    await there.slack.change_person(story.TOM, deleted=True)
    await there.move(at("26T08:30"))
    assert heard(rita)[-1].startswith("Good morning. 1 candidate is owed an update today: Ana Silva (screening).")
    assert "taken on by" not in heard(rita)[-1]


async def test_each_recruiter_of_a_candidate_has_steps_of_their_own(there):
    tom, maya = there.slack.seat(story.TOM), there.slack.seat(story.MAYA)
    await puts_forward(tom, "Ana Silva", "Data analyst", "Offer")
    await there.move(at("24T12:00"))
    await tom.types("/touch Ana Silva - spoke, offers none")
    await there.move(at("26T11:00"))  # Twelve working hours after Tuesday, 18:00 in Berlin.
    assert f"with @{story.TOM}" in overdue(maya)[-1]
    await there.move(FIRST)
    assert f"with @{story.RITA}" in overdue(maya)[-1]
    assert len(overdue(maya)) == 2
