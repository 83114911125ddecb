"""Which companies have offered our candidates something?"""

from __future__ import annotations

from sqlalchemy import func, select

from bot.facts import OfferKind
from bot.words import fold
from storage.database import Db
from storage.tables import Offers, table

OFFERS = table(Offers)
# So many that were met last are looked through for what somebody types.
LOOKED_AT = 500


def companies(db: Db, team: str, typed: str, most: int = 20) -> list[str]:
    """List the rivals whose name has a word that begins as was typed, the one met last first."""
    mine = (OFFERS.c.team == team, OFFERS.c.kind == OfferKind.RIVAL, OFFERS.c.company != "")
    last = func.max(OFFERS.c.raised_at)
    chosen = select(OFFERS.c.company).where(*mine).group_by(OFFERS.c.company).order_by(last.desc()).limit(LOOKED_AT)
    begun = fold(typed)
    spelt: dict[str, str] = {}
    for name in db.execute(chosen).scalars():
        if f" {begun}" in f" {fold(name)}":
            spelt.setdefault(fold(name), name)
    return list(spelt.values())[:most]
