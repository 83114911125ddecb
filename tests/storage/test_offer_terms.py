"""Are bands, levers and rates found as they hold, and is pay in them kept where no copy of the database tells it?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

import storage
from bot.facts import Agreement, Band, Lever, Money, OfferRound, OfferState, Package, Part, Period, RoundBy
from storage.columns import new_id
from tests.dealt import TERMS, dealt, offer, submission
from tests.storage.examples import DAY, NOW, OTHER, RITA, TEAM, TOM

NOV = date(2026, 11, 1)


@pytest.fixture
def deal(database):
    return database.run(dealt)


def band(low, **of):
    return Band(new_id(), Money(low, "EUR"), Money(9_876_500, "EUR"), Period.YEAR, RITA, NOW, **of)


def test_the_band_of_a_job_comes_before_that_of_its_client(database):
    def scene(db):
        client = storage.clients.named(db, TEAM, "Northwind", RITA, NOW)
        first = storage.jobs.titled(db, TEAM, "Cook, Northwind", RITA, NOW)
        other = storage.jobs.titled(db, TEAM, "Baker, Northwind", RITA, NOW)
        storage.bands.put(db, TEAM, band(1, client=client.id))
        storage.bands.put(db, TEAM, band(2, job=first.id))
        storage.bands.put(db, TEAM, band(3, job=first.id))
        found = [storage.bands.holding(db, TEAM, each.id) for each in (first, other)]
        own = storage.bands.of(db, TEAM, job=first.id)
        assert own
        listed = [(each.low.minor, name) for each, name in storage.bands.listed(db, TEAM, 10)]
        strangers = (storage.bands.holding(db, OTHER, first.id), storage.bands.one(db, OTHER, own.id))
        gone = storage.bands.remove(db, TEAM, own, TOM, NOW), storage.bands.remove(db, TEAM, own, TOM, NOW)
        return (
            [each and each.low.minor for each in found],
            listed,
            strangers,
            gone,
            storage.bands.holding(db, TEAM, first.id),
        )

    lows, listed, strangers, gone, after = database.run(scene)
    assert lows == [3, 1]
    assert listed == [(3, "Cook, Northwind"), (1, "Northwind")]
    assert (strangers, gone) == ((None, None), (True, False))
    assert after.low.minor == 1


def test_what_others_have_for_a_job_is_what_is_on_their_table(database, deal):
    def scene(db):
        job = submission(db, deal.submission).job
        for amount, by in ((8_000_000, RoundBy.OFFERED), (9_000_000, RoundBy.WITHHELD), (9_500_000, RoundBy.ASKED)):
            said = OfferRound(new_id(), deal.ours, 0, by, Package(Money(amount, "EUR")), NOW + 9 * DAY, RITA, NOW)
            storage.offer_rounds.say(db, TEAM, said)
        return [storage.bands.beside(db, team, job, but) for team, but in ((TEAM, 5), (TEAM, deal.ana), (OTHER, 5))]

    found, mine, strangers = database.run(scene)
    assert [each.base.minor for each in found] == [8_000_000]
    assert (mine, strangers) == ([], [])


@pytest.mark.parametrize(
    ("state", "told"),
    [(OfferState.ACCEPTED, [8_500_000]), (OfferState.OPEN, [8_137_400]), (OfferState.DECLINED, [])],
    ids=["agreed", "reopened since", "declined since"],
)
def test_of_whoever_has_agreed_the_terms_count(database, deal, state, told):
    def scene(db):
        ours = offer(db, deal.ours)
        terms = Package(Money(8_500_000, "EUR"))
        sides = TERMS.by_candidate, TERMS.by_client
        storage.agreements.add(db, TEAM, Agreement(1, deal.ours, deal.ana, 0, terms, *sides, NOW, RITA, ""))
        storage.offers.change(db, TEAM, ours, replace(ours, state=state), RITA, NOW)
        return storage.bands.beside(db, TEAM, submission(db, deal.submission).job, 5)

    assert [each.base.minor for each in database.run(scene)] == told


def test_levers_are_replaced_by_their_part_and_used_up_once(database, deal):
    def scene(db):
        for place, (part, words) in enumerate([(Part.BASE, "ten per cent"), (Part.BONUS, ""), (Part.BASE, "five")]):
            storage.levers.open(db, TEAM, Lever(deal.ours, part, words, RITA, NOW + timedelta(hours=place)))
        open_ = storage.levers.of(db, TEAM, [deal.ours, 5])
        used = [storage.levers.use_up(db, TEAM, deal.ours, Part.BASE, TOM, NOW) for _ in range(2)]
        left = storage.levers.of(db, TEAM, [deal.ours])[deal.ours]
        return open_, used, left, storage.levers.of(db, OTHER, [deal.ours])[deal.ours]

    open_, used, left, strangers = database.run(scene)
    assert {id: [(each.part, each.words) for each in these] for id, these in open_.items()} == {
        deal.ours: [(Part.BONUS, ""), (Part.BASE, "five")],
        5: [],
    }
    assert (used, [each.part for each in left], strangers) == ([True, False], [Part.BONUS], [])


@pytest.mark.parametrize(
    ("team", "until", "found"),
    [
        pytest.param(TEAM, NOV + 2 * DAY, ["EUR GBP 0.86", "GBP EUR 1.18"], id="the newest of each direction"),
        pytest.param(TEAM, NOV, ["GBP EUR 1.17"], id="none of a later day"),
        pytest.param(TEAM, NOV - DAY, [], id="none yet"),
        pytest.param(OTHER, NOV + 2 * DAY, [], id="another team's"),
    ],
)
def test_rates_between_two_currencies(database, team, until, found):
    entered = [
        ("GBP", "EUR", "1.16", NOV, 0),
        ("GBP", "EUR", "1.17", NOV, 1),
        ("GBP", "EUR", "1.18", NOV + DAY, 0),
        ("EUR", "GBP", "0.86", NOV + 2 * DAY, 0),
        ("USD", "EUR", "0.92", NOV, 0),
    ]

    def scene(db):
        for of, to, rate, on, hour in entered:
            storage.rates.add(db, TEAM, of, to, Decimal(rate), on, RITA, NOW + timedelta(hours=hour))
        return storage.rates.among(db, team, {"EUR", "GBP"}, until)

    assert [f"{each.of} {each.to} {each.rate}" for each in database.run(scene)] == found


def test_no_copy_of_the_database_tells_a_band_or_a_lever(database, deal):
    def scene(db):
        storage.bands.put(db, TEAM, band(8_765_400, job=1))
        storage.levers.open(db, TEAM, Lever(deal.ours, Part.BASE, "up to 91 thousand", RITA, NOW))
        tables = ("bands", "levers", "audit")
        return "\n".join(str(row) for name in tables for row in db.execute(text(f"SELECT * FROM {name}")))

    kept = database.run(scene)
    assert not [secret for secret in ("8765400", "9876500", "91 thousand") if secret in kept]
