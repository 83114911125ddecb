"""Who offers a candidate what, by when is it decided, and what changed?"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.facts import (
    UNDECIDED,
    Learned,
    Offer,
    OfferChange,
    OfferKind,
    OfferState,
    Owed,
    Rank,
    StageThere,
)
from storage import audit, offer_facts, promises
from storage.asking import Asked
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.encryption import decrypted, encrypt
from storage.tables import Candidates, OfferChanges, Offers, Placements, table

OFFERS, CHANGES = table(Offers), table(OfferChanges)
PLACEMENTS, CANDIDATES = table(Placements), table(Candidates)
CLOCK = "offers.clock"
_WORDS = ("why", "done_for_it")
_PLAIN = [field.name for field in fields(Offer) if field.name not in _WORDS]
_KINDS: dict[str, Any] = {"kind": OfferKind, "state": OfferState, "stage_there": StageThere, "rank": Rank}
_OF = Asked(
    select(OFFERS).where(OFFERS.c.team == bindparam("team_")).order_by(OFFERS.c.raised_at, OFFERS.c.id),
    OFFERS.c.candidate,
)
_BRIEFLY = Asked(
    select(*(OFFERS.c[name] for name in _PLAIN))
    .where(OFFERS.c.team == bindparam("team_"))
    .order_by(OFFERS.c.raised_at, OFFERS.c.id),
    OFFERS.c.candidate,
)
_CHANGES = Asked(
    select(CHANGES).where(CHANGES.c.team == bindparam("team_")).order_by(CHANGES.c.version, CHANGES.c.id),
    CHANGES.c.offer,
)


def add(db: Db, team: str, offer: Offer) -> Offer:
    """Write down an offer, and that it was raised; its clock looks at it next. Give it as it is kept."""
    offer = replace(offer, decide_since=offer.raised_at if offer.decide_by else None)
    db.execute(OFFERS.insert(), _row(db, team, offer, _fresh_salt()) | {"told_at": offer.raised_at})
    _note(db, team, offer, offer.raised_by, offer.raised_at, offer.state, offer.decide_by, "", "")
    for what, words in offer.learned_since(None):
        _note(db, team, offer, offer.raised_by, offer.raised_at, None, None, words, "", what)
    mark(db, team, offer.candidate)
    wind(db, team, offer.id, offer.raised_at, offer.raised_at)
    return offer


def offer(db: Db, team: str, id: int, *, hold: bool = False) -> Offer | None:
    """Give one of this team, or None; `hold` keeps others from changing it meanwhile."""
    chosen = select(OFFERS).where(OFFERS.c.team == team, OFFERS.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _read(db, team, row) if row else None


def of(db: Db, team: str, candidate: int) -> list[Offer]:
    """List all offers a candidate ever had, oldest first."""
    return every(db, team, [candidate])


def every(db: Db, team: str, candidates: Sequence[int]) -> list[Offer]:
    """List all offers that any of these candidates ever had, oldest first."""
    return [_read(db, team, row) for row in _OF.of(db, team, candidates).mappings()] if candidates else []


def briefly(db: Db, team: str, candidates: Sequence[int]) -> list[Offer]:
    """List the same offers without the words that were typed about them, so that nothing is decrypted.

    Where one of them cannot be read, all that is owed to anybody can still be said.
    """
    rows = _BRIEFLY.of(db, team, candidates).mappings() if candidates else ()
    return [Offer(**_plain(row)) for row in rows]


def change(
    db: Db, team: str, before: Offer, after: Offer, by: str, now: datetime, reason: str = "", said_yes: str = ""
) -> Offer:
    """Write down what has changed about an offer that is held; a new state or deadline, or a reason, is kept too.

    What else is known of it is on record, typed words by digests with its salt. Its clock then looks at it next,
    whoever has changed it.
    """
    since = before.decide_since if after.decide_by == before.decide_by else now
    after = replace(after, version=before.version + 1, decide_since=since if after.decide_by else None)
    mine = (OFFERS.c.team == team, OFFERS.c.id == before.id)
    salt = _salt(db, team, before.id)
    told = {"told_at": now} if before.undecided and after.undecided else {}
    db.execute(update(OFFERS).where(*mine).values(**_row(db, team, after, salt), **told))
    offer_facts.record(db, team, before, after, salt, by, now)
    for what, words in after.learned_since(before):
        _note(db, team, after, by, now, None, None, words, "", what)
    state = after.state if after.state is not before.state else None
    decide_by = after.decide_by if after.decide_by != before.decide_by else None
    if state or decide_by or reason:
        _note(db, team, after, by, now, state, decide_by, reason, said_yes)
    mark(db, team, after.candidate)
    if (after.state, after.decide_by) != (before.state, before.decide_by):
        wind(db, team, after.id, now, now)
    return after


def told_at(db: Db, team: str, id: int) -> datetime | None:
    """Give when somebody last wrote down what is known of an offer that is there; None where that was a mistake."""
    chosen = select(OFFERS.c.told_at).where(OFFERS.c.team == team, OFFERS.c.id == id)
    told: datetime | None = db.execute(chosen).scalar_one()
    return told


def tell(db: Db, team: str, id: int, at: datetime | None) -> None:
    """Write down when somebody last wrote down what is known of an offer; None where that was a mistake."""
    db.execute(update(OFFERS).where(OFFERS.c.team == team, OFFERS.c.id == id).values(told_at=at))


def wind(db: Db, team: str, id: int, at: datetime | None, now: datetime) -> None:
    """Write down when the clock of an offer looks at it next; nobody hears of that. None: never again."""
    planned = Owed(CLOCK, str(id), "", "", due_at=at or now, nudge_at=None, since=now, alone_at=at)
    if at is None:
        promises.strike(db, team, [planned])
    else:
        promises.write(db, team, [planned])
        db.info[WAKE] = True


def changes(db: Db, team: str, offers: Sequence[int]) -> dict[int, list[OfferChange]]:
    """Give what changed about offers, oldest first, by offer."""
    found: dict[int, list[OfferChange]] = {id: [] for id in offers}
    for row in _CHANGES.of(db, team, offers).mappings() if offers else ():
        words = json.loads(decrypted(db, team, f"offer_changes/{row['id']}", row["encrypted"]))
        state = OfferState(row["state"]) if row["state"] else None
        said = (words["reason"], words["said_yes"], Learned(row["what"]) if row["what"] else None)
        changed = OfferChange(row["id"], row["offer"], row["at"], row["by"], state, row["decide_by"], *said)
        found[changed.offer].append(changed)
    return found


def mark(db: Db, team: str, candidate: int) -> None:
    """Keep whether any offer or placement of a candidate goes on, so that most are not looked for."""
    theirs = (OFFERS.c.team == team, OFFERS.c.candidate == candidate)
    undecided = select(OFFERS.c.id).where(*theirs, OFFERS.c.state.in_((*UNDECIDED, OfferState.EXPIRED)))
    going = select(PLACEMENTS.c.submission).where(
        PLACEMENTS.c.team == team, PLACEMENTS.c.candidate == candidate, PLACEMENTS.c.over_at.is_(None)
    )
    mine = (CANDIDATES.c.team == team, CANDIDATES.c.id == candidate)
    db.execute(update(CANDIDATES).where(*mine).values(dealing=undecided.exists() | going.exists()))


def _note(
    db: Db,
    team: str,
    offer: Offer,
    by: str,
    now: datetime,
    state: OfferState | None,
    decide_by: datetime | None,
    reason: str,
    said_yes: str,
    what: Learned | None = None,
) -> None:
    id = new_id()
    words = {"reason": reason, "said_yes": said_yes, "salt": _fresh_salt()}
    row: dict[str, Any] = {"team": team, "id": id, "offer": offer.id, "at": now, "by": by}
    row["encrypted"] = encrypt(db, team, f"offer_changes/{id}", json.dumps(words))
    row |= {"state": state, "decide_by": decide_by, "version": offer.version, "what": what}
    db.execute(CHANGES.insert(), row | {"decide_on": offer.decide_on if decide_by else None})
    if what:
        return  # the record of what is known of the offer tells it
    told = audit.salted(reason + said_yes, words["salt"])
    after = f"{offer.kind} {state or ''} {decide_by.isoformat() if decide_by else ''} {told}"
    audit.record(db, team, by, "offer_changed", "offer", offer.id, now, before=str(offer.candidate), after=after)


def _salt(db: Db, team: str, id: int) -> str:
    """Give the salt of an offer, by which what was typed about it can be told from other words."""
    chosen = select(OFFERS.c.encrypted).where(OFFERS.c.team == team, OFFERS.c.id == id)
    words = json.loads(decrypted(db, team, f"offers/{id}", db.execute(chosen).scalar_one()))
    return str(words["salt"])


def _fresh_salt() -> str:
    return secrets.token_hex(16)


def _row(db: Db, team: str, offer: Offer, salt: str) -> dict[str, Any]:
    words = {name: getattr(offer, name) for name in _WORDS} | {"salt": salt}
    row: dict[str, Any] = {name: getattr(offer, name) for name in _PLAIN}
    return row | {"team": team, "encrypted": encrypt(db, team, f"offers/{offer.id}", json.dumps(words))}


def _read(db: Db, team: str, row: Any) -> Offer:
    words = json.loads(decrypted(db, team, f"offers/{row['id']}", row["encrypted"]))
    return Offer(**_plain(row), **{name: words[name] for name in _WORDS})


def _plain(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {name: row[name] for name in _PLAIN}
    return plain | {name: of(plain[name]) if plain[name] else None for name, of in _KINDS.items()}
