"""What was said in the open conversation?"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise

from nicegui import ui

from practice.rooms.dates import day_name
from practice.rooms.desk import Desk
from practice.rooms.message import draw_message
from practice.rooms.strip import Row, Strip
from practice.shapes import Message

AT_ONCE = 80  # messages drawn; the older ones on request
TOGETHER = 5 * 60  # seconds within which one person's messages stand under one name


class Timeline:
    """The messages of a conversation, the newest at the bottom and in sight."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._most = AT_ONCE
        self.box = ui.element("div").classes("timeline").props("tabindex=0 role=log aria-label=Messages")
        with self.box, ui.element("div").classes("timeline-inside"):
            self._earlier = ui.element("button").props("type=button").classes("button plain earlier")
            with self._earlier.on("click", self._show_more):
                ui.label("Show earlier messages")
            self._empty = ui.element("div").classes("empty")
            self._strip = Strip("entry")

    def show(self) -> None:
        """Draws what is new or changed."""
        said = self._desk.messages()
        self._earlier.set_visibility(len(said) > self._most)
        self._empty.set_visibility(not said)
        if not said:
            self._invite()
        self._strip.show(list(self._rows(said[-self._most :])))

    def _show_more(self) -> None:
        self._most += 4 * AT_ONCE
        self.show()

    def _invite(self) -> None:
        self._empty.clear()
        desk = self._desk
        with self._empty:
            ui.icon("spa" if desk.is_app else "tag")
            if desk.is_app:
                ui.label(f"This is where {desk.bot.name} talks to you.").classes("empty-title")
                names = ", ".join(command["command"] for command in desk.bot.commands)
                ui.label(f"Type {names} to begin." if names else "Say something to begin.").classes("soft")
            else:
                ui.label(f"Nothing was said in #{desk.channel.name} yet.").classes("empty-title")

    def _rows(self, said: list[Message]) -> Iterator[Row]:
        desk, channel = self._desk, self._desk.channel.id
        for before, message in pairwise([None, *said]):
            assert message is not None
            day = self._day(before, message)
            if day:
                yield Row(f"{channel} day {message.ts}", day, lambda day=day: _divider(day))  # type: ignore[misc]
            first = bool(day) or not _together(before, message)
            mark = (first, desk.reader.now.date(), _fingerprint(message))
            draw = lambda message=message, first=first: draw_message(message, desk, first)  # noqa: E731
            yield Row(f"{channel} {message.ts}", mark, draw)

    def _day(self, before: Message | None, message: Message) -> str:
        reader = self._desk.reader
        if before and reader.at(before.ts).date() == reader.at(message.ts).date():
            return ""
        return day_name(reader.at(message.ts), reader)


def _together(before: Message | None, message: Message) -> bool:
    if before is None or before.user != message.user or before.ephemeral_to != message.ephemeral_to:
        return False
    return float(message.ts) - float(before.ts) < TOGETHER


def _fingerprint(message: Message) -> bytes:
    shown = repr((message.text, message.blocks, message.edited, message.files))
    return blake2b(shown.encode(), digest_size=12).digest()


def _divider(day: str) -> None:
    with ui.element("div").classes("day").props("role=separator"):
        ui.label(day)
