"""Is all that happened with a candidate one list, newest first, whichever page one looks at?"""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

import storage
from bot.facts import IMPORTED, About, Candidate, Happened, Ownership, Passing, Segment, Stage
from storage.tables import Disputes, Touches, table
from tests.storage.examples import DAY, EMAIL, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, touch

TODAY = date(2026, 12, 1)


def story(db, team=TEAM):
    """Ana is added, put forward, spoken to, tagged, moved, marked; one promise was kept, one was not."""
    ana = storage.candidates.add(db, team, "Ana Silva", [], RITA, NOW)
    job = storage.jobs.titled(db, team, "Data engineer", RITA, NOW)
    storage.submissions.put_forward(db, team, ana.id, job.id, Stage.SCREENING, RITA, NOW + HOUR)
    kept = touch(ana.id, NOW + 2 * HOUR, id=1, promised_on=date(2026, 11, 24))
    broken = touch(ana.id, NOW + 3 * HOUR, id=2, promised_on=date(2026, 11, 25))
    slip = touch(ana.id, NOW + 4 * HOUR, note="a slip")
    for each in (kept, broken, slip):
        storage.touches.log(db, team, each)
    storage.notes.write(db, team, broken.id, ana.id, {About.WORRIES: "the commute"})
    storage.touches.delete(db, team, slip, TOM, NOW + 5 * HOUR)
    row = table(Touches).c
    done = {"kept_by": broken.id, "kept_at": NOW + 3 * HOUR}
    db.execute(table(Touches).update().where(row.team == team, row.id == kept.id).values(**done))
    db.execute(table(Touches).update().where(row.team == team, row.id == broken.id).values(kept_by=None, kept_at=None))
    storage.tags.change(db, team, ana.id, ["Kotlin", "Lisbon"], [], TOM, NOW + 6 * HOUR)
    lisbon = storage.tags.named(db, team, ["lisbon"])["lisbon"].id
    storage.tags.change(db, team, ana.id, [], [lisbon], RITA, NOW + 7 * HOUR)
    storage.marks.put_in_segment(db, team, ana.id, Segment.WARM, RITA, NOW + 8 * HOUR)
    storage.marks.forbid(db, team, ana.id, "asked us", TOM, NOW + 9 * HOUR)
    submission = storage.submissions.of(db, team, ana.id)[0]
    storage.submissions.move(db, team, submission, Stage.INTERVIEW, TOM, NOW + 10 * HOUR)
    return ana


def whole(db, ana, most, team=TEAM, disputes=()):
    """Turn every page to the end and back: what was read on either way."""
    page = storage.timeline.page(db, team, ana, TODAY, most=most, disputes=disputes)
    assert not page.has_later
    down = list(page.entries)
    while page.has_earlier:
        page = storage.timeline.page(db, team, ana, TODAY, page.entries[-1].key, most=most, disputes=disputes)
        assert page.has_later
        down += page.entries
    up = list(page.entries)
    while page.has_later:
        page = storage.timeline.page(
            db, team, ana, TODAY, page.entries[0].key, later=True, most=most, disputes=disputes
        )
        assert page.has_earlier
        up = [*page.entries, *up]
    return down, up


def test_everything_stands_in_it_once_newest_first(database):
    ana = database.run(story)
    down, _ = database.run(whole, ana, 50)
    assert [(entry.kind, entry.by) for entry in down] == [
        (Happened.BROKEN, RITA),
        (Happened.MOVED, TOM),
        (Happened.CHANGED, TOM),
        (Happened.CHANGED, RITA),
        (Happened.CHANGED, RITA),
        (Happened.TAGGED, TOM),
        (Happened.TOUCH, RITA),
        (Happened.TOUCH, RITA),
        (Happened.KEPT, RITA),
        (Happened.TOUCH, RITA),
        (Happened.MOVED, RITA),
        (Happened.ADDED, RITA),
    ]
    assert [(entry.words, entry.before, entry.after) for entry in down if entry.kind is Happened.CHANGED] == [
        ("forbade", None, storage.audit.digest("asked us")),
        ("segmented", None, "warm"),
        ("untagged", "Lisbon", None),
    ]
    touches = [entry for entry in down if entry.touch]
    assert [(entry.touch.deleted, entry.deleted_by, dict(entry.notes)) for entry in touches] == [
        (True, TOM, {}),
        (False, "", {About.WORRIES: "the commute"}),
        (False, "", {}),
    ]
    moves = [entry for entry in down if entry.kind is Happened.MOVED]
    assert [(entry.words, entry.before, entry.stage) for entry in moves] == [
        ("Data engineer", "screening", Stage.INTERVIEW),
        ("Data engineer", None, Stage.SCREENING),
    ]
    # Lisbon was taken away later, and both is told.
    assert next(entry.words for entry in down if entry.kind is Happened.TAGGED) == "Kotlin, Lisbon"


def test_what_an_import_brought_is_told_apart_and_addresses_come_and_go(database):
    def bring(db):
        storage.candidates.add_many(db, TEAM, [(7, "Ben Okafor", [])], RITA, NOW)
        storage.tags.tag_many(db, TEAM, [(7, "Java")], RITA, NOW)
        storage.contacts.add(db, TEAM, 7, [EMAIL], TOM, NOW + HOUR)
        storage.contacts.mark(db, TEAM, [EMAIL], TOM, NOW + 2 * HOUR)
        storage.contacts.remove(db, TEAM, 7, list(storage.contacts.listed(db, TEAM, 7)), TOM, NOW + 3 * HOUR)
        return storage.timeline.page(db, TEAM, Candidate(7, "Ben Okafor"), TODAY).entries

    told = [(entry.kind, entry.by, entry.words) for entry in database.run(bring)]
    assert sorted(told[-2:]) == [(Happened.ADDED, RITA, IMPORTED), (Happened.TAGGED, RITA, "Java")]
    assert told[:-2] == [
        (Happened.CHANGED, TOM, "contacts removed"),
        (Happened.CHANGED, TOM, "contact shared"),
        (Happened.CHANGED, TOM, "contacts added"),
    ]


def test_who_may_represent_them_stands_in_it_and_when_that_was_ended(database):
    def rights(db):
        storage.candidates.add_many(db, TEAM, [(7, "Ben Okafor", [])], RITA, NOW - DAY)
        job = storage.jobs.titled(db, TEAM, "Data engineer", RITA, NOW)
        words = ("yes, do", "call", TOM, NOW + HOUR, NOW + 180 * DAY)
        right = storage.representations.record(db, TEAM, 7, job, RITA, NOW, *words)
        storage.representations.end(db, TEAM, right, "he asked", TOM, NOW + 2 * HOUR)
        return storage.timeline.page(db, TEAM, Candidate(7, "Ben Okafor"), TODAY, most=2).entries

    told = [(each.kind, each.at, each.by, each.right and each.right.holder) for each in database.run(rights)]
    assert told == [
        (Happened.RIGHT_ENDED, NOW + 2 * HOUR, TOM, RITA),
        (Happened.RIGHT, NOW + HOUR, TOM, RITA),
    ]


@pytest.mark.parametrize("most", [1, 2, 3, 5, 11])
def test_pages_of_any_size_hold_the_same_list_down_and_up(database, most):
    ana = database.run(story)
    alike, _ = database.run(whole, ana, 50)
    assert database.run(whole, ana, most) == (alike, alike)


def test_many_of_one_moment_are_neither_lost_nor_doubled(database):
    ana = database.run(story)
    chance = random.Random(3)

    def log(db):
        for _ in range(60):
            storage.touches.log(db, TEAM, touch(ana.id, NOW + chance.randrange(4) * HOUR))

    database.run(log)
    down, up = database.run(whole, ana, 7)
    assert down == up
    assert len({(entry.kind, entry.id) for entry in down}) == len(down) == 72
    assert [entry.at for entry in down] == sorted((entry.at for entry in down), reverse=True)


def test_what_is_new_meanwhile_does_not_shift_the_page_that_follows(database):
    ana = database.run(story)
    first = database.run(storage.timeline.page, TEAM, ana, TODAY, most=3)
    following = database.run(storage.timeline.page, TEAM, ana, TODAY, first.entries[-1].key, most=3)
    database.run(storage.touches.log, TEAM, touch(ana.id, NOW + 30 * DAY))
    again = database.run(storage.timeline.page, TEAM, ana, TODAY, first.entries[-1].key, most=3)
    assert again == following


def test_a_promise_is_broken_only_when_its_day_is_over(database):
    ana = database.run(story)
    page = database.run(storage.timeline.page, TEAM, ana, date(2026, 11, 25))
    assert Happened.BROKEN not in [entry.kind for entry in page.entries]


def test_another_team_sees_nothing_of_it(database):
    ana = database.run(story)
    assert database.run(storage.timeline.page, OTHER, ana, TODAY).entries == ()
    assert database.run(storage.timeline.page, TEAM, replace(ana, id=1), TODAY).entries == ()


def test_ten_thousand_touches_do_not_slow_a_page(database):
    ana = database.run(story)
    rows = [touch(ana.id, NOW - timedelta(minutes=number)) for number in range(10_000)]

    def log(db):
        first = rows[0]
        storage.touches.log(db, TEAM, first)
        there = table(Touches)
        plain = dict(db.execute(there.select().where(there.c.id == first.id)).mappings().one())
        db.execute(there.insert(), [plain | {"id": each.id, "at": each.at} for each in rows[1:]])

    database.run(log)
    looked = []

    def read(db):
        looked.append(storage.timeline.page(db, TEAM, ana, TODAY, (rows[5_000].at, rows[5_000].id)))

    database.run(read)
    assert [entry.id for entry in looked[0].entries] == [each.id for each in rows[5_001:5_016]]


def test_who_owned_them_and_who_claimed_them_stand_in_it_without_their_words(database):
    def owned(db):
        ana = storage.candidates.add(db, TEAM, "Ana Silva", [], RITA, NOW)
        for hours, (before, after, how) in enumerate([(None, RITA, "claimed"), (RITA, None, "lapsed")], start=1):
            was = {ana.id: Ownership(before)}
            storage.ownership.pass_on(db, TEAM, was, {ana.id: after}, Passing(how), RITA, NOW + hours * HOUR)
        claim = {"team": TEAM, "id": 7, "candidate": ana.id, "owner": RITA, "claimant": TOM, "reason": "a secret"}
        claim |= {"evidence": "", "answer_by": NOW, "rule_by": NOW, "asked": 0, "step": 0}
        settled = {"opened_at": NOW + 3 * HOUR, "ended_at": NOW + 4 * HOUR, "ruling": "keep", "ruled_by": MAYA}
        db.execute(table(Disputes).insert(), claim | settled | {"state": "ended"})
        was = {ana.id: Ownership(RITA)}
        storage.ownership.pass_on(db, TEAM, was, {ana.id: TOM}, Passing.RULED, MAYA, NOW + 2.5 * HOUR, dispute=7)
        still = {"opened_at": NOW + 5 * HOUR, "ended_at": None, "ruling": None, "ruled_by": None}
        db.execute(table(Disputes).insert(), claim | still | {"id": 8, "state": "answer"})
        return ana

    ana = database.run(owned)
    for most in (1, 2, 50):
        down, up = database.run(whole, ana, most, disputes=(7, 8))
        assert down == up
        assert [(entry.kind, entry.words, entry.before, entry.after, entry.by) for entry in down[:-1]] == [
            (Happened.DISPUTED, "", RITA, TOM, TOM),
            (Happened.SETTLED, "keep", RITA, TOM, MAYA),
            (Happened.DISPUTED, "", RITA, TOM, TOM),
            (Happened.OWNED, "ruled", RITA, TOM, MAYA),
            (Happened.OWNED, "lapsed", RITA, None, RITA),
            (Happened.OWNED, "claimed", None, RITA, RITA),
        ]
    assert "a secret" not in repr(down)
    assert [(entry.kind, entry.words, entry.by) for entry in database.run(whole, ana, 2)[0][:-3]] == [
        (Happened.OWNED, "", "")
    ], "whoever may not see the disputes reads who owns them, and not why"
    assert database.run(storage.timeline.page, OTHER, ana, TODAY).entries == ()
