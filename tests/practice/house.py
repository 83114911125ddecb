"""Who and what is in the workspace of these tests?"""

from datetime import UTC, datetime, timedelta
from typing import Any

from practice.shapes import Channel, Person

PEOPLE = [
    Person("U0RITA", "rita", "Rita Reis", tz="Europe/Lisbon", locale="pt-PT"),
    Person("U0TOM", "tom", "Tom Becker", tz="Europe/Berlin"),
    Person("U0GUS", "gus", "Gus Hall", is_restricted=True),
    Person("U0OSCAR", "oscar", "Oscar Lind", is_stranger=True, team_id="T0OTHER"),
    Person("U0GONE", "gone", "Gone Away", deleted=True),
]
CHANNELS = [
    Channel("C0GENERAL", "general", "public", ["U0RITA", "U0TOM", "U0BOT"]),
    Channel("C0RANDOM", "random", "public", ["U0RITA"]),
    Channel("C0SECRET", "secret", "private", ["U0TOM"]),
    Channel("C0PARTNERS", "partners", "public", ["U0RITA", "U0OSCAR", "U0BOT"], is_ext_shared=True),
]
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Echo"},
    "features": {
        "app_home": {"home_tab_enabled": True},
        "bot_user": {"display_name": "Echo"},
        "slash_commands": [
            {"command": "/echo", "description": "Says it again", "should_escape": True},
            {"command": "/form", "description": "Opens a form"},
            {"command": "/post", "description": "Posts a message with buttons"},
            {"command": "/crash", "description": "Fails"},
            {"command": "/sleep", "description": "Answers too late"},
            {"command": "/toolong", "description": "Answers with what Slack refuses"},
            {"command": "/work", "description": "Answers by its response url"},
        ],
        "shortcuts": [
            {"name": "Log a touch", "type": "global", "callback_id": "touch_anywhere"},
            {"name": "Log from message", "type": "message", "callback_id": "touch_from_message"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "im:write", "im:history", "users:read"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "user_change"]}},
}


class Clock:
    """The time that is lent to the workspace."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def wait(self, **span: float) -> None:
        self.moment += timedelta(**span)


def words(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": words(text), "value": text.lower()}


def text_input(label: str, name: str, **more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": name}
    return {"type": "input", "block_id": name, "label": words(label), "element": element, **more}


def form(title: str = "A touch", **more: Any) -> dict[str, Any]:
    how = {"type": "static_select", "action_id": "how", "options": [option("Call"), option("E-mail")]}
    who = {"type": "external_select", "action_id": "who", "min_query_length": 1, "placeholder": words("Who")}
    return {
        "type": "modal",
        "callback_id": "touch",
        "title": words(title),
        "submit": words("Save"),
        "notify_on_close": True,
        "blocks": [
            {"type": "input", "block_id": "who", "label": words("Candidate"), "element": who},
            {"type": "input", "block_id": "how", "label": words("How it went"), "element": how},
            text_input("Note", "note", optional=True),
            {
                "type": "actions",
                "block_id": "more",
                "elements": [{"type": "button", "action_id": "more", "text": words("More")}],
            },
        ],
        **more,
    }


def card(state: str) -> list[dict[str, Any]]:
    menu = {
        "type": "static_select",
        "action_id": "later",
        "placeholder": words("Later"),
        "options": [option("Tomorrow"), option("Next week")],
    }
    sure = {"title": words("Sure?"), "text": words("Really"), "confirm": words("Yes"), "deny": words("No")}
    buttons = [
        {"type": "button", "action_id": "log", "text": words("Log it"), "value": "42"},
        {"type": "button", "action_id": "drop", "text": words("Drop"), "confirm": sure},
        menu,
    ]
    return [
        {"type": "section", "block_id": "state", "text": {"type": "mrkdwn", "text": f"*Ana* is {state}"}},
        {"type": "actions", "block_id": "buttons", "elements": buttons},
    ]
