"""What is pressed: buttons, links, and the menu behind three dots."""

from typing import Any

from nicegui import ui

from practice.rooms.emoji import with_pictures
from practice.rooms.spot import Control
from practice.rooms.text import plain

LOOKS = {"primary": "primary", "danger": "danger"}


def button(control: Control) -> None:
    """A button, or a link that looks like one and tells the bot too."""
    element = control.element
    url = element.get("url")
    with ui.element("a" if url else "button").classes("button") as drawn:
        ui.html(plain(element["text"]["text"]), sanitize=False, tag="span")
    drawn.classes(LOOKS.get(element.get("style", ""), "plain"))
    if url:
        drawn.props["href"] = url
        drawn.props('target="_blank" rel="noopener noreferrer"')
    else:
        drawn.props("type=button")
    if element.get("accessibility_label"):
        drawn.props["aria-label"] = element["accessibility_label"]

    async def pressed() -> None:
        if not await control.agreed():
            return
        drawn.classes("busy").props("aria-busy=true")
        await control.tell()
        if not drawn.is_deleted:
            drawn.classes(remove="busy").props(remove="aria-busy")

    drawn.on("click", pressed)


def overflow(control: Control) -> None:
    """Three dots that open a short menu."""
    with ui.element("button").classes("button plain dots") as dots:
        dots.props('type=button aria-label="More actions" aria-haspopup=menu')
        ui.icon("more_horiz")
        with ui.menu().props("auto-close").classes("picks"):
            for option in control.element["options"]:
                _entry(control, option)


def _entry(control: Control, option: dict[str, Any]) -> None:
    async def chosen() -> None:
        if option.get("url"):
            ui.navigate.to(option["url"], new_tab=True)
        if await control.agreed():
            await control.tell(option)

    ui.menu_item(with_pictures(option["text"]["text"]), on_click=chosen).props("role=menuitem")


def icon_button(control: Control) -> None:
    """A small picture to press."""
    words = control.element.get("text") or {"text": control.element.get("icon", "")}
    button(Control(control.spot, control.block, {**control.element, "text": words}, control.label))


def feedback(control: Control) -> None:
    """Two buttons: this was good, this was not."""
    for side in ("positive_button", "negative_button"):
        one = {**control.element, **control.element[side], "action_id": control.element["action_id"]}
        button(Control(control.spot, control.block, one, control.label))
