"""Which conversation is open?"""

import contextlib
from collections.abc import Callable

from nicegui import ui

from practice.rooms.desk import Desk


class Top:
    """The head of the open conversation: its name, who is there, and the bot's two tabs."""

    def __init__(self, desk: Desk, unfold: Callable[[], None]) -> None:
        self._desk = desk
        with ui.element("header").classes("top"):
            with ui.element("button").classes("icon-button unfold").props('type=button aria-label="Open menu"') as menu:
                ui.icon("menu")
            menu.on("click", unfold)
            self._words = ui.element("div").classes("top-words")
            self._shown: tuple[str, str, str] | None = None
            self.end = ui.element("div").classes("top-end")
        self._tabs = ui.element("div").classes("tabs").props("role=tablist")

    def show(self) -> None:
        """Draws the head when another place or tab is open."""
        desk = self._desk
        name = desk.bot.name if desk.is_app else f"# {desk.channel.name}"
        shown = (name, self._more(), desk.tab)
        if shown == self._shown:
            return
        self._shown = shown
        self._words.clear()
        with self._words:
            ui.label(name).classes("top-name").props("role=heading aria-level=1")
            ui.label(self._more()).classes("top-more")
        self._tabs.set_visibility(desk.is_app)
        self._tabs.clear()
        if desk.is_app:
            with self._tabs:
                self._tab("messages", "Messages")
                self._tab("home", "Home")

    def _more(self) -> str:
        channel = self._desk.channel
        if self._desk.is_app:
            return "App"
        known = (self._desk.workspace.people.get(member) for member in channel.members)
        count = sum(1 for person in known if person and not person.is_bot)
        return f"{count} people" + (", some from outside" if channel.is_ext_shared else "")

    def _tab(self, tab: str, name: str) -> None:
        desk = self._desk

        async def opened() -> None:
            desk.goes_to(desk.channel, "home" if tab == "home" else "messages")
            if tab == "home":
                with contextlib.suppress(TimeoutError):  # then the page says that there is nothing yet
                    await desk.seat.opens_home()

        with ui.element("button").classes("tab").props("type=button role=tab").on("click", opened) as button:
            button.props["aria-selected"] = "true" if desk.tab == tab else "false"
            ui.label(name)
