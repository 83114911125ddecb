"""How is a row on the page left alone while it stays the same?"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from nicegui import ui


@dataclass(frozen=True)
class Row:
    """One row: `key` says which, `mark` what it shows; it is drawn again only when its mark differs."""

    key: str
    mark: Hashable
    draw: Callable[[], None]


class Strip:
    """Rows in a container, in order, each kept with its focus and typed text until it changes."""

    def __init__(self, row_classes: str = "") -> None:
        self.box = ui.element("div")
        self._row_classes = row_classes
        self._shown: dict[str, tuple[Hashable, ui.element]] = {}

    def show(self, rows: Sequence[Row]) -> None:
        """Draws what is new or changed, and takes away what is gone."""
        wanted = {row.key for row in rows}
        for key in self._shown.keys() - wanted:
            self._shown.pop(key)[1].delete()
        for place, row in enumerate(rows):
            self._put(row, place)

    def _put(self, row: Row, place: int) -> None:
        mark, element = self._shown.get(row.key, (None, None))
        if element is None:
            with self.box:
                element = ui.element("div").classes(self._row_classes)
            element.move(target_index=place)
        elif mark == row.mark:
            return
        else:
            element.clear()
        self._shown[row.key] = (row.mark, element)
        with element:
            row.draw()
