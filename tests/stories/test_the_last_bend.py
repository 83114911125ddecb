"""Is a candidate with two rivals and a counter-offer brought round the last bend, or lost for a reason that is kept?"""

import pytest

from practice.reading import plain
from tests.stories.bend import ACME, COUNTER, OURS, Bend, bend, closes, hears_of_rivals, is_approved
from tests.stories.deeds import at, files, heard, redrawn
from tests.stories.desk import open_form


@pytest.fixture
async def it(database_url):
    async with bend(database_url) as there:
        yield there


async def comes_to_a_head(it: Bend) -> None:
    """All three are on the table, the morning says so, and the last day moves."""
    await hears_of_rivals(it)
    await is_approved(it)
    await it.sheet()
    await it.turns(it.rita, "+ Counter-offer")
    await it.rita.fills({"Is it made?": "Expected", "Why do you expect one?": "Her boss hears that she is looking"})
    assert await it.rita.submits() == {}
    await closes(it.rita)
    card = plain(await it.card())
    assert f"{OURS}: open · to be decided by Friday 27 November" in card
    assert "Acme (rival): an offer there · to be decided by Thursday 26 November · ranks ahead of us" in card
    assert "Globex (rival): interviews there" in card
    assert "Counter-offer: expected · Her boss hears that she is looking" in card
    await it.there.move(at("25T09:00"))
    morning = next(each for each in heard(it.rita) if "Acme’s offer" in each)
    assert "a counter-offer is expected" in morning


async def stands_side_by_side(it: Bend) -> None:
    """The counter-offer is made; Rita compares, and moves what may still move."""
    await it.types("/offer Ana Silva counter 125k")
    assert "High risk: a counter-offer was made, the counter-offer is not answered" in await it.sheet()
    table = await it.turns(it.rita, "Side by side")
    assert "Base: €132,000 a year · €12,000 (10%) more" in table
    assert "Base: €125,000 a year · €5,000 (4.2%) more" in table
    given = {"What may move": "Sign-on", "In their words": "Up to five thousand if she starts in January"}
    await it.fills("What may move …", OURS, given)
    given = {"To be decided by": "2026-11-30", "Why": "She meets the team on Friday"}
    said = await it.fills("Extend …", OURS, given | {"Who at the client said yes": "Helena Brandt"})
    assert "to be decided by 18:00 UTC on 30 Nov 2026" in said
    assert "May still move: sign-on" in await it.sheet()


async def test_she_says_yes(it):
    await comes_to_a_head(it)
    await stands_side_by_side(it)
    yes = {"First day": "2027-01-01", "How the candidate said yes": "By phone"}
    client = {"Who agreed at the client": "Helena Brandt", "How they said yes": "In writing"}
    said = await it.fills("Accepted …", OURS, yes | client)
    assert "Friday 1 January 2027, a day off; the next working day is Monday 4 January 2027" in said
    await is_agreed(it)
    card = plain(await it.card())
    assert "starts on Friday 1 January · guarantee until Thursday 1 April" in card
    assert "accepted for Backend engineer, Northwind" in card
    assert "Acme (rival)" not in card
    assert "Ask whether they have resigned" in card
    assert "the agreed terms" not in card


async def is_agreed(it: Bend) -> None:
    """The terms are a file for both sides, and both were sent it."""
    terms = await it.turns(it.rita, "Agreed terms")
    assert "Base: €120,000 a year" in terms
    await it.turns(it.rita, "Make the file")
    await redrawn(it.there)
    (file,) = files(it.rita)
    page = it.there.slack.workspace.files[file].content.decode()
    assert "€120,000 a year" in page
    assert "Helena Brandt" in page
    await closes(it.rita)
    await it.presses("Agreed terms", OURS)
    await it.turns(it.rita, "Sent to Ana Silva")
    assert "Sent to Helena Brandt at" in await it.turns(it.rita, "Sent to Helena Brandt")
    await closes(it.rita)


async def test_she_goes_to_the_rival(it):
    await comes_to_a_head(it)
    learned = "Two weeks between the interviews were too long"
    lost = {"What weighed most": "A rival", "To whom they go": ACME, "What we learned": learned}
    said = await it.fills("Declined …", OURS, lost)
    assert "A last word is owed" in said
    assert "Ben Okoro" in await it.turns(it.rita, "Similar candidates")
    await closes(it.rita)
    card = plain(await it.card())
    assert "Said no to Backend engineer, Northwind for a rival, Acme" in card
    assert "(rival):" not in card
    assert "Our offer is to be decided" not in card
    losses = plain((await it.maya.types("/care losses"))[-1])
    assert "Ana Silva · Backend engineer, Northwind · said no for a rival, to Acme" in losses
    assert learned in losses
    await it.rita.picks(await it.card(), "More", "Time line")
    told = plain(open_form(it.rita))
    for line in (f"{OURS}: declined", "Acme: accepted", f"{COUNTER}: over", "Moved from offer to declined"):
        assert line in told, line
