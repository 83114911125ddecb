"""What would Slack refuse in the blocks of a message, a modal or a Home tab?"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from practice.elements_allowed import element
from practice.tables_allowed import chart, table
from practice.texts_allowed import Complaints, complaint, count, keys, string, text

MOST = {"message": 50, "modal": 100, "home": 100}
ALL = frozenset(MOST)
MESSAGE, MODAL = frozenset({"message"}), frozenset({"modal"})

# type of block -> (surfaces, fields it needs, fields it may have beside block_id)
BLOCKS: dict[str, tuple[frozenset[str], set[str], set[str]]] = {
    "section": (ALL, set(), {"text", "fields", "accessory", "expand"}),
    "divider": (ALL, set(), set()),
    "header": (ALL, {"text"}, {"level"}),
    "image": (ALL, {"alt_text"}, {"image_url", "slack_file", "title"}),
    "context": (ALL, {"elements"}, set()),
    "actions": (ALL, {"elements"}, set()),
    "input": (ALL, {"label", "element"}, {"hint", "optional", "dispatch_action"}),
    "rich_text": (ALL, {"elements"}, set()),
    "video": (
        ALL,
        {"alt_text", "title", "thumbnail_url", "video_url"},
        {"author_name", "description", "provider_icon_url", "provider_name", "title_url"},
    ),
    "card": (
        ALL - MODAL,
        set(),
        {"hero_image", "icon", "title", "subtitle", "body", "subtext", "actions", "slack_icon"},
    ),
    "carousel": (ALL - MODAL, {"elements"}, set()),
    "container": (MESSAGE, {"child_blocks"}, {"title", "subtitle", "width", "is_collapsible"}),
    "alert": (MODAL, {"text"}, {"level"}),
    "context_actions": (MESSAGE, {"elements"}, set()),
    "markdown": (MESSAGE, {"text"}, set()),
    "table": (MESSAGE, {"rows"}, {"column_settings"}),
    "data_table": (MESSAGE, {"rows", "caption"}, {"page_size", "row_header_column_index"}),
    "data_visualization": (MESSAGE, {"title", "chart"}, set()),
    "plan": (MESSAGE, {"title"}, {"tasks"}),
    "task_card": (MESSAGE, {"task_id", "title"}, {"status", "details", "output", "sources"}),
}


def blocks(given: Any, surface: str, at: str = "/blocks") -> list[str]:
    """What is wrong with the blocks of a "message", a "modal" or a "home", from top to bottom."""
    found = list(count(given, at, MOST[surface], least=0))
    if not isinstance(given, list):
        return found
    for place, block in enumerate(given):
        found += _block(block, f"{at}/{place}", surface)
    ids = Counter(block["block_id"] for block in given if isinstance(block, dict) and "block_id" in block)
    found += [complaint(f"block_id is not unique: {name}", at) for name, times in ids.items() if times > 1]
    if surface == "message" and _how_many(given, "data_visualization") > 2:
        found.append(complaint("no more than 2 charts allowed", at))
    if sum(len(str(block.get("text", ""))) for block in given if _is(block, "markdown")) > 12_000:
        found.append(complaint("markdown must be less than 12001 characters in all", at))
    return found


def _is(block: Any, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind


def _how_many(given: list[Any], kind: str) -> int:
    return sum(_is(block, kind) for block in given)


def _block(block: Any, at: str, surface: str) -> Complaints:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind not in BLOCKS:
        yield complaint("unsupported block type", at)
        return
    surfaces, needed, known = BLOCKS[kind]
    if surface not in surfaces:
        yield complaint(f"{kind} is not supported in a {surface}", at)
    yield from keys(block, at, {"type", *needed}, {"block_id", *known})
    if "block_id" in block:
        yield from string(block["block_id"], f"{at}/block_id", 255)
    if kind in LOOKS:
        yield from LOOKS[kind](block, at, surface)


def _section(block: dict[str, Any], at: str, surface: str) -> Complaints:
    if "text" not in block and "fields" not in block:
        yield complaint("missing required field: text or fields", at)
    if "text" in block:
        yield from text(block["text"], f"{at}/text", 3000)
    if "fields" in block:
        yield from count(block["fields"], f"{at}/fields", 10)
        for place, field in enumerate(block["fields"]):
            yield from text(field, f"{at}/fields/{place}", 2000)
    if "accessory" in block:
        yield from _image_or(block["accessory"], f"{at}/accessory", "section", surface)


def _image_or(thing: Any, at: str, place: str, surface: str) -> Complaints:
    if _is(thing, "image"):
        yield from keys(thing, at, {"type", "alt_text"}, {"image_url", "slack_file"})
        yield from _image(thing, at, surface)
    else:
        yield from element(thing, at, place, surface)


def _image(block: dict[str, Any], at: str, surface: str) -> Complaints:
    if ("image_url" in block) == ("slack_file" in block):
        yield complaint("must provide either image_url or slack_file", at)
    yield from string(block.get("alt_text"), f"{at}/alt_text", 2000)
    if "image_url" in block:
        yield from string(block["image_url"], f"{at}/image_url", 3000)
    if "title" in block:
        yield from text(block["title"], f"{at}/title", 2000, plain=True)


def _header(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from text(block.get("text"), f"{at}/text", 150, plain=True)


def _context(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from count(block.get("elements"), f"{at}/elements", 10)
    for place, thing in enumerate(block.get("elements", [])):
        if _is(thing, "image"):
            yield from _image(thing, f"{at}/elements/{place}", surface)
        else:
            yield from text(thing, f"{at}/elements/{place}", 3000)


def _actions(block: dict[str, Any], at: str, surface: str) -> Complaints:
    given = block.get("elements")
    yield from count(given, f"{at}/elements", 25 if block["type"] == "actions" else 5)
    things = given if isinstance(given, list) else []
    for place, thing in enumerate(things):
        yield from element(thing, f"{at}/elements/{place}", block["type"], surface)
    ids = Counter(thing["action_id"] for thing in things if isinstance(thing, dict) and "action_id" in thing)
    for name, times in ids.items():
        if times > 1:
            yield complaint(f"action_id is not unique in its block: {name}", f"{at}/elements")


def _input(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from text(block.get("label"), f"{at}/label", 2000, plain=True)
    if "hint" in block:
        yield from text(block["hint"], f"{at}/hint", 2000, plain=True)
    yield from element(block.get("element"), f"{at}/element", "input", surface)


def _rich_text(block: dict[str, Any], at: str, surface: str) -> Complaints:
    kinds = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    for place, thing in enumerate(block.get("elements", [])):
        if not any(_is(thing, kind) for kind in kinds) or not isinstance(thing.get("elements"), list):
            yield complaint("unsupported type for element", f"{at}/elements/{place}")


def _alert(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from text(block.get("text"), f"{at}/text", 200)
    if block.get("level", "default") not in ("default", "info", "warning", "error", "success"):
        yield complaint("must be one of default, info, warning, error, success", f"{at}/level")


def _carousel(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from count(block.get("elements"), f"{at}/elements", 10)


def _container(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from count(block.get("child_blocks"), f"{at}/child_blocks", 10)
    for place, child in enumerate(block.get("child_blocks", [])):
        yield from _block(child, f"{at}/child_blocks/{place}", surface)


def _markdown(block: dict[str, Any], at: str, surface: str) -> Complaints:
    yield from string(block.get("text"), f"{at}/text", 12_000)


LOOKS: dict[str, Callable[[dict[str, Any], str, str], Complaints]] = {
    "section": _section,
    "header": _header,
    "image": _image,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "input": _input,
    "rich_text": _rich_text,
    "alert": _alert,
    "carousel": _carousel,
    "container": _container,
    "markdown": _markdown,
    "table": lambda block, at, surface: table(block, at),
    "data_table": lambda block, at, surface: table(block, at),
    "data_visualization": lambda block, at, surface: chart(block, at),
}
