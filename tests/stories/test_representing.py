"""Is a candidate put forward with consent on record, without it for a reason, or stopped by a colleague's right?"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, card, heard, redrawn, the_job
from tests.stories.desk import open_form
from tests.stories.house import MONDAY, House, house

WORDS, ASKS = "Their words, or your reason", "Did they agree?"
YOURS = "yours until Sunday 21 February 2027"
AGREED = {ASKS: "They agreed: write it down", WORDS: "Yes, Northwind please", "How they agreed": "By e-mail"}
WITHOUT = {ASKS: "Go on without, for a reason", WORDS: "They are on a flight until noon"}
BACKEND, DATA = "Backend engineer, Northwind", "Data engineer, Northwind"
HELD = "@U0RITA may represent them at Northwind (for Backend engineer, Northwind) until"


@pytest.fixture
async def there(database_url) -> AsyncIterator[House]:
    """Two jobs at Northwind, and Ana, whom nobody has put forward yet."""
    async with house(database_url) as house_:
        rita = house_.slack.seat(story.RITA)
        for job in ("Backend engineer", "Data engineer"):
            await rita.types(f"/care job add {job}")
            offered = await rita.suggestions("Client", "Northwind")
            await rita.fills({"Client": ("Northwind", offered[0])})
            assert await rita.submits() == {}
            await rita.closes()
        await adds(rita, "Ana Silva", "Sourced", "Painter")
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def seats(there) -> tuple[Seat, Seat, Seat]:
    rita, tom, maya = (there.slack.seat(each) for each in (story.RITA, story.TOM, story.MAYA))
    return rita, tom, maya


async def begins(seat: Seat, job: str = BACKEND, stage: str = "Submitted") -> str:
    """Puts Ana forward up to what is asked before it, and reads that."""
    await seat.clicks(await card(seat, "Ana"), "Put forward")
    await seat.fills({"Job": await the_job(seat, job), "Stage": stage})
    assert await seat.submits() == {}
    return plain(open_form(seat))


async def answers(seat: Seat, given: dict[str, str]) -> str:
    await seat.fills(given)
    assert await seat.submits() == {}
    said = plain(open_form(seat))
    await seat.closes()
    return said


async def test_their_consent_is_asked_once_and_stands_on_the_card(seats):
    rita, _, _ = seats
    asked = await begins(rita)
    assert asked.splitlines()[1:3] == [
        f"Ana Silva is not put forward for {BACKEND} yet.",
        "It is not on record that Ana Silva agreed to be put forward for this job by @U0RITA.",
    ]
    assert f"submitted for {BACKEND}" not in plain(await card(rita, "Ana"))
    said = await answers(rita, AGREED)
    assert said.splitlines()[1] == f"Ana Silva is put forward · submitted for {BACKEND}"
    shown = plain(await card(rita, "Ana"))
    assert f"@U0RITA may represent them for {BACKEND} until" in shown
    assert "(agreed by e-mail on 23 November 2026)" in shown
    await rita.picks(await card(rita, "Ana"), "More", "Right to represent …")
    assert "Yes, Northwind please" in plain(open_form(rita))


async def test_it_goes_on_without_for_a_reason_that_everybody_can_read(seats):
    rita, tom, _ = seats
    await begins(rita)
    await rita.fills({ASKS: "They agreed: write it down", WORDS: "yes"})
    assert await rita.submits() == {"How they agreed": "Choose how they agreed."}
    await answers(rita, WITHOUT)
    shown = plain(await card(tom, "Ana"))
    assert f"submitted for {BACKEND}, since today · with @U0RITA" in shown
    assert f"Put forward for {BACKEND} without consent on record by @U0RITA" in shown
    assert "They are on a flight until noon" in shown


async def test_a_colleague_who_has_no_right_is_told_of_but_does_not_stop(seats):
    rita, tom, _ = seats
    await begins(rita)
    await answers(rita, WITHOUT)
    asked = await begins(tom, DATA)
    assert f"They are known at Northwind already: submitted for {BACKEND}, with @U0RITA." in asked
    assert "is put forward" in await answers(tom, AGREED)


async def test_a_colleague_who_has_the_right_stops_it_and_a_manager_lets_it_through(there, seats):
    rita, tom, maya = seats
    await begins(rita)
    await answers(rita, AGREED)
    stopped = await begins(tom, DATA)
    assert HELD in stopped
    assert "Ask a manager" in stopped
    said = await answers(tom, {"Why you should put them forward": "They called me about it"})
    assert "I have asked @U0MAYA whether you may put Ana Silva forward." in said
    await redrawn(there)
    asked = maya.dm()[-1]
    assert f"to put Ana Silva forward for {DATA}, although @U0RITA may represent them there" in plain(asked)
    await maya.clicks(asked, "Grant")
    await redrawn(there)
    assert f"submitted for {DATA}, since today · with @U0TOM" in plain(await card(tom, "Ana"))
    assert "and @U0MAYA has granted it." in heard(tom)[-1]
    (told,) = [each for each in heard(rita) if "although you may represent them there" in each]
    assert f"@U0MAYA has allowed @U0TOM to put Ana Silva forward for {DATA}" in told
    assert "They called me about it" in told


async def test_a_manager_lifts_it_at_once_with_a_reason(there, seats):
    rita, _, maya = seats
    await begins(rita)
    await answers(rita, AGREED)
    assert HELD in await begins(maya, DATA)
    said = await answers(maya, {"Why they may be put forward all the same": "Both teams know"})
    assert f"submitted for {DATA}" in said
    await redrawn(there)
    assert "although you may represent them there" in heard(rita)[-1]
    assert "although a colleague may represent them there: Both teams know" in plain(await card(rita, "Ana"))


async def test_of_two_who_answer_at_once_one_goes_on_and_the_other_is_stopped(seats):
    rita, tom, _ = seats
    await begins(rita)
    await begins(tom, DATA)
    for seat in (rita, tom):
        await seat.fills(AGREED)
    assert not any(await asyncio.gather(rita.submits(), tom.submits()))
    outcomes = sorted(plain(open_form(seat)).splitlines()[0] for seat in (rita, tom))
    assert outcomes == ["A colleague’s right", "Put forward"]
    stopped = rita if plain(open_form(rita)).startswith("A colleague’s right") else tom
    assert AGREED[WORDS] in plain(open_form(stopped))


async def test_who_comes_second_without_a_right_is_told_of_the_first(seats):
    rita, tom, _ = seats
    await begins(rita)
    await begins(tom, DATA)
    await answers(rita, WITHOUT)
    await tom.fills(WITHOUT)
    assert await tom.submits() == {}
    assert "They are known at Northwind already" in plain(open_form(tom))
    assert WITHOUT[WORDS] in plain(open_form(tom))
    assert "is put forward" in await answers(tom, WITHOUT)


async def test_a_move_asks_where_the_client_comes_to_know_of_them_and_again_when_it_has_expired(there, seats):
    rita, _, _ = seats
    await begins(rita, stage="Screening")
    assert "is put forward" in plain(open_form(rita))
    await rita.closes()
    await _moves(rita, "Submitted")
    assert "Did they agree?" in plain(open_form(rita))
    await answers(rita, AGREED)
    await _moves(rita, "Interview")
    assert "moved from submitted to interview" in plain(open_form(rita))
    await rita.closes()
    await there.move(MONDAY + timedelta(days=182))
    await _moves(rita, "Offer")
    assert "The right of @U0RITA to represent them for this job expired on" in plain(open_form(rita))
    await answers(rita, WITHOUT)
    await _moves(rita, "Accepted")
    assert "moved from offer to accepted" in plain(open_form(rita))


async def _moves(seat: Seat, stage: str) -> None:
    """Moves Ana's submission at Northwind."""
    await seat.clicks(await card(seat, "Ana"), "Move")
    (block,) = [each for each in open_form(seat).blocks if each["type"] == "input"]
    group = next(each for each in block["element"]["option_groups"] if each["label"]["text"] == BACKEND)
    chosen = next(each for each in group["options"] if each["text"]["text"] == stage)
    await seat.enters(open_form(seat), block["block_id"], block["element"]["action_id"], chosen)
    assert await seat.submits() == {}


async def test_a_touch_is_logged_and_its_stage_waits_for_the_answer(seats):
    rita, _, _ = seats
    await rita.types("/touch Ana Silva")
    await rita.fills({"How it went": "Call, spoke"})
    await rita.clicks(rita.modal, "More")
    await rita.fills({"Move to stage": "Submitted"})
    assert await rita.submits() == {}
    shown = plain(open_form(rita)).splitlines()
    assert shown[:3] == [
        "Did they agree?",
        "Logged for Ana Silva: Call, spoke.",
        "Ana Silva is not put forward for Painter yet.",
    ]
    assert "moved from sourced to submitted" in await answers(rita, AGREED)
    assert "Call, spoke" in plain(await card(rita, "Ana"))


async def test_somebody_new_is_added_before_they_are_asked_about(seats):
    rita, _, _ = seats
    await rita.types("/candidate add Zoë Brandt")
    await rita.fills({"Job": await the_job(rita, BACKEND), "Stage": "Interview", "Contact": "zoe@example.com"})
    assert await rita.submits() == {}
    added = f"Zoë Brandt is added · zoe@example.com · {YOURS}"
    assert plain(open_form(rita)).splitlines()[:2] == ["Did they agree?", added]
    assert f"interview for {BACKEND}" in await answers(rita, AGREED)


async def test_it_is_written_down_beforehand_and_ended_early(seats):
    rita, tom, maya = seats
    await rita.types("/care represent Ana Silva")
    typed = {"Another job": await the_other_job(rita, BACKEND), "How they agreed": "In person", "Their words": "Yes"}
    await rita.fills(typed)
    assert await rita.submits() == {}
    assert f"@U0RITA may represent Ana Silva for {BACKEND} until" in plain(open_form(rita))
    await rita.closes()
    assert "is put forward" in await begins(rita)
    await rita.closes()
    await tom.types("/care represent Ana Silva")
    assert "End it …" not in plain(open_form(tom))
    await tom.clicks(tom.modal, "Write down another …")
    await tom.fills({**typed, "Another job": await the_other_job(tom, DATA)})
    assert "Rita Reis may represent them there" in (await tom.submits())["Another job"]
    await tom.closes()
    await tom.closes()
    await maya.types("/care represent ana")
    await maya.clicks(maya.modal, "End it …")
    await maya.fills({"Why it ends": "They withdrew"})
    assert await maya.submits() == {}
    shown = plain(await card(rita, "Ana"))
    assert f"The right of @U0RITA to represent them for {BACKEND} was ended on" in shown
    assert "by @U0MAYA: They withdrew" in shown
    assert "is put forward" not in await begins(tom, DATA)


async def the_other_job(seat: Seat, title: str) -> tuple[str, str]:
    offered = await seat.suggestions("Another job", title)
    return title, offered[0]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        pytest.param("", "Type the name after it, like /care represent Ana Silva.", id="no name"),
        pytest.param("Qwertz", "I know nobody called “Qwertz”.", id="nobody"),
        pytest.param("Ana Sliva", "I know nobody called “Ana Sliva”. Did you mean one of these?", id="a typing error"),
    ],
)
async def test_whose_right_is_meant_is_asked(seats, typed, answer):
    rita, _, _ = seats
    said = (await rita.types(f"/care represent {typed}"))[-1]
    assert plain(said).startswith(answer)
    if "Did you mean" in answer:
        await rita.clicks(said, "Ana Silva · sourced for Painter · Rita Reis")
        assert plain(open_form(rita)).startswith("Right to represent")


async def test_a_job_is_not_closed_as_filled_by_somebody_whom_the_client_must_not_know(seats):
    rita, _, _ = seats
    await begins(rita, stage="Screening")
    await rita.closes()
    await rita.clicks((await rita.types(f"/care job {BACKEND}"))[-1], "Close the job")
    await rita.fills({"What came of it": "Filled by one of them", "Who fills it": "Ana Silva · screening"})
    assert "It is not on record that they may be represented there." in (await rita.submits())["Who fills it"]
