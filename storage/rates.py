"""What is one currency worth in another, as somebody entered it?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from bot.facts import Rate
from storage import audit
from storage.columns import new_id
from storage.database import Db
from storage.tables import Rates, table

RATES = table(Rates)


def add(db: Db, team: str, of: str, to: str, rate: Decimal, on: date, by: str, now: datetime) -> Rate:
    """Write down what one unit of `of` is worth in `to` on a day; those before it stay."""
    added = Rate(new_id(), of, to, rate, on, by)
    row = {"team": team, "id": added.id, "of": of, "to": to, "rate": format(rate, "f"), "on": on, "by": by, "at": now}
    db.execute(RATES.insert(), row)
    audit.record(db, team, by, "entered_rate", "rate", added.id, now, after=f"{of} {to} {format(rate, 'f')} {on}")
    return added


def among(db: Db, team: str, currencies: Collection[str], until: date) -> list[Rate]:
    """List the newest rate between each two of these currencies, as it was entered, for a day not after `until`.

    Of two for one day the one entered last counts, and one from A to B says nothing of how one from B to A was entered.
    """
    mine = (RATES.c.team == team, RATES.c.of.in_(sorted(currencies)), RATES.c.to.in_(sorted(currencies)))
    newest = func.row_number().over(
        partition_by=(RATES.c.of, RATES.c.to), order_by=(RATES.c.on.desc(), RATES.c.at.desc(), RATES.c.id.desc())
    )
    ranked = select(RATES, newest.label("place")).where(*mine, RATES.c.on <= until).subquery()
    rows = db.execute(select(ranked).where(ranked.c.place == 1).order_by(ranked.c.on.desc(), ranked.c.at.desc()))
    return [_read(row) for row in rows.mappings()]


def _read(row: Any) -> Rate:
    return Rate(row["id"], row["of"], row["to"], Decimal(row["rate"]), row["on"], row["by"])
