"""Is the person sure?"""

from typing import Any

from nicegui import ui

from practice.rooms.reader import Reader
from practice.rooms.text import mrkdwn, plain


def text_object(text: dict[str, Any] | None, reader: Reader) -> str:
    """A text object as HTML, whether plain_text or mrkdwn."""
    if not text:
        return ""
    if text["type"] == "mrkdwn":
        return mrkdwn(text["text"], reader, bool(text.get("verbatim")))
    return plain(text["text"], text.get("emoji", True))


async def confirmed(confirm: dict[str, Any], reader: Reader) -> bool:
    """Asks with Slack's confirm object; True once the person agrees."""
    title = confirm["title"]["text"]
    with ui.dialog().props("transition-duration=0") as dialog, ui.element("div").classes("sheet confirm"):
        dialog.props["aria-label"] = title
        dialog.props["role"] = "alertdialog"
        ui.html(plain(title), sanitize=False, tag="h2").classes("sheet-title")
        ui.html(text_object(confirm["text"], reader), sanitize=False).classes("prose sheet-body")
        with ui.element("div").classes("sheet-foot"):
            choice(confirm["deny"]["text"], "quiet", lambda: dialog.submit(False))
            style = "danger" if confirm.get("style") == "danger" else "primary"
            choice(confirm["confirm"]["text"], style, lambda: dialog.submit(True))
    agreed = bool(await dialog)
    dialog.delete()
    return agreed


def choice(label: str, style: str, chosen: Any) -> ui.element:
    """A button at the foot of a dialog."""
    with ui.element("button").props("type=button").classes(f"button {style}").on("click", chosen) as button:
        ui.html(plain(label), sanitize=False, tag="span")
    return button
