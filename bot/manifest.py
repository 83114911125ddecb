"""Does the app's manifest name what the bot listens to?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

import handlers

ROOT = Path(__file__).parent.parent


def read(name: str = "manifest.yml") -> dict[str, Any]:
    """Read one of our manifests."""
    found: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return found


def differences(name: str) -> list[str]:
    """List in words where a manifest and the listeners differ; none where they agree."""
    try:
        features = read(name)["features"]
        settings = read(name)["settings"]
    except FileNotFoundError:
        return ["is missing: take it from the release you run"]
    named = {
        "commands": {each["command"] for each in features["slash_commands"]},
        "shortcuts": {each["callback_id"] for each in features["shortcuts"]},
        "events": set(settings["event_subscriptions"]["bot_events"]),
    }
    heard = handlers.listeners.listened_to()
    lacking = [f"lacks {each} among its {part}" for part in named for each in sorted(heard[part] - named[part])]
    unheard = [f"names {each}, which nobody hears" for part in named for each in sorted(named[part] - heard[part])]
    return lacking + unheard
