"""What does the form on top show, and what becomes of it?"""

from typing import Any

from nicegui import ui

from practice.rooms.confirm import choice
from practice.rooms.desk import Desk
from practice.rooms.home import block_rows
from practice.rooms.strip import Strip
from practice.rooms.text import plain
from practice.shapes import View


class Modal:
    """A dialog that always shows the top one of the forms this person has open."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shown: tuple[Any, ...] = ()
        self._dialog = ui.dialog().props("no-backdrop-dismiss no-route-dismiss transition-duration=0 data-testid=modal")
        self._dialog.on_value_change(self._hidden)
        with self._dialog, ui.element("form").classes("sheet modal").on("submit.prevent", self._submitted):
            with ui.element("header").classes("sheet-head"):
                self._title = ui.html("", sanitize=False, tag="h2").classes("sheet-title")
                with ui.element("button").classes("icon-button").props('type=button aria-label="Close form"') as cross:
                    ui.icon("close")
                cross.on("click", self._closed)
            with ui.element("div").classes("sheet-body") as self._body:
                self._strip = Strip()
            self._foot = ui.element("footer").classes("sheet-foot")
        self._busy: ui.element | None = None

    def show(self) -> None:
        """Draws the form on top, or nothing when none is open."""
        view = self._desk.seat.modal
        if view is None:
            self._shown = ()
            self._dialog.close()
            self._strip.show([])
            return
        frame = (view.id, str(view.title), str(view.submit), str(view.close), view.submit_disabled)
        if frame != self._shown:
            self._shown = frame
            self._draw_frame(view)
            self._body.run_method("scrollTo", 0, 0)
        self._strip.show(block_rows(view, self._desk))
        self._dialog.open()

    def _draw_frame(self, view: View) -> None:
        title = _text(view.title) or self._desk.bot.name
        self._title.set_content(plain(title))
        self._dialog.props["aria-label"] = title
        self._foot.clear()
        with self._foot:
            choice(_text(view.close) or ("Back" if view.previous_view_id else "Cancel"), "quiet", self._closed)
            if view.submit:
                self._busy = choice(_text(view.submit), "primary", None).props("type=submit")
                self._busy.props.set_bool("disabled", view.submit_disabled)

    async def _submitted(self) -> None:
        view = self._desk.seat.modal
        if view is None or view.submit is None or (self._busy and "busy" in self._busy.classes):
            return
        button = self._busy
        if button:
            button.classes("busy").props("aria-busy=true")
        await self._desk.seat.submits()
        if button and not button.is_deleted:
            button.classes(remove="busy").props(remove="aria-busy")

    async def _closed(self) -> None:
        if self._desk.seat.modal:
            await self._desk.seat.closes()
        self.show()

    async def _hidden(self) -> None:
        """Escape hides the dialog in the browser; the form on top closes, and one beneath comes back."""
        if not self._dialog.value and self._desk.seat.modal:
            await self._closed()


def _text(words: dict[str, Any] | None) -> str:
    return str(words["text"]) if words else ""
