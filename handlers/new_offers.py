"""Who is told of a new offer that somebody heard of, and may not write down?"""

from __future__ import annotations

import storage
from bot import rules
from bot.facts import Person, Touch
from handlers import pay
from storage.database import Db


def told_to(db: Db, touch: Touch, person: Person) -> tuple[str, ...] | None:
    """Name who hears that they are to ask about the new offer of a touch; None where there is none, or they may write.

    Nobody is named where nobody looks after the candidate.
    """
    if not touch.new_offer or pay.seen(db, person, touch.candidate):
        return None
    owed = storage.promises.about(db, person.team, [rules.check_ins.KIND], [str(touch.candidate)])
    return tuple(dict.fromkeys(each.heard_by for each in owed if not each.waived))
