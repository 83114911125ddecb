"""Which control is drawn for which element of Block Kit?"""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from practice.rooms import buttons, choices, files, lists, typed
from practice.rooms.spot import Control, Spot
from practice.shapes import Block


def draw(spot: Spot, block: Block, element: dict[str, Any], label: str = "") -> str:
    """Draws one element; returns the id its <label> names, or "" when it is named otherwise."""
    name = label or element.get("placeholder", {}).get("text") or element["type"].replace("_", " ")
    return CONTROLS.get(element["type"], _unknown)(Control(spot, block, element, name)) or ""


def _unknown(control: Control) -> None:
    ui.label(f"[{control.element['type']}]").classes("soft")


CONTROLS: dict[str, Callable[[Control], str | None]] = {
    "button": buttons.button,
    "workflow_button": buttons.button,
    "icon_button": buttons.icon_button,
    "feedback_buttons": buttons.feedback,
    "overflow": buttons.overflow,
    "static_select": lists.fixed,
    "multi_static_select": lists.fixed,
    "external_select": lists.external,
    "multi_external_select": lists.external,
    "users_select": lists.people,
    "multi_users_select": lists.people,
    "conversations_select": lists.channels,
    "multi_conversations_select": lists.channels,
    "channels_select": lists.channels,
    "multi_channels_select": lists.channels,
    "checkboxes": choices.checkboxes,
    "radio_buttons": choices.radios,
    "plain_text_input": typed.text,
    "email_text_input": typed.text,
    "url_text_input": typed.text,
    "number_input": typed.text,
    "datepicker": typed.day,
    "timepicker": typed.time,
    "datetimepicker": typed.moment,
    "file_input": files.file_input,
}
