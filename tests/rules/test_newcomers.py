"""Is it told what of all that was typed for a name is the name, and what are addresses?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.newcomers import parted
from bot.words import clean

MAIL, PAGE, PHONE = "ana.silva@example.com", "linkedin.com/in/ana-silva", "+351 912 345 678"


@pytest.mark.parametrize(
    ("typed", "name", "addresses"),
    [
        pytest.param(f"Ána Sílva {MAIL}", "Ána Sílva", [MAIL], id="an e-mail"),
        pytest.param(f"Ana Silva, {MAIL}", "Ana Silva", [MAIL], id="a comma between"),
        pytest.param(f"Ana Silva <{MAIL}>", "Ana Silva", [MAIL], id="as mail programs write it"),
        pytest.param(f"Ana Silva ({MAIL})", "Ana Silva", [MAIL], id="in brackets"),
        pytest.param(f"{MAIL} Ana Silva", "Ana Silva", [MAIL], id="the address first"),
        pytest.param(f"Ana Silva - e-mail: {MAIL}", "Ana Silva", [MAIL], id="with its label"),
        pytest.param(f"Ana Silva {PHONE}", "Ana Silva", [PHONE], id="a phone"),
        pytest.param("Ana Silva tel. 912 345 678", "Ana Silva", ["912 345 678"], id="a number of this country"),
        pytest.param("Ana Silva (0171) 234567", "Ana Silva", ["(0171) 234567"], id="an area in brackets"),
        pytest.param("Ana Silva +1 202-555-0143 ext. 12", "Ana Silva", ["+1 202-555-0143 ext. 12"], id="an extension"),
        pytest.param(f"Ana Silva https://www.{PAGE}/?x=1", "Ana Silva", [f"https://www.{PAGE}/?x=1"], id="a page"),
        pytest.param(f"Ana Silva {MAIL} {PHONE} {PAGE}", "Ana Silva", [MAIL, PAGE, PHONE], id="all three"),
        pytest.param(f"{MAIL},{PHONE}", "", [MAIL, PHONE], id="no name at all"),
        pytest.param("Ana Silva ana@exmaple", "Ana Silva", ["ana@exmaple"], id="one with an error in it"),
        pytest.param("Ana Silva", "Ana Silva", [], id="a name"),
        pytest.param("Ana Silva (Lisbon)", "Ana Silva (Lisbon)", [], id="a place beside the name"),
        pytest.param("Jean-Luc O’Neill-Smith, Jr.", "Jean-Luc O’Neill-Smith, Jr.", [], id="signs in a name"),
        pytest.param("100% Real_Name 2", "100% Real_Name 2", [], id="numbers in a name"),
        pytest.param("Ana Silva 2026", "Ana Silva 2026", [], id="a year"),
        pytest.param("Ana @ Northwind", "Ana @ Northwind", [], id="a sign alone"),
        pytest.param("<Ana> - ", "<Ana> -", [], id="signs round a name alone"),
        pytest.param("Xing Phone", "Xing Phone", [], id="a name like a label"),
        pytest.param("", "", [], id="nothing"),
    ],
)
def test_what_is_an_address_is_no_part_of_the_name(typed, name, addresses):
    assert parted(typed) == (name, "\n".join(addresses))


@given(st.lists(st.sampled_from(["Ana", "Silva", "(", ")", "<", ",", "-", "1", "234567", "+351", "@", "a@b.com", "x"])))
def test_no_letter_is_lost_nor_doubled(words):
    def letters(text: str) -> list[str]:
        return sorted(sign for sign in text if sign.isalnum())

    typed = " ".join(words)
    name, addresses = parted(typed)
    assert letters(name + addresses) == letters(typed)
    assert name == clean(name)


def test_a_long_text_is_read_in_no_time():
    assert parted("1 " * 5_000 + "a")[0].endswith("a")
    assert parted("a." * 5_000)[0]
