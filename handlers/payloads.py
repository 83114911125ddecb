"""What did Slack send: of which kind, from whom, and by which key does it come again?"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from slack_sdk.errors import SlackApiError

from bot import messages
from bot.errors import Refused
from bot.forms.inputs import LARGEST_ID as LARGEST_ID
from bot.forms.inputs import read_id

T = TypeVar("T")
Body = Mapping[str, Any]


class Kind(StrEnum):
    """The kinds of payload, by how they are answered."""

    COMMAND = "command"
    PRESS = "block_actions"
    SUBMISSION = "view_submission"
    CLOSING = "view_closed"
    SUGGESTION = "block_suggestion"
    SHORTCUT = "shortcut"
    EVENT = "event_callback"


def kind_of(body: Body) -> Kind:
    """Tell of which kind a payload is."""
    if "command" in body:
        return Kind.COMMAND
    type = body.get("type")
    return Kind.SHORTCUT if type == "message_action" else Kind(type) if type in set(Kind) else Kind.EVENT


def user_of(body: Body) -> str | None:
    """Tell who acted; None where nobody did, as in an event that tells about someone."""
    event = body.get("event")
    user = body.get("user") or body.get("user_id") or (event.get("user") if isinstance(event, Mapping) else None)
    if isinstance(user, Mapping):
        user = user.get("id") if "user" in body else None
    return user if isinstance(user, str) else None


def home_of(body: Body) -> str | None:
    """Tell of which workspace the one who acted is a member."""
    user = body.get("user")
    if isinstance(user, Mapping) and user.get("team_id"):
        return str(user["team_id"])
    return team_of(body)


def team_of(body: Body) -> str | None:
    """Tell from which workspace a payload came."""
    team = body.get("team")
    return str(team["id"]) if isinstance(team, Mapping) else body.get("team_id")


def key_of(body: Body) -> str:
    """Give the natural key of a payload: the same when it is delivered again, another when it is done again."""
    kind = kind_of(body)
    if kind is Kind.EVENT:
        return f"event/{body.get('event_id') or secrets.token_hex(8)}"
    if kind in (Kind.SUBMISSION, Kind.CLOSING):
        # A form that was turned into another, and back, is another form, though Slack gives it the same id.
        drawn = "/".join(filter(None, (body["view"]["id"], body["view"].get("hash"))))
        return f"{kind}/{user_of(body)}/{drawn}"
    if kind is Kind.PRESS:
        action = body["actions"][0]
        return f"press/{user_of(body)}/{action['action_id']}/{action.get('action_ts')}"
    return f"{kind}/{body.get('trigger_id') or secrets.token_hex(8)}"


def word_of(error: SlackApiError) -> str | None:
    """Give the word with which Slack refused a call; None where its answer was no answer."""
    data = getattr(error.response, "data", error.response)
    return data.get("error") if isinstance(data, Mapping) else None


def number(value: str) -> int:
    """Read the id that a button of ours carries; a button that carries none is not ours any more."""
    try:
        return read_id(value)
    except ValueError as error:
        raise Refused(messages.teams.old_button()) from error


def yes_or_no(value: str) -> bool:
    """Read the answer that a button of ours carries; a button that carries neither is not ours any more."""
    if value not in ("yes", "no"):
        raise Refused(messages.teams.old_button())
    return value == "yes"


def carried(read: Callable[[str], T], value: str) -> T:
    """Read what a button of ours carries; a button that carries something else is not ours any more."""
    try:
        return read(value)
    except ValueError as error:
        raise Refused(messages.teams.old_button()) from error


def filled_in(read: Callable[..., T], *given: Any) -> T:
    """Read a form; one that no version of ours draws any more is refused in words."""
    try:
        return read(*given)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise Refused(messages.teams.OLD_FORM) from error


def pressed_at_home(body: Body) -> bool:
    """Tell whether a button stood in the Home tab."""
    return (body.get("view") or {}).get("type") == "home"


def in_modal(body: Body) -> bool:
    """Tell whether a button stood in a form."""
    return (body.get("view") or {}).get("type") == "modal"


def on_top_of_two(view: Body) -> bool:
    """Tell whether a form is the third on its stack, on which Slack puts no fourth."""
    return view.get("previous_view_id") not in (None, view.get("root_view_id"))
