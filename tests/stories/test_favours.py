"""Is what was given and asked kept, flagged when it is asked again, thanked for in time, and shown where one calls?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, at, card, heard, redrawn, told
from tests.stories.desk import open_form
from tests.stories.house import House, house


@pytest.fixture
async def there(tmp_path) -> AsyncIterator[House]:
    async with house(f"sqlite:///{tmp_path / 'rapport.db'}") as house_:
        await adds(house_.slack.seat(story.RITA), "Ana Silva", "Sourced")
        yield house_
        assert house_.slack.refused == []


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


async def keeps(seat: Seat, what: str, words: str, *, first: bool = False) -> list[str]:
    """Keeps a favour from the card; what the window says then."""
    await seat.picks(await card(seat, "Ana"), "More", "Help given or asked …")
    if not first:
        await seat.clicks(open_form(seat), "Add another")
    await seat.fills({"What was it?": what, "In a few words": words})
    assert await seat.submits() == {}
    return plain(open_form(seat)).splitlines()


async def came(seat: Seat, words: str | None) -> str:
    """Says in the list what came of the newest; what the window says then."""
    await seat.clicks(open_form(seat), "What came of it …")
    await seat.fills({"What came of it": words})
    assert await seat.submits() == {}
    return plain(open_form(seat))


async def test_something_given_stands_on_the_card_and_in_the_time_line(there, rita):
    said = await keeps(rita, "CV tip", "Two pages instead of five", first=True)
    assert said[:4] == [
        "Given and asked",
        ":white_check_mark: Kept: Gave a CV tip.",
        "Given to Ana Silva and asked of them",
        "Gave a CV tip · Two pages instead of five · at 09:00 UTC on 23 Nov 2026 by @U0RITA",
    ]
    assert "· what came of it: three interviews" in await came(rita, "three interviews")
    await rita.closes()
    shown = await card(rita, "Ana")
    assert "Last gave a CV tip at 09:00 UTC on 23 Nov 2026 · what came of it: three interviews" in plain(shown)
    await rita.picks(shown, "More", "Time line")
    assert "Gave a CV tip: Two pages instead of five · what came of it: three interviews" in plain(open_form(rita))


async def test_thanks_are_owed_for_what_came_of_an_ask_and_a_touch_settles_them(there, rita):
    await keeps(rita, "Referral", "a lead developer", first=True)
    said = await came(rita, "Maria is hired")
    assert "A thank-you is owed within 2 working days, by @U0RITA;" in said
    await rita.closes()
    assert "Thank-you due by 18:00 UTC on 25 Nov 2026 · owed by @U0RITA" in plain(await card(rita, "Ana"))
    await there.move(at("25T09:00"))
    morning = heard(rita)[-1]
    assert morning.startswith("Good morning. 1 candidate is waiting to hear from you today: Ana Silva (a thank-you).")
    assert (
        "Thank-you due soon, by 18:00 UTC on 25 Nov 2026 · something came of what you asked for: a referral" in morning
    )
    await rita.picks(told(rita)[-1], "More", "Thanked them")
    await redrawn(there)
    assert "Ana Silva · :white_check_mark: thanked · by @U0RITA" in heard(rita)[-1]
    await rita.clicks(told(rita)[-1], "Undo")
    await redrawn(there)
    assert "1 candidate is waiting to hear from you" in heard(rita)[-1]
    await rita.types("/touch Ana Silva - spoke, thanked her")
    await redrawn(there)
    assert "Everything in this message is seen to." in heard(rita)[-1]


async def test_thanked_is_said_in_the_list_too_and_taken_back_there(there, rita):
    await keeps(rita, "Lead", "Acme is hiring", first=True)
    await came(rita, "a new client")
    await there.move(at("25T09:00"))
    await rita.clicks(open_form(rita), "Thanked")
    assert "They were thanked." in plain(open_form(rita))
    await redrawn(there)
    assert "Ana Silva · :white_check_mark: thanked · by @U0RITA" in heard(rita)[-1]
    await rita.clicks(open_form(rita), "Not thanked")
    assert "Not thanked yet, then." in plain(open_form(rita))
    await rita.closes()
    assert "Thank-you due soon" in plain(await card(rita, "Ana"))


async def test_asking_again_soon_is_flagged_and_not_forbidden(there, rita):
    await keeps(rita, "Reference", "of her last manager", first=True)
    await rita.closes()
    await there.move(at("26T09:00"))
    said = await keeps(rita, "Referral", "a tester")
    assert said[1:3] == [
        ":white_check_mark: Kept: Asked for a referral.",
        ":warning: Asked again soon: They were asked for a reference at 09:00 UTC on 23 Nov 2026 by @U0RITA, "
        "and nothing is known to have come of it. Note that first if you know it, or leave them some time.",
    ]


async def test_a_slip_is_taken_out_by_who_kept_it(there, rita):
    await keeps(rita, "Training", "SQL", first=True)
    tom = there.slack.seat(story.TOM)
    await tom.picks(await card(tom, "Ana"), "More", "Help given or asked …")
    assert "Take out" not in plain(open_form(tom))
    await rita.clicks(open_form(rita), "Take out", confirm=False)
    assert "Gave training" in plain(open_form(rita))
    await rita.clicks(open_form(rita), "Take out")
    assert plain(open_form(rita)).splitlines()[1] == "Taken out. That it was there stays on record."
    await tom.clicks(open_form(tom), "What came of it …")
    assert "That was taken out already." in plain(open_form(tom))


@pytest.mark.parametrize(
    ("filled", "errors"),
    [
        pytest.param({}, {"What was it?": "Please complete this required field."}, id="nothing"),
        pytest.param(
            {"What was it?": "Opening elsewhere", "When": "2026-11-24"},
            {"When": "That day has not come yet. Choose today or a day before."},
            id="tomorrow",
        ),
        pytest.param(
            {"What was it?": "Opening elsewhere", "When": "2026-10-01"},
            {"When": "That is too long ago. Choose Saturday 24 October or later."},
            id="too long ago",
        ),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(there, rita, filled, errors):
    await rita.picks(await card(rita, "Ana"), "More", "Help given or asked …")
    await rita.fills(filled)
    assert await rita.submits() == errors


async def test_being_connected_is_a_fact_of_the_candidate_that_a_second_pick_takes_back(there, rita):
    shown = await card(rita, "Ana")
    await rita.picks(shown, "More", "Connected with me on a network")
    assert "Ana Silva is now noted as connected with you on a network." in plain(open_form(rita))
    await rita.closes()
    shown = await card(rita, "Ana")
    assert "Connected on a network by @U0RITA at 09:00 UTC on 23 Nov 2026" in plain(shown)
    await rita.picks(shown, "More", "Not connected on a network any more")
    await rita.closes()
    assert "Connected on a network by" not in plain(await card(rita, "Ana"))


async def test_the_words_of_a_promise_stand_beside_its_day(there, rita):
    await rita.types("/touch")
    filled = {
        "Candidate": ("Ana", "Ana Silva · sourced for Backend engineer · Rita Reis"),
        "How it went": "Call, spoke",
    }
    await rita.fills(filled | {"Promised by": "2026-11-27"})
    await rita.clicks(open_form(rita), "More")
    await rita.fills({"What was promised": "the client's answer"})
    assert await rita.submits() == {}
    assert "promised to be back by Friday 27 November: the client's answer" in plain(open_form(rita))
    await rita.closes()
    assert "Promised to be back by Friday 27 November: the client's answer, said by @U0RITA" in plain(
        await card(rita, "Ana")
    )
    await there.move(at("27T09:00"))
    assert "Also: promise due by 23:59 UTC on 27 Nov 2026 · the client's answer" in heard(rita)[-1]
