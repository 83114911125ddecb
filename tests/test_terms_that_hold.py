"""Do agreed terms hold for as long as their offer is accepted, and is everything else said beside them?"""

from dataclasses import replace

import pytest
from sqlalchemy import delete

import storage
from bot.errors import Refused
from bot.facts import AskedFile, FileKind, Money, OfferKind, OfferRound, OfferState, Package, RoundBy
from bot.offering import deciding, reopening
from handlers import changed_terms, comparison
from handlers.agreements import decide_file, decide_sent
from handlers.offers import sheet_of
from scheduler.agreement_files import agreed
from storage.columns import new_id
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Agreements, table
from tests.dealt import POLICY, START, TERMS, add, dealt, offer, submission
from tests.keys import KEYS
from tests.storage.examples import HOUR, NOW, RITA, TEAM, person

AGREEMENTS = table(Agreements)
ME = person(RITA)


@pytest.fixture
async def database(database_url):
    made = Database(database_url, KEYS)
    try:
        migrate(made.engine)
        yield made
    finally:
        await made.close()


def accepts(db, deal, terms=TERMS, now=NOW):
    return deciding.accept(db, offer(db, deal.ours), submission(db, deal.submission), terms, ME, POLICY, now)


async def test_once_their_acceptance_is_taken_back_they_are_neither_shown_nor_sent_and_hold_nothing_back(database):
    def scene(db):
        deal = dealt(db)
        made = accepts(db, deal).agreement
        reopening.reopen(db, offer(db, deal.ours), ME, POLICY, NOW + HOUR)
        (shown,) = sheet_of(db, ME, deal.ana, POLICY, NOW + HOUR).of(OfferKind.OURS)
        assert (shown.agreement, shown.missing) == (None, ())
        asked = AskedFile(1, TEAM, RITA, NOW, FileKind.AGREEMENT, str(made.id), (), NOW)
        for press in (
            lambda: decide_sent(db, made.id, "client", True, ME, POLICY, NOW + HOUR),
            lambda: decide_file(db, made.id, ME, NOW + HOUR),
            lambda: changed_terms.read_to_change(db, deal.ours, ME, POLICY, NOW + HOUR),
            lambda: agreed(db, asked, ME),
        ):
            with pytest.raises(Refused, match=r"not accepted any more|nothing left to put into this file"):
                press()
        # One that was said to be sent all the same, before that was refused.
        storage.agreements.tell(db, TEAM, made, "client", RITA, NOW + HOUR)
        newest = accepts(db, deal, now=NOW + 2 * HOUR).agreement
        before = reopening.is_possible(db, TEAM, offer(db, deal.ours))
        decide_sent(db, newest.id, "client", True, ME, POLICY, NOW + 3 * HOUR)
        return before, reopening.is_possible(db, TEAM, offer(db, deal.ours))

    assert await database.transact(scene) == (True, False)


async def test_others_are_compared_with_what_was_agreed_and_with_nothing_where_that_is_missing(database):
    def base(whole):
        return Package(base=Money(whole * 100, "EUR"))

    def scene(db):
        deal = dealt(db)
        accepts(db, deal, replace(TERMS, package=base(90_000)))
        counter = add(db, deal.ana, OfferKind.COUNTER, OfferState.OPEN, "Initech")
        said = OfferRound(new_id(), counter, 0, RoundBy.OFFERED, base(85_000), NOW, RITA, NOW)
        storage.offer_rounds.say(db, TEAM, said)
        ours, theirs = side_by_side(db, deal)
        deciding.agree_anew(db, offer(db, deal.ours), TERMS, ME, POLICY, NOW + HOUR)
        db.execute(delete(AGREEMENTS).where(AGREEMENTS.c.version == 2))
        return ours.package, theirs.base.gap, side_by_side(db, deal)[0].package

    def side_by_side(db, deal):
        return comparison.read_side_by_side(db, deal.ana, ME, POLICY, NOW + HOUR)[0].columns[:2]

    agreed_on, gap, missing = await database.transact(scene)
    assert agreed_on == replace(base(90_000), starts_on=START)
    assert (gap, missing) == (Money(-500_000, "EUR"), None)
