"""Which inputs are forms made of, and how is an answer read?"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any, TypeVar

from bot.blocks import Block, one_line, option, plain, section, tidy
from bot.errors import Refused
from bot.words import clean

T = TypeVar("T")
View = dict[str, Any]

# A name fits into an option's value, of 150 letters, beside "add:".
NAME_LETTERS, NOTE_LETTERS = 80, 3_000
ADD = "add:"
# The ids of both databases go no further.
LARGEST_ID = 2**63 - 1
UNREADABLE = "I could not read this. Choose it anew."


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    alert: str | None = None,
    **metadata: int | Sequence[int] | None,
) -> View:
    """Put a form together; `alert` stands above everything, `metadata` is what the form is about, ids only."""
    view: View = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "close": plain("Cancel" if submit else "Close", 24),
        "private_metadata": json.dumps(metadata),
        "blocks": [*([section(alert)] if alert else []), *blocks],
    }
    return view | ({"submit": plain(submit, 24)} if submit else {})


def about(view: View) -> dict[str, Any]:
    """Read what a form is about, as `modal` wrote it; raises ValueError where it was written by somebody else."""
    read = json.loads(view["private_metadata"])
    if not isinstance(read, dict) or not all(map(_holds_ids, read.values())):
        raise ValueError("metadata that no form of ours has")
    return read


def field(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """An input under its label; its block id is the name of the field."""
    element = {"action_id": name} | element
    drawn: Block = {"type": "input", "block_id": name, "label": plain(label), "element": element}
    return drawn | ({"optional": True} if optional else {}) | ({"hint": plain(hint)} if hint else {})


def typed_input(initial: str = "", *, lines: bool = False, letters: int = NAME_LETTERS, example: str = "") -> Block:
    """A place to type in, on one line or on `lines`."""
    drawn: Block = {"type": "plain_text_input", "multiline": lines, "max_length": letters}
    more = {"initial_value": tidy(initial)[:letters], "placeholder": plain(example, 150) if example else None}
    return drawn | {key: value for key, value in more.items() if value}


def radio(options: Sequence[Block], chosen: str | None = None) -> Block:
    """A few choices, all in sight."""
    return {"type": "radio_buttons", "options": list(options)} | _initial(options, chosen)


def select(options: Sequence[Block], chosen: str | None = None, *, example: str = "Choose") -> Block:
    """A menu of choices."""
    drawn = {"type": "static_select", "placeholder": plain(example, 150), "options": list(options)}
    return drawn | _initial(options, chosen)


def grouped_select(groups: Sequence[Block], chosen: str | None = None, *, example: str = "Choose") -> Block:
    """A menu of choices below headings."""
    drawn = {"type": "static_select", "placeholder": plain(example, 150), "option_groups": list(groups)}
    return drawn | _initial([choice for group in groups for choice in group["options"]], chosen)


def typeahead(action_id: str, chosen: Block | None = None, *, example: str) -> Block:
    """A menu that is searched from the first letter on."""
    drawn: Block = {"type": "external_select", "action_id": action_id, "placeholder": plain(example, 150)}
    return drawn | {"min_query_length": 1} | ({"initial_option": chosen} if chosen else {})


def several(action_id: str, chosen: Sequence[Block], *, most: int, example: str) -> Block:
    """A menu to choose several from, searched from the first letter on."""
    drawn: Block = {"type": "multi_external_select", "action_id": action_id, "placeholder": plain(example, 150)}
    drawn |= {"min_query_length": 1, "max_selected_items": most}
    return drawn | ({"initial_options": list(chosen)} if chosen else {})


def ticked(options: Sequence[Block], chosen: Sequence[Block] = ()) -> Block:
    """Boxes to tick, all in sight; at most ten."""
    drawn: Block = {"type": "checkboxes", "options": list(options)}
    return drawn | ({"initial_options": list(chosen)} if chosen else {})


def calendar(chosen: date | None = None, *, example: str = "Choose a day") -> Block:
    """A day to choose."""
    drawn = {"type": "datepicker", "placeholder": plain(example, 150)}
    return drawn | ({"initial_date": chosen.isoformat()} if chosen else {})


def clock(chosen: time) -> Block:
    """An hour to choose."""
    return {"type": "timepicker", "initial_time": f"{chosen:%H:%M}"}


def colleague(chosen: str | None = None, *, example: str = "Choose a colleague") -> Block:
    """Someone of the workspace to choose."""
    drawn = {"type": "users_select", "placeholder": plain(example, 150)}
    return drawn | ({"initial_user": chosen} if chosen else {})


def colleagues(chosen: Sequence[str] = (), *, most: int, example: str = "Choose colleagues") -> Block:
    """Several of the workspace to choose."""
    drawn: Block = {"type": "multi_users_select", "placeholder": plain(example, 150), "max_selected_items": most}
    return drawn | ({"initial_users": list(chosen)} if chosen else {})


def answers(view: View) -> dict[str, Any]:
    """Read what each input of a form now holds, by the name of its field: a value, an id, a text, or None."""
    return {
        name: _held(next(iter(elements.values())))
        for name, elements in view.get("state", {}).get("values", {}).items()
        if elements
    }


def chosen_several(view: View, name: str) -> list[str]:
    """Read what was chosen in a field of several: the value of each."""
    elements = view.get("state", {}).get("values", {}).get(name, {})
    return [str(chosen["value"]) for element in elements.values() for chosen in element.get("selected_options") or []]


def chosen_people(view: View, name: str) -> list[str]:
    """Read who was chosen in a field of several people."""
    elements = view.get("state", {}).get("values", {}).get(name, {})
    return [str(id) for element in elements.values() for id in element.get("selected_users") or []]


def understood(name: str, read: Callable[[str], T], answer: str) -> T:
    """Read the answer of a field; what no input of ours can hold is refused at that field."""
    try:
        return read(answer)
    except (KeyError, ValueError, OverflowError) as error:
        raise Refused(UNREADABLE, field=name) from error


def within(name: str, text: str, letters: int) -> str:
    """Give what was typed into a field; what is longer than its input takes is refused there, not cut."""
    if len(text) > letters:
        raise Refused(f"This can have {letters:,} letters, and has {len(text):,}. Shorten it.", field=name)
    return text


def read_id(answer: str) -> int:
    """Read an id that a choice of ours carries; raises ValueError where it carries none."""
    if not (answer.isascii() and answer.isdigit() and len(answer) < 20 and int(answer) <= LARGEST_ID):
        raise ValueError("an id that is none")
    return int(answer)


def chosen_day(answer: str | None) -> date | None:
    """Read a day that was chosen."""
    return date.fromisoformat(answer) if answer else None


def existing_or_new(answer: str | None) -> tuple[int | None, str | None]:
    """Read a choice of a typeahead: the id of what exists, or the name of what is to be added."""
    if answer is None:
        return None, None
    if not answer.startswith(ADD):
        return read_id(answer), None
    name = answer.removeprefix(ADD)
    if len(name) > NAME_LETTERS:
        raise ValueError("a name that none of our choices carries")
    return None, name


def errors(refused: Refused, view: View | None = None) -> dict[str, str] | None:
    """Place a refusal at its field, as Slack wants it; None where it has no field, or `view` no such input."""
    if refused.field is None:
        return None
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"] if view else [refused.field]
    return {refused.field: refused.reason} if refused.field in inputs else None


def to_add(name: str) -> Block:
    """Offer to add what was typed."""
    name = clean(name)[:NAME_LETTERS]
    return option(f"Add “{one_line(name, 60)}”", f"{ADD}{name}")


def _holds_ids(value: object) -> bool:
    """Tell whether something is an id, several, or none."""
    if isinstance(value, list):
        return all(map(_holds_ids, value))
    return value is None or (type(value) is int and 0 <= value <= LARGEST_ID)


def _initial(options: Sequence[Block], chosen: str | None) -> Block:
    found = next((choice for choice in options if choice["value"] == chosen), None)
    return {"initial_option": found} if found else {}


def _held(element: Mapping[str, Any]) -> str | None:
    option_ = element.get("selected_option")
    if option_:
        return str(option_["value"])
    keys = ("value", "selected_date", "selected_time", "selected_user")
    return next((str(element[key]) for key in keys if element.get(key)), None)
