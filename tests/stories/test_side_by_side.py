"""Do ours, the rivals’ and the counter-offer stand side by side, with the gaps, for the one who asked alone?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from practice.shapes import Message
from tests.stories.dealings import offers, writes
from tests.stories.deeds import adds
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Ana has our offer, one of Acme in pounds, and a counter-offer."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        rita = house_.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Interview")
        await writes(rita, "Ana Silva €90k + 10%")
        await writes(rita, "Ana Silva rival Acme £80k")
        await writes(rita, "Ana Silva counter €97k")
        yield house_
        assert house_.slack.refused == []


async def table(there: House, seat: Seat) -> Message:
    """The table that is posted where only one person sees it."""
    shown = await seat.types("/offer Ana Silva")
    (posted,) = await seat.clicks(shown[-1], "Side by side")
    return posted


def cells(posted: Message) -> dict[str, str]:
    """The rows of the table by their first cell."""
    rows = [line for line in plain(posted).splitlines() if " | " in line]
    return dict(line.split(" | ", 1) for line in rows)


def held(seat: Seat) -> list[str]:
    """What stands in the inputs of the window on top."""
    assert seat.modal is not None
    elements = [each for inputs in seat.modal.values.values() for each in inputs.values()]
    return [str(said) for each in elements if (said := each.get("value") or each.get("selected_option"))]


async def test_the_table_shows_the_gaps_to_the_one_who_asked_alone(there):
    rita = there.slack.seat(story.RITA)
    posted = await table(there, rita)
    assert posted.ephemeral_to == story.RITA
    shown = cells(posted)
    assert shown[" "] == "Our offer for Backend engineer | Acme | Counter-offer"
    assert shown["Base"] == "€90,000 a year | £80,000 a year (no rate to EUR) | €97,000 a year · €7,000 (7.8%) more"
    assert shown["Bonus a year"] == "10% = €9,000 | not known | not known"
    no_bonus = ", with no bonus known"
    in_all = f"€99,000 | £80,000 (no rate to EUR){no_bonus} | €97,000 · €2,000 (2%) less{no_bonus}"
    assert shown["A year in all"] == in_all
    assert posted.text.splitlines() == [
        "Offers to Ana Silva side by side: Our offer for Backend engineer, Acme and Counter-offer.",
        "The figures stand in the table itself, which only you see.",
    ]


async def test_a_rate_that_somebody_enters_is_reckoned_by_with_its_day_and_who(there):
    rita = there.slack.seat(story.RITA)
    await offers(there, rita)
    await rita.clicks(rita.modal, "Side by side")
    beneath = rita.modal
    await rita.clicks(rita.modal, "Enter a rate")
    await rita.fills({"Is worth": "-1"})
    assert "A rate is more than zero" in (await rita.submits())["Is worth"]
    await rita.fills({"Is worth": "1.17"})
    assert await rita.submits() == {}
    assert "Saved: 1 GBP = 1.17 EUR, for Monday 23 November 2026." in plain(rita.modal)
    assert "Base: £80,000 a year = €93,600 · €3,600 (4%) more" in plain(beneath)
    await rita.clicks(rita.modal, "Side by side")
    assert "Base: £80,000 a year = €93,600 · €3,600 (4%) more" in plain(rita.modal)
    assert "1 GBP = 1.17 EUR on Monday 23 November 2026, entered by @U0RITA." in plain(rita.modal)
    (posted,) = await rita.clicks(rita.modal, "As a table")
    assert posted.ephemeral_to == story.RITA
    assert "£80,000 a year = €93,600 · €3,600 (4%) more" in cells(posted)["Base"]


async def test_a_rate_far_off_the_last_is_asked_about_and_saved_where_it_is_meant(there):
    rita = there.slack.seat(story.RITA)
    posted = await table(there, rita)
    for typed, title in (("1.17", "Rate\nSaved"), ("1170", "Is this rate right?")):
        await rita.clicks(posted, "Enter a rate")
        await rita.fills({"Is worth": typed})
        assert await rita.submits() == {}
        assert plain(rita.modal).startswith(title)
        if typed == "1.17":
            await rita.closes()
    assert "The last one was 1 GBP = 1.17 EUR" in plain(rita.modal)
    assert await rita.submits() == {}
    assert "Saved: 1 GBP = 1170 EUR" in plain(rita.modal)


async def test_what_may_move_stands_below_until_it_is_used_up(there):
    rita = there.slack.seat(story.RITA)
    await offers(there, rita)
    await rita.picks(rita.modal, "offer_menu_1", "What may move …")
    assert "Nothing is written down yet." in plain(rita.modal)
    await rita.fills({"What may move": "Sign-on", "In their words": "ten thousand, if she starts in January"})
    assert await rita.submits() == {}
    assert "ten thousand, if she starts in January" in plain(rita.modal)
    sheet = there.slack.workspace.modals(story.RITA)[0]
    assert "May still move: sign-on (ten thousand, if she starts in January)" in plain(sheet)
    assert held(rita) == []
    await rita.fills({"In their words": "half of it in shares"})
    await rita.clicks(rita.modal, "Used up")
    assert "May still move:" not in plain(sheet)
    assert held(rita) == ["half of it in shares"]
    await rita.fills({"What may move": "Sign-on", "In their words": "ten thousand, if she starts in January"})
    assert await rita.submits() == {}
    posted = await table(there, rita)
    said = "May still move, says the client: Sign-on (ten thousand, if she starts in January)"
    assert said in plain(posted)
    assert "ten thousand" not in posted.text
    await rita.clicks(rita.modal, "Used up")
    assert "Nothing is written down yet." in plain(rita.modal)
    assert "May still move" not in plain(await table(there, rita))


async def test_whoever_may_not_see_pay_is_shown_no_table(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    posted = await table(there, rita)
    copy = there.slack.workspace.post(
        there.slack.workspace.im(story.TOM).id, there.slack.app.bot_user, "A copy", posted.blocks[-2:-1]
    )
    said = await tom.clicks(copy, "Enter a rate")
    assert "is seen by their owner" in (plain(said[-1]) if said else plain(tom.modal))
