"""What is picked from a list: options of the message, suggestions of the bot, people, channels."""

from collections.abc import Callable
from typing import Any

from practice.rooms.picker import Picker, heading, matching
from practice.rooms.spot import Control


def fixed(control: Control) -> str:
    """A select whose options, or groups of options, stand in the blocks."""
    offered = control.element.get("option_groups") or control.element.get("options", [])

    async def find(typed: str) -> list[dict[str, Any]]:
        return matching(offered, typed)

    return _picker(control, find)


def external(control: Control) -> str:
    """A select whose options the bot suggests while one types."""
    least = int(control.element.get("min_query_length", 3))

    async def find(typed: str) -> list[dict[str, Any]]:
        if len(typed) < least:
            return [heading(f"Type at least {least} letter{'' if least == 1 else 's'}")]
        return await control.look_up(typed)

    return _picker(control, find)


def people(control: Control) -> str:
    """A select of the people in the workspace."""
    known = [one for one in control.spot.desk.workspace.people.values() if not (one.is_bot or one.deleted)]
    return _ids(control, {one.id: one.real_name for one in known})


def channels(control: Control) -> str:
    """A select of the channels this person is in."""
    return _ids(control, {one.id: f"#{one.name}" for one in control.spot.desk.channels()})


def _ids(control: Control, names: dict[str, str]) -> str:
    """A select whose answer is an id, or a list of ids, instead of an option."""
    offered = [_option(key, name) for key, name in names.items()]

    async def find(typed: str) -> list[dict[str, Any]]:
        return matching(offered, typed)

    def shown(key: str) -> dict[str, Any]:
        return _option(key, names.get(key, key))

    held = control.chosen
    now = [shown(key) for key in held] if isinstance(held, list) else held and shown(held)
    return _picker(control, find, now, lambda one: one["value"])


def _option(value: str, text: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def _same(option: dict[str, Any]) -> Any:
    return option


def _picker(control: Control, find: Any, held: Any = None, answer: Callable[[dict[str, Any]], Any] = _same) -> str:
    many = control.element["type"].startswith("multi_")

    async def picked(chosen: Any) -> None:
        await control.change([answer(one) for one in chosen] if many else chosen and answer(chosen))

    shown = held if answer is not _same else control.chosen
    picker = Picker(find, picked, shown, control.placeholder or "Choose", many)
    picker.element.props["aria-label"] = control.label
    return picker.element.html_id
