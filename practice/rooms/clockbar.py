"""What time is it in the practice workspace, and how is it moved?"""

from collections.abc import Callable
from datetime import datetime

from nicegui import ui

from practice.rooms.clockwork import Clockwork, later, next_morning
from practice.rooms.desk import Desk

REFRESH = 5.0  # seconds


class ClockBar:
    """The practice time and the buttons that move it."""

    def __init__(self, desk: Desk, clockwork: Clockwork) -> None:
        self._desk, self._clockwork = desk, clockwork
        zone = desk.reader.zone
        self._steps: list[tuple[str, str, Callable[[datetime], datetime]]] = [
            ("+1 hour", "schedule", lambda now: later(now, zone, hours=1)),
            ("Next morning", "wb_twilight", lambda now: next_morning(now, zone)),
            ("+1 day", "today", lambda now: later(now, zone, days=1)),
            ("+1 week", "date_range", lambda now: later(now, zone, weeks=1)),
        ]
        self._buttons: list[ui.element] = []
        with ui.element("section").classes("clockbar").props('aria-label="Practice time"') as self.box:
            self._face()
            with ui.element("div").classes("clock-steps"):
                for name, _, moment in self._steps:
                    self._button(name, moment)
            self._folded()
        ui.timer(REFRESH, self.show)

    def _face(self) -> None:
        with ui.element("div").classes("clock-face").props("role=status"):
            self._icon = ui.icon("schedule")
            self._spinner = ui.spinner(size="18px")
            with ui.element("div").classes("clock-words"):
                self._time = ui.label().props("data-testid=clock").classes("clock-time")
                self._more = ui.label().classes("clock-more")

    def _button(self, name: str, moment: Callable[[datetime], datetime]) -> None:
        with ui.element("button").props("type=button").classes("button plain step") as button:
            ui.label(name)
        button.on("click", lambda: self._go(moment))
        self._buttons.append(button)

    def _folded(self) -> None:
        """On a narrow screen the buttons are a menu."""
        with ui.element("button").classes("button plain step clock-fold") as fold:
            fold.props('type=button aria-label="Move the clock" aria-haspopup=menu')
            ui.icon("fast_forward")
            with ui.menu().props("auto-close anchor='bottom right' self='top right'").classes("picks"):
                for name, icon, moment in self._steps:
                    with ui.menu_item(on_click=lambda moment=moment: self._go(moment)).props("role=menuitem"):
                        ui.icon(icon).classes("menu-icon")
                        ui.label(name)
        self._buttons.append(fold)

    async def _go(self, moment: Callable[[datetime], datetime]) -> None:
        try:
            await self._clockwork.move_to(moment(self._clockwork.now()))
        except Exception:
            ui.notify("The clock could not be moved. The log says why.", type="negative")
            raise

    def show(self) -> None:
        """Tells the time, or that it is moving."""
        moving, now = self._clockwork.moving, self._desk.reader.now
        self._time.set_text(f"{now:%a} {now.day} {now:%b %Y}, {now:%H:%M}")
        place = self._desk.me.tz.rpartition("/")[2].replace("_", " ")
        self._more.set_text("Moving the clock …" if moving else f"Practice time in {place}")
        self._icon.set_visibility(not moving)
        self._spinner.set_visibility(moving)
        for button in self._buttons:
            button.props.set_bool("disabled", moving)
