"""How does the bot put a form or a Home tab in front of a person?"""

from typing import Any

from practice import described, limits
from practice.asked import Asked
from practice.refused import Refused
from practice.shapes import View
from practice.workspace import Workspace

Answer = dict[str, Any]
STACK = 3


def fields_of(workspace: Workspace, given: dict[str, Any], replaced: View | None = None) -> dict[str, Any]:
    """A view as the bot gave it, checked, as fields of View."""
    limits.view(given, "home" if given.get("type") == "home" else "modal")
    name = given.get("external_id", "")
    known = workspace.view(external_id=name) if name else None
    if known is not None and known is not replaced:
        raise Refused("duplicate_external_id")
    return {
        "type": given["type"],
        "blocks": given["blocks"],
        "callback_id": given.get("callback_id", ""),
        "title": given.get("title"),
        "submit": given.get("submit"),
        "close": given.get("close"),
        "private_metadata": given.get("private_metadata", ""),
        "external_id": name,
        "notify_on_close": bool(given.get("notify_on_close")),
        "clear_on_close": bool(given.get("clear_on_close")),
        "submit_disabled": bool(given.get("submit_disabled")),
    }


def push_for(workspace: Workspace, person: str, given: dict[str, Any]) -> View:
    """Puts one more modal in front of a person, of three at most."""
    if len(workspace.modals(person)) >= STACK:
        raise Refused("push_limit_reached")
    return workspace.push(person, fields_of(workspace, given))


def open_view(asked: Asked) -> Answer:
    """views.open; from inside a modal the new one comes on top."""
    given = _modal(asked)
    trigger = asked.tickets.exchange(asked.needed("trigger_id"))
    if not trigger.from_modal:
        asked.workspace.close(trigger.person)
    return _told(asked, push_for(asked.workspace, trigger.person, given))


def push(asked: Asked) -> Answer:
    """views.push."""
    given = _modal(asked)
    trigger = asked.tickets.exchange(asked.needed("trigger_id"))
    if not asked.workspace.modals(trigger.person):
        raise Refused("not_found")
    return _told(asked, push_for(asked.workspace, trigger.person, given))


def update(asked: Asked) -> Answer:
    """views.update, by `view_id` or `external_id`."""
    known = asked.workspace.view(asked.text("view_id"), asked.text("external_id"))
    if known is None:
        raise Refused("not_found")
    _unchanged(asked, known)
    given = asked.given("view", "invalid_arguments")
    limits.view(given, known.type)
    return _told(asked, asked.workspace.redraw(known, fields_of(asked.workspace, given, known)))


def publish(asked: Asked) -> Answer:
    """views.publish."""
    features = asked.workspace.app.manifest.get("features", {})
    if not features.get("app_home", {}).get("home_tab_enabled"):
        raise Refused("not_enabled")
    person = asked.person("user_id")
    given = asked.given("view", "invalid_arguments")
    limits.view(given, "home")
    known = asked.workspace.home(person.id)
    if known:
        _unchanged(asked, known)
    return _told(asked, asked.workspace.publish(person.id, fields_of(asked.workspace, given, known)))


def _modal(asked: Asked) -> dict[str, Any]:
    given: dict[str, Any] = asked.given("view", "invalid_arguments")
    limits.view(given, "modal")
    return given


def _unchanged(asked: Asked, known: View) -> None:
    if asked.text("hash") not in ("", known.hash):
        raise Refused("hash_conflict")


def _told(asked: Asked, shown: View) -> Answer:
    return {"view": described.view(asked.workspace, shown)}
