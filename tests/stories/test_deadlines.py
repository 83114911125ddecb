"""Is a decision counted down, its deadline moved with a reason, and an offer that ran out renewed?"""

from collections.abc import AsyncIterator

import pytest

import storage
from bot.facts import OfferState
from bot.messages.offer_buttons import EXTEND
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories import counting
from tests.stories.dealings import offers
from tests.stories.deeds import adds, at, redrawn, told
from tests.stories.desk import open_form, presses, sent
from tests.stories.house import House, house

OFFER = "Our offer for Backend engineer is to be decided by"


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    """Ana, to whom Rita has put an offer through."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Offer")
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def opens(there: House, seat: Seat, offer: object) -> str:
    """Someone opens the form of a deadline."""
    await seat.clicks(sent(there, seat, EXTEND, offer), "Press")
    return plain(open_form(seat))


async def test_the_morning_counts_down_and_says_when_the_deadline_was_moved(there, rita):
    offer = await counting.offered(there, "Ana Silva", at("26T18:00"))
    await there.move(at("24T09:00"))
    assert OFFER not in plain(told(rita)[-1])
    await there.move(at("25T09:00"))
    morning = told(rita)[-1]
    assert OFFER in plain(morning)
    assert "Log it | Offers | More" in plain(morning)
    assert "Move the deadline" in await opens(there, rita, offer.id)
    given = {"To be decided by": "2026-11-30", "Why": "She meets the team on Friday"}
    await rita.fills(given | {"Who at the client said yes": "Sam Patel"})
    assert await rita.submits() == {}
    assert "Our offer to Ana Silva (Backend engineer) is to be decided by 18:00" in plain(open_form(rita))
    await redrawn(there)
    assert OFFER not in plain(told(rita)[-1])
    after = await counting.now(there, offer)
    assert (after.decide_by, after.decide_on) == (at("30T18:00"), None), "the hour stays that was said"
    changes = await there.bot.database.ask(storage.offers.changes, there.slack.workspace.team_id, [offer.id])
    last = changes[offer.id][-1]
    assert (last.by, last.reason, last.said_yes) == (story.RITA, given["Why"], "Sam Patel")


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        pytest.param(
            {"To be decided by": "2026-11-22"},
            {"To be decided by": "That day has passed. Choose today or a later day."},
            id="yesterday",
        ),
        pytest.param(
            {"To be decided by": "2026-11-23", "Hour": "08:00"},
            {"Hour": "That hour has passed. Choose a later one, or a later day."},
            id="an hour ago",
        ),
        pytest.param(
            {"To be decided by": "2026-11-26", "Hour": "18:00"},
            {"To be decided by": "That is the deadline already. Choose another day or hour."},
            id="the same",
        ),
        pytest.param({"Why": " "}, {"Why": "Say why, in a few words."}, id="no reason"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(there, rita, answers, errors):
    offer = await counting.offered(there, "Ana Silva", at("26T18:00"))
    await opens(there, rita, offer.id)
    given = {"To be decided by": "2026-11-30", "Why": "A reason", "Who at the client said yes": "Sam"}
    await rita.fills(given | answers)
    assert await rita.submits() == errors
    assert "Sam" in plain(open_form(rita))
    assert (await counting.now(there, offer)).decide_by == at("26T18:00")


async def test_it_runs_out_is_told_and_is_renewed_with_the_client(there, rita):
    offer = await counting.offered(there, "Ana Silva", at("26T18:00"))
    await there.move(at("26T18:00"))
    assert (await counting.now(there, offer)).state is OfferState.EXPIRED
    ran_out = told(rita)[-1]
    assert "Our offer to Ana Silva (Backend engineer) ran out at 18:00" in plain(ran_out)
    assert "Log it | Renew … | Take back … | Offers" in plain(ran_out)
    await rita.clicks(ran_out, "Renew …")
    assert plain(open_form(rita)).startswith("Renew the offer")
    await rita.fills(
        {"To be decided by": "2026-11-30", "Hour": "12:00", "Why": "She was ill", "Who at the client said yes": "Sam"}
    )
    assert await rita.submits() == {}
    assert "It goes on: it had run out." in plain(open_form(rita))
    await redrawn(there)
    assert "Since then: open · to be decided by 12:00" in plain(told(rita)[-1])
    assert "Renew" not in plain(told(rita)[-1])
    await there.move(at("30T12:00"))
    assert "ran out at 12:00" in plain(told(rita)[-1])


async def test_what_ran_out_is_owed_each_morning_until_somebody_sees_to_it(there, rita):
    await counting.offered(there, "Ana Silva", at("26T18:00"))
    asked = (
        "Our offer for Backend engineer ran out at 18:00 UTC on 26 Nov 2026: renew it with the client, or take it back"
    )
    for morning in ("27T09:00", "30T09:00"):
        await there.move(at(morning))
        assert asked in plain(told(rita)[-1])
    listed = "Our offer for Backend engineer: ran out at 18:00 UTC on 26 Nov 2026: renew it with the client"
    assert listed in plain((await rita.types("/care offers"))[-1])
    assert listed in plain(await rita.opens_home())
    await rita.clicks(told(rita)[-1], "Offers")
    await rita.picks(open_form(rita), "More", "Taken back …")
    await rita.fills({"Why": "The budget is gone"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert asked not in plain(told(rita)[-1])


async def test_two_who_move_it_at_once_have_one_outcome(there, rita):
    maya = there.slack.seat(story.MAYA)
    offer = await counting.offered(there, "Ana Silva", at("26T18:00"))
    for seat, on in ((rita, "2026-11-27"), (maya, "2026-12-03")):
        await opens(there, seat, offer.id)
        await seat.fills({"To be decided by": on, "Why": "More time", "Who at the client said yes": "Sam"})
    assert await rita.submits() == {}
    await maya.submits()
    assert "Somebody has moved this deadline meanwhile" in plain(open_form(maya))
    assert (await counting.now(there, offer)).decide_by == at("27T18:00")


async def test_a_rivals_deadline_needs_no_clients_yes_and_is_asked_about_when_it_has_passed(there, rita):
    offer = await counting.offered(there, "Ana Silva", at("24T18:00"), company="Acme")
    assert "Who at the client" not in await opens(there, rita, offer.id)
    await rita.fills({"To be decided by": "2026-11-25"})
    assert await rita.submits() == {}
    await there.move(at("26T09:00"))
    assert "Acme’s offer was to be decided by" in plain(told(rita)[-1])
    assert "ask what became of it" in plain(told(rita)[-1])


async def test_whoever_may_not_see_their_pay_cannot_move_it(there):
    offer = await counting.offered(there, "Ana Silva", at("26T18:00"))
    tom = there.slack.seat(story.TOM)
    assert "is seen by their owner" in await presses(there, tom, EXTEND, str(offer.id))
    assert "cannot be found any more" in await presses(there, tom, EXTEND, "99")


async def test_a_manager_hears_of_a_rival_that_nobody_asked_about_without_pay(there):
    maya = there.slack.seat(story.MAYA)
    await counting.offered(there, "Ana Silva", at("24T18:00"), company="Acme")
    await there.move(at("26T12:00"))
    said = [plain(each) for each in told(maya) if "Acme’s offer was to be decided by" in plain(each)]
    assert len(said) == 1
    assert said[0].startswith("Overdue")


async def test_an_hour_is_that_of_whoever_looks_after_the_offer_whoever_types_it_and_says_so(there, rita):
    """Rita is in Lisbon, Maya in New York: what Maya types is Lisbon's hour, by a line and by either form."""
    await there.slack.change_person(story.RITA, tz="Europe/Lisbon")
    await there.slack.change_person(story.MAYA, tz="America/New_York")
    maya = there.slack.seat(story.MAYA)
    back = (await maya.types("/offer Ana Silva - 91k€ by 27 nov 17:00"))[-1]
    assert "To be decided by Friday 27 November, 17:00 in Lisbon" in plain(back)
    said = await maya.clicks(back, "Save")
    assert "on 27 Nov 2026, 17:00 in Lisbon." in "\n".join(map(plain, [*said, back]))
    offer = await there.bot.database.ask(newest_offer, there.slack.workspace.team_id)
    assert offer.decide_by == at("27T17:00")
    form = await opens(there, maya, offer.id)
    assert "The time in Lisbon. Left empty: when work ends that day, 18:00." in form
    given = {"To be decided by": "2026-11-27", "Hour": "01:30", "Why": "A reason"}
    await maya.fills(given | {"To be decided by": "2026-11-28", "Who at the client said yes": "Sam"})
    assert await maya.submits() == {}
    assert "on 28 Nov 2026, Saturday 01:30 in Lisbon (before" in plain(open_form(maya))
    assert (await counting.now(there, offer)).decide_by == at("28T01:30")
    await offers(there, maya)
    await maya.clicks(open_form(maya), "New round")
    assert "The time in Lisbon. Left empty: when work ends that day." in plain(open_form(maya))
    await maya.fills({"Pay": "€92k a year", "To be decided by": "2026-11-27", "Hour": "16:00"})
    assert await maya.submits() == {}
    assert (await counting.now(there, offer)).decide_by == at("27T16:00")
    assert "in Lisbon" not in await opens(there, rita, offer.id)


def newest_offer(db, team):
    """The offer that stands in Ana's name."""
    candidate = storage.finding.found(db, team, "Ana Silva", 1)[0].id
    return storage.offers.of(db, team, candidate)[-1]
