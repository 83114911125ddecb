"""Which files go with the next message?"""

from typing import Any

from nicegui import ui

from practice.rooms.desk import Desk
from practice.rooms.files import CLIP, IN_A_MESSAGE, draw_files, uploader

# a place shows that it takes files for as long as some are held above it
HELD = """(e) => {
  if (![...e.dataTransfer.types].includes('Files')) return;
  e.preventDefault();
  e.currentTarget.classList.add('taking');
}"""
GONE = "(e) => { if (!e.currentTarget.contains(e.relatedTarget)) e.currentTarget.classList.remove('taking'); }"
DROPPED = """(e) => {{
  e.currentTarget.classList.remove('taking');
  if (!e.dataTransfer.files.length) return;
  e.preventDefault();
  getElement({uploader}).$refs.qRef.addFiles(e.dataTransfer.files);
}}"""


class Attachments:
    """The files chosen so far, shown above the line, and the paper clip that chooses more."""

    def __init__(self, desk: Desk, strip: ui.element) -> None:
        self._files: list[dict[str, Any]] = []
        self._strip = strip
        self._clip = uploader(desk, CLIP, self._put, True, IN_A_MESSAGE).classes("clip")
        self._draw()

    def takes_drops_on(self, place: ui.element) -> None:
        """Lets files be dropped anywhere on a place."""
        place.on("dragover", js_handler=HELD)
        place.on("dragleave", js_handler=GONE)
        place.on("drop", js_handler=DROPPED.format(uploader=self._clip.id))

    def taken(self) -> list[str]:
        """Takes the files that are to be sent, by id, and leaves none."""
        ids = [str(file["id"]) for file in self._files]
        self._files.clear()
        self._draw()
        return ids

    async def _put(self, file: dict[str, Any]) -> None:
        self._files.append(file)
        self._draw()

    async def _taken_out(self, file: dict[str, Any]) -> None:
        self._files.remove(file)
        self._draw()

    def _draw(self) -> None:
        draw_files(self._strip, self._files, self._taken_out)
        self._strip.set_visibility(bool(self._files))
