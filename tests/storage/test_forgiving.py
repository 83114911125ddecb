"""Is a slip of the fingers forgiven anywhere in a name, is nothing else, and is what was typed rightly found first?"""

import random

import pytest
from sqlalchemy import select

import storage
from bot.words import fold
from storage.migrate import migrate
from storage.tables import Spellings, table
from tests.storage.conftest import closing_now
from tests.storage.examples import NOW, OTHER, RITA, TEAM, whole_story

NAMES = [
    "Ana Silva",
    "Silvana Souza",
    "Ole Oslivar",
    "Ben Okoro",
    "Bea Okoro-Lindqvist",
    "Li Wang",
    "Zoë Strömberg",
    "José María Fernández",
    "Ольга Чехова",
    "Maximiliane Wolkenstein",
]
SLIPS = {
    "wrong": lambda word, at: word[:at] + "x" + word[at + 1 :],
    "missing": lambda word, at: word[:at] + word[at + 1 :],
    "too many": lambda word, at: word[:at] + "x" + word[at:],
    "swapped": lambda word, at: word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """A house that is only asked, on either engine."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('forgiving') / 'rapport.db'}"
    else:
        url = request.getfixturevalue("postgres").database()
    with closing_now(url) as made:
        migrate(made.engine)
        for name in NAMES:
            made.run(storage.candidates.add, TEAM, name, [], RITA, NOW)
        made.run(storage.candidates.add, OTHER, "Sliva Slivova", [], RITA, NOW)
        yield made


def found(database, typed):
    return [one.name for one in database.run(storage.candidates.found, TEAM, typed)]


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("name", [name for name in NAMES if name != "Li Wang"])
def test_one_slip_in_any_long_word_is_forgiven(filled, name, slip):
    words = fold(name).split()
    for which, word in enumerate(words):
        for at in range(len(word)) if len(word) > 4 else ():
            typed = " ".join([*words[:which], SLIPS[slip](word, at), *words[which + 1 :]])
            assert name in found(filled, typed), typed


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("sliva ana", ["Ana Silva"], id="the other order"),
        pytest.param("Ana Sliva", ["Ana Silva"], id="as it is typed"),
        pytest.param("sliva", ["Ole Oslivar", "Ana Silva"], id="what is there comes before what is forgiven"),
        pytest.param("silva", ["Silvana Souza", "Ana Silva"], id="nothing is forgiven where a word is there"),
        pytest.param("ana silvq", ["Ana Silva"], id="the last letter"),
        pytest.param("wolkensteim maximilane", ["Maximiliane Wolkenstein"], id="one in each of two words"),
        pytest.param("wolkemst", ["Maximiliane Wolkenstein"], id="a word not yet typed to its end"),
        pytest.param("strombreg", ["Zoë Strömberg"], id="accents as well"),
        pytest.param("stromerg zo", ["Zoë Strömberg"], id="beside a word begun"),
        pytest.param("чехвоа", ["Ольга Чехова"], id="Cyrillic"),
        pytest.param("ona silva", ["Ana Silva"], id="a short word, where it is the only error"),
        pytest.param("aan silva", ["Ana Silva"], id="a short word swapped"),
        pytest.param("lu wang", ["Li Wang"], id="two letters"),
        pytest.param("bne okoro", ["Ben Okoro"], id="a short word of two who have the other"),
        pytest.param("ona sliva", [], id="a short word beside another error"),
        pytest.param("aan", [], id="a short word alone"),
        pytest.param("sliva anna zoe", [], id="a word that is not in the name"),
        pytest.param("xslivax", [], id="two errors"),
        pytest.param("slivo", [], id="another team's word"),
        pytest.param("okro bea", ["Bea Okoro-Lindqvist"], id="a part of a double name"),
    ],
)
def test_what_is_forgiven_and_in_which_order(filled, typed, names):
    assert found(filled, typed) == names


@pytest.mark.parametrize("typed", ["Ana Sliva", "Sliva", "aan silva"])
def test_whom_a_name_means_is_never_guessed_from_an_error(filled, typed):
    assert filled.run(storage.candidates.bearers, TEAM, typed) == []


async def test_the_right_one_of_thousands_with_common_words_is_found(database):
    chance = random.Random(1)
    first, last = ("maria", "ana", "joana"), ("silva", "santos", "costa")
    crowd = [f"{chance.choice(first)} {chance.choice(last)}".title() for _ in range(6_000)]

    def fill(db):
        named = [*crowd, "Joana Maria Zimmermann", "Zuzana Maria Silva"]
        storage.candidates.add_many(db, TEAM, [(id, name, []) for id, name in enumerate(named, 1)], RITA, NOW)

    await database.transact(fill)
    for typed, wanted in {
        "zimmermann maria joana": "Joana Maria Zimmermann",
        "maria zimmermnan": "Joana Maria Zimmermann",
        "silva m zu": "Zuzana Maria Silva",
        "slva maria": "Maria Silva",
        "marai silva": "Maria Silva",
        "zuzanna slva": "Zuzana Maria Silva",
    }.items():
        names = [one.name for one in await database.ask(storage.candidates.found, TEAM, typed)]
        assert wanted in names, typed


def test_names_from_before_are_forgiven_after_the_migration(database_url):
    with closing_now(database_url) as database:
        migrate(database.engine)
        database.run(whole_story)
        kept = database.run(known)
        migrate(database.engine, "0001")
        migrate(database.engine)
        assert database.run(known) == kept == {(TEAM, "ana", "ana"), (TEAM, "silva", "avlis")}
        assert found(database, "slva") == ["Ána Sílva"]


def known(db):
    return {(row.team, row.word, row.backwards) for row in db.execute(select(table(Spellings)))}
