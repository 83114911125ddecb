"""Which slash commands does one see while typing?"""

from typing import Any

from nicegui import ui

from practice.rooms.desk import Desk
from practice.rooms.text import plain


class Hints:
    """The bot's commands above the box one types in, as far as they begin like what is typed."""

    def __init__(self, desk: Desk, chosen: Any) -> None:
        self._desk, self._chosen = desk, chosen
        self._found: list[dict[str, Any]] = []
        self._at = 0
        self._typed = ""
        self.box = ui.element("div").classes("hints").props("role=listbox")
        self.box.props["aria-label"] = "Commands"
        self.box.set_visibility(False)

    def follow(self, typed: str) -> None:
        """Shows what fits what is typed by now; an emptied box hides the lines, and they are remembered."""
        if typed:
            self._typed, self._at = typed, 0
            self._found = [one for one in self._desk.bot.commands if _fits(one["command"], typed)]
        self._draw(shown=bool(typed))

    def completion(self, typed: str) -> str:
        """The command that is meant by these letters, or "" when they are none, or all of one."""
        if typed != self._typed or not self._found or " " in typed:
            return ""
        command = str(self._found[self._at]["command"])
        return "" if command == typed else command

    def step(self, by: int) -> bool:
        """Moves to another line; answers whether there was a choice to move in."""
        if len(self._found) < 2:
            return False
        self._at = (self._at + by) % len(self._found)
        self._draw()
        return True

    def _draw(self, shown: bool = True) -> None:
        self.box.clear()
        self.box.set_visibility(shown and bool(self._found))
        with self.box:
            for place, command in enumerate(self._found):
                self._line(command, place == self._at)

    def _line(self, command: dict[str, Any], current: bool) -> None:
        with ui.element("div").classes("hint-line").props("role=option") as line:
            line.props["aria-selected"] = "true" if current else "false"
            with ui.element("div"):
                ui.html(plain(command["command"]), sanitize=False, tag="strong")
                ui.html(plain(command.get("usage_hint", "")), sanitize=False, tag="span").classes("usage")
            ui.html(plain(command.get("description", "")), sanitize=False).classes("soft small")
        line.on("mousedown.prevent", lambda: self._chosen(command["command"]))


def _fits(command: str, typed: str) -> bool:
    if not typed.startswith("/") or "\n" in typed:
        return False
    word, space, _ = typed.partition(" ")
    return command == word if space else command.startswith(word)
