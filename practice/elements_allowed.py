"""What would Slack refuse in a button, a menu or an input?"""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from practice.texts_allowed import (
    Complaints,
    complaint,
    confirm,
    count,
    groups,
    keys,
    option,
    options,
    string,
    text,
)

EVERYWHERE = frozenset({"message", "modal", "home"})
ANY_PLACE = frozenset({"section", "actions", "input"})
SINGLE = frozenset({"input"})


@dataclass(frozen=True)
class Rule:
    """Where an element of one type may stand, and which fields it has."""

    places: frozenset[str]
    known: set[str] = field(default_factory=set)
    needed: set[str] = field(default_factory=set)
    surfaces: frozenset[str] = EVERYWHERE


COMMON = {"type", "action_id", "confirm", "focus_on_load", "placeholder"}
CONVERSATIONS = {"default_to_current_conversation", "response_url_enabled", "filter"}
WITHOUT_INPUT = frozenset({"section", "actions"})
DISPATCH = {"dispatch_action_config"}
MODAL = frozenset({"modal"})

RULES: dict[str, Rule] = {
    "button": Rule(WITHOUT_INPUT, {"url", "value", "style", "accessibility_label"}, {"text"}),
    "overflow": Rule(WITHOUT_INPUT, set(), {"options"}),
    "static_select": Rule(ANY_PLACE, {"options", "option_groups", "initial_option"}),
    "external_select": Rule(ANY_PLACE, {"initial_option", "min_query_length"}),
    "users_select": Rule(ANY_PLACE, {"initial_user"}),
    "conversations_select": Rule(ANY_PLACE, {"initial_conversation", *CONVERSATIONS}),
    "channels_select": Rule(ANY_PLACE, {"initial_channel", "response_url_enabled"}),
    "multi_static_select": Rule(ANY_PLACE, {"options", "option_groups", "initial_options", "max_selected_items"}),
    "multi_external_select": Rule(ANY_PLACE, {"initial_options", "min_query_length", "max_selected_items"}),
    "multi_users_select": Rule(ANY_PLACE, {"initial_users", "max_selected_items"}),
    "multi_conversations_select": Rule(ANY_PLACE, {"initial_conversations", "max_selected_items", *CONVERSATIONS}),
    "multi_channels_select": Rule(ANY_PLACE, {"initial_channels", "max_selected_items"}),
    "radio_buttons": Rule(ANY_PLACE, {"initial_option"}, {"options"}),
    "checkboxes": Rule(ANY_PLACE, {"initial_options"}, {"options"}),
    "datepicker": Rule(ANY_PLACE, {"initial_date"}),
    "timepicker": Rule(ANY_PLACE, {"initial_time", "timezone"}),
    "datetimepicker": Rule(
        frozenset({"actions", "input"}), {"initial_date_time"}, surfaces=frozenset({"message", "modal"})
    ),
    "plain_text_input": Rule(SINGLE, {"initial_value", "multiline", "min_length", "max_length", *DISPATCH}),
    "email_text_input": Rule(SINGLE, {"initial_value", *DISPATCH}, surfaces=MODAL),
    "url_text_input": Rule(SINGLE, {"initial_value", *DISPATCH}, surfaces=MODAL),
    "number_input": Rule(
        SINGLE,
        {"initial_value", "min_value", "max_value", *DISPATCH},
        {"is_decimal_allowed"},
        MODAL,
    ),
    "file_input": Rule(SINGLE, {"filetypes", "max_files"}, surfaces=MODAL),
    "rich_text_input": Rule(SINGLE, {"initial_value", *DISPATCH}, surfaces=frozenset({"modal", "home"})),
    "workflow_button": Rule(
        WITHOUT_INPUT,
        {"style", "accessibility_label"},
        {"text", "workflow"},
        frozenset({"message"}),
    ),
    "feedback_buttons": Rule(
        frozenset({"context_actions"}), set(), {"positive_button", "negative_button"}, frozenset({"message"})
    ),
    "icon_button": Rule(
        frozenset({"context_actions"}),
        {"value", "visible_to_user_ids"},
        {"icon", "text"},
        frozenset({"message"}),
    ),
}


def element(thing: Any, at: str, place: str, surface: str) -> Complaints:
    """What is wrong with an element that stands in a block of type `place` on a `surface`."""
    rule = RULES.get(thing.get("type", "")) if isinstance(thing, dict) else None
    if rule is None:
        yield complaint("unsupported type for element", at)
        return
    if surface not in rule.surfaces:
        yield complaint(f"{thing['type']} is not supported in a {surface}", at)
    if place not in rule.places:
        yield complaint(f"unsupported type for element: {thing['type']} in {place}", at)
    yield from keys(thing, at, {"type", *rule.needed}, COMMON | rule.known)
    yield from _lengths(thing, at)
    yield from _choices(thing, at)
    yield from _moments(thing, at)
    if "confirm" in thing:
        yield from confirm(thing["confirm"], f"{at}/confirm")


def _lengths(thing: dict[str, Any], at: str) -> Complaints:
    limits = (("action_id", 255), ("url", 3000), ("accessibility_label", 75), ("initial_value", 3000))
    for name, limit in limits:
        if isinstance(thing.get(name), str):
            yield from string(thing[name], f"{at}/{name}", limit)
    if "value" in thing:
        yield from string(thing["value"], f"{at}/value", 2000)
    if "text" in thing:
        yield from text(thing["text"], f"{at}/text", 75, plain=True)
    if "placeholder" in thing:
        yield from text(thing["placeholder"], f"{at}/placeholder", 150, plain=True)
    if thing.get("style", "primary") not in ("primary", "danger"):
        yield complaint("must be one of primary, danger", f"{at}/style")
    most = {"max_length": 3000, "min_length": 3000, "max_files": 10}
    for name, limit in most.items():
        if name in thing and not 0 <= thing[name] <= limit:
            yield complaint(f"must be between 0 and {limit}", f"{at}/{name}")


def _choices(thing: dict[str, Any], at: str) -> Complaints:
    kind = thing["type"]
    if kind == "overflow":
        yield from options(thing.get("options"), f"{at}/options", 5, url=True)
    elif kind in ("checkboxes", "radio_buttons"):
        yield from options(thing.get("options"), f"{at}/options", 10, rich=True)
    elif kind in ("static_select", "multi_static_select"):
        if ("options" in thing) == ("option_groups" in thing):
            yield complaint("must provide either options or option_groups", at)
        elif "options" in thing:
            yield from options(thing["options"], f"{at}/options", 100)
        else:
            yield from groups(thing["option_groups"], f"{at}/option_groups")
    yield from _first(thing, at)


def _first(thing: dict[str, Any], at: str) -> Complaints:
    given = [thing["initial_option"]] if "initial_option" in thing else thing.get("initial_options", [])
    rich = thing["type"] in ("checkboxes", "radio_buttons")
    if "initial_options" in thing:
        yield from count(given, f"{at}/initial_options", 100)
    offered = all_options(thing)
    for chosen in given:
        yield from option(chosen, f"{at}/initial_option", rich=rich)
        if "external" not in thing["type"] and chosen not in offered:
            yield complaint("initial option must exactly match one of the options", at)


def _moments(thing: dict[str, Any], at: str) -> Complaints:
    for name, reads in (("initial_date", date.fromisoformat), ("initial_time", time.fromisoformat)):
        try:
            reads(thing.get(name, "2000-01-01" if name == "initial_date" else "00:00"))
        except (TypeError, ValueError):
            yield complaint("invalid format", f"{at}/{name}")


def all_options(thing: dict[str, Any]) -> list[dict[str, Any]]:
    """The options an element, or the answer to a typeahead, offers, without their groups."""
    grouped = [option for group in thing.get("option_groups") or [] for option in group["options"]]
    return list(thing.get("options") or []) + grouped
