"""Who is reading: whose names, time zone and present moment does text need?"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from practice.workspace import Channel, Person, Workspace


@dataclass(frozen=True)
class Reader:
    """One person's eyes on the workspace."""

    workspace: Workspace
    me: Person

    @property
    def zone(self) -> ZoneInfo:
        """The reader's own time zone."""
        return ZoneInfo(self.me.tz)

    @property
    def now(self) -> datetime:
        """The practice time on the reader's wall clock."""
        return self.workspace.now().astimezone(self.zone)

    def at(self, ts: str) -> datetime:
        """A message's `ts` on the reader's wall clock."""
        return datetime.fromtimestamp(float(ts), self.zone)

    def name(self, person_id: str) -> str:
        """What people call this person; the id itself when nobody is known by it."""
        person = self.workspace.people.get(person_id)
        return person.real_name if person else person_id

    def place(self, channel: Channel) -> str:
        """What a channel is called: its name, or the other end of a conversation."""
        if channel.kind != "im":
            return channel.name
        return self.workspace.app.name

    def place_name(self, channel_id: str) -> str | None:
        """The name of a channel, when there is one of that id."""
        channel = self.workspace.channels.get(channel_id)
        return self.place(channel) if channel else None
