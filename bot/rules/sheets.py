"""How is a file read that should be lines with separators: in which letters, with which separator and headings?"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from bot.facts import ReadAs, SheetLine, Unreadable
from bot.rules.headings import LONGEST, columns_of
from bot.sheets import restored

SAMPLE, PIECE = 65_536, 1_048_576
SEPARATORS = (",", ";", "\t", "|")
LOOKED_AT = 20
MOST_COLUMNS, LONGEST_LINE = 100, 1_048_576
# How a workbook, a PDF, a picture or an archive begins; the first three are what spreadsheets save.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PK\x05\x06")
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is looked for where the letters are neither ASCII nor Unicode; the first is meant where several fit as well.
ENCODINGS = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac_roman", "shift_jis", "gb18030", "big5"]
# The column that says in a file of ours why a line comes back.
REASON = "reason"
CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b")) + b"\x7f"
A_CELL = re.compile(r"[^@\s]+@[^@\s]+\.\w+|\+?[\d\s().-]{7,}")
TOO_LONG = "This line cannot be read: a quotation mark is not closed, or a cell is longer than a page. Mend the cell."
NOT_LETTERS = "This line has letters that cannot be read. Save the file as CSV UTF-8."


class NotASheet(Exception):
    """Why a file cannot be read as lines of candidates."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Sheet:
    """A file that can be read: how, and its lines, one after the other; it is `open` as long as this is kept."""

    read_as: ReadAs
    lines: Iterator[SheetLine]
    open: io.TextIOBase


def opened(file: BinaryIO, encoding: str | None = None) -> Sheet:
    """Find out how a file is read, and begin to; raise `NotASheet` where it is no file of lines with headings.

    The file is gone through once for its letters, then line by line, so that it may be of any size.
    """
    encoding = encoding or encoding_of(file)
    file.seek(0)
    sample = codecs.getincrementaldecoder(encoding)(errors="replace").decode(file.read(SAMPLE))
    separator, skipped = _separator(sample)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    rows = _rows(csv.reader(_lines_of(text), delimiter=separator))
    for _ in range(skipped):
        next(rows, None)
    first = next(rows, None)
    if first is None or not any(first[0]):
        raise NotASheet(Unreadable.EMPTY)
    headings = tuple(cell.strip()[:LONGEST] for cell in first[0][:MOST_COLUMNS])
    if any(A_CELL.fullmatch(heading) for heading in headings):
        raise NotASheet(Unreadable.NO_HEADINGS)
    read_as = ReadAs(encoding, separator, headings, columns_of(headings))
    return Sheet(read_as, _lines(rows), text)


def own(headings: Sequence[str]) -> tuple[str, ...]:
    """Give the headings a file had before lines of it came back with the reason, however often they did."""
    kept = len(headings)
    while kept > 1 and headings[kept - 1] == REASON:
        kept -= 1
    return tuple(headings[:kept])


def encoding_of(file: BinaryIO) -> str:
    """Tell in which letters a file is written; raise `NotASheet` where it holds no text at all."""
    file.seek(0)
    head = file.read(SAMPLE)
    if not head.strip():
        raise NotASheet(Unreadable.EMPTY)
    if head.startswith(WORKBOOKS):
        raise NotASheet(Unreadable.WORKBOOK)
    marked = next((name for bom, name in BOMS if head.startswith(bom)), None)
    wide = None if marked else _wide(head)
    if not marked and not wide and len(head.translate(None, CONTROLS)) < len(head) * 0.99 - 2:
        raise NotASheet(Unreadable.NOT_TEXT)
    if head.startswith((b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html")):
        raise NotASheet(Unreadable.NOT_TEXT)
    return marked or wide or _narrow(file)


def _wide(head: bytes) -> str | None:
    """Tell UTF-16 without its mark: every other byte of plain letters is nought."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * 0.2 or min(even, odd) > len(head) * 0.02:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _narrow(file: BinaryIO) -> str:
    """Read a file to its end: UTF-8 if all of it is, else what the lines that are not ASCII look like."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    strange, is_utf8 = b"", True
    while piece := file.read(PIECE):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            is_utf8 = False
        if len(strange) < SAMPLE:
            strange += b"\n".join(line for line in piece.splitlines() if not line.isascii())[:SAMPLE]
        if not is_utf8 and len(strange) >= SAMPLE:
            break
    return "utf-8" if is_utf8 else _guessed(strange)


def _guessed(strange: bytes) -> str:
    from charset_normalizer import from_bytes  # loaded when first needed, for a quick start

    best = from_bytes(strange, cp_isolation=ENCODINGS, threshold=0.3).best()
    if best is None or "cp1252" in best.could_be_from_charset:
        return "cp1252"
    return best.encoding


def _separator(sample: str) -> tuple[str, int]:
    """Tell which sign stands between the cells, and how many lines say so themselves, as `sep=;` does."""
    said = re.match(r"sep=(.)\r?\n", sample.lstrip("\ufeff"))
    if said:
        return said.group(1), 1
    return max(SEPARATORS, key=lambda each: _fits(sample, each)), 0


def _fits(sample: str, separator: str) -> tuple[int, int, int]:
    """Weigh a separator: by the headings it makes known, by the lines that are as long as those, by their number."""
    rows = [row for row, _ in islice(_rows(csv.reader(io.StringIO(sample), delimiter=separator)), LOOKED_AT)]
    if not rows:
        return 0, 0, 0
    width = len(rows[0])
    known = sum(column is not None for column in columns_of(rows[0][:MOST_COLUMNS]))
    return known, sum(len(row) == width for row in rows) if width > 1 else 0, width


def _lines_of(text: io.TextIOBase) -> Iterator[str]:
    """Go through a text line by line; of one that is endless only the beginning is kept."""
    while line := text.readline(LONGEST_LINE):
        yield line
        while len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            line = text.readline(LONGEST_LINE)


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[Sequence[str], str | None]]:
    """Go through the rows that are not empty; one that cannot be read says why, and the next one is read.

    What we or another careful program wrote so that a spreadsheet does not run it is read as it was before.
    """
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ("",), TOO_LONG
            continue
        if any(cell.strip() for cell in row):
            yield list(map(restored, row)), NOT_LETTERS if any("\ufffd" in cell for cell in row) else None


def _lines(rows: Iterator[tuple[Sequence[str], str | None]]) -> Iterator[SheetLine]:
    for number, (cells, broken) in enumerate(rows, 1):
        yield SheetLine(number, tuple(cells), broken)
