"""How is a file handed in?"""

from typing import Any

from nicegui import events, ui

from practice.rooms.spot import Control

LARGEST = 10_000_000  # bytes, as in Slack


def file_input(control: Control) -> str:
    """One or more files, uploaded as soon as they are chosen."""
    most = int(control.element.get("max_files", 10))
    held: list[dict[str, Any]] = list(control.chosen or [])

    async def uploaded(event: events.UploadEventArguments) -> None:
        held.append(control.spot.desk.seat.attaches(event.file.name, await event.file.read()))
        await control.change(list(held))

    box = ui.upload(
        label="Choose a file" if most == 1 else f"Choose up to {most} files",
        multiple=most > 1,
        max_files=most,
        max_file_size=LARGEST,
        auto_upload=True,
        on_upload=uploaded,
        on_rejected=lambda: ui.notify("That file cannot be taken: too large, or of another type.", type="warning"),
    ).classes("files")
    box.props("flat bordered")
    kinds = ",".join(f".{kind}" for kind in control.element.get("filetypes", []))
    if kinds:
        box.props["accept"] = kinds
    box.props["aria-label"] = control.label
    return ""
