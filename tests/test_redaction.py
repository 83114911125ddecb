"""Is someone taken out of a text however they are spelt there, and nobody else?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Contact, KnownAs
from bot.redaction import Redactor
from bot.words import sort_contact

REACHED = ["ana.silva@example.com", "+351 912 345 678", "linkedin.com/in/ana-silva", "+49 170 1234567"]
ADDRESSES = tuple(Contact(*sort_contact(each)) for each in REACHED)
ANA = Redactor(KnownAs((1,), ("Ána Sílva", "Anne-Marie O'Neill", "Bob", "Al", "山田太郎"), ADDRESSES))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("ANA SILVA's friend", "[erased]'s friend", id="capitals"),
        pytest.param("met Silva, Ana today", "met [erased] today", id="the other order"),
        pytest.param("A\u0301na  Si\u0301lva", "[erased]", id="accents apart from their letters"),
        pytest.param("anne marie o\u2019neill", "[erased]", id="signs within a name"),
        pytest.param("ana.silva@elsewhere.org", "[erased]@elsewhere.org", id="the name in another address"),
        pytest.param("ask 山田太郎さん", "ask [erased]さん", id="a name without spaces around it"),
        pytest.param("Bob said, bob may", "[erased] said, bob may", id="one word, as it is written"),
        pytest.param("Al and Alan", "[erased] and Alan", id="a short one"),
        pytest.param("Write to ANA.SILVA@Example.com.", "Write to [erased].", id="an e-mail"),
        pytest.param("00351 912345678", "[erased]", id="a phone from abroad"),
        pytest.param("912-345-678 and 912 345 678", "[erased] and [erased]", id="a phone at home"),
        pytest.param("(0170) 1234567, +49 (0) 170 1234567", "[erased], [erased]", id="a nought between"),
        pytest.param("https://pt.linkedin.com/in/Ana-Silva/?x=1 ok", "[erased] ok", id="a profile, with more behind"),
        pytest.param("<mailto:ana.silva@example.com|mail>", "<mailto:[erased]|mail>", id="a link"),
        pytest.param("xana.silva2@example.com", "xana.silva2@example.com", id="another's e-mail"),
        pytest.param("1912345678, 9123456789", "1912345678, 9123456789", id="longer numbers"),
        pytest.param("Ana da Silva; Anabel Silva; Silvana", "Ana da Silva; Anabel Silva; Silvana", id="others"),
        pytest.param("Bobby likes Silva's band", "Bobby likes Silva's band", id="a part of a name"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_they_are_taken_out_and_nobody_else(text, left):
    assert ANA.redacted(text) == left
    assert ANA.redacted(left) == left


def test_a_namesakes_record_keeps_the_name_and_loses_the_address():
    assert ANA.redacted("Ana Silva, ana.silva@example.com", names=False) == "Ana Silva, [erased]"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        pytest.param({"note": ["Ana Silva", 7, None, True]}, {"note": ["[erased]", 7, None, True]}, id="within"),
        pytest.param({"Ana Silva": {"a": "+351912345678"}}, {"[erased]": {"a": "[erased]"}}, id="keys too"),
        pytest.param({"n": "Sílva Ána"}, {"n": "[erased]"}, id="letters written as numbers"),
    ],
)
def test_json_keeps_its_shape(body, left):
    assert json.loads(ANA.redacted_json(json.dumps(body))) == left


def test_json_that_does_not_name_them_stays_as_it_is():
    assert ANA.redacted_json('{"a":  "Zoë"}') == '{"a":  "Zoë"}'
    assert ANA.redacted_json("Ana Silva: {") == "[erased]: {"


NAMES = ["Ana", "SILVA", "silva", "Bob", "Al", "anne-marie", "O'Neill", "o", "neill"]
REACHING = ["ana.silva@example.com", "912", "345", "678", "+351", "0170 1234567", "linkedin.com/in/ana-silva"]
SPELT = st.sampled_from([*NAMES, *REACHING, "http://", "-", ".", "_", "/", "\n", "\t"])


@given(st.lists(st.tuples(SPELT, st.sampled_from(["", " ", ", ", "\x00"]))))
def test_a_text_in_plain_letters_is_read_as_closely_as_any(parts):
    text = "".join(word + between for word, between in parts)
    assert ANA.redacted(f"é {text}") == f"é {ANA.redacted(text)}"
