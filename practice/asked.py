"""What did a call of the Web API ask for?"""

import json
from dataclasses import dataclass
from typing import Any

from practice.refused import Refused
from practice.shapes import Channel, Person
from practice.tickets import Tickets
from practice.workspace import Workspace

READ_SCOPES = {"public": "channels", "private": "groups", "im": "im"}


@dataclass(frozen=True)
class Asked:
    """One call: its arguments as they came, and the workspace it is about."""

    workspace: Workspace
    tickets: Tickets
    args: dict[str, Any]

    def text(self, name: str, default: str = "") -> str:
        """An argument that is text."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """An argument that is text and has to be there."""
        if not self.text(name):
            raise Refused("invalid_arguments", f"[ERROR] missing required field: {name}")
        return self.text(name)

    def flag(self, name: str) -> bool:
        """An argument that is yes or no, and no when it is missing."""
        return self.text(name).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """An argument that is a whole number."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refused("invalid_arguments", f"[ERROR] {name} must be an integer") from None

    def given(self, name: str, refusal: str) -> Any:
        """An argument that is an object or a list, as JSON or as it is; None when it is missing."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(refusal) from None

    def scope(self, needed: str) -> None:
        """Refuses when the manifest does not ask for this scope."""
        provided = self.workspace.app.scopes
        if needed not in provided:
            raise Refused("missing_scope", needed=needed, provided=",".join(sorted(provided)))

    def person(self, name: str = "user") -> Person:
        """The person an argument names."""
        found = self.workspace.people.get(self.needed(name))
        if found is None:
            raise Refused("user_not_found")
        return found

    def channel(self, name: str = "channel") -> Channel:
        """The channel an argument names, unless the bot cannot know of it."""
        found = self.workspace.channels.get(self.needed(name))
        bot = self.workspace.app.bot_user
        if found is None or (found.kind != "public" and bot not in found.members):
            raise Refused("channel_not_found")
        return found

    def joined(self, name: str = "channel") -> Channel:
        """The channel an argument names, which the bot has to be in."""
        found = self.channel(name)
        if self.workspace.app.bot_user not in found.members:
            raise Refused("not_in_channel")
        return found
