"""What is ticked: checkboxes and radio buttons."""

from typing import Any

from nicegui import events, ui

from practice.rooms.confirm import text_object
from practice.rooms.spot import Control


def checkboxes(control: Control) -> str:
    """Any number of the options."""
    ticked = {option["value"]: option for option in control.chosen or []}

    async def change(option: dict[str, Any], on: bool) -> None:
        if on:
            ticked[option["value"]] = option
        else:
            ticked.pop(option["value"], None)
        await control.change([one for one in control.element["options"] if one["value"] in ticked])

    return _group(control, "checkbox", set(ticked), change)


def radios(control: Control) -> str:
    """One of the options."""
    held = control.chosen

    async def change(option: dict[str, Any], _on: bool) -> None:
        await control.change(option)

    return _group(control, "radio", {held["value"]} if held else set(), change)


def _group(control: Control, kind: str, ticked: set[str], change: Any) -> str:
    with ui.element("div").classes("choices") as group:
        group.props(f"role={'radiogroup' if kind == 'radio' else 'group'}")
        group.props["aria-label"] = control.label
        for option in control.element["options"]:
            _choice(control, kind, option, option["value"] in ticked, change, group.html_id)
    return ""


def _choice(control: Control, kind: str, option: dict[str, Any], on: bool, change: Any, group: str) -> None:
    async def toggled(event: events.GenericEventArguments) -> None:
        await change(option, bool(event.args))

    with ui.element("label").classes("choice"):
        box = ui.element("input").props(f"type={kind} name={group}")
        box.props.set_bool("checked", on)
        box.on("change", toggled, js_handler="(e) => emit(e.target.checked)")
        with ui.element("span"):
            ui.html(text_object(option["text"], control.spot.reader), sanitize=False, tag="span")
            if option.get("description"):
                more = text_object(option["description"], control.spot.reader)
                ui.html(more, sanitize=False, tag="span").classes("hint")
