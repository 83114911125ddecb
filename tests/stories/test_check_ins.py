"""Are candidates asked about other offers at the right moment, and does what they answer lead on?"""

from dataclasses import replace

import pytest

import storage
from bot import promises
from bot.facts import Offer, OfferKind, OfferState, Rank, StageThere
from bot.policy import Policy
from practice import story
from practice.reading import plain
from practice.seat import Seat
from storage.columns import new_id
from storage.tables import Candidates, table
from tests.stories.deeds import adds, answers, at, card, heard, moves, redrawn, told
from tests.stories.house import House, house

ANA = "Ana Silva"


@pytest.fixture
async def there(tmp_path):
    """Ana is at interview since Monday morning."""
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), ANA, "Interview")
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def knows(there: House, by: str | None = None, **more) -> Offer:
    """Rita has written down that Acme wants Ana too."""
    team, now = there.slack.workspace.team_id, there.clock.now()

    def write(db) -> Offer:
        candidate = db.execute(table(Candidates).select()).one().id
        offer = Offer(new_id(), candidate, OfferKind.RIVAL, OfferState.OPEN, story.RITA, now, company="Acme")
        offer = replace(offer, decide_by=at(by) if by else None, **more)
        storage.offers.add(db, team, offer)
        promises.plan(db, team, [candidate], Policy(), now)
        return offer

    done: Offer = await there.bot.database.transact(write)
    return done


async def logs(seat: Seat, how: str, offers: str | None = None, told_: str | None = "Yes") -> None:
    """Logs from the newest message by its button."""
    await seat.clicks(told(seat)[-1], "Log it")
    filled = {"How it went": how, "Other offers": offers, "Told them where they stand": told_}
    await seat.fills({label: answer for label, answer in filled.items() if answer})
    assert await seat.submits() == {}
    await seat.closes() if seat.modal else None


async def test_two_working_days_into_an_interview_they_are_asked_and_the_answer_settles_it(there, rita):
    await there.move(at("24T09:00"))
    await rita.types(f"/touch {ANA} - spoke, told")
    assert told(rita) == []
    await there.move(at("25T09:00"))
    (morning,) = heard(rita)
    assert "1 candidate is waiting to hear from you today: Ana Silva (a check-in)" in morning
    assert "Ask about other offers soon, by 18:00 UTC on 25 Nov 2026 · not asked yet" in morning
    await rita.clicks(told(rita)[-1], "Log it")
    assert "Worth asking each time: what we hear early we can still answer." in plain(rita.modal)
    await rita.fills({"How it went": "Call, spoke", "Other offers": "None"})
    assert await rita.submits() == {}
    await redrawn(there)
    assert "Call, spoke, nothing new about other offers · by @U0RITA" in heard(rita)[-1]
    assert "by 18:00 UTC on 27 Nov 2026 · owed by" in plain(await card(rita, ANA))


@pytest.mark.parametrize(
    ("line", "settled"),
    [
        pytest.param("spoke, told, offers none", True, id="none"),
        pytest.param("replied, offers none", True, id="they wrote so"),
        pytest.param("spoke, told", False, id="nobody asked"),
        pytest.param("vm", False, id="an attempt"),
        pytest.param("vm, offers none", False, id="who was not reached has told us nothing"),
        pytest.param("emailed, told", False, id="an e-mail"),
    ],
)
async def test_only_what_they_say_of_other_offers_begins_the_count_anew(there, rita, line, settled):
    await there.move(at("24T15:00"))
    await rita.types(f"/touch {ANA} - {line}")
    due = "26" if settled else "25"
    assert f"Ask about other offers by 18:00 UTC on {due} Nov 2026" in plain(await card(rita, ANA))


async def test_a_new_offer_is_owed_at_once_until_somebody_writes_it_down(there, rita):
    await there.move(at("24T12:00"))
    await rita.types(f"/touch {ANA} - spoke, told, new offer")
    assert "Ask about other offers by 18:00 UTC on 25 Nov 2026" in plain(await card(rita, ANA))
    await there.move(at("25T09:00"))
    asked = "told us of a new offer at 12:00 UTC on 24 Nov 2026: who makes it, and until when do they decide?"
    assert asked in heard(rita)[-1]
    await rita.clicks(told(rita)[-1], "Offers")
    assert f"They {asked}" in plain(rita.modal)
    await rita.closes()
    await rita.clicks((await rita.types(f"/offer {ANA} rival Acme by fri"))[-1], "Save")
    saved = rita.dm()[-1]
    await redrawn(there)
    assert "their offers have changed since" in heard(rita)[-1]
    assert "Ask about other offers by 18:00 UTC on 27 Nov 2026" in plain(await card(rita, ANA))
    await rita.clicks(saved, "Undo")
    assert "Ask about other offers soon, by 18:00 UTC on 25 Nov 2026" in plain(await card(rita, ANA))


async def test_whoever_may_not_write_a_new_offer_down_is_told_whom_to_tell_and_the_owner_hears_of_it(there, rita):
    tom = there.slack.seat(story.TOM)
    answer = (await tom.types(f"/touch {ANA} - spoke, told, new offer"))[-1]
    assert "A new offer elsewhere: tell @U0RITA who makes it, and until when they decide." in plain(answer)
    assert "Another company" not in plain(answer)
    await there.move(at("24T09:00"))
    said = "\n".join(heard(rita))
    assert "@U0TOM: Call, spoke, at 09:00 UTC on 23 Nov 2026 · they told of a new offer elsewhere" in said
    assert "told us of a new offer at 09:00 UTC on 23 Nov 2026" in said


async def test_an_attempt_puts_it_off_by_a_day_and_it_stays_due_when_it_was(there, rita):
    await there.move(at("25T09:00"))
    await logs(rita, "Call, voicemail")
    await redrawn(there)
    assert "tried in vain at 09:00 UTC on 25 Nov 2026" in heard(rita)[-1]
    assert "Ask about other offers soon, by 18:00 UTC on 25 Nov" in heard(rita)[-1]
    await there.move(at("26T09:00"))
    assert "Check-in about other offers late since 18:00 UTC on 25 Nov 2026" in heard(rita)[-1]
    assert len(told(rita)) == 2


async def test_moving_on_to_offer_does_not_count_as_having_asked(there, rita):
    await there.move(at("24T15:00"))
    await moves(rita, ANA, "Offer")
    assert "Ask about other offers by 18:00 UTC on 25 Nov 2026" in plain(await card(rita, ANA))


async def test_the_item_names_the_rivals_we_know_and_why_we_may_lose_them_then_who_is_like_them(there, rita):
    await knows(there, "30T17:00", stage_there=StageThere.OFFER, rank=Rank.AHEAD)
    await there.move(at("26T08:35"))
    item = heard(rita)[-1]
    assert "Acme" in item
    assert "to be decided by 17:00 UTC on 30 Nov 2026" in item
    assert "At risk: nobody has spoken with them for too long, a deadline is near or has passed" in item
    await rita.clicks(told(rita)[-1], "Log it")
    await rita.fills({"How it went": "Call, spoke"})
    await rita.clicks(rita.modal, "More")
    await rita.fills({"Move to stage": "Withdrawn"})
    assert await rita.submits() == {}
    assert plain(rita.modal).startswith("Saved\nLogged for Ana Silva: Call, spoke.")
    assert "Similar candidates" in plain(rita.modal)


async def test_in_the_form_whoever_was_not_reached_has_told_us_nothing(there, rita):
    await rita.types(f"/touch {ANA}")
    await rita.fills({"How it went": "Call, voicemail", "Other offers": "None"})
    reason = "They did not speak with you, so they cannot have told you. Choose Did not ask, or another outcome."
    assert await rita.submits() == {"Other offers": reason}
    await rita.fills({"Other offers": "Did not ask"})
    assert await rita.submits() == {}


# ---------------------------------------------------------------- a new offer leads on

LEADS_ON = "A new offer elsewhere: who makes it, and until when do they decide?"


async def test_what_was_not_asked_in_a_line_is_one_press(there, rita):
    answer = (await rita.types(f"/touch {ANA} - spoke"))[-1]
    assert "Any other offers? What we hear early we can still answer." in plain(answer)
    await rita.clicks(answer, "A new offer")
    assert "Call, spoke · a new offer elsewhere." in plain(rita.dm()[-1])
    assert LEADS_ON in plain(rita.dm()[-1])
    assert "Did you tell them where they stand?" in plain(rita.dm()[-1])
    await rita.clicks(rita.dm()[-1], "Yes, told them")
    assert "told them where they stand · a new offer elsewhere" in plain(rita.dm()[-1])
    assert "Any other offers?" not in plain(rita.dm()[-1])


async def test_telling_them_first_leaves_the_question_about_offers(there, rita):
    answer = (await rita.types(f"/touch {ANA} - spoke"))[-1]
    await rita.clicks(answer, "Yes, told them")
    await rita.clicks(rita.dm()[-1], "Did not ask")
    assert "told them where they stand · not asked about other offers" in plain(rita.dm()[-1])
    assert "Any other offers?" not in plain(rita.dm()[-1])


@pytest.mark.parametrize("logged_by", ["the form", "a correction", "an item"])
async def test_a_new_offer_in_the_form_leads_on_to_write_it_down(there, rita, logged_by):
    if logged_by == "an item":
        await there.move(at("25T09:00"))
        await rita.clicks(told(rita)[-1], "Log it")
    elif logged_by == "a correction":
        await rita.clicks((await rita.types(f"/touch {ANA} - spoke, told, offers none"))[-1], "Edit")
    else:
        await rita.types(f"/touch {ANA}")
    await rita.fills({"How it went": "Call, spoke", "Other offers": "A new offer"})
    assert await rita.submits() == {}
    assert LEADS_ON in plain(rita.modal)


async def test_the_rival_that_was_written_down_from_there_knows_its_touch(there, rita):
    answer = (await rita.types(f"/touch {ANA} - spoke, told, rival Acme"))[-1]
    assert LEADS_ON in plain(answer)
    await rita.clicks(answer, "Another company …")
    await rita.fills({"Company": ("Acme", "Add “Acme”")})
    assert await rita.submits() == {}
    offers = await there.bot.database.ask(_offers)
    touches = await there.bot.database.ask(_touches)
    assert [(each.company, each.touch) for each in offers] == [("Acme", touches[0].id)]


def _offers(db):
    return db.execute(table(storage.tables.Offers).select()).all()


def _touches(db):
    return db.execute(table(storage.tables.Touches).select()).all()


# ---------------------------------------------------------------- /care offers


async def test_everybody_sees_their_own_and_a_manager_the_teams(there, rita):
    tom, maya = there.slack.seat(story.TOM), there.slack.seat(story.MAYA)
    assert await answers(rita, "/care offers") == (
        "No offer is going on with your candidates.\n/offer Ana Silva rival Acme writes down what somebody else "
        "offers; the card has it too."
    )
    await knows(there, "24T17:00")
    await there.move(at("23T10:00"))
    await rita.types(f"/touch {ANA} - spoke, told, offers none")
    await rita.types(f"/touch {ANA} - spoke, told, likes it")
    shown = (await rita.types("/care offers"))[-1]
    assert plain(shown).splitlines() == [
        "1 candidate of yours has an offer to decide on.",
        "Ana Silva · interview for Backend engineer · with @U0RITA",
        ":warning: At risk: a deadline is near or has passed",
        "Acme: open, to be decided by 17:00 UTC on 24 Nov 2026",
        "Offers | Log it",
        "You asked about other offers in 1 of 2 talks of the last 30 days, from screening to accepted.",
    ]
    assert "No offer is going on with your candidates." in await answers(tom, "/care offers")
    assert "1 candidate of the team has an offer to decide on." in await answers(maya, "/care offers")
    assert "No offer is going on with your candidates." in await answers(maya, "/care offers mine")
    assert "/care offers mine lists your own" in await answers(maya, "/care offers please")


async def test_a_new_offer_stands_there_until_it_is_written_down(there, rita):
    heard = f"{ANA} told us of a new offer elsewhere, and it is not written down: type /offer and the name"
    await rita.types(f"/touch {ANA} - spoke, told, new offer")
    assert heard in await answers(rita, "/care offers")
    assert heard not in await answers(there.slack.seat(story.TOM), "/care offers")
    await rita.clicks((await rita.types(f"/offer {ANA} rival Acme 91k EUR"))[-1], "Save")
    assert heard not in await answers(rita, "/care offers")


async def test_a_long_list_has_pages_and_a_colleague_cannot_turn_to_the_teams(there, rita):
    maya, tom = there.slack.seat(story.MAYA), there.slack.seat(story.TOM)
    await maya.types("/care help")
    team, now = there.slack.workspace.team_id, there.clock.now()

    def many(db) -> None:
        for number in range(10):
            id = storage.candidates.add(db, team, f"Ben {number:02}", [], story.RITA, now).id
            offer = Offer(new_id(), id, OfferKind.RIVAL, OfferState.OPEN, story.RITA, now, company="Acme")
            storage.offers.add(db, team, replace(offer, decide_by=at(f"2026-12-{20 - number}T12:00")))

    await there.bot.database.transact(many)
    first = (await maya.types("/care offers"))[-1]
    assert "10 candidates of the team have offers to decide on" in plain(first)
    assert [f"Ben {number:02}" in plain(first) for number in (9, 2, 1)] == [True, True, False]
    await maya.clicks(first, "Next")
    assert [f"Ben {number:02}" in plain(maya.dm()[-1]) for number in (9, 2, 1)] == [False, False, True]
    await maya.clicks(maya.dm()[-1], "Before")
    assert "Ben 09" in plain(maya.dm()[-1])
    assert "Ben" not in await answers(tom, "/care offers")
