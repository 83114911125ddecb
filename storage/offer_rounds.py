"""What was offered and asked in the talks about an offer, in which order?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select, update

from bot.facts import OfferRound, Package, RoundBy
from storage import audit, offers
from storage.asking import Asked
from storage.database import Db
from storage.encryption import decrypted, encrypt
from storage.tables import OfferRounds, table

ROUNDS = table(OfferRounds)
PACKAGE: TypeAdapter[Package] = TypeAdapter(Package)
_ROUNDS = Asked(
    select(ROUNDS).where(ROUNDS.c.team == bindparam("team_")).order_by(ROUNDS.c.at, ROUNDS.c.number),
    ROUNDS.c.offer,
)


def say(db: Db, team: str, round: OfferRound) -> OfferRound:
    """Write down a round of the talks about an offer, which is held; it is given the next number."""
    last = select(ROUNDS.c.number).where(ROUNDS.c.team == team, ROUNDS.c.offer == round.offer)
    number = max(db.execute(last).scalars().all(), default=0) + 1
    words = {"package": PACKAGE.dump_python(round.package, mode="json"), "who": round.who}
    row = {name: getattr(round, name) for name in ("id", "offer", "by", "at", "logged_by", "logged_at", "touch")}
    written = encrypt(db, team, f"offer_rounds/{round.id}", json.dumps(words))
    row |= {"team": team, "number": number, "encrypted": written}
    db.execute(ROUNDS.insert(), row)
    offers.tell(db, team, round.offer, round.logged_at)
    audit.record(db, team, round.logged_by, f"offer_{round.by}", "offer", round.offer, round.logged_at)
    return replace(round, number=number)


def let_out(db: Db, team: str, round: OfferRound, by: str, now: datetime) -> None:
    """Write down that a round of ours that waited, whose offer is held, is offered from now on."""
    mine = (ROUNDS.c.team == team, ROUNDS.c.id == round.id)
    db.execute(update(ROUNDS).where(*mine).values(by=RoundBy.OFFERED, at=now))
    audit.record(db, team, by, "offer_offered", "offer", round.offer, now, after=str(round.id))


def withhold(db: Db, team: str, round: OfferRound, by: str, now: datetime) -> None:
    """Write down that a round of ours, whose offer is held, is not put to the candidate."""
    mine = (ROUNDS.c.team == team, ROUNDS.c.id == round.id)
    db.execute(update(ROUNDS).where(*mine).values(by=RoundBy.WITHHELD))
    audit.record(db, team, by, "offer_withheld", "offer", round.offer, now, after=str(round.id))


def unsay(db: Db, team: str, round: OfferRound, by: str, now: datetime) -> None:
    """Take back a round that was written down by mistake, whose offer is held; that it was is on record."""
    db.execute(delete(ROUNDS).where(ROUNDS.c.team == team, ROUNDS.c.id == round.id))
    audit.record(db, team, by, "offer_round_taken_back", "offer", round.offer, now, before=str(round.id))


def rounds(db: Db, team: str, offers: Sequence[int]) -> dict[int, list[OfferRound]]:
    """Give the rounds of offers in the order in which they happened, by offer."""
    found: dict[int, list[OfferRound]] = {id: [] for id in offers}
    for row in _ROUNDS.of(db, team, offers).mappings() if offers else ():
        said = _read(db, team, row)
        found[said.offer].append(said)
    return found


def round_of(db: Db, team: str, id: int) -> OfferRound | None:
    """Give a round by its id, or None."""
    mine = (ROUNDS.c.team == team, ROUNDS.c.id == id)
    row = db.execute(select(ROUNDS).where(*mine)).mappings().first()
    return _read(db, team, row) if row else None


def _read(db: Db, team: str, row: Any) -> OfferRound:
    words = json.loads(decrypted(db, team, f"offer_rounds/{row['id']}", row["encrypted"]))
    plain = {name: row[name] for name in ("id", "offer", "number", "at", "logged_by", "logged_at", "touch")}
    package = PACKAGE.validate_json(json.dumps(words["package"]))
    return OfferRound(**plain, by=RoundBy(row["by"]), package=package, who=words["who"])
