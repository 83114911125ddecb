"""Can somebody who has the record of changes, but no key, try out what was said of pay?"""

from dataclasses import replace

import pytest
from sqlalchemy import select

import storage
from bot.facts import Loss, LossReason, OfferState
from storage import audit
from storage.tables import Audit, table
from tests.dealt import dealt, offer
from tests.storage.examples import NOW, RITA, TEAM

SAID = "Acme pays 134k"


def changed(db, deal):
    """A reason that names pay is kept with a change of an offer, as who agreed is with it."""
    before = offer(db, deal.acme)
    storage.offers.change(db, TEAM, before, replace(before, state=OfferState.OVER), RITA, NOW, SAID)


def lost(db, deal):
    """What was learned of a loss names pay."""
    storage.losses.add(db, TEAM, Loss(deal.ours, deal.ana, deal.submission, LossReason.PAY, NOW, RITA, deal.acme, SAID))


@pytest.mark.parametrize("said", [changed, lost])
async def test_the_same_words_leave_another_trace_each_time(database, said):
    def scene(db):
        deal = dealt(db)
        said(db, deal)
        return [str(after) for after in db.execute(select(table(Audit).c.after)).scalars()]

    told = await database.transact(scene)
    assert told
    assert not any(audit.digest(SAID) in each or SAID in each for each in told)


async def test_what_was_said_is_read_as_it_was(database):
    def scene(db):
        deal = dealt(db)
        changed(db, deal)
        lost(db, deal)
        return storage.offers.changes(db, TEAM, [deal.acme])[deal.acme][-1], storage.losses.of(db, TEAM, deal.ana)

    change, (loss,) = await database.transact(scene)
    assert (change.reason, change.said_yes, loss.loss.learned) == (SAID, "", SAID)
