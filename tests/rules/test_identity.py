"""Is one person known to be one, and are two left two?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Contact, Known, Likeness, Reason, Verdict
from bot.rules.identity import is_role, likely, verdict
from bot.rules.names import Names, compare
from bot.rules.spellings import spellings

SAME, ALIKE = Likeness.SAME, Likeness.ALIKE
MAIL = Contact("email", "ana.silva@example.com", "ana.silva@example.com")
SHARED = Contact("email", "ana.silva@example.com", "ana.silva@example.com", shared=True)
JOBS = Contact("email", "jobs@example.com", "jobs@example.com")
PHONE = Contact("phone", "+351912345678", "912 345 678")
PAGE = Contact("profile", "https://linkedin.com/in/ana", "linkedin.com/in/ana")
OTHER_PAGE = Contact("profile", "https://linkedin.com/in/ana-2", "linkedin.com/in/ana-2")
FIRM = Contact("profile", "https://github.com/acme", "github.com/acme")
WINTER = Contact("email", "winter@example.com", "winter@example.com")
ONLY_ANA = Contact("email", "ana@example.com", "ana@example.com")
NONE = Contact("email", "noemail@example.com", "noemail@example.com")
GITHUB = Contact("profile", "https://github.com/ana", "github.com/ana")


def ana(*contacts, name="Ana Silva", id=1):
    return Known(id, name, contacts)


@pytest.mark.parametrize(
    ("newcomer", "known", "told"),
    [
        pytest.param(ana(MAIL), ana(MAIL), Verdict(SAME, (Reason.EMAIL,)), id="e-mail and name"),
        pytest.param(ana(PAGE), ana(PAGE, MAIL), Verdict(SAME, (Reason.PROFILE,)), id="profile and name"),
        pytest.param(
            ana(PAGE, MAIL), ana(MAIL, PAGE), Verdict(SAME, (Reason.PROFILE, Reason.EMAIL)), id="both addresses"
        ),
        pytest.param(
            ana(MAIL, PAGE), ana(MAIL, OTHER_PAGE), Verdict(ALIKE, (Reason.TWO_PROFILES,)), id="two pages of one site"
        ),
        pytest.param(ana(MAIL, PAGE), ana(MAIL, GITHUB), Verdict(SAME, (Reason.EMAIL,)), id="pages of two sites"),
        pytest.param(
            ana(MAIL), ana(MAIL, name="Ben Okoro"), Verdict(ALIKE, (Reason.OTHERS_EMAIL,)), id="another's e-mail"
        ),
        pytest.param(
            ana(PAGE), ana(PAGE, name="Ben Okoro"), Verdict(ALIKE, (Reason.OTHERS_PROFILE,)), id="another's profile"
        ),
        pytest.param(
            ana(MAIL), ana(SHARED), Verdict(ALIKE, (Reason.SHARED, Reason.NAME)), id="an e-mail marked as shared"
        ),
        pytest.param(ana(JOBS), ana(JOBS), Verdict(ALIKE, (Reason.SHARED, Reason.NAME)), id="a role's address"),
        pytest.param(ana(PHONE), ana(PHONE), Verdict(ALIKE, (Reason.PHONE, Reason.NAME)), id="phone and name"),
        pytest.param(ana(PHONE), ana(PHONE, name="Ben Okoro"), Verdict(ALIKE, (Reason.PHONE,)), id="a phone alone"),
        pytest.param(ana(), ana(), Verdict(ALIKE, (Reason.NAME,)), id="a name alone"),
        pytest.param(ana(), ana(name="Ana Sliva"), Verdict(ALIKE, (Reason.SIMILAR,)), id="a similar name"),
        pytest.param(
            ana(MAIL, name="Ana Sofia"),
            ana(MAIL, name="Anna Sophia"),
            Verdict(SAME, (Reason.EMAIL,)),
            id="another spelling at an address that names them",
        ),
        pytest.param(
            ana(WINTER, name="Kai Winter"),
            ana(WINTER, name="Kay Winter"),
            Verdict(ALIKE, (Reason.EMAIL, Reason.NAME)),
            id="another spelling at an address that is a surname",
        ),
        pytest.param(
            ana(WINTER, name="Maria José Winter"),
            ana(WINTER, name="José Maria Winter"),
            Verdict(ALIKE, (Reason.EMAIL, Reason.SIMILAR)),
            id="the same words in another turn",
        ),
        pytest.param(
            ana(MAIL, name="A. Silva"),
            ana(MAIL),
            Verdict(SAME, (Reason.EMAIL,)),
            id="a letter that the e-mail spells out",
        ),
        pytest.param(
            ana(MAIL, name="A. Silva"),
            ana(MAIL, name="Abel Silva"),
            Verdict(ALIKE, (Reason.EMAIL, Reason.SIMILAR)),
            id="a letter that may be another's",
        ),
        pytest.param(
            ana(MAIL),
            ana(MAIL, name="Ana Costa"),
            Verdict(SAME, (Reason.EMAIL,)),
            id="a new surname, the old in the e-mail",
        ),
        pytest.param(
            ana(ONLY_ANA),
            ana(ONLY_ANA, name="Ana Costa"),
            Verdict(ALIKE, (Reason.OTHERS_EMAIL,)),
            id="a new surname at an address that tells nothing of it",
        ),
        pytest.param(
            ana(FIRM),
            ana(FIRM, name="Ana Costa"),
            Verdict(ALIKE, (Reason.OTHERS_PROFILE,)),
            id="a new surname at a firm's page",
        ),
        pytest.param(ana(NONE), ana(NONE), Verdict(ALIKE, (Reason.SHARED, Reason.NAME)), id="an address that is none"),
        pytest.param(
            ana(JOBS, name="Jo Jobs"),
            ana(JOBS, name="Jo Jobs"),
            Verdict(SAME, (Reason.EMAIL,)),
            id="a surname that is a role",
        ),
        pytest.param(ana(MAIL), ana(name="Ana Santos"), Verdict(Likeness.APART), id="another surname"),
    ],
)
def test_two_records_are_told_one_person_or_not_with_the_reason(newcomer, known, told):
    assert verdict(newcomer, known) == told


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Ana Silva", "SILVA, Ána", Names.EQUAL),
        ("Hans Müller", "Hans Mueller", Names.EQUAL),
        ("Peter Groß", "Peter Gross", Names.EQUAL),
        ("Søren Møller", "Soeren Moeller", Names.EQUAL),
        ("Юрий Петров", "Iurii Petrov", Names.EQUAL),
        ("Sean O'Neill", "Sean ONeill", Names.EQUAL),
        ("Ronald McDonald", "Ronald Mc Donald", Names.EQUAL),
        ("Anne-Marie Weber", "Annemarie Weber", Names.EQUAL),
        ("Ana da Silva", "Ana Silva", Names.EQUAL),
        ("Dr. Eva Lang", "Eva Lang", Names.EQUAL),
        ("Ben Okoro", "Ben Okoru", Names.ONE),
        ("Bob Smith", "Robert Smith", Names.ONE),
        ("Smith Bob", "Robert Smith", Names.ONE),
        ("A. Silva", "Ana Silva", Names.ONE),
        ("Ana", "Ana Silva", Names.ONE),
        ("José García López", "José García", Names.ONE),
        ("Brain Murphy", "Brian Murphy", Names.ONE),
        ("Ana Silva", "Ana Costa", Names.FIRST),
        ("Maria Rossi", "Mario Rossi", Names.SIMILAR),
        ("Marian Popa", "Marina Popa", Names.SIMILAR),
        ("Alexander Braun", "Alexandra Braun", Names.SIMILAR),
        ("Bobby Tate", "Rob Tate", Names.SIMILAR),
        ("Maria Silva", "Ana Maria Silva", Names.SIMILAR),
        ("Silva", "Ana Silva", Names.SIMILAR),
        ("John Smith", "John Smith Jr", Names.CLASH),
        ("Henry Ford II", "Henry Ford III", Names.CLASH),
        ("John A. Smith", "John B. Smith", Names.CLASH),
        ("Anna Maria Rossi", "Anna Lucia Rossi", Names.CLASH),
        ("Rossi Maria", "Rossi Mario", Names.SIMILAR),
        ("Kovács Péter", "Kovács Anna", Names.APART),
        ("Maria José Pinto", "José Maria Pinto", Names.SIMILAR),
        ("Maria José Pinto", "Pinto, Maria José", Names.EQUAL),
        ("Jo Burke", "Joe Burke", Names.SIMILAR),
        ("Lisa Weber", "Anna Weber", Names.APART),
        ("Ana", "Ben", Names.APART),
        ("A.", "Ana Silva", Names.APART),
        ("李小龙", "山田太郎", Names.APART),
        ("", "Ana", Names.APART),
    ],
)
def test_two_names_agree_as_well_as_people_would_say(one, other, agree):
    assert compare(one, other) is agree
    assert compare(other, one) is agree


@pytest.mark.parametrize(
    "address",
    ["jobs@x.com", "HR.lisbon@x.com", "fam-mueller@x.de", "thesmiths@x.com", "reedfamily@x.com", "no.email@x.com"],
)
def test_an_address_of_many_is_known_by_its_look(address):
    assert is_role(address)


@pytest.mark.parametrize(
    "address", ["ana.silva@x.com", "theo@x.com", "hrvoje@x.com", "ana+jobs@x.com", "johnson@x.com"]
)
def test_an_address_of_one_is_not_taken_for_many(address):
    assert not is_role(address)


def test_the_likeliest_comes_first_and_who_is_apart_not_at_all():
    similar, phone, same = ana(name="Ana Sliva", id=2), ana(PHONE, name="Rui", id=3), ana(MAIL, id=4)
    found = likely(ana(MAIL, PHONE), [similar, phone, ana(name="Zed Young", id=5), same])
    assert [known.id for known, _ in found] == [4, 3, 2]
    assert len(likely(ana(), [ana(id=id) for id in range(9)], most=5)) == 5


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Bob Smith", "robert smith"),
        ("Hans Müller", "hans mueller"),
        ("Juergen Klein", "jurgen klein"),
        ("Sean O'Neill", "sean oneill"),
        ("Юрий Петров", "iurii petrov"),
        ("Ana Maria Silva", "ana silva"),
        ("Ana da Silva", "ana silva"),
        ("Kristine Nielsen", "christine nielsen"),
    ],
)
def test_a_record_is_looked_for_as_it_may_be_written(name, spelt):
    assert spelt in spellings(name)


NAMES = st.text(st.sampled_from("AnaBoÉßøЮ李'-. ,"), max_size=24)


@given(NAMES, NAMES)
def test_it_is_the_same_from_both_sides_and_a_name_agrees_with_itself(one, other):
    assert compare(one, other) is compare(other, one)
    assert compare(one, one) in (Names.EQUAL, Names.APART)


@given(NAMES, NAMES)
def test_a_name_alone_never_joins(one, other):
    assert verdict(Known(1, one), Known(2, other)).likeness is not SAME
