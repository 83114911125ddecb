"""What has happened with the offers to a candidate, and what was agreed, without what is in them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select

from bot.facts import RAISED, Entry, Happened, Offer, OfferState
from storage import offers
from storage.database import Db
from storage.tables import Agreements, Audit, OfferChanges, OfferRounds, Placements, table

CHANGES, ROUNDS, AGREEMENTS = table(OfferChanges), table(OfferRounds), table(Agreements)
PLACEMENTS, AUDIT = table(Placements), table(Audit)
MOST_OF_A_KIND = 500
_STATES = list(OfferState)
PLACED = ("placed", "placement_changed")


def entries(db: Db, team: str, candidate: int) -> Iterator[Entry]:
    """Give all of it; whoever never had an offer is asked about nothing more."""
    theirs = {each.id: each for each in offers.of(db, team, candidate)}
    if theirs:
        yield from _changes(db, team, theirs)
        yield from _rounds(db, team, theirs)
        yield from _agreements(db, team, theirs)
        yield from _placements(db, team, candidate)


def _changes(db: Db, team: str, theirs: dict[int, Offer]) -> Iterator[Entry]:
    """Read how each offer came to be, and which state or deadline it had from then on.

    What changed at one moment is one entry, with the state that comes last: an offer is written down and made at once.
    """
    columns = (CHANGES.c[name] for name in ("id", "offer", "at", "by", "state", "decide_by", "decide_on", "what"))
    chosen = select(*columns).where(CHANGES.c.team == team, CHANGES.c.offer.in_(sorted(theirs)))
    rows = db.execute(chosen.order_by(CHANGES.c.offer, CHANGES.c.at, CHANGES.c.id))
    for (offer, at), alike in groupby(rows, key=lambda row: (row.offer, row.at)):
        all_ = list(alike)
        for row in all_:
            if row.what:
                yield Entry(Happened.OFFER_LEARNED, at, row.id, row.by, offer=theirs[offer], after=row.what)
        together = [row for row in all_ if not row.what]
        states = [OfferState(row.state) for row in together if row.state]
        state = max(states, key=_STATES.index) if states else None
        until, on = next(((row.decide_by, row.decide_on) for row in together if row.decide_by), (None, None))
        if state is None and until is None:
            continue
        words = RAISED if at == theirs[offer].raised_at else ""
        said: dict[str, Any] = {"offer": theirs[offer], "after": state, "until": until, "on": on}
        yield Entry(Happened.OFFER, at, together[0].id, together[0].by, words=words, **said)


def _rounds(db: Db, team: str, theirs: dict[int, Offer]) -> Iterator[Entry]:
    columns = (ROUNDS.c[name] for name in ("id", "offer", "at", "logged_by", "by"))
    chosen = select(*columns).where(ROUNDS.c.team == team, ROUNDS.c.offer.in_(sorted(theirs)))
    for row in _newest(db, chosen, ROUNDS.c.at):
        yield Entry(Happened.OFFER_ROUND, row.at, row.id, row.logged_by, offer=theirs[row.offer], after=row.by)


def _agreements(db: Db, team: str, theirs: dict[int, Offer]) -> Iterator[Entry]:
    """Read when terms were written down, and when each side was sent them."""
    told = ("candidate_told_at", "candidate_told_by", "client_told_at", "client_told_by")
    columns = (AGREEMENTS.c[name] for name in ("id", "offer", "at", "by", "version", *told))
    chosen = select(*columns).where(AGREEMENTS.c.team == team, AGREEMENTS.c.offer.in_(sorted(theirs)))
    for row in _newest(db, chosen, AGREEMENTS.c.at):
        of: dict[str, Any] = {"offer": theirs[row.offer], "after": str(row.version)}
        yield Entry(Happened.AGREED, row.at, row.id, row.by, **of)
        sides = {
            "candidate": (row.candidate_told_at, row.candidate_told_by),
            "client": (row.client_told_at, row.client_told_by),
        }
        for side, (at, by) in sides.items():
            if at:
                yield Entry(Happened.TERMS_SENT, at, row.id, by or "", words=side, **of)


def _placements(db: Db, team: str, candidate: int) -> Iterator[Entry]:
    """Read of each placement when which first day, end of the guarantee, resigning and signing became known."""
    theirs = select(PLACEMENTS.c.submission).where(PLACEMENTS.c.team == team, PLACEMENTS.c.candidate == candidate)
    ids = [str(id) for id in db.execute(theirs).scalars()]
    mine = (AUDIT.c.team == team, AUDIT.c.subject_kind == "submission", AUDIT.c.subject.in_(ids))
    columns = (AUDIT.c[name] for name in ("id", "at", "by", "after", "subject", "verb"))
    chosen = select(*columns).where(*mine, AUDIT.c.verb.in_(PLACED))
    known: dict[str, tuple[date | None, ...]] = {}
    for row in reversed(_newest(db, chosen, AUDIT.c.at, AUDIT.c.id) if ids else ()):
        days, before = _days(row.after or ""), known.get(row.subject, ()) if row.verb != PLACED[0] else ()
        known[row.subject] = days
        if days != before:
            yield Entry(Happened.PLACED, row.at, row.id, row.by, days=days, days_before=before)


def _days(written: str) -> tuple[date | None, ...]:
    """Read the first day, the last of the guarantee, and the days they resigned and signed, as they are on record."""
    return tuple(None if day == "-" else date.fromisoformat(day) for day in written.split())


def _newest(db: Db, chosen: Select[Any], *by: Any) -> Sequence[Any]:
    return db.execute(chosen.order_by(*(each.desc() for each in by)).limit(MOST_OF_A_KIND)).all()
