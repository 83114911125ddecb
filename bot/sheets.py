"""How is a table written so that every spreadsheet opens it rightly, and runs nothing that stands in it?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# So that spreadsheets read the file as UTF-8.
BOM = "\ufeff"
# What makes a spreadsheet take a cell for a formula, also in full width; and what it skips on the way there.
_RISKY = frozenset("=+-@\t\r\n＝＋－＠")
_SKIPPED = "\"' \u00a0\u3000\ufeff\u200b"
_HARMLESS = "'"


def harmless(cell: str) -> str:
    """Write a cell so that it stays letters: one that a spreadsheet might run gets an apostrophe before it."""
    cell = cell.replace("\0", "")
    risky = cell[:1] in _RISKY or cell.lstrip(_SKIPPED)[:1] in _RISKY
    return f"{_HARMLESS}{cell}" if risky or cell.startswith(_HARMLESS) else cell


def restored(cell: str) -> str:
    """Read a cell back as it was before `harmless` wrote it; other cells stay as they are."""
    inner = cell.removeprefix(_HARMLESS)
    return inner if inner != cell and harmless(inner) == cell else cell


def head(headings: Sequence[str]) -> bytes:
    """Write how a file begins: the mark of UTF-8, and the headings."""
    return (BOM + _written([headings])).encode()


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of a table, every cell in quotes and harmless, every line ended as spreadsheets do."""
    return _written(rows).encode()


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()
