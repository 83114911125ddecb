"""Which letters are drawn anew once a deadline they show is another?"""

from dataclasses import replace

import storage
from bot.facts import Owing
from storage.columns import new_id
from tests.storage.examples import NOW, OTHER, RITA, TEAM, TOM, owed

URGENT = "offers.urgent"
DECISION = owed(1, kind=Owing.DECISIONS)


def letter(db, items, kind=URGENT, team=TEAM):
    id = storage.outbox.letter(db, team, f"{new_id()}", kind, RITA, NOW, NOW)
    assert id
    storage.lines.add(db, team, id, items)
    return id


async def test_only_letters_that_still_show_a_deadline_are_drawn_anew(database):
    def scene(db):
        letter(db, [DECISION])
        storage.lines.settle(db, TEAM, DECISION, "decided", TOM, NOW)
        letter(db, [DECISION])
        storage.lines.retire(db, TEAM, RITA, URGENT, letter(db, []))
        letter(db, [DECISION], kind="morning")
        others = [replace(DECISION, kind=Owing.RIVALS), replace(DECISION, subject="2"), replace(DECISION, whom=TOM)]
        for each in others:
            letter(db, [each])
        letter(db, [DECISION], team=OTHER)
        shown = [letter(db, [*others, DECISION]), letter(db, [DECISION])]
        return storage.offer_letters.showing(db, TEAM, URGENT, DECISION), shown

    found, shown = await database.transact(scene)
    assert sorted(found) == sorted(shown)
