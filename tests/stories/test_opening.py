"""What does one find on the Monday on which the practice begins?"""

from datetime import timedelta

from bot.practising import TO_MONDAY, workspace
from practice import story
from practice.reading import plain
from tests.stories.deeds import answers, heard
from tests.stories.house import MONDAY

THURSDAY = (MONDAY - timedelta(days=4)).replace(hour=9, minute=30)


async def test_people_wait_for_a_reply_a_promise_and_a_last_word_and_one_is_here_twice(tmp_path):
    async with workspace(f"sqlite:///{tmp_path / 'rapport.db'}", THURSDAY) as (slack, bot, move):
        await story.opening(slack)
        await move(THURSDAY + TO_MONDAY)
        rita, maya = slack.seat(story.RITA), slack.seat(story.MAYA)
        morning = heard(rita)[-1]
        for waits in ("Mariana Costa (a reply)", "Pedro Almeida (the last word)", "also: promise due", "Call first"):
            assert waits in morning
        assert "Helena Brandt, Head of engineering" in await answers(rita, "/care client northwind")
        assert "Remote first" in await answers(rita, "/care job backend")
        card = await answers(rita, "/candidate ana silva")
        for known in ("Warm · Kotlin, Lisbon", "Reason to move: Wants to see", "Promised to be back by Monday"):
            assert known in card
        twin = await answers(rita, "/candidate linkedin.com/in/lea-fournier")
        assert "May be the same person as Lea Fournier" in twin

        listed = next(message for message in maya.reads(story.RECRUITING) if message.files)
        await maya.uses_shortcut("Import this file", listed)
        await bot.ticker.tick()
        preview = heard(maya)[-1]
        for foretold in ("2 will be added", "1 tells something new of somebody who is here", "1 cannot be taken"):
            assert foretold in preview
        assert slack.refused == []
        assert [plain(one) for one in maya.dm() if "went wrong" in plain(one)] == []
