"""Which items does a letter hold, and what became of each?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update

from bot.facts import Line, Owed, Passing, Waiver
from storage import outbox
from storage.asking import one_of
from storage.columns import new_id
from storage.database import Db
from storage.tables import Lines, Outbox, Promises, table

LINES, OUTBOX, PROMISES = table(Lines), table(Outbox), table(Promises)
_FIELDS = Line.__slots__
_NOTHING = dict.fromkeys(("outcome", "by", "at", "touch", "until", "colleague", "waived"))
# What ends an item for good, and what only holds it until then.
_ENDS = ("logged", "told", "moved", "decided", "sent", "resigned", "signed", "thanked", "kept", "extended", "expired")
FINAL = frozenset(_ENDS) | frozenset(Passing)
HELD = ("snoozed", "waiting", "asked", "accepted", "to_erase", "more_time")
_ABOUT = (
    LINES.c.team == bindparam("team_"),
    LINES.c.kind == bindparam("kind_"),
    LINES.c.subject == bindparam("subject_"),
    LINES.c.whom == bindparam("whom_"),
)
_OF_PROMISE = select(LINES.c.id, LINES.c.letter).where(*_ABOUT)
_SHOWN = select(LINES.c.kind, LINES.c.subject).distinct()
FEW, AT_ONCE = 5, 500
_OF_LETTER = (
    select(LINES)
    .where(LINES.c.team == bindparam("team_"), LINES.c.letter == bindparam("letter_"))
    .order_by(LINES.c.place)
)
_OPEN_OF_LETTER = _OF_LETTER.where(LINES.c.outcome.is_(None))
_OTHER_LETTERS = select(OUTBOX.c.id).where(
    OUTBOX.c.team == bindparam("team_"),
    OUTBOX.c.recipient == bindparam("recipient_"),
    OUTBOX.c.kind == bindparam("kind_"),
    OUTBOX.c.id != bindparam("but_"),
)
_SETTLE = update(LINES).values({name: bindparam(f"{name}_") for name in _NOTHING}).returning(LINES.c.letter)
_SETTLE_OPEN = _SETTLE.where(*_ABOUT, LINES.c.outcome.is_(None))
_SETTLE_UNDECIDED = _SETTLE.where(
    *_ABOUT,
    or_(
        LINES.c.outcome.is_(None),
        one_of(LINES.c.outcome, HELD) & (LINES.c.since == bindparam("since_")) & ~LINES.c.retired,
    ),
)


def add(db: Db, team: str, letter: int, items: Sequence[Owed]) -> None:
    """Put promises as items into a letter, in this order."""
    rows = [
        {
            "team": team,
            "id": new_id(),
            "letter": letter,
            "kind": owed.kind,
            "subject": owed.subject,
            "whom": owed.whom,
            "due_at": owed.due_at,
            "since": owed.since,
            "step": owed.step,
            "place": place,
            "retired": False,
        }
        for place, owed in enumerate(items)
    ]
    if rows:
        db.execute(LINES.insert(), rows)


def of(db: Db, team: str, letter: int) -> list[Line]:
    """List the items of a letter in their order."""
    return [_line(row) for row in db.execute(_OF_LETTER, {"team_": team, "letter_": letter}).mappings()]


def open_of(db: Db, team: str, letter: int) -> list[Line]:
    """List the items of a letter of which nothing has become yet."""
    return [_line(row) for row in db.execute(_OPEN_OF_LETTER, {"team_": team, "letter_": letter}).mappings()]


def open_about(db: Db, team: str, about: Sequence[str]) -> list[Line]:
    """List the items of letters about these things of which nothing has become yet."""
    letters = (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter)
    theirs = (LINES.c.team == team, LINES.c.outcome.is_(None), OUTBOX.c.about.in_(about))
    return [_line(row) for row in db.execute(select(LINES).join(OUTBOX, letters).where(*theirs)).mappings()]


def heard(db: Db, team: str, recipient: str, kind: str, owed: Sequence[Owed]) -> set[tuple[str, str, str]]:
    """Tell which of these promises stood in a letter to someone before, at the same step."""
    letters = (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter)
    theirs = (LINES.c.team == team, OUTBOX.c.recipient == recipient, OUTBOX.c.kind == kind)
    about = LINES.c.subject.in_([each.subject for each in owed]) & LINES.c.kind.in_({each.kind for each in owed})
    columns = (LINES.c.kind, LINES.c.subject, LINES.c.whom, LINES.c.since, LINES.c.step)
    rows = {tuple(row) for row in db.execute(select(*columns).join(OUTBOX, letters).where(*theirs, about))}
    return {
        (each.kind, each.subject, each.whom)
        for each in owed
        if (each.kind, each.subject, each.whom, each.since, each.step) in rows
    }


def line(db: Db, team: str, id: int, *, hold: bool = False) -> Line | None:
    """Give one item of this team, or None; `hold` keeps other presses waiting meanwhile."""
    chosen = select(LINES).where(LINES.c.team == team, LINES.c.id == id)
    row = db.execute(chosen.with_for_update() if hold else chosen).mappings().first()
    return _line(row) if row else None


def shown(db: Db, team: str, owed: Sequence[Owed]) -> list[Owed]:
    """Give those of many promises that some letter shows; few are given back as they are, to be looked for each."""
    found: set[tuple[str, str]] = set()
    if len(owed) <= FEW:
        return list(owed)
    for start in range(0, len(owed), AT_ONCE):
        some = owed[start : start + AT_ONCE]
        there = (LINES.c.kind.in_({each.kind for each in some}), LINES.c.subject.in_({each.subject for each in some}))
        found |= {(row.kind, row.subject) for row in db.execute(_SHOWN.where(LINES.c.team == team, *there))}
    return [each for each in owed if (each.kind, each.subject) in found]


def settle(
    db: Db,
    team: str,
    owed: Owed,
    outcome: str,
    by: str,
    now: datetime,
    *,
    touch: int | None = None,
    until: datetime | None = None,
    colleague: str | None = None,
    waived: Waiver | None = None,
) -> None:
    """Say what became of a promise in every letter that shows it undecided, and have those redrawn.

    What ends it for good also takes the place of what was put off, or asked of a colleague.
    """
    there = {"team_": team, "kind_": owed.kind, "subject_": owed.subject, "whom_": owed.whom}
    became = {"outcome_": outcome, "by_": by, "at_": now, "touch_": touch, "until_": until}
    became |= {"colleague_": colleague, "waived_": waived}
    if outcome in FINAL:
        letters = db.execute(_SETTLE_UNDECIDED, {**there, **became, "since_": owed.since}).scalars()
    else:
        letters = db.execute(_SETTLE_OPEN, {**there, **became}).scalars()
    outbox.redraw(db, team, letters, now)


def settle_one(
    db: Db, team: str, line: Line, outcome: str, by: str, now: datetime, *, colleague: str | None = None
) -> None:
    """Say what became of one item in its own letter alone."""
    _become(db, team, [line.id], outcome=outcome, by=by, at=now, colleague=colleague)
    outbox.redraw(db, team, [line.letter], now)


def redraw(db: Db, team: str, id: int, now: datetime) -> None:
    """Have the letter of an item shown as things stand."""
    letters = db.execute(select(LINES.c.letter).where(LINES.c.team == team, LINES.c.id == id)).scalars().all()
    outbox.redraw(db, team, letters, now)


def redraw_open(db: Db, team: str, kind: str, subject: str, now: datetime) -> None:
    """Have all letters shown as things stand with an item of this kind of which nothing has become yet."""
    open_ = (LINES.c.outcome.is_(None), ~LINES.c.retired)
    mine = (LINES.c.team == team, LINES.c.kind == kind, LINES.c.subject == subject, *open_)
    outbox.redraw(db, team, db.execute(select(LINES.c.letter).where(*mine)).scalars().all(), now)


def reopen_settled_by(db: Db, team: str, touches: Sequence[int], now: datetime) -> None:
    """Open the items again that touches had settled and that are owed again, after they were taken back or mended."""
    same = [LINES.c[name] == PROMISES.c[name] for name in ("team", "kind", "subject", "whom", "since")]
    settled = (LINES.c.team == team, LINES.c.touch.in_(touches), ~LINES.c.retired)
    chosen = select(LINES).join(PROMISES, and_(*same)).where(*settled)
    for row in db.execute(chosen).mappings().all():
        reopen(db, team, _line(row), now)


def reopen(db: Db, team: str, line: Line, now: datetime) -> None:
    """Take back what became of an item."""
    _become(db, team, [line.id], **_NOTHING)
    outbox.redraw(db, team, [line.letter], now)


def reopen_alike(db: Db, team: str, line: Line, now: datetime) -> None:
    """Take back what one press did to an item, in every letter that shows it."""
    there = {"team_": team, "kind_": line.kind, "subject_": line.subject, "whom_": line.whom}
    alike = _OF_PROMISE.where(LINES.c.outcome == line.outcome, LINES.c.at == line.at, ~LINES.c.retired)
    rows = db.execute(alike, there).all()
    _become(db, team, [row.id for row in rows], **_NOTHING)
    outbox.redraw(db, team, {row.letter for row in rows}, now)


def void(db: Db, team: str, ids: Sequence[int], now: datetime) -> None:
    """Take out of a letter that was never shown what is owed no longer."""
    if ids:
        mine = (LINES.c.team == team, LINES.c.id.in_(list(ids)))
        db.execute(update(LINES).where(*mine).values(outcome="gone", retired=True, at=now))


def retire(db: Db, team: str, recipient: str, kind: str, but: int) -> None:
    """Close the items of someone's older letters of a kind, without redrawing them: a newer one has them.

    One that a colleague was asked to take is in the newer one as well, until they accept.
    """
    theirs = {"team_": team, "recipient_": recipient, "kind_": kind, "but_": but}
    older = list(db.execute(_OTHER_LETTERS, theirs).scalars())
    if older:
        undecided = or_(LINES.c.outcome.is_(None), LINES.c.outcome == "asked")
        open_before = (LINES.c.team == team, LINES.c.letter.in_(older), undecided)
        db.execute(update(LINES).where(*open_before).values(retired=True, outcome="gone"))


def beside(db: Db, team: str, line: Line) -> list[Line]:
    """List what stands in one item with a line, itself among it: one person owes all of it to one candidate."""
    fate = (line.outcome, line.by, line.at, line.waived, line.retired)
    alike = [each for each in of(db, team, line.letter) if (each.subject, each.whom) == (line.subject, line.whom)]
    return [each for each in alike if (each.outcome, each.by, each.at, each.waived, each.retired) == fate]


def _become(db: Db, team: str, ids: Sequence[int], **values: Any) -> None:
    if ids:
        db.execute(update(LINES).where(LINES.c.team == team, LINES.c.id.in_(ids)).values(**values))


def _line(row: Any) -> Line:
    fields = {name: row[name] for name in _FIELDS}
    return Line(**{**fields, "waived": Waiver(row["waived"]) if row["waived"] else None})
