"""What is answered, word for word, to a form that holds what it never should?"""

import copy
import json
from datetime import datetime

import pytest

import storage
from bot import messages, words
from bot.facts import Offer, OfferDraft, OfferKind, OfferState, Writing
from bot.forms.inputs import UNREADABLE
from bot.messages import teams
from handlers import touch_forms
from handlers.listeners import FORMS
from handlers.touches import NO_CANDIDATE
from practice.reading import plain
from practice.seat import Seat
from storage.columns import new_id
from storage.database import Db
from tests.stories.desk import is_form, open_form, owed, with_ana
from tests.stories.forged import (
    ABOUT_NOTHING,
    EVERY,
    GONE,
    OFFERED,
    TOUCHES,
    allows_anything,
    answered,
    filled,
    holds,
    inputs,
    puts,
)
from tests.stories.house import MONDAY, House

LONG = "A" * 10_000


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
            {},
            {"job": ("o", "999")},
            {"Job": "That job cannot be found any more. Choose another, or type a new one to add it."},
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


async def test_the_address_of_another_asks_whether_it_is_them(rita):
    await rita.types("/candidate add Zoe")
    await rita.fills({"Contact": "ANA@example.com"})
    assert await rita.submits() == {}
    assert "Zoe may be here already. Nothing is saved yet." in plain(rita.modal)
    await rita.fills({"Is it one of these?": "Neither: go back and correct what I typed"})
    assert await rita.submits() == {}
    assert is_form(rita, "Add a candidate", name="Zoe", contact="ANA@example.com")


# ---------------------------------------------------------------- every form there is

FORGED = ("dance", "²", "-1", "99999999999999999999", "0001-01-01T", "add:" + LONG)
METADATA = ("secret", "", "[]", "3", "null", "{}", '{"%s": "²"}', '{"%s": 1.5}', '{"%s": -1}', f'{{"%s": {10**20}}}')
ERASED = ("erase", "name")
# A name that has to be that of somebody there, and answers that are the first one where they are left empty.
NEEDS_NOTHING = {ERASED, ("tags", "segment"), ("settings", "country"), ("unmerge", "since")}
# Left empty, an offer stays what it was, and is for the one job they are put forward for; of pay that is none is asked
# before the company.
NEEDS_NOTHING |= {(name, field) for name in OFFERED for field in ("said", "by", "made", "submission")}
NEEDS_NOTHING |= {("rival new 1", "company"), ("rival facts 1", "company")}
# Two answers that are read as no unless they are yes, a file, a name that has to be that of somebody there, and a
# company, which may have any name.
READ_OTHERWISE = {("round", "told"), *((name, "told") for name in TOUCHES), ("a file", "file"), ERASED}
READ_OTHERWISE |= {("rival new 1", "company"), ("rival facts 1", "company")}


def test_every_form_is_in_the_table():
    assert {view["callback_id"] for view in EVERY.values()} == set(FORMS)
    assert set(EVERY) == set(GONE) | ABOUT_NOTHING


@pytest.fixture
def maya(there) -> Seat:
    """Who may send every form there is."""
    seat: Seat = there.slack.seat("U0MAYA")
    return seat


async def test_a_form_about_what_is_no_more_says_where_to_look(there, maya):
    for name, answer in GONE.items():
        filled(puts(there, maya, EVERY[name]))
        assert (name, await answered(maya)) == (name, answer)


async def test_a_form_about_what_nobody_can_make_out_is_called_old(there, maya):
    for name in sorted(set(EVERY) - ABOUT_NOTHING - {"find", "round", "move"}):
        for about in json.loads(EVERY[name]["private_metadata"]):
            for metadata in METADATA:
                forged = metadata % about if "%s" in metadata else metadata
                filled(puts(there, maya, EVERY[name], private_metadata=forged))
                is_new = forged == '{"job": null}'
                assert is_new or (name, forged, await answered(maya)) == (name, forged, teams.OLD_FORM)


async def test_a_ruling_that_no_button_offers_is_a_form_of_no_version(there, maya):
    for ruling in ("3", "99", "null", "[]", f"{2**63 - 1}"):
        form = puts(there, maya, EVERY["rule, share"], private_metadata=f'{{"dispute": 7, "ruling": {ruling}}}')
        filled(form)
        assert (ruling, await answered(maya)) == (ruling, teams.OLD_FORM)


async def with_a_draft(there: House, seat: Seat) -> dict[str, dict[str, str]]:
    """The metadata of each page of a touch, and of an offer, of a draft that is there; other forms have theirs."""
    await seat.types("/touch Ana Silva")
    draft = json.loads(open_form(seat).private_metadata)["draft"]
    pages = {name: {"draft": draft, "page": page} for name, page in TOUCHES.items()}
    for name in OFFERED:
        kind, writing, page = name.split()
        draft = await there.bot.database.transact(begun, there.bot.team, seat.person_id, kind, writing, MONDAY)
        pages[name] = {"draft": draft, "page": int(page)}
    return {name: {"private_metadata": json.dumps(about)} for name, about in pages.items()}


def begun(db: Db, team: str, by: str, kind: str, writing: str, now: datetime) -> int:
    """An offer of each kind to Ana, about which somebody has begun to write something down."""
    (ana,) = storage.finding.found(db, team, "Ana Silva", 1)
    offer = Offer(new_id(), ana.id, OfferKind(kind), OfferState.OPEN, by, now, company="Acme", made_at=now)
    if writing != Writing.NEW:
        storage.offers.add(db, team, offer)
    draft = OfferDraft(ana.id, offer.kind, Writing(writing), None if writing == Writing.NEW else offer.id)
    return storage.drafts.keep(db, team, by, draft, now)


async def test_a_draft_of_another_kind_is_none(there, maya):
    await maya.types("/touch Ana Silva")
    of_a_touch = json.loads(maya.modal.private_metadata)["draft"]
    for name in ("who", "contacts to take away", "round to come", "terms to come", "ours new 1"):
        forged = json.loads(EVERY[name]["private_metadata"]) | {"draft": of_a_touch}
        filled(puts(there, maya, EVERY[name], private_metadata=json.dumps(forged)))
        assert (name, await answered(maya)) == (name, GONE[name])


def fields(*types: str) -> list[tuple[str, str, str]]:
    """Each field of these types: its form, its name and its label."""
    return [
        (name, block["block_id"], block["label"]["text"])
        for name, view in EVERY.items()
        for block, element in inputs(view)
        if element["type"] in types and (name, block["block_id"]) not in READ_OTHERWISE and "columns" not in name
    ]


async def test_a_choice_that_was_never_offered_is_refused_at_its_field(there, maya):
    metadata = await with_a_draft(there, maya)
    choices = ("static_select", "external_select", "radio_buttons", "checkboxes", "datepicker", "timepicker")
    for name, field, label in fields(*choices, "multi_external_select"):
        for value in FORGED:
            form = puts(there, maya, EVERY[name], **metadata.get(name, {}))
            filled(form)
            holds(form, field, value)
            is_tag = field == "tags" and value.startswith("add:") and name == "tags"
            assert is_tag or (name, value, await answered(maya)) == (name, value, {label: UNREADABLE})


async def test_what_must_be_filled_in_and_is_not_is_asked_for_at_its_field(there, maya):
    metadata = await with_a_draft(there, maya)
    for name, view in EVERY.items():
        for block, _ in inputs(view):
            if not block.get("optional") and (name, block["block_id"]) not in NEEDS_NOTHING:
                form = puts(there, maya, view, **metadata.get(name, {}))
                filled(form)
                allows_anything(form)
                holds(form, block["block_id"], None)
                errors = await answered(maya)
                assert isinstance(errors, dict), (name, errors)
                assert [*errors] == [block["label"]["text"]]


async def test_what_is_too_long_is_refused_at_its_field_and_kept(there, maya):
    metadata = await with_a_draft(there, maya)
    for name, field, label in fields("plain_text_input"):
        form = puts(there, maya, EVERY[name], **metadata.get(name, {}))
        filled(form)
        allows_anything(form)
        holds(form, field, LONG)
        before = copy.deepcopy(form.values)
        errors = await answered(maya)
        assert isinstance(errors, dict), (name, field, errors)
        assert [*errors] == [label], name
        assert errors[label].endswith("Shorten it."), (name, field)
        assert maya.modal.values == before


async def test_the_columns_of_a_file_hold_what_is_in_it_and_each_one_thing(there, rita):
    await rita.shares("people.csv", b"Name;Mail\nZoe Quill;zoe@example.com\n")
    await there.bot.ticker.tick()
    shown = rita.dm()[-1]
    for field, value, answer in [
        ("name", "dance", {"Name": UNREADABLE}),
        ("name", "7", {"Name": UNREADABLE}),
        ("phone", "99999999999999999999", {"Phone": UNREADABLE}),
        ("phone", "0", {"Phone": "This column is chosen as name already. Choose another."}),
    ]:
        await rita.clicks(shown, "Columns …")
        holds(rita.modal, field, value)
        assert (value, await answered(rita)) == (value, answer)
    for page in (2, 99, -1):
        form = open_form(rita)
        form.private_metadata = json.dumps(json.loads(form.private_metadata) | {"page": page})
        assert await answered(rita) == teams.OLD_FORM
        await rita.closes()
    await there.bot.ticker.tick()
    assert "I read Name as name, Mail as e-mail" in plain(shown)


async def test_a_manager_is_asked_anew_where_a_table_or_an_erasure_is_not_right(there, rita):
    maya = there.slack.seat("U0MAYA")
    for field, value, answer in [
        ("job", "dance", {"Job": UNREADABLE}),
        ("tag", "²", {"Tag": UNREADABLE}),
        ("since", "31 February", {"Added since": UNREADABLE}),
        ("segment", "dance", {"Segment": UNREADABLE}),
        ("job", "999", messages.exports.NOBODY),
        ("recruiter", "U0NOBODY", messages.exports.NOBODY),
    ]:
        await maya.types("/care export")
        holds(maya.modal, field, value)
        assert (value, await answered(maya)) == (value, answer)
    await there.slack.change_person("U0MAYA", tz="Asia/Kolkata")
    await maya.types("/care export")
    holds(maya.modal, "since", "0001-01-01")  # which is no day yet in UTC
    assert await answered(maya) == {"Added since": UNREADABLE}
    await maya.picks((await maya.types("/candidate ana"))[-1], "More", "Erase for good …")
    form = open_form(maya)
    for typed in ("Ana", LONG, "²"):
        allows_anything(form)
        holds(form, "name", typed)
        assert await answered(maya) == {"Type their name to confirm": messages.erasing.OTHER_NAME}
    for metadata in ('{"candidate": 999}', "{}", '{"candidate": null}'):
        form.private_metadata = metadata
        said = await answered(maya)
        assert said == (NO_CANDIDATE if "999" in metadata else teams.OLD_FORM)
        await maya.closes()
