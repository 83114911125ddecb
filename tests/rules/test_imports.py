"""Whom does a line name, and are they added, joined or held back?"""

import pytest

from bot.facts import Contact, Field, Known, LineOutcome, Newcomer, Settled, SheetLine, Stage
from bot.rules import imports
from bot.rules.headings import stage_of
from bot.rules.identity import verdict
from bot.words import NO_EMAIL, NO_PHONE, NO_PROFILE

COLUMNS = tuple(Field)
MAIL, OTHER = Contact("email", "ana@example.com", "ana@example.com"), Contact("email", "b@example.com", "b@example.com")
PHONE = Contact("phone", "+351912345678", "+351 912 345 678")


def understood(region="PT", **cells: str):
    named = {field.name.lower(): cells.get(field.name.lower(), "") for field in Field}
    return imports.understood([SheetLine(1, tuple(named.values()))], COLUMNS, region)[0]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"name": " Ana  Silva "}, "Ana Silva"),
        ({"first": "Ana", "last": "Silva"}, "Ana Silva"),
        ({"name": "Ana Maria Silva", "first": "Ana", "last": "Silva"}, "Ana Maria Silva"),
        ({"name": "Silva, Ana"}, "Ana Silva"),
        ({"name": "Ana Silva, Jr."}, "Ana Silva, Jr."),
        ({"name": "'=Ana Silva"}, "Ana Silva"),
        ({"name": "＝ - Ana Silva"}, "Ana Silva"),
        ({"first": "Gerard", "last": "'t Hooft"}, "Gerard 't Hooft"),
        ({"name": "'t Hooft, Gerard"}, "Gerard 't Hooft"),
        ({"first": "Na", "last": "Li"}, "Na Li"),
        ({"first": "Roberta", "last": "Null"}, "Roberta Null"),
        ({"first": "Roberta", "last": "NULL"}, "Roberta"),
        ({"first": "Ana", "last": "None"}, "Ana"),
        ({"name": "+Ana Silva"}, "Ana Silva"),
        ({"name": "@Ana Silva"}, "Ana Silva"),
        ({"last": "O'Neill"}, "O'Neill"),
    ],
)
def test_a_name_is_read_from_its_column_or_its_parts(cells, name):
    assert understood(**cells).name == name


def test_all_that_a_line_tells_is_read():
    read = understood(
        name="Ana Silva",
        email="ana@example.com; b@example.com",
        phone="912 345 678",
        profile="https://www.linkedin.com/in/Ana-Silva/?x=1",
        tags="Python, Go; python",
        job="Backend engineer",
        client="Northwind",
        stage="Phone Screen",
    )
    profile = Contact("profile", "https://linkedin.com/in/ana-silva", "linkedin.com/in/ana-silva")
    assert read == Newcomer(
        1, "Ana Silva", (MAIL, OTHER, PHONE, profile), ("Python", "Go", "python"), "Backend engineer, Northwind",
        Stage.SCREENING,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "jobs"),
    [
        pytest.param(("Engineer; Clerk", "; Northwind", "interview; fell through"),
                     [("Engineer", Stage.INTERVIEW), ("Clerk, Northwind", Stage.FELL_THROUGH)], id="as we list them"),
        pytest.param(("Engineer; Clerk", "", "offer;offer"),
                     [("Engineer", Stage.OFFER), ("Clerk", Stage.OFFER)], id="no client"),
        pytest.param(("Engineer; Clerk", "Northwind", "offer;offer"),
                     [("Engineer, Northwind", Stage.OFFER), ("Clerk, Northwind", Stage.OFFER)], id="one client"),
        pytest.param(("Engineer; night shift", "", "offer"), [("Engineer; night shift", Stage.OFFER)], id="one stage"),
        pytest.param(("Engineer; night shift", "", ""), [("Engineer; night shift", Stage.SOURCED)], id="no stage"),
    ],
)  # fmt: skip
def test_several_jobs_are_read_where_as_many_stages_are_listed(cells, jobs):
    job, client, stage = cells
    assert understood(name="Ana Silva", job=job, client=client, stage=stage).jobs == tuple(jobs)


def test_blanks_of_other_systems_are_blank():
    assert understood(name="Ana Silva", email="n/a", phone="-", job="None") == Newcomer(1, "Ana Silva")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({}, imports.NO_NAME),
        ({"name": "???!"}, imports.NO_LETTERS),
        ({"name": "a" * 81}, imports.TOO_LONG_NAME),
        ({"name": '=HYPERLINK("https://evil.example","Ana")'}, imports.IS_FORMULA),
        ({"name": "=cmd|' /C calc'!A0"}, imports.IS_FORMULA),
        ({"name": "ana@example.com"}, imports.IS_ADDRESS),
        ({"name": "Ana", "phone": "nobody"}, NO_PHONE),
        ({"name": "Ana", "phone": "12"}, NO_PHONE),
        ({"name": "Ana", "phone": "3.51912E+11"}, imports.IS_SHORTENED),
        ({"name": "Ana", "email": "ana at example"}, NO_EMAIL),
        ({"name": "Ana", "email": "912345678"}, NO_EMAIL),
        ({"name": "Ana", "profile": "https://example.com/ana"}, NO_PROFILE),
        ({"name": "Ana", "job": "Engineer", "stage": "in limbo"}, imports.NO_STAGE),
        ({"name": "Ana", "stage": "offer"}, imports.NO_JOB),
        ({"name": "Ana", "tags": ",".join(map(str, range(101)))}, imports.TOO_MANY_TAGS),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(cells, reason):
    assert understood(**cells) == Settled(1, LineOutcome.REFUSED, reason)


def test_a_line_with_more_cells_than_headings_is_refused_and_with_fewer_is_read():
    lines = [SheetLine(1, ("Ana Silva", "x", "y")), SheetLine(2, ("Bob Lee",)), SheetLine(3, ("Eva", "", " "))]
    read = imports.understood(lines, (Field.NAME, None), None)
    assert read == [
        Settled(1, LineOutcome.REFUSED, imports.MORE_CELLS),
        Newcomer(2, "Bob Lee"),
        Newcomer(3, "Eva"),
    ]


def test_a_phone_without_country_code_needs_a_region():
    assert understood(None, name="Ana", phone="912345678") == Settled(1, LineOutcome.REFUSED, NO_PHONE)


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("Sourced", Stage.SOURCED),
        ("Phone screen", Stage.SCREENING),
        ("Submitted to client", Stage.SUBMITTED),
        ("2nd interview", Stage.INTERVIEW),
        ("Interview 2", Stage.INTERVIEW),
        ("On-site", Stage.INTERVIEW),
        ("Offer extended", Stage.OFFER),
        ("offer accepted", Stage.ACCEPTED),
        ("HIRED", Stage.PLACED),
        ("Absage", Stage.REJECTED),
        ("Candidate withdrew", Stage.WITHDRAWN),
        ("Offer declined", Stage.DECLINED),
        ("fell_through", Stage.FELL_THROUGH),
        ("limbo", None),
    ],
)
def test_stages_of_other_systems_are_ours(word, stage):
    assert stage_of(word) is stage


@pytest.mark.parametrize(
    ("name", "contacts", "known", "outcome"),
    [
        pytest.param("Ana Silva", (MAIL,), ("Ana Silva", (MAIL,)), "joined", id="the same e-mail and name"),
        pytest.param("Ana Silva", (MAIL, PHONE), ("Ána da Silva", (MAIL,)), "joined", id="nearly the same name"),
        pytest.param("Bruno Dias", (MAIL,), ("Ana Silva", (MAIL,)), "held", id="another's e-mail"),
        pytest.param("Ana Silva", (PHONE,), ("Ana Silva", (PHONE, MAIL)), "held", id="a phone is not enough"),
        pytest.param("Bruno Dias", (OTHER, PHONE), ("Ana Silva", (PHONE,)), "held", id="another's phone"),
        pytest.param("Ana Silva", (), ("Ana Silva", (MAIL,)), "held", id="a name alone that is there"),
        pytest.param("Ana Silva", (PHONE,), ("Ana Silva", (MAIL,)), "held", id="a name with a phone of their own"),
        pytest.param("Ana Silva", (OTHER,), ("Ana Silva", (MAIL,)), "added", id="a name with an e-mail of their own"),
        pytest.param("Ana Silva", (), ("Bruno Dias", (MAIL,)), "added", id="nothing in common"),
    ],
)
def test_only_what_is_certain_is_joined(name, contacts, known, outcome):
    newcomer, there = Newcomer(1, name, contacts), Known(7, *known)
    told = imports.weighed(newcomer, [(there, verdict(Known(0, name, contacts), there))])
    assert told.outcome == outcome
    assert (told.reason is not None) == (outcome == "held")


def test_what_matches_two_records_is_held_back():
    known = [Known(1, "Ana Silva", (MAIL,)), Known(2, "Ana Silva", (OTHER,))]
    newcomer = Newcomer(1, "Ana Silva", (MAIL, OTHER))
    told = imports.weighed(
        newcomer, [(each, verdict(Known(0, newcomer.name, newcomer.contacts), each)) for each in known]
    )
    assert (told.outcome, told.reason) == (LineOutcome.HELD, imports.TWO_RECORDS)
