"""What does Slack's own client not let a person submit?"""

import re
from collections.abc import Iterator
from typing import Any

from practice.elements import elements, is_blank
from practice.shapes import View

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"https?://\S+")


def unfinished(view: View) -> dict[str, str]:
    """The inline errors that are shown before anything is sent, by block id."""
    errors: dict[str, str] = {}
    for block, thing in elements(view.blocks):
        if block["type"] != "input":
            continue
        given = view.values[block["block_id"]][thing["action_id"]]
        if is_blank(given):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif isinstance(given.get("value"), str):
            sentence = next(_typed(thing, given["value"]), "")
            errors |= {block["block_id"]: sentence} if sentence else {}
    return errors


def _typed(thing: dict[str, Any], typed: str) -> Iterator[str]:
    kind = thing["type"]
    most, least = thing.get("max_length", 3000), thing.get("min_length", 0)
    if kind == "plain_text_input" and len(typed) > most:
        yield f"Must be less than {most + 1} characters."
    if kind == "plain_text_input" and len(typed) < least:
        yield f"Must be at least {least} characters."
    if kind == "email_text_input" and not EMAIL.fullmatch(typed):
        yield "Please enter a valid email address."
    if kind == "url_text_input" and not URL.fullmatch(typed):
        yield "Please enter a valid URL."
    if kind == "number_input":
        yield from _number(thing, typed)


def _number(thing: dict[str, Any], typed: str) -> Iterator[str]:
    pattern = r"-?\d+(\.\d+)?" if thing["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, typed):
        yield "Please enter a number."
    elif "min_value" in thing and float(typed) < float(thing["min_value"]):
        yield f"Must be at least {thing['min_value']}."
    elif "max_value" in thing and float(typed) > float(thing["max_value"]):
        yield f"Must be at most {thing['max_value']}."
