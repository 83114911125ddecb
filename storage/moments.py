"""Which moments of a candidate follow from their touches, and which promises were kept by one?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, func, or_, select, update

from bot.facts import Direction, Kind, Offers, Outcome, Owing, Touch
from storage.database import Db
from storage.tables import Candidates, Promises, Touches, table

TOUCHES, CANDIDATES, PROMISES = table(Touches), table(Candidates), table(Promises)
LATER = TOUCHES.alias("later")
AT_ONCE = 500
_AT: Any = bindparam("at_")
# A touch, bound once for all that compares with it.
_MOMENT = select(
    bindparam("team_", type_=CANDIDATES.c.team.type).label("team"),
    bindparam("id_", type_=CANDIDATES.c.id.type).label("id"),
    bindparam("at_", type_=CANDIDATES.c.spoke_at.type).label("at"),
).subquery()
_MINE = (CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id == bindparam("id_"))
# An ownership whose end has come is over, though no tick has looked at it yet: nothing renews it.
_IS_OVER = exists().where(
    PROMISES.c.team == bindparam("team_"),
    PROMISES.c.kind == bindparam("ends_"),
    PROMISES.c.subject == bindparam("subject_"),
    PROMISES.c.whom == bindparam("holds_"),
    PROMISES.c.due_at <= _AT,
)
_RENEWS = and_(CANDIDATES.c.owner == bindparam("holds_"), CANDIDATES.c.held_at <= _AT, ~_IS_OVER)
_OPEN = (
    TOUCHES.c.team == bindparam("team_"),
    TOUCHES.c.candidate == bindparam("id_"),
    TOUCHES.c.promised_on.is_not(None),
    TOUCHES.c.kept_at.is_(None),
    TOUCHES.c.deleted_at.is_(None),
    TOUCHES.c.at < _AT,
)


def _answers(of: Any) -> Any:
    """As `Touch.answers`."""
    ours = and_(of.c.direction == Direction.OUT, of.c.outcome != Outcome.NO_ANSWER)
    turned = or_(of.c.told, of.c.outcome.in_([Outcome.SPOKE, Outcome.MET]), ours)
    return and_(of.c.kind != Kind.NEWSLETTER, turned)


def _last(name: str) -> Any:
    """The later of what was known and this touch."""
    known = CANDIDATES.c[name]
    return case((known > _MOMENT.c.at, known), else_=_MOMENT.c.at)


def _heard(name: str, anew: Any) -> Any:
    """What comes unanswered: the first of it, as long as nothing of ours followed."""
    heard, answered = CANDIDATES.c.heard_at, CANDIDATES.c.answered_at
    return case((or_(answered >= _MOMENT.c.at, heard <= _MOMENT.c.at), CANDIDATES.c[name]), else_=anew)


def _until_answered(name: str) -> Any:
    return case((CANDIDATES.c.heard_at > _MOMENT.c.at, CANDIDATES.c[name]), else_=None)


@cache
def _later(
    two_way: bool,
    told: bool,
    tries: bool,
    answers: bool,
    awaits: bool,
    attempts: bool,
    about_offers: bool,
    new_offer: bool,
    tells: bool,
) -> Any:
    """Say what a touch of such a kind changes; it tells, if it shall, whether something promised is open."""
    values: dict[str, Any] = {}
    if two_way:
        first = CANDIDATES.c.first_spoke_at
        values["first_spoke_at"] = case((first < _MOMENT.c.at, first), else_=_MOMENT.c.at)
        values["spoke_at"] = _last("spoke_at")
        values["held_at"] = case((_RENEWS, _MOMENT.c.at), else_=CANDIDATES.c.held_at)
        values["held_by"] = case((_RENEWS, bindparam("touch_", type_=TOUCHES.c.id.type)), else_=CANDIDATES.c.held_by)
    told_by = (("updated_at", told), ("tried_at", tries), ("answered_at", answers))
    of_offers = (("offers_asked_at", about_offers), ("offers_new_at", new_offer))
    for name, counts in (*told_by, ("attempted_at", attempts), *of_offers):
        values |= {name: _last(name)} if counts else {}
    if answers:
        values |= {name: _until_answered(name) for name in ("heard_at", "heard_by")}
    elif awaits:
        values |= {"heard_at": _heard("heard_at", _MOMENT.c.at), "heard_by": _heard("heard_by", bindparam("by_"))}
    theirs = (CANDIDATES.c.team == _MOMENT.c.team, CANDIDATES.c.id == _MOMENT.c.id)
    changed = update(CANDIDATES).where(*theirs).values(**values)
    return changed.returning(select(TOUCHES.c.id).where(*_OPEN).exists()) if tells else changed


_KEEP = update(TOUCHES).where(*_OPEN).values(kept_by=bindparam("touch_"), kept_at=_AT)

_THEIRS: Any = bindparam("ids", expanding=True)
_OF = (TOUCHES.c.team == bindparam("team_"), TOUCHES.c.candidate.in_(_THEIRS), TOUCHES.c.deleted_at.is_(None))
_SAME = (LATER.c.team == TOUCHES.c.team, LATER.c.candidate == TOUCHES.c.candidate, LATER.c.deleted_at.is_(None))
_TRIES = and_(TOUCHES.c.direction == Direction.OUT, TOUCHES.c.kind.in_([Kind.CALL, Kind.VIDEO]))
_ATTEMPTS = and_(TOUCHES.c.direction == Direction.OUT, TOUCHES.c.kind != Kind.NEWSLETTER, ~TOUCHES.c.two_way)
_ABOUT_OFFERS = and_(TOUCHES.c.two_way, TOUCHES.c.offers.in_([Offers.NONE, Offers.NEW]))
_NEW_OFFER = and_(TOUCHES.c.two_way, TOUCHES.c.offers == Offers.NEW)
_COUNTED = select(
    TOUCHES.c.candidate.label("id_"),
    func.min(TOUCHES.c.at).filter(TOUCHES.c.two_way).label("first_spoke_at"),
    func.max(TOUCHES.c.at).filter(TOUCHES.c.two_way).label("spoke_at"),
    func.max(TOUCHES.c.at).filter(TOUCHES.c.told).label("updated_at"),
    func.max(TOUCHES.c.at).filter(_answers(TOUCHES)).label("answered_at"),
    func.max(TOUCHES.c.at).filter(_TRIES).label("tried_at"),
    func.max(TOUCHES.c.at).filter(_ATTEMPTS).label("attempted_at"),
    func.max(TOUCHES.c.at).filter(_ABOUT_OFFERS).label("offers_asked_at"),
    func.max(TOUCHES.c.at).filter(_NEW_OFFER).label("offers_new_at"),
)
_COUNTED = _COUNTED.where(*_OF).group_by(TOUCHES.c.candidate)
_UNANSWERED = (
    select(TOUCHES.c.candidate, TOUCHES.c.at, TOUCHES.c.by)
    .where(*_OF, TOUCHES.c.direction == Direction.IN, ~_answers(TOUCHES))
    .where(~exists().where(*_SAME, LATER.c.at >= TOUCHES.c.at, _answers(LATER)))
    .order_by(TOUCHES.c.at.desc(), TOUCHES.c.logged_at.desc())
)
# What holds an ownership: the last time its owner, or who stood in for them, spoke with the candidate since it began.
_HOLDING = (
    select(TOUCHES.c.candidate, TOUCHES.c.id, TOUCHES.c.at)
    .join(CANDIDATES, (CANDIDATES.c.team == TOUCHES.c.team) & (CANDIDATES.c.id == TOUCHES.c.candidate))
    .where(*_OF, TOUCHES.c.two_way, TOUCHES.c.holds == CANDIDATES.c.owner, TOUCHES.c.at >= CANDIDATES.c.owned_since)
    .order_by(TOUCHES.c.at, TOUCHES.c.logged_at, TOUCHES.c.id)
)
_HELD = (
    select(CANDIDATES.c.id)
    .where(CANDIDATES.c.team == bindparam("team_"), CANDIDATES.c.id.in_(_THEIRS))
    .order_by(CANDIDATES.c.id)
    .with_for_update()
)
_LAST = ("spoke_at", "updated_at", "answered_at", "tried_at", "attempted_at", "offers_asked_at", "offers_new_at")
_RECOUNTED = ("first_spoke_at", *_LAST, "heard_at", "heard_by")
_SINCE = func.coalesce(bindparam("held_at_", type_=CANDIDATES.c.held_at.type), CANDIDATES.c.owned_since)
_RECOUNT = (
    update(CANDIDATES)
    .where(*_MINE)
    .values({name: bindparam(f"{name}_") for name in (*_RECOUNTED, "held_by")})
    .values(held_at=case((CANDIDATES.c.owner.is_not(None), _SINCE), else_=None))
)


def _first_later(name: str) -> Any:
    """What kept a promise: the first touch after it in which we turned to them."""
    later = select(LATER.c[name]).where(*_SAME, LATER.c.at > TOUCHES.c.at, _answers(LATER)).limit(1)
    first = later.order_by(LATER.c.at, LATER.c.logged_at, LATER.c.id).correlate(TOUCHES).scalar_subquery()
    return case((TOUCHES.c.promised_on.is_(None), None), else_=first)


_KEEP_ANEW = (
    update(TOUCHES)
    .where(*_OF, or_(TOUCHES.c.promised_on.is_not(None), TOUCHES.c.kept_by.is_not(None)))
    .values(kept_by=_first_later("id"), kept_at=_first_later("at"))
)


def count(db: Db, team: str, touch: Touch) -> None:
    """Have a touch that was just logged count: what it says of the candidate, and which promises it kept."""
    if touch.backdated:
        recount(db, team, [touch.candidate])
        return
    kind = _kind(touch)
    if any(kind):
        changed = db.execute(_later(*kind, tells=touch.answers), _said(team, touch))
        if touch.answers and changed.scalar():
            db.execute(_KEEP, _kept(team, touch))


def count_each(db: Db, team: str, touches: Sequence[Touch]) -> None:
    """Have touches with many that were just logged count, each as `count` does."""
    there = sorted(touches, key=lambda touch: touch.candidate)  # so that two rounds never wait for each other
    for start in range(0, len(there), AT_ONCE):
        _count_some(db, team, there[start : start + AT_ONCE])


def _count_some(db: Db, team: str, there: Sequence[Touch]) -> None:
    _hold(db, team, [touch.candidate for touch in there])
    for kind in sorted({_kind(touch) for touch in there}):
        if any(kind):
            db.execute(_later(*kind, tells=False), [_said(team, touch) for touch in there if _kind(touch) == kind])
    kept = [_kept(team, touch) for touch in there if touch.answers]
    if kept:
        db.execute(_KEEP, kept)


def recount(db: Db, team: str, candidates: Sequence[int]) -> None:
    """Find the last moments of candidates anew, and what was kept, after something in the past has changed."""
    for start in range(0, len(candidates), AT_ONCE):
        theirs: dict[str, Any] = {"team_": team, "ids": list(candidates[start : start + AT_ONCE])}
        held = _hold(db, team, theirs["ids"])
        found = {id: dict.fromkeys(f"{name}_" for name in (*_RECOUNTED, "held_at", "held_by")) for id in held}
        for counted in db.execute(_COUNTED, theirs).mappings():
            found[counted["id_"]] |= {f"{name}_": counted[name] for name in _RECOUNTED if name in counted}
        for row in db.execute(_UNANSWERED, theirs):
            found[row.candidate] |= {"heard_at_": row.at, "heard_by_": row.by}
        for row in db.execute(_HOLDING, theirs):
            found[row.candidate] |= {"held_at_": row.at, "held_by_": row.id}
        if found:
            db.execute(_RECOUNT, [{"team_": team, "id_": id, **moments} for id, moments in found.items()])
            db.execute(_KEEP_ANEW, theirs)


def _hold(db: Db, team: str, candidates: Sequence[int]) -> Sequence[int]:
    """Hold candidates in the order of their ids: who logs meanwhile comes before or after."""
    return db.execute(_HELD, {"team_": team, "ids": list(candidates)}).scalars().all()


def _kind(touch: Touch) -> tuple[bool, ...]:
    plain = (touch.two_way, touch.told, touch.tries, touch.answers, touch.awaits_reply)
    return *plain, touch.attempts, touch.about_offers, touch.new_offer


def _said(team: str, touch: Touch) -> dict[str, Any]:
    said = {"team_": team, "id_": touch.candidate, "at_": touch.at}
    holds = {"holds_": touch.holds, "touch_": touch.id, "ends_": Owing.OWNERSHIP, "subject_": str(touch.candidate)}
    return said | ({"by_": touch.by} if touch.awaits_reply else {}) | (holds if touch.two_way else {})


def _kept(team: str, touch: Touch) -> dict[str, Any]:
    return {"team_": team, "id_": touch.candidate, "at_": touch.at, "touch_": touch.id}
