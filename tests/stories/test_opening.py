"""What does one find on the Monday on which the practice begins?"""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from bot.practising import TO_MONDAY, workspace
from practice import story, story_opening
from practice.reading import plain
from practice.rooms.clockwork import Move
from practice.slack import Practice
from tests.stories.deeds import answers, heard
from tests.stories.desk import open_form
from tests.stories.house import MONDAY
from tests.stories.watch import watching

THURSDAY = (MONDAY - timedelta(days=4)).replace(hour=9, minute=30)


@contextlib.asynccontextmanager
async def opened(folder: Any) -> AsyncIterator[tuple[Practice, Any, Move]]:
    """The practice on its Monday; nothing in it was refused, and nothing went wrong."""
    async with workspace(f"sqlite:///{folder / 'rapport.db'}", THURSDAY - story_opening.BEFORE) as (slack, bot, move):
        with watching(slack, bot.database):
            await story_opening.opening(slack, move)
            await move(THURSDAY + TO_MONDAY)
            yield slack, bot, move
        assert slack.refused == []
        for person in story.people():
            assert [plain(one) for one in slack.seat(person.id).dm() if "went wrong" in plain(one)] == []


async def test_people_wait_for_a_reply_a_promise_and_a_last_word_and_one_is_here_twice(tmp_path):
    async with opened(tmp_path) as (slack, bot, _):
        rita, maya = slack.seat(story.RITA), slack.seat(story.MAYA)
        morning = heard(rita)[-1]
        for waits in ("Mariana Costa (a reply)", "Pedro Almeida (the last word)", "what was promised", "Call first"):
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


async def test_one_has_our_offer_two_rivals_and_a_counter_offer_to_expect(tmp_path):
    async with opened(tmp_path) as (slack, _, _):
        rita = slack.seat(story.RITA)
        who, risk, what = heard(rita)[-1].splitlines()[1:4]
        assert who == "Beatriz Lopes · offer for Backend engineer, Northwind"
        assert risk.startswith(":red_circle: High risk: a counter-offer is expected")
        assert "Our offer for Backend engineer, Northwind is to be decided by" in what
        card = await answers(rita, "/candidate beatriz")
        for known in ("Fabrikam (rival): an offer there", "Tailspin (rival): interviews there", "Wingtip: expected"):
            assert known in card
        await rita.clicks((await rita.types("/candidate beatriz"))[-1], "Offers")
        sheet = plain(open_form(rita))
        assert "Within the band for this job" in sheet
        assert "May still move: sign-on" in sheet
        await rita.clicks(open_form(rita), "Side by side")
        assert "Base: £76,000 a year = €86,640 · €2,640 (3.1%) more" in plain(open_form(rita))
        at_home = plain(await rita.opens_home())
        assert "1 candidate of yours has an offer to decide on, 1 at high risk.\nBeatriz Lopes · Our" in at_home


async def test_owners_differ_one_ownership_lapses_soon_one_is_in_the_pool_and_one_colleague_is_away(tmp_path):
    async with opened(tmp_path) as (slack, _, move):
        rita, tom = slack.seat(story.RITA), slack.seat(story.TOM)
        assert "Noor Bakker (a check-in)" in heard(rita)[-1]
        assert "for @U0KARIM, who is away until Friday 27 November" in heard(rita)[-1]
        assert "Sofia Marques" not in heard(rita)[-1]
        for name, owner in (("Ana Silva", story.RITA), ("Jonas Weber", story.TOM), ("Noor Bakker", story.KARIM)):
            assert f"{name} is owned by @{owner}" in await answers(slack.seat(story.MAYA), f"/own {name}")
        assert "Emil Dahl · since" in await answers(tom, "/own pool")
        assert "may represent them for Data engineer, Northwind until" in await answers(tom, "/candidate jonas weber")
        await move(THURSDAY + TO_MONDAY + timedelta(hours=23, minutes=30))
        # Five others come first in the message; at home she stands beside whom Rita owns.
        assert "Sofia Marques\n:large_orange_circle: Yours until Thursday" in plain(await rita.opens_home())


async def test_a_dispute_can_be_played_before_two_managers(tmp_path):
    async with opened(tmp_path) as (slack, bot, _):
        rita, tom = slack.seat(story.RITA), slack.seat(story.TOM)
        await tom.clicks((await tom.types("/own Ana Silva"))[-1], "Claim …")
        await tom.fills({"Reason": "She asked me"})
        assert await tom.submits() == {}
        await bot.ticker.tick()
        await rita.clicks(rita.dm()[-1], "Answer …")
        await rita.fills({"Your answer": "I spoke with her on Thursday"})
        assert await rita.submits() == {}
        await bot.ticker.tick()
        for manager in (story.MAYA, story.NINA):
            assert "Keep | Transfer | Share … | Ask … | Whole case" in heard(slack.seat(manager))[-1]
