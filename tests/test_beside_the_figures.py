"""Does a comparison say, beside the figures, why they move, and what speaks for the job it is about?"""

from dataclasses import replace

import pytest

import storage
from bot import messages
from bot.facts import About, OfferKind, OfferState, Stage
from handlers.comparison import read_side_by_side
from storage.database import Database
from tests.dealt import POLICY, add, dealt, offer, submission
from tests.keys import KEYS
from tests.messages.samples import words
from tests.storage.examples import NOW, RITA, TEAM, person, touch

COMMUTE, CALM, NEAR = "An hour by train", "A calm team", "Close to home"
WHY = f"Why they move: {COMMUTE}"


def both(db):
    """Ana is at offer for a calm team, at interview for a job near her; she said why she moves."""
    deal = dealt(db)
    for each, points in ((deal.submission, CALM), (deal.other, NEAR)):
        job = storage.jobs.job(db, TEAM, submission(db, each).job)
        assert job
        assert storage.jobs.describe(db, TEAM, job, job.role, None, points, RITA, NOW)
    said = touch(deal.ana)
    storage.touches.log(db, TEAM, said)
    storage.notes.write(db, TEAM, said.id, deal.ana, {About.REASON_TO_MOVE: COMMUTE})
    return deal


def taken_back(db, deal):
    ours = offer(db, deal.ours)
    storage.offers.change(db, TEAM, ours, replace(ours, state=OfferState.WITHDRAWN), RITA, NOW)


def for_the_other(db, deal):
    taken_back(db, deal)
    add(db, deal.ana, OfferKind.OURS, OfferState.OPEN, "Data analyst", submission=deal.other)


def rejected(*names):
    def scene(db, deal):
        taken_back(db, deal)
        for each in names:
            storage.submissions.move(db, TEAM, submission(db, getattr(deal, each)), Stage.REJECTED, RITA, NOW)

    return scene


@pytest.mark.parametrize(
    ("then", "speaks"),
    [
        pytest.param(lambda *_: None, CALM, id="the job that ours is for"),
        pytest.param(for_the_other, NEAR, id="though they are further for another"),
        pytest.param(taken_back, CALM, id="none of ours: the job for which they are furthest"),
        pytest.param(rejected("submission"), NEAR, id="of those that go on"),
        pytest.param(rejected("submission", "other"), "", id="none goes on"),
    ],
)
async def test_it_says_why_they_move_and_what_speaks_for_the_job(sqlite_url, then, speaks):
    database = Database(sqlite_url, KEYS)

    def scene(db):
        deal = both(db)
        then(db, deal)
        return read_side_by_side(db, deal.ana, person(RITA), POLICY, NOW)

    try:
        shown, today = await database.transact(scene)
    finally:
        await database.close()
    for drawn in (messages.comparison.table, messages.comparison.listed):
        beside = words(drawn(shown, POLICY, today).blocks)
        assert WHY in beside
        assert beside.count(f"What speaks for the job: {speaks}") == bool(speaks)
