"""Is it kept why a candidate said no, to whom they went and what was learned, and can it be found again?"""

import asyncio
from collections.abc import AsyncIterator

import pytest

import storage
from bot.facts import OfferKind, OfferState
from bot.messages import offer_buttons
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.dealings import closes_all, offered, pressed, seen, sends
from tests.stories.deeds import answers, at, card, heard, redrawn, told
from tests.stories.desk import adds, logged, open_form
from tests.stories.house import House, house

SLOW = "Two weeks between the interviews were too long"
BOTH = pytest.mark.parametrize("there", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
async def there(request, tmp_path) -> AsyncIterator[House]:
    on_postgres = getattr(request, "param", "sqlite") == "postgresql"
    url = request.getfixturevalue("postgres_url") if on_postgres else f"sqlite:///{tmp_path / 'rapport.db'}"
    with logged() as log:
        async with house(url) as it:
            await adds(it.slack.seat(story.RITA), "Ana Silva", job="Backend engineer", stage="Offer")
            yield it
            assert it.slack.refused == []
    assert "handler.failed" not in log.getvalue()
    assert not [word for word in (SLOW, "Acme") if word in log.getvalue()]


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def state_of(there: House, id: int) -> OfferState:
    found = await there.bot.database.ask(storage.offers.offer, there.slack.workspace.team_id, id)
    assert found
    return found.state


TO_ACME = {"What weighed most": "A rival", "To whom they go": "Acme"}


async def decides(there: House) -> int:
    """Ana has an offer of ours, and one of Acme's."""
    offer = await offered(there, OfferKind.OURS, "Backend engineer")
    await offered(there, OfferKind.RIVAL, "Acme")
    return offer


async def loses(there: House, rita: Seat, offer: int) -> None:
    """Ana goes to Acme, and it is written down why."""
    await pressed(there, rita, offer_buttons.DECLINE, offer)
    await sends(rita, **TO_ACME, **{"What we learned": SLOW})


@BOTH
async def test_whoever_declines_for_a_rival_leaves_a_lesson_and_thanks_are_owed(there, rita):
    offer = await offered(there, OfferKind.OURS, "Backend engineer")
    acme = await offered(there, OfferKind.RIVAL, "Acme")
    await offered(there, OfferKind.RIVAL, "Globex")
    form = await pressed(there, rita, offer_buttons.DECLINE, offer)
    assert "Ana Silva says no to our offer for Backend engineer." in form
    assert "To whom they go\nIf you know it" in form
    assert await rita.submits() == {"What weighed most": "Please complete this required field."}
    said = await sends(rita, **TO_ACME, **{"What we learned": SLOW})
    assert said.splitlines() == [
        "Declined",
        "Ana Silva says no to our offer for Backend engineer. The reason is on record.",
        "Their stage is declined for Backend engineer now. A last word is owed to them: thank them for their time.",
        "The offer of Acme is written down as the one they took.",
        "The offer of Globex is over by that.",
        "Similar candidates | Reopen … | Offers",
        "Close",
    ]
    assert await state_of(there, offer) is OfferState.DECLINED
    assert await state_of(there, acme) is OfferState.ACCEPTED
    await closes_all(rita)
    assert "declined for Backend engineer" in plain(await card(rita, "Ana Silva"))
    await there.move(at("24T08:31"))
    morning = heard(rita)[-1]
    assert "Ana Silva" in morning
    assert "Last word due" in morning


@pytest.mark.parametrize(
    ("who", "told"),
    [
        pytest.param(story.RITA, True, id="their recruiter"),
        pytest.param(story.MAYA, True, id="a manager"),
        pytest.param(story.TOM, False, id="a colleague, who has none of his own"),
    ],
)
async def test_losses_are_found_again_by_those_who_may_see_them(there, rita, who, told):
    await loses(there, rita, await decides(there))
    seat = there.slack.seat(who)
    message = (await seat.types("/care losses"))[-1]
    words = plain(message)
    if not told:
        assert words == "No loss is on record yet. Press “Declined” at an offer to write one down."
        return
    assert "1 loss in the last year: 1 for a rival" in words
    assert "They went to: Acme (1)" in words
    assert "Ana Silva · Backend engineer · said no for a rival, to Acme" in words
    assert SLOW in words
    assert SLOW not in message.text


@pytest.mark.parametrize("by", ["a move", "a corrected touch"])
async def test_whoever_is_moved_by_hand_leaves_no_offer_behind_and_why_is_asked(there, rita, by):
    offer = await offered(there, OfferKind.OURS, "Backend engineer")
    acme = await offered(there, OfferKind.RIVAL, "Acme")
    moved = {"New stage" if by == "a move" else "Move to stage": "Declined"}
    if by == "a move":
        await rita.clicks(await card(rita, "Ana Silva"), "Move")
    else:
        await rita.types("/touch Ana Silva - spoke, offers none")
        await rita.clicks(await card(rita, "Ana Silva"), "Edit")
        await rita.clicks(open_form(rita), "More")
    said = await sends(rita, **moved)
    assert "Our offer ended by that. Say why, and to whom they go." in said
    assert "Similar candidates" in said
    assert [await state_of(there, each) for each in (offer, acme)] == [OfferState.DECLINED, OfferState.OVER]
    await closes_all(rita)
    lost = (await rita.types("/care losses"))[-1]
    assert "Ana Silva · Backend engineer · lost, no reason yet" in plain(lost)
    await rita.clicks(lost, "Say why …")
    await rita.fills({"What weighed most": "A rival", "To whom they go": None, "Or to another company": "Globex"})
    assert await rita.submits() == {}
    await closes_all(rita)
    words = await answers(rita, "/care losses")
    assert "said no for a rival, to Globex" in words
    assert "Say why" not in words
    assert "is decided already" in await pressed(there, rita, offer_buttons.DECLINE, offer)
    await there.move(at("27T10:00"))
    assert not [each for each in heard(rita) if "Our offer" in each or "ran out" in each]


async def test_a_rival_that_they_refuse_is_good_news_and_one_that_they_take_ends_ours(there, rita):
    offer = await offered(there, OfferKind.OURS, "Backend engineer")
    acme = await offered(there, OfferKind.RIVAL, "Acme")
    counter = await offered(there, OfferKind.COUNTER, "Initech")
    await pressed(there, rita, offer_buttons.DECLINE, acme)
    said = await sends(rita, **{"What decided it": "The commute"})
    assert "Ana Silva said no to the offer of Acme." in said
    assert await state_of(there, offer) is OfferState.OPEN
    await closes_all(rita)
    form = await pressed(there, rita, offer_buttons.ACCEPT, counter)
    assert "Ana Silva says yes to the counter-offer of Initech.\nBy this ends:\n" in form
    assert "offer for Backend engineer" in form
    said = await sends(rita)
    assert "Ana Silva goes with the counter-offer of Initech. The reason is on record." in said
    assert await state_of(there, offer) is OfferState.DECLINED
    assert "said no for their employer’s counter-offer, to Initech" in await answers(rita, "/care losses")


@pytest.mark.parametrize(
    ("chosen", "stands"),
    [
        pytest.param("They stay at offer: another may come", "offer for Backend engineer", id="they stay"),
        pytest.param("Back to interview", "interview for Backend engineer", id="back"),
        pytest.param("Rejected: the client has decided otherwise", "rejected for Backend engineer", id="rejected"),
    ],
)
async def test_an_offer_that_is_taken_back_asks_what_becomes_of_them(there, rita, chosen, stands):
    offer = await offered(there, OfferKind.OURS, "Backend engineer")
    await pressed(there, rita, offer_buttons.WITHDRAW, offer)
    said = await sends(rita, **{"Why": "The budget was cut", "What becomes of them for this job": chosen})
    assert "Ana Silva: our offer for Backend engineer is taken back, on record with why." in said
    assert await state_of(there, offer) is OfferState.WITHDRAWN
    await closes_all(rita)
    assert stands in plain(await card(rita, "Ana Silva"))
    assert "No loss is on record yet." in await answers(rita, "/care losses")


@BOTH
async def test_of_a_yes_and_a_no_at_once_the_first_counts(there, rita):
    offer, maya = await offered(there, OfferKind.OURS, "Backend engineer"), there.slack.seat(story.MAYA)
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    await rita.fills({"How the candidate said yes": "By phone", "How they said yes": "In writing"})
    await pressed(there, maya, offer_buttons.DECLINE, offer)
    await maya.fills({"What weighed most": "The pay"})
    assert not any(await asyncio.gather(rita.submits(), maya.submits()))
    late = [seat for seat in (rita, maya) if "is decided already" in seen(seat)]
    assert len(late) == 1
    assert ("Reopen …" in seen(late[0])) is (late == [maya])
    assert await state_of(there, offer) is (OfferState.DECLINED if late == [rita] else OfferState.ACCEPTED)


async def test_a_no_by_mistake_is_taken_back_and_the_morning_counts_down_again(there, rita):
    offer = await decides(there)
    await there.move(at("25T08:31"))
    morning, counted_down = told(rita)[-1], heard(rita)[-1]
    assert "Our offer for Backend engineer is to be decided by" in counted_down
    await loses(there, rita, offer)
    await redrawn(there)
    assert "Ana Silva · their stage is now declined" in plain(morning)
    await rita.clicks(rita.modal, "Reopen …")
    assert "our offer for Backend engineer is open again, to be decided by" in seen(rita)
    await redrawn(there)
    assert plain(morning) == counted_down
    await closes_all(rita)
    assert await state_of(there, offer) is OfferState.OPEN
    assert "No loss is on record yet." in await answers(rita, "/care losses")
    assert "offer for Backend engineer" in plain(await card(rita, "Ana Silva"))
