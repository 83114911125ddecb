"""How do the rooms stand together, and when is each drawn again?"""

import asyncio

from nicegui import ui

from practice.rooms.clockbar import ClockBar
from practice.rooms.clockwork import Clockwork
from practice.rooms.composer import Composer
from practice.rooms.desk import Desk, Reading
from practice.rooms.home import Home
from practice.rooms.modal import Modal
from practice.rooms.notices import Notices
from practice.rooms.rail import Rail
from practice.rooms.timeline import Timeline
from practice.rooms.top import Top
from practice.shapes import Change, Person
from practice.slack import Practice


class Shell:
    """One window: everything that one person sees."""

    def __init__(self, slack: Practice, me: Person, reading: Reading, clockwork: Clockwork, first: str) -> None:
        self._desk = Desk(slack, me, reading, first, moved=self.show)
        self._asked = False
        with ui.element("div").classes("shell") as self.box:
            self._veil = ui.element("div").classes("veil").on("click", lambda: self._drawer(False))
            self._rail = Rail(self._desk, left=lambda: self._drawer(False))
            with ui.element("main").classes("main") as main:
                self._top = Top(self._desk, unfold=lambda: self._drawer(True))
                with self._top.end:
                    self._clock = ClockBar(self._desk, clockwork)
                self._timeline = Timeline(self._desk)
                self._home = Home(self._desk)
                self._notices = Notices(self._desk)
                self._composer = Composer(self._desk)
        self._composer.attachments.takes_drops_on(main)
        self._modal = Modal(self._desk)
        self.show()
        stops = slack.workspace.listen(self._heard), clockwork.watch(self.show_soon)
        ui.context.client.on_delete(lambda: [stop() for stop in stops])

    def _heard(self, change: Change) -> None:
        if change.person in (None, self._desk.me.id):
            self.show_soon()

    def show_soon(self) -> None:
        """Draws what changed once, after all that happens right now has happened."""
        if not self._asked:
            self._asked = True
            asyncio.get_running_loop().call_soon(self._show_now)

    def _show_now(self) -> None:
        self._asked = False
        if not self.box.is_deleted:
            with self.box:
                self.show()

    def show(self) -> None:
        """Draws the whole window; each room leaves alone what stayed the same."""
        home = self._desk.tab == "home"
        self._timeline.box.set_visibility(not home)
        self._composer.box.set_visibility(not home)
        self._home.box.set_visibility(home)
        if home:
            self._home.show()
        else:
            self._timeline.show()
            self._composer.show()
        self._desk.has_read()
        self._rail.show()
        self._top.show()
        self._clock.show()
        self._notices.show()
        self._modal.show()

    def _drawer(self, open_: bool) -> None:
        self.box.classes(add="unfolded" if open_ else "", remove="" if open_ else "unfolded")
