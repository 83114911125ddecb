"""Does a real Bolt app hear what people do, and do they see what it answers, over both wires?"""

import copy

import pytest

from practice.seat import plain
from tests.practice import house

pytestmark = pytest.mark.usefixtures("bot")


async def test_a_command_is_answered_to_its_typist_only(slack):
    answers = await slack.seat("U0RITA").types("/echo a < b @tom #general @nobody", "C0GENERAL")
    assert [message.text for message in answers] == ["You said: a &lt; b <@U0TOM|tom> <#C0GENERAL|general> @nobody"]
    assert plain(answers[0]) == "You said: a < b @tom #general @nobody"
    assert answers[0].ephemeral_to == "U0RITA"
    assert slack.seat("U0TOM").reads("C0GENERAL") == []
    assert slack.seat("U0RITA").reads("C0GENERAL") == answers


@pytest.mark.parametrize(
    ("person", "line", "notice"),
    [
        ("U0RITA", "/crash", '/crash failed with the error "dispatch_failed".'),
        ("U0RITA", "/sleep", "/sleep failed because the app did not respond."),
        ("U0RITA", "/toolong", '/toolong failed with the error "invalid_blocks".'),
        ("U0RITA", "/nothing", "/nothing is not a valid command."),
        ("U0OSCAR", "/echo me", "/echo is not a valid command."),
    ],
)
async def test_slack_itself_complains(slack, bot, person, line, notice):
    slack.gateway.answer_within = 0.3
    seat = slack.seat(person)
    if bot == "socket" and "dispatch_failed" in notice:
        notice = "/crash failed because the app did not respond."
    assert await seat.types(line, "C0PARTNERS") == []
    assert [notice] == [one.text for one in seat.notices]


async def test_a_response_url_replaces_what_it_said(slack):
    seat = slack.seat("U0RITA")
    await seat.types("/work", "C0RANDOM")
    assert [message.text for message in seat.reads("C0RANDOM")] == ["Done"]


async def test_a_message_to_the_bot_is_an_event(slack):
    seat = slack.seat("U0RITA")
    assert [plain(one) for one in await seat.types("hello & bye")] == ["Heard: hello & bye"]
    assert [plain(one) for one in seat.dm()] == ["hello & bye", "Heard: hello & bye"]


async def test_a_form_is_filled_and_submitted(slack, heard):
    seat = slack.seat("U0RITA")
    await seat.types("/form")
    assert plain(seat.modal) == "A touch\nCandidate\nWho\nHow it went\nNote\nMore\nSave"
    assert await seat.suggestions("Candidate", "an") == ["Ana Silva", "Anabel Lee", "Bo Chan"]
    assert await seat.suggestions("Candidate", "xyz") == []
    assert await seat.submits() == {
        "Candidate": "Please complete this required field.",
        "How it went": "Please complete this required field.",
    }
    await seat.fills({"Candidate": ("sil", "Ana"), "How it went": "Call", "Note": "likes it"})
    assert await seat.submits() == {}
    assert seat.modal is None
    values = heard[-1]["view"]["state"]["values"]
    assert values["who"]["who"]["selected_option"]["text"]["text"] == "Ana Silva"
    assert values["note"]["note"] == {"type": "plain_text_input", "value": "likes it"}


@pytest.mark.parametrize(
    ("note", "errors", "titles"),
    [
        ("wrong", {"Note": "That is wrong."}, ["A touch"]),
        ("again", {}, ["Again"]),
        ("deeper", {}, ["A touch", "Deeper"]),
        ("all", {}, []),
        ("nonsense", {"": "We had some trouble connecting. Try again?"}, ["A touch"]),
    ],
)
async def test_a_submission_is_answered(slack, note, errors, titles):
    seat = slack.seat("U0RITA")
    await seat.types("/form")
    await seat.fills({"Candidate": "Ana Silva", "How it went": "E-mail", "Note": note})
    assert await seat.submits() == errors
    assert [view.title["text"] for view in slack.workspace.modals("U0RITA")] == titles


async def test_closing_a_form_is_told(slack, heard):
    seat = slack.seat("U0RITA")
    await seat.types("/form")
    await seat.closes()
    assert (heard[-1]["type"], heard[-1]["is_cleared"]) == ("view_closed", False)
    assert seat.modal is None


async def test_what_was_typed_survives_an_update_of_the_form(slack):
    seat = slack.seat("U0RITA")
    await seat.types("/form")
    await seat.fills({"Note": "kept", "How it went": "Call"})
    await seat.clicks(seat.modal, "More")
    assert seat.modal.title["text"] == "A touch!"
    assert seat.modal.values["note"]["note"]["value"] == "kept"
    assert seat.modal.values["how"]["how"]["selected_option"]["text"]["text"] == "Call"


async def test_a_press_in_a_form_may_open_another_on_top(slack, client, heard):
    seat = slack.seat("U0RITA")
    await seat.types("/form")
    await seat.clicks(seat.modal, "More")
    await client.views_open(trigger_id=heard[-1]["trigger_id"], view=house.form("On top"))
    assert [view.title["text"] for view in slack.workspace.modals("U0RITA")] == ["A touch!", "On top"]
    await seat.types("/form")
    assert [view.title["text"] for view in slack.workspace.modals("U0RITA")] == ["A touch"]


async def test_buttons_and_menus_of_a_message(slack, heard):
    seat = slack.seat("U0RITA")
    await seat.types("/post", "C0GENERAL")
    message = seat.dm()[-1]
    before = copy.deepcopy(message)
    assert plain(message) == "Ana is waiting\nLog it | Drop | Later"
    assert await seat.clicks(message, "Drop", confirm=False) == []
    assert plain((await seat.picks(message, "Later", "Tomorrow"))[0]) == "Until Tomorrow"
    await seat.clicks(message, "Log it", near="Ana is waiting")
    assert plain(message).startswith("Ana is logged")
    pressed = heard[-1]
    assert pressed["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert pressed["state"]["values"]["buttons"]["later"]["selected_option"]["value"] == "tomorrow"
    await seat.clicks(before, "Log it")
    assert "waiting" in heard[-1]["message"]["blocks"][0]["text"]["text"]
    await seat.clicks(message, "Drop")
    assert (message.text, message.blocks) == ("Dropped", [])


async def test_buttons_of_an_ephemeral_message(slack, heard):
    seat = slack.seat("U0RITA")
    shown = (await seat.types("/post", "C0GENERAL"))[-1]
    await seat.clicks(shown, "Log it")
    assert heard[-1]["container"]["is_ephemeral"] is True
    assert "message" not in heard[-1]
    assert seat.reads("C0GENERAL") == []


async def test_nobody_presses_what_they_cannot_see(slack):
    shown = (await slack.seat("U0RITA").types("/post", "C0GENERAL"))[-1]
    with pytest.raises(LookupError, match="cannot see"):
        await slack.seat("U0TOM").clicks(shown, "Log it")
    with pytest.raises(LookupError, match="nothing is called 'Fire'"):
        await slack.seat("U0RITA").clicks(shown, "Fire")


async def test_a_stranger_can_press_in_a_shared_channel(slack, client, heard):
    posted = await client.chat_postMessage(channel="C0PARTNERS", text="Ana", blocks=house.card("waiting"))
    seat = slack.seat("U0OSCAR")
    await seat.clicks(seat.reads("C0PARTNERS")[0], "Log it")
    assert (heard[-1]["user"]["team_id"], heard[-1]["team"]["id"]) == ("T0OTHER", "T0PRACTICE")
    assert plain(slack.workspace.message("C0PARTNERS", posted["ts"])).startswith("Ana is logged")


async def test_shortcuts(slack, heard):
    seat = slack.seat("U0RITA")
    await seat.uses_shortcut("Log a touch")
    assert seat.modal.title["text"] == "Anywhere"
    await slack.seat("U0TOM").types("so I spoke to Ana", "C0GENERAL")
    answers = await seat.uses_shortcut("Log from message", seat.reads("C0GENERAL")[0])
    assert [plain(one) for one in answers] == ["About: so I spoke to Ana"]
    assert (heard[-1]["type"], heard[-1]["message"]["user"]) == ("message_action", "U0TOM")


async def test_the_home_tab(slack, heard):
    seat = slack.seat("U0RITA")
    home = await seat.opens_home()
    assert plain(home) == "Hello <@U0RITA>\nRefresh"
    await seat.clicks(home, "Refresh")
    assert plain(seat.workspace.home("U0RITA")) == "Fresh"
    assert heard[-1]["container"] == {"type": "view", "view_id": home.id}
    assert "response_url" not in heard[-1]
    await seat.opens_home()
    assert heard[-1]["event"]["view"]["id"] == home.id


async def test_each_payload_can_be_repeated(slack, heard):
    slack.repeat(3)
    answers = await slack.seat("U0RITA").types("/echo once")
    assert [plain(one) for one in answers] == ["You said: once"]
    assert len(heard) == 3
    assert {body["trigger_id"] for body in heard} == {heard[0]["trigger_id"]}
    assert [one.outcome for one in slack.repeated] == ["answered"] * 2


async def test_a_changed_person_is_told(slack, heard):
    await slack.change_person("U0RITA", tz="Asia/Tokyo")
    assert heard[-1]["event"]["user"]["tz"] == "Asia/Tokyo"
