"""Is what was written down about an offer by mistake taken back once, and is it said why where it cannot be?"""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

import storage
from bot.errors import Refused
from bot.facts import Offer, OfferKind, OfferRound, OfferState, Package, RoundBy
from bot.offering import taking_back
from storage.database import Database
from tests.dealt import POLICY, dealt
from tests.keys import KEYS
from tests.storage.examples import DAY, MAYA, NOW, RITA, TEAM, TOM, person

MANAGER = person(MAYA, manager=True)
ACME = Offer(4, 1, OfferKind.RIVAL, OfferState.OPEN, RITA, NOW)
SAID = OfferRound(5, 4, 1, RoundBy.OFFERED, Package(), NOW, RITA, NOW)
LONG_AGO, NOT_LET_OUT = replace(SAID, logged_at=NOW - 8 * DAY), replace(SAID, by=RoundBy.WITHHELD)
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


async def test_of_two_who_take_a_round_back_at_once_one_is_told_that_it_is_gone(postgres_url):
    made = Database(postgres_url, KEYS)
    try:
        deal = made.run(dealt)
        (round,) = made.run(storage.offer_rounds.rounds, TEAM, [deal.ours])[deal.ours]
        with made.engine.begin() as first:
            storage.ownership.of(first, TEAM, deal.ana, hold=True)
            both = [
                asyncio.create_task(made.transact(taking_back.take_back, round.id, MANAGER, POLICY, NOW))
                for _ in range(2)
            ]
            while first.execute(WAITING).scalar() != 2:
                assert not any(each.done() for each in both), "one did not wait for whoever held her"
                await asyncio.sleep(0.01)
        done = await asyncio.gather(*both, return_exceptions=True)
        assert sorted(str(each) for each in done if isinstance(each, Refused)) == [taking_back.NO_ROUND]
        verbs = [verb for verb, *_ in made.run(storage.audit.entries, TEAM, "offer", deal.ours)]
        assert verbs.count("offer_round_taken_back") == 1
    finally:
        await made.close()


@pytest.mark.parametrize(
    ("said", "who", "reason"),
    [
        pytest.param(SAID, person(RITA), None, id="whoever wrote it down"),
        pytest.param(SAID, person(TOM), taking_back.NOT_YOURS, id="a colleague"),
        pytest.param(LONG_AGO, person(RITA), taking_back.TOO_LATE.format(days=7), id="late"),
        pytest.param(NOT_LET_OUT, person(RITA), taking_back.NOT_LET_OUT, id="not let out"),
        pytest.param(NOT_LET_OUT, MANAGER, taking_back.NOT_LET_OUT, id="by no manager"),
    ],
)
def test_it_is_said_why_a_round_stays(said, who, reason):
    assert taking_back.why_not(said, who, POLICY, NOW) == reason


@pytest.mark.parametrize(
    ("more", "said", "reason"),
    [
        pytest.param({}, [], None, id="nothing was said of it"),
        pytest.param({}, [SAID], taking_back.NOT_ALONE, id="more was said since"),
        pytest.param({"state": OfferState.OVER}, [], taking_back.DECIDED, id="taken back already"),
        pytest.param({"kind": OfferKind.OURS}, [], taking_back.OURS, id="ours"),
    ],
)
def test_it_is_said_why_an_offer_stays(more, said, reason):
    assert taking_back.why_not_raised(replace(ACME, **more), said, person(RITA), POLICY, NOW) == reason
