"""How is all that follows from a team's new terms worked out, a piece at a time?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

import storage
from bot import owners, promises, rules
from bot.facts import Lapse, Owed, Passing
from bot.policy import Policy
from storage.database import Db

log = structlog.get_logger("replanning")
KIND = storage.terms.KIND
AT_ONCE = 500


def replan(db: Db, team: str, due: Sequence[Owed], policy: Policy, now: datetime, at_once: int = AT_ONCE) -> None:
    """Go on with some candidates: who came back is given back, and when each ownership ends is written down anew.

    Where it is gone on with is written in the same transaction, so that it can be killed anywhere; between two pieces
    everything else that is due has its turn.
    """
    for owed in due:
        page, behind = storage.terms.page(db, team, int(owed.subject), at_once)
        back = _give_back(db, team, page, policy, now)
        promises.plan(db, team, page, policy, now)
        storage.promises.strike(db, team, [owed])
        if behind is not None:
            storage.terms.go_on(db, team, str(behind), owed.since, now)
        log.info("terms.replanned", team=team, candidates=len(page), revived=len(back), last=behind is None)


def _give_back(db: Db, team: str, page: Sequence[int], policy: Policy, now: datetime) -> list[Lapse]:
    """Give candidates back to who lost them by a period that is longer now; what held them then holds them again."""
    since = rules.terms.lapsed_after(policy, now)
    lapsed = storage.terms.lapses(db, team, since, len(page), page) if page else []
    if not lapsed:
        return []
    storage.ownership.several(db, team, sorted(each.candidate for each in lapsed), hold=True)
    standings, _ = promises.look(db, team, [each.candidate for each in lapsed])
    people = storage.people.several(db, team, {each.owner for each in lapsed})
    back = [
        each
        for each in lapsed
        if rules.terms.comes_back(standings[each.candidate], each, people.get(each.owner), policy, now)
    ]
    owners.give(db, team, {each.candidate: each.owner for each in back}, Passing.REVIVED, owners.NOBODY, policy, now)
    storage.terms.take_up(db, team, back)
    # Whoever spoke with them after they had lapsed holds them by that.
    storage.touches.recount(db, team, sorted(each.candidate for each in back))
    return back
