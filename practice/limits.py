"""What would Slack refuse, and with which error code?

Two numbers Slack does not publish: 12,000 characters in all the blocks of a message is what its staff named,
"with a buffer"; 8,192 bytes of metadata is a guess.
"""

import json
from collections.abc import Iterator
from typing import Any

from practice.blocks_allowed import blocks as wrong_blocks
from practice.elements_allowed import all_options
from practice.refused import Refused
from practice.tables_allowed import written
from practice.texts_allowed import Complaints, complaint, count, groups, keys, options, string, text

BLOCK_TEXT = 12_000
TEXT_KEPT = 40_000
TEXT_EDITED = 4_000
TABLE_TEXT = 10_000
METADATA_BYTES = 8_192
VIEW_BYTES = 250_000


def message(words: str, blocks: list[dict[str, Any]], metadata: dict[str, Any] | None) -> None:
    """Refuses what cannot be said in a message."""
    if not words and not blocks:
        raise Refused("no_text")
    problems = wrong_blocks(blocks, "message")
    if problems:
        raise Refused("invalid_blocks", *problems)
    tables = [block for block in blocks if block["type"] in ("table", "data_table")]
    if sum(block["type"] == "table" for block in tables) > 1:
        raise Refused("invalid_attachments", "[ERROR] only_one_table_allowed")
    if sum(written(block) for block in tables) > TABLE_TEXT:
        raise Refused("invalid_blocks", complaint("tables are too long in all", "/blocks"))
    if sum(map(len, texts(blocks))) > BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")
    if metadata:
        about(metadata)


def edit(words: str, blocks: list[dict[str, Any]], metadata: dict[str, Any] | None) -> None:
    """Refuses what a message cannot be changed to, or what cannot be said to one reader only."""
    if len(words) > TEXT_EDITED:
        raise Refused("msg_too_long")
    message(words, blocks, metadata)


def about(metadata: dict[str, Any]) -> None:
    """Refuses metadata that is not a kind and a flat object."""
    kind, facts = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or not isinstance(facts, dict) or len(metadata) > 2:
        raise Refused("invalid_metadata_format")
    if not all(_is_flat(fact) for fact in facts.values()):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise Refused("metadata_too_large")


def _is_flat(fact: Any) -> bool:
    if isinstance(fact, list):
        return all(isinstance(one, str | int | float) for one in fact)
    return isinstance(fact, str | int | float | dict)


def texts(thing: Any) -> Iterator[str]:
    """Every text in some blocks, table cells left out."""
    if isinstance(thing, list):
        for one in thing:
            yield from texts(one)
    elif isinstance(thing, dict):
        if isinstance(thing.get("text"), str):
            yield thing["text"]
        for name, one in thing.items():
            if name not in ("rows", "chart"):
                yield from texts(one) if isinstance(one, list | dict) else ()


VIEW_FIELDS = {
    "title",
    "submit",
    "close",
    "callback_id",
    "private_metadata",
    "external_id",
    "notify_on_close",
    "clear_on_close",
    "submit_disabled",
}


def view(given: Any, surface: str) -> None:
    """Refuses what cannot be a "modal" or a "home"."""
    problems = list(_view(given, surface))
    if problems:
        raise Refused("invalid_arguments", *problems)
    if len(json.dumps(given)) > VIEW_BYTES:
        raise Refused("view_too_large")


def _view(given: Any, surface: str) -> Complaints:
    if not isinstance(given, dict):
        yield complaint("must be an object", "/view")
        return
    if given.get("type") != surface:
        yield complaint(f"must be of type {surface}", "/view/type")
        return
    needed = {"type", "blocks", "title"} if surface == "modal" else {"type", "blocks"}
    home = {"callback_id", "private_metadata", "external_id"}
    yield from keys(given, "/view", needed, VIEW_FIELDS if surface == "modal" else home)
    for name in ("title", "submit", "close"):
        if given.get(name) is not None:
            yield from text(given[name], f"/view/{name}", 24, plain=True)
    for name, limit in (("callback_id", 255), ("external_id", 255), ("private_metadata", 3000)):
        if name in given:
            yield from string(given[name], f"/view/{name}", limit, least=0)
    yield from wrong_blocks(given.get("blocks"), surface, "/view/blocks")
    inputs = [block for block in given.get("blocks") or [] if block.get("type") == "input"]
    if surface == "modal" and inputs and not given.get("submit"):
        yield complaint("missing required field: submit, as there are inputs", "/view")


def suggestions(given: Any) -> list[dict[str, Any]]:
    """The options or option groups of an answer to a typeahead; refuses what Slack shows as "No results"."""
    if not isinstance(given, dict) or ("options" in given) == ("option_groups" in given):
        raise Refused("invalid_options", complaint("must provide either options or option_groups", "/"))
    if "options" in given:
        problems = list(options(given["options"], "/options", 100, least=0))
    else:
        problems = list(groups(given["option_groups"], "/option_groups", least=0))
        problems = problems or list(count(all_options(given), "/option_groups", 100 * 100, least=0))
    if problems:
        raise Refused("invalid_options", *problems)
    shown: list[dict[str, Any]] = given["options"] if "options" in given else given["option_groups"]
    return shown
