"""What becomes of offers and placements when two submissions become one, and when they are two again?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select, update

from bot.facts import ApprovalKind, Merge, Offer, OfferKind, OfferState, Union
from bot.words import fold
from storage import approvals, offers, placements
from storage import merging_rows as rows
from storage.database import Db
from storage.merging_rows import SUBMISSIONS, Row
from storage.tables import Agreements, Approvals, Losses, OfferChanges, Offers, Placements, table

OFFERS, CHANGES, LOSSES = table(Offers), table(OfferChanges), table(Losses)
AGREEMENTS, PLACEMENTS, APPROVALS = table(Agreements), table(Placements), table(Approvals)
# What names a submission, and by what a row of it is known.
_OF_SUBMISSIONS = ((OFFERS, "id"), (LOSSES, "offer"))
NOTHING: Row = {"named": {}, "placements": {}, "over": []}
# Of two offers for one job, the one that has come further stands.
_FURTHEST = (OfferState.EXPECTED, OfferState.WAITING, OfferState.OPEN)


def join(db: Db, team: str, union: Union, by: str, now: datetime) -> Row:
    """Let what was offered for a submission that falls be about the one that stays; give what undoing needs.

    Two offers of ours that are not decided become one for a submission: the other is over. So do those of one rival,
    and two counter-offers.
    """
    body: Row = {"named": {}, "placements": {}, "over": []}
    for each in union.joined:
        falls, stays = each.falls.id, each.stays.id
        named = {of.name: _ids(db, team, of, key, falls) for of, key in _OF_SUBMISSIONS}
        body["named"] |= {falls: named}
        for of, key in _OF_SUBMISSIONS:
            _name(db, team, of, key, named[of.name], stays)
        body["placements"] |= _join_placements(db, team, falls, stays)
        body["over"] += _overtaken(db, team, each.stays.candidate, each.falls.candidate, stays, by, now)
    body["over"] += _known_twice(db, team, union, by, now)
    return body


def part(db: Db, team: str, merge: Merge, body: Row, now: datetime) -> None:
    """Give the submissions that are there again what was theirs, as far as it still is with the others."""
    for falls, named in body["named"].items():
        for of, key in _OF_SUBMISSIONS:
            _name(db, team, of, key, named[of.name], int(falls))
    for falls, kept in body["placements"].items():
        if kept["fell"]:
            rows.put_back(db, PLACEMENTS, rows.read(PLACEMENTS, [kept["row"]]))
        else:
            _move_placement(db, team, kept["stays"], int(falls))
    for id, state, version in body["over"]:
        _stands_again(db, team, id, OfferState(state), version, merge.at, now)


def follow(db: Db, team: str, candidates: Sequence[int]) -> None:
    """Have offers and placements be about whom their submissions are about, and what was agreed, too."""
    for candidate in candidates:
        submitted = select(SUBMISSIONS.c.id).where(SUBMISSIONS.c.team == team, SUBMISSIONS.c.candidate == candidate)
        for of in (OFFERS, PLACEMENTS):
            _follow(db, team, of, of.c.submission.in_(submitted), candidates, candidate)
    for candidate in candidates:
        offered = select(OFFERS.c.id).where(OFFERS.c.team == team, OFFERS.c.candidate == candidate)
        for of in (AGREEMENTS, LOSSES):
            _follow(db, team, of, of.c.offer.in_(offered), candidates, candidate)
        offers.mark(db, team, candidate)
    _follow_asked(db, team, candidates)


def _follow_asked(db: Db, team: str, candidates: Sequence[int]) -> None:
    """Have what managers were asked about an offer be about whom it is made to."""
    for asked in approvals.about(db, team, candidates):
        offer = offers.offer(db, team, asked.about["offer"]) if asked.kind is ApprovalKind.FEASIBLE else None
        if offer is not None and offer.candidate != asked.candidate:
            mine = (APPROVALS.c.team == team, APPROVALS.c.id == asked.id)
            db.execute(update(APPROVALS).where(*mine).values(candidate=offer.candidate))


def _follow(db: Db, team: str, of: Table, theirs: Any, candidates: Sequence[int], to: int) -> None:
    strayed = (of.c.team == team, of.c.candidate.in_(list(candidates)), of.c.candidate != to)
    db.execute(update(of).where(*strayed, theirs).values(candidate=to))


def _ids(db: Db, team: str, of: Table, key: str, submission: int) -> list[int]:
    chosen = select(of.c[key]).where(of.c.team == team, of.c.submission == submission).order_by(of.c[key])
    return list(db.execute(chosen).scalars())


def _name(db: Db, team: str, of: Table, key: str, ids: Sequence[int], submission: int) -> None:
    if ids:
        db.execute(update(of).where(of.c.team == team, of.c[key].in_(ids)).values(submission=submission))


def _join_placements(db: Db, team: str, falls: int, stays: int) -> dict[int, Row]:
    """Let the placement of a submission that falls be that of the one that stays, unless it has one of its own."""
    chosen = select(PLACEMENTS).where(PLACEMENTS.c.team == team, PLACEMENTS.c.submission.in_([falls, stays]))
    there = {row["submission"]: dict(row) for row in db.execute(chosen).mappings()}
    if falls not in there:
        return {}
    if stays in there:
        db.execute(delete(PLACEMENTS).where(PLACEMENTS.c.team == team, PLACEMENTS.c.submission == falls))
    else:
        _move_placement(db, team, falls, stays)
    return {falls: {"fell": stays in there, "stays": stays, "row": there[falls]}}


def _move_placement(db: Db, team: str, source: int, to: int) -> None:
    mine = (PLACEMENTS.c.team == team, PLACEMENTS.c.submission == source)
    db.execute(update(PLACEMENTS).where(*mine).values(submission=to))


def _overtaken(
    db: Db, team: str, one: int, other: int, submission: int, by: str, now: datetime
) -> list[tuple[int, str, int]]:
    """End all but one of the undecided offers for a submission, and that one too where an offer for it is agreed to.

    Tell how they stood.
    """
    whose = dict.fromkeys((one, other))
    both = [each for candidate in whose for each in offers.of(db, team, candidate)]
    ours = [each for each in both if each.submission == submission and each.kind is OfferKind.OURS and each.undecided]
    agreed = {offer for candidate in whose for offer in placements.agreed(db, team, candidate)}
    is_agreed = any(each.submission == submission and each.id in agreed for each in both)
    return _end(db, team, ours if is_agreed else sorted(ours, key=_how_far)[:-1], by, now)


def _known_twice(db: Db, team: str, union: Union, by: str, now: datetime) -> list[tuple[int, str, int]]:
    """End what is written down of one rival, or of a counter-offer, with both records, but for one; tell the same."""
    same: dict[tuple[OfferKind, str], list[Offer]] = {}
    for each in offers.every(db, team, [union.kept, union.gone]):
        if each.kind is not OfferKind.OURS and each.undecided:
            whose = fold(each.company) if each.kind is OfferKind.RIVAL else ""
            same.setdefault((each.kind, whose), []).append(each)
    return [was for some in same.values() for was in _end(db, team, sorted(some, key=_how_far)[:-1], by, now)]


def _end(db: Db, team: str, last: Sequence[Offer], by: str, now: datetime) -> list[tuple[int, str, int]]:
    for each in last:
        offers.change(db, team, each, replace(each, state=OfferState.OVER, ended_at=now), by, now)
    return [(each.id, each.state, each.version) for each in last]


def _how_far(offer: Offer) -> tuple[int, datetime, int]:
    return _FURTHEST.index(offer.state), offer.raised_at, offer.id


def _stands_again(db: Db, team: str, id: int, state: OfferState, version: int, at: datetime, now: datetime) -> None:
    """Take back that an offer was over, if nobody has changed it since: as both are again, it never was."""
    mine = (OFFERS.c.team == team, OFFERS.c.id == id, OFFERS.c.version == version + 1)
    changed = update(OFFERS).where(*mine, OFFERS.c.state == OfferState.OVER)
    if db.execute(changed.values(state=state, ended_at=None, version=version + 2)).rowcount:
        was = (CHANGES.c.team == team, CHANGES.c.offer == id, CHANGES.c.at == at, CHANGES.c.state == OfferState.OVER)
        db.execute(delete(CHANGES).where(*was))
        offers.wind(db, team, id, now, now)


def body_of(kept: Mapping[str, Any]) -> Row:
    """Give what was written down of offers when two records became one; a version before wrote none."""
    found: Row = kept.get("offers", NOTHING)
    return found
