"""How is a file handed in, shown, and taken out again?"""

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import events, ui

from practice.rooms.desk import Desk
from practice.rooms.spot import Control
from practice.shapes import File

# bytes, as in Slack
IN_A_FORM, IN_A_MESSAGE = 10_000_000, 1_000_000_000
REFUSED = "That file cannot be taken: it is too large, or of another kind."

Uploaded = Callable[[dict[str, Any]], Awaitable[None]]
PLACE = """
<div class="drop">
  <button type="button" class="drop-words" :disabled="!props.canAddFiles" @click="props.pickFiles">
    <i class="q-icon notranslate material-icons" aria-hidden="true">upload_file</i>
    <span>{words}</span>
  </button>
  <q-uploader-add-trigger />
</div>
"""
CLIP = """
<div class="drop">
  <button type="button" class="icon-button" aria-label="Attach a file" @click="props.pickFiles">
    <i class="q-icon notranslate material-icons" aria-hidden="true">attach_file</i>
  </button>
  <q-uploader-add-trigger />
</div>
"""


def file_input(control: Control) -> str:
    """One or more files, uploaded as soon as they are chosen or dropped; the newest stay."""
    most = int(control.element.get("max_files", 10))
    held: list[dict[str, Any]] = list(control.chosen or [])

    async def put(file: dict[str, Any]) -> None:
        held[:] = [*held, file][-most:]
        await changed()

    async def taken_out(file: dict[str, Any]) -> None:
        held.remove(file)
        await changed()

    async def changed() -> None:
        await control.change(list(held))
        if not shown.is_deleted:
            draw_files(shown, held, taken_out)

    words = "Choose a file, or drop it here" if most == 1 else f"Choose up to {most} files, or drop them here"
    box = uploader(control.spot.desk, PLACE.format(words=words), put, most > 1, IN_A_FORM).classes("files")
    kinds = ",".join(f".{kind}" for kind in control.element.get("filetypes", []))
    if kinds:
        box.props["accept"] = kinds
    box.props("role=group")
    box.props["aria-label"] = control.label
    shown = ui.element("div").classes("chosen-files")
    draw_files(shown, held, taken_out)
    return ""


def uploader(desk: Desk, face: str, uploaded: Uploaded, many: bool, largest: int) -> ui.upload:
    """Where files are chosen and dropped: `face` is what it looks like, `uploaded` hears of each."""

    async def received(event: events.UploadEventArguments) -> None:
        await uploaded(desk.seat.attaches(event.file.name, await event.file.read()))

    def refused() -> None:
        ui.notify(REFUSED, type="warning")

    box = ui.upload(multiple=many, max_file_size=largest, auto_upload=True, on_upload=received, on_rejected=refused)
    box.add_slot("header", face)
    box.add_slot("list", "<span></span>")
    # what has arrived is drawn by us, and must not keep the next file out
    box.on("uploaded", js_handler=f"() => getElement({box.id}).$refs.qRef.removeUploadedFiles()")
    return box.props("flat")


def draw_files(box: ui.element, files: list[dict[str, Any]], taken_out: Callable[[dict[str, Any]], Any]) -> None:
    """Draws the files that wait to be sent, each with a cross; `files` are as Slack tells of them."""
    box.clear()
    with box:
        for file in files:
            with ui.element("div").classes("chosen-file"):
                _words(str(file["name"]), int(file["size"]))
                with ui.element("button").props("type=button").classes("icon-button") as cross:
                    cross.props["aria-label"] = f"Take {file['name']} out"
                    ui.icon("close")
                cross.on("click", lambda file=file: taken_out(file))


def draw_file(file: File) -> None:
    """Draws a file that was sent; a press downloads it."""
    with ui.element("button").props("type=button").classes("attachment") as drawn:
        drawn.props["aria-label"] = f"Download {file.title or file.name}"
        _words(file.title or file.name, len(file.content))
        ui.icon("download")
    drawn.on("click", lambda: ui.download.content(file.content, file.name))


def _words(name: str, size: int) -> None:
    ui.icon("description")
    with ui.element("div").classes("file-words"):
        ui.label(name).classes("file-name")
        ui.label(measured(size)).classes("soft small")


def measured(size: int) -> str:
    """How large a file is, as people say it."""
    for unit, least in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= least:
            return f"{size / least:.1f} {unit}"
    return f"{size} byte{'' if size == 1 else 's'}"
