"""Where do blocks stand, and how does what is done there reach the bot?"""

from dataclasses import dataclass
from typing import Any

from nicegui import ui

from practice.elements import ANSWERS, answer
from practice.rooms.confirm import confirmed
from practice.rooms.desk import Desk
from practice.rooms.reader import Reader
from practice.shapes import Block, Message, Values, View


@dataclass(frozen=True)
class Spot:
    """A message, a form or a Home tab in front of the person at this desk."""

    desk: Desk
    where: Message | View

    @property
    def reader(self) -> Reader:
        """Who reads it."""
        return self.desk.reader

    @property
    def values(self) -> Values:
        """What is filled in there."""
        if isinstance(self.where, View):
            return self.where.values
        return self.desk.workspace.values(self.desk.me.id, self.where)

    def error(self, block: Block) -> str:
        """What was found wrong with an input, if anything."""
        return self.where.errors.get(block["block_id"], "") if isinstance(self.where, View) else ""


@dataclass(frozen=True)
class Control:
    """One thing to press, pick or fill in, and what it is called."""

    spot: Spot
    block: Block
    element: dict[str, Any]
    label: str

    @property
    def chosen(self) -> Any:
        """What it holds now: a text, an option, a list of options, an id or a day."""
        held = self.spot.values.get(self.block["block_id"], {}).get(self.element["action_id"])
        return held.get(ANSWERS[self.element["type"]][0]) if held else None

    @property
    def placeholder(self) -> str:
        """What stands in it while it is empty."""
        return str(self.element.get("placeholder", {}).get("text", ""))

    def keep(self, chosen: Any) -> None:
        """Remembers what is typed so far, which the bot is not told yet."""
        held = self.spot.values.setdefault(self.block["block_id"], {})
        held[self.element["action_id"]] = answer(self.element, chosen)

    async def agreed(self) -> bool:
        """Whether the person is sure, asked only where the element wants that."""
        return "confirm" not in self.element or await confirmed(self.element["confirm"], self.spot.reader)

    async def tell(self, chosen: Any = None) -> None:
        """Tells the bot of a press, or of what was picked."""
        await self._does(self.spot.desk.seat.presses, chosen)

    async def change(self, chosen: Any) -> None:
        """Fills in an input, or picks outside a form, which the bot hears about at once."""
        if self.block["type"] == "input":
            await self._does(self.spot.desk.seat.enters, chosen)
        elif await self.agreed():
            await self.tell(chosen)

    async def look_up(self, typed: str) -> list[dict[str, Any]]:
        """What the bot suggests for these letters: options, or groups of them."""
        ids = self.block["block_id"], self.element["action_id"]
        return await self.spot.desk.seat.looks_up(self.spot.where, *ids, typed)

    async def _does(self, act: Any, chosen: Any) -> None:
        try:
            await act(self.spot.where, self.block["block_id"], self.element["action_id"], chosen)
        except LookupError:
            ui.notify("This was replaced a moment ago. Please look again.", type="warning")
