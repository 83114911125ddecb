"""What did the client say may still move in our offer?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.amounts import PARTS
from bot.blocks import Block, actions, bold, button, context, line, option, quote
from bot.errors import Refused
from bot.facts import Lever, Part
from bot.forms.inputs import View, about, answers, field, modal, select, typed_input, understood, within
from bot.words import clean_note

LEVERS_FORM = "levers_form"
USED = "lever_used"
LETTERS = 500


@dataclass(frozen=True, slots=True)
class NewLever:
    """A part of an offer that may move, in the client's words; the form it was typed in had its `turn`."""

    offer: int
    part: Part
    words: str
    turn: int = 0


def form(offer: int, name: str, open_: Sequence[Lever], turn: int = 0) -> View:
    """Draw what may still move, each with a button for when it is used up, and a place to add to it.

    That place is empty again at each `turn`: Slack keeps what stands in an input for as long as its id stays.
    """
    parts = [option(PARTS[part], part.value) for part in Part]
    there = [block for place, lever in enumerate(open_) for block in _open(place, lever)]
    nothing = [context("Nothing is written down yet. Ask the client what may move before you need it.")]
    example = "Up to ten per cent more, if she starts in January"
    words = typed_input(lines=True, letters=LETTERS, example=example)
    blocks = [
        line("What the client said may still move in ", bold(name), "."),
        *(there or nothing),
        field("part", "What may move", select(parts) | {"action_id": f"part_{turn}"}),
        field("words", "In their words", words | {"action_id": f"words_{turn}"}, optional=True),
    ]
    return modal(LEVERS_FORM, "What may still move", blocks, submit="Add", offer=offer, turn=turn)


def _open(place: int, lever: Lever) -> list[Block]:
    name = PARTS[lever.part]
    used = button("Used up", f"{USED}_{place}", f"{lever.offer}/{lever.part}", reads=f"{name} does not move any more")
    said = [quote(lever.words, LETTERS)] if lever.words else []
    return [line(bold(name)), *said, actions(used)]


def turn_of(view: View) -> int:
    """Read at which turn a form is."""
    return int(about(view).get("turn") or 0)


def read(view: View) -> NewLever:
    """Read what may move."""
    given = answers(view)
    if not given["part"]:
        raise Refused("Choose what may move.", field="part")
    part = understood("part", Part, given["part"])
    words = within("words", clean_note(given["words"] or ""), LETTERS)
    return NewLever(int(about(view)["offer"]), part, words, turn_of(view))
