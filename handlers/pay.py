"""May somebody see what a candidate is paid or offered, at this moment?"""

from __future__ import annotations

import storage
from bot import rules
from bot.blocks import one_line
from bot.errors import Refused
from bot.facts import Person
from storage.database import Db

NOT_SHOWN = (
    "What they are offered is seen by their owner, their recruiters, who covers for one of those, and managers. Ask {}."
)
OWNER, ANY = "{}, who owns them", "one of them"


def seen(db: Db, person: Person, candidate: int) -> bool:
    """Tell whether someone may see a candidate's pay now."""
    return person.manager or rules.pay.may_see(person, storage.covers.responsible(db, person.team, candidate))


def check(db: Db, person: Person, candidate: int) -> None:
    """Refuse to show or change a candidate's pay to whoever may not see it now, and name their owner to be asked."""
    if seen(db, person, candidate):
        return
    owner = storage.ownership.of(db, person.team, candidate).owner
    known = storage.people.known(db, person.team, owner) if owner else None
    raise Refused(NOT_SHOWN.format(OWNER.format(one_line(known.name)) if known else ANY))
