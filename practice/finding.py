"""Which button, menu, input or option does a person mean?"""

from collections.abc import Iterable
from typing import Any

from practice.elements import TYPED, elements
from practice.elements_allowed import all_options
from practice.reading import block_words, words
from practice.shapes import Block
from practice.workspace import Workspace

Found = tuple[Block, dict[str, Any]]


def control(blocks: list[Block], label: str, near: str | None = None) -> Found:
    """The one control of that label, or of that action id, with its block.

    A label is what stands on it or beside it: the text of a button, the label of an input, a placeholder,
    what a menu shows at first, the text of its section; an overflow menu is called "More". `near` narrows to
    a block that holds this text, or to the one after it. LookupError when there is none, or more than one.
    """
    for within in _near(blocks, near) if near is not None else [blocks]:
        found = [(block, thing) for block, thing in elements(within) if label in _labels(block, thing)]
        if len(found) > 1:
            raise LookupError(f"{len(found)} controls are called {label!r}; say which by `near`")
        if found:
            return found[0]
    there = [sorted(_labels(block, thing))[0] for block, thing in elements(blocks)]
    place = f" near {near!r}" if near is not None else ""
    raise LookupError(f"nothing is called {label!r}{place}; there is {there}")


def _near(blocks: list[Block], near: str) -> list[list[Block]]:
    places = [place for place, block in enumerate(blocks) if near in block_words(block)]
    return [blocks[place + step : place + step + 1] for place in places for step in (0, 1)]


def _labels(block: Block, thing: dict[str, Any]) -> set[str]:
    names = {thing["action_id"], words(thing.get("text")), words(thing.get("placeholder"))}
    names |= {str(thing.get("accessibility_label", "")), words(thing.get("initial_option", {}).get("text"))}
    if thing["type"] == "overflow":
        names.add("More")
    if block["type"] == "input":
        names.add(words(block["label"]))
    if block["type"] == "section" and thing["type"] != "button":
        names.add(words(block.get("text")))
    return names - {""}


def option(offered: Iterable[dict[str, Any]], text: str) -> dict[str, Any]:
    """The option that reads like this, or else the only one that begins so, or holds it."""
    known = {words(one["text"]): one for one in offered}
    if text in known:
        return known[text]
    for fits in (str.startswith, str.__contains__):
        found = [one for shown, one in known.items() if fits(shown, text)]
        if len(found) == 1:
            return found[0]
    raise LookupError(f"no one option reads {text!r}; there is {list(known)}")


def choice(workspace: Workspace, thing: dict[str, Any], wanted: Any) -> Any:
    """What a person chose or typed, as Slack keeps it; not for what is looked up by typing."""
    kind = thing["type"].removeprefix("multi_")
    many = kind != thing["type"] or kind == "checkboxes"
    if wanted is None:
        return [] if many else None
    if many:
        each = [wanted] if isinstance(wanted, str) else wanted
        return [_one(workspace, kind, thing, one) for one in each]
    return _one(workspace, kind, thing, wanted)


def _one(workspace: Workspace, kind: str, thing: dict[str, Any], wanted: Any) -> Any:
    if kind in ("static_select", "radio_buttons", "checkboxes", "overflow"):
        return option(all_options(thing), wanted)
    if kind == "users_select":
        everyone = workspace.people.values()
        return _id(wanted, {one.id: {one.id, one.name, one.real_name} for one in everyone})
    if kind in ("conversations_select", "channels_select"):
        places = workspace.channels.values()
        return _id(wanted, {place.id: {place.id, place.name, f"#{place.name}"} for place in places})
    return str(wanted) if kind in TYPED else wanted


def _id(wanted: str, known: dict[str, set[str]]) -> str:
    for name, called in known.items():
        if wanted in called:
            return name
    raise LookupError(f"nobody and nothing here is called {wanted!r}")
