"""Which companies have offered our candidates something?"""

from __future__ import annotations

from sqlalchemy import bindparam, literal_column, select

from bot.facts import OfferKind
from bot.words import fold
from storage.database import Db
from storage.tables import Offers, table

OFFERS = table(Offers)
# So many of the last offers of rivals are looked through for what somebody types.
LOOKED_AT = 2_000
# Written as in the index of rivals, by which SQLite knows it.
_RIVAL = OFFERS.c.kind == literal_column(f"'{OfferKind.RIVAL}'")
_LAST = (
    select(OFFERS.c.company)
    .where(OFFERS.c.team == bindparam("team_"), _RIVAL)
    .order_by(OFFERS.c.raised_at.desc())
    .limit(LOOKED_AT)
)


def companies(db: Db, team: str, typed: str, most: int = 20) -> list[str]:
    """List the rivals whose name has a word that begins as was typed, the one met last first."""
    begun = fold(typed)
    spelt: dict[str, str] = {}
    for name in dict.fromkeys(db.execute(_LAST, {"team_": team}).scalars()):
        if name and f" {begun}" in f" {fold(name)}":
            spelt.setdefault(fold(name), name)
    return list(spelt.values())[:most]
