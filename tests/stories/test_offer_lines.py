"""Is a line about an offer understood, read back, asked about where it is not clear, and saved or corrected?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from tests.stories.dealings import band
from tests.stories.deeds import adds, answers, at, card, puts_forward
from tests.stories.desk import open_form
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Interview")
        yield house_
        assert house_.slack.refused == []


async def types(seat: Seat, line: str) -> Message:
    """Types a line and gives the answer."""
    return (await seat.types(line))[-1]


async def saves(seat: Seat, line: str) -> str:
    """Types a line, saves it as it is read back, and reads the sheet that follows."""
    shown = await types(seat, line)
    await seat.clicks(shown, "Save")
    return plain(seat.dm()[-1])


async def test_our_offer_and_its_rounds_are_typed_read_back_and_saved(there):
    rita = there.slack.seat(story.RITA)
    back = await types(rita, "/offer Ana - 91k€ + 11% by 2 dec")
    assert back.ephemeral_to == story.RITA
    assert "Our offer for Ana Silva" in plain(back)
    assert "Base: €91,000 a year" in plain(back)
    assert "Bonus: 11%" in plain(back)
    assert "To be decided by Wednesday 2 December" in plain(back)
    assert "91" not in back.text
    await rita.clicks(back, "Save")
    shown = plain(rita.dm()[-1])
    assert "moved from interview to offer" in shown
    assert "On the table: €91,000 a year + 11% bonus" in shown
    assert "They ask for: €97,000 a year" in await saves(rita, "/offer Ana asked 97k")
    more = await types(rita, "/care offer Ana - 94k")
    assert "kept from the round before: 11% bonus" in plain(more)
    await rita.clicks(more, "Save")
    assert "On the table: €94,000 a year + 11% bonus" in plain(rita.dm()[-1])
    assert "On the table: €94,000" in await answers(rita, "/offer Ana")
    for moved in ("/offer Ana extend to fri", "/offer Ana extend until fri", "/offer Ana by fri"):
        assert "“by fri” is not written down. Choose Extend …" in await answers(rita, moved)
    agreed = await types(rita, "/offer Ana accepted 94k")
    assert "“accepted 94k” is not written down. Press Accepted … on the offer" in plain(agreed)
    assert "94" not in agreed.text


async def test_a_rival_and_a_counter_offer_are_typed(there):
    rita = there.slack.seat(story.RITA)
    shown = await saves(rita, "/offer Ana rival Acme €131k + 12% by fri 15:00")
    assert "Acme · a rival · open since" in shown
    assert "to be decided by" in shown
    assert "interviews there" in await saves(rita, "/offer Ana rival Globex interviews")
    again = await saves(rita, "/offer Ana rival acme 133k by 4 dec")
    assert "On the table: €133,000 a year + 12% bonus" in again
    assert again.count("a rival") == 2
    assert "made, not answered" in await saves(rita, "/offer Ana counter 96k")


async def test_what_is_not_clear_is_asked_and_a_choice_goes_on(there):
    rita = there.slack.seat(story.RITA)
    asked = await types(rita, "/offer Ana - 120")
    assert "One question" in plain(asked)
    assert "120" not in asked.text
    buttons = [each["text"]["text"] for block in asked.blocks for each in block.get("elements", []) if "value" in each]
    assert "Correct" in buttons
    await rita.clicks(asked, buttons[0])
    assert "Base: €120,000 a year" in plain(rita.dm()[-1])


async def test_whose_offer_it_is_is_asked_where_a_company_may_be_named(there):
    rita = there.slack.seat(story.RITA)
    asked = await types(rita, "/offer Ana Acme offered 131k€")
    assert "“Acme” is neither their name nor pay. Whose offer is it?" in plain(asked)
    await rita.clicks(asked, "Another company’s")
    await rita.clicks(rita.dm()[-1], "Save")
    assert "Written down: the offer of Acme to Ana Silva." in plain(rita.dm()[-1])
    asked = await types(rita, "/offer Ana senior 91k€")
    await rita.clicks(asked, "Ours")
    await rita.clicks(rita.dm()[-1], "Save")
    assert "Written down: our offer for Backend engineer to Ana Silva." in plain(rita.dm()[-1])
    again = await types(rita, "/offer Ana Globex offered 133k€")
    await rita.clicks(again, "Another company’s")
    await rita.clicks(rita.dm()[-1], "Save")
    assert "Globex · a rival" in plain(rita.dm()[-1])


async def test_a_deadline_that_has_passed_is_said_to_be_past_and_stands_in_the_form(there):
    rita = there.slack.seat(story.RITA)
    asked = await types(rita, "/offer Ana - 91k€ by 20 nov")
    assert "Friday 20 November is past." in plain(asked)
    await rita.clicks(asked, "Correct")
    assert "€91,000 a year" in plain(open_form(rita))
    assert "You typed “20 nov”: choose the day." in plain(open_form(rita))


async def test_what_ran_out_stays_on_the_card_until_it_is_seen_to(there):
    rita = there.slack.seat(story.RITA)
    await saves(rita, "/offer Ana - 91k€ by 27 nov")
    await there.move(at("27T18:05"))
    shown = await card(rita, "Ana Silva")
    ran_out = "Our offer for Backend engineer: ran out at 18:00 UTC on 27 Nov 2026"
    assert f"{ran_out}: renew it with the client, or take it back" in plain(shown)
    await rita.clicks(shown, "Offers")
    assert "ran out" in plain(open_form(rita))
    back = await saves(rita, "/offer Ana - 92k€ by 2 dec")
    assert "open" in back
    assert "ran out" not in plain(await card(rita, "Ana Silva"))


async def test_talks_are_no_offer_and_taking_ours_back_moves_nobody(there):
    rita = there.slack.seat(story.RITA)
    assert "Written down: Ana Silva’s talks with Acme." in await saves(rita, "/offer Ana rival Acme final round")
    await saves(rita, "/offer Ana - 91k€")
    await rita.clicks(rita.dm()[-1], "Undo")
    assert "The stage stays as it is now: Move on the card changes it." in plain(rita.dm()[-1])
    assert "They have said yes to no offer yet" in await answers(rita, "/offer Ana resigned")


async def test_a_line_is_corrected_in_a_form_that_holds_all_of_it(there):
    rita = there.slack.seat(story.RITA)
    back = await types(rita, "/offer Ana rival Acme €131k + 12% by 2 dec")
    await rita.clicks(back, "Correct")
    form = open_form(rita)
    held = {name: next(iter(each.values())) for name, each in form.values.items()}
    assert held["pay"]["value"] == "€131,000 a year + 12% bonus"
    assert held["on"]["selected_date"] == "2026-12-02"
    await rita.fills({"Pay": "€132k a year", "How they rank it": "Behind us"})
    assert await rita.submits() == {}
    assert "On the table: €132,000 a year" in plain(open_form(rita))
    assert "ranks behind us" in plain(open_form(rita))
    await rita.clicks(back, "Save")
    assert "saved already" in plain(rita.dm()[-1])


async def test_whom_a_line_means_is_asked_and_nobody_is_told_how_to_be_added(there):
    rita = there.slack.seat(story.RITA)
    await adds(rita, "Ana Souza", "Interview", "Designer")
    asked = await types(rita, "/offer Ana - 91k€")
    assert "Which “Ana” do you mean?" in plain(asked)
    souza = next(
        each["text"]["text"]
        for block in asked.blocks
        for each in block.get("elements", [])
        if each.get("text", {}).get("text", "").startswith("Ana Souza")
    )
    await rita.clicks(asked, souza)
    assert "Our offer for Ana Souza" in plain(rita.dm()[-1])
    assert "I know nobody called “Zebulon" in await answers(rita, "/offer Zebulon Quux - 91k")
    assert "/candidate add" in await answers(rita, "/offer Zebulon Quux")
    mistyped = await types(rita, "/offer ana sliva 90k + 10% by friday")
    assert "I know nobody called “ana sliva”. Did you mean one of these?" in plain(mistyped)
    await rita.clicks(mistyped, mistyped.blocks[-1]["elements"][0]["text"]["text"])
    assert "Our offer for Ana Silva:" in plain(rita.dm()[-1])
    unread = await types(rita, "/offer Ana banana")
    assert "I know nobody called “Ana banana”.\nIf one of these is meant, I could not read the rest" in plain(unread)
    await rita.clicks(unread, unread.blocks[2]["elements"][0]["text"]["text"])
    assert "Ana S" in plain(rita.dm()[-1])
    unread = await types(rita, "/offer ana silva a unicorn and a hug")
    assert "“a unicorn and a hug” is not written down. Type what is offered after the name" in plain(unread)


async def test_our_offer_asks_for_the_job_and_needs_one(there):
    rita = there.slack.seat(story.RITA)
    await puts_forward(rita, "Ana", "Data engineer", "Interview")
    asked = await types(rita, "/offer Ana - 91k€")
    assert "For which job is our offer?" in plain(asked)
    await rita.clicks(asked, "Data engineer")
    await rita.clicks(rita.dm()[-1], "Save")
    assert "Our offer for Data engineer" in plain(rita.dm()[-1])
    await rita.types("/candidate add Zoe Novak")
    assert await rita.submits() == {}
    await rita.closes()
    assert "is not put forward for a job that goes on" in await answers(rita, "/offer Zoe Novak - 91k€")


async def test_the_amount_may_stand_before_the_name_and_who_is_not_found_is_told_the_order(there):
    rita = there.slack.seat(story.RITA)
    back = plain(await types(rita, "/offer €91k + 11% a year Ana Silva by 2 dec"))
    assert "Our offer for Ana Silva" in back
    assert "Base: €91,000 a year" in back
    assert "To be decided by Wednesday 2 December" in back
    assert "The name comes first, like /offer Ana 90k." in await answers(rita, "/offer 90k Zebulon")


async def test_what_follows_is_known_before_it_is_saved(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    inside = await types(rita, "/offer Ana 91k€")
    assert "To be decided by 18:00 UTC on 27 Nov 2026, since no day was said" in plain(inside)
    assert await band(maya, "80-95k $ USD") == {}
    before = await types(rita, "/offer Ana 91k")
    assert "Base: US$91,000 a year" in plain(before)
    assert "in US dollars (USD), as in the band" in plain(before)
    await maya.types("/care bands")
    await maya.clicks(maya.modal, "Change")
    await maya.fills({"From – to": "80-90k €"})
    assert await maya.submits() == {}
    await rita.clicks(before, "Save")
    above = rita.dm()[-1]
    assert "Nothing is saved yet: since I read this back, something has changed" in plain(above)
    assert "Base: €91,000 a year" in plain(above)
    assert "€1,000 (1.1%) above the band for this job" in plain(above)
    assert "90,000" not in plain(above)
    assert "A manager is asked first, before they have it" in plain(above)
    assert "To be decided by" not in plain(above)
    assert "A manager is asked first" in above.text
    assert "1,000" not in above.text
    await rita.clicks(above, "Save")
    assert "waits for a manager" in plain(rita.dm()[-1])
    await rita.clicks(inside, "Save")
    assert "Nothing is saved yet" in plain(inside)
    assert "A new round of our offer for Backend engineer for Ana Silva" in plain(inside)
    daily = plain(await types(rita, "/offer Ana 500/day"))
    assert "€20,000 (22.2%) above the band for this job, counted as 220 days a year" in daily
    asked = plain(await types(rita, "/offer Ana asked 97k"))
    assert "band" not in asked
    assert "since no day was said" not in asked


async def test_the_only_job_is_chosen_in_the_form_that_corrects_a_line(there):
    rita = there.slack.seat(story.RITA)
    await rita.clicks(await types(rita, "/offer Ana about 91k€"), "Correct")
    await rita.fills({"Pay": "€91k a year"})
    assert await rita.submits() == {}
    assert "Our offer for Backend engineer" in plain(open_form(rita))


async def test_usage_lists_what_goes_on_without_figures(there):
    rita = there.slack.seat(story.RITA)
    await saves(rita, "/offer Ana - 91k€")
    alone = await types(rita, "/offer")
    assert "Ana Silva" in plain(alone)
    assert "91,000" not in plain(alone)
    assert "See and write down what candidates are offered" in plain(alone)
    assert "See and write down" in await answers(rita, "/offer help")
    assert "letters long" in await answers(rita, "/offer " + "Ana " * 200)


async def test_who_may_not_see_pay_is_told_so_and_their_line_stays_out_of_the_text(there):
    tom = there.slack.seat(story.TOM)
    answer = await types(tom, "/offer Ana rival Acme 131k")
    assert "What they are offered is seen by their owner" in plain(answer)
    assert "131" not in answer.text


@pytest.mark.parametrize("command", ["/offer", "/care offer", "/care  offer", "/care Offer"])
@pytest.mark.parametrize(
    "line", [pytest.param("97k for Nobody", id="nobody"), pytest.param(f"Ana {'97k ' * 150}", id="refused")]
)
async def test_a_line_that_came_to_nothing_is_given_back_without_its_figures_in_the_text(there, command, line):
    back = await types(there.slack.seat(story.RITA), f"{command} {line}")
    assert "97k" in plain(back)
    assert "97k" not in back.text
