"""How do Slack's native tables read, as HTML?"""

from html import escape
from typing import Any

from practice.rooms.reader import Reader
from practice.rooms.rich import rich_text


def table(block: dict[str, Any], reader: Reader) -> str:
    """A `table` block: its first row is the head, each column aligned and wrapped as it asks."""
    settings = [setting or {} for setting in block.get("column_settings") or []]
    settings += [{}] * max(len(row) for row in block["rows"])
    return _drawn(block["rows"], reader, [_side(setting) for setting in settings])


def data_table(block: dict[str, Any], reader: Reader, page: int = 0) -> str:
    """One page of a `data_table` block: caption, head, numbers to the right, one column that names its row."""
    head, *rows = block["rows"]
    size = page_size(block)
    shown = rows[page * size : (page + 1) * size]
    sides = ["right" if cell.get("type") == "raw_number" else "left" for cell in (rows or [head])[0]]
    return _drawn([head, *shown], reader, sides, block["caption"], int(block.get("row_header_column_index", 0)))


def page_size(block: dict[str, Any]) -> int:
    """How many rows of a data table are shown at once."""
    return int(block.get("page_size", 5))


def pages(block: dict[str, Any]) -> int:
    """How many pages a data table has."""
    return max(1, -(-(len(block["rows"]) - 1) // page_size(block)))


def _drawn(rows: list[Any], reader: Reader, sides: list[str], caption: str = "", names_row: int | None = None) -> str:
    head, *body = rows
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    lines = "".join(_row(row, reader, sides, names_row) for row in body)
    top = "".join(_cell("th scope=col", cell, reader, sides[at]) for at, cell in enumerate(head))
    return f"<table>{title}<thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _row(row: list[Any], reader: Reader, sides: list[str], names_row: int | None) -> str:
    cells = (_cell("th scope=row" if at == names_row else "td", cell, reader, sides[at]) for at, cell in enumerate(row))
    return f"<tr>{''.join(cells)}</tr>"


def _side(setting: dict[str, Any]) -> str:
    side = setting.get("align")
    aligned = side if side in ("left", "center", "right") else "left"
    return aligned if setting.get("is_wrapped") else f"{aligned} unwrapped"


def _cell(tag: str, cell: dict[str, Any], reader: Reader, side: str) -> str:
    if cell.get("type") == "rich_text":
        inside = rich_text(cell, reader)
    else:
        inside = escape(str(cell.get("text", cell.get("value", ""))))
    return f'<{tag} class="{side}">{inside}</{tag.split()[0]}>'
