"""Who disputes whose candidates, on which evidence, and how was it settled before?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, insert, or_, select, text, update

from bot.facts import (
    Direction,
    Dispute,
    DisputeState,
    Ground,
    How,
    Kind,
    Outcome,
    Question,
    Ruling,
    Share,
    Suggestion,
    Touch,
)
from storage import audit, ownership
from storage import touches as touch_rows
from storage.database import Db
from storage.tables import DisputeQuestions, Disputes, Evidence, Outbox, Touches, table

DISPUTES, QUESTIONS, EVIDENCE = table(Disputes), table(DisputeQuestions), table(Evidence)
TOUCHES, OUTBOX = table(Touches), table(Outbox)
# In the very words of the partial index, since a bound value would not be known to fit it.
_IS_OPEN = text("state <> 'ended'")
_FIELDS = Dispute.__slots__
_RULED = (Ruling.KEEP, Ruling.TRANSFER, Ruling.SHARE, Ruling.NOT_RULED)
_THIS = (DISPUTES.c.team == bindparam("team_"), DISPUTES.c.id == bindparam("id_"))
_ONE = select(DISPUTES).where(*_THIS)
_HELD = _ONE.with_for_update()
_KEPT = ("kind", "direction", "outcome", "two_way", "told", "at", "logged_at", "by", "holds", "backdated")
_SNAPSHOT = insert(EVIDENCE).from_select(
    ["team", "dispute", "touch", *_KEPT],
    select(
        TOUCHES.c.team,
        bindparam("dispute_", type_=EVIDENCE.c.dispute.type),
        TOUCHES.c.id,
        *(TOUCHES.c[name] for name in _KEPT),
    ).where(
        TOUCHES.c.team == bindparam("team_"),
        TOUCHES.c.candidate == bindparam("candidate_"),
        TOUCHES.c.deleted_at.is_(None),
    ),
)
_EVIDENCE = (
    select(EVIDENCE, DISPUTES.c.candidate)
    .join_from(EVIDENCE, DISPUTES, (DISPUTES.c.team == EVIDENCE.c.team) & (DISPUTES.c.id == EVIDENCE.c.dispute))
    .where(EVIDENCE.c.team == bindparam("team_"), EVIDENCE.c.dispute == bindparam("id_"))
    .order_by(EVIDENCE.c.at.desc(), EVIDENCE.c.logged_at.desc(), EVIDENCE.c.touch.desc())
)


def add(db: Db, team: str, dispute: Dispute) -> tuple[Touch, ...]:
    """Write down a claim on a candidate whose row is held, and all touches as they are now; give those."""
    row = {name: getattr(dispute, name) for name in _FIELDS}
    db.execute(DISPUTES.insert(), row | {"team": team, "credit": None})
    db.execute(_SNAPSHOT, {"team_": team, "dispute_": dispute.id, "candidate_": dispute.candidate})
    ownership.mark_disputed(db, team, dispute.candidate or 0, dispute.id)
    parties, words = f"{dispute.owner} {dispute.candidate}", audit.digest(f"{dispute.reason}\n{dispute.evidence}")
    at, by = dispute.opened_at, dispute.claimant
    audit.record(db, team, by, "opened", "dispute", dispute.id, at, before=parties, after=words)
    return evidence(db, team, dispute.id)


def suggest(db: Db, team: str, dispute: Dispute, of: Suggestion) -> Dispute:
    """Keep what the rules suggested when it was opened."""
    return _change(db, team, dispute, suggestion=of.ruling, ground=of.ground, about=of.about)


def one(db: Db, team: str, id: int, *, hold: bool = False) -> Dispute | None:
    """Give a dispute of this team, or None; `hold` keeps others from settling it until we are done."""
    row = db.execute(_HELD if hold else _ONE, {"team_": team, "id_": id}).mappings().first()
    return read(row) if row else None


def open_about(db: Db, team: str, candidate: int) -> Dispute | None:
    """Give the dispute that is open about a candidate, or None."""
    return next(iter(_some(db, _open(team).where(DISPUTES.c.candidate == candidate))), None)


def about(db: Db, team: str, candidate: int, most: int = 500) -> list[Dispute]:
    """List the disputes that there were about a candidate, the newest first."""
    theirs = select(DISPUTES).where(DISPUTES.c.team == team, DISPUTES.c.candidate == candidate)
    return _some(db, theirs.order_by(DISPUTES.c.opened_at.desc(), DISPUTES.c.id).limit(most))


def open_in(db: Db, team: str) -> list[Dispute]:
    """List all disputes of a team that are open, the oldest first."""
    return _some(db, _open(team))


def of_person(db: Db, team: str, person: str) -> list[Dispute]:
    """List the open disputes in which someone is the owner or the claimant, the oldest first."""
    return _some(db, _open(team).where(or_(DISPUTES.c.owner == person, DISPUTES.c.claimant == person)))


def precedents(db: Db, team: str, ground: Ground, most: int = 5, but: int | None = None) -> list[Dispute]:
    """List how disputes on the same ground were settled, the newest first; `but` is one to leave out.

    Of someone who was erased there is no candidate any more, and there are no words.
    """
    mine = (DISPUTES.c.team == team, DISPUTES.c.ground == ground, DISPUTES.c.ruling.in_(_RULED))
    chosen = select(DISPUTES).where(*mine, DISPUTES.c.id != (-1 if but is None else but))
    return _some(db, chosen.order_by(DISPUTES.c.ended_at.desc(), DISPUTES.c.id).limit(most))


def settled_before(
    db: Db, team: str, candidate: int, parties: Collection[str], most: int = 2, but: int | None = None
) -> list[Dispute]:
    """List how claims between these two on a candidate were ruled on, whoever of them claimed, the newest first."""
    theirs = (DISPUTES.c.team == team, DISPUTES.c.candidate == candidate, DISPUTES.c.ruling.in_(_RULED))
    two = (DISPUTES.c.owner.in_(parties), DISPUTES.c.claimant.in_(parties))
    chosen = select(DISPUTES).where(*theirs, *two, DISPUTES.c.id != (-1 if but is None else but))
    return _some(db, chosen.order_by(DISPUTES.c.ended_at.desc(), DISPUTES.c.id).limit(most))


def evidence(db: Db, team: str, id: int) -> tuple[Touch, ...]:
    """List the touches as they were when a dispute began, the newest first; their notes are no evidence."""
    return tuple(_touch(row) for row in db.execute(_EVIDENCE, {"team_": team, "id_": id}).mappings())


def touches(db: Db, team: str, dispute: Dispute) -> tuple[Touch, ...]:
    """List the touches with the candidate as they are now, deleted ones too; none once they were erased."""
    if dispute.candidate is None:
        return ()
    theirs = (TOUCHES.c.team == team, TOUCHES.c.candidate == dispute.candidate)
    return tuple(touch_rows.read(row) for row in db.execute(select(TOUCHES).where(*theirs)).mappings())


def answer(db: Db, team: str, dispute: Dispute, words: str, by: str, now: datetime) -> Dispute:
    """Keep what the owner, or their cover, answers."""
    audit.record(db, team, by, "answered", "dispute", dispute.id, now, after=audit.digest(words))
    return _change(db, team, dispute, answer=words, answered_by=by, answered_at=now)


def go_up(db: Db, team: str, dispute: Dispute, rule_by: datetime, by: str, now: datetime) -> Dispute:
    """Bring a dispute before the managers."""
    audit.record(db, team, by, "went_up", "dispute", dispute.id, now)
    return _change(db, team, dispute, state=DisputeState.RULING, up_at=now, rule_by=rule_by)


def ask(db: Db, team: str, dispute: Dispute, question: Question, rule_by: datetime) -> Dispute:
    """Keep what a manager asks one of the two, and until when the clock is put off."""
    fields = {name: getattr(question, name) for name in Question.__slots__}
    db.execute(QUESTIONS.insert(), fields | {"team": team})
    told = audit.digest(question.question)
    audit.record(
        db, team, question.asked_by, "asked", "dispute", dispute.id, question.at, before=question.asked_of, after=told
    )
    return _change(db, team, dispute, asked=dispute.asked + 1, rule_by=rule_by)


def questions(db: Db, team: str, id: int) -> tuple[Question, ...]:
    """List what was asked in a dispute, the oldest first."""
    mine = select(QUESTIONS).where(QUESTIONS.c.team == team, QUESTIONS.c.dispute == id)
    return tuple(_question(row) for row in db.execute(mine.order_by(QUESTIONS.c.at, QUESTIONS.c.id)).mappings())


def question(db: Db, team: str, id: int) -> Question | None:
    """Give one question of this team, or None."""
    mine = select(QUESTIONS).where(QUESTIONS.c.team == team, QUESTIONS.c.id == id)
    row = db.execute(mine).mappings().first()
    return _question(row) if row else None


def answer_question(db: Db, team: str, question: Question, words: str, by: str, now: datetime) -> None:
    """Keep what was answered to a manager's question."""
    mine = (QUESTIONS.c.team == team, QUESTIONS.c.id == question.id)
    db.execute(update(QUESTIONS).where(*mine).values(answer=words, answered_at=now))
    audit.record(db, team, by, "answered_question", "dispute", question.dispute, now, after=audit.digest(words))


def remind(db: Db, team: str, dispute: Dispute) -> Dispute:
    """Count one more reminder."""
    return _change(db, team, dispute, step=dispute.step + 1)


def end(
    db: Db,
    team: str,
    dispute: Dispute,
    ruling: Ruling,
    reasons: str,
    credit: Sequence[Share],
    by: str,
    now: datetime,
) -> Dispute:
    """Close a dispute, and free the candidate, who is held; the caller plans for them."""
    if dispute.candidate is not None:
        ownership.mark_disputed(db, team, dispute.candidate, None)
    told = " ".join([ruling, *(f"{each.person}={each.percent}" for each in credit), audit.digest(reasons)])
    audit.record(db, team, by, "ended", "dispute", dispute.id, now, before=dispute.state, after=told)
    ended = {"state": DisputeState.ENDED, "ruling": ruling, "ruled_by": by or None, "ended_at": now}
    return _change(db, team, dispute, **ended, reasons=reasons or None, credit=tuple(credit))


def letters(db: Db, team: str, id: int) -> list[int]:
    """List the letters about a dispute and about what was asked in it."""
    asked = select(QUESTIONS.c.id).where(QUESTIONS.c.team == team, QUESTIONS.c.dispute == id)
    about = [str(id), *(str(question) for question in db.execute(asked).scalars())]
    mine = (OUTBOX.c.team == team, OUTBOX.c.about.in_(about), OUTBOX.c.kind.like("disputes.%"))
    return list(db.execute(select(OUTBOX.c.id).where(*mine).order_by(OUTBOX.c.id)).scalars())


def read(row: Any) -> Dispute:
    """Read a dispute from its row."""
    fields = {name: row[name] for name in _FIELDS}
    words = {"state": DisputeState, "suggestion": Ruling, "ground": Ground, "ruling": Ruling}
    meant = {name: of(row[name]) for name, of in words.items() if row[name]}
    return Dispute(**fields | meant | {"credit": ownership.shares(row["credit"])})


def _open(team: str) -> Select[Any]:
    return select(DISPUTES).where(DISPUTES.c.team == team, _IS_OPEN).order_by(DISPUTES.c.opened_at, DISPUTES.c.id)


def _some(db: Db, chosen: Select[Any]) -> list[Dispute]:
    return [read(row) for row in db.execute(chosen).mappings()]


def _change(db: Db, team: str, dispute: Dispute, **values: Any) -> Dispute:
    credit = {"credit": ownership.written(values["credit"])} if "credit" in values else {}
    mine = (DISPUTES.c.team == team, DISPUTES.c.id == dispute.id)
    db.execute(update(DISPUTES).where(*mine).values(**values | credit))
    return replace(dispute, **values)


def _touch(row: Any) -> Touch:
    how = How(Kind(row["kind"]), Direction(row["direction"]), Outcome(row["outcome"]))
    same = {name: row[name] for name in ("two_way", "told", "at", "logged_at", "by", "holds", "backdated")}
    return Touch(id=row["touch"], candidate=row["candidate"] or 0, how=how, credit=row["holds"], **same)


def _question(row: Any) -> Question:
    return Question(**{name: row[name] for name in Question.__slots__})
