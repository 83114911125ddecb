"""Are just those records found that have been silent for long, page by page, and is one kept for a reason?"""

from datetime import timedelta

import pytest

import storage
from bot.facts import Silent, Stage
from storage.tables import Candidates, table
from tests.storage.examples import DAY, NOW, OTHER, RITA, TEAM, TOM, owed, touch

KIND, OTHERS = "retention.asked", ("updates.owed",)
LATER = NOW + 800 * DAY
BEFORE, PLACED = LATER - 730 * DAY, LATER - 365 * DAY


def silent(db, after=-1, most=100, team=TEAM):
    return storage.retention.silent(db, team, KIND, OTHERS, BEFORE, PLACED, LATER, after, most)


def ana(db, team=TEAM):
    storage.candidates.add_many(db, team, [(7, "Ana Silva", [])], TOM, NOW)


def spoken(db, at):
    storage.touches.log(db, TEAM, touch(7, at))


def forward(db, stage, at):
    job = storage.jobs.titled(db, TEAM, f"Engineer {stage}", RITA, NOW)
    storage.submissions.put_forward(db, TEAM, 7, job.id, stage, RITA, at)


@pytest.mark.parametrize(
    ("happens", "since"),
    [
        pytest.param([], NOW, id="never spoken to"),
        pytest.param([(spoken, NOW + 60 * DAY)], NOW + 60 * DAY, id="spoken to long ago"),
        pytest.param([(spoken, LATER - 90 * DAY)], None, id="spoken to of late"),
        pytest.param([(forward, Stage.OFFER, NOW)], None, id="in process"),
        pytest.param([(forward, Stage.PLACED, LATER - 300 * DAY)], None, id="placed within a year"),
        pytest.param([(forward, Stage.PLACED, NOW)], NOW, id="placed long ago"),
        pytest.param([(forward, Stage.REJECTED, LATER)], NOW, id="at an end"),
        pytest.param([(storage.retention.keep, 7, LATER + DAY, "asked so", TOM, LATER)], None, id="kept for longer"),
        pytest.param([(storage.retention.keep, 7, LATER, "asked so", TOM, NOW)], NOW, id="kept until today"),
    ],
)
def test_who_has_been_silent_for_long_is_found(database, happens, since):
    database.run(ana)
    for does, *given in happens:
        database.run(does, *([TEAM] if does is storage.retention.keep else []), *given)
    found, last = database.run(silent)
    assert last is None
    assert [(each.candidate, each.since, each.added_by) for each in found] == ([(7, since, TOM)] if since else [])


@pytest.mark.parametrize(
    ("promise", "found"),
    [
        pytest.param(owed(7, kind=KIND), [], id="asked about already"),
        pytest.param(owed(7, kind=KIND, waived="not_needed"), [], id="asked about already, whatever became of it"),
        pytest.param(owed(7), [], id="something is owed"),
        pytest.param(owed(7, waived="not_needed"), [7], id="what was owed is not needed"),
        pytest.param(owed(70), [7], id="owed to somebody else"),
    ],
)
def test_who_is_asked_about_or_owed_something_is_left_out(database, promise, found):
    database.run(ana)
    database.run(storage.promises.write, TEAM, [promise])
    assert [each.candidate for each in database.run(silent)[0]] == found


def test_the_recruiter_who_put_them_forward_last_is_known(database):
    database.run(ana)
    database.run(forward, Stage.REJECTED, NOW + DAY)
    assert database.run(silent)[0] == [Silent(7, NOW, TOM, RITA)]


def test_pages_hold_everybody_once_and_no_other_team(database):
    def fill(db):
        for team in (TEAM, OTHER):
            storage.candidates.add_many(db, team, [(id, f"Ana {id}", []) for id in range(25)], TOM, NOW)

    database.run(fill)
    seen, after = [], -1
    while after is not None:
        found, after = database.run(silent, after, 10)
        assert len(found) <= 10
        seen += [each.candidate for each in found]
    assert seen == list(range(25))


def test_why_a_record_is_kept_is_on_record_without_the_words(database):
    database.run(ana)
    database.run(storage.retention.keep, TEAM, 7, LATER + timedelta(days=365), "a secret reason", RITA, LATER)
    assert [entry[:2] for entry in database.run(storage.audit.entries, TEAM, "candidate", 7)] == [("kept", RITA)]
    kept = table(Candidates).c
    assert database.run(lambda db: db.execute(table(Candidates).select()).mappings().one()[kept.kept_why.name]) == (
        "a secret reason"
    )
