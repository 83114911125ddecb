"""What is typed: texts, numbers, addresses, days and times."""

from datetime import datetime

from nicegui import ui

from practice.rooms.spot import Control

TYPES = {"email_text_input": "email", "url_text_input": "url", "number_input": "text"}
HINTS = {"email_text_input": "name@example.com", "url_text_input": "https://"}


def text(control: Control) -> str:
    """One line, or several where the form asks for it."""
    element = control.element
    kind = ui.textarea if element.get("multiline") else ui.input
    box = kind(
        value=control.chosen or "",
        placeholder=control.placeholder or HINTS.get(element["type"], ""),
        on_change=lambda event: control.keep(event.value or None),
    ).classes("typed")
    box.props(
        f"outlined dense type={TYPES.get(element['type'], 'text')}"
        if not element.get("multiline")
        else "outlined autogrow"
    )
    if element["type"] == "number_input":
        box.props(f"inputmode={'decimal' if element.get('is_decimal_allowed') else 'numeric'}")
    if element.get("max_length"):
        box.props(f"maxlength={int(element['max_length'])}")
    if element.get("focus_on_load"):
        box.props("autofocus")
    _tells_the_bot(control, box)
    return box.html_id


def _tells_the_bot(control: Control, box: ui.input) -> None:
    """An input that dispatches tells the bot on Enter, or with each letter where it asks for that."""
    if not control.block.get("dispatch_action"):
        return
    wanted = control.element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])

    async def tell() -> None:
        await control.change(box.value or None)

    if "on_enter_pressed" in wanted:
        box.on("keydown.enter", tell)
    if "on_character_entered" in wanted:
        box.on("update:value", tell, throttle=0.3, leading_events=False)


def day(control: Control) -> str:
    """A date, as 2026-12-24."""
    return _native(control, "date", str(control.chosen or ""))


def time(control: Control) -> str:
    """A time of day, as 08:30."""
    return _native(control, "time", str(control.chosen or ""))


def moment(control: Control) -> str:
    """A date and time in the person's zone, kept as seconds since 1970."""
    zone = control.spot.reader.zone
    held = control.chosen
    shown = f"{datetime.fromtimestamp(held, zone):%Y-%m-%dT%H:%M}" if held else ""

    async def change(value: str) -> None:
        seconds = int(datetime.fromisoformat(value).replace(tzinfo=zone).timestamp()) if value else None
        await control.change(seconds)

    box = ui.input(value=shown, on_change=lambda event: change(event.value)).classes("typed")
    return box.props("outlined dense type=datetime-local").html_id


def _native(control: Control, kind: str, shown: str) -> str:
    async def change(value: str | None) -> None:
        await control.change(value or None)

    box = ui.input(value=shown, on_change=lambda event: change(event.value)).classes("typed")
    box.props(f"outlined dense type={kind}").props["aria-label"] = control.label
    return box.html_id
