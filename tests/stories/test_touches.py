"""Can a touch be logged in seconds in every way there is, and found again?"""

from collections.abc import AsyncIterator

import pytest

from practice import story
from practice.reading import plain
from practice.seat import Seat
from tests.stories.deeds import adds, answers, at, card
from tests.stories.house import House, house

SPOKE = "Last spoke at 09:00 UTC on 23 Nov 2026 with @U0RITA (Call, spoke)"


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'rapport.db'}"


@pytest.fixture
async def there(url) -> AsyncIterator[House]:
    """Ana Silva is in an interview with Rita; Ben Okoro is known, and in process for nothing."""
    async with house(url) as house_:
        rita = house_.slack.seat(story.RITA)
        await adds(rita, "Ana Silva", "Interview")
        await rita.types("/candidate add Ben Okoro")
        assert await rita.submits() == {}
        await rita.closes()
        yield house_


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat(story.RITA)
    return seat


# ---------------------------------------------------------------- T1: the quick line


@pytest.mark.parametrize(
    ("line", "first", "note"),
    [
        pytest.param("/touch Ana Silva - spoke, told", "Call, spoke · told them where they stand", None, id="hyphen"),
        pytest.param("/touch Ana Silva – vm", "Call, voicemail", None, id="en dash"),
        pytest.param(
            "/touch Ana Silva — emailed, told", "E-mail, sent · told them where they stand", None, id="em dash"
        ),
        pytest.param("/touch Ana Silva: na", "Call, no answer", None, id="colon"),
        pytest.param(
            "/touch Ana Silva\nmet, offers none, wants remote",
            "Meeting, met · no other offers",
            "wants remote",
            id="line break",
        ),
        pytest.param("/touch ana silva - texted", "Text, sent", None, id="small letters"),
        pytest.param("/touch Ána Sílva - replied", "They e-mailed, a reply", None, id="accents"),
        pytest.param("/touch silva - spoke, likes it", "Call, spoke", "likes it", id="one word of the name"),
        pytest.param("/care touch Ana Silva - spoke", "Call, spoke", None, id="by the umbrella"),
    ],
)
async def test_a_line_logs_at_once_and_says_what_was_understood(rita, line, first, note):
    answer = (await rita.types(line))[-1]
    lines = plain(answer).splitlines()
    assert lines[0] == f"Logged for Ana Silva: {first}."
    assert note is None or lines[1] == note
    assert lines[-2:] == ["You can undo or edit it until 09:00 UTC on 30 Nov 2026.", "Undo | Edit"]
    assert answer.ephemeral_to == story.RITA
    assert first.split(" · ")[0] in plain(await card(rita, "Ana Silva"))


async def test_of_two_with_that_name_one_is_chosen_by_a_button(there, rita):
    await adds(rita, "Ana Sousa", "Screening", "Data analyst")
    answer = (await rita.types("/touch Ana - spoke, likes the role"))[-1]
    assert plain(answer).splitlines() == [
        "Which “Ana” do you mean? Nothing is logged yet.",
        "Ana Silva · interview for Backend engineer · Rita Reis | Ana Sousa · screening for Data analyst · Rita Reis"
        " | Add and log",
        "If it was somebody new, press Add and log.",
    ]
    await rita.clicks(answer, "Ana Sousa · screening for Data analyst · Rita Reis")
    assert plain(rita.dm()[-1]).splitlines()[:2] == ["Logged for Ana Sousa: Call, spoke.", "likes the role"]
    assert "Nobody has spoken with them yet" in plain(await card(rita, "Ana Silva"))


async def test_whoever_nobody_knows_is_added_and_logged_in_one_press(rita):
    answer = (await rita.types("/touch Mary-Jane Watson - spoke, likes the role"))[-1]
    assert plain(answer).splitlines() == [
        "I know nobody called “Mary-Jane Watson”. Nothing is logged yet.",
        "Check the spelling, or add them and log it in one go; what you typed is kept.",
        "Add and log",
    ]
    await rita.clicks(answer, "Add and log")
    assert plain(rita.dm()[-1]).splitlines()[:2] == [
        "Added, and logged for Mary-Jane Watson: Call, spoke.",
        "likes the role",
    ]
    assert SPOKE in plain(await card(rita, "Mary-Jane"))


@pytest.mark.parametrize(
    ("press", "reads"),
    [
        pytest.param("Call, spoke", "Call, spoke", id="spoke"),
        pytest.param("Call, no answer", "Call, no answer", id="no answer"),
        pytest.param("E-mail, sent", "E-mail, sent", id="sent"),
    ],
)
async def test_two_way_is_never_guessed_but_asked(rita, press, reads):
    answer = (await rita.types("/touch Ana Silva - likes the role"))[-1]
    assert plain(answer).splitlines() == [
        "How did it go with Ana Silva? Nothing is logged yet.",
        "Call, spoke | Call, no answer | E-mail, sent | Open the form",
    ]
    await rita.clicks(answer, press)
    assert plain(rita.dm()[-1]).splitlines()[:2] == [f"Logged for Ana Silva: {reads}.", "likes the role"]


async def test_the_form_opens_from_there_with_what_was_typed(rita):
    answer = (await rita.types("/touch Ana Silva - likes the role"))[-1]
    await rita.clicks(answer, "Open the form")
    assert "likes the role" in plain(rita.modal)
    await rita.fills({"How it went": "Meeting, met"})
    assert await rita.submits() == {}
    assert "Logged for Ana Silva: Meeting, met." in plain(rita.modal)


async def test_the_same_line_again_is_logged_and_questioned(there, rita):
    await rita.types("/touch Ana Silva - spoke, likes the role")
    await there.move(at("23T09:02"))
    again = await answers(rita, "/touch Ana Silva - spoke, likes the role")
    assert "You logged the same at 09:00 UTC on 23 Nov 2026. Undo this one if it was a slip." in again


# ---------------------------------------------------------------- T1: the form


@pytest.mark.parametrize(
    ("line", "candidate"),
    [
        pytest.param("/touch", "Type a few letters", id="nothing"),
        pytest.param("/touch Ana Silva", "Ana Silva · interview for Backend engineer · Rita Reis", id="a name alone"),
        pytest.param("/touch silva", "Ana Silva · interview for Backend engineer · Rita Reis", id="a part of it"),
        pytest.param("/touch Zed Young", "Add “Zed Young”", id="somebody new"),
        pytest.param(
            "/care touch Ana Silva", "Ana Silva · interview for Backend engineer · Rita Reis", id="the umbrella"
        ),
    ],
)
async def test_the_form_opens_for_whom_is_known(rita, line, candidate):
    assert await rita.types(line) == []
    assert plain(rita.modal).splitlines()[:3] == ["Log a touch", "Candidate", candidate]


async def test_a_name_alone_that_fits_several_is_asked_about_first(rita):
    await adds(rita, "Ana Sousa")
    answer = (await rita.types("/touch Ana"))[-1]
    assert "Which “Ana” do you mean?" in plain(answer)
    assert rita.modal is None
    await rita.clicks(answer, "Ana Sousa · screening for Backend engineer · Rita Reis")
    assert "How did it go with Ana Sousa?" in plain(rita.dm()[-1])


async def test_the_form_asks_only_what_fits_the_candidate(rita):
    await rita.types("/touch Ana Silva")
    assert "Told them where they stand" in plain(rita.modal)
    assert "Other offers" in plain(rita.modal)
    await rita.closes()
    await rita.types("/touch Ben Okoro")
    assert "Told them where they stand" not in plain(rita.modal)
    assert "Other offers" not in plain(rita.modal)


async def test_both_pages_of_the_form_are_saved_and_nothing_typed_is_lost(rita):
    await rita.types("/touch Ana Silva")
    await rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes", "Other offers": "A new offer"})
    await rita.fills({"Note": "Two other talks", "Promised by": "2026-11-27"})
    await rita.clicks(rita.modal, "More")
    assert "Touch with Ana Silva" in plain(rita.modal)
    await rita.fills({"When": "2026-11-20", "Credit to": "tom", "Move to stage": "Offer"})
    await rita.clicks(rita.modal, "Back")
    shown = plain(rita.modal)
    assert all(typed in shown for typed in ("Call, spoke", "Two other talks", "2026-11-27"))
    await rita.clicks(rita.modal, "More")
    assert "2026-11-20" in plain(rita.modal)
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:3] == [
        "Saved",
        "Logged for Ana Silva: Call, spoke · told them where they stand · a new offer elsewhere · "
        "promised to be back by Friday 27 November · entered later, for 12:00 UTC on 20 Nov 2026 · credit to @U0TOM.",
        "Two other talks",
    ]
    shown = plain(await card(rita, "Ana Silva"))
    assert "offer for Backend engineer" in shown
    assert "Last spoke at 12:00 UTC on 20 Nov 2026 with @U0TOM (Call, spoke)" in shown
    assert "Promised to be back by Friday 27 November, said by @U0TOM" in shown


async def test_what_they_said_is_kept_with_the_touch_and_can_be_corrected(rita):
    await rita.types("/touch Ana Silva")
    await rita.fills({"How it went": "Call, spoke"})
    await rita.clicks(rita.modal, "What they said")
    await rita.fills({"Reason to move": "No way up", "Worries": "The commute", "Pay expected": "120k"})
    await rita.clicks(rita.modal, "Back")
    assert "Call, spoke" in plain(rita.modal)
    assert await rita.submits() == {}
    await rita.clicks(rita.modal, "Edit")
    await rita.clicks(rita.modal, "What they said")
    shown = plain(rita.modal)
    assert all(typed in shown for typed in ("No way up", "The commute", "120k"))
    await rita.fills({"Worries": "None any more"})
    assert await rita.submits() == {}
    await rita.clicks(await card(rita, "Ana Silva"), "Edit")
    await rita.clicks(rita.modal, "What they said")
    assert "None any more" in plain(rita.modal)
    assert "The commute" not in plain(rita.modal)


async def test_the_form_adds_whom_nobody_knows(rita):
    await rita.types("/touch")
    await rita.fills({"Candidate": ("Zed Young", "Add “Zed Young”"), "How it went": "Call, spoke"})
    assert await rita.submits() == {}
    assert "Logged for Zed Young: Call, spoke." in plain(rita.modal)


@pytest.mark.parametrize(
    ("answers_", "errors"),
    [
        pytest.param(
            {"How it went": "Call, spoke", "Promised by": "2026-11-22"},
            {"Promised by": "That day is past. Choose Monday 23 November or later."},
            id="a promise for yesterday",
        ),
        pytest.param(
            {"How it went": "Call, no answer", "Told them where they stand": "Yes"},
            {"Told them where they stand": "Nobody answered, so they were not told. Choose No, or another outcome."},
            id="told, though nobody answered",
        ),
    ],
)
async def test_an_error_stands_at_its_field_and_the_form_stays(rita, answers_, errors):
    await rita.types("/touch Ana Silva")
    await rita.fills({"Note": "Likes the role", **answers_})
    found = await rita.submits()
    assert found == errors
    assert "Likes the role" in plain(rita.modal)


# ---------------------------------------------------------------- T2: days and credit


@pytest.mark.parametrize(
    ("day", "error"),
    [
        pytest.param("2026-11-24", "A touch cannot lie ahead. Choose today or an earlier day.", id="tomorrow"),
        pytest.param(
            "2026-10-23", "That is too long ago to be entered. Choose Saturday 24 October or later.", id="31 days"
        ),
        pytest.param("2026-10-24", None, id="30 days"),
        pytest.param("2026-11-23", None, id="today"),
    ],
)
async def test_a_touch_is_entered_for_up_to_thirty_days_back(there, rita, day, error):
    await there.move(at("23T18:00"))
    await rita.types("/touch Ana Silva")
    await rita.fills({"How it went": "Call, spoke"})
    await rita.clicks(rita.modal, "More")
    await rita.fills({"When": day})
    assert await rita.submits() == ({"When": error} if error else {})
    assert error or ("entered later" in plain(rita.modal)) is (day != "2026-11-23")


async def test_a_talk_of_last_week_does_not_stop_todays_clock(there, rita):
    await rita.types("/touch Ana Silva - spoke, told, all is well")
    await rita.types("/touch Ana Silva")
    await rita.fills({"How it went": "Call, spoke", "Told them where they stand": "Yes"})
    await rita.clicks(rita.modal, "More")
    await rita.fills({"When": "2026-11-18"})
    await rita.submits()
    await rita.closes()
    shown = plain(await card(rita, "Ana Silva"))
    assert "Told where they stand at 09:00 UTC on 23 Nov 2026" in shown
    assert "Update due by 18:00 UTC on 25 Nov 2026" in shown


# ---------------------------------------------------------------- T3: told, in a press


@pytest.mark.parametrize(
    ("press", "reads", "due"),
    [
        pytest.param("Yes, told them", "Call, spoke · told them where they stand.", "26 Nov", id="yes"),
        pytest.param("Not this time", "Call, spoke.", "25 Nov", id="no"),
    ],
)
async def test_whether_they_were_told_is_one_press(there, rita, press, reads, due):
    await there.move(at("24T09:00"))
    answer = (await rita.types("/touch Ana Silva - spoke, likes the role"))[-1]
    assert "Did you tell them where they stand?" in plain(answer)
    await rita.clicks(answer, press)
    assert plain(rita.dm()[-1]).splitlines()[0] == f"Logged for Ana Silva: {reads}"
    assert "Did you tell them" not in plain(rita.dm()[-1])
    assert f"Update due by 18:00 UTC on {due} 2026" in plain(await card(rita, "Ana Silva"))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("/touch Ana Silva - no answer", id="nobody answered"),
        pytest.param("/touch Ana Silva - spoke, told", id="said already"),
        pytest.param("/touch Ben Okoro - spoke", id="in process for nothing"),
    ],
)
async def test_it_is_not_asked_where_it_makes_no_sense(rita, line):
    assert "Did you tell them" not in await answers(rita, line)


async def test_other_offers_are_asked_about_with_the_reason(rita):
    assert "Any other offers?" in await answers(rita, "/touch Ana Silva - spoke, told")
    assert "Any other offers?" not in await answers(rita, "/touch Ana Silva - spoke, told, offers none")
    assert "Any other offers?" not in await answers(rita, "/touch Ana Silva - vm")


# ---------------------------------------------------------------- T6: shortcuts


async def test_a_touch_is_logged_from_anywhere(rita):
    await rita.uses_shortcut("Log a touch")
    await rita.fills({"Candidate": ("ana", "Ana Silva"), "How it went": "Call, spoke"})
    assert await rita.submits() == {}
    assert "Logged for Ana Silva: Call, spoke." in plain(rita.modal)


async def test_a_touch_is_logged_from_a_message_whose_words_become_the_note(there, rita):
    tom = there.slack.seat(story.TOM)
    await tom.types("Ana rang: she wants <b>Thursday</b> & no later", channel=story.RECRUITING)
    message = rita.reads(story.RECRUITING)[-1]
    await rita.uses_shortcut("Log a touch with…", message)
    assert "Ana rang: she wants <b>Thursday</b> & no later" in plain(rita.modal)
    await rita.fills({"Candidate": ("ana", "Ana Silva"), "How it went": "They called, spoke"})
    assert await rita.submits() == {}
    assert "Ana rang: she wants <b>Thursday</b> & no later" in plain(await card(rita, "Ana Silva"))


# ---------------------------------------------------------------- T9: before the call


async def test_the_card_says_all_one_needs_before_a_call(there, rita):
    await rita.types("/touch Ana Silva")
    await rita.fills({"How it went": "Call, spoke", "Other offers": "A new offer", "Promised by": "2026-11-27"})
    await rita.fills({"Note": "Waits for Northwind", "Told them where they stand": "Yes"})
    await rita.submits()
    await rita.closes()
    await there.move(at("24T10:00"))
    await rita.types("/touch Ana Silva - vm")
    assert plain(await card(there.slack.seat(story.TOM), "ana")).splitlines() == [
        "Ana Silva",
        ":large_orange_circle: Ask about other offers soon, by 18:00 UTC on 24 Nov 2026 · owed by @U0RITA",
        "Update due by 18:00 UTC on 25 Nov 2026 · owed by @U0RITA",
        "interview for Backend engineer, since yesterday · with @U0RITA",
        "Owned by @U0RITA since 09:00 UTC on 23 Nov 2026 · held by “Call, spoke” at 09:00 UTC on 23 Nov 2026 · "
        "1 attempt since, which does not renew it · until the end of Sunday 21 February 2027",
        "Put forward for Backend engineer without consent on record by @U0RITA on 23 November 2026: "
        "They agreed on the phone.",
        SPOKE,
        "Promised to be back by Friday 27 November, said by @U0RITA at 09:00 UTC on 23 Nov 2026 · "
        "kept at 10:00 UTC on 24 Nov 2026",
        "Told where they stand at 09:00 UTC on 23 Nov 2026 by @U0RITA",
        "Log a touch | Move | Put forward | More",
        "At 10:00 UTC on 24 Nov 2026 by @U0RITA · Call, voicemail",
        "At 09:00 UTC on 23 Nov 2026 by @U0RITA · Call, spoke · told them where they stand · a new offer elsewhere · "
        "promised to be back by Friday 27 November",
        "Waits for Northwind",
    ]


async def test_what_another_page_lacks_is_said_with_the_way_there_and_nothing_typed_is_lost(rita):
    await rita.clicks(await card(rita, "Ana Silva"), "Log a touch")
    await rita.fills({"Note": "called at noon"})
    await rita.clicks(rita.modal, "What they said")
    await rita.fills({"Worries": "the commute"})
    assert await rita.submits() == {}
    assert plain(rita.modal).splitlines()[:2] == [
        "Not done",
        "Choose how it went. That is on another page: close this and press Back. What you typed is kept.",
    ]
    await rita.closes()
    assert "the commute" in plain(rita.modal)
    await rita.clicks(rita.modal, "Back")
    assert "called at noon" in plain(rita.modal)
    await rita.fills({"How it went": "Call, spoke"})
    assert await rita.submits() == {}
    assert "the commute" in plain(await card(rita, "Ana Silva"))
