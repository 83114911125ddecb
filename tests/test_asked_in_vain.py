"""Is a manager asked about an offer no longer than it goes on?"""

from dataclasses import replace

import pytest

import storage
from bot.facts import Band, LossReason, Money, NewRound, Offer, OfferKind, OfferState, Period, RoundBy
from bot.offering import deciding, feasibility, losing, reopening, rounds
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from tests.dealt import PACKAGE, POLICY, TERMS, dealt, offer, submission
from tests.keys import KEYS
from tests.storage.examples import DAY, HOUR, MAYA, NOW, RITA, TEAM, person

ME = person(RITA)
MORE = replace(PACKAGE, base=Money(9_000_000, "EUR"))


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


@pytest.fixture
async def on_sqlite(sqlite_url):
    made = Database(sqlite_url, KEYS)
    try:
        yield made
    finally:
        await made.close()


def banded(db, deal):
    """The job has a band, and a manager who is asked."""
    storage.people.appoint(db, TEAM, [MAYA], [])
    job = submission(db, deal.submission).job
    band = Band(new_id(), Money(8_000_000, "EUR"), Money(8_500_000, "EUR"), Period.YEAR, MAYA, NOW, None, job)
    storage.bands.put(db, TEAM, band)


def waits(db):
    """Ana has an offer, and Rita wants to offer more than the band allows: Maya is asked."""
    deal = dealt(db)
    banded(db, deal)
    before = rounds.held(db, TEAM, deal.ours, POLICY, NOW)
    wanted = replace(before, state=OfferState.OPEN)
    told = rounds.say_round(db, before, wanted, NewRound(RoundBy.OFFERED, MORE, NOW, "Rita"), ME, POLICY, NOW)
    assert told.asked == (MAYA,)
    return deal


def declined(db, deal):
    losing.decline(db, offer(db, deal.ours), LossReason.PAY, None, "too late", ME, POLICY, NOW + HOUR)


def withdrawn(db, deal):
    losing.withdraw(db, offer(db, deal.ours), "the budget was cut", None, ME, POLICY, NOW + HOUR)


def gone_elsewhere(db, deal):
    losing.taken(db, offer(db, deal.acme), LossReason.RIVAL, "", ME, POLICY, NOW + HOUR)


def accepted(db, deal):
    given = TERMS, ME, POLICY, NOW + HOUR
    deciding.accept(db, offer(db, deal.ours), submission(db, deal.submission), *given)


@pytest.mark.parametrize("ends", [declined, withdrawn, gone_elsewhere, accepted])
async def test_once_it_is_over_no_manager_is_asked_and_opened_again_the_earlier_offer_stands(database, ends):
    def scene(db):
        deal = waits(db)
        (asked,) = storage.approvals.undecided(db, TEAM, deal.ana)
        ends(db, deal)
        answered = storage.approvals.one(db, TEAM, asked.id)
        assert answered
        assert (answered.granted, answered.decided_by) == (False, "")
        over = deal.acme if ends is gone_elsewhere else deal.ours
        reopening.reopen(db, offer(db, over), ME, POLICY, NOW + 2 * HOUR)
        said = [(each.by, each.package) for each in storage.offer_rounds.rounds(db, TEAM, [deal.ours])[deal.ours]]
        assert said == [(RoundBy.OFFERED, PACKAGE), (RoundBy.WITHHELD, MORE)]
        return offer(db, deal.ours).state, storage.approvals.undecided(db, TEAM, deal.ana)

    assert await database.transact(scene) == (OfferState.OPEN, [])


async def test_who_accepts_what_ran_out_ends_the_newer_one_that_waits(database):
    def scene(db):
        deal, late = dealt(db), NOW + 4 * DAY
        older = rounds.held(db, TEAM, deal.ours, POLICY, late)
        banded(db, deal)
        newer = Offer(new_id(), deal.ana, OfferKind.OURS, OfferState.OPEN, RITA, late, submission=deal.submission)
        newer = rounds.raise_offer(db, newer, NewRound(RoundBy.OFFERED, MORE, late), ME, POLICY, late).offer
        stood = older.state, newer.state
        deciding.accept(db, older, submission(db, deal.submission), TERMS, ME, POLICY, late + HOUR, "Helena Brandt")
        return stood, offer(db, newer.id).state, storage.approvals.undecided(db, TEAM, deal.ana)

    stood, newer, asked = await database.transact(scene)
    assert stood == (OfferState.EXPIRED, OfferState.WAITING)
    assert (newer, asked) == (OfferState.OVER, [])


@pytest.mark.parametrize(("days", "kept"), [(2, True), (1, False)], ids=["ahead", "passed at the answer"])
async def test_a_day_said_with_what_waits_after_it_ran_out_is_kept(on_sqlite, days, kept):
    def scene(db):
        deal, late = dealt(db), NOW + 4 * DAY
        banded(db, deal)
        before = rounds.held(db, TEAM, deal.ours, POLICY, late)
        wanted = replace(before, state=OfferState.OPEN, decide_by=late + days * DAY)
        rounds.say_round(db, before, wanted, NewRound(RoundBy.OFFERED, MORE, late), ME, POLICY, late)
        (asked,) = storage.approvals.undecided(db, TEAM, deal.ana)
        feasibility.approve(db, asked, person(MAYA, manager=True), POLICY, late + DAY)
        return before.state, offer(db, deal.ours), late

    state, after, late = await on_sqlite.transact(scene)
    assert (state, after.state) == (OfferState.EXPIRED, OfferState.OPEN)
    assert (after.decide_by == late + days * DAY) is kept
    assert after.decide_by > late + DAY
