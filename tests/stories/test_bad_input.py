"""What is answered, word for word, to what nobody should have typed, chosen or pressed?"""

import copy
from datetime import timedelta

import pytest

from bot.blocks import menu, option
from bot.forms import touches as touch_form
from bot.messages import candidates, people, teams, touches, updates
from handlers import touch_forms, touch_lines
from handlers.app import PRESSES
from handlers.touches import NO_CANDIDATE, NO_TOUCH
from practice.reading import plain
from practice.seat import Seat
from tests.stories.desk import adds, is_form, owed, sent, sent_with, with_ana
from tests.stories.house import MONDAY

LONG = "A" * 10_000
OLD = teams.old_button()
UNREADABLE = "I could not read this. Choose it anew."
HELP = "/care help shows what I understand."
TRY = "Try part of the name, an e-mail or a phone number, or add them.\nAdd them"
KEPT = "Check the spelling, or add them and log it in one go; what you typed is kept.\nAdd and log"


@pytest.fixture
async def there(tmp_path):
    async with with_ana(f"sqlite:///{tmp_path / 'rapport.db'}") as it:
        yield it


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat("U0RITA")
    return seat


# ---------------------------------------------------------------- typed


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        pytest.param(
            "/touch Zoe Quill - spoke, secret",
            f"I know nobody called “Zoe Quill”. Nothing is logged yet.\n{KEPT}",
            id="an unknown candidate",
        ),
        pytest.param("/candidate zoe", f"I know nobody called “zoe”.\n{TRY}", id="an unknown name"),
        pytest.param("/candidate %_\"'; --", f"I know nobody called “%_\"'; --”.\n{TRY}", id="signs of a database"),
        pytest.param(
            "/touch Ana Silva - likes the role",
            "How did it go with Ana Silva? Nothing is logged yet.\n"
            "Call, spoke | Call, no answer | E-mail, sent | Open the form",
            id="a line that does not say how it went",
        ),
        pytest.param(
            f"/touch {LONG} - spoke",
            f"{touch_lines.TOO_LONG.format(letters=10_008)}\nYou typed:\n"
            + "\n".join(["/touch " + "A" * 1993, *["A" * 2000] * 3]),
            id="a name of 10,000 letters",
        ),
        pytest.param(
            f"/candidate {LONG}", f"I know nobody called “{'A' * 79}…”.\n{TRY}", id="10,000 letters to look for"
        ),
        pytest.param(
            "/touch <!channel> \u202eevil\u200b - spoke",
            f"I know nobody called “<!channel> evil”. Nothing is logged yet.\n{KEPT}",
            id="a broadcast and right-to-left marks in a name",
        ),
        pytest.param("/care nonsense", f"I do not know “/care nonsense”. Nothing was changed.\n{HELP}", id="nonsense"),
        pytest.param(
            "/care <!here> & more", f"I do not know “/care <!here> & more”. Nothing was changed.\n{HELP}", id="markup"
        ),
        pytest.param(
            "/care candidate zoe", f"I know nobody called “zoe”.\n{TRY}", id="an unknown name below the umbrella"
        ),
    ],
)
async def test_what_was_typed_is_answered(rita, typed, answer):
    said = await rita.types(typed)
    assert [plain(message) for message in said] == [answer]
    assert said[0].ephemeral_to == "U0RITA"
    assert "<!" not in said[0].text


@pytest.mark.parametrize(
    ("typed", "title", "given"),
    [
        pytest.param("/touch", "Log a touch", {}, id="nothing at all"),
        pytest.param("/touch    ", "Log a touch", {}, id="an empty line"),
        pytest.param("/touch - spoke, secret", "Log a touch", {"note": "- spoke, secret"}, id="no name"),
        pytest.param("/touch ???", "Log a touch", {"note": "???"}, id="a name without a letter"),
        pytest.param(f"/touch {'A' * 81} - sent", "Log a touch", {"note": f"{'A' * 81} - sent"}, id="81 letters"),
        pytest.param("/candidate", "Add a candidate", {"name": None}, id="nobody to look for"),
        pytest.param(f"/candidate add {LONG}", "Add a candidate", {"name": "A" * 79 + "…"}, id="too long a name"),
    ],
)
async def test_where_something_is_missing_a_form_opens_with_what_was_typed(rita, typed, title, given):
    assert await rita.types(typed) == []
    assert is_form(rita, title, **given)


async def test_a_line_about_nobody_is_kept_whole(rita):
    asked = (await rita.types("/touch Zoe Quill - spoke, told, secret\nof two lines"))[-1]
    await rita.clicks(asked, "Add and log")
    assert "Added, and logged for Zoe Quill: Call, spoke · told them where they stand." in plain(rita.dm()[-1])
    assert "secret\nof two lines" in plain(rita.dm()[-1])


async def test_tricks_in_a_name_stay_letters_wherever_it_is_shown(there, rita):
    await adds(rita, "<!channel> <@U0TOM> \u202eevil", stage="Interview")
    logged_ = (await rita.types("/touch <!channel> <@U0TOM> evil - spoke, <!here> & co"))[-1]
    assert plain(logged_).startswith("Logged for <!channel> <@U0TOM> evil: Call, spoke.\n<!here> & co")
    await there.move(MONDAY + timedelta(days=3))
    shown = [*rita.dm(), (await rita.types("/candidate evil"))[-1], await rita.opens_home()]
    assert sum("<!channel> <@U0TOM> evil" in plain(one) for one in shown) >= 4
    for said in rita.dm():
        assert "<!channel" not in said.text
        assert "<!here" not in said.text
        assert "<@U0TOM" not in said.text
        assert "\u202e" not in said.text + str(said.blocks)


# ---------------------------------------------------------------- pressed

GONE = {  # what a button carries when what it was about is no more, and the answer
    touches.UNDO: ("999", NO_TOUCH),
    touches.EDIT: ("999", NO_TOUCH),
    f"{touches.TOLD}_1": ("999/yes", NO_TOUCH),
    f"{touches.PICK}_1": ("999/1", touch_forms.TOO_OLD),
    f"{touches.HOW}_1": ("999/call.out.spoke", touch_forms.TOO_OLD),
    touches.ADD: ("999", touch_forms.TOO_OLD),
    touches.FORM: ("999", touch_forms.TOO_OLD),
    f"{candidates.OPEN}_1": ("999", NO_CANDIDATE),
    candidates.LOG: ("999", NO_CANDIDATE),
    candidates.MOVE: ("999", NO_CANDIDATE),
    candidates.SUBMIT: ("999", NO_CANDIDATE),
    updates.LOG: ("999", OLD),
    updates.BACK: ("999", OLD),
    updates.ACCEPT: ("999", OLD),
    updates.DECLINE: ("999", OLD),
    "no_version_of_ours_draws_this": ("1", OLD),
    "xtouch_undox": ("1", OLD),
}
GARBAGE = ("ana", "-1", "1e3", "²", "99999999999999999999", "1/2/3", " ")
WITHOUT_ID = {people.HOME_LOG, people.HOME_FIND, people.HOME_ME, updates.ALL}


@pytest.mark.parametrize(("action_id", "value", "answer"), [(name, *given) for name, given in GONE.items()])
async def test_a_button_of_what_is_no_more_says_where_to_look(there, rita, action_id, value, answer):
    said = await rita.clicks(sent(there, rita, action_id, value), "Press")
    assert [plain(message) for message in said] == [answer]
    assert rita.modal is None


@pytest.mark.parametrize("action_id", sorted(GONE))
async def test_a_button_that_carries_garbage_does_nothing_and_says_so(there, rita, action_id):
    for value in GARBAGE:
        said = await rita.clicks(sent(there, rita, action_id, value), "Press")
        assert [plain(message) for message in said] in ([OLD], [GONE[action_id][1]])
    assert rita.modal is None


@pytest.mark.parametrize("value", ["told/999", "fly/999", "told", "waive.dance/1", "/", "told/²"])
async def test_a_choice_of_a_menu_that_is_none_does_nothing_and_says_so(there, rita, value):
    old = sent_with(there, rita, menu(updates.MENU, "More", [("Done", [option("Choose me", value)])]))
    assert [plain(message) for message in await rita.picks(old, "More", "Choose me")] == [OLD]


async def test_a_button_of_last_month_says_how_to_see_where_things_stand(there, rita):
    old = copy.deepcopy(await owed(there, rita))
    await rita.picks(rita.dm()[-1], "More", "No news: told them")
    await there.move(MONDAY + timedelta(days=32))
    over = "Nothing is left to do here: Ana Silva was seen to, or stands in a newer message. Type /candidate Ana Silva."
    assert [plain(message) for message in await rita.picks(old, "More", "Tomorrow")] == [over]


async def test_an_item_put_off_to_no_such_choice_stays_as_it_is(there, rita):
    morning = await owed(there, rita)
    (line,) = [e["value"] for block in morning.blocks for e in block.get("elements", []) if e.get("value")]
    for choice in ("fly", "waive.dance", "snoozed"):
        old = sent_with(there, rita, menu(updates.MENU, "More", [("Done", [option("It", f"{choice}/{line}")])]))
        assert [plain(message) for message in await rita.picks(old, "More", "It")] == [OLD]
    await there.bot.ticker.tick()
    assert "Log it" in plain(morning)


def test_every_button_that_carries_an_id_is_in_the_table():
    elsewhere = {updates.MENU, candidates.ADD, touch_form.MORE, touch_form.BACK}
    assert set(PRESSES) - WITHOUT_ID - elsewhere <= {name.removesuffix("_1") for name in GONE}


@pytest.mark.parametrize(
    ("words", "note"),
    [
        pytest.param("", None, id="a message without words"),
        pytest.param("secret &amp; <https://example.com|more>", "secret & https://example.com", id="a message of ours"),
        pytest.param("x" * 5_000, "x" * 3_000, id="a message too long for a note"),
    ],
)
async def test_any_message_can_be_logged_from(there, rita, words, note):
    workspace = there.slack.workspace
    said = workspace.post(workspace.im("U0RITA").id, workspace.app.bot_user, words)
    await rita.uses_shortcut("Log a touch with…", message=said)
    assert is_form(rita, "Log a touch", note=note)
