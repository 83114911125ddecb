"""What has one person at the page open, and what have they read?"""

from collections.abc import Callable
from typing import Literal

from practice.rooms.reader import Reader
from practice.seat import Seat
from practice.shapes import Channel, Message, Person
from practice.slack import Practice


class Reading:
    """Up to which message each person has read each channel; every window of a person shares it."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], str] = {}

    def seen(self, person: str, channel: str, messages: list[Message]) -> bool:
        """Marks these messages as read; answers whether any was new."""
        last = max((message.ts for message in messages), default="")
        if last <= self._marks.get((person, channel), ""):
            return False
        self._marks[person, channel] = last
        return True

    def new(self, person: str, channel: str, messages: list[Message]) -> int:
        """How many messages of others this person has not read."""
        mark = self._marks.get((person, channel), "")
        return sum(message.ts > mark and message.user != person for message in messages)


class Desk:
    """One window on the workspace: who sits there, and which conversation is open.

    `first` is the id of the channel to open; the conversation with the bot, where that is none of theirs.
    """

    def __init__(self, slack: Practice, me: Person, reading: Reading, first: str, moved: Callable[[], None]) -> None:
        self.slack, self.me, self.reading, self._moved = slack, me, reading, moved
        self.workspace = slack.workspace
        self.seat: Seat = slack.seat(me.id)
        self.reader = Reader(slack.workspace, me)
        self.bot = slack.workspace.app
        app = self.workspace.im(me.id)
        self.channel: Channel = next((one for one in self.channels() if one.id == first), app)
        self.tab: Literal["messages", "home"] = "messages"
        self.sent: list[str] = []

    @property
    def is_app(self) -> bool:
        """Whether the conversation with the bot is open."""
        return self.channel.kind == "im"

    def channels(self) -> list[Channel]:
        """The channels this person is in, without the conversation with the bot."""
        return [channel for channel in self.workspace.channels_of(self.me.id) if channel.kind != "im"]

    def goes_to(self, channel: Channel, tab: Literal["messages", "home"] = "messages") -> None:
        """Opens another conversation, or a tab of the one with the bot."""
        self.channel, self.tab = channel, tab
        self._moved()

    def messages(self) -> list[Message]:
        """What this person reads in the open conversation, oldest first."""
        return self.workspace.visible(self.me.id, self.channel.id)

    def has_read(self) -> bool:
        """Marks the open conversation as read; answers whether something was new."""
        if self.tab == "home":
            return False
        return self.reading.seen(self.me.id, self.channel.id, self.messages())

    def unread(self, channel: Channel) -> int:
        """How many messages there this person has not read."""
        return self.reading.new(self.me.id, channel.id, self.workspace.visible(self.me.id, channel.id))
