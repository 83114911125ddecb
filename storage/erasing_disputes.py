"""What is left of disputes about somebody who is erased?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, func, select, update

from bot.facts import DisputeState, Ruling
from storage import audit
from storage.database import Db
from storage.tables import DisputeQuestions, Disputes, table

DISPUTES, QUESTIONS = table(Disputes), table(DisputeQuestions)
# Who ends them: nobody does, they end with whom they were about.
NOBODY = ""
_OPEN = DISPUTES.c.state != DisputeState.ENDED


def end(db: Db, team: str, candidates: Sequence[int], now: datetime) -> None:
    """End the disputes about candidates who go, and take out whom they were about and all words.

    Who claimed against whom, and how it was settled by which rule, stays, so that it can be counted.
    """
    mine = (DISPUTES.c.team == team, DISPUTES.c.candidate.in_(candidates))
    about = {row.id: row.state for row in db.execute(select(DISPUTES.c.id, DISPUTES.c.state).where(*mine)).all()}
    if not about:
        return
    still_open = {id: str(state) for id, state in about.items() if state != DisputeState.ENDED}
    ended = {
        "ruling": case((_OPEN, Ruling.ERASED), else_=DISPUTES.c.ruling),
        "ended_at": func.coalesce(DISPUTES.c.ended_at, now),
        "state": DisputeState.ENDED,
    }
    wordless = {"candidate": None, "reason": "", "evidence": "", "answer": None, "reasons": None}
    db.execute(update(DISPUTES).where(*mine).values(**ended, **wordless))
    asked = (QUESTIONS.c.team == team, QUESTIONS.c.dispute.in_(sorted(about)))
    db.execute(update(QUESTIONS).where(*asked).values(question="", answer=None))
    audit.record_each(db, team, NOBODY, f"dispute_{Ruling.ERASED}", "dispute", still_open, now)
