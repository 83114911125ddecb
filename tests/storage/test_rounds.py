"""Do touches logged as one count as if each had been logged by itself, and go as one?"""

from dataclasses import replace

import pytest
from sqlalchemy import select

import storage
from bot import promises
from bot.facts import Direction, How, Kind, Outcome
from bot.policy import Policy
from storage.tables import Audit, Candidates, Touches, table
from tests.storage.examples import DAY, HOUR, NOW, OTHER, RITA, TEAM, TOM, person, touch

ROUND = 77
CALL = How(Kind.CALL, Direction.OUT, Outcome.VOICEMAIL)
EMAIL = How(Kind.EMAIL, Direction.OUT, Outcome.SENT)
NEWSLETTER = How(Kind.NEWSLETTER, Direction.OUT, Outcome.SENT)
THEIRS = How(Kind.EMAIL, Direction.IN, Outcome.REPLIED)
MOMENTS = (
    *("first_spoke_at", "spoke_at", "updated_at", "answered_at", "tried_at", "attempted_at", "offers_asked_at"),
    *("heard_at", "heard_by"),
)


def people(db, team=TEAM):
    """Ana is new, Ben wrote and waits, Cleo was promised to hear, Dora will write later than the round."""
    storage.people.meet(db, person(RITA, team=team))
    ids = [storage.candidates.add(db, team, name, [], RITA, NOW).id for name in ("Ana", "Ben", "Cleo", "Dora")]
    storage.touches.log(db, team, touch(ids[1], NOW, how=THEIRS))
    storage.touches.log(db, team, touch(ids[2], NOW, promised_on=(NOW + DAY).date()))
    storage.touches.log(db, team, touch(ids[3], NOW + 2 * HOUR, how=THEIRS))
    return ids


def a_round(ids, how=EMAIL, **more):
    plain = {"how": how, "two_way": False, "batch": ROUND} | more
    return [touch(id, NOW + HOUR, **plain) for id in ids]


def state(db, team=TEAM):
    """What follows from touches: the moments of candidates, and which promises were kept when."""
    who = table(Candidates).c
    them = [tuple(row) for row in db.execute(select(*(who[name] for name in ("name", *MOMENTS))).order_by(who.name))]
    kept = table(Touches).c
    there = db.execute(select(kept.kept_at).where(kept.team == team, kept.promised_on.is_not(None)))
    return them, list(there.scalars())


@pytest.mark.parametrize(
    ("how", "told"),
    [
        pytest.param(CALL, False, id="calls"),
        pytest.param(EMAIL, False, id="e-mails"),
        pytest.param(EMAIL, True, id="e-mails that told them"),
        pytest.param(NEWSLETTER, False, id="a newsletter"),
    ],
)
def test_a_round_counts_as_each_touch_would(database, how, told):
    ids = database.run(people)
    before = database.run(state)
    round = a_round(ids, how, told=told)
    database.run(storage.rounds.log, TEAM, round)
    together = database.run(state)
    database.run(storage.rounds.delete, TEAM, round, RITA, NOW + DAY)
    assert database.run(state) == before
    for each in a_round(ids, how, told=told):
        database.run(storage.touches.log, TEAM, each)
    assert database.run(state) == together
    if how is NEWSLETTER:
        assert together == before
    else:
        them, kept = together
        assert [row[1 + MOMENTS.index("answered_at")] for row in them] == [NOW + HOUR] * 4
        assert [row[1 + MOMENTS.index("heard_at")] for row in them] == [None, None, None, NOW + 2 * HOUR]
        assert kept == [NOW + HOUR]


def test_each_deletion_of_a_round_is_on_record_without_its_words(database):
    ids = database.run(people)
    round = a_round(ids, note="a secret")
    database.run(storage.rounds.log, TEAM, round)
    database.run(storage.rounds.delete, TEAM, round, TOM, NOW + DAY)

    def recorded(db):
        on = table(Audit).c
        there = select(on.subject, on.by, on.before).where(on.team == TEAM, on.verb == "deleted")
        return {row.subject: (row.by, row.before) for row in db.execute(there)}

    found = database.run(recorded)
    assert set(found) == {str(each.id) for each in round}
    assert all(by == TOM and "secret" not in told and "email.out.sent" in told for by, told in found.values())
    assert all(each.deleted for each in database.run(storage.rounds.of, TEAM, ROUND))


def test_rounds_of_a_day_are_listed_as_such_and_stand_not_among_the_single_touches(database):
    ids = database.run(people)
    round = a_round(ids)
    database.run(storage.rounds.log, TEAM, round)
    database.run(storage.rounds.log, TEAM, [replace(each, id=each.id + 1, batch=78) for each in a_round(ids[:1], CALL)])
    database.run(storage.touches.change, TEAM, replace(round[3], batch=None, note="bounced"), RITA, NOW + DAY)
    since = NOW + HOUR / 2
    found = database.run(storage.rounds.logged_since, TEAM, RITA, since)
    assert sorted((each.batch, each.how, each.count, each.names) for each in found) == [
        (77, EMAIL, 3, ("Ana", "Ben", "Cleo")),
        (78, CALL, 1, ("Ana",)),
    ]
    alone = database.run(storage.touches.logged_since, TEAM, RITA, since)
    assert [(each.note, who.name) for each, who in alone] == [("", "Dora"), ("bounced", "Dora")]
    assert database.run(storage.rounds.logged_since, OTHER, RITA, since) == []
    assert database.run(storage.rounds.logged_since, TEAM, TOM, since) == []
    assert database.run(storage.rounds.of, OTHER, ROUND) == []


def test_a_newsletter_leaves_all_that_is_owed_as_it_was_and_an_email_does_not(database):
    ids = database.run(people)

    def owed(db):
        promises.plan(db, TEAM, ids, Policy(), NOW)
        there = storage.promises.about(db, TEAM, promises.KINDS, [str(id) for id in ids])
        return sorted((each.kind, each.subject, each.since) for each in there)

    before = database.run(owed)
    assert {kind for kind, *_ in before} == {"replies.owed", "touches.promised"}
    database.run(storage.rounds.log, TEAM, a_round(ids, NEWSLETTER))
    assert database.run(owed) == before
    database.run(storage.rounds.log, TEAM, a_round(ids, batch=78))
    assert [kind for kind, *_ in database.run(owed)] == ["replies.owed"]
