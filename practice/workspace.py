"""Who said what, and who may see it?"""

import itertools
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from practice.elements import first_values, with_ids
from practice.shapes import App, Block, Change, Channel, File, Message, Notice, Person, Values, View

__all__ = ["App", "Change", "Channel", "File", "Message", "Notice", "Person", "View", "Workspace"]


class Workspace:
    """One Slack workspace, in memory, with one app installed.

    `now` is lent by whoever owns the clock. Each listener in `changed` is called with a Change after it
    happened; `listen` adds one and returns how to stop.
    """

    def __init__(self, app: App, now: Callable[[], datetime], team_id: str = "T0PRACTICE") -> None:
        self.app, self.now = app, now
        self.team_id, self.team_name = team_id, "Practice"
        self.address = ""  # where it is reached, such as http://127.0.0.1:4123, once it is
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.notices: dict[str, list[Notice]] = {}
        self.changed: list[Callable[[Change], None]] = []
        self._said: dict[str, dict[str, Message]] = {}
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}
        self._picked: dict[tuple[str, str, str], Values] = {}
        self._last_ts = 0
        self._serial = itertools.count(1)
        self.join(Person(app.bot_user, app.name.lower(), app.name, is_bot=True))

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Has `listener` called after each change, until the returned function is called."""
        self.changed.append(listener)
        return lambda: self.changed.remove(listener)

    def _tell(self, change: Change) -> None:
        for listener in tuple(self.changed):
            listener(change)

    def next_ts(self) -> str:
        """A moment as Slack writes it, later than every one before it."""
        self._last_ts = max(self._last_ts + 1, int(self.now().timestamp() * 1_000_000))
        seconds, rest = divmod(self._last_ts, 1_000_000)
        return f"{seconds}.{rest:06d}"

    def new_id(self, letter: str) -> str:
        """An id that nothing else in this workspace has."""
        return f"{letter}{next(self._serial):07d}P"

    # ------------------------------------------------------------------ people and places

    def join(self, person: Person) -> Person:
        """Takes a person in, or changes the one of that id."""
        person = replace(person, team_id=person.team_id or self.team_id, updated=int(self.now().timestamp()))
        self.people[person.id] = person
        self._tell(Change("person", person=person.id))
        return person

    def add_channel(self, channel: Channel) -> Channel:
        """Opens a channel, or changes the one of that id."""
        self.channels[channel.id] = channel
        self._said.setdefault(channel.id, {})
        self._tell(Change("channel", channel=channel.id))
        return channel

    def im(self, person_id: str) -> Channel:
        """The conversation of one person and the bot, opened when it is not yet."""
        known = self.channels.get(f"D{person_id[1:]}")
        return known or self.add_channel(Channel(f"D{person_id[1:]}", person_id, "im", [person_id, self.app.bot_user]))

    def channels_of(self, person_id: str) -> list[Channel]:
        """The channels a person is in, their conversation with the bot included once it is open."""
        return [channel for channel in self.channels.values() if person_id in channel.members]

    def may_read(self, person_id: str, channel_id: str) -> bool:
        """Whether a person may see what is said there: members, and our own people where it is public."""
        channel = self.channels[channel_id]
        is_open = channel.kind == "public" and not self.people[person_id].is_guest
        return is_open or person_id in channel.members

    def shares(self, file_id: str) -> dict[str, list[dict[str, str]]]:
        """By which messages a file is shown, by channel."""
        shown = {
            channel: [
                {"ts": message.ts} for message in said.values() if file_id in message.files and not message.deleted
            ]
            for channel, said in self._said.items()
        }
        return {channel: places for channel, places in shown.items() if places}

    def lose(self, file_id: str) -> None:
        """Takes a file out, and out of every message that shows it."""
        self.files.pop(file_id, None)
        for channel, said in self._said.items():
            for message in said.values():
                if file_id in message.files:
                    message.files.remove(file_id)
                    self._tell(Change("message", channel=channel, ts=message.ts))

    # ------------------------------------------------------------------ messages

    def visible(self, person_id: str, channel_id: str) -> list[Message]:
        """What a person reads in a channel, oldest first."""
        if channel_id not in self.channels or not self.may_read(person_id, channel_id):
            return []
        return [
            message
            for message in self._said[channel_id].values()
            if not message.deleted and message.ephemeral_to in (None, person_id)
        ]

    def said(self, channel_id: str) -> Iterator[Message]:
        """What stands in a channel for everyone in it, newest first."""
        found = reversed(self._said.get(channel_id, {}).values())
        return (message for message in found if not message.deleted and message.ephemeral_to is None)

    def message(self, channel_id: str, ts: str) -> Message | None:
        """The message of that moment, unless it is gone."""
        found = self._said.get(channel_id, {}).get(ts)
        return None if found is None or found.deleted else found

    def post(self, channel_id: str, user: str, text: str, blocks: list[Block] | None = None, **more: Any) -> Message:
        """Says something in a channel; `more` are further fields of Message."""
        ts = self.next_ts()
        drawn = with_ids(blocks or [], f"b{ts[-6:]}")
        message = Message(channel_id, ts, user, text, drawn, **more)
        self._said[channel_id][ts] = message
        self._tell(Change("message", message.ephemeral_to, channel_id, ts))
        return message

    def edit(self, message: Message, **fields: Any) -> None:
        """Changes what a message says; `fields` are those of Message."""
        if "blocks" in fields:
            fields["blocks"] = with_ids(fields["blocks"], f"b{self.next_ts()[-6:]}")
        for name, value in fields.items():
            setattr(message, name, value)
        self._tell(Change("message", message.ephemeral_to, message.channel, message.ts))

    def values(self, person_id: str, message: Message) -> Values:
        """What a person has picked in a message that they have not left since."""
        key = (person_id, message.channel, message.ts)
        self._picked[key] = first_values(message.blocks, self._picked.get(key))
        return self._picked[key]

    # ------------------------------------------------------------------ views

    def home(self, person_id: str) -> View | None:
        """A person's Home tab, once it was published."""
        return self._homes.get(person_id)

    def modals(self, person_id: str) -> list[View]:
        """A person's open modals; the last is on top."""
        return self._stacks.setdefault(person_id, [])

    def view(self, view_id: str = "", external_id: str = "") -> View | None:
        """An open modal or a Home tab by either of its ids."""
        shown = itertools.chain(self._homes.values(), *self._stacks.values())
        for view in shown:
            if (view_id and view.id == view_id) or (external_id and view.external_id == external_id):
                return view
        return None

    def publish(self, person_id: str, fields: dict[str, Any]) -> View:
        """Draws a person's Home tab; `fields` are those of View."""
        known = self._homes.get(person_id)
        if known:
            return self.redraw(known, fields)
        view = View(self.new_id("V"), person_id, **fields)
        view.root_view_id = view.id
        self._homes[person_id] = view
        return self.redraw(view, fields)

    def push(self, person_id: str, fields: dict[str, Any]) -> View:
        """Puts a modal on top of those a person has open; `fields` are those of View."""
        stack = self.modals(person_id)
        view = View(self.new_id("V"), person_id, **fields)
        view.previous_view_id = stack[-1].id if stack else None
        view.root_view_id = stack[0].id if stack else view.id
        stack.append(view)
        return self.redraw(view, fields)

    def redraw(self, view: View, fields: dict[str, Any]) -> View:
        """Changes what a view shows; what was filled in stays where block id and action id do."""
        for name, value in fields.items():
            setattr(view, name, value)
        view.blocks = with_ids(view.blocks, f"v{secrets.token_hex(3)}")
        view.values = first_values(view.blocks, view.values)
        view.errors = {}
        view.hash = f"{int(self.now().timestamp())}.{secrets.token_hex(4)}"
        self.touched(view)
        return view

    def touched(self, view: View) -> None:
        """Tells the listeners that a view shows something else, such as an answer or an inline error."""
        self._tell(Change("home" if view.type == "home" else "modal", person=view.person))

    def close(self, person_id: str, down_to: int = 0) -> list[View]:
        """Takes a person's modals away from the top until `down_to` are left; returns those taken away."""
        stack = self.modals(person_id)
        gone = stack[down_to:][::-1]
        del stack[down_to:]
        self._tell(Change("modal", person=person_id))
        return gone

    def complain(self, person_id: str, text: str) -> None:
        """Shows a person one of Slack's own notices."""
        self.notices.setdefault(person_id, []).append(Notice(self.now(), text))
        self._tell(Change("notice", person=person_id))
