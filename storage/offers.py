"""Who offers a candidate what, how do the talks go, and what changed?"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import bindparam, delete, select, update

from bot.facts import (
    UNDECIDED,
    Dealing,
    Offer,
    OfferChange,
    OfferKind,
    OfferRound,
    OfferState,
    Owed,
    Package,
    Rank,
    RoundBy,
    StageThere,
)
from storage import agreements, audit, offer_facts, placements, promises
from storage.asking import Asked
from storage.columns import new_id
from storage.database import WAKE, Db
from storage.encryption import decrypted, encrypt
from storage.tables import Candidates, OfferChanges, OfferRounds, Offers, Placements, table

OFFERS, ROUNDS, CHANGES = table(Offers), table(OfferRounds), table(OfferChanges)
PLACEMENTS, CANDIDATES = table(Placements), table(Candidates)
CLOCK = "offers.clock"
_WORDS = ("why", "done_for_it")
_PLAIN = [field.name for field in fields(Offer) if field.name not in _WORDS]
_KINDS: dict[str, Any] = {"kind": OfferKind, "state": OfferState, "stage_there": StageThere, "rank": Rank}
PACKAGE: TypeAdapter[Package] = TypeAdapter(Package)
_OF = Asked(
    select(OFFERS).where(OFFERS.c.team == bindparam("team_")).order_by(OFFERS.c.raised_at, OFFERS.c.id),
    OFFERS.c.candidate,
)
_ROUNDS = Asked(
    select(ROUNDS).where(ROUNDS.c.team == bindparam("team_")).order_by(ROUNDS.c.at, ROUNDS.c.number),
    ROUNDS.c.offer,
)
_CHANGES = Asked(
    select(CHANGES).where(CHANGES.c.team == bindparam("team_")).order_by(CHANGES.c.version, CHANGES.c.id),
    CHANGES.c.offer,
)


def add(db: Db, team: str, offer: Offer) -> Offer:
    """Write down an offer, and that it was raised; its clock looks at it next. Give it as it is kept."""
    offer = replace(offer, decide_since=offer.raised_at if offer.decide_by else None)
    db.execute(OFFERS.insert(), _row(db, team, offer, _fresh_salt()))
    _note(db, team, offer, offer.raised_by, offer.raised_at, offer.state, offer.decide_by, "", "")
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
    return [_read(db, team, row) for row in _OF.of(db, team, [candidate]).mappings()]


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
    db.execute(update(OFFERS).where(*mine).values(**_row(db, team, after, salt)))
    offer_facts.record(db, team, before, after, salt, by, now)
    state = after.state if after.state is not before.state else None
    decide_by = after.decide_by if after.decide_by != before.decide_by else None
    if state or decide_by or reason:
        _note(db, team, after, by, now, state, decide_by, reason, said_yes)
    mark(db, team, after.candidate)
    if (after.state, after.decide_by) != (before.state, before.decide_by):
        wind(db, team, after.id, now, now)
    return after


def wind(db: Db, team: str, id: int, at: datetime | None, now: datetime) -> None:
    """Write down when the clock of an offer looks at it next; nobody hears of that. None: never again."""
    planned = Owed(CLOCK, str(id), "", "", due_at=at or now, nudge_at=None, since=now, alone_at=at)
    if at is None:
        promises.strike(db, team, [planned])
    else:
        promises.write(db, team, [planned])
        db.info[WAKE] = True


def say(db: Db, team: str, round: OfferRound) -> OfferRound:
    """Write down a round of the talks about an offer, which is held; it is given the next number."""
    last = select(ROUNDS.c.number).where(ROUNDS.c.team == team, ROUNDS.c.offer == round.offer)
    number = max(db.execute(last).scalars().all(), default=0) + 1
    words = {"package": PACKAGE.dump_python(round.package, mode="json"), "who": round.who}
    row = {name: getattr(round, name) for name in ("id", "offer", "by", "at", "logged_by", "logged_at", "touch")}
    written = encrypt(db, team, f"offer_rounds/{round.id}", json.dumps(words))
    row |= {"team": team, "number": number, "encrypted": written}
    db.execute(ROUNDS.insert(), row)
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


def rounds(db: Db, team: str, offers: Sequence[int]) -> dict[int, list[OfferRound]]:
    """Give the rounds of offers in the order in which they happened, by offer."""
    found: dict[int, list[OfferRound]] = {id: [] for id in offers}
    for row in _ROUNDS.of(db, team, offers).mappings() if offers else ():
        said = _read_round(db, team, row)
        found[said.offer].append(said)
    return found


def round_of(db: Db, team: str, id: int) -> OfferRound | None:
    """Give a round by its id, or None."""
    mine = (ROUNDS.c.team == team, ROUNDS.c.id == id)
    row = db.execute(select(ROUNDS).where(*mine)).mappings().first()
    return _read_round(db, team, row) if row else None


def unsay(db: Db, team: str, round: OfferRound, by: str, now: datetime) -> None:
    """Take back a round that was written down by mistake, whose offer is held; that it was is on record."""
    db.execute(delete(ROUNDS).where(ROUNDS.c.team == team, ROUNDS.c.id == round.id))
    audit.record(db, team, by, "offer_round_taken_back", "offer", round.offer, now, before=str(round.id))


def changes(db: Db, team: str, offers: Sequence[int]) -> dict[int, list[OfferChange]]:
    """Give what changed about offers, oldest first, by offer."""
    found: dict[int, list[OfferChange]] = {id: [] for id in offers}
    for row in _CHANGES.of(db, team, offers).mappings() if offers else ():
        words = json.loads(decrypted(db, team, f"offer_changes/{row['id']}", row["encrypted"]))
        state = OfferState(row["state"]) if row["state"] else None
        said = (words["reason"], words["said_yes"])
        changed = OfferChange(row["id"], row["offer"], row["at"], row["by"], state, row["decide_by"], *said)
        found[changed.offer].append(changed)
    return found


def dealing(db: Db, team: str, candidates: Sequence[int]) -> dict[int, Dealing]:
    """Give what goes on with offers and placements, without what is in them, by candidate; of those who have any."""
    theirs = [_read(db, team, row) for row in _OF.of(db, team, candidates).mappings()] if candidates else []
    going: dict[int, list[Offer]] = {}
    for each in theirs:
        if _goes_on(each, theirs):
            going.setdefault(each.candidate, []).append(each)
    placed = placements.going(db, team, candidates)
    written = agreements.written(db, team, sorted(placed))
    return {
        id: Dealing(
            tuple(going.get(id, ())),
            tuple(placed.get(id, ())),
            frozenset(offer for offer, each in written.get(id, {}).items() if each.told),
            {offer: each.at for offer, each in written.get(id, {}).items()},
        )
        for id in going.keys() | placed.keys()
    }


def _goes_on(offer: Offer, all_: Sequence[Offer]) -> bool:
    """Tell whether an offer still matters: it is not decided, or we count on it; of a counter-offer, on its refusal.

    One of ours that ran out is to be seen to until there is a newer one for its submission.
    """
    if offer.undecided or _accepted(offer):
        return True
    if offer.state is OfferState.EXPIRED:
        beside = (each for each in all_ if each.submission == offer.submission and each.kind is OfferKind.OURS)
        return max(beside, key=lambda each: (each.raised_at, each.id)) == offer
    if offer.kind is not OfferKind.COUNTER or offer.state is not OfferState.DECLINED or offer.ended_at is None:
        return False
    ours = (each for each in all_ if each.candidate == offer.candidate and each.kind is OfferKind.OURS)
    return any(each.raised_at <= offer.ended_at for each in ours if each.undecided or _accepted(each))


def _accepted(offer: Offer) -> bool:
    return offer.kind is OfferKind.OURS and offer.state is OfferState.ACCEPTED


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
) -> None:
    id = new_id()
    words = {"reason": reason, "said_yes": said_yes, "salt": _fresh_salt()}
    row: dict[str, Any] = {"team": team, "id": id, "offer": offer.id, "at": now, "by": by}
    row["encrypted"] = encrypt(db, team, f"offer_changes/{id}", json.dumps(words))
    db.execute(CHANGES.insert(), row | {"state": state, "decide_by": decide_by, "version": offer.version})
    told = audit.salted(reason + said_yes, words["salt"])
    after = f"{offer.kind} {state or ''} {decide_by.isoformat() if decide_by else ''} {told}"
    audit.record(db, team, by, "offer_changed", "offer", offer.id, now, before=str(offer.candidate), after=after)


def _read_round(db: Db, team: str, row: Any) -> OfferRound:
    words = json.loads(decrypted(db, team, f"offer_rounds/{row['id']}", row["encrypted"]))
    plain = {name: row[name] for name in ("id", "offer", "number", "at", "logged_by", "logged_at", "touch")}
    package = PACKAGE.validate_json(json.dumps(words["package"]))
    return OfferRound(**plain, by=RoundBy(row["by"]), package=package, who=words["who"])


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
    plain: dict[str, Any] = {name: row[name] for name in _PLAIN}
    plain |= {name: of(plain[name]) if plain[name] else None for name, of in _KINDS.items()}
    words = json.loads(decrypted(db, team, f"offers/{row['id']}", row["encrypted"]))
    return Offer(**plain, **{name: words[name] for name in _WORDS})
