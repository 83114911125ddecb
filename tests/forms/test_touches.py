"""Is what someone fills in for a touch read back, kept over both pages, and refused at its field?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.errors import Refused
from bot.facts import About, Direction, How, Kind, Offers, Outcome, Stage, TouchDraft
from bot.forms import touches
from practice.elements import first_values
from tests.messages.samples import SPOKE, TODAY, TOM, found

ASKED = {"ask_told": True, "ask_offers": True, "zone_today": TODAY}
FULL = TouchDraft(
    candidate=1,
    how=SPOKE,
    told=True,
    offers=Offers.NEW,
    note="Likes the role\nand the team",
    promised_on=TODAY + timedelta(days=3),
    happened_on=TODAY - timedelta(days=1),
    credit=TOM,
    stage=Stage.OFFER,
    line=3,
    notes={About.WORRIES: "the commute", About.PAY_EXPECTED: "120k", About.PROMISE: "the client's answer"},
)
ODD = How(Kind.VIDEO, Direction.IN, Outcome.VOICEMAIL)


def opened(draft, candidate=None, page=1, **more):
    """A form as Slack hands it back when nothing was touched in it."""
    view = touches.form(2, draft, candidate=candidate, page=page, **{**ASKED, **more})
    return view | {"state": {"values": first_values(view["blocks"])}}


def filled(view, **answers):
    """The same form with other answers: by field, as Slack's state has them."""
    for name, answer in answers.items():
        (action_id,) = view["state"]["values"][name]
        view["state"]["values"][name][action_id] |= answer
    return view


@pytest.mark.parametrize("page", [1, 2, 3])
@pytest.mark.parametrize(
    ("draft", "candidate"),
    [
        pytest.param(FULL, found(), id="everything filled in"),
        pytest.param(TouchDraft(), None, id="nothing filled in"),
        pytest.param(TouchDraft(candidate_name="Ana Silva"), None, id="someone to be added"),
        pytest.param(replace(FULL, how=ODD), found(), id="an unusual way"),
        pytest.param(replace(FULL, touch=7), found(), id="an edited touch"),
        pytest.param(replace(FULL, told=False), found(), id="not told"),
    ],
)
def test_a_form_that_is_opened_and_read_gives_back_the_draft(draft, candidate, page):
    view = opened(draft, candidate, page)
    assert touches.draft_of(view) == (2, page)
    assert touches.read(view, draft) == draft


def test_what_was_typed_on_one_page_is_kept_on_the_other():
    first = filled(opened(TouchDraft(), page=1), note={"value": "Hello"}, promised_on={"selected_date": "2026-12-01"})
    draft = touches.read(first, TouchDraft())
    second = filled(opened(draft, page=2), credit={"selected_user": TOM})
    assert touches.read(second, draft) == TouchDraft(note="Hello", promised_on=date(2026, 12, 1), credit=TOM)


def test_what_was_learned_is_kept_sorted_and_an_emptied_field_is_none():
    before = TouchDraft(notes={About.WORRIES: "the commute", About.PROMISE: "an answer"})
    view = filled(opened(before, page=3), worries={"value": ""}, fits={"value": "knows  the stack\n\n\n\nwell"})
    assert touches.read(view, before).notes == {About.PROMISE: "an answer", About.FITS: "knows the stack\n\nwell"}


@pytest.mark.parametrize(
    ("name", "answer", "changes"),
    [
        pytest.param("candidate", {"selected_option": {"value": "12"}}, {"candidate": 12}, id="someone known"),
        pytest.param(
            "candidate",
            {"selected_option": {"value": "add:Ben: Okoro"}},
            {"candidate": None, "candidate_name": "Ben: Okoro"},
            id="someone new",
        ),
        pytest.param("candidate", {"selected_option": None}, {"candidate": None}, id="nobody"),
        pytest.param("note", {"value": None}, {"note": ""}, id="a note taken out"),
        pytest.param("note", {"value": " a\u202e\n"}, {"note": "a"}, id="a note with tricks"),
        pytest.param("told", {"selected_option": {"value": "no"}}, {"told": False}, id="not told"),
        pytest.param("told", {"selected_option": None}, {"told": None}, id="no answer"),
        pytest.param("promised_on", {"selected_date": None}, {"promised_on": None}, id="no promise"),
        pytest.param(
            "how",
            {"selected_option": {"value": "email.out.sent"}},
            {"how": How(Kind.EMAIL, Direction.OUT, Outcome.SENT)},
            id="another way",
        ),
    ],
)
def test_an_answer_is_read(name, answer, changes):
    view = filled(opened(FULL, found()), **{name: answer})
    assert touches.read(view, FULL) == replace(FULL, **changes)


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        pytest.param({}, ["candidate", "how", "told", "offers", "note", "promised_on"], id="all is asked"),
        pytest.param(
            {"ask_told": False, "ask_offers": False}, ["candidate", "how", "note", "promised_on"], id="only where asked"
        ),
        pytest.param({"page": 2}, ["happened_on", "credit", "stage", "promise"], id="the rest"),
        pytest.param({"page": 3}, [about for about, *_ in touches.LEARNED], id="what they said"),
        pytest.param({"draft": replace(FULL, touch=7)}, ["how", "told", "offers", "note", "promised_on"], id="edited"),
    ],
)
def test_only_what_is_needed_is_asked(more, fields):
    view = opened(**{"draft": FULL, "candidate": found(), **more})
    assert [block["block_id"] for block in view["blocks"] if block["type"] == "input"] == fields


@pytest.mark.parametrize(
    ("touch", "title", "submit"),
    [(None, "Log a touch", "Log it"), (7, "Edit the touch", "Save")],
    ids=["new", "old"],
)
def test_the_form_says_what_it_does(touch, title, submit):
    view = opened(TouchDraft(touch=touch), found(), alert="Somebody was faster.")
    assert (view["title"]["text"], view["submit"]["text"], view["callback_id"]) == (title, submit, "touch_form")
    assert view["blocks"][0]["text"]["text"] == "Somebody was faster."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({}, None, id="all is well"),
        pytest.param({"candidate": None}, "candidate", id="nobody chosen"),
        pytest.param({"candidate": None, "candidate_name": "Ben"}, None, id="someone new is somebody"),
        pytest.param({"how": None}, "how", id="not said how"),
        pytest.param({"promised_on": TODAY - timedelta(days=1)}, "promised_on", id="promised for yesterday"),
        pytest.param({"promised_on": TODAY}, None, id="promised for today"),
        pytest.param({"happened_on": TODAY + timedelta(days=1)}, "happened_on", id="tomorrow"),
        pytest.param({"happened_on": TODAY - timedelta(days=30)}, None, id="a month ago"),
        pytest.param({"happened_on": TODAY - timedelta(days=31)}, "happened_on", id="too long ago"),
    ],
)
def test_a_draft_that_cannot_be_logged_is_refused_at_its_field(changes, field):
    draft = replace(FULL, **changes)
    if field is None:
        assert touches.checked(draft, TODAY) == draft
        return
    with pytest.raises(Refused) as refused:
        touches.checked(draft, TODAY)
    assert refused.value.field == field
    shown = {page: touches.errors(refused.value, opened(draft, found(), page)) for page in (1, 2)}
    here, there = (2, 1) if field == "happened_on" else (1, 2)
    assert shown == {here: {field: refused.value.reason}, there: None}


def test_an_error_of_no_field_has_no_place_in_the_form():
    assert touches.errors(Refused("No."), opened(FULL, found())) is None
    assert touches.errors(Refused("No.", field="candidate"), opened(replace(FULL, touch=7), found())) is None
    assert touches.errors(Refused("No.", field="candidate")) == {"candidate": "No."}


def test_beside_a_rival_that_is_known_none_means_nothing_new_and_is_read_as_none():
    (field,) = [each for each in opened(TouchDraft(), rivals=["Acme"])["blocks"] if each.get("block_id") == "offers"]
    assert [each["text"]["text"] for each in field["element"]["options"]] == [
        "Nothing new",
        "A new offer",
        "Did not ask",
    ]
    assert field["hint"]["text"].startswith("We know of Acme. ")
    none = replace(TouchDraft(), offers=Offers.NONE)
    assert touches.read(opened(none, rivals=["Acme"]), TouchDraft()).offers is Offers.NONE
