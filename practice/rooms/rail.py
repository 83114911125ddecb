"""Who am I, and where can I go?"""

from collections.abc import Callable

from nicegui import ui

from practice.rooms.desk import Desk
from practice.rooms.faces import face, standing
from practice.shapes import Channel, Person


class Rail:
    """The side of the page: the people one can act as, the channels, and the bot."""

    def __init__(self, desk: Desk, left: Callable[[], None]) -> None:
        self._desk, self._left = desk, left
        with ui.element("nav").classes("rail").props('aria-label="Workspace"') as self.box:
            with ui.element("div").classes("rail-head"):
                ui.icon("forum").classes("rail-mark")
                ui.label("Practice workspace").classes("rail-name")
                with (
                    ui.element("button")
                    .classes("icon-button rail-shut")
                    .props('type=button aria-label="Close menu"') as shut
                ):
                    ui.icon("close")
                shut.on("click", left)
            self._places = ui.element("div").classes("places")
            self._shown: list[tuple[str, int, bool]] = []
            self._people()

    def show(self) -> None:
        """Draws the places, with what is unread in each, when that has changed."""
        desk = self._desk
        places = [desk.workspace.im(desk.me.id), *desk.channels()]
        shown = [(place.id, desk.unread(place), place.id == desk.channel.id) for place in places]
        if shown == self._shown:
            return
        self._shown = shown
        self._places.clear()
        with self._places:
            _heading("Apps")
            self._place(desk.workspace.im(desk.me.id), "spa", desk.bot.name)
            _heading("Channels")
            for channel in desk.channels():
                icon = "lock" if channel.kind == "private" else "tag"
                self._place(channel, "group_add" if channel.is_ext_shared else icon, channel.name)

    def _place(self, channel: Channel, icon: str, name: str) -> None:
        new = self._desk.unread(channel)
        here = channel.id == self._desk.channel.id

        def go() -> None:
            self._left()
            self._desk.goes_to(channel)

        with ui.element("button").classes("place").props("type=button").on("click", go) as place:
            place.props["aria-label"] = f"{name}, {new} unread" if new else name
            if here:
                place.classes("here").props("aria-current=page")
            ui.icon(icon)
            ui.label(name).classes("place-name")
            if new:
                place.classes("unread")
                ui.label(str(min(new, 99))).classes("badge")

    def _people(self) -> None:
        desk = self._desk
        with ui.element("div").classes("people"):
            _heading("Act as")
            for person in desk.workspace.people.values():
                if not (person.is_bot or person.deleted):
                    self._person(person)

    def _person(self, person: Person) -> None:
        me = person.id == self._desk.me.id
        with ui.element("a").classes("person").props(f'href="?as={person.id}"') as link:
            link.props["aria-label"] = f"Act as {person.real_name}"
            if me:
                link.classes("me").props("aria-current=true")
            face(person, "small")
            with ui.element("span").classes("person-words"):
                ui.label(person.real_name).classes("person-name")
                ui.label(standing(person, self._desk.workspace)).classes("person-more")
            if me:
                ui.label("You").classes("tag")


def _heading(words: str) -> None:
    ui.label(words).classes("rail-heading").props("role=heading aria-level=2")
