"""Are rounds kept in the order in which they happened, taken back for good, and rivals found by what is typed?"""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

import storage
from bot.facts import Money, Offer, OfferKind, OfferRound, OfferState, Package, Rank, RoundBy, StageThere
from storage.columns import new_id
from storage.tables import Audit, Candidates, table
from tests.storage.examples import HOUR, NOW, OTHER, RITA, TEAM, TOM

AUDIT, CANDIDATES = table(Audit), table(Candidates)


def an_offer(db, company="Acme", team=TEAM, days=0, kind=OfferKind.RIVAL):
    ana = storage.candidates.add(db, team, "Ana", [], RITA, NOW).id
    at = NOW + timedelta(days=days)
    offer = Offer(new_id(), ana, kind, OfferState.OPEN, RITA, at, company=company)
    storage.offers.add(db, team, offer)
    return offer


def says(db, offer, hours, amount, by=RoundBy.OFFERED):
    at = NOW + timedelta(hours=hours)
    round = OfferRound(new_id(), offer.id, 0, by, Package(Money(amount, "EUR")), at, RITA, NOW, who="Ida")
    return storage.offer_rounds.say(db, TEAM, round)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), seed=st.integers(0, 9))
async def test_rounds_said_in_any_order_stand_as_they_happened(database, order, seed):
    sides = random.Random(seed).choices([RoundBy.OFFERED, RoundBy.ASKED], k=6)

    def said(db):
        offer = an_offer(db)
        for hours in order:
            says(db, offer, hours, 1_000 + hours, sides[hours])
        return storage.offer_rounds.rounds(db, TEAM, [offer.id])[offer.id]

    kept = await database.transact(said)
    assert [each.package.base.minor for each in kept] == [1_000 + hours for hours in range(6)]
    assert [each.by for each in kept] == sides
    assert sorted(each.number for each in kept) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("more", "changes"),
    [
        pytest.param({"company": "Globex"}, [3], id="the company"),
        pytest.param({"stage_there": StageThere.FINAL}, [0], id="how far they are there"),
        pytest.param({"rank": Rank.AHEAD}, [1], id="how they rank it"),
        pytest.param({"client_told_at": NOW, "client_told_by": TOM}, [2], id="the client was told"),
        pytest.param({"why": "her boss said 120k"}, [4], id="why"),
        pytest.param({"done_for_it": "a second interview"}, [4], id="what was done for it"),
        pytest.param({"rank": Rank.LEVEL, "company": "Acme"}, [1], id="what stays the same is not told"),
        pytest.param({"state": OfferState.DECLINED}, [], id="a state alone has a row of its own"),
    ],
)
async def test_what_else_is_learned_of_an_offer_is_on_record_without_its_words(database, more, changes):
    def learned(db):
        offer = an_offer(db)
        after = storage.offers.change(db, TEAM, offer, replace(offer, **more), TOM, NOW + HOUR)
        assert replace(after, version=0) == replace(offer, **more)
        assert storage.offers.offer(db, TEAM, offer.id) == after
        told = select(AUDIT.c.by, AUDIT.c.before, AUDIT.c.after).where(AUDIT.c.verb == "offer_facts")
        return db.execute(told).all()

    told = await database.transact(learned)
    parts = [zip(was.split(), is_now.split(), strict=True) for _, was, is_now in told]
    assert [place for each in parts for place, (was, is_now) in enumerate(each) if was != is_now] == changes
    assert {by for by, *_ in told} <= {TOM}
    assert not [word for word in ("Acme", "Globex", "120k", "interview") if word in str(told)]


async def test_a_company_cannot_be_guessed_from_what_is_on_record(database):
    """Of two offers of one company, what is on record is as different as of two companies."""

    def told(db):
        for days in (1, 2):
            offer = an_offer(db, "Globex", days=days)
            storage.offers.change(db, TEAM, offer, replace(offer, company="Acme"), RITA, NOW)
        return db.execute(select(AUDIT.c.after).where(AUDIT.c.verb == "offer_facts")).scalars().all()

    one, other = await database.transact(told)
    assert one.split()[3] != other.split()[3]


async def test_a_round_that_is_taken_back_is_gone_and_that_it_was_is_on_record(database):
    def taken_back(db):
        offer = an_offer(db)
        first, second = says(db, offer, 1, 1_000), says(db, offer, 2, 2_000)
        assert storage.offer_rounds.round_of(db, TEAM, second.id) == second
        assert storage.offer_rounds.round_of(db, OTHER, second.id) is None
        storage.offer_rounds.unsay(db, TEAM, second, RITA, NOW)
        assert storage.offer_rounds.round_of(db, TEAM, second.id) is None
        verbs = [verb for verb, *_ in storage.audit.entries(db, TEAM, "offer", offer.id)]
        return storage.offer_rounds.rounds(db, TEAM, [offer.id])[offer.id] == [first], verbs

    alone, verbs = await database.transact(taken_back)
    assert alone
    assert "offer_round_taken_back" in str(verbs)


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        pytest.param(OfferKind.RIVAL, None, 0, id="written down"),
        pytest.param(OfferKind.COUNTER, None, 0, id="a counter-offer"),
        pytest.param(OfferKind.OURS, None, None, id="ours tells nothing of others"),
        pytest.param(OfferKind.RIVAL, {"rank": Rank.AHEAD}, 2, id="more is known of it"),
        pytest.param(OfferKind.RIVAL, {"state": OfferState.OVER}, 0, id="that it ended is no news of another"),
        pytest.param(OfferKind.RIVAL, {}, 2, id="a new round of it"),
    ],
)
async def test_when_an_offer_of_somebody_else_was_last_written_down_is_known_of_whom_told_of_one(
    database, kind, more, told
):
    def written(db):
        offer = an_offer(db, kind=kind)
        db.execute(CANDIDATES.update().where(CANDIDATES.c.id == offer.candidate).values(offers_new_at=NOW))
        if more:
            storage.offers.change(db, TEAM, offer, replace(offer, **more), RITA, NOW + 2 * HOUR)
        elif more is not None:
            storage.offer_rounds.say(
                db,
                TEAM,
                OfferRound(new_id(), offer.id, 0, RoundBy.OFFERED, Package(), NOW, RITA, NOW + 2 * HOUR),
            )
        return storage.updates.standings(db, TEAM, [offer.candidate])[offer.candidate].others_told_at

    assert await database.transact(written) == (None if told is None else NOW + told * HOUR)


async def test_rivals_are_found_by_the_beginning_of_a_word_the_one_met_last_first(database):
    def there(db):
        for days, name in enumerate(["Acme", "Globex", "Big Acme", "ACME", "Ácme Labs", ""]):
            an_offer(db, name, days=days)
        an_offer(db, "Acme Elsewhere", team=OTHER)

    await database.transact(there)
    assert await database.ask(storage.rivals.companies, TEAM, "acm") == ["Ácme Labs", "ACME", "Big Acme"]
    assert await database.ask(storage.rivals.companies, TEAM, "lobex") == []
    assert len(await database.ask(storage.rivals.companies, TEAM, "", 2)) == 2
