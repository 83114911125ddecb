"""Is an offer of ours accepted once, with its terms and its first day, whoever presses and however late?"""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

import storage
from bot.facts import OfferKind, OfferState
from bot.messages import offer_buttons
from bot.messages.candidates import LOG
from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.dealings import FIGURES, closes_all, offered, pressed, seen, sends
from tests.stories.deeds import answers, at, card, heard, redrawn, told
from tests.stories.desk import adds, logged, open_form, value_of
from tests.stories.house import MONDAY, House, house

YES = {"How the candidate said yes": "By phone", "How they said yes": "In writing"}
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
    assert not [word for word in (*FIGURES, "Helena") if word in log.getvalue()]


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def ours(there: House) -> int:
    return await offered(there, OfferKind.OURS, "Backend engineer")


async def state_of(there: House, id: int) -> OfferState:
    found = await there.bot.database.ask(storage.offers.offer, there.slack.workspace.team_id, id)
    assert found
    return found.state


@BOTH
async def test_an_acceptance_from_the_form_to_the_terms(there, rita):
    offer, acme = await ours(there), await offered(there, OfferKind.RIVAL, "Acme")
    form = await pressed(there, rita, offer_buttons.ACCEPT, offer)
    assert "Ana Silva says yes to our offer for Backend engineer." in form
    assert "€81,374 a year + 7.25% bonus\nEquity: 0.35 %" in form
    assert "Helena Brandt" in form
    said = await sends(rita, **{"First day": "2027-01-01"}, **YES)
    assert said.splitlines() == [
        "Accepted",
        "Ana Silva has accepted our offer for Backend engineer.",
        "They start on Friday 1 January 2027, a day off; the next working day is Monday 4 January 2027. "
        "The guarantee holds until Thursday 1 April 2027.",
        "The offer of Acme is over by that.",
        "What was agreed is written down. Send it to both sides, and ask whether they resigned.",
        "Agreed terms | First day, resigned … | Reopen …",
        "Close",
    ]
    assert await state_of(there, offer) is OfferState.ACCEPTED
    assert await state_of(there, acme) is OfferState.DECLINED
    await closes_all(rita)
    assert "accepted for Backend engineer" in plain(await card(rita, "Ana Silva"))


@BOTH
async def test_of_two_who_press_one_is_first_and_the_second_is_told(there, rita):
    offer, maya = await ours(there), there.slack.seat(story.MAYA)
    for seat in (rita, maya):
        await pressed(there, seat, offer_buttons.ACCEPT, offer)
        await seat.fills(YES)
    assert not any(await asyncio.gather(rita.submits(), maya.submits()))
    said = sorted([seen(rita), seen(maya)], key=lambda words: "decided already" in words)
    assert "Ana Silva has accepted our offer" in said[0]
    assert "our offer for Backend engineer is decided already: accepted by @" in said[1]
    assert "Nothing was changed." in said[1]
    await closes_all(rita)
    assert "is decided already" in await pressed(there, rita, offer_buttons.ACCEPT, offer)


async def test_what_has_run_out_asks_who_renewed_it(there, rita):
    offer = await ours(there)
    await there.move(MONDAY + timedelta(days=4))
    form = await pressed(there, rita, offer_buttons.ACCEPT, offer)
    assert "This offer has run out." in form
    await rita.fills(YES | {"Renewed with the client? Who there said yes": "?"})
    assert await rita.submits() == {
        "Renewed with the client? Who there said yes": "It has run out, so name who at the client renewed it. "
        "If nobody has, ask them first."
    }
    said = await sends(rita, **{"Renewed with the client? Who there said yes": "Helena Brandt"})
    assert "Ana Silva has accepted our offer" in said
    changes = await there.bot.database.ask(storage.offers.changes, there.slack.workspace.team_id, [offer])
    assert changes[offer][-1].said_yes == "Helena Brandt"


async def test_what_runs_out_while_the_form_is_open_is_asked_about_with_nothing_lost(there, rita):
    offer = await ours(there)
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    await rita.fills({"Terms": "€82,000 a year\nEquity: none\nA parking place", **YES})
    await there.move(at("26T19:00"))
    assert await rita.submits() == {}
    assert "This offer has run out." in seen(rita)
    assert "€82,000 a year\nEquity: none\nA parking place" in seen(rita)
    said = await sends(rita, **{"Renewed with the client? Who there said yes": "Helena Brandt"})
    assert "Ana Silva has accepted our offer" in said


async def test_a_first_day_that_has_passed_is_asked_about_once(there, rita):
    offer = await ours(there)
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    await rita.fills({"First day": "2026-11-16", **YES})
    assert await rita.submits() == {}
    assert "The first day, Monday 16 November 2026, has passed." in seen(rita)
    assert await state_of(there, offer) is OfferState.OPEN
    assert "They start on Monday 16 November 2026." in await sends(rita)


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        pytest.param(
            {"First day": "2036-01-04"}, {"First day": "4 January 2036 is years away. Check the year."}, id="far"
        ),
        pytest.param(
            {"Agreed on": "2026-11-24"},
            {"Agreed on": "That day is still to come. Choose the day on which both had agreed."},
            id="agreed tomorrow",
        ),
        pytest.param(
            {"Terms": "Equity: 1 %"},
            {"Terms": "Write in the first line what is paid, as in: €85,000 a year + 10% bonus."},
            id="no pay",
        ),
        pytest.param(
            {"Who agreed at the client": "–"}, {"Who agreed at the client": "Name who agreed at the client."}, id="who"
        ),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(there, rita, answers, errors):
    await pressed(there, rita, offer_buttons.ACCEPT, await ours(there))
    await rita.fills(YES | answers)
    assert await rita.submits() == errors


@pytest.mark.parametrize("terms", ["-5k", "85k or £70k", "ninety"])
async def test_pay_that_is_not_understood_is_asked_about_at_its_field(there, rita, terms):
    await pressed(there, rita, offer_buttons.ACCEPT, await ours(there))
    await rita.fills(YES | {"Terms": terms})
    errors = await rita.submits()
    assert list(errors) == ["Terms"]
    assert errors["Terms"].endswith((".", "?"))


async def test_a_colleague_who_may_not_see_pay_decides_nothing(there, rita):
    offer, tom = await ours(there), there.slack.seat(story.TOM)
    for action in (offer_buttons.ACCEPT, offer_buttons.DECLINE, offer_buttons.WITHDRAW, offer_buttons.REOPEN):
        words = await pressed(there, tom, action, offer)
        assert "is seen by their owner" in words
        assert not [figure for figure in FIGURES if figure in words]
        await closes_all(tom)
    assert await state_of(there, offer) is OfferState.OPEN


async def test_a_yes_by_mistake_is_taken_back_and_a_yes_by_hand_hints_at_the_offer(there, rita):
    offer = await ours(there)
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    await sends(rita, **YES)
    await closes_all(rita)
    shown = await card(rita, "Ana Silva")
    await pressed(there, rita, offer_buttons.SHEET, value_of(shown, LOG))
    assert "Agreed: €81,374 a year + 7.25% bonus" in seen(rita)
    assert "Agreed terms | First day, resigned … | Fell through … | Reopen …" in seen(rita)
    await rita.clicks(rita.modal, "Reopen …")
    assert "our offer for Backend engineer is open again, to be decided by" in seen(rita)
    assert await state_of(there, offer) is OfferState.OPEN
    await closes_all(rita)
    await rita.clicks(await card(rita, "Ana Silva"), "Move")
    await rita.fills({"New stage": "Accepted"})
    assert await rita.submits() == {}
    assert "Press Offers and accept ours there" in seen(rita)
    await closes_all(rita)
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    assert "Ana Silva has accepted our offer" in await sends(rita, **YES)


async def test_a_yes_by_hand_with_no_offer_on_record_is_written_down_from_where_they_stand(there, rita):
    await rita.clicks(await card(rita, "Ana Silva"), "Move")
    await rita.fills({"New stage": "Accepted"})
    assert await rita.submits() == {}
    await closes_all(rita)
    ana = value_of(await card(rita, "Ana Silva"), LOG)
    await pressed(there, rita, offer_buttons.SHEET, ana)
    await rita.clicks(open_form(rita), "+ Our offer")
    assert "Offered: €81,374 a year." in await sends(rita, Pay="€81,374 a year")
    await closes_all(rita)
    await pressed(there, rita, offer_buttons.SHEET, ana)
    await rita.clicks(open_form(rita), "Accepted …")
    said = await sends(rita, **YES, **{"Who agreed at the client": "Helena Brandt"})
    assert "Ana Silva has accepted our offer for Backend engineer." in said
    await closes_all(rita)
    assert "accepted for Backend engineer" in plain(await card(rita, "Ana Silva"))
    assert "They said yes to it." in await pressed(there, rita, offer_buttons.ADD, f"{ana}/ours")


async def test_the_first_day_moves_they_resign_and_it_falls_through(there, rita):
    offer = await ours(there)
    await offered(there, OfferKind.RIVAL, "Acme")
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    await sends(rita, **{"First day": "2027-01-04"}, **YES)
    await rita.clicks(rita.modal, "First day, resigned …")
    assert "The guarantee holds until Sunday 4 April." in seen(rita)
    await rita.fills({"First day": "2027-02-01", "Resigned on": "2026-11-30"})
    assert await rita.submits() == {"Resigned on": "That day is still to come. Write it down once it has happened."}
    said = await sends(rita, **{"Resigned on": "2026-11-23"})
    assert "They start on Monday 1 February 2027. The guarantee holds until Sunday 2 May 2027." in said
    assert "Resigned on Monday 23 November\nPapers not known to be signed" in said
    await rita.closes()
    assert (
        "Starts on Monday 1 February, guarantee until Sunday 2 May, resigned on Monday 23 November, "
        "papers not known to be signed" in seen(rita)
    )
    await closes_all(rita)
    await rita.clicks(await card(rita, "Ana Silva"), "Move")
    await closes_all(rita)
    submission = (await there.bot.database.ask(storage.offers.offer, there.slack.workspace.team_id, offer)).submission
    await pressed(there, rita, offer_buttons.PLACEMENT, submission)
    await rita.clicks(rita.modal, "Fell through …")
    assert "Ana Silva does not go on at Backend engineer: fell through, on record." in seen(rita)
    await rita.clicks(rita.modal, "Say why …")
    assert "Our offer for Backend engineer to Ana Silva came to nothing." in seen(rita)
    said = await sends(rita, **{"What weighed most": "The pay"})
    assert "Why our offer for Backend engineer to Ana Silva came to nothing is on record now." in said
    await closes_all(rita)
    answer = (await rita.types("/offer Ana Silva rival Acme accepted"))[-1]
    assert "Press Accepted … on the offer" in plain(answer)
    assert "Our offer for Backend engineer: accepted at 09:00 UTC on 23 Nov 2026, then fell through at" in plain(answer)
    await rita.clicks(answer, "Accepted: the offer of Acme …")
    assert "Nothing of ours is open with them." in seen(rita)
    assert "Ana Silva goes with the offer of Acme. The reason is on record." in await sends(rita)
    await closes_all(rita)
    assert "said yes, then fell through, for the pay, to Acme" in await answers(rita, "/care losses")
    assert await state_of(there, offer) is OfferState.DECLINED
    assert "fell through for Backend engineer" in plain(await card(rita, "Ana Silva"))
    assert "They are not placed there any more." in await pressed(there, rita, offer_buttons.PLACEMENT, submission)


async def test_the_morning_after_says_what_is_owed_without_a_figure(there, rita):
    await pressed(there, rita, offer_buttons.ACCEPT, await ours(there))
    await sends(rita, **YES)
    await there.move(at("24T08:31"))
    morning = heard(rita)[-1]
    assert "agreed terms" in morning
    assert "Log it | Agreed terms | More" in morning
    assert not [figure for figure in FIGURES if figure in morning]
    await rita.clicks(told(rita)[-1], "Agreed terms")
    assert seen(rita).startswith("Agreed terms")


async def test_whether_they_resigned_and_signed_is_answered_by_two_presses_each(there, rita):
    offer = await ours(there)
    await pressed(there, rita, offer_buttons.ACCEPT, offer)
    await sends(rita, **YES)
    await closes_all(rita)
    await there.move(at("2026-12-02T12:00"))
    assert "First day …" in heard(rita)[-1]
    asked = "not known to have resigned · papers not known to be signed"
    assert asked in await answers(there.slack.seat(story.MAYA), "/care offers")
    await rita.picks(told(rita)[-1], "More", "They have resigned")
    await redrawn(there)
    assert "a word on resigning and papers" in heard(rita)[-1]
    assert "They have resigned" not in str(told(rita)[-1].blocks)
    await rita.picks(told(rita)[-1], "More", "The papers are signed")
    await redrawn(there)
    assert ":white_check_mark: the papers are signed" in heard(rita)[-1]
    assert "resigned on Wednesday 2 December · papers signed on Wednesday 2 December" in plain(
        await card(rita, "Ana Silva")
    )
    submission = (await there.bot.database.ask(storage.offers.offer, there.slack.workspace.team_id, offer)).submission
    assert "Resigned on\n2026-12-02" in await pressed(there, rita, offer_buttons.PLACEMENT, submission)
