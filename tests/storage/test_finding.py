"""Whom does someone find by what they type, in which order, and whom never?"""

import pytest

import storage
from bot.facts import Contact, Ownership, Passing, Stage
from bot.words import sort_contact
from storage.migrate import migrate
from tests.storage.conftest import closing_now
from tests.storage.examples import HOUR, NOW, OTHER, RITA, TEAM, TOM, person

SEAN = "O’Brien-Łukasz, Seán"
PEOPLE = {
    "Ana Silva": ["ana@example.com", "+351 912 345 678"],
    "Ána Sílva Santos": ["linkedin.com/in/ana-santos"],
    "Silvana Anand": [],
    "Mariana Costa": ["costa.m@example.com"],
    "Silva Ana": [],
    SEAN: ["sean@example.org"],
    "100% Real_Name": [],
    "Γιώργος Παπαδόπουλος": [],
    "Ольга Чехова": [],
    "王小明": [],
    "김민수": [],
    "محمد علي": [],
    "Ng Li": [],
    "José María de la Cruz y Fernández": [],
}
ANAS = ["Ana Silva", "Ána Sílva Santos", "Silva Ana", "Silvana Anand"]


def fill(db):
    for name, typed in PEOPLE.items():
        storage.candidates.add(db, TEAM, name, [Contact(*sort_contact(one)) for one in typed], RITA, NOW)
    storage.candidates.add(db, OTHER, "Ana Silva", [Contact(*sort_contact("other@example.com"))], RITA, NOW)
    storage.candidates.add(db, OTHER, "Zoe Zander", [], RITA, NOW)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """A house that is only asked, on either engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('finding') / 'rapport.db'}"
    else:
        url = request.getfixturevalue("postgres").database()
    with closing_now(url) as made:
        migrate(made.engine)
        made.run(fill)
        yield made


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("ana silva", ANAS, id="the whole name first"),
        pytest.param("ANA SÍLVA", ANAS, id="accents, capitals"),
        pytest.param(
            "silva ana", ["Silva Ana", "Ana Silva", "Ána Sílva Santos", "Silvana Anand"], id="the other order"
        ),
        pytest.param("an", ANAS, id="two letters: beginnings"),
        pytest.param("s", ["Silva Ana", "Silvana Anand", "Ana Silva", "Ána Sílva Santos", SEAN], id="one"),
        pytest.param("ria", ["José María de la Cruz y Fernández", "Mariana Costa"], id="a part"),
        pytest.param("ria cost", ["Mariana Costa"], id="parts of two words"),
        pytest.param("l ng", ["Ng Li"], id="short words in any order"),
        pytest.param("obrien", [SEAN], id="an apostrophe forgotten"),
        pytest.param("o'brien", [SEAN], id="as it is written"),
        pytest.param("lukasz", [SEAN], id="a stroke forgiven"),
        pytest.param("παπαδ", ["Γιώργος Παπαδόπουλος"], id="Greek"),
        pytest.param("ΓΙΩΡΓΟΣ", ["Γιώργος Παπαδόπουλος"], id="Greek capitals, final sigma"),
        pytest.param("чех", ["Ольга Чехова"], id="Cyrillic"),
        pytest.param("ехов", ["Ольга Чехова"], id="a part in Cyrillic"),
        pytest.param("王", ["王小明"], id="a Chinese family name"),
        pytest.param("小明", ["王小明"], id="a Chinese given name"),
        pytest.param("민수", ["김민수"], id="a Korean given name"),
        pytest.param("علي", ["محمد علي"], id="Arabic"),
        pytest.param("ana@ex", ["Ana Silva"], id="an e-mail begun"),
        pytest.param("ANA@example.com ", ["Ana Silva"], id="an e-mail"),
        pytest.param("other@example.com", [], id="another team's e-mail"),
        pytest.param("costa.m", ["Mariana Costa"], id="an e-mail without its sign"),
        pytest.param("+351 912", ["Ana Silva"], id="a phone begun"),
        pytest.param("00351 (912) 345-678", ["Ana Silva"], id="a phone as it is dialled"),
        pytest.param("https://www.linkedin.com/in/ana-santos/?x=1", ["Ána Sílva Santos"], id="a profile"),
        pytest.param("zander", [], id="another team's candidate"),
        pytest.param("", [], id="nothing"),
        pytest.param("  ", [], id="spaces"),
        pytest.param("%", [], id="a sign that LIKE knows"),
        pytest.param("_", [], id="another"),
        pytest.param("%a%", ANAS, id="signs round a letter"),
        pytest.param("100%", ["100% Real_Name"], id="a sign in a name"),
        pytest.param("real_name", ["100% Real_Name"], id="another in a name"),
        pytest.param('"ana" OR "x"', [], id="words that a search engine knows"),
        pytest.param("ana' OR 1=1 --", [], id="words that SQL knows"),
        pytest.param("\\", [], id="a backslash"),
        pytest.param("\x00\u202e", [], id="what cannot be seen"),
        pytest.param("a" * 300, [], id="three hundred letters"),
        pytest.param("ana " * 75, [*ANAS, "Mariana Costa"], id="a word often"),
        pytest.param(" ".join("abcdefghijklmnopqrstuvwxyz" * 5), [], id="many words"),
    ],
)
def test_who_is_found(filled, typed, names):
    assert [found.name for found in filled.run(storage.candidates.found, TEAM, typed)] == names


async def test_two_of_one_name_are_told_apart(database):
    def two(db):
        storage.people.meet(db, person(RITA, name="Rita Reis"))
        storage.people.meet(db, person(TOM, name="Tom Becker"))
        first = storage.candidates.add(db, TEAM, "Ana Silva", [Contact("email", "a@x.org", "a@x.org")], RITA, NOW).id
        second = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW).id
        for hours, (title, stage) in enumerate([("Old role", Stage.REJECTED), ("Data engineer", Stage.INTERVIEW)]):
            job = storage.jobs.titled(db, TEAM, title, RITA, NOW).id
            storage.submissions.put_forward(db, TEAM, second, job, stage, RITA, NOW + HOUR * hours)
        storage.ownership.pass_on(db, TEAM, {first: Ownership()}, {first: TOM}, Passing.CLAIMED, TOM, NOW)
        return first, second

    first, second = await database.transact(two)
    told = {found.id: found for found in await database.ask(storage.candidates.found, TEAM, "ana silva")}
    assert (told[first].contact, told[first].job, told[first].recruiter) == ("a@x.org", None, "Tom Becker")
    assert (told[second].contact, told[second].job) == (None, "Data engineer")
    assert (told[second].stage, told[second].recruiter) == (Stage.INTERVIEW, "Rita Reis")
    asked = await database.ask(storage.candidates.briefly, TEAM, [second, 5, first])
    assert [found.id for found in asked] == [second, first]


@pytest.mark.parametrize(
    ("moved", "stands"),
    [
        pytest.param([Stage.INTERVIEW, Stage.REJECTED], 0, id="what goes on, though another was moved since"),
        pytest.param([Stage.OFFER, Stage.SCREENING], 0, id="the furthest of what goes on"),
        pytest.param([Stage.SOURCED, Stage.PLACED, Stage.DECLINED], 0, id="what goes on, however far others came"),
        pytest.param([Stage.REJECTED, Stage.WITHDRAWN], 1, id="what was moved last, where nothing goes on"),
        pytest.param([Stage.SUBMITTED, Stage.SUBMITTED], 1, id="of two alike, what was moved last"),
    ],
)
async def test_where_someone_stands_who_is_put_forward_for_several_jobs(database, moved, stands):
    def forward(db):
        ana = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW).id
        for hours, stage in enumerate(moved):
            job = storage.jobs.titled(db, TEAM, f"Job {hours}", RITA, NOW).id
            storage.submissions.put_forward(db, TEAM, ana, job, stage, RITA, NOW + HOUR * hours)
        return ana

    ana = await database.transact(forward)
    (found,) = await database.ask(storage.candidates.found, TEAM, "ana")
    first, *_ = await database.ask(storage.submissions.of, TEAM, ana)
    assert (found.job, found.stage) == (first.title, first.stage) == (f"Job {stands}", moved[stands])


async def test_the_right_one_of_thousands_of_one_name_is_found(database):
    def crowd(db):
        for number in range(1_500):
            storage.candidates.add(db, TEAM, f"Maria {number:04}x Silva", [], RITA, NOW)
        storage.candidates.add(db, TEAM, "Maria Zacarias", [], RITA, NOW)

    await database.transact(crowd)
    for typed in ("maria zacarias", "zac maria", "maria z", "caria mar", "maria 1234x", "silva 1234"):
        wanted = "Maria 1234x Silva" if "1234" in typed else "Maria Zacarias"
        assert (await database.ask(storage.candidates.found, TEAM, typed))[0].name == wanted
    assert len(await database.ask(storage.candidates.found, TEAM, "maria")) == 20
    assert len(await database.ask(storage.candidates.found, TEAM, "silva", 6)) == 6


@pytest.mark.parametrize(
    ("name", "bearers"),
    [
        ("ana silva", ["Ana Silva"]),
        ("Ana Sílva", ["Ana Silva"]),
        ("Ana", ["Ana Silva", "Silva Ana", "Ána Sílva Santos"]),
        ("Santos Ana", ["Ána Sílva Santos"]),
        ("Sil", []),
        ("", []),
        ("…", []),
    ],
)
def test_whom_a_name_means(filled, name, bearers):
    assert sorted(one.name for one in filled.run(storage.candidates.bearers, TEAM, name)) == bearers


@pytest.mark.parametrize(
    ("typed", "guessed"),
    [
        pytest.param("ana silva", False, id="a name"),
        pytest.param("sil ana", False, id="words begun"),
        pytest.param("ria", False, id="a part"),
        pytest.param("costa.m", False, id="an e-mail begun"),
        pytest.param("+351 912", False, id="a phone begun"),
        pytest.param("https://linkedin.com/in/ana-santos", False, id="a profile"),
        pytest.param("mariana csota", True, id="a word with an error"),
        pytest.param("csota", True, id="nothing but an error"),
        pytest.param("fernandze", True, id="in a long name"),
    ],
)
def test_whoever_is_only_meant_if_there_is_an_error_is_guessed(filled, typed, guessed):
    found = filled.run(storage.candidates.found, TEAM, typed)
    assert found
    assert {one.guessed for one in found} == {guessed}


def test_who_has_an_address_is_known_within_the_team(filled):
    email, phone = Contact(*sort_contact("ANA@example.com")), Contact(*sort_contact("+351 912 345 678"))
    ana = filled.run(storage.candidates.reached_by, TEAM, email)
    assert ana.name == "Ana Silva"
    assert filled.run(storage.candidates.reached_by, OTHER, email) is None
    assert filled.run(storage.candidates.reached_by, TEAM, phone) is None
    assert {one.value for one in filled.run(storage.candidates.contacts, TEAM, ana.id)} == {
        "ana@example.com",
        "+351912345678",
    }
    assert filled.run(storage.candidates.contacts, OTHER, ana.id) == ()
    assert filled.run(storage.candidates.candidate, OTHER, ana.id) is None
    assert filled.run(storage.candidates.candidate, TEAM, ana.id) == ana


@pytest.mark.parametrize("name", ["ana silva", "ana", "silva ana"])
async def test_who_is_meant_by_a_name_is_told_with_why_they_want_no_contact(database, name):
    def forbidden(db):
        id = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW).id
        storage.marks.forbid(db, TEAM, id, "asked us not to", RITA, NOW)
        return storage.candidates.candidate(db, TEAM, id)

    ana = await database.transact(forbidden)
    assert ana.do_not_contact == "asked us not to"
    assert await database.ask(storage.candidates.bearers, TEAM, name) == [ana]
