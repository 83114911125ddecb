"""What can be filled in or pressed, and how does Slack name the answer?"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from practice.shapes import Block, Values

# type of element -> (key of the answer, key of the first answer, the answer when there is none)
ANSWERS: Mapping[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "users_select": ("selected_user", "initial_user", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "file_input": ("files", "", []),
}
TYPED = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})


def elements(blocks: list[Block]) -> Iterator[tuple[Block, dict[str, Any]]]:
    """Every element a person can fill in or press, with the block it stands in, from top to bottom."""
    for block in blocks:
        if block.get("type") == "input":
            yield block, block["element"]
        elif block.get("type") == "section" and block.get("accessory", {}).get("type", "image") != "image":
            yield block, block["accessory"]
        elif block.get("type") in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])


def element(blocks: list[Block], block_id: str, action_id: str) -> tuple[Block, dict[str, Any]]:
    """The one element of these ids, with its block; LookupError when it is not there (any more)."""
    for block, found in elements(blocks):
        if block.get("block_id") == block_id and found.get("action_id") == action_id:
            return block, found
    raise LookupError(f"there is no {action_id} in block {block_id}")


def first_values(blocks: list[Block], kept: Values | None = None) -> Values:
    """The state of a view that was just drawn: what was `kept` under the same ids, else the first answers."""
    values: Values = {}
    for block, found in elements(blocks):
        if found["type"] not in ANSWERS:
            continue
        key, initial, nothing = ANSWERS[found["type"]]
        before = (kept or {}).get(block["block_id"], {}).get(found["action_id"])
        if before is None or before["type"] != found["type"]:
            before = {"type": found["type"], key: copy.deepcopy(found.get(initial, nothing))}
        values.setdefault(block["block_id"], {})[found["action_id"]] = before
    return values


def answer(found: dict[str, Any], chosen: Any) -> dict[str, Any]:
    """The answer to an element as it stands in Slack's state: `{"type": …, "selected_option": …}`."""
    return {"type": found["type"], ANSWERS[found["type"]][0]: chosen}


def is_blank(given: dict[str, Any]) -> bool:
    """Whether an element was left empty."""
    return given[ANSWERS[given["type"]][0]] in (None, "", [])


def with_ids(blocks: list[Block], name: str) -> list[Block]:
    """A copy of these blocks in which every block and element has an id, as Slack hands them back."""
    blocks = copy.deepcopy(blocks)
    for place, block in enumerate(blocks):
        block.setdefault("block_id", f"{name}{place}")
    for place, (_, found) in enumerate(elements(blocks)):
        found.setdefault("action_id", f"{name}{place}")
    return blocks
