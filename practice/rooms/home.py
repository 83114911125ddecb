"""What does the Home tab show?"""

from nicegui import ui

from practice.rooms.blocks import draw_block
from practice.rooms.desk import Desk
from practice.rooms.spot import Spot
from practice.rooms.strip import Row, Strip
from practice.shapes import View


class Home:
    """The bot's Home tab of the person at this desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with (
            ui.element("div")
            .classes("home")
            .props("data-testid=home tabindex=0 role=region aria-label=Home") as self.box
        ):
            self._blank = ui.label(f"{desk.bot.name} has nothing on this page for you yet.").classes("soft blank")
            self._strip = Strip()

    def show(self) -> None:
        """Draws what the bot published last."""
        view = self._desk.workspace.home(self._desk.me.id)
        self._blank.set_visibility(not view)
        self._strip.show(block_rows(view, self._desk) if view else [])


def block_rows(view: View, desk: Desk) -> list[Row]:
    """A view's blocks as rows, each drawn again only when the bot changes it or finds an answer wrong."""
    spot = Spot(desk, view)
    return [
        Row(
            f"{view.id} {block['block_id']}",
            repr((block, view.errors.get(block["block_id"]))),
            lambda block=block: draw_block(block, spot),  # type: ignore[misc]
        )
        for block in view.blocks
    ]
