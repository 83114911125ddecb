"""What does the workspace itself complain about?"""

from nicegui import ui

from practice.rooms.desk import Desk


class Notices:
    """The workspace's own notices to one person, above everything else, until they are put away."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told = len(desk.seat.notices)
        self._box = ui.element("div").classes("notices").props("role=alert")

    def show(self) -> None:
        """Shows the notices that came since this window was opened."""
        new = self._desk.seat.notices[self._told :]
        self._told += len(new)
        with self._box:
            for notice in new:
                self._notice(notice.text)

    def _notice(self, text: str) -> None:
        with ui.element("div").classes("notice").props("data-testid=notice") as drawn:
            ui.icon("warning_amber")
            ui.label(text).classes("notice-text")
            with ui.element("button").classes("icon-button").props('type=button aria-label="Dismiss"') as cross:
                ui.icon("close")
            cross.on("click", drawn.delete)
