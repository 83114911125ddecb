"""Does it stay right when people change their minds, their rights or their place?"""

from datetime import timedelta

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, at, card, heard, redrawn, told
from tests.stories.house import House, house

WEDNESDAY = at("25T08:30")


@pytest.fixture
async def there(tmp_path):
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as opened:
        yield opened


@pytest.fixture
def rita(there: House) -> Seat:
    return there.slack.seat(story.RITA)


@pytest.fixture
async def named(there, rita):
    """Rita's morning message, which names Ana."""
    await adds(rita, "Ana Silva", "Screening")
    await there.move(WEDNESDAY)


async def test_a_corrected_note_leaves_the_item_settled(there, rita, named):
    answer = (await rita.types("/touch Ana Silva - spoke, told, likes the role"))[-1]
    await redrawn(there)
    assert "seen to" in heard(rita)[-1]
    await rita.clicks(answer, "Edit")
    await rita.fills({"Note": "likes it"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert "seen to" in heard(rita)[-1]


async def test_a_touch_dated_back_before_the_limit_settles_nothing(there, rita, named):
    answer = (await rita.types("/touch Ana Silva - spoke, told"))[-1]
    await rita.clicks(answer, "Edit")
    await rita.clicks(rita.modal, "More")
    await rita.fills({"When": "2026-11-20"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert "Log it" in heard(rita)[-1]


async def test_taking_back_the_first_of_two_touches_leaves_what_the_second_settled(there, rita, named):
    answer = (await rita.types("/touch Ana Silva - spoke, told, one"))[-1]
    await redrawn(there)
    there.clock.set(WEDNESDAY + timedelta(minutes=3))
    await rita.types("/touch Ana Silva - spoke, told, two")
    await rita.clicks(answer, "Undo")
    await redrawn(there)
    assert "Log it" not in heard(rita)[-1]


@pytest.mark.parametrize("who", [story.RITA, story.MAYA])
async def test_a_guest_is_told_nothing_any_more(there, rita, who):
    await adds(rita, "Ana Silva", "Screening")
    await there.slack.change_person(who, is_restricted=True)
    await there.move(at("27T12:00"))
    assert heard(there.slack.seat(who)) == []


async def test_whoever_travels_west_has_a_morning_in_each_place(there, rita):
    await there.slack.change_person(story.RITA, tz="Asia/Tokyo")
    await rita.types("/care help")
    await adds(rita, "Ana Silva", "Screening")
    await there.move(at("25T00:00"))
    await there.slack.change_person(story.RITA, tz="America/Los_Angeles")
    await there.move(at("25T16:30"))
    assert len(heard(rita)) == 2


async def test_a_manager_sees_all_that_is_overdue(there, rita):
    for number in range(23):
        await adds(rita, f"Ana Silva{chr(97 + number)}", "Screening")
    await there.move(at("27T12:00"))
    maya = there.slack.seat(story.MAYA)
    await maya.clicks(told(maya)[-1], "See all (23)")
    assert "Ana Silvaw" in plain(maya.modal)


async def test_as_items_are_settled_others_move_up(there, rita):
    names = ["Ada Ray", "Ben Ray", "Cleo Ray", "Dora Ray", "Emil Ray", "Fay Ray"]
    for name in names:
        await adds(rita, name, "Screening")
    await there.move(WEDNESDAY)
    shown = [name for name in names if f"{name} · screening" in heard(rita)[-1]]
    (behind,) = set(names) - set(shown)
    assert "See all (6)" in heard(rita)[-1]
    await rita.types(f"/touch {shown[0]} - spoke, told")
    await redrawn(there)
    assert f"{behind} · screening" in heard(rita)[-1]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("/touch Ana Silva spoke, wants remote", id="no dash"),
        pytest.param("/touch ana spoke, wants remote", id="no dash after a part of the name"),
        pytest.param("/touch ana@example.com - spoke, wants remote", id="an e-mail in place of the name"),
    ],
)
async def test_what_is_meant_is_understood_without_guessing(there, rita, line):
    await rita.types("/candidate add Ana Silva")
    await rita.fills({"Contact": "ana@example.com"})
    assert await rita.submits() == {}
    await rita.closes()
    assert (await answers(rita, line)).splitlines()[:2] == ["Logged for Ana Silva: Call, spoke.", "wants remote"]


async def test_a_long_line_about_nobody_known_is_no_name(there, rita):
    await rita.types("/touch had a long talk about remote work, keen")
    assert "Add “" not in plain(rita.modal)
    assert "had a long talk about remote work, keen" in plain(rita.modal)


async def test_nobody_waits_for_more_than_a_month(there, rita, named):
    await rita.picks(rita.dm()[-1], "More", "Waiting until …")
    await rita.fills({"Until": "2027-01-15", "Why": "On holiday"})
    reason = "That is more than 30 days away. Choose an earlier day; you can let them wait again then."
    assert await rita.submits() == {"Until": reason}


async def test_whoever_is_added_without_a_job_is_owed_nothing_and_that_is_said(there, rita):
    await rita.types("/candidate add Nora Nix")
    assert await rita.submits() == {}
    assert "No update is owed to them before they are put forward for a job." in plain(rita.modal)
    await rita.closes()
    assert "Nothing is owed now" in plain(await card(rita, "Nora Nix"))
