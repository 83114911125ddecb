"""Is it known of each payload what it is, who acted, and when it is the same one again?"""

import pytest
from slack_sdk.errors import SlackApiError

from bot.errors import Refused
from handlers.payloads import (
    LARGEST_ID,
    Kind,
    filled_in,
    home_of,
    in_modal,
    key_of,
    kind_of,
    number,
    on_top_of_two,
    user_of,
    word_of,
    yes_or_no,
)

RITA = {"id": "U0RITA", "team_id": "T0"}
COMMAND = {"command": "/touch", "text": "", "user_id": "U0RITA", "team_id": "T0", "trigger_id": "1.2"}
PRESS = {
    "type": "block_actions",
    "user": RITA,
    "team": {"id": "T1"},
    "actions": [{"action_id": "touch_undo", "action_ts": "3.4"}],
}
FORM = {"type": "view_submission", "user": RITA, "view": {"id": "V1"}}
CLOSED = {"type": "view_closed", "user": RITA, "view": {"id": "V1"}}
TYPING = {"type": "block_suggestion", "user": RITA, "action_id": "x", "value": "an"}
SHORTCUT = {"type": "shortcut", "user": RITA, "trigger_id": "5.6"}
ON_MESSAGE = {"type": "message_action", "user": RITA, "trigger_id": "5.6"}
OPENED = {"type": "event_callback", "team_id": "T0", "event_id": "Ev1", "event": {"user": "U0RITA"}}
CHANGED = {"type": "event_callback", "team_id": "T0", "event_id": "Ev2", "event": {"user": {"id": "U0RITA"}}}
GONE = {"type": "event_callback", "team_id": "T0", "event_id": "Ev3", "event": {"type": "app_uninstalled"}}


@pytest.mark.parametrize(
    ("body", "kind", "user", "home", "key"),
    [
        pytest.param(COMMAND, Kind.COMMAND, "U0RITA", "T0", "command/1.2", id="a command"),
        pytest.param(PRESS, Kind.PRESS, "U0RITA", "T0", "press/U0RITA/touch_undo/3.4", id="a press"),
        pytest.param(FORM, Kind.SUBMISSION, "U0RITA", "T0", "view_submission/U0RITA/V1", id="a form"),
        pytest.param(
            FORM | {"view": {"id": "V1", "hash": "7.a"}},
            Kind.SUBMISSION,
            "U0RITA",
            "T0",
            "view_submission/U0RITA/V1/7.a",
            id="a form that was redrawn",
        ),
        pytest.param(CLOSED, Kind.CLOSING, "U0RITA", "T0", "view_closed/U0RITA/V1", id="a form that is closed"),
        pytest.param(SHORTCUT, Kind.SHORTCUT, "U0RITA", "T0", "shortcut/5.6", id="a shortcut"),
        pytest.param(ON_MESSAGE, Kind.SHORTCUT, "U0RITA", "T0", "shortcut/5.6", id="a shortcut on a message"),
        pytest.param(OPENED, Kind.EVENT, "U0RITA", "T0", "event/Ev1", id="an event by someone"),
        pytest.param(CHANGED, Kind.EVENT, None, "T0", "event/Ev2", id="an event about someone"),
        pytest.param(GONE, Kind.EVENT, None, "T0", "event/Ev3", id="an event about nobody"),
    ],
)
def test_a_payload_is_known_by_its_kind_its_person_and_its_key(body, kind, user, home, key):
    assert (kind_of(body), user_of(body), home_of(body), key_of(body)) == (kind, user, home, key)


@pytest.mark.parametrize(
    "body",
    [{}, {"type": "block_actions"}, {"type": 7}, {"event": None}, {"event": {}}, {"user": []}, {"user": {}}],
    ids=str,
)
def test_what_is_no_payload_is_by_nobody(body):
    assert user_of(body) is None
    assert kind_of(body) in set(Kind)


@pytest.mark.parametrize("body", [{**COMMAND, "trigger_id": ""}, {**OPENED, "event_id": None}, TYPING])
def test_what_has_no_key_is_never_the_same_again(body):
    assert key_of(body) != key_of(body)


@pytest.mark.parametrize("other", [{"user": {"id": "U0TOM"}}, {"actions": [{"action_id": "touch_undo"}]}])
def test_another_press_has_another_key(other):
    assert key_of(PRESS) != key_of(PRESS | other)


def test_a_button_carries_a_number():
    assert number("42") == 42
    assert number(str(LARGEST_ID)) == LARGEST_ID


@pytest.mark.parametrize("value", ["", "x", "-1", "1.0", "²", "٣", " 1", str(LARGEST_ID + 1), "9" * 5_000])
def test_a_button_that_carries_none_is_refused(value):
    with pytest.raises(Refused, match="from an older message"):
        number(value)


@pytest.mark.parametrize("value", ["", "maybe", "Yes", "yes/no", "1"])
def test_a_button_that_carries_neither_yes_nor_no_is_refused(value):
    assert (yes_or_no("yes"), yes_or_no("no")) == (True, False)
    with pytest.raises(Refused, match="from an older message"):
        yes_or_no(value)


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), TypeError("x"), AttributeError("x")])
def test_a_form_that_cannot_be_read_is_refused_in_words(error):
    def read() -> None:
        raise error

    with pytest.raises(Refused, match="from an older version of Rapport, so nothing was saved"):
        filled_in(read)


def test_what_a_form_refuses_itself_stays_as_it_is():
    def read() -> None:
        raise Refused("Choose how it went.", field="how")

    with pytest.raises(Refused, match="Choose how it went"):
        filled_in(read)


@pytest.mark.parametrize(
    ("view", "full"),
    [
        ({"previous_view_id": None, "root_view_id": "V1"}, False),
        ({"previous_view_id": "V1", "root_view_id": "V1"}, False),
        ({"previous_view_id": "V2", "root_view_id": "V1"}, True),
        ({}, False),
    ],
)
def test_slack_puts_no_fourth_form_on_a_third(view, full):
    assert on_top_of_two(view) is full


@pytest.mark.parametrize(("view", "inside"), [({"type": "modal"}, True), ({"type": "home"}, False), (None, False)])
def test_a_press_in_a_form_is_told_from_others(view, inside):
    assert in_modal({"view": view}) is inside


@pytest.mark.parametrize(("reply", "word"), [({"error": "not_found"}, "not_found"), ({}, None), ("<html>", None)])
def test_slacks_word_is_read_where_there_is_one(reply, word):
    assert word_of(SlackApiError("no", reply)) == word
