"""Is all that we draw or announce heard, and is every listener lent what it asks for?"""

import inspect
import logging
import re
from typing import Any

import pytest
from slack_bolt.kwargs_injection.async_utils import build_async_required_kwargs
from slack_bolt.request.async_request import AsyncBoltRequest

from bot import forms, manifest
from bot.clock import StillClock
from bot.policy import Policy
from handlers import app, listeners
from handlers.answers import in_words
from handlers.lending import Lender
from storage.database import Database
from storage.migrate import migrate
from tests.keys import KEYS
from tests.messages.samples import drawn, said
from tests.stories.house import MONDAY

LISTENERS: list[Any] = [
    *listeners.COMMANDS.values(),
    *listeners.SUGGESTIONS.values(),
    *listeners.FORMS.values(),
    *listeners.PRESSES.values(),
    *listeners.SHORTCUTS.values(),
    *listeners.EVENTS.values(),
]
HEARD = re.compile("|".join(app._numbered(name).pattern for name in listeners.PRESSES))


@pytest.fixture
async def lent(tmp_path):
    """The names of all that Bolt and our own Lender hand to a listener."""
    database = Database(f"sqlite:///{tmp_path / 'rapport.db'}", KEYS)
    migrate(database.engine)
    request = AsyncBoltRequest(
        body={"type": "event_callback", "event": {"type": "app_uninstalled"}}, mode="socket_mode"
    )
    lender = Lender(database, Policy(), StillClock(MONDAY), "T0")

    async def done() -> None:
        """Nothing more stands between."""

    await lender(body=request.body, context=request.context, client=None, next=done)  # type: ignore[arg-type]
    await database.close()
    return request


async def test_no_listener_asks_for_what_is_not_lent(lent, caplog):
    for listener in (*LISTENERS, in_words):
        wanted = list(inspect.signature(listener).parameters)
        logger = logging.getLogger(f"lent to {listener.__name__}")
        build_async_required_kwargs(
            logger=logger, required_arg_names=wanted, request=lent, response=None, error=ValueError()
        )
    assert [(record.name, record.getMessage()) for record in caplog.records] == []


async def test_a_misspelt_parameter_is_found(lent, caplog):
    build_async_required_kwargs(
        logger=logging.getLogger("lent"), required_arg_names=["ack", "persno"], request=lent, response=None
    )
    assert caplog.messages == ["persno is not a valid argument"]


def elements(block: Any) -> list[dict[str, Any]]:
    """Everything with an action id, wherever it stands."""
    if isinstance(block, list):
        return [found for each in block for found in elements(each)]
    if not isinstance(block, dict):
        return []
    here = [block] if "action_id" in block else []
    return here + [found for each in block.values() for found in elements(each)]


SPOKEN = {name: message.blocks for name, message in said("x").items()}
FORMS = {name: view["blocks"] for name, view in drawn("x").items()}


@pytest.mark.parametrize(("name", "blocks"), [*SPOKEN.items(), *FORMS.items()])
def test_every_button_and_menu_that_is_drawn_is_heard(name, blocks):
    pressed = elements([block for block in blocks if block["type"] != "input"])
    assert [each["action_id"] for each in pressed if not HEARD.fullmatch(each["action_id"])] == []
    searched = [each["action_id"] for each in elements(blocks) if each["type"] == "external_select"]
    assert set(searched) <= set(listeners.SUGGESTIONS)


@pytest.mark.parametrize(("name", "view"), [(name, view) for name, view in drawn("x").items() if "submit" in view])
def test_every_form_that_can_be_sent_is_heard(name, view):
    assert view["callback_id"] in listeners.FORMS


def test_no_button_is_heard_by_two_listeners():
    ids = [f"{name}{number}" for name in listeners.PRESSES for number in ("", "_1", "_25")]
    heard = [[name for name in listeners.PRESSES if app._numbered(name).search(id)] for id in ids]
    assert [found for found in heard if len(found) != 1] == []


@pytest.mark.parametrize("id", ["xtouch_undo", "touch_undo_x", "touch_undo_", "touch_undox", "touch_undo_1_2"])
def test_what_only_looks_like_a_button_of_ours_is_not_heard(id):
    assert [name for name in listeners.PRESSES if app._numbered(name).search(id)] == []


@pytest.mark.parametrize("name", ["manifest.yml", "manifest.http.yml"])
def test_a_manifest_names_what_is_heard(name):
    assert manifest.differences(name) == []


def test_a_notice_has_nothing_to_send():
    assert "submit" not in forms.notices.notice("x")
