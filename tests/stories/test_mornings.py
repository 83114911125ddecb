"""Does each recruiter hear one message in the morning, in their own time, with what is owed that day and no more?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, at, card, heard, moves, puts_forward, redrawn, told
from tests.stories.house import House, house

TUESDAY, WEDNESDAY = at("24T08:30"), at("25T08:30")


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rapport.db'}"


def living(zone: str):
    """The people of the story, with Rita in another time zone."""
    return [replace(person, tz=zone) if person.id == story.RITA else person for person in story.people()]


async def settles(there: House, moment: str) -> Seat:
    """Rita chooses her own morning hour."""
    rita = there.slack.seat(story.RITA)
    await rita.types("/care me")
    await rita.fills({"Morning message at": moment})
    assert await rita.submits() == {}
    return rita


# ---------------------------------------------------------------- S1: whose clock, and which


async def test_one_line_for_a_candidate_at_the_tightest_of_their_submissions(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await puts_forward(rita, "Ana Silva", "Data analyst", "Offer")
        await there.move(TUESDAY)
        assert heard(rita)[-1].count("Ana Silva") == 2
        assert "Ana Silva · offer for Data analyst" in heard(rita)[-1]


async def test_two_recruiters_of_one_candidate_each_hear_and_one_touch_settles_both(database_url):
    async with house(database_url) as there:
        rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
        await adds(rita, "Ana Silva", "Screening")
        await puts_forward(tom, "Ana Silva", "Data analyst", "Screening")
        await there.move(WEDNESDAY)
        assert "Ana Silva · screening for Backend engineer" in heard(rita)[-1]
        assert "Ana Silva · screening for Data analyst" in heard(tom)[-1]
        await tom.types("/touch Ana Silva - spoke, told, all is well")
        await redrawn(there)
        for seat in (rita, tom):
            assert "Everything in this message is seen to." in heard(seat)[-1]
            assert f"Call, spoke · by @{story.TOM}" in heard(seat)[-1]


@pytest.mark.parametrize(
    ("line", "is_heard"),
    [
        pytest.param("/touch Ana Silva - no answer", False, id="an attempt: none is owed yet"),
        pytest.param("/touch Ana Silva - spoke, interested", True, id="spoken to: owed from then on"),
    ],
)
async def test_sourced_owes_nothing_before_the_first_two_way_touch(url, line, is_heard):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Sourced")
        await rita.types(line)
        await there.move(at("26T08:30"))
        assert bool(heard(rita)) is is_heard


async def test_whoever_enters_a_stage_is_left_a_working_day(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Submitted")
        await rita.types("/touch Ana Silva - spoke, told, sent her CV")
        await there.move(at("26T08:00"))
        await moves(rita, "Ana Silva", "Offer")
        await there.move(at("26T12:00"))
        assert heard(rita) == []
        await there.move(at("27T08:30"))
        assert "Ana Silva · offer" in heard(rita)[-1]


# ---------------------------------------------------------------- S12: what it holds, and in which order


async def test_five_items_in_order_and_the_rest_behind_a_button(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        for name, stage in [
            ("Ada Screen", "Screening"),
            ("Bea Offer", "Offer"),
            ("Cleo View", "Interview"),
            ("Dora Screen", "Screening"),
            ("Eve Submit", "Submitted"),
            ("Flo Submit", "Submitted"),
            ("Gia Offer", "Offer"),
        ]:
            await adds(rita, name, stage)
            await there.move(there.clock.now() + timedelta(minutes=1))
        await there.move(at("25T15:00"))
        for name in ("Bea Offer", "Cleo View", "Gia Offer"):
            await rita.types(f"/touch {name} - spoke, offers none")
        await there.move(at("26T08:30"))
        shown = heard(rita)[-1].splitlines()
        assert shown[0] == (
            "Good morning. 7 candidates are owed an update today: Bea Offer (offer), Gia Offer (offer), "
            "Cleo View (interview), Ada Screen (screening), Dora Screen (screening) and 2 more."
        )
        assert [line.split(" · ")[0] for line in shown[1::4]][:5] == [
            "Bea Offer",
            "Gia Offer",
            "Cleo View",
            "Ada Screen",
            "Dora Screen",
        ]
        await rita.clicks(told(rita)[-1], "See all (7)")
        named = [line.split(" · ")[0] for line in heard_in(rita) if " for Backend engineer" in line]
        assert named[-2:] == ["Eve Submit", "Flo Submit"]
        assert len(named) == 7


def heard_in(seat: Seat) -> list[str]:
    """The lines of the form on top."""
    return plain(seat.modal).splitlines() if seat.modal else []


async def test_who_is_owed_nothing_hears_nothing(url):
    async with house(url) as there:
        rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(at("24T18:00"))
        assert heard(rita) == heard(tom) == []
        await there.move(WEDNESDAY)
        assert (len(heard(rita)), heard(tom)) == (1, [])


async def test_what_is_settled_just_before_the_message_goes_out_is_not_said(url):
    async with house(url) as there:
        rita, slack = there.slack.seat(story.RITA), there.slack
        await adds(rita, "Ana Silva", "Screening")
        slack.faults.add("chat.postMessage", "status", status=429, retry_after=5)
        await there.move(WEDNESDAY)
        assert heard(rita) == []
        await rita.types("/touch Ana Silva - spoke, told, all is well")
        await there.move(at("25T09:00"))
        assert heard(rita) == []


async def test_an_older_morning_points_to_the_newer_one(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(WEDNESDAY)
        old = told(rita)[-1]
        await there.move(at("26T08:30"))
        assert len(heard(rita)) == 2
        assert "Log it" in heard(rita)[0]
        answer = (await rita.picks(old, "More", "Tomorrow"))[-1]
        assert "Ana Silva was seen to, or stands in a newer message" in answer.text
        await redrawn(there)
        assert heard(rita)[0].splitlines() == [
            "A newer message has taken the place of this one.",
            "Ana Silva: this item has moved to a newer message.",
        ]
        assert "Update late since" in heard(rita)[1]


# ---------------------------------------------------------------- S13: when


@pytest.mark.parametrize(
    ("zone", "quiet", "due"),
    [
        pytest.param("Europe/Berlin", "25T07:29", "25T07:30", id="Berlin"),
        pytest.param("Asia/Kolkata", "26T02:59", "26T03:00", id="Kolkata, a holiday on the way"),
        pytest.param("America/New_York", "25T13:29", "25T13:30", id="New York"),
        pytest.param("Australia/Lord_Howe", "24T21:29", "24T21:30", id="Lord Howe"),
    ],
)
async def test_half_past_eight_is_where_the_recruiter_lives(url, zone, quiet, due):
    async with house(url, people=living(zone)) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(at(quiet))
        assert heard(rita) == []
        await there.move(at(due))
        assert len(heard(rita)) == 1
        assert "was due" not in heard(rita)[0]


@pytest.mark.parametrize(
    ("start", "zone", "quiet", "due"),
    [
        pytest.param("27T09:00", "Europe/Lisbon", "2026-12-02T08:29", "2026-12-02T08:30", id="a holiday in Portugal"),
        pytest.param("27T09:00", "Europe/London", "2026-12-01T08:29", "2026-12-01T08:30", id="none in Britain"),
        pytest.param("24T15:00", "America/New_York", "27T13:29", "27T13:30", id="Thanksgiving"),
        pytest.param(
            "2026-10-22T09:00", "Europe/Lisbon", "2026-10-26T08:29", "2026-10-26T08:30", id="clocks go back, a weekend"
        ),
        pytest.param(
            "2027-03-24T09:00", "Europe/Lisbon", "2027-03-29T07:29", "2027-03-29T07:30", id="clocks go forward, Easter"
        ),
    ],
)
async def test_a_day_off_is_no_day_to_be_told(url, start, zone, quiet, due):
    async with house(url, start=at(start), people=living(zone)) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(at(quiet))
        assert heard(rita) == []
        await there.move(at(due))
        assert len(heard(rita)) == 1


@pytest.mark.parametrize(
    ("hour", "quiet", "due"),
    [
        pytest.param("06:45", "25T06:44", "25T06:45", id="earlier than half past eight"),
        pytest.param("11:00", "25T10:59", "25T11:00", id="later"),
    ],
)
async def test_a_person_chooses_their_own_hour(url, hour, quiet, due):
    async with house(url) as there:
        rita = await settles(there, hour)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(at(quiet))
        assert heard(rita) == []
        await there.move(at(due))
        assert len(heard(rita)) == 1


async def test_an_hour_within_quiet_hours_cannot_be_chosen(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await rita.types("/care me")
        await rita.fills({"Morning message at": "20:00"})
        assert await rita.submits() == {
            "Morning message at": "Quiet hours begin at 18:30, and nothing is said in them. Choose an earlier hour."
        }


async def test_whoever_moves_to_another_time_zone_hears_at_their_new_hour(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.slack.change_person(story.RITA, tz="America/New_York")
        await there.move(at("25T13:29"))
        assert heard(rita) == []
        await there.move(at("25T13:30"))
        assert len(heard(rita)) == 1


async def test_a_later_hour_chosen_after_the_message_brings_no_second_one(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(WEDNESDAY)
        await settles(there, "11:00")
        await there.move(at("25T18:00"))
        assert len(heard(rita)) == 1
        await there.move(at("26T11:00"))
        assert len(heard(rita)) == 2


# ---------------------------------------------------------------- S14: after a downtime


@pytest.mark.parametrize(
    ("back", "first"),
    [
        pytest.param(
            "25T10:40", "1 candidate is owed an update today: Ana Silva (screening).", id="down over the morning"
        ),
        pytest.param("27T15:00", "1 candidate is owed an update today: Ana Silva (screening).", id="down for two days"),
    ],
)
async def test_after_a_downtime_one_message_says_when_it_was_due(url, back, first):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        there.clock.set(at(back))
        await redrawn(there)
        assert heard(rita)[0].splitlines()[:2] == [first, "This message was due at 08:30 UTC on 25 Nov 2026."]
        await redrawn(there)
        assert len(heard(rita)) == 1
        await rita.types("/touch Ana Silva - spoke, told, sorry for the wait")
        await redrawn(there)
        assert "This message was due at 08:30 UTC on 25 Nov 2026." in heard(rita)[0]


@pytest.mark.parametrize(
    ("start", "back", "said"),
    [
        pytest.param("23T09:00", "25T19:00", "26T08:30", id="up again in the evening"),
        pytest.param("23T09:00", "26T06:00", "26T08:30", id="up again in the night"),
        pytest.param("25T09:00", "28T11:00", "30T08:30", id="up again at the weekend"),
    ],
)
async def test_nobody_is_told_in_quiet_hours_because_we_were_down(url, start, back, said):
    async with house(url, start=at(start)) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        there.clock.set(at(back))
        await redrawn(there)
        assert heard(rita) == []
        await there.move(at(said))
        assert len(heard(rita)) == 1
        assert "was due" not in heard(rita)[0]


async def test_a_message_that_came_in_time_is_never_called_late_afterwards(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(WEDNESDAY)
        await there.move(at("25T16:00"))
        await rita.picks(told(rita)[-1], "More", "Tomorrow")
        await redrawn(there)
        assert "put off until" in heard(rita)[0]
        assert "was due" not in heard(rita)[0]


async def test_whoever_has_left_hears_nothing_but_the_managers_still_do(url):
    async with house(url) as there:
        rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
        await adds(rita, "Ana Silva", "Screening")
        await there.slack.change_person(story.RITA, deleted=True)
        await there.move(at("27T12:00"))
        assert heard(rita) == []
        assert "Overdue: Ana Silva (screening) has waited too long" in heard(maya)[-1]


async def test_the_card_says_what_the_morning_said(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        await there.move(WEDNESDAY)
        assert "Update due soon, by 18:00" in heard(rita)[-1]
        assert "Update due soon, by 18:00" in plain(await card(rita, "Ana Silva"))


async def test_a_message_that_slack_would_not_take_all_day_is_not_said_at_night(url):
    async with house(url) as there:
        rita = there.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Screening")
        there.slack.faults.add("chat.postMessage", "status", status=429, retry_after=11 * 3600)
        await there.move(WEDNESDAY)
        await there.move(at("26T08:29"))
        assert heard(rita) == []
        await there.move(at("26T08:31"))
        assert len(heard(rita)) == 1
        assert "was due" not in heard(rita)[0]
