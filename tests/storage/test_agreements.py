"""Are agreed terms never changed, sealed, and read by nobody who has but the database?"""

import json
from dataclasses import replace

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

import storage
from bot.errors import Refused
from bot.facts import Agreement
from storage.encryption import decrypted, encrypt
from storage.tables import Agreements, Audit, table
from tests.dealt import TERMS, Deal, dealt, offer
from tests.storage.examples import DAY, NOW, OTHER, RITA, TEAM, TOM

AGREEMENTS, AUDIT = table(Agreements), table(Audit)


@pytest.fixture
def deal(database):
    """Ana, whose terms are written down twice."""

    def fill(db):
        there = dealt(db)
        for version in (1, 2):
            agreement = Agreement(
                version, there.ours, there.ana, 0, TERMS.package, TERMS.by_candidate, TERMS.by_client, NOW, RITA, "x"
            )
            storage.agreements.add(db, TEAM, agreement)
        return there

    return database.run(fill)


def test_terms_are_read_as_they_were_written_and_number_themselves(database, deal):
    first, second = database.run(storage.agreements.of, TEAM, deal.ours)
    assert (first.version, second.version) == (1, 2)
    assert (first.package, first.by_candidate, first.by_client, first.words) == (
        TERMS.package,
        TERMS.by_candidate,
        TERMS.by_client,
        "x",
    )
    assert database.run(storage.agreements.several, TEAM, [deal.ours]) == {deal.ours: second}
    assert database.run(storage.agreements.of, OTHER, deal.ours) == []
    assert database.run(storage.agreements.agreement, OTHER, 1) is None


def test_who_was_sent_them_is_kept_and_taken_back_on_record(database, deal):
    def scene(db):
        there = storage.agreements.agreement(db, TEAM, 2)
        assert there
        sent = storage.agreements.tell(db, TEAM, there, "candidate", TOM, NOW + DAY)
        assert sent == storage.agreements.agreement(db, TEAM, 2)
        assert storage.agreements.tell(db, TEAM, sent, "candidate", TOM, NOW + DAY, told=False) == there
        return [verb for verb, _, _ in storage.audit.entries(db, TEAM, "offer", deal.ours)]

    assert {"agreement_sent", "agreement_not_sent"} <= set(database.run(scene))


@pytest.mark.parametrize(
    "values",
    [{"digest": "0" * 64}, {"version": 9}, {"at": NOW + DAY}, {"by": TOM}],
    ids=["the seal", "the version", "the moment", "who wrote it"],
)
def test_no_statement_changes_what_was_agreed(database, deal, values):
    with pytest.raises(DatabaseError, match="an agreement is not changed"):
        database.run(lambda db: db.execute(update(AGREEMENTS).where(AGREEMENTS.c.id == 1).values(**values)))


def test_terms_that_somebody_changed_are_shown_to_nobody(database, deal):
    """Whoever has the keys as well can write other terms, but not the seal that belongs to them."""

    def tamper(db):
        row = db.execute(select(AGREEMENTS).where(AGREEMENTS.c.id == 2)).mappings().one()
        terms = json.loads(decrypted(db, TEAM, "agreements", row["encrypted"]))
        terms["package"]["base"]["minor"] += 100
        words = encrypt(db, TEAM, f"agreements/{row['id']}", json.dumps(terms))
        db.execute(update(AGREEMENTS).where(AGREEMENTS.c.id == 2).values(encrypted=words))

    database.run(tamper)
    for ask in (storage.agreements.of, storage.agreements.agreement):
        with pytest.raises(Refused, match="do not fit their seal"):
            database.run(ask, TEAM, deal.ours if ask is storage.agreements.of else 2)


@pytest.mark.parametrize(("gone", "missing"), [((), ()), ((1,), (1,)), ((2,), (2,)), ((1, 2), (1, 2))])
def test_a_version_that_somebody_deletes_is_missed_and_its_number_is_not_given_again(database, deal, gone, missing):
    """Erasing has to delete them, so no trigger forbids it; the record does not go with them."""

    def scene(db):
        db.execute(delete(AGREEMENTS).where(AGREEMENTS.c.version.in_(gone)))
        found = storage.agreements.missing(db, TEAM, [deal.ours, deal.acme]).get(deal.ours, ())
        assert storage.agreements.missing(db, OTHER, [deal.ours]) == {}
        assert [(each.at, each.by) for each in found] == [(NOW, RITA)] * len(missing)
        anew = Agreement(3, deal.ours, deal.ana, 0, TERMS.package, TERMS.by_candidate, TERMS.by_client, NOW, TOM)
        return tuple(each.version for each in found), storage.agreements.add(db, TEAM, anew).version

    assert database.run(scene) == (missing, 3)


def test_terms_of_one_version_do_not_fit_another(database, deal):
    def swap(db):
        words = db.execute(select(AGREEMENTS.c.encrypted).where(AGREEMENTS.c.id == 1)).scalar()
        db.execute(update(AGREEMENTS).where(AGREEMENTS.c.id == 2).values(encrypted=words))

    database.run(swap)
    with pytest.raises(Refused, match="do not fit their seal"):
        database.run(storage.agreements.of, TEAM, deal.ours)


def test_neither_the_row_nor_the_record_tells_of_pay(database, deal):
    def told(db):
        rows = [dict(row) for table_ in (AGREEMENTS, AUDIT) for row in db.execute(select(table_)).mappings()]
        return json.dumps(rows, default=str)

    kept = database.run(told)
    assert not [word for word in ("minor", "EUR", "7.25", "0.35", "bicycle", "Helena") if word in kept]


def test_a_seal_stays_whole_when_two_records_become_one(database, deal: Deal):
    def scene(db):
        db.execute(update(AGREEMENTS).values(candidate=deal.ana))
        return storage.agreements.of(db, TEAM, deal.ours)[0]

    found = database.run(scene)
    assert found == replace(found, candidate=deal.ana)
    assert database.run(lambda db: offer(db, deal.ours)).candidate == deal.ana
