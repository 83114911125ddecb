"""Where does one type, and what happens on Enter?"""

from nicegui import events, ui

from practice.rooms.attachments import Attachments
from practice.rooms.desk import Desk
from practice.rooms.hints import Hints

# the browser empties the box itself, so that nothing typed right after Enter is lost
SEND = """(e) => {
  if (e.shiftKey || e.isComposing) return;
  e.preventDefault();
  const typed = e.target.value;
  e.target.value = '';
  e.target.dispatchEvent(new Event('input', { bubbles: true }));
  setTimeout(() => emit(typed));
}"""
COMPLETE = """(e) => {
  if (!e.target.value.startsWith('/') || e.target.value.includes(' ')) return;
  e.preventDefault();
  emit();
}"""
# the arrows move the cursor as ever, unless there is nothing to move in or a list of commands to step through
STEP = "(e) => { if (e.target.value && !e.target.value.startsWith('/')) return; e.preventDefault(); emit(); }"


class Composer:
    """The box at the bottom, with its hints, the global shortcuts and the button that sends."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._back = 0  # how many lines back among those sent
        with ui.element("div").classes("composer") as self.box:
            self._hints = Hints(desk, self._complete)
            self._working = ui.element("div").classes("working").props("role=status")
            with ui.element("div").classes("composer-box"):
                attached = ui.element("div").classes("chosen-files")
                self._shortcuts()
                self.attachments = Attachments(desk, attached)
                self._line = ui.textarea(on_change=lambda event: self._hints.follow(event.value or ""))
                self._line.props('autogrow borderless dense aria-label="Message" rows=1').classes("composer-line")
                self._send = ui.element("button").props('type=button aria-label="Send"').classes("send")
                with self._send.on("click", self._send_pressed):
                    ui.icon("arrow_upward")
        self._line.on("keydown.enter", lambda event: self._sent(str(event.args)), js_handler=SEND)
        self._line.on(
            "keydown.tab", lambda: self._complete(self._hints.completion(self._line.value or "")), js_handler=COMPLETE
        )
        self._line.on("keydown.up", lambda: self._stepped(-1), js_handler=STEP)
        self._line.on("keydown.down", lambda: self._stepped(1), js_handler=STEP)
        self._line.on("keydown.esc", lambda: self._hints.follow(""))

    def show(self) -> None:
        """Names the conversation that one writes to."""
        where = self._desk.reader.place(self._desk.channel)
        name = where if self._desk.is_app else f"#{where}"
        self._line.props["placeholder"] = f"Message {name}, or type /"

    def _shortcuts(self) -> None:
        found = [one for one in self._desk.bot.shortcuts if one["type"] == "global"]
        with ui.element("button").classes("icon-button").props('type=button aria-label="Shortcuts"') as bolt:
            bolt.props("aria-haspopup=menu")
            ui.icon("bolt")
            with ui.menu().props("auto-close anchor='top left' self='bottom left'").classes("picks"):
                if not found:
                    ui.label("No shortcuts").classes("soft menu-note")
                for shortcut in found:
                    self._shortcut(shortcut["name"], shortcut.get("description", ""))

    def _shortcut(self, name: str, description: str) -> None:
        async def used(_: events.ClickEventArguments) -> None:
            await self._desk.seat.uses_shortcut(name)

        with ui.menu_item(on_click=used).props("role=menuitem"), ui.element("div"):
            ui.label(name)
            ui.label(description).classes("soft small")

    async def _send_pressed(self) -> None:
        typed = self._line.value or ""
        self._line.set_value("")
        await self._sent(typed)

    async def _sent(self, typed: str) -> None:
        half = self._hints.completion(typed)
        if half:
            self._complete(half)
        elif typed.strip().startswith("/"):
            await self._says(typed.strip(), [])  # files wait for a message
        elif (files := self.attachments.taken()) or typed.strip():
            await self._says(typed.strip(), files)

    async def _says(self, typed: str, files: list[str]) -> None:
        self._desk.sent += [typed] if typed else []
        self._back = 0
        self._working.clear()
        if typed.startswith("/"):
            with self._working:
                ui.spinner("dots", size="1.4em")
                ui.label(f"{self._desk.bot.name} is on it …")
        try:
            await self._desk.seat.types(typed, self._desk.channel.id, files)
        finally:
            if not self._working.is_deleted:
                self._working.clear()

    def _complete(self, command: str) -> None:
        if command:
            self._line.set_value(f"{command} ")
            self._line.run_method("focus")

    def _stepped(self, by: int) -> None:
        if self._line.value and self._hints.step(by):
            return
        self._recall(-by)

    def _recall(self, by: int) -> None:
        """Brings back a line sent before; further back with each press."""
        sent = self._desk.sent
        self._back = min(max(self._back + by, 0), len(sent))
        self._line.set_value(sent[-self._back] if self._back else "")
