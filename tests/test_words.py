"""Are words read as they were meant, whatever hides in them?"""

from __future__ import annotations

import re
import unicodedata

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from bot.words import (
    NO_CONTACT,
    NO_EMAIL,
    NO_PHONE,
    NO_PROFILE,
    Contact,
    clean,
    clean_note,
    dialled,
    fold,
    sort_contact,
    sort_contacts,
    unescape,
)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ana Silva", "ana silva"),
        ("  ANA\t SILVA ", "ana silva"),
        ("João Peña", "joao pena"),
        ("Joa\u0303o", "joao"),
        ("Łukasz Wałęsa", "lukasz walesa"),
        ("Søren Ærø", "soren aero"),
        ("Đorđe", "dorde"),
        ("Weiß", "weiss"),
        ("Œuvre", "oeuvre"),
        ("Þór Ðð", "thor dd"),
        ("İbrahim Yıldız", "ibrahim yildiz"),
        ("O'Brien", "o brien"),
        ("O’Brien", "o brien"),
        ("Anne-Marie", "anne marie"),
        ("Silva, Ana (Lisbon)", "silva ana lisbon"),
        ("ana_silva@example.com", "ana silva example com"),
        ("A\u200bna Sil\u00adva\u202e", "ana silva"),
        ("ﬁne Ａｎａ", "fine ana"),
        ("Ёлкин", "елкин"),
        ("Ελένη Πέτρος", "ελενη πετροσ"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد أحمد", "محمد احمد"),
        ("किरण", "किरण"),
        ("だいすけ", "だいすけ"),
        ("김민준", "김민준"),
        ("李小龍", "李小龍"),
        ("Ana 👍 2", "ana 2"),
        ("🦊", ""),
        (" - ' ", ""),
        ("", ""),
    ],
)
def test_spellings_of_one_name_are_equal(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_what_is_folded_stays_as_it_is(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text(st.characters(codec="latin-1")))
def test_case_never_matters(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Ana \t Silva\r\n ", "Ana Silva"),
        ("Ana\nSilva", "Ana Silva"),
        ("Ana\u2028Silva", "Ana Silva"),
        ("Ana\u00a0Silva", "Ana Silva"),
        ("A\u0000n\u0007a", "Ana"),
        ("\u202eavliS anA", "avliS anA"),
        ("\u2066Ana\u2069 \u200fSilva\ufeff", "Ana Silva"),
        ("A\u200bn\u200da", "Ana"),
        ("\u3164\u2800", ""),
        ("Ana \ud800Silva", "Ana Silva"),
        ("Joa\u0303o", "João"),
        ("أحمد", "أحمد"),
        ("<!channel> & co", "<!channel> & co"),
        ("", ""),
    ],
)
def test_a_line_holds_only_what_can_be_seen(typed, line):
    assert clean(typed) == line


@pytest.mark.parametrize(
    ("typed", "limit", "line"),
    [
        ("Ana Silva", 9, "Ana Silva"),
        ("Ana Silva", 8, "Ana Sil…"),
        ("Ana Silva", 5, "Ana…"),
        ("\u200b" * 50 + "Ana", 3, "Ana"),
        ("a" * 10_000, 100, "a" * 99 + "…"),
    ],
)
def test_a_long_line_says_that_it_is_cut(typed, limit, line):
    assert clean(typed, limit) == line


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("likes the role\nwants 4 days", "likes the role\nwants 4 days"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\n\n one \n\n\n\n\n two \n", "one\n\ntwo"),
        ("a\tb   c", "a b c"),
        ("\u202eone\u202c\n\u200btwo\u0000", "one\ntwo"),
        (" \n\u200b\n ", ""),
        ("", ""),
    ],
)
def test_a_note_keeps_its_lines(typed, note):
    assert clean_note(typed) == note


@given(st.text())
def test_nothing_unseen_is_left(text):
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in clean(text))
    assert clean(clean(text)) == clean(text)
    assert clean_note(clean_note(text)) == clean_note(text)


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("Ana &amp; Bea &lt;3", "Ana & Bea <3"),
        ("&amp;lt;", "&lt;"),
        ("&amp;amp;", "&amp;"),
        ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
        ("<tel:+351912345678|+351 912 345 678>", "+351912345678"),
        ("<https://xing.com/profile/A_B?a=1&amp;b=2|xing.com>", "https://xing.com/profile/A_B?a=1&b=2"),
        ("<http://example.com>", "http://example.com"),
        ("&lt;https://example.com|x&gt;", "<https://example.com|x>"),
        ("<@U123|ana> <#C1|jobs>", "<@U123|ana> <#C1|jobs>"),
        ("Ana - spoke", "Ana - spoke"),
        ("", ""),
    ],
)
def test_a_commands_text_is_what_was_typed(sent, typed):
    assert unescape(sent) == typed


@given(st.text(st.sampled_from("&<>amplgt;|:/ x")))
def test_what_is_escaped_comes_back(typed):
    sent = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(sent) == typed


LINKEDIN = Contact("profile", "https://linkedin.com/in/ana-silva", "linkedin.com/in/ana-silva")


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        ("ana@example.com", Contact("email", "ana@example.com", "ana@example.com")),
        (" Ana.Silva@Example.COM ", Contact("email", "ana.silva@example.com", "Ana.Silva@example.com")),
        ("mailto:ana@example.com", Contact("email", "ana@example.com", "ana@example.com")),
        ("Ana Silva <ana@example.com>", Contact("email", "ana@example.com", "ana@example.com")),
        ("<ana@example.com>", Contact("email", "ana@example.com", "ana@example.com")),
        ("ana@linkedin.com", Contact("email", "ana@linkedin.com", "ana@linkedin.com")),
        ("josé@exämple.de", Contact("email", "josé@exämple.de", "josé@exämple.de")),
        ("ana\u200b@example.com", Contact("email", "ana@example.com", "ana@example.com")),
        ("+351 912 345 678", Contact("phone", "+351912345678", "+351 912 345 678")),
        ("00351 912 345 678", Contact("phone", "+351912345678", "+351 912 345 678")),
        ("tel:+351912345678", Contact("phone", "+351912345678", "+351 912 345 678")),
        ("+49 (0)30 123456", Contact("phone", "+4930123456", "+49 30 123456")),
        ("+1 202-555-0143 ext. 12", Contact("phone", "+12025550143", "+1 202-555-0143 ext. 12")),
        ("https://www.linkedin.com/in/ana-silva/", LINKEDIN),
        ("http://pt.linkedin.com/in/Ana-Silva?originalSubdomain=pt", LINKEDIN),
        ("https://linkedin.com/in/ana-silva/details/experience/#top", LINKEDIN),
        ("linkedin.com/in/ana-silva", LINKEDIN),
        ("WWW.LinkedIn.com/in/ana-silva/en", LINKEDIN),
        (
            "https://www.linkedin.com/in/jo%C3%A3o-silva",
            Contact("profile", "https://linkedin.com/in/jo%C3%A3o-silva", "linkedin.com/in/joão-silva"),
        ),
        (
            "linkedin.com/in/joão-silva",
            Contact("profile", "https://linkedin.com/in/jo%C3%A3o-silva", "linkedin.com/in/joão-silva"),
        ),
        (
            "https://www.xing.com/profile/Ana_Silva/cv",
            Contact("profile", "https://xing.com/profile/ana_silva", "xing.com/profile/ana_silva"),
        ),
        (
            "https://github.com/anasilva",
            Contact("profile", "https://github.com/anasilva", "github.com/anasilva"),
        ),
        (
            "github.com/AnaSilva/thesis?tab=1",
            Contact("profile", "https://github.com/anasilva", "github.com/anasilva"),
        ),
    ],
)
def test_a_contact_is_recognised(typed, contact):
    assert sort_contact(typed) == contact


@pytest.mark.parametrize(
    ("typed", "region", "value"),
    [
        ("912 345 678", "PT", "+351912345678"),
        ("(202) 555-0143", "US", "+12025550143"),
        ("+351 912 345 678", "US", "+351912345678"),
        ("٩١٢٣٤٥٦٧٨", "PT", "+351912345678"),
    ],
)
def test_a_number_without_its_country_is_of_the_region(typed, region, value):
    assert sort_contact(typed, region).value == value


@pytest.mark.parametrize(
    ("typed", "region", "sentence"),
    [
        ("", None, NO_CONTACT),
        ("\u200b", None, NO_CONTACT),
        ("Ana Silva", None, NO_CONTACT),
        ("notlinkedin.com/in/ana", None, NO_CONTACT),
        ("linkedin.com.example.org/in/ana", None, NO_CONTACT),
        ("ana@", None, NO_EMAIL),
        ("ana@@example.com", None, NO_EMAIL),
        ("ana@localhost", None, NO_EMAIL),
        ("ana@example.com, bea@example.com", None, NO_EMAIL),
        ("912 345 678", None, NO_PHONE),
        ("12", "PT", NO_PHONE),
        ("+351 9", None, NO_PHONE),
        ("+999 123456789", None, NO_PHONE),
        ("2026-12-24", "PT", NO_PHONE),
        ("+351 912 345 678 Ana", None, NO_PHONE),
        ("+351 912 345 678 or +351 912 345 679", None, NO_PHONE),
        ("https://www.linkedin.com/company/acme", None, NO_PROFILE),
        ("https://linkedin.com/in/", None, NO_PROFILE),
        ("https://linkedin.com/in/%20", None, NO_PROFILE),
        ("linkedin.com", None, NO_PROFILE),
        ("https://github.com/", None, NO_PROFILE),
        ("https://github.com/orgs/acme", None, NO_PROFILE),
        ("github.com/Settings/profile", None, NO_PROFILE),
        ("www.github.com/topics", None, NO_PROFILE),
        ("https://example.com/in/ana", None, NO_PROFILE),
        ("https://linkedin.com@example.org/in/ana", None, NO_PROFILE),
        ("https://linkedin.com.example.org/in/ana", None, NO_PROFILE),
        ("https://linkedin.com/in/ana https://linkedin.com/in/bea", None, NO_PROFILE),
        ("http://[", None, NO_PROFILE),
        ("javascript:alert(1)//linkedin.com/in/ana", None, NO_CONTACT),
    ],
)
def test_what_is_no_contact_is_answered_with_what_to_write(typed, region, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        sort_contact(typed, region)


PHONE, MAIL, PAGE = "+351912345678", "ana@example.com", "https://linkedin.com/in/ana"


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("ana@example.com\n912 345 678\nlinkedin.com/in/ana", [MAIL, PHONE, PAGE]),
        ("ana@example.com, 912 345 678; linkedin.com/in/ana", [MAIL, PHONE, PAGE]),
        ("ana@example.com 912 345 678", [MAIL, PHONE]),
        ("Ana Silva <ana@example.com> +351 912 345 678", [MAIL, PHONE]),
        ("E-mail: ana@example.com\nTel. 00351 912345678", [MAIL, PHONE]),
        ("ana@example.com linkedin.com/in/ana", [MAIL, PAGE]),
        ("ana@example.com, ANA@example.com", [MAIL]),
        ("Ana Silva <ana@example.com>", [MAIL]),
        ("+44 (0)20 7946 0958", ["+442079460958"]),
        ("", []),
    ],
)
def test_several_contacts_in_one_field_are_told_apart(typed, values):
    assert [contact.value for contact in sort_contacts(typed, "PT")] == values


def test_the_one_that_is_none_is_named():
    with pytest.raises(ValueError, match="“soon”: A contact is"):
        sort_contacts("ana@example.com\nsoon", "PT")
    with pytest.raises(ValueError, match=r"\AA contact is"):
        sort_contacts("soon", "PT")


PLAIN = st.text(st.characters(max_codepoint=127))


@given(PLAIN)
def test_plain_letters_are_read_as_beside_others(text):
    assert fold(text) == fold(f"{text} é").removesuffix("e").strip()
    assert clean(f"{text}x") == clean(f"{text}é").removesuffix("é") + "x"


LOCALS = st.text("abzABZ019._+-", min_size=1, max_size=70) | st.sampled_from(["Info", "info", "ana.silva", "Sales"])
DOMAINS = st.text("abAB0.-", min_size=1, max_size=20) | st.sampled_from(["example.com", "Example.COM", "localhost"])


@given(LOCALS, DOMAINS)
def test_a_simple_address_is_what_the_library_says_of_it(local, domain):
    try:
        told = validate_email(f"{local}@{domain}", check_deliverability=False).normalized
    except EmailNotValidError:
        with pytest.raises(ValueError, match=NO_EMAIL):
            sort_contact(f"{local}@{domain}")
    else:
        assert sort_contact(f"{local}@{domain}") == Contact("email", told.lower(), told)


@given(st.text())
def test_any_text_is_a_contact_or_a_sentence(text):
    try:
        answer = sort_contact(text, "PT").kind
    except ValueError as refused:
        answer = str(refused)
    assert answer in {"email", "phone", "profile", NO_CONTACT, NO_EMAIL, NO_PHONE, NO_PROFILE}


@pytest.mark.parametrize(
    ("typed", "region", "spelled"),
    [
        pytest.param("912 345", "PT", "+351912345", id="a part of a number"),
        pytest.param("0171 234", "DE", "+49171234", id="the nought of the trunk falls away"),
        pytest.param("030/1234", "DE-BE", "+49301234", id="a region within a country"),
        pytest.param("00351 912", "PT", "+351912", id="two noughts"),
        pytest.param("+351 912", "DE", "+351 912", id="its country is named"),
        pytest.param("912 345", None, "912 345", id="no country is known"),
        pytest.param("Ana 2", "PT", "Ana 2", id="a name"),
        pytest.param("", "PT", "", id="nothing"),
    ],
)
def test_a_national_number_is_spelled_as_from_abroad(typed, region, spelled):
    assert dialled(typed, region) == spelled
