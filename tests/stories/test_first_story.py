"""Does the main job work end to end: a person types, time passes, the bot speaks, the person presses?"""

from datetime import UTC, datetime, timedelta

import pytest

from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import goes_on
from tests.stories.house import House, house, running_in

WEDNESDAY = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)


@pytest.fixture(params=["socket", "http"])
def way(request):
    return request.param


async def add_ana(rita: Seat) -> None:
    await rita.types("/candidate")
    job = ("Backend engineer", "Add “Backend engineer”")
    await rita.fills({"Name": "Ana Silva", "Contact": "ana@example.com", "Job": job, "Stage": "Screening"})
    assert await rita.submits() == {}
    await rita.closes()


async def move_to_interview(rita: Seat) -> None:
    card = (await rita.types("/candidate ana"))[-1]
    await rita.clicks(card, "Move")
    await rita.fills({"Choose a stage": "Interview"})
    assert await rita.submits() == {}
    await goes_on(rita)
    await rita.closes()


async def begun(there: House) -> Seat:
    """Ana is added, spoken to, told, and moved to interview; then nothing more happens."""
    rita = there.slack.seat("U0RITA")
    await add_ana(rita)
    answer = (await rita.types("/touch Ana Silva - spoke, told, likes the role"))[-1]
    assert "Logged for Ana Silva: Call, spoke · told them where they stand." in plain(answer)
    await move_to_interview(rita)
    return rita


def heard(seat: Seat) -> list[str]:
    """What the bot said to someone unasked."""
    return [plain(message) for message in seat.dm() if message.ephemeral_to is None]


async def test_a_candidate_who_waits_too_long_is_named_in_time_and_logging_settles_it(database_url, way):
    async with house(database_url, way) as there:
        rita = await begun(there)
        await there.move(WEDNESDAY - timedelta(seconds=1))
        assert heard(rita) == []
        await there.move(WEDNESDAY + timedelta(seconds=30))
        assert len(heard(rita)) == 1
        opening = "Good morning. 1 candidate is waiting to hear from you today: Ana Silva (a check-in)."
        assert heard(rita)[0].startswith(opening)
        assert "Also: update due by 18:00 UTC" in heard(rita)[0]

        await rita.clicks(rita.dm()[-1], "Log it")
        await rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes", "Note": "Second round"})
        await rita.fills({"Other offers": "None"})
        assert await rita.submits() == {}
        await there.bot.ticker.tick()
        shown = heard(rita)[-1]
        assert "Ana Silva · :white_check_mark: Call, spoke" in shown
        assert "by @U0RITA" in shown
        assert "Log it" not in shown
        assert there.slack.refused == []


async def test_a_touch_an_hour_before_leaves_nothing_to_say(database_url, way):
    async with house(database_url, way) as there:
        rita = await begun(there)
        await there.move(WEDNESDAY - timedelta(hours=1))
        await rita.types("/touch Ana Silva - spoke, told, offers none, all on track")
        await there.move(WEDNESDAY + timedelta(hours=2))
        assert heard(rita) == []


async def test_no_news_told_them_is_two_presses(database_url, way):
    async with house(database_url, way) as there:
        rita = await begun(there)
        await there.move(WEDNESDAY + timedelta(seconds=30))
        await rita.picks(rita.dm()[-1], "More", "No news: told them")
        await there.bot.ticker.tick()
        assert rita.modal is None
        assert "no news, and they were told · by @U0RITA" in heard(rita)[-1]


async def test_a_second_recruiter_sees_who_spoke_last_and_what_is_owed(database_url, way):
    async with house(database_url, way) as there:
        await begun(there)
        card = plain((await there.slack.seat("U0TOM").types("/candidate ana"))[-1])
        assert "Last spoke at 09:00 UTC on 23 Nov 2026 with @U0RITA (Call, spoke)" in card
        assert "Update due by 18:00 UTC on 25 Nov 2026 · owed by @U0RITA" in card
        assert there.slack.seat("U0RITA").notices == []


async def test_all_of_it_survives_a_restart(database_url, way):
    async with house(database_url, way) as there:
        rita = await begun(there)
    async with there.slack, running_in(there.slack, database_url, there.clock, way) as bot:
        await bot.ticker.move(there.clock, WEDNESDAY + timedelta(seconds=30))
        assert len(heard(rita)) == 1
