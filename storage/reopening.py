"""What stands again as it stood, once what somebody decided was a mistake?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select, update

from bot.facts import ENDS, Submission
from storage import audit, lines, offers, placements
from storage.database import Db
from storage.promises import MORNING
from storage.tables import Lines, Outbox, Promises, StageChanges, Submissions, table

SUBMISSIONS, CHANGES = table(Submissions), table(StageChanges)
LINES, OUTBOX, PROMISES = table(Lines), table(Outbox), table(Promises)
_BY_A_DECISION = ("moved", "decided")
_NEWER = OUTBOX.alias("newer")
# A morning that a newer one has followed says nothing of today any more.
_STILL_SAID = (OUTBOX.c.kind != MORNING) | ~(
    select(_NEWER.c.id)
    .where(_NEWER.c.team == OUTBOX.c.team, _NEWER.c.recipient == OUTBOX.c.recipient)
    .where(_NEWER.c.kind == OUTBOX.c.kind, _NEWER.c.due_at > OUTBOX.c.due_at)
    .correlate(OUTBOX)
    .exists()
)


def move_back(db: Db, team: str, submission: Submission, by: str, now: datetime) -> None:
    """Take back the move by which a submission came to its stage: it stands where it stood, and since when it did.

    What was no move is not among its moves any more; both are on record. Placements follow. Whoever was never moved
    stays where they are.
    """
    theirs = select(CHANGES).where(CHANGES.c.team == team, CHANGES.c.submission == submission.id)
    moves, stage = db.execute(theirs).all(), submission.came_from
    mistaken = _mistaken(submission, moves)
    stood = _stood(submission, [each for each in moves if each not in mistaken])
    if stage is None or stood is None:
        return
    there = {"stage": stage, "came_from": stood.before, "entered_at": stood.at}
    mine = (SUBMISSIONS.c.team == team, SUBMISSIONS.c.id == submission.id)
    db.execute(update(SUBMISSIONS).where(*mine).values(**there))
    db.execute(delete(CHANGES).where(CHANGES.c.team == team, CHANGES.c.id.in_([each.id for each in mistaken])))
    before = submission.stage
    audit.record(db, team, by, "move_taken_back", "submission", submission.id, now, before=before, after=stage)
    for candidate in placements.follow(db, team, [(submission, stage)], by, now):
        offers.mark(db, team, candidate)


def items(db: Db, team: str, candidate: int, at: datetime, now: datetime) -> None:
    """Open the items again which a decision at a moment had settled, and that are owed again as they were."""
    same = and_(*(LINES.c[name] == PROMISES.c[name] for name in ("team", "kind", "subject", "whom", "since")))
    letters = (OUTBOX.c.team == LINES.c.team) & (OUTBOX.c.id == LINES.c.letter)
    settled = (
        LINES.c.team == team,
        LINES.c.subject == str(candidate),
        LINES.c.outcome.in_(_BY_A_DECISION),
        LINES.c.at == at,
    )
    chosen = select(LINES.c.id).join(PROMISES, same).join(OUTBOX, letters).where(*settled, ~LINES.c.retired)
    for id in list(db.execute(chosen.where(_STILL_SAID)).scalars()):
        if there := lines.line(db, team, id):
            lines.reopen(db, team, there, now)


def _mistaken(submission: Submission, moves: Sequence[Any]) -> list[Any]:
    """List the moves to which a submission owes its stage: an end that was corrected to another is one with that."""
    came = [each for each in moves if each.before == submission.came_from and each.at == submission.entered_at]
    return came + [each for each in moves if _corrects(each) and each.at >= submission.entered_at and each not in came]


def _stood(submission: Submission, moves: Sequence[Any]) -> Any:
    """Give the move by which a submission came to where it stood before; None where it is not known."""
    there = ENDS if submission.came_from in ENDS else (submission.came_from,)
    came = (each for each in moves if each.after in there and not _corrects(each))
    return max(came, key=lambda each: each.at, default=None)


def _corrects(move: Any) -> bool:
    return move.before in ENDS and move.after in ENDS
