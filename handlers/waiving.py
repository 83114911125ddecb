"""What does somebody mean who says that what is owed is not needed, and what follows?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import storage
from bot import messages, promises
from bot.facts import Line, Owed, Person, Waiver
from bot.policy import Policy
from bot.wordings import WORDINGS
from storage.database import Db

_ONE = {f"{messages.waivers.WAIVE}.{why}": why for why in Waiver}
_ALL = {f"{messages.waivers.WAIVE_ALL}.{why}": why for why in Waiver}
CHOICES = _ONE | _ALL


def meant(line: Line, owed: Sequence[Owed], choice: str) -> list[Owed]:
    """Give what is meant of all that an item says is owed: the thing that was named, or all that the reason is true of.

    Who waives an update has asked nobody about other offers.
    """
    named = [each for each in owed if choice in _ALL or each.kind == line.kind]
    return [each for each in named if CHOICES[choice] in WORDINGS[each.kind].waivers]


def waive(db: Db, owed: Sequence[Owed], choice: str, person: Person, policy: Policy, now: datetime) -> None:
    """Write down that what was meant is not needed, and say so wherever it is shown."""
    why = CHOICES[choice]
    waived = [replace(each, waived=why, nudge_at=None, alone_at=None) for each in owed]
    storage.promises.write(db, person.team, waived)
    for each in owed:
        storage.lines.settle(db, person.team, each, "waived", person.id, now, waived=why)
        storage.audit.record(db, person.team, person.id, "waived", "candidate", each.subject, now, after=why)
    promises.plan_mornings(db, person.team, sorted({each.heard_by for each in owed}), policy, now)
