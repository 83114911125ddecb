"""Is a file of lines read rightly, in whatever letters, with whatever separators, and refused where it is none?"""

import io
import tracemalloc
from itertools import chain, repeat

import pytest

from bot.facts import Field, Unreadable
from bot.rules import sheets
from bot.rules.headings import LONGEST
from bot.rules.sheets import NotASheet

NAMES = "Name;E-mail;Ort\nZoë Müller;zoe@example.com;Köln\nJosé Álvarez;jose@example.com;Cádiz\n"
POLISH = (
    "Imię i nazwisko;E-mail\nŁukasz Żółć;l@example.com\nŚwiętosława Gęś;s@example.com\nMałgorzata Dąbrowska;m@x.pl\n"
)
RUSSIAN = "Name;E-mail\nАнна Петрова;a@example.com\nИван Сидоров;i@example.com\nСергей Королёв;s@example.com\n"


def read(content: bytes):
    sheet = sheets.opened(io.BytesIO(content))
    return sheet.read_as, [line.cells for line in sheet.lines]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_western_letters_are_read_in_every_encoding(encoding):
    _, rows = read(NAMES.encode(encoding))
    assert rows == [("Zoë Müller", "zoe@example.com", "Köln"), ("José Álvarez", "jose@example.com", "Cádiz")]


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (RUSSIAN, "cp1251")])
def test_other_letters_are_told_by_what_is_written(text, encoding):
    read_as, rows = read(text.encode(encoding))
    assert read_as.encoding == encoding
    assert rows[0][0] == text.splitlines()[1].split(";")[0]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Name,E-mail\nAna Silva,ana@example.com\n", ","),
        ("Name;E-mail\nAna Silva;ana@example.com\n", ";"),
        ("Name\tE-mail\nAna Silva\tana@example.com\n", "\t"),
        ("Name|E-mail\nAna Silva|ana@example.com\n", "|"),
        ("sep=;\nName;E-mail\nAna Silva;ana@example.com\n", ";"),
        ('Name;E-mail\r\n"Silva, Ana";ana@example.com\r\n', ";"),
        ("Name\nAna Silva\n", ","),
        ("\n\nName,E-mail\rAna Silva,ana@example.com\r", ","),
    ],
)
def test_the_separator_is_recognised(text, separator):
    read_as, rows = read(text.encode())
    assert read_as.separator == separator
    assert read_as.headings[0] == "Name"
    assert len(rows) == 1


def test_quotes_hold_separators_and_line_ends_and_blank_lines_are_no_lines():
    _, rows = read(b'Name,Notes\n"Silva, Ana","says ""hi""\nand more"\n,\n\nBob Lee,\n')
    assert rows == [("Silva, Ana", 'says "hi"\nand more'), ("Bob Lee", "")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", Unreadable.EMPTY, id="empty"),
        pytest.param(b" \r\n\r\n", Unreadable.EMPTY, id="blank"),
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", Unreadable.WORKBOOK, id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable.WORKBOOK, id="xls"),
        pytest.param(b"%PDF-1.7\n1 0 obj", Unreadable.NOT_TEXT, id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, Unreadable.NOT_TEXT, id="picture"),
        pytest.param(b"<!DOCTYPE html><html></html>", Unreadable.NOT_TEXT, id="a page"),
        pytest.param(b"Ana Silva,ana@example.com\n", Unreadable.NO_HEADINGS, id="no headings"),
        pytest.param(b"Ana Silva;+351 912 345 678\n", Unreadable.NO_HEADINGS, id="no headings, a phone"),
    ],
)
def test_what_is_no_sheet_says_what_it_is(content, why):
    with pytest.raises(NotASheet) as refused:
        read(content)
    assert refused.value.why is why


def test_a_stray_nought_is_no_reason_to_refuse_a_file():
    _, rows = read(b"Name,E-mail\n" + b"Ana Silva,ana@example.com\n" * 50 + b"Bob\x00 Lee,bob@example.com\n")
    assert len(rows) == 51


def test_a_line_that_cannot_be_read_says_why_and_the_next_is_read():
    sheet = sheets.opened(io.BytesIO(b"Name,Notes\nAna Silva," + b"x" * 140_000 + b"\nBob Lee,\n"))
    lines = list(sheet.lines)
    assert [line.broken for line in lines] == [sheets.TOO_LONG, None]
    assert lines[-1].cells == ("Bob Lee", "")


def test_letters_that_are_wrong_late_in_a_file_are_found():
    late = b"Name,E-mail\n" + b"Ana Silva,ana@example.com\n" * 60_000 + "Zoë Brandt,zoe@example.com\n".encode("cp1252")
    read_as, rows = read(late)
    assert (read_as.encoding, rows[-1][0]) == ("cp1252", "Zoë Brandt")


class Endless(io.RawIOBase):
    """A file that is made while it is read: a heading, then one piece again and again; it can be gone through anew."""

    def __init__(self, heading: bytes, piece: bytes, size: int) -> None:
        self._heading, self._piece, self._size = heading, piece, size
        self.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, to: int, whence: int = 0) -> int:
        assert (to, whence) in ((0, 0), (0, 1))
        if whence == 0:
            self._left, self._rest = self._size, b""
            self._pieces = chain([self._heading], repeat(self._piece))
        return self._size - self._left

    def readinto(self, into) -> int:
        while len(self._rest) < len(into):
            self._rest += next(self._pieces)
        count = min(len(into), self._left)
        into[:count], self._rest = self._rest[:count], self._rest[count:]
        self._left -= count
        return count


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        pytest.param(b"Ana Silva,ana@example.com," + b"n" * 20_000 + b"\n", 2_499, id="many lines"),
        pytest.param(b"n" * 20_000, 1, id="one line that does not end"),
        pytest.param(b'"' + b"n" * 20_000 + b"\n", 2_499, id="a quotation mark that is not closed"),
    ],
)
def test_a_file_of_any_size_takes_no_more_room_than_a_small_one(line, lines):
    file = io.BufferedReader(Endless(b"Name,E-mail,Notes\n", line, 50_000_000), 65_536)
    tracemalloc.start()
    try:
        read = sum(1 for _ in sheets.opened(file).lines)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 0 < read <= lines + 1
    assert most < 20_000_000


def test_what_was_written_so_that_no_spreadsheet_runs_it_is_read_as_it_was():
    read_as, rows = read(b"Name,'+Phone\n'=Ana,'+351 912\n'Abd,''tis\n")
    assert read_as.headings == ("Name", "+Phone")
    assert rows == [("=Ana", "+351 912"), ("'Abd", "'tis")]


def test_a_heading_that_is_too_long_is_cut():
    read_as, _ = read(f"Name,Notes {'1 ' * 30_000}x\nAna,\n".encode())
    assert [len(heading) for heading in read_as.headings] == [4, LONGEST]


@pytest.mark.parametrize(
    ("headings", "own"),
    [
        (("Name", "Phone"), ("Name", "Phone")),
        (("Name", "reason"), ("Name",)),
        (("Name", "reason", "reason"), ("Name",)),
        (("reason",), ("reason",)),
        (("reason", "Name"), ("reason", "Name")),
    ],
)
def test_the_reason_of_the_last_time_is_no_column_of_the_file(headings, own):
    assert sheets.own(headings) == own


N, F, L, E, P, R, T, J, C, S = Field


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        ("Name;Email address;Mobile;LinkedIn URL;Skills", (N, E, P, R, T)),
        ("First Name;Last Name;E-mail 1;E-mail 2;Phone (home)", (F, L, E, E, P)),
        ("Candidate Name;Candidate Email;Job Title;Company;Status", (N, E, J, C, S)),
        ("Vorname;Nachname;E-Mail-Adresse;Telefonnummer;Stelle;Kunde", (F, L, E, P, J, C)),
        ("Nome;Apelido;Correio eletrónico;Telemóvel;Etapa", (F, L, E, P, S)),
        ("Nome;E-mail", (N, E)),
        ("Nome;Cognome;Cellulare", (F, L, P)),
        ("Nombre;Apellidos;Teléfono", (F, L, P)),
        ("Nombre;Correo electrónico", (N, E)),
        ("Nom;Prénom;Courriel;Téléphone", (L, F, E, P)),
        ("Nom;Courriel", (N, E)),
        ("Voornaam;Achternaam;E-mailadres;Telefoon", (F, L, E, P)),
        ("Imię;Nazwisko;Numer telefonu", (F, L, P)),
        ("Name;Full name;Notes;", (N, None, None, None)),
        ("Salary;Notes", (None, None)),
    ],
)
def test_headings_are_recognised_in_many_languages(headings, columns):
    assert read(f"{headings}\nx\n".encode())[0].columns == columns
