"""What of an item may be not needed, for which reasons, and what do we say once somebody has said so?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.blocks import Sentence
from bot.facts import Item, Waiver
from bot.messages.promises import waived
from bot.phrases import together
from bot.wordings import WORDINGS

# One thing that an item says is owed, or all of it.
WAIVE, WAIVE_ALL = "waive", "waive_all"
# These are about the person, not about one thing that is owed to them.
ABOUT_THEM = (Waiver.WITHDREW, Waiver.NO_CONTACT)


def choices(owed: Item) -> list[tuple[str, str]]:
    """Offer to say why something is not needed: of several things each by its name, else none would know which.

    What is true of all of them, since it is about the person, is offered once for all.
    """
    things = [each for each in (owed, *owed.also) if WORDINGS[each.kind].waivers]
    if len(things) < 2:
        return [choice for each in things for choice in _of_one(each, "", ())]
    shared = [why for why in ABOUT_THEM if all(why in WORDINGS[each.kind].waivers for each in things)]
    first = WORDINGS[things[0].kind].waivers
    every = [(f"Not needed, all of it: {first[why]}", f"{WAIVE_ALL}.{why}/{things[0].line}") for why in shared]
    return every + [choice for each in things for choice in _of_one(each, f", {_named(each)}", shared)]


def _of_one(thing: Item, named: str, but: list[Waiver] | tuple[()]) -> Iterator[tuple[str, str]]:
    for why, words in WORDINGS[thing.kind].waivers.items():
        if why not in but:
            yield f"Not needed{named}: {words}", f"{WAIVE}.{why}/{thing.line}"


def _named(thing: Item) -> str:
    return WORDINGS[thing.kind].named or WORDINGS[thing.kind].thing


def said(owed: Item) -> Sentence:
    """Say what of an item is not needed, and why."""
    things = [WORDINGS[each.kind].thing for each in (owed, *owed.also)]
    are = "is" if len(things) == 1 else "are"
    return [*together([[each] for each in things]), f" {are} not needed: {waived(owed.kind, owed.waived)}"]
