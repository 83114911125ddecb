"""Is a dispute kept with its evidence as it was, found again, and on record without the words?"""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

import storage
from bot.facts import Dispute, DisputeState, Ground, Question, Ruling, Share, Suggestion
from storage.tables import Audit, Candidates, table
from tests.storage.examples import DAY, HOUR, MAYA, NOW, OTHER, RITA, TEAM, TOM, person, touch

WORDS = ("a secret reason", "secret evidence", "a secret answer", "a secret question", "a secret why")


def dispute(id: int = 9, candidate: int = 7, **more) -> Dispute:
    at = more.pop("at", NOW)
    plain = Dispute(id, candidate, RITA, TOM, at, *WORDS[:2], at + 2 * DAY, at + 5 * DAY, DisputeState.ANSWER)
    return replace(plain, **more)


@pytest.fixture
def filled(database):
    """Two candidates, one of whom Rita and Tom spoke with."""

    def fill(db):
        for id in (RITA, TOM, MAYA):
            storage.people.meet(db, person(id))
        storage.candidates.add_many(db, TEAM, [(7, "Ana Silva", []), (8, "Ben", [])], RITA, NOW)
        storage.touches.log(db, TEAM, touch(7, NOW - 3 * DAY, id=1))
        storage.touches.log(db, TEAM, touch(7, NOW - DAY, id=2, by=TOM, note="a secret note"))
        storage.touches.log(db, TEAM, gone := touch(7, NOW - DAY, id=3))
        storage.touches.delete(db, TEAM, gone, RITA, NOW - HOUR)
        storage.touches.log(db, TEAM, touch(8, NOW - DAY, id=4))

    database.run(fill)
    return database


def test_the_evidence_is_the_touches_as_they_were(filled):
    there = filled.run(storage.disputes.add, TEAM, dispute())
    assert [(each.id, each.by, each.two_way, each.note) for each in there] == [(2, TOM, True, ""), (1, RITA, True, "")]

    def changes(db):
        storage.touches.change(db, TEAM, touch(7, NOW - 9 * DAY, id=1, two_way=False), RITA, NOW + HOUR)
        storage.touches.delete(db, TEAM, touch(7, id=2), TOM, NOW + HOUR)
        storage.touches.log(db, TEAM, touch(7, NOW + HOUR, id=5))

    filled.run(changes)
    assert filled.run(storage.disputes.evidence, TEAM, 9) == there
    now = filled.run(storage.disputes.touches, TEAM, dispute())
    assert {each.id: each.deleted for each in now} == {1: False, 2: True, 3: True, 5: False}
    assert filled.run(storage.disputes.evidence, OTHER, 9) == ()


def test_a_dispute_reads_back_at_each_step(filled):
    question = Question(11, 9, MAYA, TOM, WORDS[3], NOW + 2 * DAY)
    credit = (Share(RITA, 60), Share(TOM, 40))
    steps = [
        (storage.disputes.suggest, Suggestion(Ruling.KEEP, Ground.OWNER_SPOKE, 1)),
        (storage.disputes.answer, WORDS[2], RITA, NOW + DAY),
        (storage.disputes.go_up, NOW + 6 * DAY, RITA, NOW + DAY),
        (storage.disputes.ask, question, NOW + 7 * DAY),
        (storage.disputes.remind,),
        (storage.disputes.end, Ruling.SHARE, WORDS[4], credit, MAYA, NOW + 4 * DAY),
    ]
    there = dispute()
    filled.run(storage.disputes.add, TEAM, there)
    for step, *given in steps:
        there = filled.run(step, TEAM, there, *given)
        assert filled.run(storage.disputes.one, TEAM, 9) == there
    assert filled.run(storage.disputes.one, OTHER, 9) is None
    assert there == dispute(
        state=DisputeState.ENDED,
        suggestion=Ruling.KEEP,
        ground=Ground.OWNER_SPOKE,
        about=1,
        answer=WORDS[2],
        answered_by=RITA,
        answered_at=NOW + DAY,
        up_at=NOW + DAY,
        rule_by=NOW + 7 * DAY,
        asked=1,
        step=1,
        ruling=Ruling.SHARE,
        ruled_by=MAYA,
        ended_at=NOW + 4 * DAY,
        reasons=WORDS[4],
        credit=credit,
    )
    assert filled.run(storage.disputes.questions, TEAM, 9) == (question,)
    filled.run(storage.disputes.answer_question, TEAM, question, "on Monday", TOM, NOW + 3 * DAY)
    answered = replace(question, answer="on Monday", answered_at=NOW + 3 * DAY)
    assert filled.run(storage.disputes.question, TEAM, 11) == answered
    assert filled.run(storage.disputes.question, OTHER, 11) is None


def test_a_candidate_is_frozen_while_a_dispute_is_open_and_has_one_at_a_time(filled):
    disputed = select(table(Candidates).c.dispute).where(table(Candidates).c.id == 7)

    def marked(db):
        return db.execute(disputed).scalar()

    filled.run(storage.disputes.add, TEAM, dispute())
    assert filled.run(marked) == 9
    with pytest.raises(IntegrityError):
        filled.run(storage.disputes.add, TEAM, dispute(10))
    filled.run(storage.disputes.end, TEAM, dispute(), Ruling.WITHDRAWN, "", (), TOM, NOW + DAY)
    assert filled.run(marked) is None
    filled.run(storage.disputes.add, TEAM, dispute(10))
    assert filled.run(marked) == 10


def test_open_ones_are_found_by_candidate_by_party_and_all(filled):
    def ids(found):
        return [each.id for each in found]

    filled.run(storage.disputes.add, TEAM, dispute(9, 7))
    filled.run(storage.disputes.add, TEAM, dispute(10, 8, at=NOW + DAY, owner=MAYA))
    assert ids(filled.run(storage.disputes.open_in, TEAM)) == [9, 10]
    assert [ids(filled.run(storage.disputes.of_person, TEAM, who)) for who in (RITA, TOM, MAYA)] == [[9], [9, 10], [10]]
    assert filled.run(storage.disputes.open_about, TEAM, 7).id == 9
    assert ids(filled.run(storage.disputes.open_in, OTHER)) == []
    filled.run(storage.disputes.end, TEAM, dispute(), Ruling.KEEP, "why", (), MAYA, NOW)
    assert ids(filled.run(storage.disputes.open_in, TEAM)) == ids(filled.run(storage.disputes.of_person, TEAM, TOM))
    assert filled.run(storage.disputes.open_about, TEAM, 7) is None


def test_precedents_are_those_ruled_on_the_same_ground_the_newest_first(filled):
    settled = [
        (1, Ground.LIVE, Ruling.KEEP),
        (2, Ground.LIVE, Ruling.TRANSFER),
        (3, Ground.BOTH, Ruling.SHARE),
        (4, Ground.LIVE, Ruling.WITHDRAWN),
        (5, Ground.LIVE, Ruling.NOT_RULED),
    ]

    def fill(db):
        for id, ground, ruling in settled:
            it = dispute(id, at=NOW + id * DAY)
            storage.disputes.add(db, TEAM, it)
            it = storage.disputes.suggest(db, TEAM, it, Suggestion(Ruling.KEEP, ground))
            storage.disputes.end(db, TEAM, it, ruling, "why", (), MAYA, NOW + id * DAY)

    filled.run(fill)

    def found(*more, **named):
        return [each.id for each in filled.run(lambda db: storage.disputes.precedents(db, *more, **named))]

    assert found(TEAM, Ground.LIVE) == [5, 2, 1]
    assert found(TEAM, Ground.LIVE, most=2) == [5, 2]
    assert found(TEAM, Ground.LIVE, but=2) == [5, 1]
    assert (found(TEAM, Ground.BOTH), found(OTHER, Ground.LIVE)) == ([3], [])


def test_all_letters_of_a_dispute_are_found_and_no_others(filled):
    def write(db):
        storage.disputes.add(db, TEAM, dispute())
        question = Question(11, 9, MAYA, TOM, "when?", NOW)
        storage.disputes.ask(db, TEAM, dispute(), question, NOW + 6 * DAY)
        return [
            storage.outbox.letter(db, TEAM, f"{kind}/{about}", kind, RITA, NOW, NOW, about=about)
            for kind, about in [
                ("disputes.claimed", 9),
                ("disputes.asked", 11),
                ("disputes.claimed", 10),
                ("imports", 9),
            ]
        ]

    written = filled.run(write)
    assert filled.run(storage.disputes.letters, TEAM, 9) == sorted(written[:2])
    assert filled.run(storage.disputes.letters, OTHER, 9) == []


def test_everything_is_on_record_and_no_word_of_it(filled):
    def goes(db):
        storage.disputes.add(db, TEAM, dispute())
        storage.disputes.answer(db, TEAM, dispute(), WORDS[2], RITA, NOW)
        storage.disputes.go_up(db, TEAM, dispute(), NOW + 6 * DAY, RITA, NOW)
        question = Question(11, 9, MAYA, TOM, WORDS[3], NOW)
        storage.disputes.ask(db, TEAM, dispute(), question, NOW + 7 * DAY)
        storage.disputes.answer_question(db, TEAM, question, "a secret date", TOM, NOW)
        storage.disputes.end(db, TEAM, dispute(), Ruling.SHARE, WORDS[4], (Share(RITA, 60), Share(TOM, 40)), MAYA, NOW)
        rows = db.execute(select(table(Audit)).where(table(Audit).c.subject_kind == "dispute")).mappings()
        return [dict(row) for row in rows]

    kept = filled.run(goes)
    assert {row["verb"] for row in kept} == {"opened", "answered", "went_up", "asked", "answered_question", "ended"}
    assert not [row for row in kept if "secret" in str(row)]
    ended = next(row["after"] for row in kept if row["verb"] == "ended")
    assert ended == f"share {RITA}=60 {TOM}=40 {storage.audit.digest(WORDS[4])}"
