"""What is answered, word for word, to a form that holds what it never should?"""

import copy

import pytest

from bot import words
from bot.messages import teams
from handlers import touch_forms
from handlers.touches import NO_CANDIDATE
from practice.reading import plain
from practice.seat import Seat
from tests.stories.desk import is_form, owed, with_ana

LONG = "A" * 10_000
UNREADABLE = "I could not read this. Choose it anew."


@pytest.fixture
async def there(tmp_path):
    async with with_ana(f"sqlite:///{tmp_path / 'rapport.db'}") as it:
        yield it


@pytest.fixture
def rita(there) -> Seat:
    seat: Seat = there.slack.seat("U0RITA")
    return seat


SPOKE = {"How it went": "Call, spoke"}
TOO_LONG = "A name can have 80 letters, and this one has 10,000. Shorten it."


def chosen(kind: str, value: str) -> dict[str, object]:
    """What a form holds where `value` was chosen, whether it was offered or not."""
    picked = {"text": {"type": "plain_text", "text": "x"}, "value": value}
    return {"selected_option": picked} if kind == "o" else {kind: value}


@pytest.mark.parametrize(
    ("typed", "page", "fills", "forged", "errors"),
    [
        pytest.param(
            "/touch Ana Silva",
            1,
            SPOKE | {"Promised by": "2026-11-22"},
            {},
            {"Promised by": "That day is past. Choose Monday 23 November or later."},
            id="promised by yesterday",
        ),
        pytest.param(
            "/touch Ana Silva - likes",
            2,
            {"When": "2026-11-24"},
            {},
            {"When": "A touch cannot lie ahead. Choose today or an earlier day."},
            id="a touch of tomorrow",
        ),
        pytest.param(
            "/touch Ana Silva - likes",
            2,
            {"When": "2026-10-23"},
            {},
            {"When": "That is too long ago to be entered. Choose Saturday 24 October or later."},
            id="a touch of 31 days ago",
        ),
        pytest.param(
            "/touch Ana Silva",
            1,
            SPOKE,
            {"promised_on": ("selected_date", "31 February")},
            {"Promised by": UNREADABLE},
            id="a date that is none",
        ),
        pytest.param("/touch Ana Silva", 1, {}, {"how": ("o", "dance")}, {"How it went": UNREADABLE}, id="no outcome"),
        pytest.param(
            "/touch Ana Silva", 1, SPOKE, {"candidate": ("o", "999")}, {"Candidate": NO_CANDIDATE}, id="nobody's id"
        ),
        pytest.param(
            "/touch Ana Silva", 1, SPOKE, {"candidate": ("o", "²")}, {"Candidate": UNREADABLE}, id="an id that is none"
        ),
        pytest.param(
            "/candidate add Zoe", 1, {}, {"name": ("value", "…!")}, {"Name": "Type a name with at least one letter."},
            id="a name without a letter",
        ),
        pytest.param(
            "/candidate add Zoe", 1, {"Contact": "secret"}, {}, {"Contact": words.NO_CONTACT}, id="a contact of no kind"
        ),
        pytest.param(
            "/candidate add Zoe", 1, {"Contact": "zoe@"}, {}, {"Contact": words.NO_EMAIL}, id="half an address"
        ),
        pytest.param(
            "/candidate add Zoe",
            1,
            {"Contact": "ANA@example.com"},
            {},
            {
                "Contact": "Ana Silva has this address already. Type /candidate Ana Silva to see their card, "
                "or give another address."
            },
            id="the address of another",
        ),
        pytest.param(
            "/candidate add Zoe",
            1,
            {},
            {"job": ("o", "999")},
            {"Job": "That job cannot be found any more. Choose another, or type its title to add it."},
            id="a job that is none",
        ),
        pytest.param(
            "/candidate add Zoe", 1, {}, {"stage": ("o", "dancing")}, {"Stage": UNREADABLE}, id="a stage that is none"
        ),
        pytest.param(
            "/care me", 1, {}, {"morning_at": ("selected_time", "25:99")}, {"Morning message at": UNREADABLE},
            id="an hour that is none",
        ),
    ],
)  # fmt: skip
async def test_a_form_stays_with_all_that_was_typed_and_says_at_the_field(rita, typed, page, fills, forged, errors):
    said = await rita.types(typed)
    if said:
        await rita.clicks(said[-1], "Open the form")
        await rita.fills(SPOKE)
    if page == 2:
        await rita.clicks(rita.modal, "More")
    await rita.fills(fills)
    for block, (kind, value) in forged.items():
        held = next(iter(rita.modal.values[block].values()))
        held |= chosen(kind, value)
    before = copy.deepcopy(rita.modal.values)
    assert await rita.submits() == errors
    assert rita.modal.values == before


async def test_a_name_of_10000_letters_is_refused_at_its_field(rita):
    await rita.types("/candidate add Zoe")
    rita.modal.blocks[0]["element"]["max_length"] = 20_000  # as no form of ours allows
    await rita.fills({"Name": LONG})
    assert await rita.submits() == {"Name": TOO_LONG}


@pytest.mark.parametrize(
    ("typed", "metadata", "answer"),
    [
        pytest.param("/touch Ana Silva", '{"draft": 999, "page": 1}', touch_forms.TOO_OLD, id="a draft that is gone"),
        pytest.param("/touch Ana Silva", "{}", teams.OLD_FORM, id="a form without a draft"),
        pytest.param("/touch Ana Silva", "secret", teams.OLD_FORM, id="metadata that is none"),
        pytest.param("/touch Ana Silva", '{"draft": "²", "page": 1}', teams.OLD_FORM, id="a draft of no number"),
    ],
)
async def test_a_form_of_what_is_no_more_says_so_above_what_was_typed(rita, typed, metadata, answer):
    await rita.types(typed)
    await rita.fills(SPOKE | {"Note": "secret"})
    form = rita.modal
    form.private_metadata = metadata
    await rita.submits()
    assert plain(rita.modal) == f"Not done\n{answer}\nClose"
    await rita.closes()
    assert rita.modal is form
    assert is_form(rita, "Log a touch", note="secret")


async def test_a_form_that_no_version_knows_says_so_above_what_was_typed(rita):
    await rita.types("/candidate add Zoe")
    rita.modal.callback_id = "newsletter_form"
    await rita.submits()
    assert plain(rita.modal) == f"Not done\n{teams.OLD_FORM}\nClose"


async def test_a_move_of_a_submission_that_is_gone_says_how_to_look_again(rita):
    await rita.clicks((await rita.types("/candidate ana"))[-1], "Move")
    await rita.fills({"Choose a stage": "Interview"})
    held = rita.modal.values["stage"]["stage"]
    held["selected_option"] = {**held["selected_option"], "value": "999/interview"}
    await rita.submits()
    gone = "That submission cannot be found any more. Type /candidate with the name to see the card."
    assert plain(rita.modal) == f"Not done\n{gone}\nClose"


@pytest.mark.parametrize(
    ("choice", "fills", "errors"),
    [
        pytest.param(
            "Waiting until …",
            {"Until": "2026-11-25", "Why": "On holiday"},
            {"Until": "That day is past or today. Choose a later day."},
            id="waiting until today",
        ),
        pytest.param(
            "Ask a colleague …",
            {"Colleague": "U0RITA"},
            {"Colleague": "That is you. Choose a colleague, or close the form."},
            id="asking oneself",
        ),
        pytest.param(
            "Ask a colleague …",
            {"Colleague": "U0GUS"},
            {
                "Colleague": "They have not used Rapport yet, so it does not know whether they may see candidates. "
                "Choose somebody else, "
                "or ask them to type /care help once."
            },
            id="asking a guest",
        ),
    ],
)
async def test_an_item_cannot_be_handed_to_nobody_nor_put_off_to_the_past(there, rita, choice, fills, errors):
    await rita.picks(await owed(there, rita), "More", choice)
    await rita.fills(fills)
    assert await rita.submits() == errors


async def test_a_form_sent_twice_logs_once_and_says_the_same(there, rita):
    await rita.types("/touch Ana Silva")
    await rita.fills(SPOKE | {"Note": "secret"})
    form = copy.deepcopy(rita.modal)
    await rita.submits()
    first = plain(rita.modal)
    await rita.deeds.submit(rita.person, form)
    assert plain(rita.modal) == first
    card = plain((await rita.types("/candidate ana"))[-1])
    assert card.count("secret") == 1


async def test_one_draft_in_two_windows_is_logged_once(rita):
    asked = (await rita.types("/touch Ana Silva - likes the role"))[-1]
    await rita.clicks(asked, "Open the form")
    await rita.fills(SPOKE)
    await rita.submits()
    await rita.closes()
    said = await rita.clicks(asked, "Call, spoke")
    assert [plain(message) for message in said] == [touch_forms.TOO_OLD]
