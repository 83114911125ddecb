"""Is a table safe to open in a spreadsheet, and the same when it is read back?"""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import sheets

RISKY = [
    "=1+1",
    "+351",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    '"=1',
    "' =1",
    "  =1",
    "\u00a0@x",
]


@pytest.mark.parametrize("cell", RISKY)
def test_what_a_spreadsheet_might_run_becomes_letters(cell):
    assert sheets.harmless(cell) == f"'{cell}"
    assert sheets.restored(f"'{cell}") == cell


@pytest.mark.parametrize("cell", ["", "Ana", "a=b", "1+1", "ana@example.com", "O'Neill", "« x »"])
def test_other_cells_stay(cell):
    assert sheets.harmless(cell) == cell
    assert sheets.restored(cell) == cell


def test_an_apostrophe_of_another_program_stays():
    assert sheets.restored("'tis") == "'tis"


def test_a_nought_that_spreadsheets_end_at_is_left_out():
    assert sheets.harmless("a\0b\0=1") == "ab=1"
    assert sheets.harmless("\0=1") == "'=1"


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2), min_size=1
    )
)
def test_every_table_comes_back(rows):
    read = csv.reader(io.StringIO(sheets.lines(rows).decode(), newline=""))
    assert [[sheets.restored(cell) for cell in row] for row in read] == rows


def test_it_begins_as_spreadsheets_want_it_and_each_line_ends_so():
    assert sheets.head(["Name", "E-mail"]) == b'\xef\xbb\xbf"Name","E-mail"\r\n'
    assert sheets.lines([["Zoë", 'a"b']]) == '"Zoë","a""b"\r\n'.encode()
