"""What did Slack send: of which kind, from whom, and by which key does it come again?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

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
    """Tell who acted; None where nobody of flesh did."""
    user = body.get("user") or body.get("user_id") or body.get("event", {}).get("user")
    return user.get("id") if isinstance(user, Mapping) else user


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
        return f"event/{body.get('event_id')}"
    if kind in (Kind.SUBMISSION, Kind.CLOSING):
        return f"{kind}/{user_of(body)}/{body['view']['id']}"
    if kind is Kind.PRESS:
        action = body["actions"][0]
        return f"press/{user_of(body)}/{action['action_id']}/{action.get('action_ts')}"
    return f"{kind}/{body.get('trigger_id')}"


def pressed_at_home(body: Body) -> bool:
    """Tell whether a button stood in the Home tab."""
    return (body.get("view") or {}).get("type") == "home"


def in_modal(body: Body) -> bool:
    """Tell whether a button stood in a form."""
    return (body.get("view") or {}).get("type") == "modal"
