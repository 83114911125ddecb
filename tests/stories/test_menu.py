"""Does each choice of an item's menu do what it says, in two presses, and can it be taken back?"""

import copy
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, at, card, heard, puts_forward, redrawn, told
from tests.stories.house import House, house

WEDNESDAY, THURSDAY = at("25T08:30"), at("26T08:30")
RED = "Update late since 18:00 UTC on 25 Nov 2026"


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rapport.db'}"


@pytest.fixture
async def there(url) -> AsyncIterator[House]:
    """Wednesday morning: Rita has just been told that Ana is owed an update; Tom and Maya have met the bot."""
    async with house(url) as house_:
        rita, tom = house_.slack.seat(story.RITA), house_.slack.seat(story.TOM)
        await tom.types("/care help")
        await adds(rita, "Ana Silva", "Screening")
        await house_.move(WEDNESDAY)
        assert len(heard(rita)) == 1
        yield house_


async def picks(there: House, choice: str, who: str = story.RITA, **form: str) -> Seat:
    """Someone picks from the menu of their newest item, and fills the form that opens, if one does."""
    seat = there.slack.seat(who)
    await seat.picks(told(seat)[-1], "More", choice)
    if form:
        await seat.fills(form)
        assert await seat.submits() == {}
    await redrawn(there)
    return seat


async def undoes(there: House, seat: Seat, place: int = -1) -> None:
    """Someone takes back what became of an item."""
    await seat.clicks(told(seat)[place], "Undo")
    await redrawn(there)


ASK = {"Colleague": "tom", "Note": "Could you call her?"}
OPEN = "Good morning. 1 candidate is owed an update today: Ana Silva (screening)."
DONE = "Good morning. Everything in this message is seen to."


@pytest.mark.parametrize(
    ("choice", "form", "reads"),
    [
        pytest.param("No news: told them", {}, ":white_check_mark: no news, and they were told", id="told"),
        pytest.param("Tomorrow", {}, "put off until 08:30 UTC on 26 Nov 2026", id="tomorrow"),
        pytest.param("Next week", {}, "put off until 08:30 UTC on 30 Nov 2026", id="next week"),
        pytest.param(
            "Waiting until …",
            {"Until": "2026-11-28", "Why": "on holiday"},
            "waiting until 08:30 UTC on 30 Nov 2026: on holiday",
            id="waiting until a Saturday is until Monday",
        ),
        pytest.param(
            "Not needed: told another way", {}, "an update is not needed: told another way", id="told another way"
        ),
        pytest.param(
            "Not needed: a colleague told them",
            {},
            "an update is not needed: a colleague told them",
            id="a colleague told",
        ),
        pytest.param("Not needed: they withdrew", {}, "an update is not needed: they withdrew", id="withdrew"),
        pytest.param("Not needed: the job is on hold", {}, "an update is not needed: the job is on hold", id="on hold"),
    ],
)
async def test_a_choice_turns_the_item_into_its_outcome_and_is_taken_back(there, choice, form, reads):
    rita = await picks(there, choice, **form)
    assert heard(rita)[-1].splitlines() == [
        DONE,
        f"Ana Silva · {reads} · by @{story.RITA} at 08:30 UTC on 25 Nov 2026",
        "Undo",
    ]
    assert rita.modal is None
    await undoes(there, rita)
    assert heard(rita)[-1].splitlines()[0] == OPEN
    assert "Log it | More" in heard(rita)[-1]
    await there.move(THURSDAY)
    assert RED in heard(rita)[-1]


@pytest.mark.parametrize(
    ("choice", "form", "quiet", "again"),
    [
        pytest.param("No news: told them", {}, "27T08:29", "27T08:30", id="told: a new clock runs"),
        pytest.param("Tomorrow", {}, "26T08:29", "26T08:30", id="tomorrow"),
        pytest.param("Next week", {}, "30T08:29", "30T08:30", id="next week"),
        pytest.param(
            "Waiting until …",
            {"Until": "2026-12-01", "Why": "on holiday"},
            "2026-12-02T08:29",
            "2026-12-02T08:30",
            id="waiting until a holiday is until the day after",
        ),
        pytest.param("Not needed: the job is on hold", {}, "2026-12-15T12:00", None, id="not needed: never again"),
    ],
)
async def test_what_was_chosen_lasts_as_long_as_it_says(there, choice, form, quiet, again):
    rita = await picks(there, choice, **form)
    await there.move(at(quiet))
    assert len(heard(rita)) == 1
    if again:
        await there.move(at(again))
        assert len(heard(rita)) == 2


async def test_putting_off_never_moves_the_due_moment(there):
    rita = await picks(there, "Tomorrow")
    assert "Update due soon, by 18:00 UTC on 25 Nov 2026 · owed by" in plain(await card(rita, "Ana Silva"))
    assert "put off until 08:30 UTC on 26 Nov 2026" in plain(await card(rita, "Ana Silva"))
    await there.move(THURSDAY)
    assert RED in heard(rita)[-1]
    assert "put off once" in heard(rita)[-1]


async def test_a_reason_to_wait_is_shown_on_the_card_and_when_it_is_over(there):
    rita = await picks(there, "Waiting until …", Until="2026-11-27", Why="the client is silent")
    assert "waiting until 08:30 UTC on 27 Nov 2026: the client is silent" in plain(await card(rita, "Ana"))
    await there.move(at("27T08:30"))
    assert "put off once: the client is silent" in heard(rita)[-1]


async def test_a_day_to_wait_for_lies_ahead(there):
    rita = there.slack.seat(story.RITA)
    await rita.picks(told(rita)[-1], "More", "Waiting until …")
    await rita.fills({"Until": "2026-11-25", "Why": "on holiday"})
    assert await rita.submits() == {"Until": "That day is past or today. Choose a later day."}


async def test_the_third_time_the_manager_sees_it_once(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    for morning in ("26T08:30", "27T08:30", "30T08:30"):
        assert heard(maya) == []
        await picks(there, "Tomorrow")
        before = heard(maya)
        await there.move(at(morning))
    assert heard(maya)[0].splitlines()[0] == "Put off for the third time: the update to Ana Silva (screening)."
    assert "put off 3 times, now until 08:30 UTC on 30 Nov 2026" in before[0]
    await undoes(there, rita, place=-2)
    assert "put off 3 times" in heard(rita)[-1]
    await picks(there, "Tomorrow")
    assert sum("for the third time" in said for said in heard(maya)) == 1


async def test_putting_off_by_mistake_does_not_count(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    for _ in range(4):
        await picks(there, "Tomorrow")
        await undoes(there, rita)
    assert heard(maya) == []
    assert "put off" not in heard(rita)[-1]


@pytest.mark.parametrize(
    ("choice", "form"),
    [
        pytest.param("Next week", {}, id="put off"),
        pytest.param("Waiting until …", {"Why": "on holiday"}, id="waiting"),
        pytest.param("Ask a colleague …", ASK, id="asked of a colleague"),
    ],
)
async def test_logging_a_touch_meanwhile_ends_it(there, choice, form):
    rita = await picks(there, choice, **form)
    await rita.types("/touch Ana Silva - spoke, told, all is well")
    await redrawn(there)
    assert f"Ana Silva · :white_check_mark: Call, spoke · by @{story.RITA}" in heard(rita)[0]
    await there.move(at("27T08:29"))
    assert len(heard(rita)) == 1
    if choice.startswith("Ask"):
        assert "Nothing is left for you to do" in heard(there.slack.seat(story.TOM))[-1]


async def test_a_press_that_came_before_an_undo_does_nothing_twice(there):
    rita = there.slack.seat(story.RITA)
    old = copy.deepcopy(told(rita)[-1])
    await picks(there, "Next week")
    shown = copy.deepcopy(told(rita)[-1])
    await undoes(there, rita)
    await rita.clicks(shown, "Undo")
    await rita.picks(old, "More", "Tomorrow")
    await redrawn(there)
    assert "put off until 08:30 UTC on 26 Nov 2026" in heard(rita)[-1]


async def test_an_undo_does_not_touch_what_was_decided_since(there):
    rita = await picks(there, "Tomorrow")
    put_off = copy.deepcopy(told(rita)[-1])
    await there.move(THURSDAY)
    await picks(there, "Next week")
    await rita.clicks(put_off, "Undo")
    await redrawn(there)
    await there.move(at("27T12:00"))
    assert len(heard(rita)) == 2
    assert "put off until 08:30 UTC on 30 Nov 2026" in heard(rita)[-1]


# ---------------------------------------------------------------- asking a colleague


async def test_a_colleague_who_accepts_hears_from_then_on(there):
    rita, tom = await picks(there, "Ask a colleague …", **ASK), there.slack.seat(story.TOM)
    assert heard(rita)[-1].splitlines()[:2] == [
        OPEN,
        f"Ana Silva · asked @{story.TOM} to update them · by @{story.RITA} at 08:30 UTC on 25 Nov 2026",
    ]
    assert heard(tom)[-1].splitlines() == [
        f"@{story.RITA} asks you to update Ana Silva.",
        "screening for Backend engineer · due by 18:00 UTC on 25 Nov 2026",
        "Could you call her?",
        "Accept | Decline",
    ]
    await tom.clicks(told(tom)[-1], "Accept")
    await redrawn(there)
    assert f"taken on by @{story.TOM}" in heard(rita)[0]
    assert heard(rita)[1] == f"@{story.TOM} will update Ana Silva. Nothing is left for you to do."
    assert f"owed by @{story.RITA}, taken on by @{story.TOM}" in plain(await card(rita, "Ana"))
    await there.move(THURSDAY)
    assert len(heard(rita)) == 2
    assert f"with @{story.RITA}, taken on by @{story.TOM}" in heard(tom)[-1]
    await tom.clicks(told(tom)[0], "Log it")
    await tom.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    assert await tom.submits() == {}
    await redrawn(there)
    assert f":white_check_mark: Call, spoke · by @{story.TOM}" in heard(rita)[0]
    assert "Nothing is left for you to do: :white_check_mark: Call, spoke." in heard(tom)[0]
    assert "Everything in this message is seen to." in heard(tom)[1]


async def test_a_colleague_who_declines_gives_it_back(there):
    rita, tom = await picks(there, "Ask a colleague …", **ASK), there.slack.seat(story.TOM)
    await tom.clicks(told(tom)[-1], "Decline")
    await redrawn(there)
    assert f"You have declined. It stays with @{story.RITA}." in heard(tom)[-1]
    assert heard(rita)[0].splitlines()[0] == OPEN
    assert "Log it | More" in heard(rita)[0]
    assert heard(rita)[1].splitlines()[0] == f"@{story.TOM} cannot update Ana Silva. It stays with @{story.RITA}."
    await rita.clicks(told(rita)[1], "Log it")
    assert rita.modal is not None


async def test_what_was_asked_is_taken_back(there):
    rita, tom = await picks(there, "Ask a colleague …", **ASK), there.slack.seat(story.TOM)
    asked = copy.deepcopy(told(tom)[-1])
    await undoes(there, rita)
    assert heard(rita)[0].splitlines()[0] == OPEN
    assert f"@{story.RITA} has taken this back. Nothing is left for you to do." in heard(tom)[-1]
    await tom.clicks(asked, "Accept")
    await redrawn(there)
    assert "Log it | More" in heard(rita)[0]
    assert len(heard(rita)) == 1


async def test_an_unanswered_question_stands_in_the_next_morning_too(there):
    rita, tom = await picks(there, "Ask a colleague …", **ASK), there.slack.seat(story.TOM)
    await there.move(THURSDAY)
    assert RED in heard(rita)[1]
    await tom.clicks(told(tom)[-1], "Accept")
    await redrawn(there)
    assert f"taken on by @{story.TOM}" in heard(rita)[1]


async def test_the_first_of_two_colleagues_to_accept_has_it(there):
    rita, tom, maya = (there.slack.seat(who) for who in (story.RITA, story.TOM, story.MAYA))
    await picks(there, "Ask a colleague …", **ASK)
    await there.move(THURSDAY)
    await picks(there, "Ask a colleague …", Colleague="maya")
    await maya.clicks(told(maya)[-1], "Accept")
    await redrawn(there)
    assert f"Nothing is left for you to do: taken on by @{story.MAYA}." in heard(tom)[-1]
    assert f"taken on by @{story.MAYA}" in heard(rita)[1]
    assert "You have taken it on. Log it once they know." in heard(maya)[-1]


@pytest.mark.parametrize(
    ("colleague", "reads"),
    [
        pytest.param("rita", "That is you. Choose a colleague, or close the form.", id="oneself"),
        pytest.param("gus", "whether they may see candidates", id="a guest"),
        pytest.param("oscar", "whether they may see candidates", id="an outsider"),
    ],
)
async def test_not_everybody_can_be_asked(there, colleague, reads):
    rita = there.slack.seat(story.RITA)
    await rita.picks(told(rita)[-1], "More", "Ask a colleague …")
    await rita.fills({"Colleague": colleague})
    assert reads in (await rita.submits())["Colleague"]


async def test_an_answer_at_night_waits_for_the_morning(url):
    people = [replace(one, tz="America/Los_Angeles") if one.id == story.TOM else one for one in story.people()]
    async with house(url, people=people) as there:
        rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
        await tom.types("/care help")
        await adds(rita, "Ana Silva", "Screening")
        await there.move(WEDNESDAY)
        await picks(there, "Ask a colleague …", **ASK)
        assert heard(tom) == []
        await there.move(at("25T16:29"))
        assert heard(tom) == []
        await there.move(at("25T23:00"))
        assert len(heard(tom)) == 1
        await tom.clicks(told(tom)[-1], "Accept")
        await redrawn(there)
        assert f"taken on by @{story.TOM}" in heard(rita)[0]
        assert len(heard(rita)) == 1
        await there.move(THURSDAY)
        assert len(heard(rita)) == 2


# ---------------------------------------------------------------- what else becomes of an item


async def test_an_end_settles_what_was_owed_and_owes_a_last_word_instead(there):
    rita = there.slack.seat(story.RITA)
    await rita.clicks(await card(rita, "Ana"), "Move")
    await rita.fills({"New stage": "Rejected"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[1].startswith("Ana Silva · their stage is now rejected · by @U0RITA")
    await there.move(at("26T08:30"))
    assert heard(rita)[-1].splitlines()[:2] == [
        "Good morning. 1 candidate is waiting to hear from you today: Ana Silva (the last word).",
        "Ana Silva · rejected for Backend engineer",
    ]
    await rita.types("/touch Ana Silva - spoke, told, sorry that it was not her")
    await there.move(at("2026-12-10T12:00"))
    assert len(heard(rita)) == 2


async def test_an_end_of_the_tightest_leaves_what_is_due_later(there):
    rita = there.slack.seat(story.RITA)
    await rita.types("/touch Ana Silva - spoke, told, all is well")
    await puts_forward(rita, "Ana Silva", "Data analyst", "Offer")
    await there.move(THURSDAY)
    assert "Ana Silva · offer for Data analyst" in heard(rita)[-1]
    await rita.clicks(await card(rita, "Ana"), "Move")
    await rita.picks(rita.modal, "New stage", "Declined")
    assert await rita.submits() == {}
    await redrawn(there)
    assert "Everything in this message is seen to." in heard(rita)[-1]
    await there.move(at("27T08:30"))
    assert "Ana Silva · screening for Backend engineer" in heard(rita)[-1]


async def test_a_touch_that_told_them_nothing_leaves_the_item_open_and_says_so(there):
    rita = there.slack.seat(story.RITA)
    await rita.clicks(told(rita)[-1], "Log it")
    await rita.fills({"How it went": "Call, no answer"})
    assert await rita.submits() == {}
    assert "Logged for Ana Silva: Call, no answer." in plain(rita.modal)
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[0] == OPEN


async def test_taking_the_touch_back_opens_the_item_again(there):
    rita = there.slack.seat(story.RITA)
    answer = (await rita.types("/touch Ana Silva - spoke, told, all is well"))[-1]
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[0] == DONE
    await rita.clicks(answer, "Undo")
    await redrawn(there)
    assert heard(rita)[-1].splitlines()[0] == OPEN
