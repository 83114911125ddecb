"""What did the client say may still move in an offer of ours?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.facts import Lever, Part
from storage import audit
from storage.asking import Asked
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import Levers, table

LEVERS = table(Levers)
_OF = Asked(
    select(LEVERS).where(LEVERS.c.team == bindparam("team_")).order_by(LEVERS.c.at, LEVERS.c.part), LEVERS.c.offer
)


def open(db: Db, team: str, lever: Lever) -> None:
    """Write down that a part of an offer, which is held, may move; what was said of that part before is replaced."""
    _strike(db, team, lever.offer, lever.part)
    words = encrypt(db, team, f"levers/{lever.offer}/{lever.part}", json.dumps({"words": lever.words}))
    row = {"team": team, "offer": lever.offer, "part": lever.part, "by": lever.by, "at": lever.at, "encrypted": words}
    db.execute(LEVERS.insert(), row)
    audit.record(db, team, lever.by, "opened_lever", "offer", lever.offer, lever.at, after=lever.part)


def use_up(db: Db, team: str, offer: int, part: Part, by: str, now: datetime) -> bool:
    """Write down that a part does not move any more; False where it did not before."""
    gone = _strike(db, team, offer, part)
    if gone:
        audit.record(db, team, by, "used_lever", "offer", offer, now, before=part)
    return gone


def of(db: Db, team: str, offers: Sequence[int]) -> dict[int, list[Lever]]:
    """Give what may still move, oldest first, by offer."""
    found: dict[int, list[Lever]] = {id: [] for id in offers}
    for row in _OF.of(db, team, offers).mappings():
        found[row["offer"]].append(_read(db, team, row))
    return found


def _strike(db: Db, team: str, offer: int, part: Part) -> bool:
    this = (LEVERS.c.team == team, LEVERS.c.offer == offer, LEVERS.c.part == part)
    return db.execute(delete(LEVERS).where(*this)).rowcount > 0


def _read(db: Db, team: str, row: Any) -> Lever:
    place = f"levers/{row['offer']}/{row['part']}"
    words = json.loads(decrypted(db, team, place, row["encrypted"]))["words"]
    return Lever(row["offer"], Part(row["part"]), words, row["by"], row["at"])
