"""Is what was given and asked kept, thanked for, carried over by a merge, and gone with an erasure?"""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

import storage
from bot import promises
from bot.facts import Connected, Direction, Favour, FavourKind, Happened, How, Kind, Outcome
from bot.redaction import Redactor
from storage.tables import Audit, Favours, table
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, touch
from tests.storage.merging import POLICY, add, log, merge, met, undo

LATER = NOW + 2 * DAY


def favour(candidate: int, id: int = 1, kind: FavourKind = FavourKind.REFERRAL, words: str = "a lead dev", **more):
    plain: dict[str, Any] = {"id": id, "candidate": candidate, "kind": kind, "words": words, "by": RITA, "at": NOW}
    return Favour(**plain | more)


def ana_with(db, *favours, team=TEAM):
    """Ana, with favours."""
    met(db, team)
    ana = add(db, "Ana Silva", team=team)
    for each in favours:
        storage.favours.add(db, team, replace(each, candidate=ana), NOW)
    return ana


def owed(db, *candidates):
    """To whom thanks are owed, by whom, since when."""
    promises.plan(db, TEAM, candidates, POLICY, NOW)
    there = storage.promises.about(db, TEAM, ["favours.thanks"], [str(id) for id in candidates])
    return [(int(each.subject), each.whom, each.since) for each in there]


def test_they_are_listed_newest_first_for_their_team_alone(database):
    tip = favour(0, 2, FavourKind.CV_TIP, "shorter", at=NOW + HOUR)
    ana = database.run(ana_with, favour(0), tip)
    assert database.run(storage.favours.of, TEAM, ana) == (replace(tip, candidate=ana), favour(ana))
    assert database.run(storage.favours.of, TEAM, ana, 1) == (replace(tip, candidate=ana),)
    assert database.run(storage.favours.of, OTHER, ana) == ()
    assert database.run(storage.favours.one, OTHER, 1) is None


def test_thanks_are_owed_from_when_something_came_until_they_were_thanked(database):
    ana = database.run(ana_with, favour(0), favour(0, 2, FavourKind.CV_TIP))
    asked, given = favour(ana), favour(ana, 2, FavourKind.CV_TIP)
    assert database.run(owed, ana) == []
    database.run(storage.favours.came, TEAM, given, "a better CV", TOM, NOW + HOUR)
    assert database.run(owed, ana) == []
    database.run(storage.favours.came, TEAM, asked, "hired", TOM, NOW + HOUR)
    assert database.run(owed, ana) == [(ana, RITA, NOW + HOUR)]
    known = database.run(storage.favours.one, TEAM, 1)
    database.run(storage.favours.came, TEAM, known, "hired, on trial", TOM, LATER)
    assert database.run(owed, ana) == [(ana, RITA, NOW + HOUR)], "what is corrected came when it came"
    database.run(storage.favours.thank, TEAM, known, LATER, RITA, LATER)
    assert database.run(owed, ana) == []
    database.run(storage.favours.thank, TEAM, known, None, RITA, LATER)
    assert database.run(owed, ana) == [(ana, RITA, NOW + HOUR)]
    database.run(storage.favours.came, TEAM, known, None, TOM, LATER)
    assert database.run(owed, ana) == []


@pytest.mark.parametrize(
    ("how", "settles"),
    [
        pytest.param(How(Kind.CALL, Direction.OUT, Outcome.SPOKE), True, id="a call that reached them"),
        pytest.param(How(Kind.CALL, Direction.OUT, Outcome.NO_ANSWER), False, id="a call that did not"),
        pytest.param(How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT), False, id="a newsletter"),
    ],
)
def test_a_later_touch_is_taken_as_thanks(database, how, settles):
    ana = database.run(ana_with, favour(0, came_of_it="hired", came_at=NOW))
    one = touch(ana, NOW + HOUR, how=how, two_way=how.outcome is Outcome.SPOKE)
    database.run(storage.touches.log, TEAM, one)
    assert database.run(owed, ana) == ([] if settles else [(ana, RITA, NOW)])
    database.run(storage.touches.delete, TEAM, one, RITA, LATER)
    assert database.run(owed, ana) == [(ana, RITA, NOW)]


def test_every_change_is_on_record_without_its_words(database):
    ana = database.run(ana_with, favour(0, words="a secret"))
    one = favour(ana, words="a secret")
    database.run(storage.favours.came, TEAM, one, "a secret", TOM, LATER)
    database.run(storage.favours.thank, TEAM, one, LATER, TOM, LATER)
    database.run(storage.favours.take_out, TEAM, one, TOM, LATER)
    assert database.run(storage.favours.of, TEAM, ana) == ()

    def recorded(db):
        on = table(Audit).c
        return list(db.execute(select(on.verb, on.by, on.before, on.after).where(on.subject == "1").order_by(on.at)))

    found = database.run(recorded)
    assert {(row.verb, row.by) for row in found} == {("asked", RITA), ("came", TOM), ("thanked", TOM), ("deleted", TOM)}
    assert not any("secret" in (row.before or "") + (row.after or "") for row in found)


def test_they_stand_in_the_time_line_with_what_came_of_them(database):
    ana = database.run(ana_with, favour(0, at=NOW + HOUR, came_of_it="hired", came_at=LATER))
    database.run(storage.marks.connect, TEAM, ana, TOM, LATER)
    them = database.run(storage.candidates.candidate, TEAM, ana)
    entries = database.run(storage.timeline.page, TEAM, them, LATER.date()).entries
    assert [(each.kind, each.words, each.before, each.after) for each in entries][:2] == [
        (Happened.CHANGED, "connected", None, None),
        (Happened.FAVOUR, "a lead dev", "referral", "hired"),
    ]


def test_a_second_word_of_being_connected_takes_the_first_back(database):
    ana = database.run(ana_with)
    assert database.run(storage.marks.connect, TEAM, ana, TOM, NOW)
    assert database.run(storage.marks.of, TEAM, ana).connected == Connected(TOM, NOW)
    assert not database.run(storage.marks.connect, TEAM, ana, RITA, LATER)
    assert database.run(storage.marks.of, TEAM, ana).connected is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_merge_carries_them_with_the_thanks_that_are_owed_and_its_undo_gives_them_back(database, turned):
    ana = database.run(ana_with, favour(0, came_of_it="hired", came_at=NOW))
    twin = database.run(add, "Ána Sílva")
    database.run(storage.favours.add, TEAM, favour(twin, 2, FavourKind.CV_TIP), NOW)
    database.run(storage.marks.connect, TEAM, twin, TOM, NOW)
    rita = database.run(met)
    kept, gone = (twin, ana) if turned else (ana, twin)
    before = [database.run(storage.favours.of, TEAM, id) for id in (ana, twin)]
    id = database.run(merge, kept, gone, rita, LATER)
    assert {each.id for each in database.run(storage.favours.of, TEAM, kept)} == {1, 2}
    assert database.run(owed, ana, twin) == [(kept, RITA, NOW)]
    assert database.run(storage.marks.of, TEAM, kept).connected == Connected(TOM, NOW)
    database.run(undo, id, rita, LATER + HOUR)
    assert [database.run(storage.favours.of, TEAM, id) for id in (ana, twin)] == before
    assert database.run(owed, ana, twin) == [(ana, RITA, NOW)]
    assert database.run(storage.marks.of, TEAM, ana).connected is None


def test_all_of_it_is_in_what_is_given_out_about_one_person(database):
    ana = database.run(ana_with, favour(0, came_of_it="hired", came_at=NOW))
    database.run(owed, ana)
    tables = database.run(storage.everything.about, TEAM, ana).tables
    assert [(row["kind"], row["words"], row["came_of_it"]) for row in tables["favours"]] == [
        ("referral", "a lead dev", "hired")
    ]
    assert [row["kind"] for row in tables["promises"]] == ["favours.thanks"]
    assert "asked" in [row["verb"] for row in tables["audit"]]


def test_an_erasure_takes_them_out_and_the_name_out_of_those_of_others(database):
    ana = database.run(ana_with, favour(0, came_of_it="hired", came_at=NOW))
    ben = database.run(add, "Ben Okafor")
    told = favour(ben, 2, words="knows Ana Silva", came_of_it="Silva, Ana was hired", came_at=NOW)
    database.run(storage.favours.add, TEAM, told, NOW)
    database.run(log, ana, NOW - HOUR)

    def erase(db):
        known = storage.known_as.known_as(db, TEAM, ana)
        places, _ = storage.mentions.look(db, TEAM, Favours, None, Redactor(known), frozenset())
        storage.mentions.redact(db, TEAM, [each for each in places if each.key[1] == 2], Redactor(known), frozenset())
        storage.erasing.take_out(db, TEAM, known, promises.KINDS, 0, LATER)
        promises.plan(db, TEAM, [ana], POLICY, LATER)

    database.run(erase)
    assert database.run(storage.favours.one, TEAM, 1) is None
    left = database.run(storage.favours.one, TEAM, 2)
    assert "Ana" not in left.words + left.came_of_it
    assert "Silva" not in left.words + left.came_of_it
    assert database.run(storage.promises.about, TEAM, ["favours.thanks"], [str(ana)]) == []
