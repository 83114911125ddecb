"""What does a pretend Slack consist of?"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Block = dict[str, Any]
Values = dict[str, dict[str, dict[str, Any]]]


@dataclass(frozen=True)
class Person:
    """Someone with an account; a stranger is of another team and shares a channel with us."""

    id: str
    name: str
    real_name: str
    tz: str = "UTC"
    locale: str = "en-US"
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    is_admin: bool = False
    is_bot: bool = False
    team_id: str = ""  # empty: of the workspace they join
    color: str = "4b5d67"
    updated: int = 0

    @property
    def is_guest(self) -> bool:
        """Whether this person sees only the channels they were let into."""
        return self.is_restricted or self.is_ultra_restricted or self.is_stranger


@dataclass
class Channel:
    """A place where messages stand; an "im" is the conversation of one person and the bot."""

    id: str
    name: str
    kind: Literal["public", "private", "im"] = "public"
    members: list[str] = field(default_factory=list)
    is_ext_shared: bool = False
    is_pending_ext_shared: bool = False
    is_archived: bool = False


@dataclass
class Message:
    """One message as it stands now; `ephemeral_to` is the only reader of one that others never see."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Block] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    edited: str | None = None
    ephemeral_to: str | None = None
    deleted: bool = False
    files: list[str] = field(default_factory=list)


@dataclass
class View:
    """A modal or a Home tab in front of one person, with what that person has filled in so far.

    `title`, `submit` and `close` are Slack's plain_text objects. `errors` are the inline errors of the last
    submission by block id.
    """

    id: str
    person: str
    type: Literal["modal", "home"]
    blocks: list[Block]
    callback_id: str = ""
    title: dict[str, Any] | None = None
    submit: dict[str, Any] | None = None
    close: dict[str, Any] | None = None
    private_metadata: str = ""
    external_id: str = ""
    notify_on_close: bool = False
    clear_on_close: bool = False
    submit_disabled: bool = False
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    hash: str = ""
    root_view_id: str = ""
    previous_view_id: str | None = None


@dataclass
class File:
    """Something uploaded, with its bytes."""

    id: str
    name: str
    user: str
    content: bytes = b""
    title: str = ""
    mimetype: str = "application/octet-stream"
    channels: list[str] = field(default_factory=list)
    complete: bool = False


@dataclass(frozen=True)
class Notice:
    """Slack's own complaint to one person, such as a bot that did not answer in time."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Change:
    """What listeners are told: where something is different now, and for whom when only for one person."""

    kind: Literal["message", "modal", "home", "person", "channel", "notice"]
    person: str | None = None
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class App:
    """The bot's app as the workspace knows it; what it may do is written in its manifest."""

    manifest: dict[str, Any]
    id: str = "A0PRACTICE"
    bot_id: str = "B0PRACTICE"
    bot_user: str = "U0BOT"
    bot_token: str = "xoxb-practice"
    app_token: str = "xapp-practice"
    signing_secret: str = "practice-signing-secret"

    @property
    def name(self) -> str:
        """What people call the bot."""
        features = self.manifest.get("features", {})
        shown = features.get("bot_user", {}).get("display_name")
        return str(shown or self.manifest.get("display_information", {}).get("name", "Bot"))

    @property
    def commands(self) -> list[dict[str, Any]]:
        """The slash commands: `command`, `description`, `usage_hint`."""
        return list(self.manifest.get("features", {}).get("slash_commands", []))

    @property
    def shortcuts(self) -> list[dict[str, Any]]:
        """The shortcuts: `name`, `type` ("global" or "message"), `callback_id`, `description`."""
        return list(self.manifest.get("features", {}).get("shortcuts", []))

    @property
    def scopes(self) -> frozenset[str]:
        """What the bot's token may do."""
        return frozenset(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    @property
    def events(self) -> frozenset[str]:
        """Which events the bot hears."""
        settings = self.manifest.get("settings", {})
        return frozenset(settings.get("event_subscriptions", {}).get("bot_events", []))
