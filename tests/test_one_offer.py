"""Is there ever more than one offer of ours that goes on for a job?"""

from dataclasses import replace
from datetime import timedelta

import pytest

import storage
from bot.errors import Refused
from bot.facts import LossReason, NewDeadline, NewRound, Offer, OfferKind, OfferState, RoundBy, Stage
from bot.offering import clock, deadlines, deciding, losing, reopening, rounds
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import PACKAGE, POLICY, TERMS, dealt, offer, submission
from tests.keys import KEYS
from tests.storage.examples import DAY, NOW, RITA, TEAM, person

ME = person(RITA)
LATER = NOW + 4 * DAY
SAID = NewRound(RoundBy.OFFERED, PACKAGE, LATER, "Helena Brandt")


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


def raised(db, deal):
    """A newer offer of ours for the same job."""
    newer = Offer(new_id(), deal.ana, OfferKind.OURS, OfferState.OPEN, RITA, LATER, submission=deal.submission)
    return rounds.raise_offer(db, newer, SAID, ME, POLICY, LATER).offer


def agreed(db, deal):
    """A newer one, to which they said yes."""
    newer = raised(db, deal)
    deciding.accept(db, newer, submission(db, deal.submission), TERMS, ME, POLICY, LATER)


def new_round(db, deal):
    before = rounds.held(db, TEAM, deal.ours, POLICY, LATER)
    rounds.say_round(db, before, replace(before, state=OfferState.OPEN), SAID, ME, POLICY, LATER)


def extend(db, deal):
    before = rounds.held(db, TEAM, deal.ours, POLICY, LATER)
    on = (LATER + timedelta(days=3)).date()
    wanted = NewDeadline(deal.ours, on, None, "they asked", "Helena", int((before.decide_by or LATER).timestamp()))
    deadlines.move(db, TEAM, before, wanted, RITA, POLICY, LATER)


def reopen(db, deal):
    reopening.reopen(db, rounds.held(db, TEAM, deal.ours, POLICY, LATER), ME, POLICY, LATER)


def ran_out(db, deal):
    clock.settled(db, TEAM, offer(db, deal.ours), POLICY, LATER)


def declined(db, deal):
    """They said no, and their submission goes on after all."""
    held = rounds.held(db, TEAM, deal.ours, POLICY, NOW)
    losing.decline(db, held, LossReason.PAY, None, "", ME, POLICY, NOW)
    there = submission(db, deal.submission)
    assert there.came_from
    storage.submissions.move(db, TEAM, there, there.came_from, RITA, NOW)


@pytest.mark.parametrize("then", [raised, agreed])
@pytest.mark.parametrize(
    ("ended", "press"), [(ran_out, new_round), (ran_out, extend), (declined, reopen)], ids=["round", "extend", "reopen"]
)
async def test_an_older_one_is_not_taken_up_again_beside_a_newer(database, ended, then, press):
    def scene(db):
        deal = dealt(db)
        ended(db, deal)
        then(db, deal)
        with pytest.raises(Refused):
            press(db, deal)

    await database.transact(scene)


@pytest.mark.parametrize("press", [raised, extend])
async def test_none_is_made_or_goes_on_once_their_submission_is_over(database, press):
    def scene(db):
        deal = dealt(db)
        ran_out(db, deal)
        storage.submissions.move(db, TEAM, submission(db, deal.submission), Stage.REJECTED, RITA, LATER)
        with pytest.raises(Refused, match="not in process"):
            press(db, deal)

    await database.transact(scene)


@pytest.mark.parametrize(("ended", "press"), [(ran_out, new_round), (ran_out, extend), (declined, reopen)])
async def test_it_is_taken_up_again_where_it_is_the_only_one(database, ended, press):
    def scene(db):
        deal = dealt(db)
        ended(db, deal)
        press(db, deal)
        return offer(db, deal.ours).undecided

    assert await database.transact(scene)
