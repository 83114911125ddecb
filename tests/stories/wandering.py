"""What does somebody do who tries everything that is in front of them, by chance?"""

import random
from typing import Any

from practice.deeds import Where
from practice.elements import elements
from practice.elements_allowed import all_options
from practice.seat import Seat
from practice.shapes import Message, View

Thing = dict[str, Any]
# In a form of one of these names people write about pay; in any other it would be told to whoever that form is for.
ABOUT_PAY = ("offer", "deadline", "feasible", "band", "levers", "losing", "loss", "placement", "agreement")
PLAIN = ["They said so on the phone", "Acme", "Ana Silva"]
# Of what stands in a conversation, people press what came last.
LAST = 4


class Wanderer:
    """Somebody at their desk who types, presses, fills in and sends whatever comes, drawn by `chance`.

    `lines` are what they may type, `words` what they may write where pay is spoken of.
    """

    def __init__(self, seat: Seat, chance: random.Random, lines: list[str], words: list[str]) -> None:
        self.seat, self.chance, self.lines, self.words = seat, chance, lines, words

    async def does_something(self) -> str:
        """Does one thing, and says which."""
        if self.seat.modal and self.chance.random() < 0.8:
            return await self._in(self.seat.modal)
        there = [message for message in self.seat.dm()[-LAST:] if self._pressable(message)]
        if there and self.chance.random() < 0.6:
            return await self._presses(self.chance.choice(there))
        if self.chance.random() < 0.1:
            return f"Home {bool(await self.seat.opens_home())}"
        line = self.chance.choice(self.lines)
        await self.seat.types(line)
        return line

    async def _in(self, view: View) -> str:
        """Presses something in a window, or fills it in and sends it, or closes it."""
        drawn = self.chance.random()
        if drawn < 0.3 and self._pressable(view):
            return await self._presses(view)
        if drawn < 0.9 and view.submit:
            for block, thing in list(elements(view.blocks)):
                if block["type"] == "input" and not block.get("dispatch_action") and self.chance.random() < 0.7:
                    chosen = await self._chosen(view, block, thing)
                    if chosen is not None:
                        await self.seat.enters(view, block["block_id"], thing["action_id"], chosen)
            trouble = await self.seat.submits()
            assert "" not in trouble, f"{view.callback_id}: {trouble}"
            return f"sends {view.callback_id} {sorted(trouble)}"
        await self.seat.closes()
        return f"closes {view.callback_id}"

    async def _presses(self, where: Where) -> str:
        block, thing = self.chance.choice(self._pressable(where))
        chosen = None if thing["type"] == "button" else await self._chosen(where, block, thing)
        if thing["type"] != "button" and chosen is None:
            return "finds nothing to choose"
        await self.seat.presses(where, block["block_id"], thing["action_id"], chosen)
        return f"presses {thing['action_id']}"

    def _pressable(self, where: Where) -> list[tuple[Thing, Thing]]:
        return [
            (block, thing)
            for block, thing in elements(where.blocks)
            if (block["type"] != "input" or block.get("dispatch_action")) and "url" not in thing
        ]

    async def _chosen(self, where: Where, block: Thing, thing: Thing) -> Any:
        """Chooses, types or names something that an element could take; nothing where there is nothing."""
        kind = thing["type"].removeprefix("multi_")
        one = await self._one(where, block, thing, kind)
        many = kind != thing["type"] or kind == "checkboxes"
        return [one] if many and one is not None else one

    async def _one(self, where: Where, block: Thing, thing: Thing, kind: str) -> Any:
        if kind in ("static_select", "radio_buttons", "checkboxes", "overflow"):
            return self.chance.choice(list(all_options(thing)))
        if kind == "external_select":
            typed = self.chance.choice(["Ana", "Jonas", "Acme", "Backend", "a"])
            offered = await self.seat.looks_up(where, block["block_id"], thing["action_id"], typed)
            options = [option for each in offered for option in (each.get("options") or [each])]
            return self.chance.choice(options) if options else None
        if kind == "users_select":
            return self.chance.choice(list(self.seat.workspace.people))
        if kind == "datepicker":
            return f"2026-{self.chance.choice(['11-26', '12-01', '12-04'])}"
        if kind == "timepicker":
            return self.chance.choice(["09:00", "17:00"])
        if kind in ("plain_text_input", "email_text_input"):
            return self.chance.choice(self.words if _is_about_pay(where, block) else PLAIN)
        return "3" if kind == "number_input" else None


def _is_about_pay(where: Where, block: Thing) -> bool:
    named = isinstance(where, View) and where.callback_id.startswith(ABOUT_PAY)
    return named or "pay" in str(block.get("label", {}).get("text", "")).lower()


def lent(message: Message | View, to: Seat, chance: random.Random) -> Message | None:
    """Puts one button of what somebody else was shown before another, as one that was forwarded or forged."""
    buttons = [thing for _, thing in elements(message.blocks) if thing["type"] == "button" and "url" not in thing]
    if not buttons:
        return None
    workspace = to.workspace
    block = {"type": "actions", "elements": [chance.choice(buttons)]}
    return workspace.post(workspace.im(to.person_id).id, workspace.app.bot_user, "An old message", [block])
