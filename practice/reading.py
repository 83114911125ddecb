"""What does a human read in a message or a form?"""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from practice.elements import ANSWERS
from practice.shapes import Block, Message, Values, View

LINK = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
MARKS = [re.compile(rf"(?<![\w{mark}]){mark}(?=\S)(.+?)(?<=\S){mark}(?![\w{mark}])") for mark in (r"\*", "_", "~", "`")]


def plain(where: Message | View) -> str:
    """Everything a human would read there, from top to bottom, one line for each piece.

    Formatting is taken off, links show their words, dates their fallback, people and channels their names or ids.
    """
    if isinstance(where, Message):
        lines = list(_blocks(where.blocks, {})) if where.blocks else [shown(where.text)]
        return "\n".join(line for line in lines if line)
    parts = [words(where.title), *_blocks(where.blocks, where.values, where.errors)]
    parts += [words(where.submit), words(where.close)]
    return "\n".join(part for part in parts if part)


def shown(mrkdwn: str) -> str:
    """A text in Slack's markup as a human sees it."""
    text = LINK.sub(_link, mrkdwn)
    for mark in MARKS:
        text = mark.sub(r"\1", text)
    return html.unescape(text)


def _link(found: re.Match[str]) -> str:
    target, label = found.group(1), found.group(2)
    if target[0] in "@#":
        return target[0] + (label or target[1:])
    return label or target


def words(text: dict[str, Any] | None) -> str:
    """What a text object says."""
    if not text:
        return ""
    said = str(text["text"])
    return shown(said) if text["type"] == "mrkdwn" else said


def block_words(block: Block, values: Values | None = None) -> str:
    """What a human reads in one block."""
    return "\n".join(line for line in _READ.get(block["type"], _nothing)(block, values or {}) if line)


def _blocks(blocks: list[Block], values: Values, errors: dict[str, str] | None = None) -> Iterator[str]:
    for block in blocks:
        yield block_words(block, values)
        yield (errors or {}).get(block["block_id"], "")


def _nothing(block: Block, values: Values) -> Iterator[str]:
    yield from ()


def _section(block: Block, values: Values) -> Iterator[str]:
    yield words(block.get("text"))
    yield from (words(field) for field in block.get("fields", []))
    if "accessory" in block:
        yield _element(block["accessory"], block, values)


def _text(block: Block, values: Values) -> Iterator[str]:
    yield block["text"] if isinstance(block["text"], str) else words(block["text"])


def _image(block: Block, values: Values) -> Iterator[str]:
    yield words(block.get("title"))
    yield str(block["alt_text"])


def _context(block: Block, values: Values) -> Iterator[str]:
    yield " ".join(thing.get("alt_text") or words(thing) for thing in block["elements"])


def _actions(block: Block, values: Values) -> Iterator[str]:
    yield " | ".join(_element(thing, block, values) for thing in block["elements"])


def _input(block: Block, values: Values) -> Iterator[str]:
    yield words(block["label"])
    yield _element(block["element"], block, values)
    yield words(block.get("hint"))


def _element(thing: dict[str, Any], block: Block, values: Values) -> str:
    kind = thing["type"]
    if kind in ("radio_buttons", "checkboxes", "overflow"):
        return " | ".join(words(option["text"]) for option in thing["options"])
    given = values.get(block.get("block_id", ""), {}).get(thing.get("action_id", ""))
    chosen = given[ANSWERS[kind][0]] if given else None
    if isinstance(chosen, dict) and "text" in chosen:
        return words(chosen["text"])
    if isinstance(chosen, list) and chosen and isinstance(chosen[0], dict):
        return ", ".join(words(one["text"]) if "text" in one else one["name"] for one in chosen)
    if chosen:
        return str(chosen)
    first = thing.get("initial_option", {}).get("text")
    return words(first or thing.get("text") or thing.get("placeholder")) or str(thing.get("alt_text", ""))


def _table(block: Block, values: Values) -> Iterator[str]:
    yield str(block.get("caption", ""))
    for row in block["rows"]:
        yield " | ".join(_cell(cell) for cell in row)


def _cell(cell: dict[str, Any]) -> str:
    if cell["type"] == "rich_text":
        return " ".join(_rich(cell, {}))
    return str(cell.get("text", cell.get("value", "")))


def _chart(block: Block, values: Values) -> Iterator[str]:
    yield str(block["title"])
    chart = block["chart"]
    for point in chart.get("segments", []):
        yield f"{point['label']}: {point['value']}"
    for series in chart.get("series", []):
        for point in series["data"]:
            yield f"{series['name']}, {point['label']}: {point['value']}"


def _rich(block: Block, values: Values) -> Iterator[str]:
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            yield from ("".join(map(_run, item["elements"])) for item in part["elements"])
        else:
            yield "".join(map(_run, part["elements"]))


def _run(run: dict[str, Any]) -> str:
    named = {"user": f"@{run.get('user_id')}", "channel": f"#{run.get('channel_id')}"}
    named |= {"emoji": f":{run.get('name')}:", "date": str(run.get("fallback", ""))}
    return named.get(run["type"]) or str(run.get("text") or run.get("url") or "")


_READ: dict[str, Callable[[Block, Values], Iterator[str]]] = {
    "section": _section,
    "header": _text,
    "markdown": _text,
    "alert": _text,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
    "rich_text": _rich,
}
