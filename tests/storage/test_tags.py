"""Do candidates bear their tags, are those of a tag found, and who is like whom?"""

import asyncio

import pytest

import storage
from bot.facts import Segment
from storage.columns import new_id
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, touch

PEOPLE = {
    "Ana Silva": ["Kotlin", "Lisbon", "Java"],
    "Ben Okafor": ["kotlin", "LISBON"],
    "Cleo Brandt": ["Kotlin"],
    "Dora Costa": ["Kotlin", "Lisboa"],
    "Emil Weber": ["C++", "C#"],
    "Fay Lund": ["Kotlin", "Lisbon", "Java"],
}


def fill(db):
    ids = {name: storage.candidates.add(db, TEAM, name, [], RITA, NOW).id for name in PEOPLE}
    rows = [(ids[name], tag) for name, tags in PEOPLE.items() for tag in tags]
    storage.tags.tag_many(db, TEAM, rows, RITA, NOW)
    other = storage.candidates.add(db, OTHER, "Zoe", [], RITA, NOW).id
    storage.tags.tag_many(db, OTHER, [(other, "Kotlin"), (other, "Zig")], RITA, NOW)
    return ids


def names(db, candidate, team=TEAM):
    return [tag.name for tag in storage.tags.of(db, team, candidate)]


def bearing(db, *tags, after=None, most=20):
    there = storage.tags.named(db, TEAM, tags)
    return storage.tags.bearers(db, TEAM, list(there.values()), after, most)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("k", ["Kotlin"], id="from the first letter"),
        pytest.param("LIS", ["Lisboa", "Lisbon"], id="capitals"),
        pytest.param("sbo", ["Lisboa", "Lisbon"], id="a part"),
        pytest.param("oa", ["Lisboa"], id="the end"),
        pytest.param("a", [], id="a part of one letter"),
        pytest.param("c#", ["C#"], id="a sign that tells two apart"),
        pytest.param("#kotlin", ["Kotlin"], id="as some write it"),
        pytest.param("%", [], id="nothing"),
        pytest.param("zig", [], id="of another team"),
    ],
)
def test_tags_are_found_by_a_few_letters(database, typed, found):
    database.run(fill)
    assert [tag.name for tag in database.run(storage.tags.found, TEAM, typed)] == found


def test_a_tag_is_one_however_it_is_spelt_and_stays_as_it_was_first_spelt(database):
    ids = database.run(fill)
    database.run(storage.tags.tag_many, TEAM, [(ids["Ana Silva"], "  #KÓTLIN "), (ids["Ana Silva"], "…")], TOM, NOW)
    assert database.run(names, ids["Ana Silva"]) == ["Java", "Kotlin", "Lisbon"]
    assert database.run(names, ids["Emil Weber"]) == ["C++", "C#"]


def test_a_tag_that_is_too_long_is_cut_alike_each_time(database):
    ids = database.run(fill)
    rows = [(ids["Cleo Brandt"], "x" * 59 + " y" * 40)] * 2
    for _ in range(2):
        database.run(storage.tags.tag_many, TEAM, rows, RITA, NOW)
    assert database.run(names, ids["Cleo Brandt"]) == ["Kotlin", "x" * 59]


def test_tags_are_given_and_taken_away_on_record(database):
    ids = database.run(fill)
    ana = ids["Ana Silva"]
    there = {tag.name: tag.id for tag in database.run(storage.tags.of, TEAM, ana)}
    foreign = database.run(storage.tags.named, OTHER, ["Zig"])["zig"].id
    added = ["Rust", "java", there["Kotlin"], foreign, new_id()]
    database.run(storage.tags.change, TEAM, ana, added, [there["Lisbon"], there["Kotlin"]], TOM, NOW + HOUR)
    assert database.run(names, ana) == ["Java", "Kotlin", "Rust"]
    told = database.run(storage.audit.entries, TEAM, "candidate", ana)
    assert sorted(told) == [("added", RITA, NOW), ("tagged", TOM, NOW + HOUR), ("untagged", TOM, NOW + HOUR)]


async def test_two_who_add_the_same_tag_at_once_make_one(database):
    ids = await database.transact(fill)
    await asyncio.gather(
        *(database.transact(storage.tags.change, TEAM, id, ["Rust", "Go"], [], RITA, NOW) for id in ids.values()),
        *(database.transact(storage.tags.tag_many, TEAM, [(id, "go"), (id, "RUST")], TOM, NOW) for id in ids.values()),
    )
    assert (await database.ask(bearing, "rust", "go")).count == len(ids)


def test_those_with_all_of_some_tags_are_listed_by_name_page_by_page(database):
    ids = database.run(fill)
    page = database.run(bearing, "kotlin", most=2)
    assert (page.count, [one.name for one in page.found], page.next) == (
        5,
        ["Ana Silva", "Ben Okafor"],
        ids["Ben Okafor"],
    )
    page = database.run(bearing, "kotlin", after=page.next, most=2)
    assert [one.name for one in page.found] == ["Cleo Brandt", "Dora Costa"]
    page = database.run(bearing, "kotlin", after=page.next, most=2)
    assert ([one.name for one in page.found], page.next) == (["Fay Lund"], None)
    both = database.run(bearing, "Lisbon", "java")
    assert (both.count, [one.name for one in both.found]) == (2, ["Ana Silva", "Fay Lund"])
    assert database.run(bearing, "java", "c++").count == 0


def test_who_shares_most_comes_first_then_who_was_spoken_to_last(database):
    ids = database.run(fill)
    for name, at in (("Cleo Brandt", NOW), ("Dora Costa", NOW + HOUR)):
        database.run(storage.touches.log, TEAM, touch(ids[name], at))
    alike = database.run(storage.tags.similar, TEAM, ids["Ana Silva"], 10)
    assert [(one.found.name, one.shared) for one in alike] == [
        ("Fay Lund", ("Java", "Kotlin", "Lisbon")),
        ("Ben Okafor", ("Kotlin", "Lisbon")),
        ("Dora Costa", ("Kotlin",)),
        ("Cleo Brandt", ("Kotlin",)),
    ]
    assert alike[2].spoke_at == NOW + HOUR
    assert [one.found.name for one in database.run(storage.tags.similar, TEAM, ids["Ana Silva"], 1)] == ["Fay Lund"]
    assert database.run(storage.tags.similar, TEAM, ids["Emil Weber"]) == []


def test_who_is_not_to_be_contacted_is_not_offered_as_similar(database):
    ids = database.run(fill)
    database.run(storage.marks.forbid, TEAM, ids["Fay Lund"], "asked us", TOM, NOW)
    alike = database.run(storage.tags.similar, TEAM, ids["Ana Silva"], 1)
    assert [one.found.name for one in alike] == ["Ben Okafor"]
    database.run(storage.marks.allow, TEAM, ids["Fay Lund"], RITA, NOW + DAY)
    alike = database.run(storage.tags.similar, TEAM, ids["Ana Silva"], 1)
    assert [one.found.name for one in alike] == ["Fay Lund"]


def test_marks_are_kept_and_taken_back_on_record_without_their_words(database):
    ana = database.run(fill)["Ana Silva"]
    database.run(storage.marks.put_in_segment, TEAM, ana, Segment.WARM, RITA, NOW)
    database.run(storage.marks.put_in_segment, TEAM, ana, Segment.WARM, RITA, NOW)
    database.run(storage.marks.forbid, TEAM, ana, "a secret reason", TOM, NOW + HOUR)
    marks = database.run(storage.marks.of, TEAM, ana)
    assert marks.segment is Segment.WARM
    assert (marks.do_not_contact.reason, marks.do_not_contact.by) == ("a secret reason", TOM)
    assert database.run(storage.candidates.candidate, TEAM, ana).do_not_contact == "a secret reason"
    assert [one.do_not_contact for one in database.run(storage.candidates.briefly, TEAM, [ana])] == [True]
    assert database.run(storage.marks.of, OTHER, ana) == type(marks)()
    database.run(storage.marks.allow, TEAM, ana, RITA, NOW + DAY)
    database.run(storage.marks.allow, TEAM, ana, RITA, NOW + DAY)
    assert database.run(storage.marks.of, TEAM, ana).do_not_contact is None
    told = database.run(storage.audit.entries, TEAM, "candidate", ana)
    assert sorted(verb for verb, _, _ in told) == ["added", "allowed", "forbade", "segmented"]
    assert "secret" not in database.run(lambda db: str(db.exec_driver_sql("SELECT * FROM audit").all()))
