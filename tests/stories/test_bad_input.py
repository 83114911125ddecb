"""What is answered, word for word, to what nobody should have typed, chosen or pressed?"""

import copy
import re
from datetime import timedelta

import pytest

from bot.blocks import dots, menu, option
from bot.forms import levers as lever_form
from bot.forms import offers as offer_form
from bot.forms import tags as tag_form
from bot.forms import terms as terms_form
from bot.forms import touches as touch_form
from bot.messages import (
    agreements,
    approvals,
    bands,
    candidates,
    cards,
    cases,
    clients,
    closing,
    comparison,
    covers,
    deadlines,
    disputes,
    favours,
    going_offers,
    handovers,
    holdings,
    imports,
    jobs,
    losses,
    merging,
    offer_buttons,
    offer_lines,
    offer_outcomes,
    outcomes,
    owner_news,
    ownership,
    people,
    representations,
    retention,
    rounds,
    tags,
    teams,
    terms,
    timeline,
    touch_lines,
    touches,
    updates,
)
from bot.messages.claims import NO_DISPUTE
from bot.offering.rounds import NO_OFFER
from bot.offering.taking_back import NO_ROUND
from bot.rules import rounds as round_rules
from handlers import favours as handlers_favours
from handlers import levers, offer_forms, offer_menu, touch_forms
from handlers.cards import CHOICES
from handlers.care import WORDS
from handlers.clients import NO_MORE as NO_MORE_CLIENTS
from handlers.jobs import NO_CLIENT, NO_JOB
from handlers.jobs import NO_MORE as NO_MORE_JOBS
from handlers.listeners import PRESSES
from handlers.losses import NO_MORE as NO_MORE_LOSSES
from handlers.representations import NO_RIGHT
from handlers.submissions import NO_SUBMISSION
from handlers.tags import NO_MORE as NO_MORE_TAGS
from handlers.touch_lines import TOO_LONG
from handlers.touches import NO_CANDIDATE, NO_TOUCH
from practice.reading import plain
from practice.seat import Seat
from tests.stories.desk import adds, is_form, owed, presses, sent, sent_with, value_of, with_ana
from tests.stories.house import MONDAY

LONG = "A" * 10_000
OLD = teams.old_button()
UNREADABLE = "I could not read this. Choose it anew."
HELP = "/care help shows what I understand."
NEAR = "Did you mean /care offers? "
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
            f"{TOO_LONG.format(letters=10_008)}\nYou typed:\n" + "\n".join(["/touch " + "A" * 1993, *["A" * 2000] * 3]),
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
        pytest.param(
            "/own zoe",
            "I know nobody called “zoe”, so nobody owns them.\n"
            "Try part of the name, or type /candidate add and the name: then they are yours.",
            id="who owns nobody",
        ),
        pytest.param("/care ofers", f"I do not know “/care ofers”. Nothing was changed.\n{NEAR}{HELP}", id="a slip"),
        pytest.param("/care nonsense", f"I do not know “/care nonsense”. Nothing was changed.\n{HELP}", id="nonsense"),
        pytest.param(
            "/care <!here> & more", f"I do not know “/care <!here> & more”. Nothing was changed.\n{HELP}", id="markup"
        ),
        pytest.param(
            "/care job zoo",
            "I know no job called “zoo”.\n"
            "Try another part of it, or add it. /care jobs lists those that are open.\nAdd it",
            id="an unknown job",
        ),
        pytest.param(
            "/care client zoo",
            "I know no client called “zoo”.\n"
            "Try another part of the name, or add it. /care clients lists them all.\nAdd it",
            id="an unknown client",
        ),
        pytest.param(
            "/care tag zoo",
            "Nobody is tagged “zoo”.\nTags are given on a candidate’s card, by More, “Tags and segment”. "
            "Then /care tag Kotlin lists them.",
            id="an unknown tag",
        ),
        pytest.param(
            "/care export",
            "Only a manager or an administrator can export candidates. Ask one of them.\nYou typed:\n/care export",
            id="a table that only managers get",
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


async def test_whatever_follows_a_word_is_answered_or_opens_a_form(there, rita):
    for word in WORDS:
        for typed in (LONG, "<!channel> <@U0TOM> \u202eevil", "%_\"'; --", "...", ",,,", "²"):
            said = await rita.types(f"/care {word} {typed}")
            assert bool(said) != bool(rita.modal), (word, typed)
            assert not [one for one in said if "reference" in plain(one) or "<!" in one.text], (word, typed)
            there.slack.workspace.close("U0RITA")


async def test_whatever_is_typed_after_own_is_answered_or_opens_a_form(there, rita):
    tricks = (LONG, "<!channel> \u202eevil", "%_\"'; --", "²", "...")
    colleagues = (
        "<@U0TOM|tom>",
        "<@U0NOBODY>",
        "@tom",
        "@nobody here",
        "@",
        "@<!here>",
        f"@{LONG}",
        "\u202e@\u200btom",
    )
    for name in ("", "ana", "Ana Silva", "zoe", "pool", "disputes", "help", *tricks):
        for whom in ("", *colleagues):
            said = await rita.types(f"/own {name} {whom}")
            assert bool(said) != bool(rita.modal), (name, whom)
            assert not [one for one in said if "reference" in plain(one)], (name, whom)
            assert not [one for one in said if re.search("<!(?!date)", one.text)], (name, whom)
            there.slack.workspace.close("U0RITA")


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
    f"{touches.OFFERED}_1": ("999/none/open", NO_TOUCH),
    f"{touch_lines.PICK}_1": ("999/1", touch_forms.TOO_OLD),
    f"{touch_lines.HOW}_1": ("999/call.out.spoke", touch_forms.TOO_OLD),
    touch_lines.ADD: ("999", touch_forms.TOO_OLD),
    touch_lines.FORM: ("999", touch_forms.TOO_OLD),
    f"{candidates.OPEN}_1": ("999", NO_CANDIDATE),
    candidates.LOG: ("999", NO_CANDIDATE),
    candidates.MOVE: ("999", NO_CANDIDATE),
    candidates.SUBMIT: ("999", NO_CANDIDATE),
    candidates.SIMILAR: ("999", NO_CANDIDATE),
    cards.SAME: ("999", merging.NOT_THERE),
    merging.UNDO: ("999", merging.NO_MERGE),
    tags.CARD: ("999", NO_CANDIDATE),
    f"{tags.SHOW}_1": ("999", tags.GONE),
    tags.NEXT: ("998/999", tags.GONE),
    tags.PICK: ("999", tags.GONE),
    tags.MORE: ("999", NO_MORE_TAGS),
    tag_form.ALLOW: ("999", NO_CANDIDATE),
    timeline.EARLIER: ("999/2026-11-23T09:00:00+00:00/1", NO_CANDIDATE),
    timeline.LATER: ("999/2026-11-23T09:00:00+00:00/1", NO_CANDIDATE),
    favours.ADD: ("999", NO_CANDIDATE),
    favours.CAME: ("999", handlers_favours.GONE),
    favours.THANKED: ("999/yes", handlers_favours.GONE),
    favours.TAKE_OUT: ("999", handlers_favours.GONE),
    rounds.OPEN: ("998/999", tags.GONE),
    rounds.UNDO: ("999", round_rules.OVER),
    terms_form.BACK: ("999", terms.OVER),
    closing.LOG: ("999/0/999", NO_JOB),
    f"{jobs.OPEN}_1": ("999", NO_JOB),
    jobs.PICK: ("999", NO_JOB),
    jobs.NEXT: ("999", NO_MORE_JOBS),
    jobs.NEW: ("999", NO_CLIENT),
    jobs.EDIT: ("999", NO_JOB),
    jobs.FORWARD: ("999", NO_JOB),
    jobs.CLOSE: ("999", NO_JOB),
    jobs.REOPEN: ("999", NO_JOB),
    jobs.TELL: ("999/0", NO_JOB),
    f"{clients.OPEN}_1": ("999", NO_CLIENT),
    clients.PICK: ("999", NO_CLIENT),
    clients.NEXT: ("999", NO_MORE_CLIENTS),
    clients.RENAME: ("999", NO_CLIENT),
    clients.CONTACT: ("999", NO_CLIENT),
    clients.REMOVE: ("999/1", NO_CLIENT),
    imports.BEGIN: ("999", OLD),
    imports.COLUMNS: ("999", OLD),
    imports.CANCEL: ("999", OLD),
    imports.RETURNED: ("999", OLD),
    owner_news.AGAIN: ("999", NO_CANDIDATE),
    ownership.TAKE: ("999", NO_CANDIDATE),
    f"{ownership.OPEN}_1": ("999", NO_CANDIDATE),
    ownership.CLAIM: ("999", NO_CANDIDATE),
    ownership.RELEASE: ("999", NO_CANDIDATE),
    ownership.HAND: ("999", NO_CANDIDATE),
    ownership.MORE_TIME: ("999", NO_CANDIDATE),
    holdings.PICK: ("999", NO_CANDIDATE),
    holdings.POOL: ("999", holdings.NO_MORE),
    going_offers.TURN: ("999/own", going_offers.NO_MORE),
    approvals.GRANT: ("999", approvals.GONE),
    approvals.REFUSE: ("999", approvals.GONE),
    **dict.fromkeys((approvals.FIGURES, approvals.CHANGE), ("999", approvals.GONE)),
    **dict.fromkeys((offer_buttons.COMPARE, offer_buttons.RATE, comparison.AS_TABLE), ("999", NO_CANDIDATE)),
    offer_buttons.SHEET: ("999", NO_CANDIDATE),
    offer_buttons.ADD: ("999/rival/998", NO_CANDIDATE),
    **dict.fromkeys((offer_buttons.ROUND, offer_buttons.CHANGE), ("999", NO_OFFER)),
    offer_buttons.EXTEND: ("999", deadlines.GONE),
    offer_outcomes.UNDO: ("999", NO_ROUND),
    offer_outcomes.UNRAISE: ("999", NO_OFFER),
    **dict.fromkeys((offer_lines.SAVE, offer_lines.CORRECT), ("999", offer_forms.TOO_OLD)),
    f"{offer_lines.CHOOSE}_1": ("999/0", offer_forms.TOO_OLD),
    f"{offer_lines.PICK}_1": ("999/1", offer_forms.TOO_OLD),
    offer_buttons.LEVERS: ("999", levers.GONE),
    f"{lever_form.USED}_1": ("999/base", levers.GONE),
    **dict.fromkeys((f"{bands.CHANGE}_1", f"{bands.REMOVE}_1"), ("999", bands.GONE)),
    bands.NEXT: ("999", bands.NO_MORE),
    **dict.fromkeys((disputes.ANSWER, disputes.CONCEDE, disputes.WITHDRAW), ("999", NO_DISPUTE)),
    disputes.REPLY: ("999/998", NO_DISPUTE),
    f"{outcomes.WHOLE}_1": ("999/0", NO_DISPUTE),
    f"{cases.PAGE}_1": ("999/1", NO_DISPUTE),
    **dict.fromkeys((cases.KEEP, cases.TRANSFER, cases.SHARE, cases.ASK, cases.PRECEDENTS), ("999", NO_DISPUTE)),
    f"{representations.PICK}_1": ("999", NO_CANDIDATE),
    representations.ADD: ("999", NO_CANDIDATE),
    f"{representations.END}_1": ("999", NO_RIGHT),
    covers.NEW: ("U0NOBODY", covers.UNKNOWN),
    f"{covers.CHANGE}_1": ("999", covers.GONE),
    f"{covers.END}_1": ("999", covers.GONE),
    handovers.HAND_OVER: ("U0NOBODY", handovers.UNKNOWN),
    retention.KEEP: ("999", NO_CANDIDATE),
    retention.ERASE: ("999", NO_CANDIDATE),
    retention.ASK_TO_ERASE: ("999", NO_CANDIDATE),
    updates.WORDS: ("999", OLD),
    updates.CONTACTS: ("999", NO_CANDIDATE),
    updates.LOG: ("999", OLD),
    updates.BACK: ("999", OLD),
    updates.ACCEPT: ("999", OLD),
    updates.DECLINE: ("999", OLD),
    **dict.fromkeys((offer_buttons.ACCEPT, offer_buttons.DECLINE, offer_buttons.WITHDRAW), ("999", NO_OFFER)),
    **dict.fromkeys((offer_buttons.REOPEN, offer_buttons.AGREEMENT, offer_buttons.AGREE), ("999", NO_OFFER)),
    agreements.FILE: ("999", agreements.NO_AGREEMENT),
    **dict.fromkeys((f"{agreements.SENT}_1", f"{agreements.NOT_SENT}_1"), ("999/client", agreements.NO_AGREEMENT)),
    **dict.fromkeys((offer_buttons.PLACEMENT, offer_buttons.FELL_THROUGH), ("999", NO_SUBMISSION)),
    losses.NEXT: ("999/1", NO_MORE_LOSSES),
    "no_version_of_ours_draws_this": ("1", OLD),
    "xtouch_undox": ("1", OLD),
}
GARBAGE = ("ana", "-1", "1e3", "²", "99999999999999999999", "1/2/3", " ")
# These open an empty form where what was typed is kept no longer.
OPEN_ALL_THE_SAME = {candidates.ADD, jobs.ADD, clients.ADD}
HOME = {people.HOME_LOG, people.HOME_FIND, people.HOME_ME}
WITHOUT_ID = HOME | {agreements.MAIL, bands.NEW, covers.SHOW, disputes.LIST, updates.ALL, updates.MAIL}
MENUS = {updates.MENU, candidates.MORE, offer_buttons.MENU}


async def test_a_button_of_what_is_no_more_says_where_to_look(there):
    maya = there.slack.seat("U0MAYA")  # who may do all that anybody may
    for action_id, (value, answer) in GONE.items():
        assert (action_id, await presses(there, maya, action_id, value)) == (action_id, answer)
        assert maya.modal is None, action_id


async def test_a_button_that_carries_garbage_does_nothing_and_says_so(there):
    maya = there.slack.seat("U0MAYA")
    for action_id in sorted({*GONE, *OPEN_ALL_THE_SAME}):
        for value in GARBAGE:
            answer = await presses(there, maya, action_id, value)
            expected = (OLD, GONE.get(action_id, (value, OLD))[1])
            assert answer in expected, (action_id, value)
            assert maya.modal is None, action_id


async def test_a_button_that_adds_what_was_typed_long_ago_opens_an_empty_form(there, rita):
    for action_id in sorted(OPEN_ALL_THE_SAME):
        await rita.clicks(sent(there, rita, action_id, "999"), "Press")
        assert is_form(rita, "", **{"role" if action_id == jobs.ADD else "name": None}), action_id
        await rita.closes()


async def test_a_choice_about_somebody_or_something_gone_does_nothing_and_says_so(there, rita):
    for choice in (*CHOICES, "fly"):
        old = sent_with(there, rita, menu(candidates.MORE, "More", [("", [option("It", f"{choice}/999")])]))
        assert [plain(said) for said in await rita.picks(old, "More", "It")] == [NO_CANDIDATE], choice
    for value in ("fly", "wait", "/", "wait/²", "wait/ana", "erase/-1"):
        old = sent_with(there, rita, menu(candidates.MORE, "More", [("", [option("It", value)])]))
        assert [plain(said) for said in await rita.picks(old, "More", "It")] == [OLD], value
    for choice in (*offer_menu.CHOICES, "fly"):
        answer = {"extend": deadlines.GONE, "levers": levers.GONE, "fly": OLD}.get(choice, NO_OFFER)
        old = sent_with(there, rita, dots(offer_buttons.MENU, [option("It", f"{choice}/999")]))
        assert [plain(said) for said in await rita.picks(old, "More", "It")] == [answer], choice
    old = sent_with(there, rita, dots(offer_buttons.MENU, [option("It", "undo/²")]))
    assert [plain(said) for said in await rita.picks(old, "More", "It")] == [OLD]
    assert rita.modal is None


async def test_a_choice_that_no_card_offers_leaves_the_card_as_it_is(there, rita):
    shown = (await rita.types("/candidate ana"))[-1]
    of_ana = value_of(shown, candidates.LOG)
    old = sent_with(there, rita, menu(candidates.MORE, "More", [("", [option("It", f"fly/{of_ana}")])]))
    assert [plain(said) for said in await rita.picks(old, "More", "It")] == [OLD]
    assert plain(old) == plain(shown)


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
    pages = {touch_form.MORE, touch_form.BACK, offer_form.MORE, offer_form.BACK}
    elsewhere = MENUS | OPEN_ALL_THE_SAME | pages
    assert set(PRESSES) - WITHOUT_ID - elsewhere == {name.removesuffix("_1") for name in GONE} & set(PRESSES)


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
