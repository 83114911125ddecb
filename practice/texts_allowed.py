"""What would Slack refuse in a text, an option or a confirmation?"""

from collections.abc import Iterator
from typing import Any

Complaints = Iterator[str]


def complaint(sentence: str, at: str) -> str:
    """One thing wrong and where, as Slack words it."""
    return f"[ERROR] {sentence} [json-pointer:{at}]"


def keys(thing: Any, at: str, needed: set[str], known: set[str]) -> Complaints:
    """What is missing from an object, and what does not belong in it."""
    if not isinstance(thing, dict):
        yield complaint("must be an object", at)
        return
    for name in sorted(needed - thing.keys()):
        yield complaint(f"missing required field: {name}", at)
    for name in sorted(thing.keys() - needed - known):
        yield complaint(f"invalid additional property: {name}", at)


def string(value: Any, at: str, limit: int, least: int = 1) -> Complaints:
    """What is wrong with the length of a string."""
    if not isinstance(value, str):
        yield complaint("must be a string", at)
    elif len(value) < least:
        yield complaint(f"must be more than {least - 1} characters", at)
    elif len(value) > limit:
        yield complaint(f"must be less than {limit + 1} characters", at)


def count(values: Any, at: str, limit: int, least: int = 1) -> Complaints:
    """What is wrong with the length of a list."""
    if not isinstance(values, list):
        yield complaint("must be an array", at)
    elif len(values) < least:
        yield complaint(f"no fewer than {least} items required", at)
    elif len(values) > limit:
        yield complaint(f"no more than {limit} items allowed", at)


def text(thing: Any, at: str, limit: int, plain: bool = False) -> Complaints:
    """What is wrong with a text object; `plain` where mrkdwn is not allowed."""
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if not isinstance(thing, dict) or thing.get("type") not in kinds:
        yield complaint(f"unsupported type for text, must be {' or '.join(kinds)}", at)
        return
    yield from keys(thing, at, {"type", "text"}, {"emoji"} if thing["type"] == "plain_text" else {"verbatim"})
    yield from string(thing.get("text"), f"{at}/text", limit)


def option(thing: Any, at: str, url: bool = False, rich: bool = False) -> Complaints:
    """What is wrong with an option; `url` where it may have one, `rich` where its texts may be mrkdwn."""
    yield from keys(thing, at, {"text", "value"}, {"description"} | ({"url"} if url else set()))
    if not isinstance(thing, dict):
        return
    yield from text(thing.get("text"), f"{at}/text", 75, plain=not rich)
    yield from string(thing.get("value"), f"{at}/value", 150, least=0)
    if "description" in thing:
        yield from text(thing["description"], f"{at}/description", 75, plain=not rich)
    if "url" in thing:
        yield from string(thing["url"], f"{at}/url", 3000)


def options(given: Any, at: str, limit: int, least: int = 1, url: bool = False, rich: bool = False) -> Complaints:
    """What is wrong with a list of options."""
    yield from count(given, at, limit, least)
    if isinstance(given, list):
        for place, thing in enumerate(given[:limit]):
            yield from option(thing, f"{at}/{place}", url, rich)


def groups(given: Any, at: str, least: int = 1) -> Complaints:
    """What is wrong with a list of option groups."""
    yield from count(given, at, 100, least)
    for place, group in enumerate(given if isinstance(given, list) else []):
        yield from keys(group, f"{at}/{place}", {"label", "options"}, set())
        if isinstance(group, dict):
            yield from text(group.get("label"), f"{at}/{place}/label", 75, plain=True)
            yield from options(group.get("options"), f"{at}/{place}/options", 100, least)


def confirm(thing: Any, at: str) -> Complaints:
    """What is wrong with a confirmation dialog."""
    yield from keys(thing, at, {"title", "text", "confirm", "deny"}, {"style"})
    if not isinstance(thing, dict):
        return
    for name, limit in (("title", 100), ("confirm", 30), ("deny", 30)):
        if name in thing:
            yield from text(thing[name], f"{at}/{name}", limit, plain=True)
    if "text" in thing:
        yield from text(thing["text"], f"{at}/text", 300)
    if thing.get("style", "primary") not in ("primary", "danger"):
        yield complaint("must be one of primary, danger", f"{at}/style")
