"""Are offers written down by forms, read back, negotiated in rounds, and taken back?"""

from collections.abc import AsyncIterator

import pytest

from bot.facts import OfferKind
from bot.messages import offer_buttons, offer_outcomes
from bot.messages.candidates import LOG
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.dealings import offered
from tests.stories.deeds import adds, card, moves, puts_forward
from tests.stories.desk import open_form, presses, sent, value_of
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Interview")
        yield house_
        assert house_.slack.refused == []


async def sheet(there: House, seat: Seat, name: str = "Ana Silva") -> str:
    """Opens all offers to somebody in a window, and reads it."""
    id = value_of(await card(seat, name), LOG)
    await seat.clicks(sent(there, seat, offer_buttons.SHEET, id), "Press")
    return plain(open_form(seat))


async def raises(seat: Seat, which: str, **given: object) -> str:
    """Adds an offer from the sheet that is open, and reads what is said of it."""
    await seat.clicks(open_form(seat), which)
    await seat.fills({label.replace("_", " "): answer for label, answer in given.items()})
    assert await seat.submits() == {}
    said = plain(open_form(seat))
    await seat.closes()
    return said


async def test_our_offer_is_written_down_read_back_and_brings_them_to_offer(there):
    rita = there.slack.seat(story.RITA)
    assert "No offers are written down yet" in await sheet(there, rita)
    said = await raises(rita, "+ Our offer", Pay="€91k a year + 11%", Said_by="Ida of Northwind")
    assert "Written down: our offer for Backend engineer to Ana Silva" in said
    assert "Offered: €91,000 a year + 11% bonus" in said
    assert "moved from interview to offer" in said
    shown = plain(open_form(rita))
    assert "On the table: €91,000 a year + 11% bonus (said by Ida of Northwind" in shown
    assert "offer for Backend engineer" in plain(await card(rita, "Ana"))
    assert "to be decided by" in shown


async def test_rounds_stand_in_the_order_in_which_they_happened_and_the_newest_is_on_the_table(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await raises(rita, "+ Our offer", Pay="€91k a year")
    await raises(rita, "New round", **{"What_is_it?": "The candidate asks for it"}, Pay="€97k a year")
    said = await raises(rita, "New round", Pay="€94k a year", Said_by="Ida")
    assert "Offered: €94,000 a year" in said
    await raises(rita, "New round", Pay="€89k a year", When="2026-11-20")
    shown = plain(open_form(rita))
    assert "On the table: €94,000 a year" in shown
    assert "They ask for: €97,000 a year" in shown
    assert shown.index("Offered before: €91,000") < shown.index("Offered before: €89,000")


async def test_a_rival_that_is_known_already_is_met_again_in_a_new_round(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    first = await raises(rita, "+ Rival", Company=("Acme", "Add “Acme”"), How_far_they_are_there="Interviews")
    assert "Written down: Ana Silva’s talks with Acme" in first
    assert "Acme · a rival · interviews there" in plain(open_form(rita))
    again = await raises(rita, "+ Rival", Company=("acm", "Acme"), Pay="€131k a year", How_they_rank_it="Ahead of us")
    assert "on record already, so these figures are written down there" in again
    shown = plain(open_form(rita))
    assert shown.count("a rival") == 1
    assert "ranks ahead of us" in shown
    assert "On the table: €131,000 a year" in shown
    assert "The client has not been told of it yet" in shown


async def test_more_is_known_of_a_rival_later(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await raises(rita, "+ Rival", Company=("Acme", "Add “Acme”"))
    said = await raises(
        rita,
        "The client was told …",
        How_far_they_are_there="They have an offer",
        What_we_sped_up_or_improved_for_it="the second interview is on Tuesday",
    )
    assert "The client was told of it.\nDone because of it: the second interview is on Tuesday" in said
    shown = plain(open_form(rita))
    assert "Acme · a rival · open since" in shown
    assert "The client was told at" in shown
    assert "Done because of it: the second interview is on Tuesday (@U0RITA at 09:00 UTC on 23 Nov 2026)" in shown


async def test_a_counter_offer_is_expected_for_a_reason_then_made(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await rita.clicks(open_form(rita), "+ Counter-offer")
    await rita.fills({"Is it made?": "Expected"})
    assert await rita.submits() == {
        "Why do you expect one?": "Say why you expect one, like: their boss asked them to stay."
    }
    await rita.fills({"Why do you expect one?": "they are the only one who knows the system"})
    assert await rita.submits() == {}
    await rita.closes()
    assert "Counter-offer · expected" in plain(open_form(rita))
    await raises(rita, "New round", Pay="€96k a year")
    shown = plain(open_form(rita))
    assert "made, not answered" in shown
    assert "+ Counter-offer" not in shown


async def test_what_was_written_down_by_mistake_is_taken_back(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await raises(rita, "+ Our offer", Pay="€91k a year")
    await rita.clicks(open_form(rita), "New round")
    await rita.fills({"Pay": "€19k a year"})
    assert await rita.submits() == {}
    id = value_of(open_form(rita), offer_outcomes.UNDO)
    await rita.clicks(open_form(rita), "Undo")
    assert "Undone: that round of our offer" in plain(open_form(rita))
    await rita.closes()
    shown = plain(open_form(rita))
    assert "On the table: €91,000" in shown
    assert "€19,000" not in shown
    tom = there.slack.seat(story.TOM)
    assert "taken back already" in await presses(there, tom, offer_outcomes.UNDO, id)


async def test_a_form_keeps_what_was_typed_over_its_pages_and_says_errors_at_their_fields(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await rita.clicks(open_form(rita), "+ Our offer")
    await rita.fills({"Pay": "-5k", "To be decided by": "2026-11-20"})
    await rita.clicks(open_form(rita), "More: the package")
    await rita.fills({"Equity": "0.3 % over four years", "Start date": "2027-02-01"})
    await rita.clicks(open_form(rita), "Back")
    errors = await rita.submits()
    assert set(errors) == {"Pay"}
    await rita.fills({"Pay": "€91k or $99k"})
    assert set(await rita.submits()) == {"Pay"}
    await rita.fills({"Pay": "90k"})
    assert await rita.submits() == {"To be decided by": "That day has passed. Choose today or a later day."}
    await rita.fills({"To be decided by": "2026-12-02"})
    assert await rita.submits() == {}
    assert plain(open_form(rita)).startswith(
        "Our offer\nI read that as €90,000 a year (assumed: a year; in euros (EUR), the currency of your country). "
        "Save again if that is right, or change it."
    )
    await rita.fills({"Pay": "91k + 0%"})
    assert set(await rita.submits()) == {"Pay"}
    await rita.fills({"Pay": "91k"})
    assert await rita.submits() == {}
    assert "I read that as €91,000 a year" in plain(open_form(rita))
    await rita.clicks(open_form(rita), "More: the package")
    assert await rita.submits() == {}
    assert "€91,000 a year + equity: 0.3 % over four years + start: 1 February 2027" in plain(open_form(rita))
    await rita.closes()
    assert "to be decided by Wednesday 2 December" in plain(open_form(rita))


async def test_what_was_written_down_last_is_undone_from_the_sheet_by_its_author(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await sheet(there, rita)
    await raises(rita, "+ Our offer", Pay="€91k a year")
    await rita.closes()
    await sheet(there, rita)
    await raises(rita, "New round", Pay="€99k a year")
    await rita.closes()
    assert "Undo …" in await sheet(there, maya)
    assert "Undo …" in await sheet(there, rita)
    await rita.picks(open_form(rita), "More", "Undo …")
    asked = plain(open_form(rita))
    assert "Offered: €99,000 a year" in asked
    await rita.clicks(open_form(rita), "Undo it")
    assert plain(open_form(rita)).startswith("Offers\nUndone: that round of our offer for Backend engineer to Ana")
    await rita.closes()
    shown = plain(open_form(rita))
    assert "On the table: €91,000 a year" in shown
    assert "€99,000" not in shown


async def test_our_offer_asks_for_which_job_and_goes_to_one_put_forward_first(there):
    rita = there.slack.seat(story.RITA)
    await puts_forward(rita, "Ana", "Data engineer", "Interview")
    await sheet(there, rita)
    await rita.clicks(open_form(rita), "+ Our offer")
    await rita.fills({"Job": "Data engineer", "Pay": "€91k a year"})
    assert await rita.submits() == {}
    await rita.closes()
    await rita.closes()
    await rita.types("/candidate add Zoe Novak")
    assert await rita.submits() == {}
    await rita.closes()
    await sheet(there, rita, "Zoe Novak")
    await rita.clicks(open_form(rita), "+ Our offer")
    assert plain(open_form(rita)).startswith("Put forward")
    assert "An offer of ours is for a job. Put them forward for it first" in plain(open_form(rita))


async def test_another_offer_of_ours_for_the_same_job_leads_to_a_new_round(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await raises(rita, "+ Our offer", Pay="€91k a year")
    await rita.clicks(open_form(rita), "+ Our offer")
    assert "There is an offer to Ana Silva already: our offer for Backend engineer." in plain(open_form(rita))
    await rita.clicks(open_form(rita), "New round")
    assert "€91,000 a year" in plain(open_form(rita))
    await rita.fills({"Pay": "€93k a year"})
    assert await rita.submits() == {}
    assert "Offered: €93,000 a year" in plain(open_form(rita))


async def test_who_is_asked_to_agree_first_stays_where_they_are_though_the_offer_is_written_down(there):
    rita = there.slack.seat(story.RITA)
    await adds(rita, "Bea Costa", "Screening", "Designer")
    await sheet(there, rita, "Bea Costa")
    await rita.clicks(open_form(rita), "+ Our offer")
    await rita.fills({"Pay": "€71k a year"})
    assert await rita.submits() == {}
    assert "Did they agree?" in plain(open_form(rita))
    assert "Written down: our offer for Designer" in plain(open_form(rita))


async def test_nothing_is_negotiated_about_a_submission_that_is_over(there):
    rita = there.slack.seat(story.RITA)
    await sheet(there, rita)
    await raises(rita, "+ Our offer", Pay="€91k a year")
    await rita.closes()
    await moves(rita, "Ana", "Rejected")
    shown = await sheet(there, rita)
    assert "taken back" in shown
    assert "New round" not in shown


async def test_who_may_not_see_pay_is_shown_nothing_and_can_write_nothing_down(there):
    rita, tom = there.slack.seat(story.RITA), there.slack.seat(story.TOM)
    await sheet(there, rita)
    await raises(rita, "+ Our offer", Pay="€91k a year")
    old = value_of(await card(tom, "Ana"), LOG)
    for action, value in ((offer_buttons.SHEET, old), (offer_buttons.ADD, f"{old}/rival")):
        await tom.clicks(sent(there, tom, action, value), "Press")
        said = plain(tom.modal) if tom.modal else plain(tom.dm()[-1])
        assert "What they are offered is seen by their owner" in said


async def test_a_rival_that_was_written_down_by_mistake_without_figures_is_undone(there):
    rita, maya = there.slack.seat(story.RITA), there.slack.seat(story.MAYA)
    await sheet(there, rita)
    said = await raises(rita, "+ Rival", Company=("Globex", "Add “Globex”"), How_far_they_are_there="Interviews")
    assert "talks with Globex" in said
    id = value_of(open_form(rita), offer_buttons.ROUND + "_1")
    assert "Undo …" in await sheet(there, maya)
    await rita.picks(open_form(rita), "More", "Undo …")
    assert "Globex: interviews there, written down by @U0RITA" in plain(open_form(rita))
    await rita.clicks(open_form(rita), "Undo it")
    assert "Taken back: the offer of Globex to Ana Silva." in plain(open_form(rita))
    await rita.closes()
    assert "Globex: over" in plain(open_form(rita))
    assert "was taken back already" in await presses(there, rita, offer_outcomes.UNRAISE, id)


async def test_the_counter_offer_stands_before_a_row_of_rivals_and_the_others_are_one_press_away(there):
    rita = there.slack.seat(story.RITA)
    for company in ("Acme", "Bolt", "Cyan", "Dune", "Echo"):
        await offered(there, OfferKind.RIVAL, company)
    await offered(there, OfferKind.COUNTER, "Initech")
    await sheet(there, rita)
    await raises(rita, "+ Rival", Company=("Fuse", "Add “Fuse”"), To_be_decided_by="2026-12-02")
    first = plain(open_form(rita))
    order = ["Counter-offer of Initech", "Fuse · a rival", "Acme · a rival", "Bolt · a rival", "Cyan · a rival"]
    assert sorted(order, key=first.index) == order
    assert "1 to 5 of 7 that go on." in first
    assert "Dune" not in first
    await rita.clicks(open_form(rita), "2 more")
    assert "6 to 7 of 7 that go on." in plain(open_form(rita))
    assert "Dune" in plain(open_form(rita))
    await rita.clicks(open_form(rita), "Before")
    assert plain(open_form(rita)) == first


async def test_beside_a_rival_that_is_known_none_is_called_nothing_new(there):
    rita = there.slack.seat(story.RITA)
    await offered(there, OfferKind.RIVAL, "Acme")
    await rita.types("/touch Ana Silva - spoke, offers none")
    assert "Call, spoke · nothing new about other offers" in plain(rita.dm()[-1])
    await rita.types("/touch Ana Silva")
    assert "We know of Acme. Worth asking each time" in plain(open_form(rita))
    await rita.fills({"How it went": "Call, spoke", "Other offers": "Nothing new"})
    assert await rita.submits() == {}
    assert "Acme · a rival · open" in await sheet(there, rita)
