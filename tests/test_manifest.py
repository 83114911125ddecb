"""Would Slack take both manifests, and do they ask for no more than we use?"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SOCKET, HTTP = "manifest.yml", "manifest.http.yml"
ADDRESS = "https://rapport.example.com/slack/events"

SCOPES = {"chat:write", "commands", "files:read", "files:write", "groups:read", "im:history", "im:write", "users:read"}
EVENTS = {"app_home_opened", "app_uninstalled", "message.im", "tokens_revoked", "user_change"}

Rule = Callable[[Any], bool]


def text(shortest: int, longest: int, pattern: str = "") -> Rule:
    return lambda value: isinstance(value, str) and shortest <= len(value) <= longest and bool(re.match(pattern, value))


def one_of(*allowed: object) -> Rule:
    return lambda value: any(value is one or value == one for one in allowed)


def from_list(allowed: set[str]) -> Rule:
    return lambda value: isinstance(value, list) and set(value) <= allowed and len(set(value)) == len(value)


def count(fewest: int, most: int) -> Rule:
    return lambda number: isinstance(number, int) and fewest <= number <= most


FLAG, URL = one_of(True, False), text(1, 3000, r"https://")

# Where in the manifest: what Slack takes there, and whether it must be there. Any other place is refused.
RULES: dict[str, tuple[Rule, bool]] = {
    "display_information.name": (text(1, 35), True),
    "display_information.description": (text(1, 140), True),
    "display_information.long_description": (text(175, 4000), True),
    "display_information.background_color": (text(4, 7, r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"), True),
    "features.app_home.home_tab_enabled": (one_of(True), True),
    "features.app_home.messages_tab_enabled": (one_of(True), True),
    "features.app_home.messages_tab_read_only_enabled": (one_of(False), True),
    "features.bot_user.display_name": (text(1, 80), True),
    "features.bot_user.always_online": (FLAG, False),
    "features.slash_commands": (count(1, 50), True),
    "features.slash_commands.*.command": (text(2, 32, r"/[a-z]+$"), True),
    "features.slash_commands.*.url": (URL, False),
    "features.slash_commands.*.description": (text(1, 2000), True),
    "features.slash_commands.*.usage_hint": (text(1, 1000), True),
    "features.slash_commands.*.should_escape": (one_of(False), True),
    "features.shortcuts": (count(1, 10), True),
    "features.shortcuts.*.name": (text(1, 24), True),
    "features.shortcuts.*.type": (one_of("global", "message"), True),
    "features.shortcuts.*.callback_id": (text(1, 255), True),
    "features.shortcuts.*.description": (text(1, 150), True),
    "oauth_config.scopes.bot": (from_list(SCOPES), True),
    "settings.interactivity.is_enabled": (one_of(True), True),
    "settings.interactivity.request_url": (URL, False),
    "settings.interactivity.message_menu_options_url": (URL, False),
    "settings.event_subscriptions.request_url": (URL, False),
    "settings.event_subscriptions.bot_events": (from_list(EVENTS), True),
    "settings.org_deploy_enabled": (FLAG, True),
    "settings.socket_mode_enabled": (FLAG, True),
    "settings.token_rotation_enabled": (one_of(False), True),
}
ONLY_BY_HTTP = {place for place in RULES if place.endswith("url")}


@pytest.mark.parametrize("name", [SOCKET, HTTP])
def test_slack_would_take_the_manifest(name):
    assert refused(read(name)) == []


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("display_information.name", "R" * 36, "display_information.name"),
        ("display_information.long_description", "Too short", "display_information.long_description"),
        ("display_information.background_color", "teal", "display_information.background_color"),
        ("display_information.colour", "#fff", "display_information.colour"),
        ("features.shortcuts.0.name", "Log a touch with a person", "features.shortcuts.*.name"),
        ("features.shortcuts.0.type", "everywhere", "features.shortcuts.*.type"),
        ("features.slash_commands.1.command", "candidate", "features.slash_commands.*.command"),
        ("features.slash_commands.1", {"command": "/candidate"}, "features.slash_commands.*.description"),
        ("features.slash_commands", [], "features.slash_commands"),
        ("oauth_config.scopes.bot", ["chat:write", "comands"], "oauth_config.scopes.bot"),
        ("oauth_config.scopes.bot", ["commands", "channels:history"], "oauth_config.scopes.bot"),
        (
            "settings.event_subscriptions.bot_events",
            ["app_home_open"],
            "settings.event_subscriptions.bot_events",
        ),
        (
            "settings.event_subscriptions.bot_events",
            ["message.channels"],
            "settings.event_subscriptions.bot_events",
        ),
        ("settings.interactivity", {}, "settings.interactivity.is_enabled"),
    ],
)
def test_a_mistake_in_the_manifest_is_noticed(path, value, place):
    manifest = deepcopy(read(SOCKET))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part: Any = manifest
    for step in way:
        part = part[step]
    part[last] = value
    assert place in refused(manifest)


def test_both_manifests_are_the_same_but_for_the_transport():
    differing = {place for place, value in places(read(HTTP)) if (place, value) not in list(places(read(SOCKET)))}
    assert differing == {"settings.socket_mode_enabled", *ONLY_BY_HTTP}
    assert {value for place, value in places(read(HTTP)) if place in ONLY_BY_HTTP} == {ADDRESS}
    assert not {place for place, _ in places(read(SOCKET))} & ONLY_BY_HTTP


@pytest.mark.parametrize(("named", "how_many"), [("command", 5), ("callback_id", 4)])
def test_no_name_is_given_twice(named, how_many):
    features = read(SOCKET)["features"]
    names = [entry[named] for entry in features["slash_commands"] + features["shortcuts"] if named in entry]
    assert len(names) == len(set(names)) == how_many


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


def refused(manifest: Any) -> list[str]:
    """The places that Slack would refuse: unknown, missing, or holding what it does not take."""
    found = list(places(manifest))
    wrong = {place for place, value in found if place not in RULES or not RULES[place][0](value)}
    missing = {place for place, (_, needed) in RULES.items() if needed and not all(present(manifest, place))}
    return sorted(wrong | missing)


def places(part: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its place. For a list of entries: how many, then each, all under one place."""
    entries = isinstance(part, list) and all(isinstance(entry, dict) for entry in part)
    if not isinstance(part, dict) and not entries:
        yield place, part
    elif entries:
        yield place, len(part)
        for entry in part:
            yield from places(entry, f"{place}.*")
    else:
        for key, value in part.items():
            yield from places(value, f"{place}.{key}".lstrip("."))


def present(part: Any, place: str) -> Iterator[bool]:
    step, _, rest = place.partition(".")
    for entry in part if step == "*" else [part]:
        inner = entry if step == "*" else entry.get(step)
        yield inner is not None and (not rest or all(present(inner, rest)))
